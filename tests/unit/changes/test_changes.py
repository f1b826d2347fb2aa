"""`narrate changes`: which pages a change made, seen from where it began."""

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from gitrepo import ANA, BEN, Repo
from narrate.changes.compare import Change
from narrate.changes.pages import Page
from narrate.changes.written import MOST, written
from narrate.cli.build import command as build
from narrate.cli.changes import command
from narrate.errors import NarrateError

_LOG = "## 09:00 Begun\n\nThe build is red.\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A site on the branch `main`, with the branch `change` checked out."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    monkeypatch.chdir(repo.root)
    repo.commit(
        {
            "narrate.toml": 'base_url = "https://notes.example/"\ncontent = "content"\nignore = ["old/**"]\n',
            ".gitignore": "/site/\n/.narrate/\n",
            "content/narrations/ana/2026-03-04-cache.md": "# The cache\n\nIs cold. #ci\n",
            "content/narrations/ana/2026-03-05-linker.md": "# The linker\n\nIs slow. #ci\n",
            "content/lessons/key.md": "# Key a cache by what makes it\n\nThe compiler too.\n",
            "content/log/ana/2026-03-06.md": _LOG,
            "content/people/ana.md": "---\nname: Ana Lima\n---\n",
        }
    )
    repo.git("checkout", "-q", "-b", "change")
    return repo


def _told(*arguments: str, since: str = "main") -> list[str]:
    """What changed, a line each: what happened, the address, and the former one of what moved."""
    done = CliRunner().invoke(
        command,
        ["--since", since, "--as-of", "2026-03-10", "--format", "json", *arguments],
        catch_exceptions=False,
    )
    assert done.exit_code == 0, done.output
    return [
        f"{each['change']} {each['url'].removeprefix('https://notes.example')} {each['was']}".strip()
        for each in json.loads(done.output)
    ]


def test_a_new_entry_and_the_pages_that_it_brings_along(repo: Repo) -> None:
    repo.commit(
        {
            "content/probes/try.md": "# Try\n\nWith @ana. #linker #ci\n",
            "content/narrations/ben/2026-03-07-x.md": "Hm.\n",
        },
        author=BEN,
    )
    assert _told() == [
        "new /narrations/ben/2026-03-07-x/",
        "new /people/ben-ode/",
        "new /probes/",
        "new /probes/try/",
        "new /tags/linker/",
    ]


def test_every_page_that_is_told_of_is_there_and_no_other_is_new(repo: Repo) -> None:
    def pages() -> set[str]:
        CliRunner().invoke(build, ["--as-of", "2026-03-10", "--quiet"], catch_exceptions=False)
        found = (repo.root / "site").rglob("index.html")
        return {f"/{page.parent.relative_to(repo.root / 'site').as_posix()}/" for page in found}

    before = pages()
    repo.commit(
        {"content/teams/heron.md": "# Heron\n", "content/probes/try.md": "# Try\n\n#linker/lld\n"}, BEN
    )
    repo.commit({"content/log/ana/2026-03-06.md": f"{_LOG}\n## 11:00 Found\n\nIt was DNS.\n"})
    made = {line.removeprefix("new ") for line in _told() if line.startswith("new ")}
    beside_them = {"/teams/", "/people/ben-ode/inbox/"}  # nobody reviews a list, nor an empty inbox
    assert made | beside_them == pages() - before


def test_an_edit_is_a_change_of_its_own_page_alone(repo: Repo) -> None:
    repo.commit({"content/narrations/ana/2026-03-04-cache.md": "# The cache\n\nIs warm. #ci\n"})
    assert _told() == ["changed /narrations/ana/2026-03-04-cache/"]


def test_of_a_daily_log_only_the_entries_that_were_added_or_edited(repo: Repo) -> None:
    repo.commit({"content/log/ana/2026-03-06.md": f"{_LOG}\n## 11:00 Found\n\nIt was DNS.\n"})
    assert _told() == ["new /log/ana/2026-03-06/1100/"]
    repo.commit(
        {"content/log/ana/2026-03-06.md": f"{_LOG.replace('red', 'blue')}\n## 11:00 Found\n\nIt was DNS.\n"}
    )
    assert _told() == ["new /log/ana/2026-03-06/1100/", "changed /log/ana/2026-03-06/0900/"]


def test_a_renamed_page_has_moved(repo: Repo) -> None:
    repo.move("content/lessons/key.md", "content/lessons/cache-keys.md")
    assert _told() == ["moved /lessons/cache-keys/ /lessons/key/"]


