"""E-mail addresses that somebody wrote into front matter are published nowhere."""

from pathlib import Path

from smallsite import CONFIGURATION, SmallSite

LESSON = """\
---
title: Mail title@secret.org
summary: Or summary@secret.org
context: Ask context@secret.org
applies_to: [list@secret.org]
mood: extra@secret.org
---
Or text@secret.org.
"""
PERSON = """\
---
name: Ana
emails: [ana@secret.org]
handles: [handle@secret.org, ana-l]
asks: [mail asks@secret.org]
offers: [mail offers@secret.org]
pronouns: she, pronouns@secret.org
---
Hello.
"""


def test_no_file_of_the_site_has_an_address_that_front_matter_has(tmp_path: Path) -> None:
    files = {"narrate.toml": CONFIGURATION, "lessons/a.md": LESSON, "people/ana.md": PERSON}
    site = SmallSite(tmp_path, files)
    site.build()
    assert site.containing("@secret.org") == ()
    assert site.containing("context [at] secret.org") == ("lessons/a/index.html", "lessons/a/index.md")
    assert b"ana-l" in site.published()["people/ana/index.html"]
