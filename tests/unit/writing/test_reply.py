"""`narrate reply`: whichever way the entry is named, a file of one's own that answers it."""

import json
from collections.abc import Callable

import pytest

from somebody import Ended, Somebody

_COLD = "content/narrations/ben/2026-03-03-cold.md"
_BEN = """# Cold: nine seconds

The front page takes **nine whole seconds**.

## Why

It is cold.
"""
_LOG = "## 09:10 Cold\n\nNine seconds.\n\n## 14:32\n\nWarm.\n\n## 14:32\n\nStill warm.\n"


@pytest.fixture
def site(ana: Somebody) -> Somebody:
    """With a narration and a log of Ben's."""
    ana.write(_COLD, _BEN)
    ana.write("content/narrations/ben/2026-03-03-a b#c.md", "An odd name.\n")
    ana.write("content/log/ben/2026-03-03.md", _LOG)
    ana.write("content/log/ben/2026-03-02.md", "## 09:10\n\nOne thing today.\n")
    ana.write("content/narrations/ana/2026-03-02-own.md", "Ana's own.\n")
    ana.git("add", "--all")
    ana.git("commit", "--quiet", "-m", "Ben's")
    return ana


_WAYS = {
    _COLD: "../ben/2026-03-03-cold.md",
    f"{_COLD}#why": "../ben/2026-03-03-cold.md#why",
    f"{_COLD}#nowhere": "../ben/2026-03-03-cold.md",
    "narrations/ben/2026-03-03-cold": "../ben/2026-03-03-cold.md",
    "/narrations/ben/2026-03-03-cold.md": "../ben/2026-03-03-cold.md",
    "2026-03-03-cold": "../ben/2026-03-03-cold.md",
    "[[2026-03-03-cold|so cold]]": "../ben/2026-03-03-cold.md",
    "Cold: nine seconds": "../ben/2026-03-03-cold.md",
    "https://notes.example/team/narrations/ben/2026-03-03-cold/": "../ben/2026-03-03-cold.md",
    "https://notes.example/team/narrations/ben/2026-03-03-cold/index.html#why": "../ben/2026-03-03-cold.md#why",
    "https://old.example/narrations/ben/2026-03-03-cold": "../ben/2026-03-03-cold.md",
    "http://localhost:8001/narrations/ben/2026-03-03-cold/": "../ben/2026-03-03-cold.md",
    "http://127.0.0.1:8000/team/narrations/ben/2026-03-03-cold/?x=y": "../ben/2026-03-03-cold.md",
    "http://[::1]:8000/narrations/ben/2026-03-03-cold/": "../ben/2026-03-03-cold.md",
    "/team/narrations/ben/2026-03-03-cold/": "../ben/2026-03-03-cold.md",
    "/narrations/ben/2026-03-03-cold/": "../ben/2026-03-03-cold.md",
    "content/narrations/ben/2026-03-03-a b#c.md": "/narrations/ben/2026-03-03-a-b-c/",
    "https://git.example/team/notes/src/branch/my/main/content/narrations/ben/2026-03-03-cold.md": (
        "../ben/2026-03-03-cold.md"
    ),
    "https://git.example/team/notes/-/blob/main/content/narrations/ben/2026-03-03-cold.md?plain=1#why": (
        "../ben/2026-03-03-cold.md#why"
    ),
    "content/narrations/ana/2026-03-02-own.md": "2026-03-02-own.md",
    "content/log/ben/2026-03-03.md": "../../log/ben/2026-03-03.md",
    "content/log/ben/2026-03-02.md": "/log/ben/2026-03-02/0910/",
    "content/log/ben/2026-03-03.md#Cold": "/log/ben/2026-03-03/0910/",
    "content/log/ben/2026-03-03.md#0910-cold": "/log/ben/2026-03-03/0910/",
    "content/log/ben/2026-03-03.md#1432-2": "/log/ben/2026-03-03/1432-2/",
    "http://localhost:8000/log/ben/2026-03-03/1432-2/": "/log/ben/2026-03-03/1432-2/",
}


