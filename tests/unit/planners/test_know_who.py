"""Who knows, as pages show it: what counts as evidence, what is too little, who is left out, what could be lost."""

import re
from html import unescape
from pathlib import Path

import pytest

from gitrepo import Repo
from smallsite import CONFIGURATION, SmallSite

PEOPLE = {
    "people/ana.md": "---\nname: Ana\n---\n",
    "people/ben.md": "---\nname: Ben\n---\n",
    "people/cem.md": "---\nname: Cem\n---\n",
    "people/dag.md": "---\nname: Dag\nleft: 2026-02-28\n---\n",
    "people/eva.md": "---\nname: Eva\nlisted: false\n---\n",
}
"""Everybody writes about something else, so that nobody is alone on the site."""
ELSEWHERE = {
    f"posts/2026-01-{number:02}-{who}.md": f"---\nauthor: {who}\n---\nSomething.\n"
    for number, who in enumerate(("ana", "ana", "ana", "ben", "ben", "cem", "cem", "dag", "eva"), 1)
}


def _entry(who: str, more: str = "tags: [ci]", words: str = "Words.") -> str:
    return f"---\nauthor: {who}\n{more}\n---\n{words}\n"


def _box(folder: Path, files: dict[str, str], page: str, box: str) -> str:
    """The text of a box in the margin of a page, in one line; empty when there is none."""
    return _box_of(
        SmallSite(folder, {"narrate.toml": CONFIGURATION, **PEOPLE, **ELSEWHERE, **files}), page, box
    )


