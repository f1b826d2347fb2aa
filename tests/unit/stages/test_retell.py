"""The history of a lesson: what it tells, and what it must not tell."""

from pathlib import Path

import pytest

from gitrepo import ANA, BEN, Repo
from narrate.stages.retell.differ import MOST, changed, paragraphs
from smallsite import CONFIGURATION, SmallSite

LESSON = "lessons/warm.md"
CONSTANT = "A cache that nobody has asked is as slow as none, whatever the machine that it runs on.\n"
FIRST = f"---\ndate: 2026-01-10\n---\n# Warm it\n\nWarm it early.\n\n{CONSTANT}"
SECOND = FIRST.replace("early", "at six")
CHANGED = "<del>early.</del>"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return SmallSite(tmp_path, {"narrate.toml": CONFIGURATION})


class Daily(Repo):
    """Nobody commits twice a day."""

    def record(self, author: str = ANA, date: str = "", message: str = "m") -> str:
        self.clock += 86_400
        return super().record(author, date, message)


@pytest.fixture
def repo(site: SmallSite) -> Repo:
    return Daily(site.root)


def page(site: SmallSite, path: str = "lessons/warm/index.html", **options: str) -> str:
    site.build(**options)  # type: ignore[arg-type]
    return (site.output / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "Warm it early.",
            "Warm it at six.",
            [[("same", "Warm it"), ("gone", "early."), ("new", "at six.")]],
        ),
        ("One.\n\nTwo.", "One.", [[("gone", "Two.")]]),
        ("One.", "One.\n\n- a\n- b", [[("new", "- a")], [("new", "- b")]]),
        ("Some **bold** words.", "Some bold words.", []),
        ("a b c d e", "v w x y z", [[("gone", "a b c d e")], [("new", "v w x y z")]]),
        (
            "```\na\n\nb\n```",
            "```\na\n\nc\n```",
            [[("same", "``` a"), ("gone", "b"), ("new", "c"), ("same", "```")]],
        ),
        (
            "| When | What |\n|------|---|\n| 9:00 | alert |",
            "| When  | What |\n| :--- | --- |\n| 9:00  | calm |",
            [[("same", "| 9:00 |"), ("gone", "alert"), ("new", "calm"), ("same", "|")]],
        ),
        ("", "", []),
    ],
)
def test_a_change_is_told_in_passages(before: str, after: str, told: list[list[tuple[str, str]]]) -> None:
    passages, more = changed(paragraphs(before), paragraphs(after))
    assert [[(run.how, run.text) for run in passage] for passage in passages] == told
    assert not more


def test_a_long_change_is_told_in_its_first_passages() -> None:
    passages, more = changed([], paragraphs("\n\n".join(f"Paragraph {number}." for number in range(500))))
    assert (len(passages), more) == (MOST, True)
    (run,) = changed([], [" ".join(["word"] * 5000)])[0][0]
    assert len(run.text) < 500


def test_a_lesson_tells_who_changed_what_and_what_they_said(site: SmallSite, repo: Repo) -> None:
    repo.commit({LESSON: FIRST}, ANA, message="A lesson")
    repo.commit({LESSON: SECOND}, BEN, message="At six, says ben@team.test")
    told = page(site)
    assert CHANGED in told
    assert "At six, says ben [at] team.test" in told
    assert "ben@team.test" not in told
    assert told.index("Ben Ode") < told.index("A lesson")


def test_whoever_changed_it_under_another_name_is_who_they_are(site: SmallSite, repo: Repo) -> None:
    repo.commit({LESSON: FIRST}, BEN)
    repo.commit({LESSON: SECOND, "narrations/a.md": "Hello.\n"}, ANA)
    repo.commit({LESSON: SECOND.replace("Warm", "Heat")}, "alima <ana@team.test>")
    told = page(site)
    assert "alima" not in told
    assert told.count('href="/people/ana-lima/"') >= 2


def test_a_narration_and_a_lesson_written_once_tell_no_history(site: SmallSite, repo: Repo) -> None:
    repo.commit({LESSON: FIRST, "posts/2026-01-01-n.md": "One.\n"})
    repo.commit({"posts/2026-01-01-n.md": "Two.\n"})
    site.build()
    assert not site.containing("How it came to say this")


def test_what_a_program_committed_is_passed_over(site: SmallSite, repo: Repo) -> None:
    repo.commit({LESSON: FIRST})
    repo.commit({LESSON: SECOND}, "renovate[bot] <bot@renovateapp.com>", message="chore")
    repo.commit({LESSON: SECOND + "\nMore.\n"}, BEN)
    told = page(site)
    assert "chore" not in told
    assert "<ins>More.</ins>" in told
    assert CHANGED not in told


SECRET = {"lessons/secret-plan.md": "---\ndraft: true\n---\n# The secret plan\n\nNothing yet.\n"}


@pytest.mark.parametrize(
    ("first", "others"),
    [
        (FIRST.replace("date", "draft: true\ndate"), {}),
        (FIRST.replace("date", "visibility: internal\ndate"), {}),
        (FIRST.replace("date", "visibility: nobody-knows\ndate"), {}),
        (FIRST.replace("date", "expires: 2026-01-11\ndate"), {}),
        (FIRST.replace("date", "publish_on: 2026-01-11\ndate"), {}),
        (FIRST.replace("Warm it early.", "Warm it early. See [[secret-plan]]."), SECRET),
        (FIRST.replace("Warm it early.", "Warm it early. See [it](secret-plan.md)."), SECRET),
        (FIRST.replace("Warm it early.", "Warm it early, as in the secret plan."), SECRET),
        (FIRST.replace("date", "from: secret-plan\ndate"), SECRET),
        (FIRST.replace("date: 2026-01-10", "draft: [\ndate: 2026-01-10"), {}),
    ],
)
def test_what_an_earlier_version_kept_back_stays_back(
    site: SmallSite, repo: Repo, first: str, others: dict[str, str]
) -> None:
    site.write("narrate.toml", CONFIGURATION + 'visibility = "public"\naudience = "public"\n')
    repo.commit({LESSON: first, **others}, message="begun")
    repo.commit({LESSON: SECOND}, BEN, message="changed")
    told = page(site)
    assert "begun" in told
    assert "changed" in told
    assert "early" not in told
    assert "<ins>" not in told


