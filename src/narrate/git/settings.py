"""What a repository's configuration tells: who is writing here, and where its forge is."""

from narrate.git.forge import forge_address
from narrate.model.document import Author


def read_settings(listing: bytes) -> tuple[Author | None, str]:
    """The configured user and the forge's address, from `git config -z --get-regexp`."""
    values: dict[str, str] = {}
    remotes: dict[str, str] = {}
    for field in listing.decode("utf-8", "replace").split("\0"):
        key, _, value = field.partition("\n")
        if key.startswith("remote.") and key.endswith(".url"):
            remotes.setdefault(key[len("remote.") : -len(".url")], value)
        elif key:
            values[key] = value  # The last one counts: the repository's own.
    name, email = (" ".join(values.get(f"user.{part}", "").split()) for part in ("name", "email"))
    user = Author(name=name, email=email) if name or email else None
    remote = remotes.get("origin") or (next(iter(remotes.values())) if len(remotes) == 1 else "")
    return user, forge_address(remote)
