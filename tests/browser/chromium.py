"""Finds a Chromium on this machine.

    python tests/browser/chromium.py

says which one the browser checks use. As root on Debian it installs one when there is none; elsewhere it says
that the checks are skipped, and in CI (the variable `CI` is set) it fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = "no Chromium found (set CHROMIUM to the path of one)"


def find() -> str:
    """The program, or an empty string."""
    chosen = os.environ.get("CHROMIUM", "")
    if chosen:
        return shutil.which(chosen) or ""
    found = (shutil.which(name) for name in (*NAMES, *APPLICATIONS))
    return next((path for path in found if path), "")


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def can_install() -> bool:
    """Whether this is Debian and we are root. (Ubuntu's package is a stub that needs a running snapd.)"""
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    debian = "ID=debian" in release.splitlines()
    return debian and bool(shutil.which("apt-get")) and os.geteuid() == 0


def install() -> None:
    """Fails quietly: what comes after it looks whether a Chromium is there."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    packages = ("chromium", "fonts-dejavu-core")
    for command in (("update",), ("install", "--yes", "--no-install-recommends", *packages)):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, stdin=subprocess.DEVNULL, check=False)


def main() -> int:
    if not find() and can_install():
        print("Installing Chromium for the browser checks")
        install()
    program = find()
    print(f"Browser checks use {program}" if program else f"Browser checks are skipped: {MISSING}")
    return 1 if not program and in_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