def test_a_removed_page_is_gone_with_what_it_alone_had(repo: Repo) -> None:
    repo.commit({"content/lessons/key.md": None, "content/narrations/ana/2026-03-05-linker.md": None})
    assert _told() == ["gone /lessons/", "gone /lessons/key/", "gone /narrations/ana/2026-03-05-linker/"]


def test_what_happened_on_the_other_branch_is_no_part_of_the_change(repo: Repo) -> None:
    repo.commit({"content/new.md": "# New\n"})
    repo.git("checkout", "-q", "main")
    repo.commit({"content/theirs.md": "# Theirs\n", "content/lessons/key.md": "# Key\n"})
    repo.git("checkout", "-q", "change")
    assert _told() == ["new /new/"]
    repo.git("merge", "-q", "--no-edit", "main")
    assert _told() == ["new /new/"]


def test_what_is_not_committed_counts(repo: Repo) -> None:
    repo.write("content/narrations/ana/2026-03-08-y.md", "# Y\n")
    assert _told() == ["new /narrations/ana/2026-03-08-y/"]
    assert _told(since="HEAD") == ["new /narrations/ana/2026-03-08-y/"]


def test_line_endings_and_files_that_are_not_content_are_no_change(repo: Repo) -> None:
    page = repo.root / "content/lessons/key.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    repo.commit({"README.md": "Hello.\n", "content/old/x.md": "Old.\n", "content/.hidden/x.md": "Old.\n"})
    page.write_bytes(page.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert _told() == []
    repo.commit({"content/old/x.md": None, "content/.hidden/x.md": None})
    assert _told(since="HEAD~1") == []


def test_a_draft_and_what_is_for_a_closer_circle_are_told_to_nobody_else(repo: Repo) -> None:
    repo.commit(
        {
            "content/narrations/ana/2026-03-08-y.md": "---\ndraft: true\n---\n# Y\n",
            "content/narrations/ana/2026-03-09-z.md": "---\nvisibility: public\n---\n# Z\n",
        }
    )
    assert _told() == ["new /narrations/ana/2026-03-09-z/"]
    assert "new /narrations/ana/2026-03-08-y/" in _told("--drafts")
    assert "new /narrations/ana/2026-03-08-y/" not in _told("--audience", "public")


def test_a_page_that_becomes_public_is_new_to_the_public(repo: Repo) -> None:
    repo.commit({"content/lessons/key.md": "---\nvisibility: public\n---\n# Key\n"})
    assert _told() == ["changed /lessons/key/"]
    assert "new /lessons/key/" in _told("--audience", "public")


def test_names_that_are_no_utf_8_and_symbolic_links(repo: Repo) -> None:
    os.symlink("key.md", repo.root / "content/lessons/other.md")
    Path(os.fsdecode(os.fsencode(repo.root / "content") + b"/caf\xe9.md")).write_text("# Coffee\n")
    repo.commit({"content/ünï côde.md": "# Ü\n"})
    first = _told()
    assert any("c%C3%B4de" in line for line in first)
    assert _told(since="HEAD") == []


def test_it_is_told_in_the_summary_of_a_pull_request(repo: Repo) -> None:
    repo.move("content/lessons/key.md", "content/lessons/cache-keys.md")
    repo.commit({"content/narrations/ana/2026-03-05-linker.md": None}, author=ANA)
    repo.commit({"content/narrations/ana/2026-03-07-dns.md": "# It was DNS (again)\n"}, author=ANA)
    done = CliRunner().invoke(
        command, ["--since", "main", "--format", "markdown", "--base-url", "https://preview.example/pr-7/"]
    )
    assert done.output == (
        "## Pages of this change\n"
        "\n"
        "1 new page, 1 moved, 1 gone\n"
        "\n"
        "### New\n"
        "\n"
        "- [It was DNS &#40;again&#41;](https://preview.example/pr-7/narrations/ana/2026-03-07-dns/), narration by Ana Lima\n"
        "\n"
        "### Moved\n"
        "\n"
        "- [Key a cache by what makes it](https://preview.example/pr-7/lessons/cache-keys/), lesson by Ana Lima; "
        "it was at `/lessons/key/`, which leads there\n"
        "\n"
        "### Gone\n"
        "\n"
        "- The linker, narration: nothing is at `/narrations/ana/2026-03-05-linker/` any more\n"
    )


def test_a_line_each_for_people(repo: Repo) -> None:
    repo.commit({"content/narrations/ana/2026-03-07-dns.md": "# It was DNS\n"})
    done = CliRunner().invoke(command, ["--since", "main"])
    assert done.output == (
        "new     https://notes.example/narrations/ana/2026-03-07-dns/  It was DNS\n1 new page\n"
    )
    assert (
        CliRunner().invoke(command, ["--since", "HEAD"]).output == "No page is new, changed, moved or gone.\n"
    )


HOSTILE = (
    "](https://evil.example) [x](javascript:alert(1)) <img src=x onerror=alert(1)> `code` **bold** _i_ ~~s~~",
    "@everyone #1 https://evil.example www.evil.example $x$ :tada: &lt; | a | \\] \\",
    "one\n\n# two\n- three\r\n<script>",
    "\u202eelgnat\u202c \u200b\u0000\u001b[31m ![x](https://evil.example/p.png)",
    "x" * 5000,
)


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_title_says_it_is_words(title: str) -> None:
    page = Page("/a)(b/`c`<d>/", title, "narration", (title,))
    changes = (Change("new", page), Change("moved", page, "/old`/"), Change("gone", page))
    text = written(changes, "markdown", "https://preview.example/", "")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert [child.attrs["href"] for child in inline if child.type == "link_open"] == [
        "https://preview.example/a%29%28b/%60c%60%3Cd%3E/"
    ] * 2
    assert {child.type for child in inline} <= {
        "link_open",
        "link_close",
        "text",
        "text_special",
        "code_inline",
    }
    assert text.count("\n- ") == 3
    assert not any(sign in text for sign in ("@", "www.evil", "https://evil", "<", "$", "\u202e", "\u001b"))
    assert len(json.loads(written(changes, "json", "", ""))) == 3
    assert written(changes, "text", "", "").count("\n") == 4


def test_a_very_large_change_keeps_below_what_a_forge_shows() -> None:
    page = Page("/a/", "A title of usual length", "narration", ("Ana Lima",))
    text = written((Change("new", page),) * (MOST + 5), "markdown", "https://preview.example/", "")
    assert text.endswith("\n5 more are not listed.\n")
    assert text.startswith("## Pages of this change\n\n1,005 new pages\n")
    assert len(text) < 1_000_000


REFUSED = {
    "no such revision": ("nowhere", "there is no revision `nowhere`"),
    "an option": ("--output=x", "`--output=x` is no revision"),
    "nothing": ("", "`` is no revision"),
    "a file": ("main:narrate.toml", "there is no revision `main:narrate.toml`"),
    "several lines": ("main\nHEAD", "`main?HEAD` is no revision"),
    "a range": ("main..change", "there is no revision `main..change`"),
}


@pytest.mark.parametrize(("revision", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_revision_is_said(repo: Repo, revision: str, message: str) -> None:
    with pytest.raises(NarrateError) as refused:
        _told(since=revision)
    assert refused.value.message == message
    assert not (repo.root / "x").exists()


def test_branches_that_share_nothing(repo: Repo) -> None:
    repo.git("checkout", "-q", "--orphan", "alone")
    repo.record()
    with pytest.raises(NarrateError, match="`main` and what is checked out have no commit in common"):
        _told()


def test_a_shallow_clone_is_told_how_to_get_the_rest(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"content/new.md": "# New\n"})
    repo.git("checkout", "-q", "main")
    repo.commit({"content/theirs.md": "# Theirs\n"})
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{repo.root}", str(clone))
    monkeypatch.chdir(clone)
    with pytest.raises(NarrateError) as refused:
        _told(since="origin/change")
    assert "fetch-depth: 0" in refused.value.help


def test_without_a_repository_or_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    with pytest.raises(NarrateError, match="there is no Git repository here"):
        _told()
    Repo(tmp_path / "notes")
    with pytest.raises(NarrateError, match="there is no revision `main`"):
        _told()
    (tmp_path / "notes/2026-03-04-x.md").write_text("Hm.\n", encoding="utf-8")
    assert "new /2026-03-04-x/" in _told(since="HEAD")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_nothing_that_a_repository_names_is_run(repo: Repo, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\ncat\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "diff.x.textconv", "filter.x.clean", "filter.x.smudge", "core.pager"):
        repo.git("config", key, str(program))
    repo.write(".git/info/attributes", "*.md diff=x filter=x\n")
    repo.write("content/lessons/key.md", "# Key\n")
    assert _told() == ["changed /lessons/key/"]
    assert not (tmp_path / "ran").exists()
