"""An invented team's writing, of any size: the same seed and size give the same entries, everywhere.

What is made here are values; `generate` writes them as a narrate repository with its history, `hugo` as a
Hugo site. Links stand in the text as marks (`MARK`) that each of them writes in its own way.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from prose import Prose

MARK = re.compile("\x01([wrph])(\\d+)\x02")
"""`w`: a wikilink to an entry, `r`: a relative link to one, `p`: a mention of a person, `h`: a hashtag."""

START = datetime(2020, 1, 6, 8, 0, tzinfo=UTC)
YEARS = 6

KINDS = {
    "narration": 72, "lesson": 8, "question": 6, "howto": 4, "decision": 3, "probe": 3, "bookmark": 2, "event": 2,
}  # fmt: skip
"""How many of a hundred entries are of which kind."""

FOLDERS = {
    "narration": "narrations", "lesson": "lessons", "question": "questions", "howto": "howto",
    "decision": "decisions", "probe": "probes", "bookmark": "bookmarks", "event": "events",
}  # fmt: skip

STATES = {
    "lesson": ("status", ("emerging", "practised", "practised", "contested")),
    "question": ("status", ("open", "answered", "answered")),
    "decision": ("status", ("proposed", "accepted", "accepted", "deprecated")),
    "probe": ("outcome", ("running", "amplified", "dampened")),
}


@dataclass(frozen=True)
class Person:
    """Somebody of the team. One in twenty also commits with a second address."""

    id: str
    name: str
    email: str
    second_email: str
    team: int
    communities: tuple[int, ...]


@dataclass(frozen=True)
class Entry:
    """One file. People, tags, communities and other entries are numbers, in the order of the corpus."""

    number: int
    kind: str
    stem: str
    title: str
    date: datetime
    authors: tuple[int, ...]
    tags: tuple[int, ...]
    communities: tuple[int, ...]
    explicit: bool
    """Whether front matter names date and authors; else they come from Git."""
    body: str
    old_stem: str = ""
    """What the file was called before it was renamed."""
    edited_by: int = -1
    """Who changed it later, or -1."""
    reply_to: int = -1
    distilled_from: tuple[int, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        return FOLDERS[self.kind]

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.stem}.md"


@dataclass(frozen=True)
class Corpus:
    """Everything that a site of `len(entries)` entries is made of."""

    people: tuple[Person, ...]
    teams: tuple[str, ...]
    communities: tuple[str, ...]
    community_tags: tuple[tuple[int, ...], ...]
    tags: tuple[str, ...]
    """Names; a child is written `parent/child`."""
    entries: tuple[Entry, ...]


def make(entries: int, seed: int = 1, people: int = 0) -> Corpus:
    """A corpus of so many entries, by so many people; by a fiftieth as many when it is not said."""
    rng = random.Random(f"{seed}/{entries}")
    prose = Prose(rng)
    tags = prose.tags(max(20, min(2000, entries // 60)))
    teams = prose.names(max(2, entries // 400), "team")
    communities = prose.names(max(3, entries // 1000), "practice")
    writing = tuple(_people(rng, prose, people or max(6, entries // 50), len(teams), len(communities)))
    community_tags = tuple(tuple(rng.sample(range(len(tags)), 3)) for _ in communities)
    made = tuple(_entry(rng, prose, number, entries, writing, len(tags)) for number in range(entries))
    return Corpus(writing, teams, communities, community_tags, tags, made)


def _people(rng: random.Random, prose: Prose, count: int, teams: int, communities: int) -> Iterator[Person]:
    for number in range(count):
        first, last = prose.person()
        name = f"{first} {last}"
        handle = f"{first}-{last}".lower() + (f"-{number}" if number >= 20 else "")
        second = f"{first.lower()}.{number}@home.example" if number % 20 == 0 else ""
        joined = tuple(sorted(rng.sample(range(communities), rng.randint(0, 2))))
        yield Person(handle, name, f"{handle}@team.example", second, rng.randrange(teams), joined)


def _entry(
    rng: random.Random, prose: Prose, number: int, total: int, people: tuple[Person, ...], tags: int
) -> Entry:
    kind = rng.choices(tuple(KINDS), tuple(KINDS.values()))[0]
    # Dates are spread evenly: a team of a steady size writes at a steady pace.
    date = START + timedelta(days=YEARS * 365 * number / total, minutes=rng.randrange(9 * 60))
    author = int(rng.expovariate(3 / len(people))) % len(people)
    authors = tuple(dict.fromkeys([author] + [rng.randrange(len(people))] * (rng.random() < 0.1)))
    title = prose.title()
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    dated = kind in ("narration", "question", "probe", "bookmark", "event")
    stem = f"{date:%Y-%m-%d}-{slug}-{number}" if dated else f"{slug}-{number}"
    fields = {}
    if kind in STATES:
        key, states = STATES[kind]
        fields[key] = rng.choice(states)
    if kind == "probe":
        fields |= {
            "hypothesis": prose.sentence(),
            "amplify_if": prose.sentence(),
            "dampen_if": prose.sentence(),
        }
    if kind == "bookmark":
        fields["link"] = f"https://reading.example/{slug}"
    if kind == "event":
        fields |= {
            "starts": f"{date:%Y-%m-%d}T14:00",
            "ends": f"{date:%Y-%m-%d}T15:00",
            "where": "the blue room",
        }
    replies = kind == "narration" and number > 0 and rng.random() < 0.2
    sources = tuple(sorted({_earlier(rng, number) for _ in range(2)})) if kind == "lesson" and number else ()
    return Entry(
        number=number, kind=kind, stem=stem, title=title, date=date, authors=authors,
        tags=tuple(dict.fromkeys(int(rng.expovariate(4 / tags)) % tags for _ in range(rng.randint(1, 4)))),
        communities=(0,) if rng.random() < 0.01 else (),
        explicit=kind != "narration" or rng.random() < 0.7,
        body=_body(rng, prose, number, len(people), tags),
        old_stem=f"{stem}-draft" if rng.random() < 0.02 else "",
        edited_by=rng.randrange(len(people)) if rng.random() < 0.2 else -1,
        reply_to=_earlier(rng, number) if replies else -1,
        distilled_from=sources, fields=fields,
    )  # fmt: skip


def _earlier(rng: random.Random, number: int) -> int:
    """People mostly answer and cite what is recent, and now and then one of the old favourites."""
    if rng.random() < 0.1:
        return rng.randrange(min(number, 50))
    return max(0, number - 1 - int(rng.expovariate(1 / 60)))


def _body(rng: random.Random, prose: Prose, number: int, people: int, tags: int) -> str:
    """About two kilobytes, as people write: paragraphs, lists, links, and code in one of three."""
    blocks = [prose.paragraph() for _ in range(rng.randint(3, 6))]
    marks = [f"\x01h{rng.randrange(tags)}\x02"] if rng.random() < 0.2 else []
    if rng.random() < 0.2:
        marks.append(f"\x01p{rng.randrange(people)}\x02")
    if number and rng.random() < 0.35:
        marks.append(f"\x01w{_earlier(rng, number)}\x02")
    if number and rng.random() < 0.3:
        marks.append(f"\x01r{_earlier(rng, number)}\x02")
    for mark in marks:
        at = rng.randrange(len(blocks))
        blocks[at] += f" {prose.lead()} {mark} {prose.tail()}"
    for chance, block in (
        (0.5, prose.bullets), (0.35, prose.code), (0.15, prose.numbers), (0.1, prose.quote), (0.08, prose.table),
        (0.06, prose.tasks), (0.05, prose.callout), (0.03, prose.footnote),
    ):  # fmt: skip
        if rng.random() < chance:
            blocks.insert(rng.randint(1, len(blocks)), block())
    for at in range(len(blocks) - 1, 1, -3):
        blocks.insert(at, f"## {prose.title()}")
    return "\n\n".join(blocks) + "\n"
