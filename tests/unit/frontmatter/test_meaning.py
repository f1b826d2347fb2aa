"""What the keys mean: their spellings, which one wins, and what is wrong with a value."""

from typing import Any

import pytest

from narrate.frontmatter.keys import CANONICAL, MEANS
from narrate.frontmatter.read import read_front_matter
from narrate.model.document import Author

SAID: list[tuple[str, dict[str, Any]]] = [
    ("description: a\nsummary: b", {"summary": "b"}),
    ("excerpt: a\ndescription: b", {"summary": "b"}),
    ("description:\nexcerpt: a", {"summary": "a"}),
    ("type: Lesson", {"kind": "Lesson"}),
    ("kind: probe\ntype: post", {"kind": "probe"}),
    ("created: 2026-03-04", {"date": "2026-03-04"}),
    ("pubDate: 2026-03-04", {"date": "2026-03-04"}),
    ("publishDate: 2026-03-04", {"date": "2026-03-04", "publish_on": "2026-03-04"}),
    ("date: 2026-03-01\npublishDate: 2026-03-04", {"date": "2026-03-01", "publish_on": "2026-03-04"}),
    ("date:\n  created: 2026-03-04\n  updated: 2026-03-05", {"date": "2026-03-04", "updated": "2026-03-05"}),
    ("date.created: 2026-03-04", {"date": "2026-03-04"}),
    ("published: 2026-03-04", {"date": "2026-03-04", "draft": False, "publish_on": ""}),
    ("published: true", {"date": "", "draft": False}),
    ("published: false", {"draft": True}),
    ("publish: false", {"draft": True}),
    ("publish: no", {"draft": True}),
    ("publish:", {"draft": False, "broken": False}),
    ("draft: yes", {"draft": True}),
    ("draft: off", {"draft": False}),
    ("draft:", {"draft": False, "broken": False}),
    ("Draft: True", {"draft": True}),
    ("draft: false\npublished: false", {"draft": True}),
    ("lastmod: 2026-03-04", {"updated": "2026-03-04"}),
    ("last-modified-at: 2026-03-04", {"updated": "2026-03-04"}),
    ("expiryDate: 2026-03-04", {"expires": "2026-03-04"}),
    ("visibility: public", {"visibility": "public"}),
    ("slug: a-b\nid: urn:x", {"slug": "a-b", "id": "urn:x"}),
    ("log: true\nlisted: false", {"log": True, "listed": False}),
    ("slides: true", {"slides": True}),
    ("marp: true", {"slides": True}),
    ("slides: kickoff", {"slides": False, "fields": {"slides": "kickoff"}}),
    ("log:\nlisted:", {"log": None, "listed": True}),
    ("author: Jane Doe", {"authors": (Author("Jane Doe"),)}),
    ("authors: [jane]\nauthor: john", {"authors": (Author("jane"), Author("john"))}),
    ("tags: [a b, '#c', d/e]", {"tags": ("a b", "c", "d/e")}),
    ("tags: a, b c", {"tags": ("a", "b c")}),
    ("tags: a b", {"tags": ("a", "b")}),
    ("tag: a b", {"tags": ("a b",)}),
    ("keywords: machine learning", {"tags": ("machine learning",)}),
    ("tags: '#a #b/c'", {"tags": ("a", "b/c")}),
    ("tags: [a]\ncategories: [b]\nkeywords: c, a", {"tags": ("a", "b", "c")}),
    ("tags: [[a]]", {"tags": ("a",)}),
    ("tags: [[a, b]]", {"tags": ("a", "b")}),
    ("tags:\n  - name: a b\n  - c", {"tags": ("a b", "c")}),
    ("tags: []", {"tags": (), "declares_tags": True}),
    ("tags:", {"tags": (), "declares_tags": True}),
    ("title: x", {"declares_tags": False}),
    ("community: Data Guild", {"communities": ("Data Guild",)}),
    ("communities: [data, '[[People and culture]]']", {"communities": ("data", "People and culture")}),
    ("aliases: [/old/, Other name]", {"aliases": ("/old/", "Other name")}),
    ("aliases: One, Two", {"aliases": ("One", "Two")}),
    ("aliases: /old, /older", {"aliases": ("/old, /older",)}),
    ("redirect_from: /old/", {"redirects": ("/old/",), "aliases": ()}),
    ("redirect_from:\n- /old/\n- /older/", {"redirects": ("/old/", "/older/")}),
    ("in_reply_to: a.md", {"fields": {"reply_to": "a.md"}}),
    ("in-reply-to: a.md", {"fields": {"reply_to": "a.md"}}),
    ("Applies-To: [a]", {"fields": {"applies_to": ["a"]}}),
    ("mood: good\nextra:\n  mood: bad\n  sky: blue", {"fields": {"mood": "good", "sky": "blue"}}),
    ("params:\n  author: jane", {"authors": (Author("jane"),)}),
    ("title: >\n  over two\n  lines", {"title": "over two lines"}),
    ("title: [Draft]", {"title": "[Draft]"}),
]


