"""What people read when something is wrong, word for word.

Each case is a small site and everything that is said about it, in the format `full`. What every small site of
a test has in common (it is no Git repository, it has no address) is left out.
"""

import sys
from pathlib import Path

import pytest

from narrate.build import build
from narrate.errors import NarrateError
from narrate.model.diagnostic import Level
from narrate.model.report import Request
from narrate.progress import silent
from narrate.project import Surroundings, open_project
from narrate.report import findings, written

_QUIET = 'base_url = "https://notes.example/"\n[diagnostics]\nnot-a-repository = "off"\n'


def _messages(folder: Path, files: dict[str, str]) -> str:
    """Everything said about a site, with its notes."""
    for path, text in {"narrate.toml": _QUIET, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        opened = open_project(".", Surroundings(folder, {"HOME": str(folder)}, sys.platform))
        request = Request(
            audience=opened.config.audience, as_of="2026-03-04", jobs=1, found=opened.diagnostics
        )
        report = build(opened.project, opened.config, request, silent)
    except NarrateError as error:
        return f"error: {error.message}\n" + (f"  = help: {error.help}\n" if error.help else "")
    levels: dict[str, Level] = {"not-a-repository": "off", "no-base-url": "off", **opened.config.levels}
    return written(findings((*request.found, *report.diagnostics), levels), "full", verbose=True)


# --- narrate.toml ---------------------------------------------------------------------------------

CONFIGURATION: dict[str, tuple[str, str]] = {
    "an option that is not there": (
        'titel = "Notes"\n',
        """\
error[unknown-option]: `narrate.toml` has no option `titel`
 --> narrate.toml:1:1
  |
1 | titel = "Notes"
  | ^^^^^
  = help: did you mean `title`?
""",
    ),
    "a value of another type": (
        'title = "Notes"\n\n[git]\nauthors = "no"\n',
        """\
error[invalid-option]: `authors` takes `true` or `false`, not text
 --> narrate.toml:4:11
  |
4 | authors = "no"
  |           ^^^^
  = help: write `authors = false`, without quotes
""",
    ),
    "an option below a table it does not belong to": (
        '[markdown]\nmath = true\ntheme = "paper"\n',
        """\
error[unknown-option]: `[markdown]` has no option `theme`
 --> narrate.toml:3:1
  |
3 | theme = "paper"
  | ^^^^^
  = help: write it further up, above the first `[…]` line
""",
    ),
    "several at once": (
        'hashtags = "al"\nlanguage = "de_DE"\n[diagnostics]\nbroken-lnk = "off"\n',
        """\
error[invalid-option]: `hashtags` cannot be `al`
 --> narrate.toml:1:12
  |
1 | hashtags = "al"
  |            ^^^^
  = help: did you mean `all`?

error[invalid-option]: `de_DE` is no language
 --> narrate.toml:2:12
  |
2 | language = "de_DE"
  |            ^^^^^^^
  = help: did you mean `de-DE`?

error[unknown-option]: there is no diagnostic `broken-lnk`
 --> narrate.toml:4:1
  |
4 | broken-lnk = "off"
  | ^^^^^^^^^^
  = help: did you mean `broken-link`?
""",
    ),
    "a state that a kind does not have": (
        '[kinds.visit]\nstates = ["open", "closed"]\ndefault_state = "opn"\n',
        """\
error[invalid-option]: `visit` has no state `opn`
 --> narrate.toml:3:17
  |
3 | default_state = "opn"
  |                 ^^^^^
  = help: did you mean `open`?
""",
    ),
    "no TOML": (
        "title = Notes\n",
        """\
error: narrate.toml:1:9: invalid value
  = help: texts are written in quotes, and `true` and `false` in lower case
""",
    ),
    "an audience that nobody declared": (
        'audience = "publc"\n',
        """\
error: narrate.toml:1:12: there is no audience `publc`
  = help: did you mean `public`?
""",
    ),
    "an output that is not ours": (
        'output = "people"\n',
        """\
error: the output folder `people` is not empty, and narrate did not write what is in it
  = help: empty it yourself, or name another with `--output`
""",
    ),
}


@pytest.mark.parametrize(("configuration", "expected"), CONFIGURATION.values(), ids=CONFIGURATION)
def test_messages_about_the_configuration(configuration: str, expected: str, tmp_path: Path) -> None:
    files = {"narrate.toml": configuration, "people/ana.md": "---\nname: Ana\n---\n\nHello.\n"}
    assert _messages(tmp_path, files) == expected


# --- content --------------------------------------------------------------------------------------

CONTENT: dict[str, tuple[dict[str, str], str]] = {
    "nothing is wrong": ({"people/ana.md": "---\nname: Ana\n---\n\nHello.\n"}, ""),
}


@pytest.mark.parametrize(("files", "expected"), CONTENT.values(), ids=CONTENT)
def test_messages_about_the_content(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert _messages(tmp_path, files) == expected
