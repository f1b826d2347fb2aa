"""What is wrong with what somebody wrote: a code, a place, a message and a way out.

A diagnostic is a value. It has no level: `narrate.toml` decides how serious a code is, and
`report` looks that up when it prints.
"""

from typing import Literal

import msgspec

Level = Literal["error", "warning", "info", "off"]


class Place(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Where in a file. `line` and `column` count from 1; 0 means the file (or line) as a whole."""

    path: str
    """Relative to the content root, with `/`."""
    line: int = 0
    column: int = 0
    width: int = 1
    """How many characters the caret line underlines."""
    text: str = ""
    """The source line, so that a report can show it without reading the file again."""


class Diagnostic(msgspec.Struct, frozen=True, array_like=True, order=True):
    """One problem. `message` says what is wrong, `help` what to do about it (or is empty)."""

    place: Place
    code: str
    """A key of `CODES`."""
    message: str
    help: str = ""


class Code(msgspec.Struct, frozen=True):
    """What a diagnostic's code means and how serious it is unless `narrate.toml` says otherwise."""

    level: Level
    summary: str


CODES: dict[str, Code] = {
    "front-matter": Code("error", "The front matter cannot be read as YAML, TOML or JSON."),
    "front-matter-salvaged": Code(
        "warning", "The front matter is not valid, but what it says could be read."
    ),
    "unclosed-front-matter": Code("error", "The front matter is opened and never closed."),
    "duplicate-key": Code("warning", "A front matter key is written twice."),
    "unknown-key": Code("info", "A front matter key that no field of the kind has."),
    "invalid-value": Code("error", "A field's value is not of the field's type."),
    "invalid-date": Code("error", "A date that is none."),
    "missing-field": Code("error", "A field that the kind requires is missing."),
    "unknown-kind": Code("error", "A kind that neither narrate nor `narrate.toml` declares."),
    "unknown-state": Code("error", "A status that is not one of the kind's states."),
    "unknown-visibility": Code("error", "An audience that is not declared: the entry is withheld."),
    "withheld": Code(
        "error", "The front matter that decides who may see the entry is broken: it is withheld."
    ),
    "not-utf-8": Code("error", "The file is not UTF-8: it is shown with replacement characters."),
    "too-large": Code("error", "The file is too large to be parsed: its start is shown as plain text."),
    "odd-name": Code("warning", "A file name with control characters: it gets a cleaned address."),
    "too-deep": Code("warning", "Lists or quotes are nested too deep to be rendered."),
    "unclosed-block": Code("warning", "A code fence or comment is opened and never closed."),
    "bad-math": Code("warning", "A formula that cannot be converted: its source is shown."),
    "bad-diagram": Code("warning", "A diagram that cannot be drawn: its source is shown."),
    "no-highlighting": Code("info", "A code block too large to be highlighted."),
    "removed-html": Code("info", "HTML that a page may not contain was removed."),
    "external-image": Code("info", "A picture from another host is shown as a link to it."),
    "nothing-written": Code("warning", "An entry in which nothing is written yet: it is not published."),
    "address-taken": Code("error", "Two entries have one address."),
    "similar-address": Code("error", "Two addresses differ only in case or Unicode form."),
    "reserved-address": Code("error", "An address that narrate itself uses."),
    "broken-link": Code("error", "A link to a document that is not there."),
    "ambiguous-link": Code("warning", "A link that several documents answer to."),
    "broken-anchor": Code("warning", "A link to a heading that is not there."),
    "missing-file": Code("warning", "A link to a file that is not there."),
    "missing-image": Code("warning", "A picture that is not there: its alternative text is shown."),
    "unreadable-image": Code("warning", "A picture that browsers cannot show, or not all of it."),
    "unknown-group": Code(
        "warning", "A team or community is named that has no page, and is almost one that has."
    ),
    "unknown-person": Code("warning", "Somebody is named who is not known."),
    "unknown-mention": Code("info", "A word with an `@` that is nobody's name."),
    "reply-circle": Code("error", "Entries that reply to each other."),
    "embed-cycle": Code("error", "Entries that embed each other."),
    "invalid-alias": Code("warning", "An alias that cannot be a redirect."),
    "unknown-option": Code("error", "A key that `narrate.toml` does not have."),
    "invalid-option": Code("error", "A value in `narrate.toml` that the option does not take."),
    "shallow-clone": Code("warning", "The Git history is cut off: dates and authors are not known."),
    "unreadable-history": Code("warning", "There is a Git repository, but its history cannot be read."),
    "no-base-url": Code("warning", "Feeds need absolute addresses and `base_url` is not set."),
    "ambiguous-person": Code("warning", "Several people answer to one name."),
    "near-tag": Code("warning", "A tag that is probably another one, misspelt."),
    "unlisted-tag": Code("warning", "A tag that is not on the list of those that may be used."),
    "vanished-address": Code("warning", "An address that a change takes away, with nothing that leads on."),
    "dead-external-link": Code("warning", "A link to another host, where nothing is."),
    "moved-external-link": Code("info", "A link to what has moved for good on another host."),
    "unclear-external-link": Code("info", "A link to another host that did not say whether it is there."),
    "review-due": Code("warning", "Nobody has looked at it for longer than it says."),
    "superseded": Code("error", "What supersedes what contradicts itself."),
    "not-published": Code("info", "A field that names what is held back from those for whom the site is."),
    "long-open": Code("warning", "It has been open for longer than `open_days`."),
    "past-end": Code("warning", "It is over and does not say what came of it."),
    "no-date": Code("info", "An entry of which nobody can say when it was written."),
    "orphan": Code("info", "A page that nothing leads to."),
    "no-alt-text": Code("info", "A picture without alternative text."),
    "duplicate-title": Code("info", "Two entries of one kind with the same title."),
}


def level_of(code: str, levels: dict[str, Level]) -> Level:
    """How serious a code is for this project: `narrate.toml` first, then the default."""
    return levels.get(code) or CODES[code].level
