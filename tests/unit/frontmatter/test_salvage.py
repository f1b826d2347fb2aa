"""What a broken block still says, and when it withholds the entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.frontmatter.read import read_front_matter
from narrate.model.document import FrontMatter

AUTHORS = "author: @ana\n"

SALVAGED = [
    # block, line, column, message, what could be read
    ("title: Deploying: what we learned\ntags: [a]", 2, 17, "a `:` in a value that has no quotes",
     {"title": "Deploying: what we learned", "tags": ("a",)}),
    ("tags: [a]\ntitle: @ana wrote this", 3, 8, "a value that begins with `@`",
     {"title": "@ana wrote this", "tags": ("a",)}),
    ("title: `code` first\ntags: a", 2, 8, "a value that begins with ```", {"title": "`code` first", "tags": ("a",)}),
    ("title: 100%\nslug: %x\ntags: a", 3, 7, "a value that begins with `%`", {"title": "100%", "slug": "%x"}),
    ("title: *bold* words\ntags: a", 2, 13, "a value that begins with `*`, `&` or `!`",
     {"title": "*bold* words", "tags": ("a",)}),
    ("title: [RFC] Faster builds\ntags: a", 2, 14, "a line that is no `key: value`",
     {"title": "[RFC] Faster builds", "tags": ("a",)}),
    ("tags: [#ci, #cache]\ntitle: x", 2, 7, "a list `[…]` that is not closed, or with an item that needs quotes",
     {"tags": ("ci", "cache"), "title": "x"}),
    ('title: "never closed\ntags: a', 2, 8, "a quote that is opened and never closed",
     {"title": "never closed", "tags": ("a",)}),
    ("title: x\n\ttags: a", 3, 1, "a TAB where YAML allows only spaces", {}),
    ("related: [[a]], [[b]]\ntags: a", 2, 15, "a line that is no `key: value`", {"tags": ("a",)}),
    ("title:x\ntags: a", 3, 5, "a `:` in a value that has no quotes", {"title": "x", "tags": ("a",)}),
    ("title: x\n  - a\n b\ntags: [a", 5, 7, "a list `[…]` that is not closed, or with an item that needs quotes",
     {"tags": ("a",)}),
    ("title: x\ntags: &\n", 3, 8, "a value that begins with `*`, `&` or `!`", {"title": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("block", "line", "column", "message", "read"), SALVAGED)
def test_a_broken_block_is_read_line_by_line(
    block: str, line: int, column: int, message: str, read: dict[str, object]
) -> None:
    result = read_front_matter("a.md", f"---\n{block}\n---\nBody\n")
    found = result.diagnostics[0]
    assert (found.code, found.message) == ("front-matter-salvaged", message)
    assert (found.place.line, found.place.column) == (line, column)
    assert {name: getattr(result.front, name) for name in read} == read
    assert result.body == "Body\n"
    assert not result.front.broken


def test_tags_that_yaml_takes_for_comments_are_read() -> None:
    for block in ("tags: #ci #cache", "tags:\n  - #ci\n  - #cache"):
        result = read_front_matter("a.md", f"---\n{block}\n---\n")
        assert result.front.tags == ("ci", "cache")
        assert {one.code for one in result.diagnostics} == {"front-matter-salvaged"}
    result = read_front_matter("a.md", "---\ntags: # none yet\n---\n")
    assert (result.front.tags, result.front.declares_tags, result.diagnostics) == ((), True, ())


OTHERS = [
    ("+++\ntitle = x\ntags = ['a']\n[extra]\nmood = good\n+++\n", {"mood": "good"}, 2, 9),
    ('{\n"title": "x",\n"tags": ["a"],\n"mood": \'good\'\n}\n', {"mood": "good"}, 4, 9),
    ('{\n"title": "x",\n"tags": ["a"],\n"mood": "good",\n}\n', {"mood": "good"}, 5, 1),
]


@pytest.mark.parametrize(("text", "fields", "line", "column"), OTHERS)
def test_broken_toml_and_json_are_salvaged_too(
    text: str, fields: dict[str, str], line: int, column: int
) -> None:
    result = read_front_matter("a.md", text)
    assert (result.front.title, result.front.tags, result.front.fields) == ("x", ("a",), fields)
    (found,) = result.diagnostics
    assert (found.code, found.place.line, found.place.column) == ("front-matter-salvaged", line, column)


CERTAIN = [
    ("draft: true", FrontMatter(draft=True)),
    ("draft: false", FrontMatter()),
    ("visibility: public", FrontMatter(visibility="public")),
    ("publish_on: 2026-03-04", FrontMatter(publish_on="2026-03-04")),
]


@pytest.mark.parametrize(("line", "front"), CERTAIN)
def test_a_readable_gate_in_a_broken_block_is_obeyed(line: str, front: FrontMatter) -> None:
    found = read_front_matter("a.md", f"---\ntitle: a: b\n{line}\n---\n").front
    for name in ("draft", "visibility", "publish_on", "broken"):
        assert getattr(found, name) == getattr(front, name)


UNCERTAIN = [
    "title: a: b\ndraft = true",
    "title: a: b\ndraft true",
    "title: a: b\n  draft: true",
    "title: a: b\n'Draft' : @yes",
    "title: a: b\nvisibility: @team",
    "title: a: b\nvisibility: public\nvisibility: internal",
    "title: a: b\nPublish-On: 2026: soon",
    "draft = true",
    "title: x\ndraft: perhaps",
    "title: x\ndraft: [true]",
    "title: x\npublished: soon",
    "title: x\npublish: later",
    "title: x\nvisibility: [public, internal]",
    "title: x\npublish_on: soon",
    "title: x\npublishDate: 2026-13-40",
    "title: x\nexpires: never",
    "title: x\n\tdraft: true\nfoo",
    "title: x\n\nProse begins.\ndraft: true",
]


@pytest.mark.parametrize("block", UNCERTAIN)
def test_what_decides_visibility_and_cannot_be_read_withholds(block: str) -> None:
    result = read_front_matter("a.md", f"---\n{block}\n---\nBody\n")
    assert result.front.broken
    assert "withheld" in [one.code for one in result.diagnostics]


def test_an_unreadable_gate_is_reported_at_its_value() -> None:
    (found,) = read_front_matter("a.md", "---\ntitle: x\ndraft: perhaps\n---\n").diagnostics
    assert (found.place.line, found.place.column, found.place.width) == (3, 8, 7)
    assert found.message == "`draft: perhaps` cannot be read: the entry is withheld"
    assert found.help == "write `true` or `false`"


INNOCENT = st.sampled_from(
    [
        "title: x",
        "a: b: c",
        "tags: [a, b]",
        "by: @ana",
        "- a",
        "  - b",
        "",
        "# c",
        "\tx: y",
        "k: %",
        "*x: y",
        "say hello",
    ]
)


@given(st.lists(INNOCENT, max_size=6), st.lists(INNOCENT, max_size=6))
def test_a_draft_is_never_published_by_a_mistake_beside_it(before: list[str], after: list[str]) -> None:
    text = "\n".join(["---", "title: t", *before, "draft: true", *after, "---", "Body", ""])
    front = read_front_matter("a.md", text).front
    assert front.draft or front.broken
