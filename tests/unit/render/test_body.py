"""How the holes of a body are filled."""

from collections.abc import Sequence

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model.document import Body, Close, Drawing, Embed, Image, Open, Segment, Written
from narrate.model.links import BodyRef, Drawn, Embedded, Target
from narrate.render.body import fill

WORDS: tuple[Segment, ...] = ("<p>see ", Open(0), "the <em>words</em>", Close(0), ".</p>")
PICTURE: tuple[Segment, ...] = ("<p>", Image(0), "</p>")


def filled(
    segments: Sequence[Segment],
    *targets: Target,
    written: tuple[Written, ...] = (),
    absolute: str = "",
    page: str = "",
    ids: bool = True,
    diagrams: tuple[Drawn, ...] = (),
    inner: Sequence[Segment] = (),
) -> str:
    bodies = {b"x": Body(tuple(segments), (), written), b"y": Body(tuple(inner), ())}
    return fill(BodyRef(b"x", targets, diagrams, ids=ids), bodies.__getitem__, absolute, page)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target("entry", "/a/?x=1&y=2#b"), '<a href="/a/?x=1&amp;y=2#b">the <em>words</em></a>'),
        (Target("entry", "/a/", "A & B"), '<a href="/a/">A &amp; B</a>'),
        (Target("entry", "/a/", title='"A"'), '<a href="/a/" title="&quot;A&quot;">the <em>words</em></a>'),
        (Target("file", "/a/plan.pdf"), '<a href="/a/plan.pdf">the <em>words</em></a>'),
        (
            Target("elsewhere", "https://other.example/"),
            '<a href="https://other.example/" class="external" rel="noopener">the <em>words</em></a>',
        ),
        (
            Target("missing", title="nothing of that name"),
            '<span class="missing" title="nothing of that name">the <em>words</em></span>',
        ),
        (Target("missing"), '<span class="missing">the <em>words</em></span>'),
        (Target("withheld"), "the <em>words</em>"),
        (Target("withheld", text="not published here"), "not published here"),
        (Target("plain"), "the <em>words</em>"),
        (Target("entry"), "the <em>words</em>"),
        (Target("elsewhere", "javascript:alert(1)"), "the <em>words</em>"),
        (Target("elsewhere", " java\tscript:alert(1)"), "the <em>words</em>"),
        (Target("elsewhere", "data:text/html,x"), "the <em>words</em>"),
    ],
)
def test_a_target_decides_what_a_link_becomes(target: Target, expected: str) -> None:
    assert filled(WORDS, target) == f"<p>see {expected}.</p>"


@pytest.mark.parametrize(
    ("target", "written", "expected"),
    [
        (
            Target("file", "/a/b.png"),
            Written("image", "b.png", 'a "b"'),
            '<img src="/a/b.png" alt="a &quot;b&quot;" loading="lazy" decoding="async">',
        ),
        (
            Target("file", "/a/b.PNG"),
            Written("embed", "b.PNG", size="300x200"),
            '<img src="/a/b.PNG" alt="" loading="lazy" decoding="async" width="300" height="200">',
        ),
        (
            Target("file", "/a/b.webm"),
            Written("image", "b.webm", "a film", size="300"),
            '<video controls preload="none" src="/a/b.webm" aria-label="a film" width="300"></video>',
        ),
        (Target("file", "/b.ogg"), Written("image", "b.ogg"), '<audio controls preload="none" src="/b.ogg"></audio>'),
        (Target("file", "/b.pdf"), Written("embed", "x/b.pdf"), '<a href="/b.pdf">b.pdf</a>'),
        (Target("missing"), Written("image", "b.png", "a <b>"), '<span class="missing-image">a &lt;b&gt;</span>'),
        (Target("missing"), Written("image", "x/b.png"), '<span class="missing-image">b.png</span>'),
        (
            Target("elsewhere", "https://other.example/b.png"),
            Written("image", "https://other.example/b.png", "a b"),
            '<a href="https://other.example/b.png" class="external" rel="noopener">a b</a>',
        ),
        (Target("withheld", text="not published here"), Written("image", "b.png", "a b"), "not published here"),
        (Target("entry", "/b/"), Written("image", "b.md", "a b"), '<a href="/b/">a b</a>'),
        (Target("file", "//other.example/b.png"), Written("image", "b.png", "a b"),
         '<a href="//other.example/b.png">a b</a>'),
    ],
)  # fmt: skip
def test_a_picture_is_loaded_from_the_site_or_not_at_all(
    target: Target, written: Written, expected: str
) -> None:
    assert filled(PICTURE, target, written=(written,)) == f"<p>{expected}</p>"


