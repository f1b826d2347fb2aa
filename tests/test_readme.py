"""The README is true: a newcomer does what it says, with its own examples, and gets what it promises."""

import json
import re
from pathlib import Path

import pytest

from narrate.cli import main
from smallsite import SmallSite

CHECKOUT = Path(__file__).resolve().parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")

WARMING = "narrations/ana/2026-03-04-warming-the-cache"
WRONG = "narrations/ben/2026-03-05-warm-but-wrong"


def answer(question: str) -> str:
    """What stands under `### … question`."""
    return README.split(f"\n### … {question}\n")[1].split("\n##")[0]


def example(question: str, language: str = "markdown") -> str:
    """The first example of an answer in a language."""
    found = re.search(rf"^```{language}\n(.*?)^```", answer(question), re.DOTALL | re.MULTILINE)
    assert found, f"nothing in {language} under {question!r}"
    return found[1]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """What `narrate init notes` makes for Ana, with her first entry and Ben's reply."""
    (tmp_path / ".gitconfig").write_text(
        "[user]\n\tname = Ana Ferreira\n\temail = ana@team.example\n", encoding="utf-8"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["init", "notes", "--quiet"])
    assert ended.value.code in (0, None)
    site = SmallSite(tmp_path)
    site.write(
        f"content/{WARMING}.md",
        README.split("your own name), called after the day:\n\n    ")[1].split("\n")[0],
    )
    site.write(f"content/{WRONG}.md", example("reply to an entry"))
    return site


def published(site: SmallSite, address: str) -> str:
    """A page, by its address."""
    return (site.output / address / "index.html").read_text(encoding="utf-8")


def add(site: SmallSite, toml: str) -> None:
    """Adds to the end of `narrate.toml`."""
    file = site.root / "narrate.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + toml, encoding="utf-8")


def entries(site: SmallSite) -> dict[str, dict[str, object]]:
    """`api/entries.json` by source."""
    listed = json.loads((site.output / "api/entries.json").read_text(encoding="utf-8"))
    return {entry["source"]: entry for entry in listed}


def test_two_lines_are_an_entry(site: SmallSite) -> None:
    assert site.build().diagnostics == ()
    entry = entries(site)[f"{WARMING}.md"]
    assert (entry["authors"], entry["date"], entry["tags"]) == (["ana"], "2026-03-04", ["ci/cache"])


def test_a_reply_stands_where_it_is_said_to_stand(site: SmallSite) -> None:
    site.write("content/people/ben.md", example("add a person"))
    assert site.build().diagnostics == ()
    for address in (WARMING, "people/ana", "people/ben"):
        assert f'href="/{WRONG}/"' in published(site, address)


def test_a_lesson_and_what_it_comes_from_lead_to_each_other(site: SmallSite) -> None:
    site.write("content/lessons/key-a-cache-by-what-makes-it.md", example("distil a lesson"))
    assert site.build().diagnostics == ()
    lesson = "lessons/key-a-cache-by-what-makes-it"
    for address in (WARMING, WRONG, "tags/ci/cache"):
        assert f'href="/{lesson}/"' in published(site, address)
    assert f'href="/{WARMING}/"' in published(site, lesson)


def test_a_person_has_a_page_and_no_address_on_it(site: SmallSite) -> None:
    site.write("content/people/ben.md", example("add a person"))
    site.build()
    assert "Ben Ode" in published(site, "people/ben")
    assert site.containing("ben@team.example") == ()


def test_whoever_joins_a_community_is_in_its_stream(site: SmallSite) -> None:
    site.write("content/communities/release-craft.md", example("add a community and join it"))
    page = site.root / "content/people/ana.md"
    text = page.read_text(encoding="utf-8")
    assert "communities: [working-out-loud]" in text
    page.write_text(text.replace("[working-out-loud]", "[release-craft]"), encoding="utf-8")
    assert site.build().diagnostics == ()
    community = published(site, "communities/release-craft")
    assert f'href="/{WARMING}/"' in community
    assert 'href="/people/ana/"' in community


def test_a_kind_of_their_own_has_a_page_a_feed_and_a_field_that_is_asked_for(site: SmallSite) -> None:
    add(site, example("add a kind of our own", "toml"))
    site.write("content/interviews/ruth.md", "---\nwith: Ruth\n---\nShe rings at four.\n")
    site.write("content/interviews/nobody.md", "They ring at five.\n")
    said = site.build().diagnostics
    assert [(d.code, d.place.path, d.help) for d in said] == [
        ("missing-field", "interviews/nobody.md", "Whom we talked to, as they want to be called.")
    ]
    assert "Interviews" in published(site, "interviews")
    assert (site.output / "interviews/feed.atom").is_file()


