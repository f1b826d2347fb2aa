"""YAML blocks: scalars stay text, places are exact, and the quick way equals the slow one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrate.frontmatter.plain import read_plain
from narrate.frontmatter.read import read_front_matter
from narrate.frontmatter.yaml_block import read_nodes
from narrate.model.document import Value

FIELDS: list[tuple[str, Value | None]] = [
    ("x: no", "no"),
    ("x: 12:30", "12:30"),
    ("x: 2024-02-30", "2024-02-30"),
    ("x: 007", "007"),
    ("x: 1_000", "1_000"),
    ("x: ~", ""),
    ("x: null", ""),
    ("x: 'null'", "null"),
    ("x:", ""),
    ("x: |\n  two\n  lines", "two\nlines"),
    ("x: >\n  one\n  line", "one line"),
    ('x: "a \\u00e9"', "a é"),
    ("x: [a, 'b, c']", ["a", "b, c"]),
    ("x:\n- a\n- b", ["a", "b"]),
    ("x: {a: 1, b: [2]}", {"a": "1", "b": ["2"]}),
    ("x: !tag value", "value"),
    ("x: [[Page]]", "[[Page]]"),
    ("x: [[Page|other words]]", "[[Page|other words]]"),
    ("é: [[Page, again#Heading]]", None),
    ("x: [ [[a]], [[b, c]] ]", ["[[a]]", "[[b, c]]"]),
    ("x:\n  - [[a]]\n  - [[b]]", ["[[a]]", "[[b]]"]),
    ("x: {{ page.title }}", "{{ page.title }}"),
    ("x: [[1, 2], [3, 4]]", [["1", "2"], ["3", "4"]]),
    ("b: &b {k: v}\nx: *b", {"k": "v"}),
    ("b: &b {k: v}\nx:\n  <<: *b\n  l: w", {"k": "v", "l": "w"}),
    ("b: &b {x: v}\n<<: *b", "v"),
    ("X: a", "a"),
    ('"x": a', "a"),
    ('x: "a\\0b"', "ab"),
]


@pytest.mark.parametrize(("block", "value"), FIELDS)
def test_scalars_are_the_text_that_was_written(block: str, value: Value | None) -> None:
    result = read_front_matter("a.md", f"---\n{block}\n---\n")
    key = "x" if value is not None else "é"
    assert result.front.fields[key] == ("[[Page, again#Heading]]" if value is None else value)
    assert result.diagnostics == ()


def test_every_key_has_its_place() -> None:
    text = "---\n# first\ntitle: x\nReply-To: a\nextra:\n  mood: good\ndate:\n  created: 2026-03-04\n---\n"
    assert read_front_matter("a.md", text).front.places == {
        "title": (3, 1, "title: x"),
        "reply_to": (4, 1, "Reply-To: a"),
        "mood": (6, 3, "  mood: good"),
        "date": (8, 3, "  created: 2026-03-04"),
    }


def test_a_key_that_is_written_twice_is_reported_and_the_last_one_counts() -> None:
    result = read_front_matter("a.md", "---\ntitle: a\ndate: 2026-03-04\nTitle: b\n---\n")
    assert result.front.title == "b"
    (found,) = result.diagnostics
    assert (found.code, found.place.line) == ("duplicate-key", 4)
    assert found.message == "`Title` is written twice: this one counts"
    assert found.help == "remove one; the other is on line 2"


PLAIN = st.sampled_from(
    ["title: Warm caches", "date: 2026-03-04", "tags: [a, b c]", "tags:", "- a", "  - b", "  -  c d ", "x: 'q'", 'y: "a: b"',
     "url: http://a/b", "n: null", "e: ", "f: a #b", "g: [a, [b]]", "h: a:", "i: - b", "  j: k", "", "k : v", "l:v", "m: [ ]",
     "o: [a,b ]", "p: (x)", "q: null ", "r: [null, ~]", "- a: b", "s: a\xa0", "t: \u2028a", 'u: "\\n"', 'v: "" ', "w: 12:30",
     "x-y_z: 1", "y: !a b", "z: *a", "?: b", "- null", "a: b:c d", "<<: a", "0a: b", "a: \xa0", 'b: "\ufeff"', "-  - a"]
)  # fmt: skip
SCALAR = st.text(st.sampled_from("ab1 :#,-[]{}'\"&*!|>?%@`\\\t\xa0\x85\u2028\ufeff\x00~/().é😀"), max_size=8)


@given(
    st.lists(
        PLAIN | st.builds("k: {}".format, SCALAR) | st.builds("- {}".format, SCALAR), min_size=1, max_size=5
    )
)
@example(["tags:", "- a", "  - b"])
@example(["a: b", "  - c"])
def test_the_quick_way_reads_what_yaml_reads(lines: list[str]) -> None:
    block = "\n".join(lines) + "\n"
    plain = read_plain(block)
    if plain is not None:
        assert plain == read_nodes(block)


def test_a_typical_block_goes_the_quick_way() -> None:
    block = 'title: "Deploying: again"\ndate: 2026-03-04 14:32\nauthors: [ana]\ntags:\n  - ci\n  - a b\nsummary: Why, then?\n'
    assert read_plain(block) is not None
