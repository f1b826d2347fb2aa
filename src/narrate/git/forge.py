"""From a remote's address to the repository's address on its forge, for people."""

import re

_URL = re.compile(
    r"(?P<scheme>https?|ssh|git|git\+ssh|ssh\+git)://(?:[^/@]*@)?(?P<host>[^/:@]+)(?P<port>:\d+)?/(?P<path>.+)"
)
_SCP = re.compile(r"(?:[^/@:\s]+@)?(?P<host>[^/:@\s]+):(?P<path>[^:].*)")
_HOST = re.compile(r"(?=.{4,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+")
_PATH = re.compile(r"[\w.~+@%-]+(?:/[\w.~+@%-]+)*", re.ASCII)
_AZURE = re.compile(r"v3/([^/]+)/([^/]+)/([^/]+)")


def forge_address(remote: str) -> str:
    """`https://host/owner/name` without credentials, or empty when the remote is no forge (a path, a bundle).

    A port belongs to the web only in a web address; ssh's own is dropped.
    """
    remote = remote.strip()
    match = _URL.fullmatch(remote) if "://" in remote else _SCP.fullmatch(remote)
    if match is None:
        return ""
    host, path = match["host"].lower(), match["path"].strip("/").removesuffix(".git").strip("/")
    if not _HOST.fullmatch(host) or not _PATH.fullmatch(path) or ".." in path.split("/"):
        return ""
    parts = match.groupdict()
    web = (parts.get("scheme") or "").startswith("http")
    if host == "ssh.dev.azure.com" and (azure := _AZURE.fullmatch(path)):
        return "https://dev.azure.com/{}/{}/_git/{}".format(*azure.groups())
    scheme = "http" if parts.get("scheme") == "http" and parts.get("port") else "https"
    return f"{scheme}://{host}{(parts.get('port') or '') if web else ''}/{path}"
