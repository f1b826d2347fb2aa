"""Links in Markdown to what no file has: they lead there when it is published, and only then."""

from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

SITE = {
    "narrate.toml": CONFIGURATION,
    "people/ana.md": "---\nname: Ana\n---\n",
    "people/cem.md": "---\nname: Cem\nlisted: false\n---\n",
    "questions/why.md": "---\nauthor: ana\ndate: 2026-03-01\ntags: [ci]\n---\nWhy?\n",
}


@pytest.mark.parametrize(
    "address",
    [
        "/search/",
        "/questions/",
        "/feed.atom",
        "/feed.json",
        "/people/ana/feed.atom",
        "/questions/feed.json",
        "/tags/ci/feed.atom",
        "/feeds.opml",
        "/people/ana/inbox/",
        "/people/ana/inbox/feed.atom",
        "https://notes.example/feed.atom",
    ],
)
def test_they_lead_there(tmp_path: Path, address: str) -> None:
    site = SmallSite(tmp_path, {**SITE, "a.md": f"# A\n\nSee [it]({address}).\n"})
    assert site.build().concise() == ()
    href = address.removeprefix("https://notes.example")
    published = site.published()
    assert f'<a href="{href}"' in published["a/index.html"].decode()
    assert href[1:] + ("index.html" if href.endswith("/") else "") in published


@pytest.mark.parametrize(
    ("address", "toml"),
    [
        ("/search/", "search = false\n"),
        ("/people/feed.atom", ""),
        ("/people/ben/feed.atom", ""),
        ("/people/ben/inbox/", ""),
        ("/people/cem/inbox/", ""),
        ("/desk/feed.json", ""),
        ("/pages/", ""),
    ],
)
def test_what_is_not_published_is_told(tmp_path: Path, address: str, toml: str) -> None:
    site = SmallSite(
        tmp_path, {**SITE, "narrate.toml": CONFIGURATION + toml, "index.md": f"# N\n\nSee [it]({address}).\n"}
    )
    (said,) = site.build().concise()
    assert address in said
    assert address[1:] not in site.published()
