"""What stands on the desk: what counts, what is too little, what puts it away, on whose desk it is."""

import re
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from narrate.build import understand
from narrate.cache.store import Store
from narrate.desk import Desks
from narrate.model.report import Request
from narrate.planners.knowing import Knowing
from narrate.progress import silent
from narrate.project import Surroundings, open_project
from narrate.workers import Workers
from smallsite import CONFIGURATION, SmallSite

FORGE = CONFIGURATION + '[git]\nforge = "https://github.com/team/notes"\n'
AS_OF = "2026-03-04"
PEOPLE = {
    "people/ana.md": "---\nname: Ana\nteam: build\ncommunities: [testing]\n---\n",
    "people/ben.md": "---\nname: Ben\nteam: ship\n---\n",
    "people/cem.md": "---\nname: Cem\n---\n",
    "people/dag.md": "---\nname: Dag\nleft: 2026-02-28\n---\n",
    "people/eva.md": "---\nname: Eva\nlisted: false\n---\n",
    "communities/testing.md": "---\ntags: [tests]\n---\n# Testing\n",
}


def entry(who: str, more: str = "", words: str = "Words.") -> str:
    """An entry that is all about its front matter."""
    return f"---\nauthor: {who}\n{more}\n---\n{words}\n"


def desk(
    folder: Path, files: dict[str, str], address: str = "/", as_of: str = AS_OF, toml: str = FORGE
) -> dict[str, list[str]]:
    """The titles of what waits at an address by the name of the group; empty when there is no desk."""
    SmallSite(folder, ({"narrate.toml": toml} if toml else {}) | PEOPLE | files)
    around = Surroundings(folder, {"HOME": str(folder / "home")}, sys.platform)
    opened = open_project("notes", around, "site")
    config, request = opened.config, Request(opened.config.audience, as_of, drafts=False)
    with Store(opened.project.cache_dir) as store, Workers(1) as workers:
        index = understand(opened.project, config, request, store, workers, silent).index
    desks = Desks(index, config, Knowing(index, config.kinds, as_of), as_of)
    stream = next(each for each in index.streams if each.url == address)
    found: dict[str, list[str]] = {}
    for waiting in desks.site if address == "/" else desks.of(stream):
        named = waiting.tag or (waiting.entry.title if waiting.entry else "")
        found.setdefault(waiting.group, []).append(named)
    return found


def _titles(section: str) -> list[str]:
    return re.findall(r'<p class="desk-title"[^>]*>(.*?)</p>', section, re.DOTALL)


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


ASKED = {"questions/why.md": entry("ben", "date: 2026-02-20\ntitle: Why?")}


@pytest.mark.parametrize(
    ("files", "waiting"),
    [
        pytest.param(ASKED, ["Why?"], id="nobody answered"),
        pytest.param(
            {**ASKED, "questions/how.md": entry("ana", "date: 2026-02-19\ntitle: How?")},
            ["How?", "Why?"],
            id="the oldest first",
        ),
        pytest.param({"questions/why.md": entry("ben", "date: 2026-03-02\ntitle: Why?")}, [], id="too early"),
        pytest.param(
            {**ASKED, "posts/2026-03-01-a.md": entry("ben", "reply_to: ../questions/why.md")},
            ["Why?"],
            id="who asked adds something",
        ),
        pytest.param(
            {**ASKED, "posts/2026-03-01-a.md": entry("ana", "reply_to: ../questions/why.md")},
            [],
            id="somebody replied",
        ),
        pytest.param(
            {"questions/why.md": entry("ben", "date: 2026-02-20\nstatus: answered")}, [], id="closed"
        ),
        pytest.param({"questions/why.md": entry("ben", "date: 2026-02-20\ndesk: off")}, [], id="put away"),
        pytest.param({"questions/why.md": entry("ben", "date: 2026-02-20\ndesk: false")}, [], id="in TOML"),
    ],
)
def test_questions(tmp_path: Path, files: dict[str, str], waiting: list[str]) -> None:
    assert desk(tmp_path, files).get("questions", []) == waiting


def test_a_folder_of_questions_in_somebody_elses_repository_says_nothing_until_one_was_answered(
    tmp_path: Path,
) -> None:
    assert desk(tmp_path / "1", ASKED, toml="") == {}
    answered = {"questions/how.md": entry("ana", "date: 2026-02-19\nanswer: why.md")}
    assert desk(tmp_path / "2", {**ASKED, **answered}, toml="") == {"questions": ["Why?"]}