def test_whichever_way_it_is_named(site: Somebody) -> None:
    toml = site.read("narrate.toml").replace(
        'base_url = "http://localhost:8000/"',
        'base_url = "https://notes.example/team/"\nour_urls = ["https://old.example/"]',
    )
    site.write("narrate.toml", f'{toml}\n[git]\nforge = "https://git.example/team/notes"\n')
    for way, reference in _WAYS.items():
        done = site.narrate("reply", way)
        assert (done.code, done.err) == (0, ""), way
        path = done.out.removeprefix("made ").strip()
        assert site.read(path).splitlines()[1] in (f"reply_to: {reference}", f'reply_to: "{reference}"'), way
        site.write(path, f"{site.read(path)}\nOurs takes four.\n")
    assert json.loads(site.narrate("build", "--format", "json").out) == []
    page = site.read("site/narrations/ben/2026-03-03-cold/index.html")
    assert "re-cold-nine-seconds" in page


def test_a_reply_is_ready_to_write_in(site: Somebody) -> None:
    done = site.narrate("reply", _COLD)
    path = "content/narrations/ana/2026-03-04-re-cold-nine-seconds.md"
    assert done == Ended(0, f"made {path}\n", "")
    assert site.read(path) == (
        "---\nreply_to: ../ben/2026-03-03-cold.md\n---\n\n"
        "<!-- Your reply to “Cold: nine seconds”. Two sentences are enough. -->\n"
    )


def test_it_may_have_a_title_and_quote(site: Somebody) -> None:
    site.narrate("reply", "--quote", _COLD, "Ours: four")
    assert site.read("content/narrations/ana/2026-03-04-re-cold-nine-seconds.md") == (
        "---\nreply_to: ../ben/2026-03-03-cold.md\n---\n\n"
        "# Ours: four\n\n"
        "> The front page takes **nine whole seconds**.\n>\n"
        "> — Ben Ode, [Cold: nine seconds](../ben/2026-03-03-cold.md), 2026-03-03\n\n"
        "<!-- Your reply to “Cold: nine seconds”. Two sentences are enough. -->\n"
    )


def test_a_name_is_looked_for_from_where_they_are(site: Somebody) -> None:
    there = Somebody(site.folder / "content/narrations/ben", site.run, site.name, site.email)
    done = there.narrate("reply", "2026-03-03-cold.md")
    assert done.out == "made ../ana/2026-03-04-re-cold-nine-seconds.md\n"


def test_a_reply_is_seen_by_nobody_who_may_not_see_what_it_is_about(site: Somebody) -> None:
    site.write(
        "narrate.toml",
        site.read("narrate.toml").replace('#visibility = "internal"', 'visibility = "public"', 1),
    )
    site.write(_COLD, f"---\nvisibility: internal\n---\n\n{_BEN}")
    site.narrate("reply", _COLD)
    text = site.read("content/narrations/ana/2026-03-04-re-cold-nine-seconds.md")
    assert text.startswith("---\nreply_to: ../ben/2026-03-03-cold.md\nvisibility: internal\n---\n")


_MISTAKES = {
    "2026-03-03-clod": (
        "there is no entry `2026-03-03-clod`",
        f"did you mean `{_COLD.removeprefix('content/')}`?",
    ),
    "https://other.example/x": (
        "`https://other.example/x` is no address of this site",
        "the site is at http://localhost:8000/",
    ),
    "/people/nobody/": (
        "there is no entry `/people/nobody/`",
        "name its file, its address on the site, or its title",
    ),
    "": ("there is no entry ``", "name its file, its address on the site, or its title"),
    "http://[": ("`http://[` is no address of this site", "the site is at http://localhost:8000/"),
}


@pytest.mark.parametrize("word", _MISTAKES)
def test_what_means_no_entry_is_said(site: Somebody, word: str) -> None:
    message, way_out = _MISTAKES[word]
    assert site.narrate("reply", word) == Ended(2, "", f"error: {message}\n  = help: {way_out}\n")


def test_a_name_of_several_is_asked_about(site: Somebody) -> None:
    for day in ("01", "02"):
        site.write(f"content/narrations/ben/2026-02-{day}-same.md", "# The same\n\nwords\n")
    assert site.narrate("reply", "The same").err == (
        "error: `The same` may be any of `narrations/ben/2026-02-01-same.md`, `narrations/ben/2026-02-02-same.md`\n"
        "  = help: name one by its path\n"
    )


def test_a_draft_can_be_replied_to(site: Somebody, clock: Callable[[str], None]) -> None:
    site.write(_COLD, f"---\ndraft: true\n---\n\n{_BEN}")
    clock("2026-03-05T09:00")
    assert site.narrate("reply", _COLD).code == 0
