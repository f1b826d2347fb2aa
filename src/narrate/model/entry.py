"""An entry: one dated or maintained item, with everything decided that the pipeline knows of it alone."""

import msgspec

from narrate.model.document import Author, Document, Text, Value
from narrate.model.past import Past, Story


class Record(msgspec.Struct, frozen=True):
    """A document, or one section of a daily log, joined with what Git and its path say. People are still names."""

    document: Document
    section: int
    """Which timed section of a daily log; -1 for the document as a whole."""
    kind: str
    url: str
    """Site-relative address with leading and trailing `/`."""
    date: str
    date_from: str
    """Where the date comes from, for people: `front matter`, `file name`, `Git`, `not committed yet` or empty."""
    updated: str
    authors: tuple[Author, ...]
    """Whom the front matter names."""
    committers: tuple[Author, ...]
    """Whom Git names: they wrote it when neither front matter nor a person's folder says so."""
    authors_git: str
    """What to call that source: `Git` or `not committed yet`."""
    folders: tuple[str, ...]
    """The folders of the path, from the root: one of them may be a person's."""
    state: str
    fields: dict[str, Value]
    """What the kind's fields say, with values checked."""
    extra: dict[str, Value]
    """Front matter that no field of the kind has."""
    renamed_from: tuple[str, ...]
    """Earlier paths in Git, oldest first."""
    revised: bool = False
    """Whether Git says that others changed it since."""
    past: Past | None = None
    """How it came to say what it says, where its kind is maintained."""

    @property
    def text(self) -> Text:
        """The body this record is about."""
        return self.document.text if self.section < 0 else self.document.sections[self.section].text


class Entry(msgspec.Struct, frozen=True):
    """One item of the site. Every name in it is resolved: people, tags and communities are ids."""

    url: str
    path: str
    section: int
    kind: str
    title: str
    """Empty when it has none."""
    name: str
    """What to call it in a list: the title, else its first words."""
    title_id: str
    """The `id` of the heading that became the title, or empty."""
    summary: str
    date: str
    date_from: str
    updated: str
    authors: tuple[str, ...]
    authors_from: str
    tags: tuple[str, ...]
    communities: tuple[str, ...]
    state: str
    fields: dict[str, Value]
    extra: dict[str, Value]
    """Front matter that no field of the kind has, for templates."""
    draft: bool
    text: Text
    day_url: str
    """For a section of a daily log: the address of the day."""
    feed_id: str
    """What feeds know it by when front matter says so, else the oldest known address."""
    names: tuple[str, ...]
    """Further names that wikilinks may use."""
    places: dict[str, tuple[int, int, str]]
    """Line, column and source line of each front matter key."""
    redirects: tuple[str, ...]
    """Old addresses that lead here, with leading `/`."""
    revised: bool = False
    """Whether it is by whom Git names, and others changed it since: then it is not all their own words."""
    lang: str = ""
    """The language it is written in, as front matter says; empty when it does not."""
    story: Story | None = None
    """How it came to say what it says, where its kind is maintained."""

    @property
    def voices(self) -> tuple[str, ...]:
        """Whose words they surely are: not all the co-authors whom Git names, some of whom only read them in review."""
        return self.authors if self.authors_from in ("front matter", "folder") else self.authors[:1]
