"""What the server adds to a page, and the pages that are its own."""

import re
from importlib.resources import files

OWN = "/~narrate/"
"""Where the server's own files are: no page of a site has such an address."""

_FILES = ("live.js", "live.css")
_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)


def own_files() -> dict[str, bytes]:
    """The script and the style sheet that the server adds, by name."""
    folder = files("narrate.serve")
    return {name: folder.joinpath(name).read_bytes() for name in _FILES}


def with_live(page: bytes, at: str) -> bytes:
    """The page with the script that reloads it; `at` says of which build it is."""
    added = (
        f'<link rel="stylesheet" href="{OWN}live.css">\n<script src="{OWN}live.js" data-at="{at}" defer></script>\n'
    ).encode()
    head = _HEAD.search(page)
    return page[: head.start()] + added + page[head.start() :] if head else added + page


def waiting_page(title: str, text: str) -> bytes:
    """A page for as long as there is no site. The texts are the server's own."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n</head>\n'
        f'<body class="narrate-waiting">\n<main><h1>{title}</h1>\n<p>{text}</p></main>\n</body>\n</html>\n'
    ).encode()