@pytest.mark.parametrize(("block", "said"), SAID)
def test_every_spelling_is_understood(block: str, said: dict[str, Any]) -> None:
    result = read_front_matter("a.md", f"---\n{block}\n---\n")
    assert {name: getattr(result.front, name) for name in said} == said
    assert result.diagnostics == ()


ZOLA = """+++
title = "x"
date = 2026-03-04T14:32:00Z
draft = true
weight = 3
[taxonomies]
tags = ["a b", "c"]
[extra]
authors = ["Jane Doe"]
ratio = 0.5
+++
"""


def test_zolas_tables_count_as_if_they_stood_outside() -> None:
    front = read_front_matter("a.md", ZOLA).front
    assert (front.title, front.date, front.draft) == ("x", "2026-03-04T14:32:00+00:00", True)
    assert (front.tags, front.authors) == (("a b", "c"), (Author("Jane Doe"),))
    assert front.fields == {"weight": "3", "ratio": "0.5"}
    assert front.places["tags"] == (7, 1, 'tags = ["a b", "c"]')


def test_json_values_are_the_text_that_stands_for_them() -> None:
    text = '{\n"title": "x",\n"draft": true,\n"weight": 1.50,\n"none": null,\n"a": {"b": [1]}\n}\n'
    front = read_front_matter("a.md", text).front
    assert (front.title, front.draft) == ("x", True)
    assert front.fields == {"weight": "1.50", "none": "", "a": {"b": ["1"]}}
    assert front.places["draft"] == (3, 2, '"draft": true,')


def test_pelicans_header_is_read_as_pelican_reads_it() -> None:
    text = "Title: My page\nDate: 2010-12-03 10:20\nTags: machine learning; b\nAuthors: Roe, John; Ana\nStatus: draft\n\nB\n"
    result = read_front_matter("a.md", text)
    assert (result.front.title, result.front.date, result.body) == ("My page", "2010-12-03T10:20", "B\n")
    assert result.front.tags == ("machine learning", "b")
    assert result.front.authors == (Author("John Roe"), Author("Ana"))
    assert result.front.draft


WRONG = [
    ("log: perhaps", "invalid-value", "`log: perhaps` is neither true nor false", "write `true` or `false`"),
    (
        "lang: 日本語",
        "invalid-value",
        "`lang: 日本語` is no language",
        "write a code such as `en` or `pt-BR`",
    ),
    ("title: {a: b}", "invalid-value", "`title` is one text, not a mapping", "put the value in quotes"),
    ("date: [2026-03-04]", "invalid-date", "`[…]` is no date", "write one date"),
]


@pytest.mark.parametrize(("line", "code", "message", "way_out"), WRONG)
def test_a_value_of_the_wrong_sort_says_so(line: str, code: str, message: str, way_out: str) -> None:
    (found,) = read_front_matter("a.md", f"---\n{line}\n---\n").diagnostics
    assert (found.code, found.message, found.help) == (code, message, way_out)


def test_every_spelling_leads_to_its_canonical_keys() -> None:
    for name, spellings in CANONICAL.items():
        assert all(name in MEANS[spelling] for spelling in spellings)