CONVERSING = {
    **{
        f"posts/2026-01-0{number}-{who}.md": entry(who) for number, who in enumerate(("ana", "ben", "cem"), 1)
    },
    **{
        f"posts/2026-02-0{number}-re.md": entry(who, f"reply_to: {to}")
        for number, (who, to) in enumerate(
            (
                ("ana", "2026-01-02-ben.md"),
                ("ben", "2026-01-01-ana.md"),
                ("cem", "2026-01-01-ana.md"),
                ("ana", "2026-01-03-cem.md"),
                ("ben", "2026-01-03-cem.md"),
            ),
            1,
        )
    },
}
"""Three who answer each other."""


def _later(text: str) -> str:
    """The same, three weeks later and more."""
    return text.replace("2026-02-0", "2026-02-2").replace("2026-01-0", "2026-02-1")


NEW = {"posts/2026-03-01-new.md": entry("Zoe", "title: Hello")}


@pytest.mark.parametrize(
    ("files", "waiting"),
    [
        pytest.param({**CONVERSING, **NEW}, ["Hello"], id="nobody said anything"),
        pytest.param(NEW, [], id="everybody is new"),
        pytest.param(
            {_later(path): _later(text) for path, text in CONVERSING.items()} | NEW,
            [],
            id="the site itself is new",
        ),
        pytest.param(
            {path: text for path, text in {**CONVERSING, **NEW}.items() if not path.endswith("05-re.md")},
            [],
            id="people hardly answer here",
        ),
        pytest.param({**CONVERSING, "posts/2026-02-01-new.md": entry("Zoe")}, [], id="new no longer"),
        pytest.param(
            {**CONVERSING, **NEW, "posts/2026-03-02-a.md": entry("ana", "reply_to: 2026-03-01-new.md")},
            [],
            id="answered",
        ),
        pytest.param(
            {**CONVERSING, **NEW, "posts/2026-03-02-a.md": entry("ana", "thanks: [Zoe]")}, [], id="thanked"
        ),
        pytest.param(
            {**CONVERSING, "posts/2026-03-01-new.md": entry("[Zoe, ana]")}, [], id="together with somebody"
        ),
        pytest.param({**CONVERSING, "posts/2026-03-01-new.md": entry("eva")}, [], id="not to be listed"),
        pytest.param(
            {**CONVERSING, **NEW, "people/zoe.md": "---\nname: Zoe\ndesk: off\n---\n"}, [], id="put away"
        ),
    ],
)
def test_newcomers(tmp_path: Path, files: dict[str, str], waiting: list[str]) -> None:
    assert desk(tmp_path, files).get("newcomers", []) == waiting


def _told(tag: str, many: int, start: int = 1, who: tuple[str, ...] = ("ana", "ben")) -> dict[str, str]:
    return {
        f"posts/2026-02-{number:02}-{tag.replace('/', '-')}.md": entry(
            who[number % len(who)], f"tags: [{tag}]"
        )
        for number in range(start, start + many)
    }


OTHERS = {
    f"posts/2026-01-{number:02}-other.md": entry(("ben", "cem")[number % 2], f"tags: [other{number % 3}]")
    for number in range(1, 13)
}
"""What else is told, so that no tag is a label of everything: four entries under each of three."""