def _box_of(site: SmallSite, page: str, box: str) -> str:
    site.build()
    html = site.published()[f"{page}index.html"].decode()
    found = re.search(rf'<section class="box {box}">(.*?)</section>', html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""


def _names(text: str) -> list[str]:
    return re.findall(r"\b(Ana|Ben|Cem|Dag|Eva)\b", text)


@pytest.mark.parametrize(
    ("files", "names"),
    [
        pytest.param({"posts/2026-02-01-a.md": _entry("ana")}, [], id="once proves nothing"),
        pytest.param(
            {"posts/2026-02-01-a.md": _entry("ana"), "posts/2026-02-01-b.md": _entry("ana")},
            [],
            id="one day proves nothing",
        ),
        pytest.param(
            {"posts/2026-02-01-a.md": _entry("ana"), "posts/2026-02-02-b.md": _entry("ana")},
            ["Ana"],
            id="two days",
        ),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ana"),
                "posts/2026-02-02-b.md": _entry("ben"),
                "posts/2026-02-03-c.md": _entry("ben"),
                "posts/2026-02-04-d.md": _entry("ana"),
                "posts/2026-01-20-e.md": _entry("ana"),
            },
            ["Ana", "Ben"],
            id="the latest first",
        ),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ana"),
                "posts/2026-02-04-b.md": _entry("ana"),
                "posts/2026-01-20-c.md": _entry("ana"),
                "posts/2026-01-21-d.md": _entry("ben"),
                "posts/2026-02-05-e.md": _entry("ben"),
            },
            ["Ben", "Ana"],
            id="and not whoever wrote most",
        ),
        pytest.param(
            {"posts/2026-02-01-a.md": _entry("eva"), "posts/2026-02-02-b.md": _entry("eva")},
            [],
            id="nothing is computed of somebody who is not listed",
        ),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ben", ""),
                "lessons/warm.md": _entry("ana", "date: 2026-02-02\ntags: [ci]\nfrom: 2026-02-01-a"),
            },
            ["Ana"],
            id="one distilled lesson",
        ),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ben", "tags: [ci, speed]"),
                "lessons/warm.md": _entry("ana", "date: 2026-02-02\ntags: [ci]\nfrom: 2026-02-01-a"),
            },
            ["Ana", "Ben"],
            id="what it was distilled from",
        ),
        pytest.param(
            {
                "questions/why.md": _entry("ben", "date: 2026-02-01\ntags: [ci]\nanswer: 2026-02-02-so"),
                "posts/2026-02-02-so.md": _entry("ana", ""),
            },
            ["Ana"],
            id="one answer, which need not repeat the tag",
        ),
        pytest.param(
            {
                "questions/why.md": _entry("ben", "date: 2026-02-01\ntags: [ci]"),
                "posts/2026-02-02-me-too.md": _entry("ana", "reply_to: ../questions/why.md"),
            },
            [],
            id="one reply may say anything",
        ),
        pytest.param(
            {
                "questions/why.md": _entry("ben", "date: 2026-02-01\ntags: [ci]"),
                "questions/how.md": _entry("ben", "date: 2026-02-02\ntags: [ci]"),
            },
            [],
            id="who asks does not know",
        ),
        pytest.param(
            {
                "questions/why.md": _entry(
                    "ben", "date: 2026-02-01\ntags: [ci/cache]\nanswer: 2026-02-02-so"
                ),
                "posts/2026-02-02-so.md": _entry("ana", ""),
            },
            ["Ana"],
            id="under a narrower tag",
        ),
        pytest.param(
            {f"posts/2026-02-{number:02}-a.md": _entry("ana") for number in range(1, 16)},
            [],
            id="who wrote most of everything would be named under every tag",
        ),
        pytest.param(
            {f"posts/2026-02-{number:02}-a.md": _entry("ana") for number in range(1, 16)}
            | {"lessons/warm.md": _entry("ana", "date: 2026-02-02\ntags: [ci]\nfrom: 2026-02-01-a")},
            ["Ana"],
            id="but for what they distilled",
        ),
        pytest.param(
            {f"posts/2026-02-{number:02}-a.md": _entry("ana") for number in range(1, 11)}
            | {f"posts/2026-01-{number:02}-a.md": _entry("ana", "") for number in range(1, 11)}
            | {f"posts/2026-03-{number:02}-a.md": _entry("ben") for number in range(1, 3)},
            ["Ben", "Ana"],
            id="beside somebody else they are named: else it would be told wrongly",
        ),
        pytest.param(
            {
                f"posts/2026-02-{number:02}-a.md": _entry(("ana", "ben", "cem")[number % 3])
                for number in range(1, 25)
            },
            [],
            id="a tag that everything has",
        ),
        pytest.param(
            {
                f"posts/2026-02-{number:02}-a.md": _entry(("ana", "ben", "cem")[number % 3])
                for number in range(1, 7)
            }
            | {f"docs/{number}.md": "---\nkind: page\n---\nA page.\n" for number in range(20)},
            [],
            id="a label of every post, beside many pages",
        ),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ana", words="Present: @ben, Cem\n\n## CI\n\nIt is slow."),
                "posts/2026-02-08-a.md": _entry(
                    "ana", words="Date: 2026-02-08  \n**Attendees:** @ben\n\nIt is slow."
                ),
                "posts/2026-02-15-a.md": _entry("ana", words="## Participants\n\n- Ben\n\n## CI\n\nStill."),
            },
            [],
            id="the minutes of a meeting",
        ),
        pytest.param(
            {
                f"posts/2026-02-{number:02}-a.md": _entry(("ana", "ben", "cem")[number % 3])
                for number in range(1, 7)
            }
            | {f"posts/2026-03-{number:02}-b.md": _entry(f"w{number}") for number in range(1, 11)}
            | {f"posts/2026-01-{number:02}-c.md": _entry(f"w{number}", "") for number in range(1, 31)},
            [],
            id="a tag under which a third of many people write",
        ),
        pytest.param(
            {
                f"posts/2026-02-{number:02}-a.md": _entry(("ana", "ben", "cem")[number % 3])
                for number in range(1, 7)
            }
            | {f"posts/2026-01-{number:02}-c.md": _entry(f"w{number}", "") for number in range(1, 31)},
            ["Ana", "Cem", "Ben"],
            id="but not where fewer do",
        ),
    ],
)
def test_who_knows_about_a_tag(files: dict[str, str], names: list[str], tmp_path: Path) -> None:
    assert _names(_box(tmp_path, files, "tags/ci/", "knowers")) == names


def test_a_co_author_whom_git_names_may_only_have_read_it(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **PEOPLE, **ELSEWHERE})
    repo = Repo(site.root)
    for day in ("2026-02-01", "2026-02-02"):
        text = "---\ntags: [ci]\n---\nWords.\n"
        message = "Write\n\nCo-authored-by: Cem <cem@team.test>"
        repo.commit({f"posts/{day}-it.md": text}, "Ben <ben@team.test>", message=message)
    assert _names(_box_of(site, "tags/ci/", "knowers")) == ["Ben"]
    assert "Cem" in site.published()["posts/2026-02-01-it/index.html"].decode()


def test_an_answer_that_leaves_the_question_open_is_a_reply(tmp_path: Path) -> None:
    files = {
        "questions/q.md": _entry("ana", "date: 2026-02-01\ntags: [ci]\nstatus: open", "# Why?"),
        "posts/2026-02-02-b.md": _entry("ben", "reply_to: ../questions/q.md\nanswers: true", "# So"),
    }
    assert _names(_box(tmp_path, files, "tags/ci/", "knowers")) == []
    files["questions/q.md"] = files["questions/q.md"].replace("status: open\n", "")
    assert _names(_box(tmp_path / "closed", files, "tags/ci/", "knowers")) == ["Ben"]


