"""Whether a body says anything: a new file that was filled in for somebody, and left as it was, does not."""

import re

from markdown_it.token import Token

from narrate.markdown.leads import leads_of
from narrate.model.document import Substance

_COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BETWEEN = re.compile(r"(?:[\s,;.&]|\band\b)*")
_PLAIN = frozenset(
    f"{name}_{end}" for name in ("paragraph", "bullet_list", "list_item") for end in ("open", "close")
)
_LINKS = frozenset(("link_open", "wikilink", "mention"))


def substance(tokens: list[Token]) -> Substance:
    """What the blocks of a body say, besides comments and headings."""
    found: Substance = "nothing"
    heading = False
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "html_block":
            if _COMMENTS.sub("", token.content).strip():
                return "words"
        elif token.type == "inline":
            children = token.children or []
            if heading or all(map(_is_empty, children)):
                continue
            if not is_about(children):
                return "words"
            found = "links"
        elif token.type not in _PLAIN:
            return "words"
    return found


def is_about(tokens: list[Token]) -> bool:
    """Whether each line of a text only says in words what its links mean: `Distilled from: …`."""
    leads = leads_of(tokens)
    linked: set[int] = set()
    inside = False
    for number, token in enumerate(tokens):
        line = leads.line(number)
        if token.type in _LINKS:
            linked.add(line)
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        if inside or token.nesting or token.type in _LINKS or _is_empty(token):
            continue
        words = token.content if line in linked else token.content.rpartition(":")[2]
        if token.type != "text" or not leads.words[line] or not _BETWEEN.fullmatch(words):
            return False
    return all(leads.line(number) in linked for number, token in enumerate(tokens) if not _is_empty(token))


def _is_empty(token: Token) -> bool:
    if token.type == "html_inline":
        return not _COMMENTS.sub("", token.content).strip()
    return token.type in ("softbreak", "hardbreak", "hashtag") or not (
        token.type != "text" or token.content.strip()
    )
