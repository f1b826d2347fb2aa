"""An entry's Markdown, as programs get it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from narrate.model.document import Body, Written
from narrate.model.links import BodyRef, Embedded, Target
from narrate.model.views import MarkdownCopy
from narrate.render.markdown_copy import render


def copy(
    *pieces: str | int,
    fields: tuple[tuple[str, str | tuple[str, ...]], ...] = (),
    title: str = "",
    written: Written | None = None,
    target: Target | None = None,
    parts: tuple[MarkdownCopy, ...] = (),
) -> str:
    body = Body((), pieces, (written,) if written else ())
    targets = (target,) if target else ()
    return render(MarkdownCopy(fields, title, BodyRef(b"", targets), parts), lambda _: body)


def test_a_copy_has_front_matter_a_title_and_the_text() -> None:
    fields = (("title", "It's: warm"), ("date", "2026-03-04"), ("authors", ("Ana Ruiz", "no")), ("tags", ()))
    assert copy("Text.\n", fields=fields, title="It's:\n warm") == (
        '---\ntitle: "It\'s: warm"\ndate: 2026-03-04\nauthors: [Ana Ruiz, "no"]\ntags: []\n---\n\n'
        "# It's: warm\n\nText.\n"
    )
    assert copy("Text.") == "---\n---\n\nText.\n"


def test_the_timed_entries_of_a_day_are_sections() -> None:
    day = MarkdownCopy((("date", "2026-03-04"),), "14:32 Warm", BodyRef(b""))
    assert copy("Text.", title="Wednesday", parts=(day, day)) == (
        "---\n---\n\n# Wednesday\n\nText.\n\n## 14:32 Warm\n\nText.\n\n## 14:32 Warm\n\nText.\n"
    )


@pytest.mark.parametrize(
    ("written", "target", "expected"),
    [
        (Written("link", "b.md", "the words"), Target("entry", "/b/"), "[the words](/b/)"),
        (Written("wikilink", "B"), Target("entry", "/b/#x", "Title [1]"), r"[Title \[1\]](/b/#x)"),
        (Written("wikilink", "B"), Target("entry", "/b/"), "[B](/b/)"),
        (Written("image", "b.png", "alt"), Target("file", "/b.png"), "![alt](/b.png)"),
        (Written("embed", "b.png"), Target("file", "/b.png"), "![b.png](/b.png)"),
        (
            Written("embed", "B"),
            Target("entry", "/b/", embed=Embedded("/b/", "Bee", BodyRef(b""))),
            "[Bee](/b/)",
        ),
        (Written("image", "b.png", "alt"), Target("missing"), "alt"),
        (Written("link", "b.md", "the words"), Target("missing"), "the words"),
        (Written("wikilink", "B"), Target("missing"), "B"),
        (Written("wikilink", "Secret"), Target("withheld", text="not published here"), "not published here"),
        (Written("link", "s.md", "the words"), Target("withheld"), "the words"),
        (Written("mention", "ana", "@ana", "@ana"), Target("entry", "/people/ana/", "Ana"), "@ana"),
        (Written("hashtag", "ci", "#ci", "#ci"), Target("entry", "/tags/ci/"), "#ci"),
        (Written("mention", "dataclass", raw="@dataclass"), Target("plain"), "@dataclass"),
        (
            Written("link", "https://o.example/a_(b)", "x"),
            Target("elsewhere", "https://o.example/a_(b)"),
            "[x](https://o.example/a_%28b%29)",
        ),
        (Written("link", "javascript:x", "x"), Target("elsewhere", "javascript:x"), "x"),
    ],
)
def test_references_are_resolved(written: Written, target: Target, expected: str) -> None:
    assert copy("See ", 0, ".", written=written, target=target) == f"---\n---\n\nSee {expected}.\n"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS, st.lists(TEXTS))
def test_any_value_survives_a_yaml_parser(value: str, values: list[str]) -> None:
    front = copy(fields=(("a", value), ("b", tuple(values)))).removeprefix("---\n").partition("\n---\n")[0]
    assert yaml.load(front, yaml.BaseLoader) == {"a": value, "b": values}
    loaded = yaml.safe_load(front)
    assert str(loaded["a"]) == value or not isinstance(loaded["a"], str)


@pytest.mark.parametrize(
    "word", ["yes", "No", "null", "~", "12:30", "1e3", "0x1", "-", "", "@ana", "#ci", "a: b", "<<", "="]
)
def test_words_that_yaml_takes_for_something_else_stay_words(word: str) -> None:
    front = copy(fields=(("a", word),)).split("\n")[1]
    assert yaml.safe_load(front) == {"a": word}
