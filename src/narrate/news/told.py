"""One message for each person: what it says, whatever form it has."""

import hashlib
import json
from collections.abc import Callable

import msgspec

from narrate.markdown.emails import mask
from narrate.model.config import Config
from narrate.model.urls import encode, slugify
from narrate.news.since import Item, News
from narrate.report.visible import encodable
from narrate.report.words import one_line
from narrate.words import phrase, words

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


_SAYS = {
    "answers": phrase("{by} answered your {kind} “{title}”"),
    "contradicts": phrase("{by} wrote where this did not hold: “{title}”"),
    "applies": phrase("{by} applied “{title}”"),
    "replies-to": phrase("{by} replied to “{title}”"),
    "thanks": phrase("{by} thanked you in “{title}”"),
    "mentions": phrase("{by} mentioned you in “{title}”"),
    "due": phrase("“{title}” was to be reviewed by {day}"),
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
    """In the language of the site."""
    say = words(config.language).gettext
    about = item.about or item.entry
    kind = say(config.kinds.kinds[about.kind].label)
    by = _together(tuple(map(_clean, item.by)), say)
    return say(_SAYS[item.why]).format(by=by, kind=kind, title=_clean(about.name), day=item.due)


def _together(names: tuple[str, ...], say: Callable[[str], str]) -> str:
    if len(names) < 2:
        return names[0] if names else say("Somebody")
    return say("{names} and {last}").format(names=say(", ").join(names[:-1]), last=names[-1])


def _clean(text: str, longest: int = 200) -> str:
    """On one line, without anybody's address, with nothing that cannot be seen, and nothing that no encoding has."""
    return encodable(one_line(mask(text), longest))


def _address(url: str, config: Config) -> str:
    return config.base_url + encode(url).lstrip("/")
