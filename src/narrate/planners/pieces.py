"""Pieces of views, each made once and shared: lines, people, tags, kinds, articles."""

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from narrate.forges import Forge
from narrate.markdown import emails
from narrate.model.config import Config
from narrate.model.document import Value
from narrate.model.duration import iso
from narrate.model.entry import Entry
from narrate.model.index import Index
from narrate.model.kinds import Field, Kind
from narrate.model.links import NOT_DRAWN, BodyRef, Drawn
from narrate.model.moment import day
from narrate.model.review import due_reviews
from narrate.model.urls import encode
from narrate.model.views import (
    Article,
    Evidence,
    FieldLine,
    HeadingRef,
    KindRef,
    Line,
    PersonRef,
    Ref,
    ReplyTo,
    Site,
    State,
)
from narrate.planners.above import Above
from narrate.planners.agenda import Agenda, starts
from narrate.planners.conversations import Conversations
from narrate.planners.earlier_lessons import Lessons
from narrate.planners.faces import face, hue, initials
from narrate.planners.knowing import Knowing
from narrate.planners.networks import Networks
from narrate.planners.relatedness import Relatedness
from narrate.planners.replies import meant, replies_to
from narrate.planners.serial_titles import SerialTitles
from narrate.planners.taking_part import TakingPart
from narrate.planners.trails import Trails
from narrate.stages.register.people import texts
from narrate.words import words

if TYPE_CHECKING:
    from narrate.desk import Desks

_DATE = attrgetter("date")
_WORDS_A_MINUTE = 220
_ENOUGH_HEADINGS = 3
_VOICES = 3