def test_one_colour_and_one_block_can_be_changed(site: SmallSite) -> None:
    css = example("change how the site looks", "css")
    site.write("theme/static/extra.css", css)
    site.write("theme/templates/entry.html", example("change how the site looks", "jinja"))
    site.build()
    assert "Talk about it in the chat" in published(site, WARMING)
    assert any(path.startswith("_narrate/theme.") for path in site.containing(css.strip()))


def test_a_tag_has_the_feed_that_is_said_to_be_there(site: SmallSite) -> None:
    site.build()
    address = re.search(
        r"https://intranet\.example/notes/(\S+feed\.atom)`", answer("follow one tag in a feed reader")
    )
    assert address
    assert (site.output / address[1]).is_file()
    assert address[1] in (site.output / "feeds.opml").read_text(encoding="utf-8")


def test_what_is_for_fewer_eyes_is_nowhere_else(site: SmallSite) -> None:
    site.write("content/draft.md", "---\ndraft: true\n---\nAn ostrich farm.\n")
    site.build()
    assert site.containing("ostrich") == ()
    site.build(drafts=True)
    assert "draft/index.html" in site.containing("ostrich")
    site.build(audience="public")
    assert site.containing("eleven minutes") == ()


def test_an_edit_is_explained_as_it_is_shown(site: SmallSite) -> None:
    site.write("content/people/ben.md", example("add a person"))
    site.build()
    site.write("content/people/ben.md", example("add a person").replace(", and tea", ""))
    shown = re.findall(r"^    (\S+): (.+)$", answer("understand why a page was rendered"), re.MULTILINE)
    assert [(one.path, "; ".join(one.why)) for one in site.build().report.reasons] == shown


def test_a_problem_is_said_in_these_words_and_as_serious_as_they_say(site: SmallSite) -> None:
    question = "find out what a problem means, and how serious it is"
    shown = example(question, "")
    site.write("content/narrations/ana/2026-03-06-linker.md", shown.split("1 | ")[1].split("\n")[0] + "\n")
    built = site.build()
    assert shown.split("\n")[0] == "error[broken-link]: " + built.diagnostics[0].message
    assert shown.rstrip().endswith(f"= help: {built.diagnostics[0].help}")
    assert not site.build(strict=True).report.published
    add(site, example(question, "toml"))
    assert site.build(strict=True).report.published


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_the_top_pages_leads_somewhere(page: str) -> None:
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```|^    .*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = CHECKOUT / (name or page)
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            missing.append(target)
    assert missing == []


def _anchors(file: Path) -> set[str]:
    """The ids that forges give headings."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_what_the_architecture_page_names_is_there() -> None:
    page = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tests = "".join(file.read_text(encoding="utf-8") for file in (CHECKOUT / "tests").rglob("test_*.py"))
    named = re.findall(r"`([^`\s]+)`", page)
    functions = [name for name in named if re.fullmatch(r"test_\w+", name) and f"def {name}(" not in tests]
    paths = [
        name for name in named if re.fullmatch(r"[\w/-]+\.(py|toml|html)|(tests|docs)/[\w/-]+(\.md)?", name)
    ]
    kept = [
        *(CHECKOUT / "src").rglob("*"),
        *(CHECKOUT / "themes").rglob("*"),
        *(CHECKOUT / "tests").rglob("*"),
    ]
    found = {file.as_posix() for file in (*kept, *CHECKOUT.glob("docs/*"))}
    assert functions == []
    assert [path for path in paths if not any(file.endswith(f"/{path.rstrip('/')}") for file in found)] == []


def test_every_invariant_names_a_test() -> None:
    page = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", page, re.MULTILINE)
    assert [number for number, _ in rows] == [str(number) for number in range(1, 11)]
    assert [number for number, tests in rows if "test" not in tests] == []


def test_what_somebody_wrote_about_something_is_found(
    site: SmallSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = re.search(
        r"^    narrate (find .*)$", answer("find what somebody wrote about something"), re.MULTILINE
    )
    assert command
    monkeypatch.chdir(site.root)
    with pytest.raises(SystemExit):
        main(command[1].split())
    assert "/narrations/" in capsys.readouterr().out
