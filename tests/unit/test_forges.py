"""The addresses of each forge's editor, for a repository that was configured or that Git knows."""

import pytest

from narrate.forges import Forge, absent_from, forge_of
from narrate.git.history import FileHistory, History
from narrate.kinds import built_in
from narrate.model.config import Config, GitSettings

AT = "https://forge.example/team/notes"
ODD = "narrations/ana/50% off? #1 – ünï.md"
ENCODED = "narrations/ana/50%25%20off%3F%20%231%20%E2%80%93%20%C3%BCn%C3%AF.md"
GITEA = (
    f"{AT}/_edit/main/{ENCODED}",
    f"{AT}/commits/branch/main/{ENCODED}",
    f"{AT}/_new/main?filename=a/b.md&value=x%0A%26y%3D1%20%2B%20%23z",
)


def _config(git: GitSettings | None = None, content: str = ".") -> Config:
    return Config(kinds=built_in(), title="Notes", content=content, git=git or GitSettings())


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (
            "github",
            (
                f"{AT}/edit/main/{ENCODED}",
                f"{AT}/commits/main/{ENCODED}",
                f"{AT}/new/main?filename=a/b.md&value=x%0A%26y%3D1%20%2B%20%23z",
            ),
        ),
        (
            "gitlab",
            (
                f"{AT}/-/edit/main/{ENCODED}",
                f"{AT}/-/commits/main/{ENCODED}",
                f"{AT}/-/new/main?file_name=a/b.md&content=x%0A%26y%3D1%20%2B%20%23z",
            ),
        ),
        ("gitea", GITEA),
        ("forgejo", GITEA),
        ("bitbucket", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_each_forge_has_addresses_of_its_own(type_: str, expected: tuple[str, str, str]) -> None:
    forge = Forge(AT, type_, "main")
    assert (forge.edit(ODD), forge.history(ODD), forge.new("a/b.md", "x\n&y=1 + #z")) == expected


def test_paths_are_those_of_the_repository_and_branches_may_be_odd() -> None:
    forge = Forge(AT, "github", "team/what #1?", "docs/our notes/")
    assert forge.edit("a.md") == f"{AT}/edit/team/what%20%231%3F/docs/our%20notes/a.md"


def test_a_text_that_is_too_long_for_an_address_is_left_out() -> None:
    assert Forge(AT, "github", "main").new("a.md", "ü" * 2000) == f"{AT}/new/main?filename=a.md&value="


@pytest.mark.parametrize(
    ("address", "type_"),
    [
        ("https://github.com/team/notes", "github"),
        ("https://gitlab.team.example/team/notes", "gitlab"),
        ("https://codeberg.org/team/notes", "forgejo"),
        ("https://gitea.team.example:3000/team/notes", "gitea"),
        ("https://forgejo.team.example/github/notes", "forgejo"),
        ("https://bitbucket.org/team/notes", "bitbucket"),
        ("https://git.team.example/github/notes", ""),
    ],
)
def test_the_host_tells_what_sort_of_forge_it_is(address: str, type_: str) -> None:
    assert forge_of(_config(), History(forge=address)).type == type_


@pytest.mark.parametrize(
    ("settings", "known", "expected"),
    [
        (GitSettings(), History(forge=AT, branch="trunk"), (AT, "", "trunk")),
        (GitSettings(forge=AT + "/", forge_type="gitlab"), History(), (AT, "gitlab", "main")),
        (GitSettings(forge="git@forge.example:team/notes.git"), History(), (AT, "", "main")),
        (
            GitSettings(forge="http://127.0.0.1:3000/team/notes.git"),
            History(),
            ("http://127.0.0.1:3000/team/notes", "", "main"),
        ),
        (GitSettings(branch="notes"), History(forge=AT, branch="trunk"), (AT, "", "notes")),
        (GitSettings(forge="javascript:alert(1)", forge_type="github"), History(), ("", "github", "main")),
    ],
)
def test_what_was_configured_wins_over_what_git_knows(
    settings: GitSettings, known: History, expected: tuple[str, str, str]
) -> None:
    forge = forge_of(_config(settings), known)
    assert (forge.at, forge.type, forge.branch) == expected


def test_what_is_not_committed_is_not_on_the_forge() -> None:
    history = History(repository=True, head="1", files={"a.md": FileHistory("", "", (), (), ())})
    forge = forge_of(
        _config(GitSettings(forge=AT, forge_type="github")), history, absent_from(history, ["a.md", "b.md"])
    )
    assert (forge.edit("a.md") != "", forge.edit("b.md"), forge.history("b.md")) == (True, "", "")
    assert absent_from(History(), ["a.md"]) == frozenset(), "without a repository nobody knows"


def test_without_a_repository_the_configuration_is_at_its_top() -> None:
    git = GitSettings(forge=AT, forge_type="github")
    assert forge_of(_config(git, "our notes"), History()).edit("a.md") == f"{AT}/edit/main/our%20notes/a.md"
    known = History(repository=True, prefix="docs/", files={"a.md": FileHistory("", "", (), (), ())})
    assert forge_of(_config(git, "our notes"), known).edit("a.md") == f"{AT}/edit/main/docs/a.md"
