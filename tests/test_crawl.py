"""The crawler sees what it promises to see: a small good site, spoiled in one place at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from built_site import Problem
from crawl import crawl
from narrate.model.document import Body
from narrate.model.links import BodyRef
from narrate.model.views import (
    ApiEntry,
    ApiLink,
    Feed,
    FeedItem,
    Llms,
    LlmsGroup,
    LlmsLink,
    Outline,
    OutlineFeed,
    OutlineGroup,
    Ref,
    Sitemap,
    SitemapUrl,
)
from narrate.render import api, atom, jsonfeed, llms, opml, sitemap
from narrate.render.parts import Parts

ROOT = "https://site.example/wol/"
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'


def page(path: str, main: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{POLICY}<meta charset="utf-8"><title>A page</title>'
        f'<link rel="canonical" href="{ROOT}{path}"><link rel="stylesheet" href="/wol/_narrate/site.css">{head}'
        f"</head><body><main>{main}</main></body></html>\n"
    )


ENTRY = (
    '<article class="h-entry"><h1 class="p-name" id="top-1">A</h1><a class="u-url" href="/wol/a/">here</a>'
    '<p class="p-author h-card"><a class="p-name u-url" href="/wol/">Ana</a></p>'
    '<div class="e-content"><h2 id="part">Part</h2><p>Text.</p>'
    '<img src="/wol/a/b.png" alt=""><ul><li>x</li></ul><table><tbody><tr><td>y</td></tr></tbody></table></div>'
    '<a href="https://other.example/">elsewhere</a></article>'
)
HOME_ENTRY = '<a class="u-url p-name" href="/wol/a/">A</a>'
HOME = (
    f'<h1>Home</h1><div class="h-feed"><article class="h-entry">{HOME_ENTRY}</article></div>'
    '<a href="a/#part">part</a><label for="q">Search</label><input id="q" type="search">'
)
OLD = (
    f'<!DOCTYPE html>\n<html lang="en"><head>{POLICY}<meta charset="utf-8"><title>Moved</title>'
    f'<meta http-equiv="refresh" content="0; url=/wol/a/"><link rel="canonical" href="{ROOT}a/"></head>'
    '<body><p><a href="/wol/a/">Moved</a></p></body></html>\n'
)  # fmt: skip


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    parts = Parts(lambda _: Body(('<p><a href="/wol/a/#part">b</a></p>',), ()))
    moment = "2026-03-04T00:00:00Z"
    item = FeedItem(
        "tag:x,2026:/a/", f"{ROOT}a/", "A", "", moment, moment, (Ref("Ana"),), (), "", BodyRef(b"")
    )
    feed = Feed(
        "tag:x,2026:/", "A", "", "en", ROOT, f"{ROOT}feed.atom", f"{ROOT}feed.json", ROOT, moment, (item,)
    )
    entry = ApiEntry(
        f"{ROOT}a/", "a.md", "lesson", "A", "", "", "", (), (), (), "", 1, (ApiLink("cites", ROOT),)
    )
    feeds = OutlineGroup("Feeds", (OutlineFeed("A", f"{ROOT}feed.atom", ROOT),))
    write(
        tmp_path,
        {
            "index.html": page("", HOME),
            "a/index.html": page("a/", ENTRY),
            "a/b.png": b"png",
            "a/index.md": "---\ntitle: A\n---\n\n# A\n\n[b](/wol/) `[b](/x/)`\n\n```\n[b](/x/)\n```\n\n    [b](/x/)\n",
            "old/index.html": OLD,
            "_narrate/site.css": '@font-face { src: url("f.woff2") }',
            "_narrate/f.woff2": b"",
            "feed.atom": atom.render(feed, parts),
            "feed.json": jsonfeed.render(feed, parts),
            "feeds.opml": opml.render(Outline("A", (feeds,))),
            "sitemap.xml": sitemap.render(
                Sitemap((SitemapUrl(ROOT, ""), SitemapUrl(f"{ROOT}a/", "2026-03-04")))
            ),
            "llms.txt": llms.render(Llms("A", "", (LlmsGroup("A", (LlmsLink("A", f"{ROOT}a/", ""),)),))),
            "api/entries.json": api.render((entry,)),
        },
    )
    return tmp_path


def test_a_good_site_has_no_problem(site: Path) -> None:
    assert crawl(site) == []
    assert crawl(site, "/wol/", ["ana@site.example"]) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("index.html", "a/#part", "/wol/b/", "a broken link"),
        ("index.html", "a/#part", "/wol/A/", "a broken link"),
        ("index.html", "a/#part", "/wol/a", "the address of a folder without its closing slash"),
        ("index.html", "a/#part", "/a/", "the address leaves the site's base path /wol/"),
        ("index.html", "a/#part", "a/#parts", "there is no `parts` in a/index.html"),
        ("index.html", "a/#part", "javascript:alert(1)", "an address with the scheme javascript"),
        ("index.html", "a/#part", "http://[", "an address that is none"),
        ("index.html", "a/#part", " /wol/a/", "an address with blanks around it"),
        ("index.html", "a/#part", f"{ROOT}b/", "a broken link"),
        ("index.html", 'for="q"', 'for="r"', "there is no `r` on the page"),
        ("index.html", "<h1>", '<h1 id="q">', "an id that is there already"),
        ("index.html", "<h1>", '<h1 id="a b">', "an id that is empty or has a space"),
        ("index.html", "<h1>", '<h1 style="color: red">', "an inline style"),
        ("index.html", "<h1>", '<h1 onclick="x()">', "an inline onclick"),
        ("index.html", "<h1>", "<script>x()</script><h1>", "an inline script"),
        ("index.html", "<h1>", "<style>h1 {}</style><h1>", "an inline style"),
        ("index.html", "<h1>", '<img src="https://other.example/x.png" alt=""><h1>', "another host is asked"),
        ("index.html", "<h1>", '<img src="//other.example/x.png" alt=""><h1>', "another host is asked"),
        (
            "index.html",
            "<h1>",
            '<img srcset="a/b.png 1x, a/c.png 2x" src="a/b.png" alt=""><h1>',
            "a broken link",
        ),
        (
            "index.html",
            "<h1>",
            '<video poster="https://other.example/x.png"></video><h1>',
            "another host is asked",
        ),
        (
            "index.html",
            "<h1>",
            '<script src="https://other.example/x.js"></script><h1>',
            "another host is asked",
        ),
        ("index.html", "<h1>", '<img src="a/b.png"><h1>', "a picture without alternative text"),
        ("index.html", "<h1>Home</h1>", "<h2>Home</h2>", "0 h1 elements"),
        ("index.html", "<h1>Home</h1>", "<h1>Home</h1><h1>Home</h1>", "2 h1 elements"),
        ("index.html", "<h1>Home</h1>", "<h1>Home</h1></div>", "End tag (div) seen too early."),
        ("index.html", "<h1>", "<p><div>x</div></p><h1>", "Unexpected end tag (p). Ignored."),
        (
            "index.html",
            "<h1>",
            "<table><tr>x</tr></table><h1>",
            "words between the cells of a table",
        ),
        ("index.html", "<h1>", '<h1 class="x" class="y">', "Dropped duplicate attribute on tag."),
        (
            "index.html",
            "<h1>",
            '<a href="#q">x<a href="#q">y</a></a><h1>',
            "Unexpected start tag (a) implies",
        ),
        ("index.html", "<h1>", "1 < 2<h1>", "Expected tag name. Got something else instead"),
        ("index.html", "<!DOCTYPE html>", "", "Unexpected start tag (html). Expected DOCTYPE."),
        ("index.html", POLICY, "", "no Content-Security-Policy"),
        ("index.html", ' lang="en"', "", "no language"),
        ("index.html", "A page", "", "no title"),
        ("a/index.html", f"{ROOT}a/", f"{ROOT}b/", f"the canonical address is {ROOT}b/"),
        (
            "a/index.html",
            POLICY,
            f'<link rel="icon" href="/wol/a/b.png">{POLICY}',
            "the Content-Security-Policy is not",
        ),
        ("a/index.html", "e-content", "content", "the h-entry has no content"),
        ("a/index.html", " h-card", "", "an author is no h-card"),
        ("a/index.html", "u-url", "url", "the h-entry has another address"),
        ("index.html", HOME_ENTRY, "A", "an h-entry of the h-feed has no address"),
        ("old/index.html", "url=/wol/a/", "url=/wol/c/", "a broken link"),
        ("_narrate/site.css", "f.woff2", "g.woff2", "a broken link"),
        ("_narrate/site.css", "f.woff2", "https://other.example/f.woff2", "another host is asked"),
        ("feed.atom", "<title>A</title>", "", "line 2: "),
        ("feed.atom", "</feed>", "", "not well-formed: Premature end of data"),
        ("feed.atom", "wol/a/#part", "wol/b/", "a broken link"),
        ("feed.atom", "https://site.example/wol/a/#part", "/wol/a/", "an address that is not absolute"),
        ("feed.json", "wol/a/#part", "wol/b/", "a broken link"),
        ("feed.json", '"version"', '"versions"', ": 'version' is a required property"),
        ("feeds.opml", "feed.atom", "feeds.atom", "a broken link"),
        ("feeds.opml", 'version="2.0"', "", "line 2: Element opml failed to validate attributes"),
        ("sitemap.xml", f"{ROOT}a/", f"{ROOT}b/", "a broken link"),
        ("llms.txt", f"{ROOT}a/", f"{ROOT}b/", "a broken link"),
        ("api/entries.json", f"{ROOT}a/", f"{ROOT}b/", "a broken link"),
        ("a/index.md", "[b](/wol/)", "[b](/wol/#x)", "there is no `x` in index.html"),
        ("a/index.md", "[b](/wol/)", "[b](/)", "the address leaves the site's base path /wol/"),
        ("a/index.md", "title: A", "title: : A", "the front matter is no YAML"),
        ("api/entries.json", "]", "", "no JSON: "),
        ("a/index.html", "Text.", "Ana@Site.example", "an e-mail address"),
        ("a/index.html", "Text.", "ana&#64;site.example", "an e-mail address"),
        ("feed.json", '"A"', '"A ana@site.example."', "an e-mail address"),
    ],
)
def test_what_is_spoiled_is_found(site: Path, file: str, old: str, new: str, message: str) -> None:
    before = (site / file).read_text()
    assert old in before
    (site / file).write_text(before.replace(old, new, 1))
    problems = crawl(site, emails=["ana@site.example"], sample=1000)
    assert [
        problem for problem in problems if problem.page == file and problem.message.startswith(message)
    ], problems


def test_many_files_are_shared_between_processes(site: Path) -> None:
    write(site, {f"n/{n}/index.html": page(f"n/{n}/", "<h1>N</h1>") for n in range(1500)})
    assert crawl(site) == []
    write(site, {"n/7/index.html": page("n/7/", '<h1>N</h1><a href="/wol/#none">x</a>')})
    assert crawl(site) == [
        Problem("n/7/index.html", "there is no `none` in index.html", '<a href="/wol/#none">')
    ]


def test_the_command_prints_problems_and_fails(site: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("crawl.py")), str(site)]
    assert subprocess.run(command, check=False, capture_output=True, text=True).stdout == "no problems\n"
    (site / "a/b.png").unlink()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == (
        'a/index.html: a broken link\n    <img src="/wol/a/b.png" alt="">\n     1 a broken link\n1 problems\n'
    )


def test_a_folder_without_pages_is_a_problem(tmp_path: Path) -> None:
    assert [problem.message for problem in crawl(tmp_path)] == ["there is no page"]
