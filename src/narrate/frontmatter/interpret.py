"""From pairs to the canonical keys: which spelling wins, what a value means, what is wrong with it."""

from collections.abc import Callable
from typing import Any

import msgspec

from narrate.frontmatter.block import Format, Pair, Problem, Reading, Written
from narrate.frontmatter.dates import read_date
from narrate.frontmatter.keys import CANONICAL, GATES, MEANS, WRAPPERS, normal
from narrate.frontmatter.labels import addresses, flag, read_names, read_tags, texts, unique
from narrate.frontmatter.people import read_authors
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Author, FrontMatter, Value
from narrate.model.language import near_language


class Spelled(msgspec.Struct, frozen=True):
    """A pair under one of its canonical keys. `rank`: its place among the accepted spellings."""

    rank: int
    spelling: str
    pair: Pair


def interpret(reading: Reading, written: Written, form: Format) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """The front matter that the pairs say, and what is wrong with them."""
    meaning = _Meaning(written, form)
    meaning.collect(reading)
    front = meaning.front(reading.uncertain >= 0)
    return front, tuple(meaning.diagnostics)


class _Meaning:
    """Collects the pairs of one block by canonical key, then reads each key."""

    def __init__(self, written: Written, form: Format) -> None:
        self.written = written
        self.form = form
        self.known: dict[str, list[Spelled]] = {}
        self.fields: dict[str, Value] = {}
        self.places: dict[str, tuple[int, int, str]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.withheld = False

    # --- which key is which

    def collect(self, reading: Reading) -> None:
        pairs: dict[str, Pair] = {}
        for pair in reading.pairs:
            key = normal(pair.key)
            if key in pairs and key not in WRAPPERS:
                self._twice(pairs[key], pair)
            pairs[key] = pair
        for wrapper in WRAPPERS:
            inner = pairs.get(wrapper)
            if inner and isinstance(inner.value, dict):
                del pairs[wrapper]
                for key, value in inner.value.items():
                    pairs.setdefault(normal(key), self._inner(inner, key, value))
        for key, pair in pairs.items():
            self._add(key, pair)

    def _inner(self, outer: Pair, key: str, value: Value) -> Pair:
        place = self.written.find(key, outer)
        return Pair(key, value, place.line - self.written.first, place.column)

    def _add(self, key: str, pair: Pair) -> None:
        if key in ("date", "updated") and isinstance(pair.value, dict):
            for inner, value in pair.value.items():
                dotted = (
                    f"date.{normal(inner)}" if normal(inner) in ("created", "updated", "modified") else "date"
                )
                self._add(dotted, self._inner(pair, inner, value))
            return
        if key == "status" and self.form == "header" and pair.value in ("draft", "hidden"):
            key, pair = "draft", Pair(pair.key, "true", pair.line, pair.column)
        meanings = MEANS.get(key)
        if meanings == ("slides",) and flag(pair.value) is None:
            meanings = None  # the name of a deck somewhere else, as Hugo's themes have it
        if not meanings or meanings == ("reply_to",):
            key = meanings[0] if meanings else key
            self.fields.setdefault(key, pair.value)
            self._place(key, pair)
            return
        if "published" in meanings and flag(pair.value) is not None:
            meanings = ("published",)
        for name in meanings:
            self.known.setdefault(name, []).append(Spelled(CANONICAL[name].index(key), key, pair))

    def _place(self, key: str, pair: Pair) -> None:
        line = pair.line
        text = self.written.lines[line] if line < len(self.written.lines) else ""
        self.places.setdefault(key, (self.written.first + line, pair.column, text))

    def _spelled(self, name: str) -> list[Spelled]:
        found = self.known.get(name)
        if not found:
            return []
        if len(found) > 1:
            found.sort(key=lambda spelled: spelled.rank)
        self._place(name, next((one for one in found if one.pair.value), found[0]).pair)
        return found

    # --- what is wrong

    def _twice(self, first: Pair, again: Pair) -> None:
        place = self.written.place(again.line, again.column, len(again.key))
        message = f"`{_short(again.key)}` is written twice: this one counts"
        earlier = f"remove one; the other is on line {self.written.first + first.line}"
        self.diagnostics.append(Diagnostic(place, "duplicate-key", message, earlier))

    def _wrong(self, code: str, pair: Pair, message: str, way_out: str) -> None:
        value = pair.value if isinstance(pair.value, str) else ""
        self.diagnostics.append(Diagnostic(self.written.find(value, pair), code, message, way_out))

    def _withhold(self, pair: Pair, way_out: str) -> None:
        self.withheld = True
        message = f"`{_short(pair.key)}: {_shown(pair.value)}` cannot be read: the entry is withheld"
        self._wrong("withheld", pair, message, way_out)

    # --- what a value means

    def text(self, name: str) -> str:
        for spelled in self._spelled(name):
            value = spelled.pair.value
            if isinstance(value, dict):
                message = f"`{_short(spelled.pair.key)}` is one text, not a mapping"
                self._wrong("invalid-value", spelled.pair, message, "put the value in quotes")
            elif value:
                return " ".join(value.split()) if isinstance(value, str) else f"[{', '.join(texts(value))}]"
        return ""

    def language(self, name: str) -> str:
        for spelled in self._spelled(name):
            value = spelled.pair.value
            if not value:
                continue
            code = near_language(value) if isinstance(value, str) else ""
            if code:
                return code
            message = f"`{_short(spelled.pair.key)}: {_shown(value)}` is no language"
            self._wrong("invalid-value", spelled.pair, message, "write a code such as `en` or `pt-BR`")
        return ""

    def moment(self, name: str, gate: bool = False) -> str:
        for spelled in self._spelled(name):
            pair = spelled.pair
            if not pair.value:
                continue
            found, way_out = read_date(pair.value) if isinstance(pair.value, str) else ("", "write one date")
            if found:
                return found
            if not way_out:
                continue
            if spelled.spelling in GATES:
                if gate:
                    self._withhold(pair, way_out)
                continue  # `visible` and the gate's own key report it
            self._wrong("invalid-date", pair, f"`{_shown(pair.value)}` is no date", way_out)
        return ""

    def gate(self, name: str) -> str:
        return self.moment(name, gate=True)

    def visible(self) -> tuple[bool, str]:
        """Whether it is a draft, and the audience."""
        draft = False
        for spelled in self._spelled("draft"):
            said = flag(spelled.pair.value)
            draft = draft or bool(said)
            if said is None:
                self._withhold(spelled.pair, "write `true` or `false`")
        for spelled in self._spelled("published"):
            value = spelled.pair.value
            said = True if value == "" else flag(value)
            draft = draft or said is False
            if said is None and not (isinstance(value, str) and read_date(value)[0]):
                self._withhold(spelled.pair, "write `true`, `false` or a date")
        for spelled in self._spelled("visibility"):
            if isinstance(spelled.pair.value, str):
                return draft, spelled.pair.value
            self._withhold(spelled.pair, "write the name of one audience")
        return draft, ""

    def yes(self, name: str) -> bool | None:
        for spelled in self._spelled(name):
            said = flag(spelled.pair.value)
            if said is not None and spelled.pair.value != "":
                return said
            if said is None:
                message = (
                    f"`{_short(spelled.pair.key)}: {_shown(spelled.pair.value)}` is neither true nor false"
                )
                self._wrong("invalid-value", spelled.pair, message, "write `true` or `false`")
        return None

    def tags(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        for spelled in self._spelled(name):
            found += read_tags(spelled.pair.value, spelled.spelling, self.form == "header")
            found += self._commented(spelled.pair) if self.form == "yaml" else ()
        return unique(found)

    def _commented(self, pair: Pair) -> list[str]:
        """Tags that YAML took for a comment: `tags: #ci #cache`, `- #ci`."""
        inline = pair.value == ""
        if not inline and not (isinstance(pair.value, list) and "" in pair.value):
            return []
        found: list[str] = []
        for number in range(pair.line, len(self.written.lines)):
            line = self.written.lines[number].strip()
            rest = line.partition(":")[2].strip() if number == pair.line else line.removeprefix("-").strip()
            if number > pair.line and not line.startswith("-"):
                break
            if rest[:1] == "#" and rest[1:2].strip("# "):
                found += read_tags(rest, "tags")
                place = self.written.place(number, self.written.lines[number].find(rest) + 1, len(rest))
                message = "an unquoted `#` begins a comment in YAML: it was read as a tag"
                self.diagnostics.append(
                    Diagnostic(place, "front-matter-salvaged", message, "leave out the `#`")
                )
            if inline and found:
                break
        return found

    def authors(self, name: str) -> tuple[Author, ...]:
        found: dict[Author, None] = {}
        for spelled in self._spelled(name):
            one = spelled.spelling == "author"
            found |= dict.fromkeys(read_authors(spelled.pair.value, one))
        return tuple(found)

    def names(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        for spelled in self._spelled(name):
            value = spelled.pair.value
            if name == "communities":
                found += read_names(value)
            else:
                found += addresses(value, spelled.spelling == "aliases")
        return unique(found)

    def front(self, broken: bool) -> FrontMatter:
        said: dict[str, Any] = {
            _FIELD.get(name, name): _READERS[name](self, name) for name in self.known if name in _READERS
        }
        draft, visibility = self.visible()
        return FrontMatter(
            **said, draft=draft, visibility=visibility, declares_tags="tags" in self.known,
            broken=broken or self.withheld, fields=self.fields, places=self.places,
        )  # fmt: skip


_READERS: dict[str, Callable[[_Meaning, str], Any]] = {
    **dict.fromkeys(("title", "summary", "slug", "kind", "id"), _Meaning.text),
    **dict.fromkeys(("date", "updated"), _Meaning.moment),
    **dict.fromkeys(("publish_on", "expires"), _Meaning.gate),
    "log": _Meaning.yes,
    "slides": lambda meaning, name: meaning.yes(name) is True,
    "lang": _Meaning.language,
    "listed": lambda meaning, name: meaning.yes(name) is not False,
    "authors": _Meaning.authors,
    "tags": _Meaning.tags,
    **dict.fromkeys(("communities", "aliases", "redirect_from"), _Meaning.names),
}
"""How each canonical key is read; `draft`, `published` and `visibility` are read together."""

_FIELD = {"redirect_from": "redirects"}


def problem_diagnostic(problem: Problem, written: Written) -> Diagnostic:
    """A reader's problem at its place in the file."""
    return Diagnostic(
        written.place(problem.line, problem.column), problem.code, problem.message, problem.help
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return _short(" ".join(value[:200].split()))
    return "[…]" if isinstance(value, list) else "{…}"