class Pieces:
    """Makes the small views that pages are put together from. Everything it knows is given to it complete."""

    def __init__(
        self,
        index: Index,
        config: Config,
        site: Site,
        drawings: dict[str, Drawn],
        forge: Forge,
        as_of: str,
    ) -> None:
        self.index = index
        self.config = config
        self.site = site
        self.as_of = as_of
        self.root = site.root
        self.actions = TakingPart(index, config, forge)
        self.knowing = Knowing(index, config.kinds, as_of)
        self.lessons = Lessons(index, config.kinds)
        self.relatedness = Relatedness(index, config.kinds)
        self.networks = Networks(index, config)
        self.trails = Trails(index, config.kinds)
        self.conversations = Conversations(index)
        self.agenda = Agenda(index, config.kinds, as_of)
        self.say = words(config.language).gettext
        self._drawings = drawings
        self._serial = SerialTitles(index)
        self.above = Above(index, config, self.href).pages
        self._hrefs: dict[str, str] = {}
        self._absolutes: dict[str, str] = {}
        self._evidence: dict[str, Evidence] = {}
        self._lines: dict[str, Line] = {}
        self._people: dict[str, PersonRef] = {}
        self._tags: dict[str, Ref] = {}
        self._kinds = {
            kind.name: KindRef(kind.name, self.say(kind.label), kind.mark)
            for kind in config.kinds.kinds.values()
        }

    @cached_property
    def desks(self) -> "Desks":
        """What waits for somebody: planned with the whole site only."""
        from narrate.desk import Desks

        return Desks(self.index, self.config, self.knowing, self.as_of)

    def href(self, url: str) -> str:
        """A site-relative address as pages print it."""
        known = self._hrefs.get(url)
        if known is None:
            known = self._hrefs[url] = self.site.home + encode(url[1:])
        return known

    def absolute(self, url: str) -> str:
        """A site-relative address with the site's own before it."""
        known = self._absolutes.get(url)
        if known is None:
            known = self._absolutes[url] = self.root + encode(url[1:])
        return known

    # --- names ---------------------------------------------------------------------------------

    def kind(self, name: str) -> KindRef:
        """A kind beside an entry."""
        return self._kinds[name]

    def kind_of(self, entry: Entry) -> Kind:
        """What an entry is."""
        return self.config.kinds.kinds[entry.kind]

    def person(self, id_: str) -> PersonRef:
        """A person by id."""
        known = self._people.get(id_)
        if known is None:
            person = self.index.registry.people[id_]
            picture = face(self.index.links.fields.get(person.url, {}).get("picture", ()))
            known = PersonRef(
                person.name, self.href(person.url), initials(person.name), hue(id_), picture, person.listed
            )
            self._people[id_] = known
        return known

    def people(self, ids: tuple[str, ...]) -> tuple[PersonRef, ...]:
        """People by their ids."""
        known = self.index.registry.people
        return tuple([self.person(id_) for id_ in ids if id_ in known])

    def tag(self, id_: str) -> Ref:
        """A tag by id."""
        known = self._tags.get(id_)
        if known is None:
            tag = self.index.registry.tags[id_]
            known = self._tags[id_] = Ref(tag.name, self.href(tag.url))
        return known

    def tags(self, ids: tuple[str, ...]) -> tuple[Ref, ...]:
        """Tags by their ids."""
        known = self.index.registry.tags
        return tuple(self.tag(id_) for id_ in ids if id_ in known)

    def team(self, id_: str) -> Ref:
        """A team by id."""
        team = self.index.registry.teams[id_]
        return Ref(team.name, self.href(team.url))

    def community(self, id_: str) -> Ref:
        """A community by id."""
        community = self.index.registry.communities[id_]
        return Ref(community.name, self.href(community.url))

    def communities(self, ids: tuple[str, ...]) -> tuple[Ref, ...]:
        """Communities by their ids."""
        return tuple(self.community(id_) for id_ in ids if id_ in self.index.registry.communities)

    def teams_of(self, authors: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of the authors' teams, each once."""
        people = self.index.registry.people
        return tuple(dict.fromkeys(team for id_ in authors if id_ in people for team in people[id_].teams))

    def entry_ref(self, url: str) -> Ref:
        """An entry as a plain link."""
        entry = self.index.by_url[url]
        return Ref(entry.name, self.href(url))

    def sign(self, entry: Entry) -> Ref:
        """An entry as a plain link that shows something, and tells what it is about."""
        return Ref(self._serial.name(entry), self.href(entry.url))

    # --- entries -------------------------------------------------------------------------------

    def evidence(self, entry: Entry) -> Evidence:
        """An entry as what shows that somebody knows, made once: it mostly shows that of several tags."""
        known = self._evidence.get(entry.url)
        if known is None:
            how = self.knowing.how(entry)
            name = self._serial.name(entry)
            known = self._evidence[entry.url] = Evidence(name, self.href(entry.url), how, entry.date)
        return known

    def line(self, entry: Entry) -> Line:
        """An entry in a list, made once."""
        known = self._lines.get(entry.url)
        if known is None:
            known = self._lines[entry.url] = self._line(entry)
        return known

    def _line(self, entry: Entry) -> Line:
        kind = self.kind_of(entry)
        replies = replies_to(entry.url, self.index)
        voices = tuple(dict.fromkeys(author for reply in replies for author in reply.authors))
        lessons = sum(
            edge.type == "distils" and self.is_lesson(edge.source)
            for edge in self.index.incoming.get(entry.url, ())
        )
        teams = self.index.registry.teams
        summary = entry.summary
        if (
            not entry.title
            and summary.startswith(entry.name.removesuffix(" …"))
            and len(summary) <= len(entry.name)
        ):
            summary = ""
        return Line(
            kind=self._kinds[entry.kind],
            title=entry.name,
            titled=bool(entry.title),
            href=self.href(entry.url),
            authors=self.people(entry.authors),
            teams=tuple(teams[team].name for team in self.teams_of(entry.authors)),
            date=(entry.updated or entry.date) if kind.maintained else entry.date,
            starts=starts(entry, kind) if kind.start_field else "",
            summary=summary,
            tags=self.tags(entry.tags),
            state=self.state(entry),
            replies=len(replies),
            voices=self.people(voices[:_VOICES]),
            more_voices=len(voices) > _VOICES,
            to=tuple(
                ReplyTo(one.name, self.href(one.url), self.people(one.authors))
                for one in meant(entry, self.index)
            ),
            lessons=lessons,
            draft=entry.draft,
            lang=self.lang(entry),
        )

    def lang(self, entry: Entry) -> str:
        """The language that an entry is written in, when that is not the site's."""
        return "" if entry.lang == self.config.language else entry.lang

    def is_lesson(self, url: str) -> bool:
        """Whether an entry is of a kind that is distilled from others."""
        entry = self.index.by_url.get(url)
        return entry is not None and entry.kind in self.lessons.kinds

    def state(self, entry: Entry) -> State | None:
        """An entry's state, if its kind has states."""
        if not entry.state:
            return None
        kind = self.kind_of(entry)
        tone = (
            "open"
            if entry.state in kind.open_states
            else "ended"
            if entry.state in kind.ended_states
            else "plain"
        )
        return State(entry.state, self.say(entry.state), tone)

    def body(self, entry: Entry, *, ids: bool = True) -> BodyRef:
        """An entry's body with what fills its holes."""
        diagrams = tuple(self._drawings.get(diagram.source, NOT_DRAWN) for diagram in entry.text.diagrams)
        page = "" if ids else self.href(entry.url)
        return BodyRef(entry.text.body, self.index.links.targets[entry.url], diagrams, ids=ids, page=page)

    def article(self, entry: Entry, *, ids: bool = True) -> Article:
        """An entry shown whole."""
        headings = entry.text.headings
        return Article(
            kind=self._kinds[entry.kind],
            title=entry.title,
            name=entry.name,
            title_id=entry.title_id if ids else "",
            href=self.href(entry.url),
            url=self.absolute(entry.url),
            authors=self.people(entry.authors),
            teams=tuple(self.team(team) for team in self.teams_of(entry.authors)),
            date=entry.date,
            updated=entry.updated if day(entry.updated) != day(entry.date) else "",
            tags=self.tags(entry.tags),
            communities=self.communities(entry.communities),
            state=self.state(entry),
            fields=self.fields(entry),
            draft=entry.draft,
            minutes=max(1, round(entry.text.words / _WORDS_A_MINUTE)),
            body=self.body(entry, ids=ids),
            headings=tuple(HeadingRef(heading.level, heading.text, heading.id) for heading in headings)
            if len(headings) >= _ENOUGH_HEADINGS
            else (),
            lang=self.lang(entry),
            extra={key: emails.masked(value) for key, value in entry.extra.items()},
        )

    def intro(self, url: str) -> Article | None:
        """The entry that stands at the address of a stream or an index, as its introduction."""
        entry = self.index.by_url.get(url)
        return self.article(entry) if entry is not None else None

    def fields(self, entry: Entry) -> tuple[FieldLine, ...]:
        """The fields of an entry's kind that have a value and are shown."""
        if not entry.fields:
            return ()
        kind = self.kind_of(entry)
        lines = []
        for field in (*kind.fields, *self.config.kinds.common):
            if not field.shown or field.private or field.name not in entry.fields or field.type == "state":
                continue
            if field.link == "replies-to" or field.name == kind.state_field:
                continue
            line = self._field(entry, field, entry.fields[field.name])
            if line.text or line.refs:
                lines.append(line)
        return tuple(lines)

    def _field(self, entry: Entry, field: Field, value: Value) -> FieldLine:
        label = self.say(field.label or field.name.replace("_", " "))
        text = ""
        refs: tuple[Ref, ...] = ()
        if field.type in ("links", "people", "file") and not field.registry:
            named = self.index.links.fields.get(entry.url, {}).get(field.name, ())
            refs = tuple(
                Ref(one.target.text, one.target.href)
                for one in named
                if one.target.text and one.url != entry.url
            )
        elif field.type == "url":
            refs = tuple(
                Ref(_short(word), word if word.startswith(("https://", "http://")) else "")
                for word in texts(value)
            )
        elif field.type in ("list", "tags", "people", "links"):
            refs = tuple(Ref(word) for word in texts(value))
        else:
            text = value if isinstance(value, str) else " ".join(texts(value))
            text = (iso(text) if field.type == "duration" else "") or text
        return FieldLine(field.name, label, field.type, text, refs)

    @cached_property
    def places(self) -> dict[str, tuple[tuple[Entry, ...], int]]:
        """For each entry, what its first author wrote and where in that it stands."""
        return {
            entry.url: (written, number)
            for person, written in self.index.of_person.items()
            for number, entry in enumerate(written)
            if entry.authors[0] == person and entry.date
        }

    @cached_property
    def registered(self) -> dict[str, str]:
        """The names of all people, teams, communities and tags, by address."""
        registry = self.index.registry
        groups = (registry.people, registry.teams, registry.communities, registry.tags)
        return {one.url: one.name for known in groups for one in known.values()}

    @cached_property
    def due(self) -> dict[str, list[tuple[Entry, str]]]:
        """By person, what of theirs is past its review, with that day; of those who have left nothing."""
        found: dict[str, list[tuple[Entry, str]]] = {}
        people = self.index.registry.people
        for entry, date in due_reviews(self.index, self.config.kinds, self.as_of):
            for author in entry.authors:
                if people[author].listed and not self.knowing.has_left(author):
                    found.setdefault(author, []).append((entry, date))
        return found

    @cached_property
    def inboxes(self) -> frozenset[str]:
        """Addresses of all inboxes."""
        return frozenset(stream.url for stream in self.index.streams if stream.sort == "inbox")

    @cached_property
    def dates(self) -> dict[str, list[str]]:
        """Of each tag, the dates of its entries, the earliest first."""
        tags = (stream for stream in self.index.streams if stream.sort == "tag")
        return {tag.id: list(filter(None, map(_DATE, reversed(tag.entries)))) for tag in tags}


def _short(address: str) -> str:
    """An address as people read it."""
    bare = address.partition("://")[2] or address
    return bare.rstrip("/")