def test_replaced_words_are_dropped_with_everything_in_them() -> None:
    segments = ("<p>", Open(0), "a ", Image(1), " <b>b</b>", Close(0), " c</p>")
    assert filled(segments, Target("withheld", text="gone"), Target("file", "/x.png")) == "<p>gone c</p>"


def test_no_link_stands_inside_a_link() -> None:
    outside = Target("elsewhere", "https://other.example/b.png", "b")
    inside = ("<p>", Open(0), "a ", Image(1), Close(0), "</p>")
    assert filled(inside, Target("entry", "/a/"), outside) == '<p><a href="/a/">a b</a></p>'
    own = ('<p><a href="/a/">a ', Image(0), "</a> ", Image(0), "</p>")
    assert filled(own, outside) == (
        '<p><a href="/a/">a b</a> <a href="https://other.example/b.png" class="external" rel="noopener">b</a></p>'
    )


def test_a_block_embed_shows_the_piece_and_where_it_is_from() -> None:
    embed = Target("entry", "/b/#part", embed=Embedded("/b/#part", "B & b", BodyRef(b"y", ids=False)))
    inner = ('<h2 id="part">Part</h2><p>See <sup><a href="#fn1" id="fnref1">1</a></sup></p>',)
    assert filled((Embed(0, block=True),), embed, inner=inner) == (
        '<aside class="embed"><div class="embed-body"><h2>Part</h2>'
        '<p>See <sup><a href="/b/#fn1">1</a></sup></p></div>'
        '<p class="embed-source"><a href="/b/#part">B &amp; b</a></p></aside>'
    )
    assert filled(("<p>", Embed(0, block=False), "</p>"), embed, inner=inner) == (
        '<p><a href="/b/#part">B &amp; b</a></p>'
    )


def test_an_embedded_picture_with_a_block_of_its_own_gets_a_paragraph() -> None:
    embedded = filled((Embed(0, block=True),), Target("file", "/b.png"), written=(Written("embed", "b.png"),))
    assert embedded == '<p><img src="/b.png" alt="" loading="lazy" decoding="async"></p>'


def test_only_the_asked_segments_are_shown() -> None:
    body = Body(("a", "b", "c", "d"), ())
    assert fill(BodyRef(b"", start=1, end=3), lambda _: body) == "bc"
    assert fill(BodyRef(b"", start=1), lambda _: body) == "bcd"


def test_a_link_that_is_cut_off_is_closed() -> None:
    body = Body(WORDS, ())
    assert fill(BodyRef(b"", (Target("entry", "/a/"),), end=3), lambda _: body).endswith("</em></a>")
    assert fill(BodyRef(b"", (Target("entry", "/a/"),), start=3), lambda _: body) == ".</p>"


def test_a_drawing_keeps_its_source_for_those_who_cannot_see_it() -> None:
    drawing = (Drawing(0, "<pre>graph</pre>"),)
    assert filled(drawing, diagrams=(Drawn("/d/1.svg", (320, 90)),)) == (
        '<figure class="diagram"><img src="/d/1.svg" alt="Diagram: its source follows" loading="lazy" width="320" height="90">'
        '<figcaption><details class="diagram-source"><summary>Source of the diagram</summary>'
        "<pre>graph</pre></details></figcaption></figure>"
    )
    assert filled(drawing, diagrams=(Drawn(),)) == "<pre>graph</pre>"
    assert filled(drawing) == "<pre>graph</pre>"


