"""OPML, sitemaps, `llms.txt` and the JSON index."""

import json

import pytest

from formats import opml_problems, sitemap_problems
from narrate.model.views import (
    ApiEntry,
    ApiLink,
    ApiTag,
    Llms,
    LlmsGroup,
    LlmsLink,
    Outline,
    OutlineFeed,
    OutlineGroup,
    Sitemap,
    SitemapIndex,
    SitemapUrl,
)
from narrate.render import api, llms, opml, sitemap

ROOT = "https://site.example/"


def test_opml_lists_feeds_by_group() -> None:
    group = OutlineGroup(
        "People", (OutlineFeed('Ana "A" & co\x00', f"{ROOT}ana/feed.atom", f"{ROOT}ana/?a&b"),)
    )
    written = opml.render(Outline("Our <site>", (group, OutlineGroup("Tags", ()))))
    assert opml_problems(written) == []
    assert written.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n'
        "<head><title>Our &lt;site&gt;</title></head>\n<body>\n"
        '<outline text="People">\n'
        '<outline type="rss" text="Ana &quot;A&quot; &amp; co" title="Ana &quot;A&quot; &amp; co"'
        f' xmlUrl="{ROOT}ana/feed.atom" htmlUrl="{ROOT}ana/?a&amp;b"/>\n'
        "</outline>\n"
        '<outline text="Tags">\n</outline>\n</body>\n</opml>\n'
    )


@pytest.mark.parametrize(
    ("pages", "pieces"), [(1, [1]), (50_000, [50_000]), (50_001, [50_000, 1]), (100_000, [50_000, 50_000])]
)
def test_a_sitemap_is_split_where_the_standard_demands_it(pages: int, pieces: list[int]) -> None:
    whole = Sitemap(tuple(SitemapUrl(f"{ROOT}{n}/?a&b", "2026-03-04" if n % 2 else "") for n in range(pages)))
    parts = sitemap.split(whole)
    assert [len(part.urls) for part in parts] == pieces
    assert sum((part.urls for part in parts), ()) == whole.urls
    assert [problem for part in parts for problem in sitemap_problems(sitemap.render(part))] == []


def test_an_empty_site_has_a_sitemap_too() -> None:
    assert sitemap.split(Sitemap(())) == (Sitemap(()),)


def test_a_sitemap_index_lists_sitemaps() -> None:
    written = sitemap.render_index(SitemapIndex((f"{ROOT}sitemap-1.xml", f"{ROOT}sitemap-2.xml")))
    assert sitemap_problems(written) == []
    assert f"<sitemap><loc>{ROOT}sitemap-2.xml</loc></sitemap>".encode() in written


def test_llms_txt_is_markdown_in_sections() -> None:
    links = (LlmsLink("A [b]\nc", f"{ROOT}a_(b)/", "why\nit matters"), LlmsLink("D", f"{ROOT}d/", ""))
    groups = (LlmsGroup("Lessons", links), LlmsGroup("Questions", ()))
    assert llms.render(Llms("Our site", "What we\nlearn.", groups)).decode() == (
        "# Our site\n\n> What we learn.\n\n## Lessons\n\n"
        f"- [A \\[b\\] c]({ROOT}a_%28b%29/): why it matters\n- [D]({ROOT}d/)\n"
    )
    assert llms.render(Llms("Our site", "", ())) == b"# Our site\n"


def test_the_index_for_programs_is_sorted_json() -> None:
    def entry(url: str) -> ApiEntry:
        return ApiEntry(
            url,
            "a.md",
            "lesson",
            "T\u2028ü",
            "",
            "",
            "",
            ("ana",),
            ("ci",),
            (),
            "",
            3,
            (ApiLink("cites", ROOT),),
        )

    entries = (entry(f"{ROOT}b/"), entry(f"{ROOT}a/"))
    written = api.render(entries)
    assert written == api.render(entries[::-1])
    assert written.count(b"\n") == 4
    assert [line["url"] for line in json.loads(written)] == [f"{ROOT}a/", f"{ROOT}b/"]
    assert json.loads(written)[0] == {
        "url": f"{ROOT}a/", "source": "a.md", "kind": "lesson", "title": "T\u2028ü", "summary": "", "date": "",
        "updated": "", "authors": ["ana"], "tags": ["ci"], "communities": [], "status": "", "words": 3,
        "links": [{"type": "cites", "target": ROOT}],
    }  # fmt: skip
    assert api.render(()) == b"[]\n"
    assert json.loads(api.render((ApiTag("ci", "CI", ROOT, (), "", 2),)))[0]["id"] == "ci"
