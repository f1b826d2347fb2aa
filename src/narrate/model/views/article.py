"""An entry shown whole."""

from typing import Any

import msgspec

from narrate.model.links import BodyRef
from narrate.model.views.names import KindRef, PersonRef, Ref, State
from narrate.model.views.view import View


class FieldLine(View, frozen=True):
    """A field of the entry's kind that has a value. Dates and durations are ISO 8601; `links` may lack an `href`."""

    name: str
    label: str
    type: str
    """As `kinds.FieldType`."""
    text: str
    """For text, date, duration, flag and state."""
    refs: tuple[Ref, ...]
    """For links, people, tags, list and url."""


class HeadingRef(View, frozen=True):
    """A line of a table of contents."""

    level: int
    text: str
    id: str


class Article(View, frozen=True):
    """An entry shown whole: the page of an entry, or the introduction of a stream."""

    kind: KindRef
    title: str
    """Empty when it has none."""
    name: str
    """The title, else the first words."""
    title_id: str
    href: str
    url: str
    """Absolute."""
    authors: tuple[PersonRef, ...]
    teams: tuple[Ref, ...]
    """The authors' teams."""
    date: str
    updated: str
    """Empty when it is the same day as `date`."""
    tags: tuple[Ref, ...]
    communities: tuple[Ref, ...]
    state: State | None
    fields: tuple[FieldLine, ...]
    draft: bool
    minutes: int
    """Reading time, at least 1."""
    body: BodyRef
    headings: tuple[HeadingRef, ...]
    """For a table of contents; empty when there are fewer than three."""
    lang: str
    """The language that it is written in, when that is not the site's."""
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    """Front matter that no field of the kind has, by lower-case key, for a team's own templates: text, lists and
    mappings. E-mail addresses are masked."""
