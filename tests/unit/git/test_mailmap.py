"""`.mailmap` is read as Git reads it."""

import random
import subprocess

import pytest

from gitrepo import Repo
from narrate.git.mailmap import apply_mailmap, read_mailmap
from narrate.model.document import Author

LINES = (
    "Ana Lima <ana@x.test>",
    "<ana@x.test> <old@x.test>",
    "Ana Lima <ana@x.test> <OLD@x.test>",
    "Ben Ode <ben@x.test> benny <shared@x.test>",
    "Cy <cy@x.test> Ana Lima <shared@x.test>",
    "Shared <shared@x.test>",
    "# Ana <ana@x.test>",
    "  Spaced   Out  <  ana@x.test  >  ",
    "no address",
    "<only@x.test>",
    "Two <a@x.test> <b@x.test> trailing words",
    "<ben@x.test> BENNY <b@x.test>",
    "",
)
NAMES = ("Ana Lima", "benny", "Benny", "Nobody")
EMAILS = ("ana@x.test", "old@x.test", "Old@X.test", "shared@x.test", "b@x.test", "only@x.test")


@pytest.mark.parametrize("seed", range(8))
def test_names_and_addresses_are_those_that_git_gives(repo: Repo, seed: int) -> None:
    chance = random.Random(seed)
    text = "\n".join(chance.choices(LINES, k=chance.randrange(1, 9)))
    repo.write(".mailmap", text)
    authors = [Author(name, email) for name in NAMES for email in EMAILS]
    asked = "".join(f"{author.name} <{author.email}>\n" for author in authors)
    command = ["git", "check-mailmap", "--stdin"]
    done = subprocess.run(command, cwd=repo.root, input=asked.encode(), capture_output=True, check=True)
    mailmap = read_mailmap(text)
    mapped = [apply_mailmap(mailmap, author) for author in authors]
    assert [f"{author.name} <{author.email}>" for author in mapped] == done.stdout.decode().splitlines(), text
