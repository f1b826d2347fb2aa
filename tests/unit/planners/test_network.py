"""The network: what ties people, what is too little to show, who is not in it, and the files that others read."""

import csv
import io
import re
from html import unescape
from pathlib import Path

import networkx as nx
import pytest

from gitrepo import Repo
from narrate.planners.arc_diagram import Arc, Bridge, Group, Node, arc_diagram
from smallsite import CONFIGURATION, SmallSite

PAGE = "network/index.html"
Files = dict[str, str | bytes]


def person(name: str, team: str = "", *communities: str, more: str = "") -> Files:
    said = f"team: {team}\ncommunities: [{', '.join(communities)}]\n{more}"
    return {f"people/{name}.md": f"---\nname: {name.capitalize()}\n{said}\n---\nHello.\n"}


def entry(name: str, author: str, text: str = "Some words.", more: str = "") -> Files:
    return {
        f"posts/{name}.md": f"---\nauthor: {author}\ndate: 2026-02-0{len(name) % 9 + 1}\n{more}\n---\n{text}\n"
    }


def published(folder: Path, files: Files, configuration: str = CONFIGURATION) -> dict[str, bytes]:
    site = SmallSite(folder, {"narrate.toml": configuration, **files})
    built = site.build()
    assert built.concise() == ()
    return site.published()


def ties(pages: dict[str, bytes], path: str = "network/network.csv") -> list[str]:
    """The lines of the CSV file between people, as words."""
    rows = csv.DictReader(io.StringIO(pages[path].decode("utf-8-sig"), newline=""))
    return [
        f"{row['from']} {row['how']} {row['to']}".replace("people/", "")
        for row in rows
        if row["how"] != "member"
    ]


ABC = person("ana", "data") | person("ben", "web") | person("cem", "web")
TALK = (
    entry("cold", "ana")
    | entry("why", "ben", more="reply_to: cold.md")
    | entry("because", "cem", "See [why](why.md), @ana.")
    | entry("thanks", "ana", more="thanks: [ben]")
)


@pytest.mark.parametrize(
    ("more", "tie"),
    [
        pytest.param(entry("so", "cem", more="answers: cold.md"), "cem answers ana", id="an answer"),
        pytest.param(entry("so-it-is", "cem", "![[cold]]"), "cem cites ana", id="an embed"),
        pytest.param(entry("so", "cem", more="kind: lesson\nfrom: cold.md"), "cem cites ana", id="a lesson"),
        pytest.param(entry("so", "cem", more="applies: why.md"), "cem cites ben", id="a use"),
        pytest.param(entry("so", "cem", "With @ben."), "cem mentions ben", id="a mention"),
        pytest.param(
            {"questions/so.md": "---\nauthor: ana\nanswer: ../posts/because.md\n---\nWhy?\n"},
            "cem answers ana",
            id="an answer that the question names",
        ),
    ],
)
def test_what_one_writes_to_another_is_a_tie(tmp_path: Path, more: Files, tie: str) -> None:
    before = ["ana mentions ben", "ben answers ana", "cem mentions ana", "cem cites ben"]
    found = ties(published(tmp_path, ABC | TALK | more))
    assert [one for one in before if one not in found] == []
    assert tie in found


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(entry("so", "ana", "[mine](cold.md)"), id="oneself"),
        pytest.param(entry("so", "cem", "[later](cold.md)"), id="what was written later"),
        pytest.param(entry("so", "[cem, ana]", "[ours](cold.md)"), id="oneself, with somebody"),
        pytest.param(
            {"posts/README.md": "---\nauthor: cem\n---\n[cold](cold.md)\n"}, id="a page for everybody"
        ),
        pytest.param(entry("so", "[cem, a, b, c, d, e, f]", "[cold](cold.md)"), id="a group"),
        pytest.param(
            entry("so", "cem", " ".join(f"@p{number}" for number in range(6)))
            | {path: text for number in range(6) for path, text in person(f"p{number}").items()},
            id="to a group",
        ),
        pytest.param(entry("so", "ana", "Present: @cem\n\nNothing."), id="who was there"),
        pytest.param(
            entry("so", "zed", "[cold](cold.md)") | person("zed", more="listed: false"),
            id="who is not listed",
        ),
        pytest.param(
            entry("so", "ana", "Hello @zed.") | person("zed", more="listed: false"),
            id="to whom is not listed",
        ),
    ],
)
def test_what_is_no_tie(tmp_path: Path, more: Files) -> None:
    usual = ["ana mentions ben", "ben answers ana", "cem mentions ana", "cem cites ben"]
    pages = published(tmp_path, ABC | TALK | more)
    assert sorted(ties(pages)) == sorted(usual)
    assert b"Zed" not in pages[PAGE]
    assert b"Zed" not in pages["network/network.graphml"]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(ABC, id="nobody wrote to anybody"),
        pytest.param(ABC | entry("cold", "ana") | entry("why", "ben", "[c](cold.md) @cem"), id="two ties"),
        pytest.param(person("ana", "data", "cache") | person("ben", "web", "cache"), id="two people"),
        pytest.param(
            person("ana", "web", "cache") | person("ben", "web", "cache") | person("cem"), id="one team"
        ),
    ],
)
def test_little_is_not_shown(tmp_path: Path, files: Files) -> None:
    pages = published(tmp_path, files)
    assert [path for path in pages if "network." in path or path == PAGE] == []
    assert b"/network/" not in pages["people/index.html"]


