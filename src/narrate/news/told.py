"""One message for each person: what it says, whatever form it has."""

import hashlib
import json

import msgspec

from narrate.markdown.emails import mask
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.urls import encode, slugify
from narrate.news.since import Item, News
from narrate.report.visible import encodable
from narrate.report.words import one_line

_EXCERPT = 300


class Line(msgspec.Struct, frozen=True):
    """One thing that a message tells. Everything is on one line, and nothing in it is markup of ours."""

    why: str
    """`answer`, `reply`, `applied`, `contradicted`, `thanks`, `mention` or `due`."""
    says: str
    """In words: `Ben Ode answered your question “Who knows?”`."""
    title: str
    url: str
    """Absolute."""
    by: tuple[str, ...]
    excerpt: str
    about: str
    """What of theirs it is about: its title, or empty."""
    about_url: str


class Message(msgspec.Struct, frozen=True):
    """What one person is told."""

    id: str
    """The same whenever the same person is told the same: whoever sends it can know that it was sent."""
    person: str
    name: str
    handles: tuple[str, ...]
    inbox: str
    """The address of everything that is for them."""
    items: tuple[Line, ...]


_WORDS = {
    "answers": "answer",
    "replies-to": "reply",
    "applies": "applied",
    "contradicts": "contradicted",
    "thanks": "thanks",
    "mentions": "mention",
    "due": "due",
}


def message_of(news: News, config: Config) -> Message:
    """The message, with absolute addresses: `config.base_url` is known."""
    person = news.person
    lines = tuple(_line(item, config) for item in news.items)
    told = json.dumps([config.base_url, person.id, *([line.why, line.url, line.about_url] for line in lines)])
    digest = hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
    return Message(
        id=f"{slugify(person.id)}-{digest}",
        person=person.id,
        name=_clean(person.name),
        handles=tuple(map(_clean, person.handles)),
        inbox=_address(news.inbox, config),
        items=lines,
    )


def _line(item: Item, config: Config) -> Line:
    about = item.about
    # what has no title of its own is called by its first words, and nothing else says what is in it
    unsaid = item.entry.name if about is not None and about is not item.entry else ""
    return Line(
        why=_WORDS[item.why],
        says=_says(item, config),
        title=_clean(item.entry.name),
        url=_address(item.entry.url, config),
        by=tuple(map(_clean, item.by)),
        excerpt=_clean(item.sentence or item.entry.summary or unsaid, _EXCERPT),
        about=_clean(about.name) if about else "",
        about_url=_address(about.url, config) if about else "",
    )


def _says(item: Item, config: Config) -> str:
    by = _together(tuple(map(_clean, item.by)))
    title = _quoted(item.about or item.entry)
    if item.why == "due":
        return f"{title} was to be reviewed by {item.due}"
    if item.why == "answers":
        label = config.kinds.kinds[item.about.kind].label if item.about else "question"
        return f"{by} answered your {label} {title}"
    if item.why == "mentions":
        return f"{by} mentioned you in {title}"
    if item.why == "thanks":
        return f"{by} thanked you in {title}"
    words = {"applies": "applied", "contradicts": "wrote where this did not hold:"}
    return f"{by} {words.get(item.why, 'replied to')} {title}"


def _together(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return names[0] if names else "Somebody"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _quoted(entry: Entry) -> str:
    return f"“{_clean(entry.name)}”"


def _clean(text: str, longest: int = 200) -> str:
    """On one line, without anybody's address, with nothing that cannot be seen, and nothing that no encoding has."""
    return encodable(one_line(mask(text), longest))


def _address(url: str, config: Config) -> str:
    return config.base_url + encode(url).lstrip("/")
