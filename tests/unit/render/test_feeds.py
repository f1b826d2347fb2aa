"""Atom and JSON feeds, and the parts that they share."""

import json
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from formats import atom_problems, jsonfeed_problems
from narrate.model.document import Body
from narrate.model.links import BodyRef
from narrate.model.views import Feed, FeedItem, Ref
from narrate.render import atom, jsonfeed
from narrate.render.parts import Parts

ROOT = "https://site.example/wol/"
HTML = '<p id="p">Read <a href="/wol/b/">B &amp; b</a>, <a href="#p">here</a>. "\x0b"</p>'
SPACES = {"a": "http://www.w3.org/2005/Atom", "thr": "http://purl.org/syndication/thread/1.0"}


def load(_: bytes) -> Body:
    return Body((HTML,), ())


def item(number: int = 1, **fields: Any) -> FeedItem:
    values: dict[str, Any] = {
        "id": f"tag:site.example,2026:/{number}/",
        "url": f"{ROOT}{number}/",
        "title": "Warm & <fast>",
        "summary": "In short.",
        "published": "2026-03-04T14:32:00+01:00",
        "updated": "2026-03-05T00:00:00Z",
        "authors": (Ref("Ana", f"{ROOT}people/ana/"), Ref("Ben")),
        "tags": ("ci", "C++"),
        "in_reply_to": "",
        "body": BodyRef(b"x"),
    }
    return FeedItem(**(values | fields))


def feed(*items: FeedItem, **fields: Any) -> Feed:
    values: dict[str, Any] = {
        "id": "tag:site.example,2026:/",
        "title": "Ana",
        "description": "What Ana writes.",
        "language": "en",
        "url": f"{ROOT}people/ana/",
        "atom": f"{ROOT}people/ana/feed.atom",
        "json": f"{ROOT}people/ana/feed.json",
        "root": ROOT,
        "updated": "2026-03-05T00:00:00Z",
        "items": items,
        "site": "Our site",
    }
    return Feed(**(values | fields))


FEEDS = [
    feed(item(1), item(2)),
    feed(),
    feed(item(authors=()), site=""),
    feed(item(title="", summary="", tags=(), published="", authors=()), description=""),
    feed(item(in_reply_to=f"{ROOT}b/", title="a\x00b\uffff\ud7ff")),
]


@pytest.mark.parametrize("view", FEEDS)
def test_feeds_are_valid(view: Feed) -> None:
    parts = Parts(load)
    assert atom_problems(atom.render(view, parts)) == []
    assert jsonfeed_problems(jsonfeed.render(view, parts)) == []


def test_the_checks_see_what_is_wrong() -> None:
    twice = feed(item(1), item(1), id="no iri")
    problems = atom_problems(atom.render(twice, Parts(load)))
    assert f"two entries have the id {item(1).id}" in problems
    assert "line 3: Error validating datatype anyURI" in problems
    assert atom_problems(b"<feed/>")
    assert atom_problems(b"<feed")
    assert jsonfeed_problems(jsonfeed.render(twice, Parts(load))) == [f"two items have the id {item(1).id}"]
    assert jsonfeed_problems(b'{"version": 1}')


def test_an_atom_entry_says_everything() -> None:
    parts = Parts(load)
    root = etree.fromstring(atom.render(feed(item(in_reply_to=f"{ROOT}b/", reply_id="tag:x,2026:b")), parts))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root.xpath("string(a:author/a:name)", namespaces=SPACES) == "Our site"
    (entry,) = root.findall("a:entry", SPACES)
    assert entry.xpath("a:author/a:name/text()", namespaces=SPACES) == ["Ana", "Ben"]
    assert entry.xpath("a:category/@term", namespaces=SPACES) == ["ci", "C++"]
    assert entry.xpath("string(a:title)", namespaces=SPACES) == "Warm & <fast>"
    assert entry.xpath("string(thr:in-reply-to/@ref)", namespaces=SPACES) == "tag:x,2026:b"
    assert entry.xpath("string(thr:in-reply-to/@href)", namespaces=SPACES) == f"{ROOT}b/"


def test_content_is_the_same_in_both_formats_and_absolute() -> None:
    parts = Parts(load)
    expected = f'<p id="p">Read <a href="{ROOT}b/">B &amp; b</a>, <a href="{ROOT}1/#p">here</a>. "'
    (entry,) = feedparser.parse(atom.render(feed(item()), parts), sanitize_html=False).entries
    assert entry.content[0].value == expected + '"</p>'
    (json_item,) = json.loads(jsonfeed.render(feed(item()), parts))["items"]
    assert json_item["content_html"] == expected + '\x0b"</p>'


def test_a_json_item_says_everything() -> None:
    view = feed(item(in_reply_to=f"{ROOT}b/"))
    written = json.loads(jsonfeed.render(view, Parts(load)))
    assert written["items"][0]["authors"] == [{"name": "Ana", "url": f"{ROOT}people/ana/"}, {"name": "Ben"}]
    assert written["items"][0]["tags"] == ["ci", "C++"]
    assert written["items"][0]["_narrate"] == {"in_reply_to": f"{ROOT}b/"}
    assert written["authors"] == [{"name": "Our site", "url": ROOT}]


def test_a_part_is_made_once_for_all_feeds_and_formats() -> None:
    loaded: list[bytes] = []

    def counting(digest: bytes) -> Body:
        loaded.append(digest)
        return load(digest)

    parts = Parts(counting)
    for _ in range(3):
        atom.render(feed(item(1), item(2)), parts)
        jsonfeed.render(feed(item(2)), parts)
    assert len(loaded) == 2
    atom.render(feed(item(1, title="Another")), parts)
    assert len(loaded) == 3


def test_what_was_kept_never_changes_what_is_written() -> None:
    views = [feed(item(n), item(n + 1)) for n in range(5)]
    small, large = Parts(load, enough=0), Parts(load)
    for view in views + views[::-1]:
        assert atom.render(view, small) == atom.render(view, large) == atom.render(view, Parts(load))
        assert jsonfeed.render(view, small) == jsonfeed.render(view, large)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_makes_a_valid_feed(words: str) -> None:
    written = item(title=words, summary=words, tags=(words,), authors=(Ref(words or "Ana"),))
    assert atom_problems(atom.render(feed(written, title=words, description=words), Parts(load))) == []
    assert jsonfeed_problems(jsonfeed.render(feed(written), Parts(load))) == []