def test_where_hardly_anybody_speaks_to_anybody_there_is_none(tmp_path: Path) -> None:
    files = ABC | TALK
    for number in range(31):
        files |= entry(f"alone-{number}", f"p{number}")
    assert PAGE not in published(tmp_path, files)


@pytest.mark.parametrize(("alone", "shown"), [(20, True), (40, False)])
def test_three_pairs_among_many_are_none(tmp_path: Path, alone: int, shown: bool) -> None:
    files: Files = {}
    for number in range(3):
        files |= entry(f"why-{number}", f"ana{number}")
        files |= entry(f"because-{number}", f"ben{number}", more=f"reply_to: why-{number}.md")
    for number in range(alone):
        files |= entry(f"alone-{number}", f"p{number}")
    assert (PAGE in published(tmp_path, files)) == shown


def test_pages_may_lead_there_unless_there_is_none(tmp_path: Path) -> None:
    files = ABC | TALK | {"about.md": "Who talks with whom: [see](/network/).\n"}
    assert b'<a href="/network/">see</a>' in published(tmp_path, files)["about/index.html"]
    site = SmallSite(tmp_path / "off", {"narrate.toml": f"{CONFIGURATION}network = false\n", **files})
    assert [one.partition(":")[0] for one in site.build().concise()] == ["about.md"]


def test_a_page_at_its_address_introduces_it(tmp_path: Path) -> None:
    pages = published(tmp_path, ABC | TALK | {"network.md": "We are *three*.\n"})
    assert b"We are <em>three</em>." in pages[PAGE]
    assert b"arcs-drawing" in pages[PAGE]


def test_a_kind_of_that_name_keeps_its_page(tmp_path: Path) -> None:
    kind = f'{CONFIGURATION}[kinds.cable]\nplural = "Cables"\nfolder = "network"\n'
    pages = published(tmp_path, ABC | TALK | {"network/red.md": "---\nauthor: ana\n---\nA red one.\n"}, kind)
    assert b"<h1" in pages[PAGE]
    assert b"arcs-drawing" not in pages[PAGE]
    assert "network/network.csv" not in pages


def test_a_community_across_two_teams_is_enough(tmp_path: Path) -> None:
    files = person("ana", "data", "cache") | person("ben", "web", "cache") | person("cem", "web", "cache")
    page = published(tmp_path, files)[PAGE].decode()
    assert "bridge-wide" in page
    assert re.findall(r'<th scope="row"><a[^>]* href="/communities/cache/"', page)


def test_with_network_false_there_is_none(tmp_path: Path) -> None:
    files = person("dan", "data", "cache") | person("eva", "web", "cache") | ABC | TALK
    assert PAGE in published(tmp_path / "on", files)
    pages = published(tmp_path / "off", files, f"{CONFIGURATION}network = false\n")
    assert [path for path, content in pages.items() if "network" in path or b"/network" in content] == []


def test_a_community_has_what_its_entries_show(tmp_path: Path) -> None:
    community: Files = {"communities/cache.md": "---\nname: Cache\ntags: [cache]\n---\nWarm.\n"}
    files = community | person("ana", "data", "cache") | person("ben", "web", "cache") | person("cem", "web")
    files |= entry("cold", "ana", more="tags: [cache]") | entry("why", "cem", more="reply_to: cold.md")
    files |= entry("disks", "ben", "[why](why.md)")
    pages = published(tmp_path, files)
    assert ties(pages, "communities/cache/network.csv") == ["cem answers ana"]
    assert sorted(ties(pages)) == ["ben cites cem", "cem answers ana"]
    assert "How it connects us" in pages["communities/cache/index.html"].decode()


def test_many_people_are_drawn_as_their_teams_and_the_table_has_all(tmp_path: Path) -> None:
    files: Files = {}
    for number in range(45):
        files |= person(f"p{number}", f"team{number % 4}", "cache")
        files |= entry(f"{'x' * (number % 5)}n{number}", f"p{number}", f"To @p{(number + 1) % 45}.")
    page = published(tmp_path, files)[PAGE].decode()
    names = re.findall(r'<text x="\d+" y="\d+">([^<]+)</text></a>\s*</g>', page)
    assert names == ["Cache", "Team0", "Team1", "Team2", "Team3"]
    assert "People are drawn as their teams" in page
    assert len(re.findall(r'<th scope="row"><a[^>]*class="person', page)) == 45


def test_without_teams_the_newest_are_drawn(tmp_path: Path) -> None:
    files: Files = {}
    for number in range(60):
        files |= {
            f"posts/2026-01-{number % 28 + 1:02}-{number}.md": f"---\nauthor: p{number}\n---\n@p{(number + 7) % 60}\n"
        }
        files |= person(f"p{number}")
    page = published(tmp_path, files)[PAGE].decode()
    assert page.count('class="node"') <= 40
    assert "The newest is drawn" in page


