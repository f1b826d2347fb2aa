"""How well a known entry is found: on any folder of Markdown, with queries made from the entries themselves.

    .venv/bin/python benchmarks/known_items.py FOLDER …

For up to 200 entries of each folder that have a title and a text: three words of the title, in their order; the three
words that tell most of the text; those of a heading with one of the title; three words of the title, one of them with
a slip of the keys. A query counts when the entry is among the first three.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from narrate.build import understand
from narrate.cache.store import Store
from narrate.finding.found import Finder
from narrate.model.document import Body
from narrate.model.entry import Entry
from narrate.model.links import BodyRef
from narrate.model.report import Request
from narrate.progress import silent
from narrate.project import Surroundings, find_project
from narrate.render.markdown_copy import text_of
from narrate.search.plain import plain
from narrate.search.words import chunks, words_of
from narrate.stages.searchable import searchable
from narrate.workers import Workers

_MOST = 200
_FIRST = 3
_FEWEST_WORDS = 40
_COMMON = set(
    "the and for with that this from are was you your have not but can will our how what when why who its all use using"
    " into out one get has had more new about they their there which were been".split()
)


class Text(msgspec.Struct):
    """What an entry says."""

    entry: Entry
    title: list[str]
    headings: list[str]
    body: Counter[str]


def main() -> None:
    """Prints a line for each folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was not found")
    asked = parser.parse_args()
    print(f"{'folder':28}{'entries':>8}  " + "".join(f"{sort:>14}" for sort in SORTS) + f"{'ms a query':>14}")
    for folder in asked.folders:
        print(f"{folder.name:28}" + measured(folder, show=asked.show), flush=True)


def measured(folder: Path, *, show: bool) -> str:
    """How many of the entries of a folder are found by each sort of query."""
    with tempfile.TemporaryDirectory() as cache:
        around = Surroundings(folder, {**os.environ, "XDG_CACHE_HOME": cache}, sys.platform)
        opened = find_project(".", around)
        request = Request(audience=opened.config.audience, as_of="2026-01-01")
        with Store(Path(cache) / "store") as store, Workers(1) as workers:
            content = understand(
                opened.project, opened.config, request, store, workers, silent, drawing=False
            )
            index = searchable(content.index, content.connected.key, opened.config, store, workers, silent)
            finder = Finder(content.index, index, opened.config, store)
            texts = [read(entry, finder, store) for entry in content.index.entries]
            return tried(texts, finder, show=show)


def read(entry: Entry, finder: Finder, store: Store) -> Text:
    """The words of an entry."""
    ref = BodyRef(entry.text.body, finder.targets(entry.url))
    body = plain(text_of(ref, lambda key: msgspec.msgpack.decode(store.load(key) or b"", type=Body)))
    words = Counter(word for block in body.blocks for word in useful(block.text))
    return Text(entry, useful(entry.title), [w for heading in body.headings for w in useful(heading)], words)


def useful(text: str) -> list[str]:
    """The words somebody would look for."""
    found = (words_of(chunk)[0] for chunk in chunks(text) if words_of(chunk))
    return [word for word in found if len(word) > 2 and not word.isdigit() and word not in _COMMON]


def tried(texts: list[Text], finder: Finder, *, show: bool) -> str:
    """One line of the table."""
    spread = Counter(word for text in texts for word in set(text.body) | set(text.title))
    random_ = random.Random(1)
    chosen = [text for text in texts if len(set(text.title)) > 1 and text.body.total() >= _FEWEST_WORDS]
    titles = Counter(text.entry.title for text in texts)
    chosen = [text for text in chosen if titles[text.entry.title] == 1]
    random_.shuffle(chosen)
    found, asked, took = Counter[str](), Counter[str](), 0.0
    for text in chosen[:_MOST]:
        for sort, query in queries(text, spread, len(texts), random_):
            started = time.perf_counter()
            order = finder.order(query)[:_FIRST]
            took += time.perf_counter() - started
            asked[sort] += 1
            found[sort] += text.entry.url in order
            if show and text.entry.url not in order:
                print(f"  {sort}: {query!r} for {text.entry.url}: {order}")
    rates = "".join(
        f"{f'{100 * found[sort] / asked[sort]:.0f} % of {asked[sort]}' if asked[sort] else '–':>14}"
        for sort in SORTS
    )
    return f"{len(texts):>8}  {rates}{1000 * took / max(asked.total(), 1):>14.1f}"


SORTS = ("title", "text", "heading", "slip")


def queries(
    text: Text, spread: Counter[str], entries: int, random_: random.Random
) -> Iterator[tuple[str, str]]:
    """What somebody would type who remembers the entry."""
    title = list(dict.fromkeys(text.title))
    rare = sorted(title, key=lambda word: spread[word])[:3]
    yield "title", " ".join(word for word in title if word in rare)
    told = sorted(
        (word for word in text.body if 1 < spread[word] <= max(entries // 5, 2) and word.isalpha()),
        key=lambda word: (-text.body[word] / spread[word], word),
    )[:3]
    if len(told) == 3:
        yield "text", " ".join(told)
    headings = [word for word in dict.fromkeys(text.headings) if word not in title and word.isalpha()]
    if headings:
        yield "heading", f"{random_.choice(headings)} {rare[0]} {rare[-1]}"
    longest = max(rare, key=len)
    if len(longest) > 4 and longest.isascii():
        at = random_.randrange(1, len(longest) - 2)
        slip = longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :]
        yield "slip", " ".join(slip if word == longest else word for word in rare)


if __name__ == "__main__":
    main()