def test_what_shows_it_stands_below_the_name(tmp_path: Path) -> None:
    files = {
        "posts/2026-02-01-a.md": _entry("ben", "", "# The queue was full\n\nIt was."),
        "lessons/warm.md": _entry("ana", "date: 2026-02-02\ntags: [ci]\nfrom: 2026-02-01-a", "# Warm it"),
        "posts/2026-02-03-c.md": _entry("ana", "tags: [ci]", "# Warmer"),
    }
    said = _box(tmp_path, files, "tags/ci/", "knowers")
    assert said.endswith("Ana Warmer 3 Feb 2026 Warm it a lesson 2 Feb 2026")


def test_under_a_label_of_everything_only_what_answers_or_distils_shows_it(tmp_path: Path) -> None:
    writers = {
        f"posts/2026-02-{number:02}-a.md": _entry(("ana", "ben", "cem")[number % 3], words="# On it")
        for number in range(1, 25)
    }
    lesson = {
        "lessons/warm.md": _entry("ana", "date: 2026-01-09\ntags: [ci]\nfrom: 2026-02-01-a", "# Warm it")
    }
    said = _box(tmp_path, writers | lesson, "tags/ci/", "knowers")
    assert said.endswith("Ana Warm it a lesson 9 Jan 2026")


def test_of_what_was_shown_on_one_day_the_narrower_tag_comes_first(tmp_path: Path) -> None:
    files = {f"posts/2026-02-0{day}-a.md": _entry("ana", "tags: [ci, cache]") for day in (1, 2)}
    files |= {"posts/2026-01-20-b.md": _entry("ben"), "posts/2026-01-21-c.md": _entry("cem")}
    files |= {f"posts/2026-01-1{day}-a.md": _entry("ana") for day in (1, 2)}
    said = _box(tmp_path, files, "people/ana/", "topics")
    assert said.index("cache") < said.index("ci ")


def test_what_only_old_entries_show_is_still_known(tmp_path: Path) -> None:
    newer = {f"posts/2026-02-{n % 28 + 1:02}-{n}.md": _entry(("ben", "cem")[n % 2]) for n in range(120)}
    elsewhere = {f"posts/2026-02-{n % 28 + 1:02}-ana-{n}.md": _entry("ana", "") for n in range(120)}
    elsewhere["people/finn.md"] = "---\nname: Finn\n---\n"
    files = newer | elsewhere | {f"posts/2025-01-0{day}-a.md": _entry("ana") for day in (1, 2)}
    assert _names(_box(tmp_path, files, "tags/ci/", "knowers"))[-1] == "Ana"
    assert "ci" in _box(tmp_path / "person", files, "people/ana/", "topics")


TWO_DAYS = {"posts/2026-02-01-a.md": _entry("{}"), "posts/2026-02-02-b.md": _entry("{}")}


def _two_days(who: str) -> dict[str, str]:
    return {path: text.format(who) for path, text in TWO_DAYS.items()}


def test_a_person_can_be_asked_about_what_they_showed(tmp_path: Path) -> None:
    assert _box(tmp_path, _two_days("ana"), "people/ana/", "topics").startswith("Ask them about")


def test_somebody_who_left_wrote_about_it(tmp_path: Path) -> None:
    assert _box(tmp_path, _two_days("dag"), "people/dag/", "topics").startswith("Wrote about")
    assert "Dag has left" in _box(tmp_path / "tag", _two_days("dag"), "tags/ci/", "knowers")


def test_of_somebody_who_is_not_listed_nothing_is_said(tmp_path: Path) -> None:
    assert _box(tmp_path, _two_days("eva"), "people/eva/", "topics") == ""


QUESTION = {"questions/why.md": _entry("ben", "date: 2026-02-03\ntags: [ci]", "# Why?")}


