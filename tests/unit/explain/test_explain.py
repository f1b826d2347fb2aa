"""`narrate explain`: what narrate made of a file, and why."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gitrepo import Repo
from narrate.cli.explain import command
from narrate.errors import NarrateError

SITE = {
    "narrate.toml": """\
base_url = "https://notes.example/wol/"
content = "content"
audiences = ["public", "internal", "board"]
visibility = "internal"
audience = "internal"
ignore = ["drafts/**"]

[folders."incidents"]
kind = "lesson"

[folders."board"]
visibility = "board"
""",
    ".gitignore": "/.narrate/\n/content/build/\n",
    "content/people/ana.md": "---\nname: Ana Lima\n---\n\nI look after the cache.\n",
    "content/narrations/ana/2026-03-04-cache.md": """\
# Warming the cache

See [[key]], [gone](gone.md), [elsewhere](https://other.example/) and @ana. #ci

![A graph](graph.png)
""",
    "content/narrations/ana/graph.png": "GIF89a",
    "content/narrations/ana/unused.png": "GIF89a",
    "content/narrations/ana/run.sh": "true\n",
    "content/incidents/key.md": """\
---
title: Key a cache by what makes it
date: 2026-03-05
from: ../narrations/ana/2026-03-04-cache.md
redirect_from: /old/
slug: keys
---

Always.
""",
    "content/log/ana/2026-03-06.md": "## 09:00 Begun\n\nSee [[key]].\n\n## 10:00\n\nDone.\n",
    "content/board/plan.md": "Later.\n",
    "content/notes/draft.md": "---\ndraft: true\n---\n\nNot yet.\n",
    "content/notes/later.md": "---\npublish_on: 2027-01-01\n---\n\nNot yet.\n",
    "content/notes/over.md": "---\nexpires: 2026-01-01\n---\n\nNo more.\n",
    "content/drafts/a.md": "Ignored.\n",
    "content/.hidden/a.md": "Hidden.\n",
    "content/build/a.md": "Ignored by Git.\n",
    "content/node_modules/x/README.md": "Somebody else's.\n",
}


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site, with its content as the current folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    for path, text in SITE.items():
        repo.write(path, text)
    repo.commit({})
    monkeypatch.chdir(repo.root / "content")
    return repo.root


def _said(*arguments: str) -> str:
    done = CliRunner().invoke(command, ["--as-of", "2026-03-10", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def _value(path: str, *arguments: str) -> dict[str, Any]:
    found = json.loads(_said(path, "--format", "json", *arguments))
    assert isinstance(found, dict)
    return found


def _why(path: str, fact: str, *arguments: str) -> tuple[str, str]:
    told = _value(path, *arguments)["facts"][fact]
    return told["value"], told["why"]


ENTRY = """\
narrations/ana/2026-03-04-cache.md

  title    Warming the cache  (the first heading)
  kind     narration  (it is in a folder `narrations`)
  date     2026-03-04  (the file's path)
  address  /narrations/ana/2026-03-04-cache/  (the file's path)
  readers  internal, board  (`visibility` of the site)
  by       Ana Lima (ana)  (the folder)
  tags     ci
  site     it is there

  leads to
    cites      Key a cache by what makes it  incidents/key.md        line 3
    broken     gone                          gone.md                 line 3
    elsewhere  elsewhere                     https://other.example/  line 3
    mentions   Ana Lima                      people/ana.md           line 3
    file       A graph                       graph.png               line 5

  is led to from
    distils  Key a cache by what makes it  incidents/key.md

  shown on
    /narrations/ana/2026-03-04-cache/  Warming the cache             its own page
    /                                  Home                          in the stream and its feeds
    /people/ana/                       Ana Lima                      in the stream and its feeds
    /tags/ci/                          ci                            in the stream and its feeds
    /narrations/                       Narrations                    in the stream and its feeds
    /incidents/keys/                   Key a cache by what makes it  links to it
    /incidents/keys/                   Key a cache by what makes it  lists it among what leads there

  problems

error[broken-link]: no document at `gone.md`
 --> narrations/ana/2026-03-04-cache.md:3:21
  |
3 | See [[key]], [gone](gone.md), [elsewhere](https://other.example/) and @ana. #ci
  |                     ^^^^^^^
  = help: correct the address, or write the document
"""


@pytest.mark.usefixtures("notes")
def test_an_entry_is_told_at_a_glance() -> None:
    assert _said("narrations/ana/2026-03-04-cache.md") == ENTRY


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    "address",
    [
        "/narrations/ana/2026-03-04-cache/",
        "/wol/narrations/ana/2026-03-04-cache/",
        "https://notes.example/wol/narrations/ana/2026-03-04-cache/",
        "https://notes.example/wol/narrations/ana/2026-03-04-cache/index.html#top",
        "narrations/ana/2026-03-04-cache",
    ],
)
def test_an_entry_is_found_by_its_address(address: str) -> None:
    assert _said(address) == ENTRY


def test_a_file_is_found_from_anywhere(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(notes.parent)
    told = _said("notes/content/narrations/ana/2026-03-04-cache.md")
    assert told.splitlines()[:12] == ENTRY.splitlines()[:12]
    assert " --> notes/content/narrations/ana/2026-03-04-cache.md:3:21\n" in told


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("path", "fact", "value", "why"),
    [
        ("incidents/key.md", "kind", "lesson", '`[folders."incidents"]` in `narrate.toml` says so'),
        ("incidents/key.md", "date", "2026-03-05", "the front matter"),
        ("incidents/key.md", "address", "/incidents/keys/", "the file's path and `slug`"),
        ("incidents/key.md", "redirects", "/old/", "they lead here"),
        ("incidents/key.md", "state", "emerging", "nobody wrote another"),
        ("people/ana.md", "title", "Ana Lima", "the front matter"),
        ("people/ana.md", "stream", "Ana Lima", "this stands above the stream on its page"),
        ("log/ana/2026-03-06.md", "kind", "page", "it is a day of a log"),
        ("/log/ana/2026-03-06/0900/", "title", "Begun", "the heading on line 1"),
        ("/log/ana/2026-03-06/0900/", "kind", "narration", "it is a timed entry of a daily log"),
        ("board/plan.md", "readers", "board", "`visibility` of its folder in `narrate.toml`"),
        (
            "board/plan.md",
            "site",
            "it is held back",
            "the site is built for `internal`, which is not among its readers",
        ),
        (
            "notes/draft.md",
            "site",
            "it is held back",
            "it is a draft (`--drafts` shows what it would be)",
        ),
        ("notes/later.md", "site", "it is held back", "it is to be published on 2027-01-01"),
        ("notes/over.md", "site", "it is held back", "it expired on 2026-01-01"),
        ("drafts/a.md", "content", "no", "`ignore` in `narrate.toml` has `drafts/**`"),
        (".hidden/a.md", "content", "no", "the name of `.hidden` begins with a dot: it is hidden"),
        ("build/a.md", "content", "no", "Git is told to ignore `build/`"),
        ("node_modules/x/README.md", "content", "no", "it is in a folder of programs or templates"),
        ("narrations", "address", "a stream: Narrations", "of the sort `kind`"),
        ("notes", "content", "no", "it is a folder: name a file in it"),
        ("/old/", "address", "a redirect", "`incidents/key.md` was there, or says that it leads to it"),
        ("/tags/ci/", "entries", "1", "newest first"),
        ("/tags/", "address", "the list of Tags", "1 of them"),
        ("/tags/ci/feed.atom", "address", "a feed of ci", "its newest entries: 1"),
        ("narrations/ana/unused.png", "file", "not published", "no entry uses it"),
        (
            "narrations/ana/run.sh",
            "file",
            "not published",
            "it is neither Markdown nor of a sort that browsers show or save",
        ),
    ],
)
def test_each_decision_has_its_reason(path: str, fact: str, value: str, why: str) -> None:
    assert _why(path, fact) == (value, why)


@pytest.mark.usefixtures("notes")
def test_what_is_held_back_is_there_for_whoever_may_see_it() -> None:
    assert _why("board/plan.md", "site", "--audience", "board")[0] == "it is there"
    assert _why("notes/draft.md", "site", "--drafts")[0] == "it is there"


@pytest.mark.parametrize(
    ("path", "text", "sort", "line"),
    [
        ("narrations/ana/re-cache.md", "Me too.\n", "replies-to", 0),
        ("lessons/warm.md", "Warm it.\n\nDistilled from: [[2026-03-04-cache]]\n", "distils", 3),
    ],
)
def test_what_a_files_name_or_its_words_say_is_told_once(
    notes: Path, path: str, text: str, sort: str, line: int
) -> None:
    (notes / "content" / path).parent.mkdir(exist_ok=True)
    (notes / "content" / path).write_text(text)
    told = [(each["type"], each["where"], each["line"]) for each in _value(path)["leads_to"]]
    assert told == [(sort, "narrations/ana/2026-03-04-cache.md", line)]


@pytest.mark.usefixtures("notes")
def test_a_picture_is_told_with_the_entries_that_use_it() -> None:
    told = _value("narrations/ana/graph.png")
    assert told["facts"]["address"]["value"] == "/narrations/ana/graph.png"
    assert [each["url"] for each in told["shown_on"]] == ["/narrations/ana/2026-03-04-cache/"]


@pytest.mark.usefixtures("notes")
def test_a_daily_log_is_told_with_its_entries() -> None:
    told = _value("log/ana/2026-03-06.md")
    assert [part["facts"]["address"]["value"] for part in told["entries"]] == [
        "/log/ana/2026-03-06/0900/",
        "/log/ana/2026-03-06/1000/",
    ]
    assert [each["where"] for each in told["entries"][0]["leads_to"]] == ["incidents/key.md"]


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("path", "way_out"),
    [
        ("keys.md", "did you mean `incidents/key.md`?"),
        ("nothing-like-it.md", "name a file of the content, or an address of the site"),
        ("../../elsewhere.md", "name a file of the content, or an address of the site"),
    ],
)
def test_what_is_nowhere_is_said_with_a_way_out(path: str, way_out: str) -> None:
    done = CliRunner().invoke(command, [path], standalone_mode=False)
    assert isinstance(done.exception, NarrateError)
    assert done.exception.message == f"there is neither a file nor an address `{path}`"
    assert done.exception.help == way_out


def test_in_somebody_elses_repository_guesses_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "n").mkdir()
    monkeypatch.chdir(tmp_path / "n")
    for name in ("LICENSE.md", "about.md", "2026-03-04.md"):
        Path(name).write_text("Words.\n")
    assert _why("about.md", "kind") == (
        "page",
        "it has no date, and nothing says that it is another kind",
    )
    assert _why("2026-03-04.md", "kind") == ("narration", "it has a date")
    assert _why("LICENSE.md", "content") == (
        "no",
        "it is a licence, and this repository was not made for narrate",
    )
    assert [path.name for path in Path.cwd().iterdir() if path.name.startswith(".")] == []


def test_outside_of_a_repository_a_file_is_of_the_site_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    site = tmp_path / "notes"
    (site / "lessons").mkdir(parents=True)
    (site / "narrate.toml").write_text('title = "Notes"\n', encoding="utf-8")
    (site / "lessons/warm.md").write_text("# Warm it\n", encoding="utf-8")
    monkeypatch.chdir(site)
    assert _value("lessons/warm.md")["facts"]["address"]["value"] == "/lessons/warm/"
    assert _value("lessons/warm.md")["facts"]["kind"]["value"] == "lesson"


def test_a_desk_is_told_with_what_waits_there(notes: Path) -> None:
    (notes / "content/questions").mkdir()
    question = "---\nauthor: ana\ndate: 2026-02-01\n---\n# Why?\n"
    (notes / "content/questions/why.md").write_text(question, encoding="utf-8")
    desk = _value("/desk/")
    assert desk["facts"]["address"]["value"] == "a desk: what waits for somebody"
    assert [(each["type"], each["name"]) for each in desk["leads_to"]] == [("nobody has answered it", "Why?")]
    shown = _value("questions/why.md")["shown_on"]
    assert [page["url"] for page in shown if "desk" in page["how"]] == ["/desk/"]
    empty = _value("/desk/", "--as-of", "2026-02-01")
    assert empty["leads_to"] == []
    assert empty["facts"]["waits"]["value"] == "nothing, for anybody"


def test_what_is_due_is_told_with_the_inbox_in_which_it_stands(notes: Path) -> None:
    lesson = "---\nkind: lesson\nauthor: ana\ndate: 2026-01-01\nreview_in: 1 month\n---\n# Warm it\n"
    (notes / "content/warm.md").write_text(lesson, encoding="utf-8")
    how = {page["url"]: page["how"] for page in _value("warm.md")["shown_on"]}
    assert how["/people/ana/inbox/"] == "in the inbox and its feeds: its review is due"


def test_credit_that_no_page_gives_is_not_told(notes: Path) -> None:
    (notes / "content/people/kai.md").write_text("---\nlisted: false\n---\n# Kai\n", encoding="utf-8")
    thanks = "---\nauthor: ana\nthanks: [ana, kai]\n---\nDone.\n"
    (notes / "content/thanks.md").write_text(thanks, encoding="utf-8")
    pages = [page["url"] for page in _value("thanks.md")["shown_on"]]
    assert "/people/kai/" not in pages
    assert pages.count("/people/ana/") == 1


def test_the_network_is_told_with_the_entries_that_show_it(notes: Path) -> None:
    with pytest.raises(NarrateError, match="neither a file nor an address"):
        _value("/network/")
    for one, other in (("xu", "yan"), ("yan", "zoe"), ("zoe", "xu")):
        said = f"---\nauthor: {one}\ndate: 2026-02-01\n---\nWith @{other}.\n"
        (notes / f"content/{one}.md").write_text(said, encoding="utf-8")
        (notes / f"content/people/{one}.md").parent.mkdir(exist_ok=True)
        (notes / f"content/people/{one}.md").write_text(f"---\nname: {one}\n---\nHello.\n", encoding="utf-8")
    network = _value("/network/")
    assert ("xu mentions", "yan") in [(each["type"], each["name"]) for each in network["leads_to"]]


def test_a_state_that_another_entry_gives_is_told_with_that_entry(notes: Path) -> None:
    for path, text in {
        "content/questions/why.md": "# Why?\n\nIt is.\n",
        "content/questions/how.md": "---\nanswer: ../narrations/so.md\n---\n# How?\n\nIt is.\n",
        "content/narrations/so.md": "---\nreply_to: ../questions/why.md\nanswers: true\n---\nSo.\n",
        "content/incidents/newer.md": "---\nsupersedes: key.md\n---\n# Newer\n\nAlways, but.\n",
    }.items():
        (notes / path).parent.mkdir(parents=True, exist_ok=True)
        (notes / path).write_text(text, "utf-8")
    assert _why("questions/why.md", "state") == ("answered", "`narrations/so.md` says so")
    assert _why("questions/how.md", "state") == ("answered", "`answer` says so")
    assert _why("incidents/key.md", "state") == ("superseded", "`incidents/newer.md` says so")
    assert _why("incidents/newer.md", "state") == ("emerging", "nobody wrote another")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("posts/2026-03-02-b.md", "related both carry #tides A posts/2026-03-01-a.md"),
        ("posts/2026-03-03-off.md", "related none (the front matter)"),
        ("posts/2026-03-01-a.md", ""),
    ],
    ids=["some", "put away", "none"],
)
def test_related_entries_are_told_with_what_speaks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, told: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    repo.write("narrate.toml", "")
    for number in range(60):
        repo.write(f"posts/2026-01-{number % 28 + 1:02}-{number}.md", f"Number {number}.\n")
    repo.write("posts/2026-03-01-a.md", "---\ntags: [tides]\nauthor: Ben\ntitle: A\n---\nCold.\n")
    repo.write("posts/2026-03-02-b.md", "---\ntags: [tides]\ntitle: B\n---\nCold.\n")
    repo.write("posts/2026-03-03-off.md", "---\ntags: [tides]\ntitle: C\nrelated: off\n---\nCold.\n")
    repo.commit({})
    monkeypatch.chdir(repo.root)
    said = " ".join(_said(path).split())
    assert told in said if told else "related" not in said
