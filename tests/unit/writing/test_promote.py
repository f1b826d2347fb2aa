"""`narrate promote`: from narrations to the draft of a lesson that names and quotes them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from narrate.markdown.document import parse_document
from narrate.model.config import MarkdownSettings
from narrate.model.document import Text
from narrate.model.entry import Entry
from narrate.model.links import Target
from narrate.writing.passages import passages, without_links
from somebody import Ended, Somebody

_WARM = """---
tags: [caching, front page]
---

# Warming the cache: a first try

Eleven minutes, and @ben had [an idea](../../people/ben.md) #nightly.

**The cache is not warmed by asking.** It is warmed by *waiting*.

> [!tip] Before you begin
> Run `make warm`.

> [!warning]
> It logs in.
"""


@pytest.fixture
def site(ana: Somebody) -> Somebody:
    """With two narrations about one thing."""
    ana.write("content/narrations/ana/2026-03-02-warm.md", _WARM)
    ana.write("content/narrations/ben/2026-03-03-cold.md", "Cold again. #caching\n")
    return ana


def test_the_draft_names_and_quotes_its_sources(site: Somebody) -> None:
    done = site.narrate(
        "promote",
        "content/narrations/ana/2026-03-02-warm.md",
        "content/narrations/ben/2026-03-03-cold.md",
        "2026-03-02-warm",
        "--title",
        "Waiting warms: not asking",
    )
    path = "content/lessons/2026-03-04-waiting-warms-not-asking.md"
    assert done == Ended(0, f"made {path}\n", "")
    assert (
        site.read(path)
        == """---
draft: true # take this line away when it is ready
tags: [caching]
status: emerging # emerging, practised, contested or superseded
context: # Where the lesson holds: without a context it is a slogan.
from: [../narrations/ana/2026-03-02-warm.md, ../narrations/ben/2026-03-03-cold.md]
supersedes: # The earlier lesson that this one replaces.
applies_to: # What it is about: globs of files, a service, a phase of work.
review_in: # How long it may stand unread: `6 months`.
reviewed: # When somebody last looked whether it still holds.
---

# Waiting warms: not asking

<!-- The lesson in one sentence, so that a newcomer understands it. That is enough: nothing of what follows is required. -->

<!-- What happened, what you believed then, what it cost. -->

<!-- What you do now, so that somebody else can do it tomorrow. -->

<!-- What shows it: numbers, links, who else saw it. What would show that it is wrong? -->

<!-- Where it holds, and where it does not. -->

**Where it comes from**

> Eleven minutes, and \\@ben had an idea \\#nightly.
>
> **The cache is not warmed by asking.**
>
> **Before you begin**
>
> Run `make warm`.
>
> — Ana Ferreira, [Warming the cache\\: a first try](../narrations/ana/2026-03-02-warm.md), 2026-03-02

> Cold again. \\#caching
>
> — Ben Ode, [Cold again.](../narrations/ben/2026-03-03-cold.md), 2026-03-03
""".replace("cache\\:", "cache:")
    )
    assert json.loads(site.narrate("build", "--drafts", "--format", "json").out) == []
    assert "Waiting warms" in site.read("site/narrations/ana/2026-03-02-warm/index.html")


def test_the_draft_speaks_the_language_of_the_site(site: Somebody) -> None:
    site.write("narrate.toml", 'content = "content"\nlanguage = "de"\n')
    assert site.narrate("promote", "2026-03-02-warm", "--title", "Warten").code == 0
    said = site.read("content/lessons/2026-03-04-warten.md")
    assert "draft: true # diese Zeile löschen, wenn es fertig ist\n" in said
    assert "<!-- Die Erkenntnis in einem Satz" in said
    assert "\n**Woher es kommt**\n" in said


def test_without_a_title_it_is_called_after_the_first(site: Somebody) -> None:
    done = site.narrate("promote", "2026-03-02-warm", "2026-03-03-cold")
    assert done.out == "made content/lessons/2026-03-04-from-warming-the-cache-a-first-try.md\n"


def test_the_kind_is_the_one_that_distils(site: Somebody) -> None:
    toml = site.read("narrate.toml")
    site.write("narrate.toml", f'{toml}\n[kinds.lesson.fields.from]\nlink = "cites"\n')
    assert site.narrate("promote", "2026-03-03-cold").err == (
        "error: no kind has a field for what it was distilled from\n"
        '  = help: give one a field with `link = "distils"`\n'
    )


_BODIES = {
    "One.\n\nTwo.\n": ("One.",),
    "One.\n\nTwo.\n\n<!-- more -->\n\nThree.\n": ("One.\n\nTwo.",),
    "- only\n- a list\n": ("only",),
    "": (),
    "One.\n\nIn **one two three** words. In **two words**. __Four words in bold__!\n": (
        "One.",
        "In **one two three** words.",
        "__Four words in bold__!",
    ),
    "> [!important]\n> This.\n\n> [!note]\n> Not that.\n\nText.\n": ("Text.", "This."),
    "One **all of it in bold**.\n": ("One **all of it in bold**.",),
    "See **what is in the note[^1]**.\n\n[^1]: Note.\n": ("See **what is in the note**.",),
    "A re-do of #working-out-loud, 100% & more.\n": ("A re-do of \\#working-out-loud, 100% & more.",),
    "`[[code]]` and **more code `#x` here**.\n": ("`[[code]]` and **more code `#x` here**.",),
}


@pytest.mark.parametrize("body", _BODIES)
def test_the_key_passages(body: str) -> None:
    document, bodies = parse_document("a.md", body.encode(), MarkdownSettings())
    text = document.text
    targets = tuple(Target("missing") for _ in text.references)
    entry = _entry(text.summary)
    entry = structs.replace(entry, text=text)
    found = passages(entry, without_links(bodies[text.body], targets))
    assert found == _BODIES[body]


_PIECES = st.sampled_from(
    ["```", "**three bold words**", "> [!tip] T", "> x", "[[Page]]", "@ana", "#tag", "![p](x.png)", "<b>", "<!-- c -->",
     "[^1]", "[^1]: note", "[l](a.md)", "[e](https://e.org)", "# H", "- i", "| a |", "|---|", "\n", "$x$", "a. B!", "%%",
     "https://e.org/a_b", "ana@team.test", "---", "1. one", "    code", "\\", "`c #t`", "::"]
)  # fmt: skip


@given(st.lists(_PIECES, min_size=1, max_size=12))
def test_whatever_is_quoted_means_nothing_else_where_it_is_quoted(pieces: list[str]) -> None:
    document, bodies = parse_document("a.md", "\n".join(pieces).encode(), MarkdownSettings(highlight=False))
    text = document.text
    entry = structs.replace(_entry(text.summary), text=text)
    for passage in passages(entry, without_links(bodies[text.body], ())):
        quoted = "".join(f"> {line}\n" for line in passage.split("\n"))
        read = parse_document(
            "b.md", f"# T\n\n{quoted}\nafter\n".encode(), MarkdownSettings(highlight=False)
        )[0]
        assert read.diagnostics == ()
        assert [ref.target for ref in read.text.references if "://" not in ref.target] == []
        assert read.heading == "T"


def _entry(summary: str) -> Entry:
    return Entry(
        url="/a/", path="a.md", section=-1, kind="narration", title="", name="a", title_id="", summary=summary,
        date="", date_from="", updated="", authors=(), authors_from="", tags=(), communities=(), state="",
        fields={}, extra={}, draft=False, text=Text(b"", 0, "", (), (), (), ()), day_url="", feed_id="", names=(),
        places={}, redirects=(),
    )  # fmt: skip
