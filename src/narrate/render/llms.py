"""`llms.txt`: the site on one page for language models (llmstxt.org)."""

import re

from narrate.model.views import Llms, LlmsLink

_SPACE = re.compile(r"\s+")
_BRACKETS = re.compile(r"[\[\]\\]")


def render(llms: Llms) -> bytes:
    """A title, what the site is, and its pages in sections."""
    pieces = [f"# {_line(llms.title)}"]
    if llms.summary:
        pieces.append(f"> {_line(llms.summary)}")
    for group in llms.groups:
        if group.links:
            pieces += [f"## {_line(group.title)}", "\n".join(map(_link, group.links))]
    return ("\n\n".join(pieces) + "\n").encode("utf-8", "replace")


def _link(link: LlmsLink) -> str:
    title = _BRACKETS.sub(r"\\\g<0>", _line(link.title))
    url = link.url.replace("(", "%28").replace(")", "%29")
    return f"- [{title}]({url})" + (f": {_line(link.note)}" if link.note else "")


def _line(words: str) -> str:
    return _SPACE.sub(" ", words).strip()
