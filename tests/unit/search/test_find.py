"""What a query finds in a small site, and in which order: by `narrate find`, whose twin is in the browser."""

import json
from pathlib import Path

import pytest

from findable import FILES, Order
from narrate.search.query import Query, read_query
from smallsite import CONFIGURATION, SmallSite


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    return SmallSite(tmp_path_factory.mktemp("find"), FILES)


@pytest.fixture(scope="module")
def order(site: SmallSite) -> Order:
    return Order(site)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zebra", []),
        ("minutes", ["2026-01-02-warm"]),
        ("kalman", ["ana"]),
        ("Ana Lee", ["ana", "2026-01-02-warm"]),
        ("econnrefused", ["2025-12-01-error"]),
        ("importer clock", ["2025-12-01-error"]),
        ("read file sync", ["2026-01-02-warm"]),
        ("--changed-since", ["2026-01-02-warm"]),
        ("grosse", ["2026-02-01-why"]),
        ("GRÖSSE", ["2026-02-01-why"]),
        ("odegard person:ben", ["2026-02-01-why", "2026-01-05-equal", "2026-01-03-again", "2025-12-01-error"]),
        ("minuets", ["2026-01-02-warm"]),
        ("mniutes", ["2026-01-02-warm"]),
        ("缓存", ["chinese"]),
        ("热缓", ["chinese"]),
        ("热", ["chinese"]),
        ("trouble before:2026", ["2025-12-01-error"]),
        ("trouble after:2026", []),
        ("kind:question", ["2026-02-01-why"]),
        ("kind:lessons", ["warm", "old"]),
        ("status:practised", ["warm"]),
        ("tag:ci", ["2026-01-03-again", "2026-01-02-warm"]),
        ("tag:ci/cache", ["2026-01-02-warm"]),
        ('person:"Ana Lee"', ["2026-01-02-warm"]),
        ("person:nobody", []),
        ("team:web year:2025", ["2025-12-01-error"]),
        ('"the cache was"', ["2026-01-02-warm"]),
        ('"cache the was"', []),
        ("xylophone", []),
        ("", []),
        ("…", []),
    ],
)  # fmt: skip
def test_what_a_query_finds(order: Order, query: str, found: list[str]) -> None:
    assert order(query) == found


def test_the_title_comes_first_what_is_superseded_last_and_among_equals_the_newer(order: Order) -> None:
    assert order("warm cache") == [
        "warm",
        "2026-01-02-warm",
        "2026-01-05-equal",
        "2026-01-03-again",
        "old",
    ]


def test_entries_with_some_of_the_words_are_told_apart_from_those_with_all(order: Order) -> None:
    answer = order.finder.answer("econnrefused xylophone", 10)
    assert answer.partial
    assert [found.url for found in answer.found] == ["/posts/2025-12-01-error/"]
    assert not order.finder.answer("warm cache", 10).partial


def test_where_few_have_all_of_the_words_what_has_most_of_them_follows(order: Order) -> None:
    assert order("warm cache twice") == [
        "2026-01-05-equal",
        "2026-01-03-again",
        "warm",
        "2026-01-02-warm",
        "old",
    ]
    assert order.finder.answer("warm cache twice", 10).whole == 2
    assert order("warm cache twice ödegård") == ["2026-01-05-equal", "2026-01-03-again"]
    assert order("cache twice morning person:ben") == ["2026-01-05-equal", "2026-01-03-again"]


def test_an_entry_is_found_by_what_else_it_is_called(tmp_path: Path) -> None:
    files = {
        "narrate.toml": CONFIGURATION,
        "pages/a.md": "---\naliases: [Notes/OLAP, /old/cube/]\n---\n# Online analytical processing\n\nFor reports.\n",
        "pages/b.md": "# Reports\n\nOLAP is for reports, and OLAP is slow.\n",
    }
    called = Order(SmallSite(tmp_path, files))
    assert called("olap") == ["a", "b"]
    assert called("cube") == []


def test_a_passage_has_the_words_and_the_heading_it_stands_under(order: Order) -> None:
    (found,) = order.finder.answer("minutes morning", 1).found
    assert found.heading == "what-i-tried"
    assert found.passage.text == "Warming it in the morning with readFileSync and --changed-since."
    assert [found.passage.text[start:end] for start, end in found.passage.marks] == ["morning"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("warm cache", Query(("warm", "cache"), (), True, (), "", "")),
        ('"cold start" now', Query(("cold", "start", "now"), (("cold", "start"),), True, (), "", "")),
        ('"cold start"', Query(("cold", "start"), (("cold", "start"),), False, (), "", "")),
        ('"unclosed phrase', Query(("unclosed", "phrase"), (("unclosed", "phrase"),), False, (), "", "")),
        ("person:Ana TAG:ci", Query((), (), False, (("person", "ana"), ("tag", "ci")), "", "")),
        ('person:"Ana Lee"', Query((), (), False, (("person", "ana lee"),), "", "")),
        ("before:2026-4 after:2025", Query((), (), False, (), "2025-01-01", "2026-04-01")),
        ("before:soon", Query((), (), False, (), "", "")),
        ("http://a.example/b", Query(("http", "a", "example", "b"), (), True, (), "", "")),
        ("warm warm", Query(("warm",), (), True, (), "", "")),
    ],
)
def test_what_a_query_says(text: str, expected: Query) -> None:
    assert read_query(text) == expected


# --- the command ----------------------------------------------------------------------------------


def _run(site: SmallSite, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    from narrate.cli import main

    with pytest.raises(SystemExit) as end:
        main(["find", "--in", str(site.root), *words])
    code = end.value.code
    captured = capsys.readouterr()
    return code if isinstance(code, int) else 0, captured.out + captured.err


def test_the_command_says_what_it_found_and_where(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(site, capsys, "minutes", "morning") == (
        0,
        """narration: Nineteen minutes
  Ana Lee, 2026-01-02
  Warming it in the morning with readFileSync and --changed-since.
  https://notes.example/posts/2026-01-02-warm/#what-i-tried
""",
    )


def test_the_command_ends_with_one_when_nothing_is_found(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(site, capsys, "xylophone") == (1, "")
    code, text = _run(site, capsys, "--format", "json", "xylophone")
    assert code == 1
    assert json.loads(text) == {"total": 0, "all_words": True, "found": []}


def test_the_command_writes_for_programs(site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _run(site, capsys, "--format", "json", "--limit", "1", "warm", "cache")
    found = json.loads(text)
    assert code == 0
    assert found["total"] == 5
    assert found["found"] == [
        {
            "url": "https://notes.example/lessons/warm/",
            "path": found["found"][0]["path"],
            "kind": "lesson",
            "title": "Warm the cache before the demo",
            "state": "practised",
            "date": "2026-01-01",
            "authors": [],
            "tags": [],
            "passage": "",
            "all_words": True,
        }
    ]


def test_the_command_wants_words(site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(site, capsys, " ") == (
        2,
        "error: nothing is looked for\n  = help: name words: `narrate find warm cache`\n",
    )
