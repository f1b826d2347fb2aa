"""E-mail addresses: when two are one, and the handle that a forge's no-reply address tells."""

import re

_NO_REPLY = re.compile(
    r"(?:(?P<number>\d+)(?:\+|-(?=.*@users\.noreply\.gitlab\.)))?(?P<handle>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)"
    r"(?:\[bot\])?@(?:[a-z0-9.-]+\.)?noreply\.(?P<forge>[a-z0-9.-]+)"
)
_NOBODY = re.compile(r"(?:no-?reply|do-?not-?reply|root|none|nobody|unknown|user|you|your|your-?email)@.*")

_SHARED = frozenset(
    "admin all build contact dev developer developers devs docs ec2-user engineering hello help info it office ops "
    "runner staff support team ubuntu vagrant webmaster".split()
)


def address_key(email: str) -> str:
    """Equal for addresses of one mailbox: case and `+extension` do not matter. Empty for nobody's address."""
    email = email.strip().casefold()
    local, at, host = email.rpartition("@")
    if not at or not local or not host or no_reply(email):
        return ""
    local = local.partition("+")[0] or local
    return "" if _NOBODY.fullmatch(f"{local}@{host}") else f"{local}@{host}"


def is_shared(key: str) -> bool:
    """Whether several people may write from an address: a mailbox of a team, the account of a machine."""
    return key.partition("@")[0] in _SHARED


def no_reply(email: str) -> tuple[str, str] | None:
    """The handle in a forge's no-reply address, and the account's number with the forge, or empty."""
    match = _NO_REPLY.fullmatch(email.strip().casefold())
    if match is None:
        return None
    return match["handle"], f"{match['number']}@{match['forge']}" if match["number"] else ""


def handle_key(handle: str) -> str:
    """Handles ignore case and a leading `@`."""
    return handle.strip().lstrip("@").casefold()
