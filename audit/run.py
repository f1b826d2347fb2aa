"""Other people's validators over the site of `content/`: html-validate (Node) and the Nu HTML checker (Java).

    make audit
    python audit/run.py SITE        a site that is already built

Each that cannot run here is skipped by name. They are installed into `audit/node_modules`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"


def main() -> int:
    with chosen_site() as site:
        results = [check(site) for check in (html_validate, nu_checker)]
    return 1 if False in results else 0


@contextmanager
def chosen_site() -> Iterator[Path]:
    """The site named on the command line, or a fresh one of `content/`."""
    if len(sys.argv) > 1:
        yield Path(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as work:
        content, site = HERE.parent / "content", Path(work) / "site"
        shutil.copytree(content, Path(work) / "content", ignore=shutil.ignore_patterns(".narrate", "site"))
        command = [sys.executable, "-m", "narrate", "build", str(Path(work) / "content"), "--quiet"]
        subprocess.run(
            [*command, "--output", str(site), "--base-url", "https://audit.example/wol/"], check=True
        )
        yield site


def html_validate(site: Path) -> bool | None:
    """Markup and accessibility by rules. None when it cannot run."""
    if not installed("html-validate"):
        return None
    program = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    configuration = str(HERE / "htmlvalidate.json")
    command = [
        "node",
        str(program),
        "--config",
        configuration,
        "--formatter",
        "text",
        "--ext",
        "html",
        str(site),
    ]
    return said("html-validate", command)


def nu_checker(site: Path) -> bool | None:
    """The HTML standard's own checker. None when it cannot run."""
    if not shutil.which("java"):
        print("vnu: skipped, there is no Java")
        return None
    if not installed("vnu-jar"):
        return None
    jar = next((MODULES / "vnu-jar" / "build").rglob("vnu.jar"))
    command = ["java", "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only"]
    return said("vnu", [*command, str(site)])


def installed(package: str) -> bool:
    """Installs everything at the first call."""
    if (MODULES / package).is_dir():
        return True
    if not shutil.which("npm"):
        print(f"{package}: skipped, there is no npm")
        return False
    command = [
        "npm",
        "install",
        "--ignore-scripts",
        "--no-package-lock",
        "--no-fund",
        "--no-audit",
        "--silent",
    ]
    subprocess.run(command, cwd=HERE, env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}, check=True)
    return (MODULES / package).is_dir()


def said(name: str, command: list[str]) -> bool:
    """Runs a checker; prints what it found, or that it found nothing."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    print(
        "\n".join(lines[:200]) + f"\n{name}: {len(lines)} lines"
        if done.returncode
        else f"{name}: nothing found"
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
