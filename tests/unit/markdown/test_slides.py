"""Slides: a body divided at its rules, with the speaker's notes under each."""

from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

OPEN, CLOSE = '<section class="slide">\n', "</section>\n"
NOTES = '<div class="slide-notes">\n<p class="slide-notes-title">Speaker notes</p>\n'


def text(folder: Path, body: str, front: str = "slides: true", **more: str) -> str:
    """The HTML of the body of an entry."""
    files = {f"{name}.md": content for name, content in more.items()}
    site = SmallSite(
        folder, {"narrate.toml": CONFIGURATION, "deck.md": f"---\ntitle: D\n{front}\n---\n{body}", **files}
    )
    site.build()
    page = (site.output / "deck" / "index.html").read_text("utf-8")
    return page.split('e-content" dir="auto">\n', 1)[1].split("\n</div>\n\n", 1)[0]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("One.\n\n---\n\nTwo.\n", f"{OPEN}<p>One.</p>\n{CLOSE}{OPEN}<p>Two.</p>\n{CLOSE}"),
        ("---\n\nOne.\n\n***\n\n---\n", f"{OPEN}<p>One.</p>\n{CLOSE}"),
        (
            "In.\n\n## A\n\n## B\n",
            f'{OPEN}<p>In.</p>\n{CLOSE}{OPEN}<h2 id="a">A</h2>\n{CLOSE}{OPEN}<h2 id="b">B</h2>\n{CLOSE}',
        ),
        ("## A\n\n---\n\nB\n", f'{OPEN}<h2 id="a">A</h2>\n{CLOSE}{OPEN}<p>B</p>\n{CLOSE}'),
        ("> One.\n>\n> ---\n", f"{OPEN}<blockquote>\n<p>One.</p>\n<hr>\n</blockquote>\n{CLOSE}"),
        (
            "One.\n\nNote: Say *it*.\n\n- So.\n",
            f"{OPEN}<p>One.</p>\n{NOTES}<p>Say <em>it</em>.</p>\n<ul>\n<li>So.\n</li>\n</ul>\n</div>\n{CLOSE}",
        ),
        ("One.\n\nNOTES:\nSay it.\n", f"{OPEN}<p>One.</p>\n{NOTES}<p>Say it.</p>\n</div>\n{CLOSE}"),
        ("One.\n\nNotes:\n\nSay it.\n", f"{OPEN}<p>One.</p>\n{NOTES}<p>Say it.</p>\n</div>\n{CLOSE}"),
        ("One.\n\nNote:\n", f"{OPEN}<p>One.</p>\n{CLOSE}"),
        ("Noted: two.\n", f"{OPEN}<p>Noted: two.</p>\n{CLOSE}"),
        ("", ""),
    ],
    ids=["rules", "empty slides", "headings", "rules before headings", "a rule in a quote", "notes",
         "notes on the next line", "notes in the next paragraph", "empty notes", "another word", "nothing"],
)  # fmt: skip
def test_rules_divide_and_notes_stand_under_their_slide(tmp_path: Path, body: str, shown: str) -> None:
    assert text(tmp_path, body).strip() == shown.strip()


@pytest.mark.parametrize(
    ("front", "slides"),
    [("slides: true", 2), ("marp: yes", 2), ("slides: false", 0), ("slides: kickoff", 0), ("slides:", 0)],
)
def test_only_who_says_so_has_slides(tmp_path: Path, front: str, slides: int) -> None:
    assert text(tmp_path, "One.\n\n---\n\nTwo.\n", front).count('class="slide"') == slides


def test_a_section_of_a_slide_is_embedded_whole_and_without_its_notes(tmp_path: Path) -> None:
    deck = "---\nslides: true\n---\n# T\n\n---\n\n## A\n\nOf A.\n\nNote: Low.\n\n---\n\n## B\n\nOf B.\n"
    shown = text(tmp_path, "![[talk#A]]\n", "", talk=deck)
    assert "Of A." in shown
    assert not [word for word in ("Low.", "Of B.", "slide") if word in shown]


def test_footnotes_stand_behind_the_last_slide(tmp_path: Path) -> None:
    shown = text(tmp_path, "One.[^1]\n\n---\n\nTwo.\n\n[^1]: So.\n")
    assert shown.rindex("</section>") < shown.index('class="footnotes"')


def test_what_is_wrong_in_notes_is_found_at_its_place(tmp_path: Path) -> None:
    site = SmallSite(
        tmp_path,
        {
            "narrate.toml": CONFIGURATION,
            "deck.md": "---\nslides: true\n---\nOne.\n\nNote: See [x](gone.md).\n\nNotes:\n",
        },
    )
    found = [one for one in site.build().diagnostics if one.code == "broken-link"]
    assert [(one.place.line, one.place.column) for one in found] == [(6, 15)]
