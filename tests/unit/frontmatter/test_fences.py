"""Where front matter begins and ends, and what is no front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.frontmatter.read import read_front_matter

TITLED = [
    pytest.param("---\ntitle: x\n---\nBody\n", 3, id="yaml"),
    pytest.param("---\ntitle: x\n---", 3, id="nothing after the fence"),
    pytest.param("--- \t\ntitle: x\n---  \nBody\n", 3, id="blanks after the fences"),
    pytest.param("---\ntitle: x\n...\nBody\n", 3, id="dots as the end"),
    pytest.param("\n\n---\ntitle: x\n---\nBody\n", 5, id="blank lines before"),
    pytest.param("<!-- markdownlint-disable -->\n\n---\ntitle: x\n---\nBody\n", 5, id="a comment before"),
    pytest.param("\ufeff---\ntitle: x\n---\nBody\n", 3, id="a second byte order mark"),
    pytest.param("---\n# a comment\n\ntitle: x # another\n---\nBody\n", 5, id="comments inside"),
    pytest.param("+++\ntitle = 'x'\n+++\nBody\n", 3, id="toml"),
    pytest.param('{\n"title": "x"\n}\nBody\n', 3, id="json"),
    pytest.param('{\n"a": {\n},\n"title": "x"\n}\nBody\n', 5, id="json with a brace in the first column"),
    pytest.param('\n{\n"title": "x"\n}\nBody\n', 4, id="json after a blank line"),
    pytest.param("Title: x\nDate: 2010-12-03\n\nBody\n", 3, id="a header without fences"),
    pytest.param("---\nTITLE: x\n---\nBody\n", 3, id="keys in capitals"),
    pytest.param("---\n\ntitle: x\n\n---\nBody\n", 5, id="blank lines inside"),
]


@pytest.mark.parametrize(("text", "before"), TITLED)
def test_front_matter_is_split_from_its_body(text: str, before: int) -> None:
    result = read_front_matter("a.md", text)
    assert result.front.title == "x"
    assert result.body_line == before
    assert result.body in ("Body\n", "")
    assert "\n".join(text.split("\n")[before:]) == result.body
    assert result.diagnostics == ()


PROSE = [
    "",
    "Just text.\n",
    "---\n",
    "---\n\nA rule, and prose after it.\n",
    "---\n\nA rule, prose: with a colon.\n\n---\n\nMore.\n",
    "---\n\nHere is what we learned about it: nothing.\n\n---\nMore.\n",
    "---\n# A heading between rules\n---\nMore.\n",
    "----\ntitle: x\n----\n",
    "--\n",
    "  ---\n  title: x\n  ---\n",
    "> ---\n> title: x\n",
    "{\nnot json at all\n",
    "{{ template }}\n",
    "+++\n",
    "- a list\n- of things\n",
    "<!-- never closed\n---\ntitle: x\n---\n",
    "Note: this is prose.\n\nMore.\n",
    "Date: tomorrow, says Ana\nAttendees: many\n\nMore.\n",
    "title\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    result = read_front_matter("a.md", text)
    assert (result.body, result.body_line) == (text, 0)
    assert [one for one in result.diagnostics if one.code != "front-matter"] == []


@pytest.mark.parametrize("block", ["Just one sentence.", "- a\n- b", "'quoted'"])
def test_a_block_that_is_no_mapping_is_shown_and_reported(block: str) -> None:
    result = read_front_matter("a.md", f"---\n{block}\n---\nBody\n")
    assert result.body == f"---\n{block}\n---\nBody\n"
    (found,) = result.diagnostics
    assert found.code == "front-matter"
    assert found.message == "what stands between the `---` lines has no `key: value`: it is shown as text"
    assert found.help == "leave a blank line after `---` if it is a rule"
    assert (found.place.line, found.place.column) == (2, 1)


def test_an_empty_block_is_front_matter() -> None:
    for text in ("---\n---\nBody\n", "---\n\n---\nBody\n", "---\n# title: x\n---\nBody\n"):
        assert read_front_matter("a.md", text).body == "Body\n"


UNCLOSED = [
    pytest.param(
        "---\ntitle: x\ntags: [a]\n\nProse: with a colon.\n", "\nProse: with a colon.\n", 3, id="no end"
    ),
    pytest.param(
        "---\ntitle: x\ntags: [a]\nProse at once.\n", "Prose at once.\n", 3, id="no blank line either"
    ),
    pytest.param(
        "---\ntitle: x\ntags: [a]\n\nProse.\n\n---\n\nMore.\n", "\nProse.\n\n---\n\nMore.\n", 3, id="a rule"
    ),
    pytest.param(
        "---\ntags:\n- a\ntitle: x\n# Heading\n\nProse.\n", "# Heading\n\nProse.\n", 4, id="a heading"
    ),
    pytest.param(
        "---\ntitle: x\n\ntags: a\n\nProse.\n", "\nProse.\n", 4, id="a blank line between known keys"
    ),
    pytest.param("+++\ntitle = 'x'\ntags = ['a']\n\nProse.\n", "\nProse.\n", 3, id="toml"),
    pytest.param("---\ntitle: x\ntags: a", "", 3, id="keys only"),
]


@pytest.mark.parametrize(("text", "body", "before"), UNCLOSED)
def test_an_unclosed_block_loses_neither_keys_nor_text(text: str, body: str, before: int) -> None:
    result = read_front_matter("a.md", text)
    assert (result.front.title, result.front.tags) == ("x", ("a",))
    assert (result.body, result.body_line) == (body, before)
    (found,) = result.diagnostics
    assert found.code == "unclosed-front-matter"
    assert found.message == "the front matter is opened here and never closed"
    assert found.help == f"write `{text[:3]}` on a line of its own after line {before}"
    assert (found.place.line, found.place.text) == (1, text[:3])


LINES = st.sampled_from(
    ["---", "...", "+++", "{", "}", "", "title: x", "draft: true", "- a", "  b: c", "Prose.", "# h", "a: b: c", "\ta: 1",
     'quote: "', "tags: [#a", "date: soon", "@x: y", "author: @ana", "<!-- c -->", "x = 1", '"a": 1,', "[t]", "k: |"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12).map("\n".join) | st.text())
def test_nothing_raises_and_no_text_is_lost(text: str) -> None:
    result = read_front_matter("a.md", text)
    assert "\n".join(text.split("\n")[result.body_line :]) == result.body
    for found in result.diagnostics:
        assert 1 <= found.place.line <= text.count("\n") + 1
        assert found.place.text == text.split("\n")[found.place.line - 1]
        assert 1 <= found.place.column <= len(found.place.text) + 1
    for line, column, written in result.front.places.values():
        assert text.split("\n")[line - 1] == written
        assert 1 <= column <= len(written) + 1
