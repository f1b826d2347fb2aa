"""What a new file says before anybody has written in it: the kind's fields, the title, the kind's scaffold."""

import re

from narrate.model.kinds import Kind
from narrate.words import words
from narrate.writing.front import Given, front_matter
from narrate.writing.titles import heading

_BLANK = re.compile(r"\n[ \t]*\n\s*?(?=\S|[ \t]+\S)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_FORM = re.compile(r" {0,3}(?:[#>|<]|[-*+] |\d+[.)] |```|~~~)| {4}|\*\*")
"""What is there to be filled in rather than read."""


def new_entry(kind: Kind, title: str, given: Given, language: str) -> str:
    """The text of a new entry. `given`: what its front matter says from the start; `language`: that of the site."""
    values = dict(given)
    line = ""
    if title and kind.registry and any(field.name == "name" for field in kind.fields):
        values.setdefault("name", title)
    elif title:
        line = heading(title)
        if not line:
            values = {"title": title, **values}
    return front_matter(kind, values) + (f"{line}\n\n" if line else "") + body_of(kind, language)


def body_of(kind: Kind, language: str) -> str:
    """The scaffold, ending in a line end; empty for a kind without. Its paragraphs become hints in comments, so that
    nobody publishes one by leaving it in; headings, lists, tables, quotes and code stay.
    """
    scaffold = words(language).gettext(kind.scaffold) if kind.scaffold else ""
    blocks = [block for block in _blocks(scaffold.strip("\n")) if block.strip()]
    return "\n\n".join(block if _FORM.match(block) else _hint(block) for block in blocks) + "\n" * bool(
        blocks
    )


def _blocks(text: str) -> list[str]:
    """The text split at blank lines, but not in code."""
    blocks: list[str] = []
    for piece in _BLANK.split(text):
        if blocks and len(_FENCE.findall(blocks[-1])) % 2:
            blocks[-1] += f"\n\n{piece}"
        else:
            blocks.append(piece)
    return blocks


def _hint(text: str) -> str:
    return f"<!-- {text.strip().replace('--', '–')} -->"
