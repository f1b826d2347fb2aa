"""The links to the forge: which page has which, and what a new file begins with."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from gitrepo import Repo
from smallsite import CONFIGURATION, SmallSite

FORGE = '[git]\nforge = "https://forge.example/team/notes"\nforge_type = "gitea"\n'
HOSTILE = "Why --> <script>alert(1)</script> %% [x](y) *not* #tag"
FILES: dict[str, str | bytes] = {
    "narrate.toml": CONFIGURATION + FORGE,
    "people/ana.md": "---\nname: Ana\n---\nHello.\n",
    "narrations/2026-03-01-one.md": f"# `{HOSTILE}`\n\nOne. #ci\n",
    "narrations/re-one.md": "In reply to: [[2026-03-01-one]]\n\nYes.\n",
    "narrations/2026-03-02-two.md": "---\nauthor: Cy Lo\n---\nTwo.\n",
    "questions/who.md": "# Who\n\nWho?\n",
    "lessons/warm.md": "# Warm\n\nWarm it.\n",
    "about.md": "---\nkind: page\n---\nAbout us.\n",
}


def _actions(site: SmallSite, page: str) -> dict[str, str]:
    html = site.published()[f"{page}index.html" if not page.endswith(".html") else page].decode()
    return {
        name: unescape(href)
        for name, href in re.findall(r'<li class="action-([^"]+)"><a href="([^"]+)"', html)
    }


def _filled(address: str) -> tuple[str, str]:
    query = parse_qs(urlsplit(address).query)
    return query["filename"][0], query.get("value", [""])[0]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("", ["narration", "question"]),
        ("404.html", ["narration"]),
        ("people/", ["narration"]),
        ("people/ana/", ["edit", "history", "narration"]),
        ("people/cy-lo/", ["write", "narration"]),
        ("tags/ci/", ["write", "narration", "question"]),
        ("questions/", ["question", "narration"]),
        ("lessons/", ["lesson", "narration"]),
        ("narrations/", ["narration"]),
        ("about/", ["reply_to", "edit", "history", "narration"]),
        ("narrations/2026-03-01-one/", ["reply_to", "from", "edit", "history", "narration"]),
        ("questions/who/", ["reply_to", "answers", "from", "edit", "history", "narration"]),
        ("lessons/warm/", ["reply_to", "applies", "contradicts", "edit", "history", "narration"]),
    ],
)
def test_each_page_has_its_own(tmp_path: Path, page: str, names: list[str]) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    assert list(_actions(site, page)) == names


def test_a_name_that_is_taken_is_not_offered_again(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    path, text = _filled(_actions(site, "narrations/2026-03-01-one/")["reply_to"])
    assert path == "narrations/re-one-2.md"
    assert text.startswith("---\nreply_to: /narrations/2026-03-01-one.md\n---\n\n<!-- Your reply to “Why")


def test_no_title_ends_the_comment_or_the_link_that_it_stands_in(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    for name in ("reply_to", "from"):
        path, text = _filled(_actions(site, "narrations/2026-03-01-one/")[name])
        assert "<script" not in re.sub(r"<!--.*?-->|\\<", "", text, flags=re.DOTALL)
        site.write(path, text.replace("-->\n", "-->\n\nSomething.\n", 1))
    built = site.build()
    assert built.concise() == ()
    assert b"Something" in site.published()["narrations/2026-03-01-one/index.html"]
    assert not [path for path in site.containing("<script>alert") if path.endswith(".html")]
    assert b"Became a lesson" in site.published()["narrations/2026-03-01-one/index.html"]


def test_a_new_file_is_filled_in_in_the_language_of_the_site(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {**FILES, "narrate.toml": 'language = "de"\n' + CONFIGURATION + FORGE})
    site.build()
    asked = parse_qs(urlsplit(_actions(site, "narrations/2026-03-02-two/")["from"]).query)
    text = asked["value"][0]
    assert text.startswith("<!-- Die Erkenntnis in einem Satz")
    assert "Zwei Sätze genügen." in text
    assert "\nGewonnen aus: [Two.](/narrations/2026-03-02-two.md)\n" in text


@pytest.mark.parametrize(
    ("settings", "audience", "names"),
    [
        (FORGE + "edit_links = false\n", "", []),
        ("", "", []),
        ('[git]\nforge = "https://git.example/team/notes"\n', "", []),
        (FORGE, "public", []),
        (FORGE + '[kinds.narration]\ninvite = ""\n', "", ["reply_to", "answers", "from", "edit", "history"]),
        (FORGE + '[kinds.question]\ninvite = "Wonder"\n[kinds.narration.fields.mood]\nrequired = true\n', "",
         ["reply_to", "answers", "from", "edit", "history"]),
    ],
)  # fmt: skip
def test_there_are_none_where_they_would_lead_nowhere(
    tmp_path: Path, settings: str, audience: str, names: list[str]
) -> None:
    files = {**FILES, "narrate.toml": f'visibility = "public"\n{CONFIGURATION}{settings}'}
    site = SmallSite(tmp_path, files)
    site.build(audience=audience)
    assert list(_actions(site, "questions/who/")) == names


def test_a_repository_of_another_program_is_edited_and_not_added_to(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"posts/2026-03-01-a.md": "Hello.\n"})
    site.build()
    assert _actions(site, "posts/2026-03-01-a/") == {}, "no Git, no forge"


def test_a_new_entry_changes_no_link_of_other_pages(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    site.write("narrations/new-narration.md", "Somebody took the name that was offered.\n")
    assert "about/index.html" not in site.build().made
    assert site.published() == site.build_clean()


def test_neither_a_sentence_nor_a_commit_nor_a_branch_changes_the_links_of_other_pages(
    tmp_path: Path,
) -> None:
    files = {**FILES, "narrate.toml": CONFIGURATION}
    site = SmallSite(tmp_path, files)
    repo = Repo(site.root)
    repo.commit({})
    repo.git("remote", "add", "origin", "git@github.com:team/notes.git")
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    site.build()
    assert _actions(site, "about/")["edit"] == "https://github.com/team/notes/edit/main/about.md"
    site.write("about.md", "---\nkind: page\nsummary: Us.\n---\nAbout us.\n")
    repo.commit({})
    site.build()
    site.write("about.md", "---\nkind: page\nsummary: Us.\n---\nAbout all of us.\n")
    assert [page for page in site.build().pages if page != "about/index.html"] == []
    repo.git("switch", "-q", "-c", "a-branch-of-my-own")
    repo.commit({"elsewhere.txt": "no page"})
    assert site.build().pages == ()
    site.write("narrations/new.md", "Not committed.\n")
    site.build()
    assert [name for name in _actions(site, "narrations/new/") if name in ("edit", "history")] == []
    repo.commit({})
    site.build()
    assert "edit" in _actions(site, "narrations/new/")
    assert site.published() == site.build_clean()
