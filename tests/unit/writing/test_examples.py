"""What docs/writing.md shows of the commands that write is what they do."""

import re
import shlex
from pathlib import Path

import pytest

from somebody import Somebody

_PAGE = (Path(__file__).parents[3] / "docs/writing.md").read_text(encoding="utf-8")
_EXAMPLES = re.findall(r"^\$ narrate ((?:\\\n|.)+)\n([^`]+)^```", _PAGE, re.MULTILINE)


@pytest.mark.parametrize(("command", "said"), _EXAMPLES, ids=[command.split()[0] for command, _ in _EXAMPLES])
def test_an_example_does_what_it_shows(ana: Somebody, command: str, said: str) -> None:
    ana.write("content/narrations/ana/2026-03-02-warm.md", "# Warm\n\nBy waiting.\n")
    ana.write("content/narrations/ben/2026-03-03-cold.md", "# Cold: nine seconds\n\nThe front page.\n")
    done = ana.narrate(*shlex.split(command.replace("\\\n", " ")))
    assert (done.out, done.err) == (said, "")


def test_every_command_that_writes_has_an_example() -> None:
    assert [command.split()[0] for command, _ in _EXAMPLES] == ["log", "new", "new", "reply", "promote"]