@pytest.mark.parametrize(
    ("files", "waiting"),
    [
        pytest.param({**_told("ci", 6), **OTHERS}, ["ci"], id="six by two people"),
        pytest.param({**_told("ci", 5), **OTHERS}, [], id="five are too few"),
        pytest.param({**_told("ci", 6, who=("ana",)), **OTHERS}, [], id="one person alone"),
        pytest.param(
            {**_told("ci", 6), **OTHERS, "lessons/a.md": entry("ana", "date: 2026-02-07\ntags: [ci]")},
            [],
            id="a lesson since",
        ),
        pytest.param(
            {**_told("ci", 7), **OTHERS, "lessons/a.md": entry("ana", "date: 2026-01-07\ntags: [ci]")},
            ["ci"],
            id="a lesson before",
        ),
        pytest.param({**_told("ci", 13)}, [], id="a label of everything"),
        pytest.param(
            {
                **_told("ci", 26, who=tuple(f"w{n}" for n in range(26))),
                **{
                    path.replace("other", f"other-{n}"): text.replace("other", f"{n}-")
                    for path, text in OTHERS.items()
                    for n in range(5)
                },
            },
            [],
            id="a wide one of everybody",
        ),
        pytest.param(
            {**_told("ci/cache", 7), **OTHERS}, ["ci/cache"], id="a narrower tag before a wider one"
        ),
        pytest.param(
            {**_told("ci/cache", 3), **_told("ci/speed", 4, 4), **OTHERS}, [], id="a wide tag is no theme"
        ),
        pytest.param(
            {**_told("ci/cache", 3), **_told("ci", 6, 4), **OTHERS}, ["ci"], id="but what it carries itself"
        ),
        pytest.param(
            {**_told("ci, ci/cache", 7), **OTHERS}, ["ci/cache"], id="the most specific of those it carries"
        ),
        pytest.param(
            {path: text for n in range(6) for path, text in _told(f"ci, {n % 4}x", 1, n + 1).items()}
            | OTHERS,
            [],
            id="a label beside which stands what each is about",
        ),
        pytest.param({**_told("ci, slow", 6), **OTHERS}, ["ci"], id="always beside the same one"),
        pytest.param(
            {path: text for n in range(6) for path, text in _told(f"ci, {n % 4}x", 1, n + 1).items()}
            | _told("ci", 1, 7)
            | OTHERS,
            ["ci"],
            id="it stands alone, too",
        ),
        pytest.param({**_told("ci", 6), **OTHERS, "tags/ci.md": "---\ndesk: off\n---\n"}, [], id="put away"),
    ],
)
def test_ready_to_distil(tmp_path: Path, files: dict[str, str], waiting: list[str]) -> None:
    assert desk(tmp_path, files).get("ready", []) == waiting


def test_only_who_has_lessons_or_set_out_to_write_some_is_told_to(tmp_path: Path) -> None:
    told = {**_told("ci", 6), **OTHERS}
    assert "ready" not in desk(tmp_path / "1", told, toml="")
    assert "ready" in desk(
        tmp_path / "2", {**told, "lessons/a.md": entry("cem", "date: 2026-01-01")}, toml=""
    )


LESSON = {"lessons/warm.md": entry("ana", "date: 2026-01-10\ntitle: Warm\ntags: [tests]\nREST")}


def _lesson(rest: str) -> dict[str, str]:
    return {path: text.replace("REST", rest) for path, text in LESSON.items()}


@pytest.mark.parametrize(
    ("files", "group"),
    [
        pytest.param(_lesson("review_in: 1 month"), "reviews", id="a review that is due"),
        pytest.param(_lesson("review_in: 2 months"), "", id="a review to come"),
        pytest.param(_lesson("review_in: 1 month\nreviewed: 2026-03-01"), "", id="reviewed"),
        pytest.param(_lesson("review_in: 1 month\nstatus: superseded"), "", id="superseded"),
        pytest.param(
            {
                **_lesson("review_in: 1 month"),
                "lessons/new.md": entry("ana", "date: 2026-02-01\nsupersedes: warm.md\ntags: [tests]"),
            },
            "",
            id="another one took its place",
        ),
        pytest.param(
            {**_lesson(""), "posts/2026-02-01-no.md": entry("ben", "contradicts: ../lessons/warm.md")},
            "contradicted",
            id="it did not hold",
        ),
        pytest.param(
            {
                **_lesson("reviewed: 2026-02-01"),
                "posts/2026-02-01-no.md": entry("ben", "contradicts: ../lessons/warm.md"),
            },
            "",
            id="looked at on that day",
        ),
        pytest.param(
            {
                **_lesson("updated: 2026-02-01 09:00"),
                "posts/no.md": entry("ben", "date: 2026-02-01 10:00\ncontradicts: ../lessons/warm.md"),
            },
            "contradicted",
            id="it did not hold an hour later",
        ),
    ],
)
def test_lessons(tmp_path: Path, files: dict[str, str], group: str) -> None:
    assert desk(tmp_path, files) == ({group: ["Warm"]} if group else {})