def test_graphml_and_csv_are_read_by_others_and_say_the_same(tmp_path: Path) -> None:
    odd = {"people/eva.md": '---\nname: "=1+1 <b>&\\u0007"\nteam: data\ncommunities: [cache]\n---\nHello.\n'}
    files = person("dan", "web", "cache") | odd | ABC | TALK | entry("so", "eva", "With @dan.")
    pages = published(tmp_path, files)
    graph = nx.parse_graphml(pages["network/network.graphml"].decode())
    assert graph.is_directed()
    assert graph.nodes["people/ana"] == {
        "sort": "person",
        "name": "Ana",
        "url": "https://notes.example/people/ana/",
    }
    assert graph.nodes["communities/cache"]["sort"] == "community"
    between = [
        f"{source} {said['how']} {target}".replace("people/", "")
        for source, target, said in graph.edges(data=True)
        if said["how"] != "member"
    ]
    assert sorted(between) == sorted(ties(pages))
    assert graph.edges["people/eva", "people/dan"]["entry"] == "https://notes.example/posts/so/"
    assert b",'=1+1 <b>&," in pages["network/network.csv"]


def test_the_order_in_which_files_were_written_does_not_matter(tmp_path: Path) -> None:
    files = person("dan", "data", "cache") | person("eva", "web", "cache") | ABC | TALK
    first = published(tmp_path / "a", files)
    second = published(tmp_path / "b", dict(reversed(files.items())))
    assert {path: first[path] for path in first if "network" in path} == {
        path: second[path] for path in second if "network" in path
    }


def test_one_more_reply_adds_an_arc_and_moves_nothing() -> None:
    nodes = [Node(name, f"/{name}/", number // 2) for number, name in enumerate("abcd")]
    groups = [Group("one", "/one/"), Group("two", "/two/")]
    bridges = [Bridge("cache", "/cache/", (0, 2))]
    arcs = [Arc(0, 3, "answers", down=True, up=False)]
    before = arc_diagram(nodes, groups, bridges, arcs)
    after = arc_diagram(nodes, groups, bridges, [*arcs, Arc(0, 1, "cites", down=False, up=True)])
    assert [node.y for node in before.nodes] == [node.y for node in after.nodes]
    assert (before.bands, before.bridges, before.width, before.height) == (
        after.bands,
        after.bridges,
        after.width,
        after.height,
    )
    assert before.arcs[0].path == after.arcs[-1].path


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana", "Ana"),
        ("Wolfeschlegelsteinhausenbergerdorff", "Wolfeschlegelsteinhausen…"),
        ("東京都千代田区霞が関一丁目一番地一号", "東京都千代田区霞が関一丁…"),
        ("محمد", "محمد"),
    ],
)
def test_names_have_room(name: str, shown: str) -> None:
    node = arc_diagram([Node(name, "/", 0)], [], [], []).nodes[0]
    assert (node.name, node.full) == (shown, "" if shown == name else name)


def test_in_the_page_every_name_is_a_link_and_arcs_are_for_the_eye_alone(tmp_path: Path) -> None:
    files = person("dan", "data", "cache") | person("eva", "web", "cache") | ABC | TALK
    page = unescape(published(tmp_path, files)[PAGE].decode())
    drawing = page[page.index('<svg class="arcs-drawing"') : page.index("</svg>")]
    assert re.findall(r'<a href="([^"]+)"', drawing) == [
        "/communities/cache/",
        *(f"/people/{name}/" for name in ("ana", "dan", "ben", "cem", "eva")),
    ]
    assert all("aria-hidden" in path for path in re.findall(r"<path class=\"(?:node|bridge)[^>]*>", drawing))
    assert not re.search(r"<path(?![^>]*(?:aria-hidden|class=\"arc))", drawing)


def test_a_link_to_the_network_leads_somewhere_before_there_is_one(tmp_path: Path) -> None:
    people = {f"people/{name}.md": f"---\nname: {name}\n---\n" for name in ("ana", "ben", "cem")}
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **people})
    site.build()
    assert "network/index.html" not in site.published()
    site.write("pages/about.md", "# About\n\nSee [who answers whom](/network/).\n")
    site.build()
    assert "There is too little to show yet." in site.published()["network/index.html"].decode()


@pytest.mark.parametrize("page", ["lessons/warm.md", "notes/warm.md"])
def test_a_link_in_a_page_that_others_wrote_in_ties_nobody(tmp_path: Path, page: str) -> None:
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION} | ABC | TALK)
    repo = Repo(site.root)
    lesson = "---\ndate: 2026-02-20\n---\n# Warm it early\n\nBefore anybody asks.\n"
    repo.commit({page: lesson}, "Dan <dan@team.test>")
    repo.commit({page: lesson + "\nAs [somebody](../posts/cold.md) found out.\n"}, "Eva <e@t.test>")
    site.build()
    assert [one for one in ties(site.published()) if "dan" in one or "eva" in one] == []