@pytest.mark.parametrize(
    ("files", "names"),
    [
        pytest.param(_two_days("ana") | QUESTION, ["Ana"], id="who wrote about it before"),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ana"),
                "lessons/warm.md": _entry("cem", "date: 2026-02-09\ntags: [ci]\nfrom: 2026-02-01-a"),
                **QUESTION,
            },
            [],
            id="not who showed it by a later lesson",
        ),
        pytest.param(_two_days("ben") | QUESTION, [], id="not who asks"),
        pytest.param(_two_days("dag") | QUESTION, [], id="not who has left"),
        pytest.param(_two_days("eva") | QUESTION, [], id="not who is not listed"),
        pytest.param(
            _two_days("ana")
            | QUESTION
            | {
                "posts/2026-02-04-re.md": _entry("cem", "reply_to: ../questions/why.md"),
                "posts/2026-02-05-re.md": _entry("ana", "reply_to: 2026-02-04-re.md"),
            },
            [],
            id="not who is in the conversation already",
        ),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ana"),
                "posts/2026-02-03-b.md": _entry("ana"),
                "posts/2026-02-04-c.md": _entry("ana"),
            }
            | QUESTION,
            [],
            id="what was written later does not count",
        ),
        pytest.param(
            {
                "posts/2026-02-01-a.md": _entry("ana"),
                "posts/2026-02-02-b.md": _entry("ana", "tags: [queue]"),
                "questions/why.md": _entry("ben", "date: 2026-02-03\ntags: [ci, queue]", "# Why?"),
            },
            [],
            id="a little of each is not enough",
        ),
        pytest.param(
            _two_days("ana")
            | {"questions/why.md": _entry("ben", "date: 2026-02-03\ntags: [ci]\nstatus: answered", "# Why?")},
            [],
            id="not when it is answered",
        ),
    ],
)
def test_who_might_know_what_somebody_asks(files: dict[str, str], names: list[str], tmp_path: Path) -> None:
    assert _names(_box(tmp_path, files, "questions/why/", "knowers")) == names


_LONG_APART = ("2026-01-05", "2026-01-20", "2026-02-02")


def _days(who: str, count: int = 3) -> dict[str, str]:
    return {f"posts/{day}-ci.md": _entry(who) for day in _LONG_APART[:count]}


ONE_VOICE = "One voice so far: learn with Cem ."


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(_days("cem"), ONE_VOICE, id="three days, one voice"),
        pytest.param(_days("cem", 2), "", id="two days are little"),
        pytest.param(
            {f"posts/2026-02-{day:02}-ci.md": _entry("cem") for day in (1, 2, 20)},
            "",
            id="for less than four weeks",
        ),
        pytest.param(
            _days("cem") | {"posts/2026-02-09-x.md": _entry("ben")}, "", id="somebody else wrote of it"
        ),
        pytest.param(
            _days("cem") | {"posts/2026-02-09-x.md": _entry("ben", "reply_to: 2026-01-05-ci.md")},
            "",
            id="somebody answered",
        ),
        pytest.param(
            _days("cem") | {"questions/x.md": _entry("ben", "date: 2026-02-09\ntags: [ci]")},
            ONE_VOICE,
            id="who asks has a reason to learn",
        ),
        pytest.param(_days("eva"), "", id="nobody who is not listed"),
        pytest.param(
            _days("cem")
            | {f"posts/2026-03-{day:02}-y.md": _entry("cem", "") for day in range(1, 4)}
            | {f"posts/2025-03-{day:02}-z.md": _entry("cem", "") for day in range(1, 9)},
            "",
            id="not where one person writes most of everything",
        ),
        pytest.param(
            _days("dag"), "Everybody who wrote about it has left. Who carries it on?", id="all have left"
        ),
        pytest.param(_days("dag") | {"posts/2026-02-09-x.md": _entry("ben")}, "", id="one is still here"),
        pytest.param(
            _days("dag") | {"questions/x.md": _entry("ben", "date: 2026-02-09\ntags: [ci]")},
            "Everybody who wrote about it has left. Who carries it on?",
            id="all who could answer have left",
        ),
        pytest.param(
            {"questions/x.md": _entry("dag", "date: 2026-02-09\ntags: [ci]")}, "", id="only a question"
        ),
    ],
)
def test_what_could_be_lost_is_an_invitation(files: dict[str, str], said: str, tmp_path: Path) -> None:
    assert _box(tmp_path, files, "tags/ci/", "invitation") == said


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        (["ana"], []),
        (["ana", "ben"], []),
        (["ana", "ben", "cem"], []),
        (["ana", "ben", "cem", "dag"], ["Ana", "Ben", "Cem", "Dag"]),
    ],
)
def test_where_few_people_are_and_all_are_named_it_says_nothing(
    tmp_path: Path, who: list[str], shown: list[str]
) -> None:
    files = {f"posts/2026-02-{number:02}-{one}.md": _entry(one) for number in (1, 2) for one in who} | {
        f"posts/2026-01-01-{one}.md": _entry(one, "tags: [docs]") for one in who
    }
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    pages = site.published()
    assert (b"Who knows about it" in pages["tags/ci/index.html"]) == bool(shown)
    assert (b"Ask them about" in pages["people/ana/index.html"]) == bool(shown)


def test_one_of_two_who_knows_is_named(tmp_path: Path) -> None:
    files = _two_days("ana") | {"posts/2026-02-03-x.md": _entry("ben", "tags: [docs]")}
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    assert b"Who knows about it" in site.published()["tags/ci/index.html"]
    assert b"Ask them about" in site.published()["people/ana/index.html"]