@pytest.mark.parametrize(
    ("probe", "waiting"),
    [
        pytest.param("ends: 2026-03-03", ["Try"], id="over"),
        pytest.param("ends: 2026-03-04", [], id="today is its last day"),
        pytest.param("ends: 2026-03-03\noutcome: dampened", [], id="it has an outcome"),
        pytest.param("ends: 2026-03-03\ndesk: off", [], id="put away"),
    ],
)
def test_probes_past_their_end(tmp_path: Path, probe: str, waiting: list[str]) -> None:
    files = {"probes/try.md": entry("ana", f"date: 2026-02-01\ntitle: Try\n{probe}")}
    assert desk(tmp_path, files).get("ends", []) == waiting


def _voice(
    who: str, tag: str, days: tuple[str, ...] = ("2026-01-05", "2026-01-20", "2026-02-03")
) -> dict[str, str]:
    return {f"posts/{day}-{who}.md": entry(who, f"tags: [{tag}]") for day in days}


EVERYBODY = {
    f"posts/2025-12-{number:02}-{who}.md": entry(who)
    for number, who in enumerate(("ana", "ana", "ben", "ben", "cem", "cem", "dag"), 1)
}


@pytest.mark.parametrize(
    ("files", "waiting"),
    [
        pytest.param(_voice("ana", "presses"), ["presses"], id="one voice"),
        pytest.param(
            _voice("ana", "presses", ("2024-01-05", "2024-02-01", "2024-03-01")),
            [],
            id="nobody speaks of it any more",
        ),
        pytest.param(
            _voice("ana", "presses", ("2026-01-05", "2026-01-20", "2026-02-01")),
            [],
            id="for not even four weeks",
        ),
        pytest.param(
            {
                **_voice("ana", "presses, steel"),
                "posts/2026-02-05-ana.md": entry("ana", "tags: [steel]"),
                **_voice("ben", "paint"),
            },
            ["steel", "paint"],
            id="what one entry is about is said once",
        ),
        pytest.param(_voice("dag", "presses"), ["presses"], id="only who has left"),
        pytest.param(
            {**_voice("ana", "presses"), "tags/presses.md": "---\ndesk: off\n---\n"}, [], id="put away"
        ),
        pytest.param(
            {
                **_voice("ana", "presses"),
                "people/ana.md": "---\nname: Ana\ndesk: off\n---\n",
            },
            [],
            id="who carries it does not want to be named",
        ),
    ],
)
def test_knowledge_at_risk(tmp_path: Path, files: dict[str, str], waiting: list[str]) -> None:
    assert desk(tmp_path, {**EVERYBODY, **files}).get("at-risk", []) == waiting


def _pages(linked: int, names: tuple[str, ...] = ("lost",)) -> dict[str, str]:
    links = "\n".join(f"[[p{number}]]" for number in range(linked))
    pages = {f"pages/p{number}.md": f"# P {number}\n" for number in range(linked)}
    return {
        "index.md": f"# Notes\n\n{links}\n",
        **pages,
        **{f"pages/{name}.md": "# Lost\n" for name in names},
    }


@pytest.mark.parametrize(
    ("files", "waiting"),
    [
        pytest.param(_pages(7), ["Lost"], id="forgotten"),
        pytest.param(_pages(6), [], id="too few pages"),
        pytest.param(_pages(7, ("a", "b", "c", "d")), [], id="pages are found in other ways"),
        pytest.param({**_pages(8, ()), "CONTRIBUTING.md": "# How\n"}, [], id="forges lead to it"),
    ],
)
def test_orphans(tmp_path: Path, files: dict[str, str], waiting: list[str]) -> None:
    assert desk(tmp_path, files).get("orphans", []) == waiting


def test_in_somebody_elses_repository_pages_are_found_by_a_menu_where_nobody_writes_wikilinks(
    tmp_path: Path,
) -> None:
    files = {f"docs/p{n}.md": f"# P {n}\n\n[on](p{(n + 1) % 8}.md)\n" for n in range(8)}
    vault = {path: text.replace("[on](", "[[").replace(".md)", "]]") for path, text in files.items()}
    lost = {"docs/lost.md": "# Lost\n"}
    assert desk(tmp_path / "1", files | lost, toml="") == {}
    assert desk(tmp_path / "2", vault | lost, toml="") == {"orphans": ["Lost"]}


