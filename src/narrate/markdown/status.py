"""What a text says of its own state, as decision records do: under a heading *Status*, or in a line `Status: accepted`.

Which words are a state is not known here: that depends on the kind (`fields.read_state`).
"""

from collections.abc import Iterator

from markdown_it.token import Token

from narrate.markdown.leads import status_words
from narrate.markdown.page import plain_text
from narrate.model.attendance import ATTENDING

_LONGEST = 200
_MOST = 8
"""So many lines are looked at: a section of that name that goes on is about something else."""
_BREAKS = ("softbreak", "hardbreak")
_ABOUT = frozenset(
    "author authors consulted created date deciders decider decision-makers informed owner owners reviewers "
    "updated version facilitator chair scribe time location place tags".split()
) | {"decision makers", "last updated", "technical story"}
"""What decision records and minutes say of themselves above their text, besides their status."""


def status(tokens: list[Token], source: str, language: str) -> tuple[str, ...]:
    """The lines in which a body says its state, as plain text. `source`: that of the whole file."""
    names = status_words(language)
    folded = source.casefold()
    if not any(name in folded for name in names):
        return ()
    found: list[str] = []
    section, cells = "", 0
    label = ""
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            section = _name(tokens[number + 1]) if token.tag != "h1" else ""
            if found and section not in names:
                break
        elif token.type == "tr_open":
            cells, label = 0, ""
        elif token.type == "inline" and tokens[number - 1].type != "heading_open":
            if tokens[number - 1].type in ("th_open", "td_open"):
                cells += 1
                if cells == 2 and label in names and not section:
                    found += _lines(token)
                label = _name(token) if cells == 1 else ""
            elif section in names and token.meta.get("task", True):
                found += _lines(token)
            elif not section:
                found += _behind(token, names)
    return tuple(found[:_MOST])


def has_attendance(tokens: list[Token]) -> bool:
    """Whether it begins with who was there, as the minutes of a meeting do."""
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.tag != "h1":
            return _name(tokens[number + 1]) in ATTENDING
        if token.type == "inline" and ":" in token.content:
            for line in token.content.split("\n"):
                if line.partition(":")[0].strip(" *_").casefold() in ATTENDING:
                    return True
    return False


def is_metadata(inline: Token, language: str) -> bool:
    """Whether each line of a paragraph says something about the text: `Date: 2018-06-26`. That sums nothing up."""
    labels = _ABOUT.union(ATTENDING, status_words(language))
    for line in _lines(inline):
        label, colon, _ = line.partition(":")
        if not colon or label.strip().casefold() not in labels:
            return False
    return True


def _name(inline: Token) -> str:
    words = "".join(map(plain_text, inline.children or ()))
    return words.casefold().strip(" :")


def _lines(inline: Token) -> Iterator[str]:
    line = ""
    for child in inline.children or ():
        if child.type in _BREAKS:
            yield line.strip()[:_LONGEST]
            line = ""
        else:
            line += plain_text(child)
    yield line.strip()[:_LONGEST]


def _behind(inline: Token, names: tuple[str, ...]) -> Iterator[str]:
    """What stands behind `Status:` at the beginning of a line, before the first section."""
    if ":" in inline.content:
        for line in _lines(inline):
            label, colon, words = line.partition(":")
            if colon and label.strip().casefold() in names:
                yield words.strip()
