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

_QUIET = 'base_url = "https://notes.example/"\n'


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
    levels: dict[str, Level] = {"no-base-url": "off", **opened.config.levels}
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
    "a link to a document that is not there": (
        {
            "n/cache.md": "# Cache\n\nSee [the runbook](../onboarding/deploys.md) for\n",
            "onboarding/deploy.md": "# Deploy\n",
        },
        """\
error[broken-link]: no document at `../onboarding/deploys.md`
 --> n/cache.md:3:5
  |
3 | See [the runbook](../onboarding/deploys.md) for
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = help: did you mean `../onboarding/deploy.md`?
""",
    ),
    "a wikilink with a slip": (
        {"n/a.md": "See [[Deploi]].\n", "onboarding/deploy.md": "# Deploy\n"},
        """\
error[broken-link]: no document at `Deploi`
 --> n/a.md:1:5
  |
1 | See [[Deploi]].
  |     ^^^^^^^^^^
  = help: did you mean `deploy`?
""",
    ),
    "a name that two documents have": (
        {"n/a.md": "See [[deploy]].\n", "x/deploy.md": "# Deploy\n", "y/deploy.md": "# Deploy\n"},
        """\
warning[ambiguous-link]: `deploy` may be any of `x/deploy.md`, `y/deploy.md`
 --> n/a.md:1:5
  |
1 | See [[deploy]].
  |     ^^^^^^^^^^
  = help: write more of the path; `x/deploy.md` was taken
""",
    ),
    "a heading that is not there": (
        {"n/a.md": "See [x](b.md#rollng-back).\n", "n/b.md": "# B\n\n## Rolling back\n\nx\n"},
        """\
warning[broken-anchor]: no heading `#rollng-back` in `n/b.md`
 --> n/a.md:1:5
  |
1 | See [x](b.md#rollng-back).
  |     ^^^^^^^^^^^^^^^^^^^^^
  = help: did you mean `#rolling-back`?
""",
    ),
    "a picture that is not there": (
        {"n/a.md": "![A chart](chart.png)\n"},
        """\
warning[missing-image]: there is no picture `chart.png`
 --> n/a.md:1:1
  |
1 | ![A chart](chart.png)
  | ^^^^^^^^^^^^^^^^^^^^^
  = help: add the file beside the entry, or correct the address
""",
    ),
    "front matter that is never closed": (
        {"n/a.md": "---\ntitle: a\n\nHi\n"},
        """\
error[unclosed-front-matter]: the front matter is opened here and never closed
 --> n/a.md:1:1
  |
1 | ---
  | ^^^
  = help: write `---` on a line of its own after line 2
""",
    ),
    "a key written twice": (
        {"n/a.md": "---\ntitle: a\ntitle: b\n---\nHi\n"},
        """\
warning[duplicate-key]: `title` is written twice: this one counts
 --> n/a.md:3:1
  |
3 | title: b
  | ^^^^^
  = help: remove one; the other is on line 2
""",
    ),
    "a day that does not exist": (
        {"n/a.md": "---\ndate: 2026-13-40\n---\nHi\n"},
        """\
error[invalid-date]: `2026-13-40` is no date
 --> n/a.md:2:7
  |
2 | date: 2026-13-40
  |       ^^^^^^^^^^
  = help: there is no such day; write it as `2026-03-04` or `2026-03-04 14:32`
""",
    ),
    "a kind with a slip": (
        {"n/a.md": "---\nkind: lessn\n---\nHi\n"},
        """\
error[unknown-kind]: there is no kind `lessn`
 --> n/a.md:2:7
  |
2 | kind: lessn
  |       ^^^^^
  = help: did you mean `lesson`?
""",
    ),
    "an audience that is not declared": (
        {"n/a.md": "---\nvisibility: publc\n---\nHi\n"},
        """\
error[unknown-visibility]: there is no audience `publc`: the entry is withheld
 --> n/a.md:2:13
  |
2 | visibility: publc
  |             ^^^^^
  = help: the audiences are `public`, `internal`
""",
    ),
    "entries that embed each other": (
        {"n/a.md": "![[b]]\n", "n/b.md": "![[a]]\n"},
        """\
error[embed-cycle]: this embeds `n/a.md`, which embeds this page
 --> n/b.md:1:1
  |
1 | ![[a]]
  | ^^^^^^
  = help: make one of them a link: it is shown as one
""",
    ),
    "a code fence that is never closed": (
        {"n/a.md": "```python\nx\n"},
        """\
warning[unclosed-block]: the code fence is opened and never closed
 --> n/a.md:1:1
  |
1 | ```python
  | ^^^
  = help: close it with a line that is only ```: until then everything after it is code
""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), CONTENT.values(), ids=CONTENT)
def test_messages_about_the_content(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert _messages(tmp_path, files) == expected
