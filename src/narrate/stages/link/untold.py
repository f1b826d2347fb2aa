"""What a visible entry's plain words say of a withheld one is taken out of them.

Its body has a hole where it links to something withheld, and shows there what may be told. Its title, its summary
and the sentences around its links are plain text, written before anybody knew what is withheld: here the words of
such links are replaced in them, too.
"""

import re

import msgspec

from narrate.model.document import Heading, Reference
from narrate.model.entry import Entry
from narrate.stages.link.resolve import NOT_PUBLISHED, Found

_Found = dict[str, tuple[Found, ...]]


def untold(entries: tuple[Entry, ...], found: _Found) -> tuple[tuple[Entry, ...], _Found]:
    """Entries, and what their references lead to, without the names of what is withheld."""
    hidden = {entry.url: words for entry in entries if (words := _telling(entry, found[entry.url]))}
    if not hidden:
        return entries, found
    changed = {entry.url: _without(entry, hidden[entry.url]) for entry in entries if entry.url in hidden}
    entries = tuple(changed.get(entry.url, entry) for entry in entries)
    return entries, {
        url: tuple(_renamed(one, changed, hidden) for one in each) for url, each in found.items()
    }


def _telling(entry: Entry, found: tuple[Found, ...]) -> tuple[str, ...]:
    """The words of an entry's links that must not be told, the longest first."""
    words = {
        word
        for reference, one in zip(entry.text.references, found, strict=True)
        if one.target.state == "withheld" and one.target.text
        for word in _words(reference)
    }
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _words(reference: Reference) -> tuple[str, ...]:
    """What a link shows when nobody knows where it leads."""
    if reference.text:
        return (" ".join(reference.text.split()),)
    name = reference.target.rpartition("/")[2].removesuffix(".md")
    return tuple(
        word for word in (f"{name} › {reference.fragment}" if reference.fragment else "", name) if word
    )


def _without(entry: Entry, words: tuple[str, ...]) -> Entry:
    text = entry.text
    title = _hide(entry.title, words)
    text = msgspec.structs.replace(
        text,
        summary=_hide(text.summary, words),
        headings=tuple(Heading(one.level, _hide(one.text, words), one.id, one.line) for one in text.headings),
        references=tuple(
            msgspec.structs.replace(one, sentence=_hide(one.sentence, words)) for one in text.references
        ),
    )
    return msgspec.structs.replace(
        entry,
        title=title,
        name=_hide(entry.name, words),
        title_id=entry.title_id if title == entry.title else "",
        summary=_hide(entry.summary, words),
        text=text,
    )


def _renamed(found: Found, changed: dict[str, Entry], hidden: dict[str, tuple[str, ...]]) -> Found:
    """What leads to an entry that is called something else now."""
    entry = changed.get(found.entry.url) if found.entry is not None else None
    if entry is None:
        return found
    words = hidden[entry.url]
    target = msgspec.structs.replace(
        found.target, text=_hide(found.target.text, words), title=_hide(found.target.title, words)
    )
    return msgspec.structs.replace(found, target=target, entry=entry)


def _hide(text: str, words: tuple[str, ...]) -> str:
    """Text without some words, and without the parts of them that a cut has left at its ends."""
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", NOT_PUBLISHED, text)
        pieces = word.split()
        for count in range(len(pieces) - 1, 0, -1):
            end, start = " ".join(pieces[:count]), " ".join(pieces[-count:])
            text = re.sub(rf"(?<!\w){re.escape(end)}\W*…$", f"{NOT_PUBLISHED}…", text)
            text = re.sub(rf"^{re.escape(start)}(?!\w)", NOT_PUBLISHED, text) if len(text) > _CUT else text
    return text


_CUT = 150
"""A sentence longer than this may have been cut at its start."""
