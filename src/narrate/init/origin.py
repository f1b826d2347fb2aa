"""Where this narrate was installed from, as an address from which others can install the same."""

import json
import re
from urllib.parse import urlsplit, urlunsplit

_HARMLESS = re.compile(r"[A-Za-z0-9._~:/@%+-]+")
_TAG = re.compile(r"v?\d+(\.\d+)*[A-Za-z0-9.+-]*")


def example(version: str) -> str:
    """An address that has to be replaced."""
    return f"git+https://forge.example/narrate.git@v{version}"


def origin(direct_url: str | None) -> str:
    """The address that a package's `direct_url.json` (PEP 610) records, or empty when it is of one machine only.

    A repository is pinned: to the tag that was asked for, else to the commit. User names and passwords are left out.
    """
    try:
        recorded = json.loads(direct_url or "{}")
        url, vcs = str(recorded.get("url", "")), recorded.get("vcs_info") or {}
        scheme, netloc, path, *_ = urlsplit(url)
        asked, commit = str(vcs.get("requested_revision", "")), str(vcs.get("commit_id", ""))
    except (ValueError, AttributeError):
        return ""
    host = netloc.rpartition("@")[2]
    if not host or scheme not in ("https", "ssh") or "dir_info" in recorded:
        return ""
    address = urlunsplit((scheme, f"git@{host}" if scheme == "ssh" else host, path, "", ""))
    if vcs.get("vcs") == "git":
        address = f"git+{address}@{asked if _TAG.fullmatch(asked) else commit}"
    elif not path.endswith((".whl", ".tar.gz", ".zip")):
        return ""
    return address if _HARMLESS.fullmatch(address) and not address.endswith("@") else ""
