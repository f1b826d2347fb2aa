"""Whether a body says anything: a new file that was filled in for somebody, and left as it was, does not."""

import re

from markdown_it.token import Token

from narrate.markdown.leads import leads_of
from narrate.model.document import Substance

_COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
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
            said = _of_text(token.children or [])
            if not heading and said == "words":
                return said
            found = said if not heading and said != "nothing" else found
        elif token.type not in _PLAIN:
            return "words"
    return found


def _of_text(tokens: list[Token]) -> Substance:
    """`links` when each line that has words says in words what its links mean."""
    shown = [(number, token) for number, token in enumerate(tokens) if not _is_empty(token)]
    if not shown:
        return "nothing"
    leads = leads_of(tokens)
    linked = {leads.line(number) for number, token in shown if token.type in _LINKS}
    return (
        "links" if all(leads.line(number) in linked and leads.at(number) for number, _ in shown) else "words"
    )


def _is_empty(token: Token) -> bool:
    if token.type == "html_inline":
        return not _COMMENTS.sub("", token.content).strip()
    return token.type in ("softbreak", "hardbreak") or (token.type == "text" and not token.content.strip())
