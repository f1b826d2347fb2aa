"""What somebody is shown by: their picture, or letters and a colour, the same everywhere."""

import hashlib

from narrate.model.links import Named


def face(picture: tuple[Named, ...]) -> str:
    """The address of somebody's picture, as small as there is; empty when there is none."""
    if not picture or picture[0].target.state != "file":
        return ""
    target = picture[0].target
    return target.variants[0].href if target.variants else target.href


def initials(name: str) -> str:
    """One or two letters of a name."""
    words = [word for word in name.replace("-", " ").replace(".", " ").split() if word[0].isalnum()]
    if not words:
        return name[:1].upper()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def hue(id_: str) -> int:
    """A colour for a person's mark, the same everywhere: degrees, 0 to 359."""
    return int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=2).digest(), "big") % 360