@pytest.mark.parametrize(
    ("toml", "slip", "waiting"),
    [
        pytest.param(FORGE, "tags: [depoyment]", ["depoyment"], id="one letter away"),
        pytest.param(FORGE, "tags: [deployments]", ["deployments"], id="a plural"),
        pytest.param(FORGE, "tags: [employment]", [], id="another word"),
        pytest.param(FORGE, "tags: [depoyment]\ndesk: off", [], id="put away"),
        pytest.param(
            FORGE + '[check]\ntags = ["deployment", "depoyment"]\n', "tags: [depoyment]", [], id="allowed"
        ),
        pytest.param(
            FORGE + '[check]\ntags = ["deployment"]\n', "tags: [depoyment]", ["depoyment"], id="not listed"
        ),
    ],
)
def test_misspelt_tags(tmp_path: Path, toml: str, slip: str, waiting: list[str]) -> None:
    files = {
        f"posts/2026-02-0{number}-{who}.md": entry(who, "tags: [deployment]")
        for number, who in enumerate(("ana", "ben", "cem"), 1)
    }
    files["posts/2026-02-09-slip.md"] = entry("ben", slip)
    assert desk(tmp_path, files, toml=toml).get("misspelt", []) == waiting


@pytest.mark.parametrize(
    ("address", "waiting"),
    [
        ("/", {"questions": ["Of Ana", "Of Ben", "Of Cem"]}),
        ("/teams/build/", {"questions": ["Of Ana"]}),
        ("/teams/ship/", {"questions": ["Of Ben"]}),
        ("/communities/testing/", {"questions": ["Of Cem"]}),
        ("/communities/other/", {}),
    ],
)
def test_communities_and_teams_have_desks_of_their_own(
    tmp_path: Path, address: str, waiting: dict[str, list[str]]
) -> None:
    files = {
        "communities/other.md": "---\ntags: [tests]\ndesk: off\n---\n# Other\n",
        "questions/a.md": entry("ana", "date: 2026-02-01\ntitle: Of Ana"),
        "questions/b.md": entry("ben", "date: 2026-02-02\ntitle: Of Ben"),
        "questions/c.md": entry("cem", "date: 2026-02-03\ntitle: Of Cem\ntags: [tests]"),
    }
    assert desk(tmp_path, files, address) == waiting


@pytest.mark.parametrize("written", ["desk = false\n", "[desk]\nshown = false\n"])
def test_desks_can_be_turned_off(tmp_path: Path, written: str) -> None:
    assert desk(tmp_path, ASKED, toml=CONFIGURATION + written) == {}


def test_thresholds_are_the_teams(tmp_path: Path) -> None:
    assert desk(tmp_path, ASKED, toml=CONFIGURATION + "[desk]\nquestion_days = 30\n") == {}


def test_five_lines_and_then_where_the_others_are(tmp_path: Path) -> None:
    asked = {f"questions/q{n}.md": entry("ben", f"date: 2026-02-0{n}\ntitle: Q{n}") for n in range(1, 8)}
    site = SmallSite(tmp_path, {"narrate.toml": FORGE, **PEOPLE, **asked})
    site.build()
    html = site.published()["desk/index.html"].decode()
    assert [_text(title) for title in _titles(html)] == ["Q1", "Q2", "Q3", "Q4", "Q5"]
    more = re.search(r'<p class="desk-more">(.*?)</p>', html)
    assert more is not None
    assert 'href="/questions/"' in more[1]
    assert _text(more[1]) == "and 2 more"


def test_a_group_that_is_listed_nowhere_else_has_a_page_of_its_own(tmp_path: Path) -> None:
    due = {
        f"lessons/l{n}.md": entry(
            "ana", f"date: 2025-01-0{n}\nreview_in: 3 months\ntags: [tests]\ntitle: L{n}"
        )
        for n in range(1, 8)
    }
    site = SmallSite(tmp_path, {"narrate.toml": FORGE, **PEOPLE, **due})
    site.build()
    for place in ("", "communities/testing/", "teams/build/"):
        html = site.published()[f"{place}desk/index.html"].decode()
        more = re.search(r'<p class="desk-more">(.*?)</p>', html)
        assert more is not None
        assert f'href="/{place}desk/reviews/"' in more[1]
        html = site.published()[f"{place}desk/reviews/index.html"].decode()
        assert [_text(title) for title in _titles(html)] == [f"L{n}" for n in range(1, 8)]
        assert "desk-more" not in html
        assert f'href="/{place}desk/"' in html
    for n in (6, 7):
        site.write(f"lessons/l{n}.md", entry("ana", "desk: off"))
    site.build()
    assert "desk/reviews/index.html" not in site.published()


