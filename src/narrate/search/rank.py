"""Ranking: the entries that have the words, the best first.

Every number is whole, so that the browser comes to the same order: what a word weighs by how few entries have it,
times the level at which an entry has it. Something that is settled counts a quarter more; what something else took
the place of comes last; among equals the newer comes first.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from narrate.search.classes import Classes
from narrate.search.facets import entries_of
from narrate.search.ids import day_of
from narrate.search.layout import Layout, facet_piece
from narrate.search.look_up import Fetch, Meant, look_up
from narrate.search.pieces import DIGITS, each_id, read_groups, read_term
from narrate.search.query import Query
from narrate.search.words import asked, chunks

_BANDS = 48
"""So many steps from nothing to the best score: entries on one step are equals."""
_FEW = 100
_TOO_FEW = 3
FIRST = 10
"""Hits that are shown at first."""


class Hit(NamedTuple):
    """An entry that was found."""

    id: str
    code: str
    """Its class."""
    score: int
    has: int
    """Which of the query's words it has, a bit for each."""


class Hits(NamedTuple):
    """What was found, the best first."""

    hits: tuple[Hit, ...]
    meant: tuple[Meant, ...]
    """What each word of the query means."""
    partial: bool
    """Whether no entry has all of the words that tell entries apart, so that these have some of them."""
    needed: int = 0
    """Which words those are, a bit for each."""
    whole: int = 0
    """How many of the hits have all of them. Where these are few, what has most of the words follows."""

    @property
    def telling(self) -> tuple[frozenset[str], ...]:
        """What entries have for the words that tell them apart: what a passage is to show."""
        return tuple(one.words for place, one in enumerate(self.meant) if self.needed >> place & 1)


class Site(NamedTuple):
    """What has to be known of the site before anything is looked up."""

    entries: int
    layout: Layout
    classes: Classes
    kinds: tuple[str, ...]
    """The names of the kinds, in the order of the classes."""
    streamed: tuple[str, ...]
    """Those of which entries stand in streams."""


def find(query: Query, site: Site, fetch: Fetch) -> Hits:
    """Everything that a query finds."""
    last = len(query.words) - 1
    meant = tuple(
        look_up(word, fetch, site.layout, open_=query.open and place == last)
        for place, word in enumerate(query.words)
    )
    scored: dict[str, Hit] = {}
    needed = 0
    for place, one in enumerate(meant):
        count = _score(1 << place, one, site, fetch, scored)
        quoted = any(query.words[place] in phrase for phrase in query.phrases)
        needed |= 1 << place if quoted or not _is_common(count, site) else 0
    if not query.words:
        scored = _everything(query, site, fetch)
    hits = _filtered(query, fetch, scored)
    needed = needed or (1 << len(query.words)) - 1
    whole = [hit for hit in hits if hit.has & needed == needed]
    partial = not whole and bool(hits) and not query.phrases
    if partial:
        return Hits(_ordered(hits, site), meant, partial, needed)
    most = _with_most(hits, needed) if 0 < len(whole) < _TOO_FEW and not query.phrases else []
    following = _ordered(most, site)[: FIRST - len(whole)]
    return Hits((*_ordered(whole, site), *following), meant, partial, needed, len(whole))


def _with_most(hits: list[Hit], needed: int) -> list[Hit]:
    """What has more than half of the words, and not all of them."""
    half = needed.bit_count() / 2
    return [hit for hit in hits if half < (hit.has & needed).bit_count() < needed.bit_count()]


def _is_common(count: int, site: Site) -> bool:
    """Whether so many entries have a word that it tells none apart: then it need not be there."""
    return 4 * count > site.entries + _FEW


def _score(bit: int, meant: Meant, site: Site, fetch: Fetch, scored: dict[str, Hit]) -> int:
    """Adds what one word of the query says of each entry, and tells how many have it."""
    best: dict[str, tuple[int, str]] = {}
    for term, factor in meant.terms:
        for key, ids in read_term(fetch(site.layout.terms_piece(term)), term).items():
            value = DIGITS.index(key[2]) * factor
            for id_ in each_id(ids):
                if id_ not in best or best[id_][0] < value:
                    best[id_] = value, key[:2]
    weight = math.floor(8 * math.log2(1 + site.entries / max(len(best), 1)))
    for id_, (value, code) in best.items():
        known = scored.get(id_)
        scored[id_] = Hit(
            id_, code, weight * value + (known.score if known else 0), bit | (known.has if known else 0)
        )
    return len(best)


def _everything(query: Query, site: Site, fetch: Fetch) -> dict[str, Hit]:
    """All entries, for a query of filters alone; nothing for an empty one."""
    if not (query.filters or query.after or query.before):
        return {}
    return {
        id_: Hit(id_, key[:2], 0, 0)
        for kind in site.streamed
        for key, ids in read_groups(fetch(facet_piece("kind", kind))).items()
        for id_ in each_id(ids)
    }


def _filtered(query: Query, fetch: Fetch, scored: dict[str, Hit]) -> list[Hit]:
    """Those that the filters let through: of one facet any value will do."""
    values: dict[str, list[str]] = {}
    for facet, value in query.filters:
        values.setdefault(facet, []).append(value)
    allowed: list[set[str]] = []
    for facet, chosen in values.items():
        if facet == "year":
            continue
        allowed.append(set[str]().union(*(entries_of(facet, value, fetch) for value in chosen)))
    hits = [hit for hit in scored.values() if all(hit.id in ids for ids in allowed)]
    years = values.get("year", [])
    if years or query.after or query.before:
        hits = [hit for hit in hits if _is_in(day_of(hit.id), years, query)]
    return hits


def _is_in(day: str, years: list[str], query: Query) -> bool:
    if years and day[:4] not in years:
        return False
    return bool(day) and (not query.before or day < query.before) and day >= query.after


def _ordered(hits: list[Hit], site: Site) -> tuple[Hit, ...]:
    standing = {code: site.classes.of(code).standing for code in {hit.code for hit in hits}}
    counted = [
        hit._replace(score=hit.score * hit.has.bit_count() * (5 if standing[hit.code] == 2 else 4))
        for hit in sorted(hits, reverse=True)
    ]
    most = max((hit.score for hit in counted), default=0) or 1
    return tuple(
        sorted(counted, key=lambda hit: (standing[hit.code] > 0, hit.score * _BANDS // most), reverse=True)
    )


def titles_first(hits: Hits, title_of: Callable[[str], str], site: Site) -> Hits:
    """With those of the first hits before the others whose title is what was looked for, no word more and no less."""
    if not hits.meant or hits.partial:
        return hits
    first = [
        hit
        for hit in hits.hits[:FIRST]
        if _is_title(title_of(hit.id), hits.meant) and site.classes.of(hit.code).standing
    ]
    return hits._replace(hits=(*first, *(hit for hit in hits.hits if hit not in first))) if first else hits


def _is_title(title: str, meant: tuple[Meant, ...]) -> bool:
    said = {word for chunk in chunks(title) for word in asked(chunk)}
    return all(not one.words.isdisjoint(said) for one in meant) and all(
        any(word in one.words for one in meant) for word in said
    )