HEADING = '<h2 id="a&amp;b">A <a class="anchor" href="#a&amp;b">#</a></h2>'
PROSE = '<p aria-describedby="n">id="no" href="#no"</p><code>a id="x" &lt;a id="x"&gt;</code>'
NOTES = (HEADING + '<label for="t">x</label>' + PROSE,)


@pytest.mark.parametrize(
    ("page", "anchor"),
    [("", '<a class="anchor">#</a>'), ("/p/#x", '<a class="anchor" href="/p/#a&amp;b">#</a>')],
)
def test_ids_stay_on_the_bodys_own_page(page: str, anchor: str) -> None:
    assert filled(NOTES) == NOTES[0]
    assert filled(NOTES, ids=False, page=page) == (
        f'<h2>A {anchor}</h2><label>x</label><p>id="no" href="#no"</p><code>a id="x" &lt;a id="x"&gt;</code>'
    )


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/wol/a/#b", "https://site.example/wol/a/#b"),
        ("#b", "https://site.example/wol/p/#b"),
        ("https://other.example/", "https://other.example/"),
        ("c.png", "https://site.example/wol/p/c.png"),
        ("http://[", ""),
    ],
)
def test_every_address_in_a_feed_is_absolute(href: str, expected: str) -> None:
    at = "https://site.example/wol/p/"
    link = f' href="{expected}"' if expected else ""
    assert filled((f'<a href="{href}">x</a>',), absolute=at) == f"<a{link}>x</a>"
    hole = filled((Open(0), "x", Close(0)), Target("entry", href), absolute=at)
    assert hole == (f"<a{link}>x</a>" if expected else "x")
    if href == "/wol/a/#b":
        assert 'src="https://site.example/i.png"' in filled(
            (Image(0),), Target("file", "/i.png"), absolute=at
        )
        drawn = filled((Drawing(0, ""),), diagrams=(Drawn("/i.svg"),), absolute=at)
        assert 'src="https://site.example/i.svg"' in drawn


def test_headings_move_down_when_a_body_has_one_of_the_first_level() -> None:
    segments = ('<h1 id="a">A</h1><h2>', Open(0), "b", Close(0), "</h2><hr><h6>c</h6>")
    assert filled(segments, Target("plain")) == '<h2 id="a">A</h2><h3>b</h3><hr><h6>c</h6>'
    assert filled(("<h2>b</h2><h3>c</h3>",)) == "<h2>b</h2><h3>c</h3>"


SEGMENTS = st.one_of(
    st.sampled_from(["<b>b</b>", "a &amp; b", " "]),
    st.builds(Open, st.integers(0, 3)),
    st.builds(Close, st.integers(0, 3)),
    st.builds(Image, st.integers(0, 3)),
    st.builds(Embed, st.integers(0, 3), st.just(value=False)),
)
TARGETS = st.builds(
    Target,
    st.sampled_from(["entry", "file", "elsewhere", "missing", "withheld", "plain"]),
    st.sampled_from(["", "/a/", "/a.png", "/a.mp3", "https://other.example/?a=1&b=\"'<>"]),
    st.sampled_from(["", "</a>&<b>"]),
    st.sampled_from(["", '"><script>']),
)


@given(st.lists(SEGMENTS), st.lists(TARGETS, max_size=3), st.booleans())
def test_whatever_the_holes_the_html_is_valid(
    segments: list[Segment], targets: list[Target], ids: bool
) -> None:
    html = filled(segments, *targets, ids=ids)
    html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title><p>{html}</p>")


def test_a_large_body_takes_no_longer_than_its_size() -> None:
    many = 20_000
    segments = [
        segment for n in range(many) for segment in (f'<p id="p{n}">', Open(n), "x", Close(n), "</p>")
    ]
    html = filled(
        segments, *(Target("entry", f"/{n}/") for n in range(many)), absolute="https://site.example/"
    )
    assert html.count("<a ") == many
    opened = [Open(0)] * many
    assert filled(opened, Target("entry", "/a/")).count("<a ") == 1