def _links(folder: Path, files: dict[str, str], toml: str = FORGE) -> list[tuple[str, str]]:
    """The words of what can be done on the desk, and where it leads, decoded; or what there is to type."""
    site = SmallSite(folder, {"narrate.toml": toml, **PEOPLE, **files})
    site.build()
    html = site.published()["desk/index.html"].decode()
    commands = re.findall(r'<p class="desk-command"><code[^>]*>(.*?)</code>', html)
    actions = re.findall(r'<ul class="desk-actions">(.*?)</ul>', html, re.DOTALL)
    links = [link for each in actions for link in re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', each)]
    return [(words, unquote(unescape(href))) for href, words in links] + [
        ("", unescape(one)) for one in commands
    ]


def test_a_question_is_answered_in_the_forges_editor(tmp_path: Path) -> None:
    (reply,) = _links(tmp_path, ASKED)
    assert reply[0] == "Reply"
    assert reply[1].startswith(
        "https://github.com/team/notes/new/main?filename=narrations/re-why.md&value=---"
    )
    assert "reply_to: /questions/why.md" in reply[1]


def test_a_lesson_is_begun_with_the_narrations_it_comes_from(tmp_path: Path) -> None:
    ((words, address),) = _links(tmp_path, {**_told("ci", 6), **OTHERS})
    assert words == "Distil a lesson"
    assert "filename=lessons/ci.md" in address
    assert address.count("](/posts/2026-02-") == 6
    assert "Distilled from: [" in address
    assert "#ci" in address


def test_what_that_editor_begins_with_becomes_a_lesson_that_names_them_all(tmp_path: Path) -> None:
    files = {**_told("ci", 6), **OTHERS}
    ((_, address),) = _links(tmp_path, files)
    lesson = address.partition("&value=")[2]
    site = SmallSite(tmp_path / "2", {"narrate.toml": FORGE, **PEOPLE, **files, "lessons/ci.md": lesson})
    site.build()
    html = site.published()["lessons/ci/index.html"].decode()
    assert sum(f"/posts/2026-02-0{number}-ci/" in html for number in range(1, 7)) == 6
    assert "Nothing waits for anybody." in site.published()["desk/index.html"].decode()


@pytest.mark.parametrize(
    ("toml", "everywhere"),
    [
        pytest.param(FORGE, True, id="who set out to use it finds it from everywhere, whatever waits"),
        pytest.param("desk = false\n" + FORGE, False, id="turned off"),
        pytest.param("", False, id="somebody else's repository"),
    ],
)
def test_every_page_leads_to_the_desk_and_so_can_a_link(tmp_path: Path, toml: str, everywhere: bool) -> None:
    page = {"pages/about.md": "# About\n\nSee [the desk](/desk/) and [again](../../desk/).\n"}
    site = SmallSite(tmp_path, ({"narrate.toml": toml} if toml else {}) | PEOPLE | page)
    broken = [line for line in site.build().concise() if "/desk/`" in line]
    published = site.published()
    assert bool(broken) is not everywhere
    assert ("desk/index.html" in published) is everywhere
    for path in ("index.html", "404.html", "pages/about/index.html", "people/ana/index.html"):
        led = bool(re.search(r'<nav class="nav".*href="/desk/".*</nav>', published[path].decode(), re.DOTALL))
        assert led is everywhere, path


def test_whoever_carries_knowledge_alone_is_asked(tmp_path: Path) -> None:
    ((words, address),) = _links(tmp_path, {**EVERYBODY, **_voice("ana", "presses")})
    assert words == "Ask"
    assert "filename=questions/new-question.md" in address
    assert "@ana" in address
    assert "#presses" in address


@pytest.mark.parametrize(
    ("files", "command"),
    [
        pytest.param(ASKED, "narrate reply /questions/why/", id="a question"),
        pytest.param(
            {**_told("ci", 6), **OTHERS},
            "narrate promote " + " ".join(f"/posts/2026-02-0{number}-ci/" for number in range(6, 3, -1)),
            id="a lesson",
        ),
        pytest.param({**_lesson("review_in: 1 month")}, "lessons/warm.md", id="a file to edit"),
    ],
)
def test_without_a_forge_the_desk_says_what_to_type_or_to_open(
    tmp_path: Path, files: dict[str, str], command: str
) -> None:
    assert _links(tmp_path, files, CONFIGURATION) == [("", command)]