def test_comments_and_addresses_of_an_earlier_version_are_not_told(site: SmallSite, repo: Repo) -> None:
    first = FIRST.replace("early.", "early. Ask eve@team.test. <!-- she hates it --> %% so do I %%")
    repo.commit({LESSON: first})
    repo.commit({LESSON: SECOND})
    told = page(site)
    assert "Ask eve [at] team.test." in told
    for hidden in ("eve@team.test", "she hates it", "so do I"):
        assert hidden not in told


@pytest.mark.parametrize(
    "message", ["As in the secret plan", "Add secret-plan.md", "Touch lessons/secret-plan.md, too"]
)
def test_what_was_said_is_left_out_when_it_names_what_is_withheld(
    site: SmallSite, repo: Repo, message: str
) -> None:
    repo.commit({LESSON: FIRST, **SECRET}, message="begun")
    repo.commit({LESSON: SECOND}, message=message)
    told = page(site)
    assert CHANGED in told
    assert message not in told


def test_a_page_that_lay_in_a_closed_folder_tells_no_passages(site: SmallSite, repo: Repo) -> None:
    closed = '[folders."private"]\nvisibility = "internal"\n'
    site.write("narrate.toml", CONFIGURATION + 'visibility = "public"\naudience = "public"\n' + closed)
    repo.commit({"private/warm.md": FIRST.replace("date", "kind: lesson\ndate")})
    repo.move("private/warm.md", LESSON)
    repo.commit({LESSON: SECOND}, message="changed")
    told = page(site)
    assert "changed" in told
    assert "early" not in told


def test_a_wider_circle_than_the_sites_own_is_told_nothing(site: SmallSite, repo: Repo) -> None:
    site.write("narrate.toml", CONFIGURATION + 'visibility = "public"\naudience = "internal"\n')
    repo.commit({LESSON: FIRST})
    repo.commit({LESSON: SECOND})
    assert "How it came to say this" in page(site)
    assert "How it came to say this" not in page(site, audience="public")


def test_a_shallow_clone_says_that_there_was_more(site: SmallSite, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "origin")
    repo.commit({"narrate.toml": CONFIGURATION, LESSON: FIRST}, message="begun")
    repo.commit({LESSON: SECOND}, message="second")
    repo.commit({LESSON: SECOND + "\nMore.\n"}, message="third")
    (site.root / "narrate.toml").unlink()
    site.root.rmdir()
    repo.git("clone", "-q", "--depth", "2", f"file://{repo.root}", str(site.root))
    told = page(site)
    assert "third" in told
    assert "begun" not in told
    assert "What was before is not told here." in told


def test_a_page_of_many_versions_tells_the_newest(site: SmallSite, repo: Repo) -> None:
    for number in range(40):
        repo.commit({LESSON: FIRST.replace("early", f"at {number}")}, message=f"number {number}.")
    told = page(site)
    assert "number 39." in told
    assert "number 3." not in told
    assert "What was before is not told here." in told
    assert len(told) < 40_000


def test_a_version_that_is_no_text_is_told_without_passages(site: SmallSite, repo: Repo) -> None:
    repo.commit({LESSON: FIRST})
    (site.root / LESSON).write_bytes(bytes(range(256)) * 2000)
    repo.commit({}, message="broken")
    repo.commit({LESSON: SECOND}, message="mended")
    told = page(site)
    assert "broken" in told
    assert "<ins>" not in told


def test_what_somebody_did_on_one_day_is_one_version(site: SmallSite) -> None:
    repo = Repo(site.root)
    repo.commit({LESSON: FIRST}, ANA, message="A lesson")
    repo.clock += 86_400
    repo.commit({LESSON: SECOND.replace("six", "seven")}, BEN, message="test")
    repo.commit({LESSON: SECOND.replace("six", "eight")}, BEN, message="At another time of the day")
    repo.commit({LESSON: SECOND}, BEN, message="typo")
    told = page(site)
    assert (told.count("change-byline"), "test" in told, "typo" in told) == (2, False, False)
    assert CHANGED in told
    assert "At another time of the day" in told


def test_what_changed_no_word_is_not_told(site: SmallSite, repo: Repo) -> None:
    repo.commit({LESSON: FIRST}, ANA, message="A lesson")
    repo.commit({LESSON: FIRST.replace("early", "**early**")}, BEN, message="Bold")
    assert "change-byline" not in page(site)
    repo.commit({LESSON: SECOND}, BEN, message="At six")
    told = page(site)
    assert (told.count("change-byline"), "Bold" in told) == (2, False)


def test_what_was_taken_back_on_the_same_day_is_no_version(site: SmallSite) -> None:
    repo = Repo(site.root)
    repo.commit({LESSON: FIRST}, ANA, message="A lesson")
    repo.commit({LESSON: SECOND}, BEN, message="At six")
    repo.commit({LESSON: FIRST}, BEN, message="Not at six")
    assert "change-byline" not in page(site)
