"""What the pages of a conversation say: which answer holds, what a reply is about, and who has the credit."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

Files = dict[str, str]

ASK: Files = {"questions/why.md": "---\nauthor: ana\n---\n# Why?\n\nIt is cold.\n"}


def _entry(name: str, *front: str, body: str = "Yes.") -> Files:
    return {name: "\n".join(("---", *front, "---", body, ""))}


def _answer(name: str, author: str) -> Files:
    return _entry(
        f"posts/{name}.md", f"author: {author}", "reply_to: ../questions/why.md", "answers: true", body=name
    )


def _page(tmp_path: Path, files: Files, page: str) -> str:
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    assert site.build().diagnostics == ()
    return (site.output / page / "index.html").read_text("utf-8")


def _words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


ONE = _answer("2026-03-01-one", "ben")
TWO = _answer("2026-03-02-two", "zoe")
OPEN: Files = {"questions/why.md": "---\nauthor: ana\nstatus: open\n---\n# Why?\n\nIt is cold.\n"}


@pytest.mark.parametrize(
    ("files", "above", "in_thread"),
    [
        (ASK | ONE, ["The answer"], ["the answer"]),
        (ASK | ONE | TWO, ["An answer", "An answer"], ["an answer", "an answer"]),
        (OPEN | ONE, [], ["an answer"]),
    ],
)
def test_one_of_several_answers_is_an_answer_and_what_is_open_has_none(
    tmp_path: Path, files: Files, above: list[str], in_thread: list[str]
) -> None:
    html = _page(tmp_path, files, "questions/why")
    assert re.findall(r'class="answered-word">([^<]+)<', html) == above
    assert re.findall(r'reply-answer">([^<]+)<', html) == in_thread


def test_the_page_of_a_reply_leads_to_the_section_that_it_is_about(tmp_path: Path) -> None:
    files = _entry("posts/2026-03-01-cold.md", "author: ana", body="# Cold\n\nOne.\n\n## Second page\n\nTwo.")
    files |= _entry("posts/2026-03-02-ours.md", "author: ben", "reply_to: 2026-03-01-cold.md#second-page")
    html = _page(tmp_path, files, "posts/2026-03-02-ours")
    assert 'class="u-in-reply-to" href="/posts/2026-03-01-cold/#second-page"' in html
    assert "about “ Second page ”" in _words(html)


PEOPLE = _entry("people/ana.md", "team: platform", body="# Ana") | _entry("people/ben.md", body="# Ben")


@pytest.mark.parametrize(
    ("group", "files"),
    [
        ("teams/platform", {"teams/platform.md": "# Platform\n"}),
        ("communities/craft", {"communities/craft.md": "# Craft\n"}),
    ],
)
def test_a_group_that_is_thanked_or_mentioned_has_it_on_its_page(
    tmp_path: Path, group: str, files: Files
) -> None:
    name = group.rpartition("/")[2]
    files = PEOPLE | files
    files |= _entry("posts/2026-03-01-a.md", "author: ben", f"thanks: [{name}]", body="Warm again.")
    files |= _entry("posts/2026-03-02-b.md", "author: ben", body=f"Ask @{name} about it.")
    words = _words(_page(tmp_path, files, group))
    assert "Thanked in narration Warm again." in words
    assert f"Mentioned in narration Ask @{name} about it." in words


def test_nobody_has_credit_by_what_they_wrote_themselves(tmp_path: Path) -> None:
    files = PEOPLE | _entry(
        "posts/2026-03-01-a.md", "author: ana", "thanks: [ana, ben]", body="Well done, @ana."
    )
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, "teams/platform.md": "# Platform\n", **files})
    site.build()
    own = _words((site.output / "people/ana/index.html").read_text("utf-8"))
    assert "Thanked in" not in own
    assert "Mentioned in" not in own
    assert "Thanked in" in _words((site.output / "people/ben/index.html").read_text("utf-8"))
