"""What people read when something is wrong, word for word.

Each case is a small site and everything that is said about it, in the format `full`. What every small site of
a test has in common (it is no Git repository, it has no address) is left out.
"""

import re
import sys
import tempfile
from pathlib import Path

import pytest

from gitrepo import Repo
from narrate.build import build, understand
from narrate.cache.store import Store
from narrate.changes.brought import brought_since
from narrate.checks import check
from narrate.errors import NarrateError
from narrate.model.diagnostic import CODES, Diagnostic, Level
from narrate.model.report import Request
from narrate.progress import silent
from narrate.project import Opened, Surroundings, open_project
from narrate.report import findings, written
from narrate.stages.quote import quote
from narrate.workers import Workers

_QUIET = 'base_url = "https://notes.example/"\n'


def _messages(folder: Path, files: dict[str, str], *, checked: bool = False) -> str:
    """Everything that a build says about a site, with its notes; `checked`: that `narrate check` does."""
    for path, text in {"narrate.toml": _QUIET, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        opened = open_project(".", Surroundings(folder, {"HOME": str(folder)}, sys.platform))
        request = Request(
            audience=opened.config.audience, as_of="2026-03-04", jobs=1, found=opened.diagnostics
        )
        diagnostics = (
            _checked(opened, request)
            if checked
            else build(opened.project, opened.config, request, silent).diagnostics
        )
    except NarrateError as error:
        return f"error: {error.message}\n" + (f"  = help: {error.help}\n" if error.help else "")
    levels: dict[str, Level] = {"no-base-url": "off", **opened.config.levels}
    return written(findings((*request.found, *diagnostics), levels), "full", verbose=True)


def _checked(opened: Opened, request: Request) -> tuple[Diagnostic, ...]:
    with Store(opened.project.cache_dir) as store, Workers(1) as workers:
        content = understand(opened.project, opened.config, request, store, workers, silent)
        return quote(content.found, check(content, opened.config, request.as_of))


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

_FIXTURES = Path(__file__).parent / "fixtures"
_PAGE = _FIXTURES / "messages.md"
_CHECKS = _FIXTURES / "checks.md"
"""What only `narrate check` says."""
_EXTERNAL = Path(__file__).parent / "unit" / "external" / "test_external.py"
"""Where a host is at hand that links can lead to."""
_PIECE = re.compile(
    r"^(?:## (?P<title>[^\n]+)|(?P<marks>`{3,})\w*(?: title=\"(?P<path>[^\"]+)\")?\n(?P<content>.*?)^(?P=marks))$",
    re.MULTILINE | re.DOTALL,
)
"""A heading or a fenced block: what stands inside a block is no heading."""


def _parts(page: str) -> dict[str, tuple[dict[str, str], str]]:
    """The files of each part of the page, and what is said about them."""
    parts: dict[str, tuple[dict[str, str], str]] = {}
    title, files = "", dict[str, str]()
    for piece in _PIECE.finditer(page):
        if piece["title"]:
            title, files = piece["title"], {}
        elif piece["path"]:
            files[piece["path"]] = piece["content"]
        else:
            parts[title] = (files, piece["content"])
    return parts


CONTENT = _parts(_PAGE.read_text(encoding="utf-8"))
CHECKED = _parts(_CHECKS.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("files", "expected"), CONTENT.values(), ids=CONTENT)
def test_messages_about_the_content(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert _messages(tmp_path, files) == expected


@pytest.mark.parametrize(("files", "expected"), CHECKED.values(), ids=CHECKED)
def test_messages_of_the_checks(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert _messages(tmp_path, files, checked=True) == expected


UNPRINTABLE: dict[str, tuple[dict[str, str], str]] = {
    "a file that is not UTF-8": (
        {"n/a.md": "Caf\udce9\n"},
        """\
error[not-utf-8]: the byte `0xe9` is not UTF-8
 --> n/a.md:1
  |
1 | Caf�
  = help: save the file as UTF-8
""",
    ),
    "a name with a newline": (
        {"n/a\nb.md": "Hi\n"},
        """\
warning[odd-name]: the file's name has control characters in it: its address has none
 --> n/a\\nb.md
  = help: rename the file
""",
    ),
    "a name that is not UTF-8": (
        {"n/\udcff.md": "Hi\n"},
        """\
warning[odd-name]: the file's name is not UTF-8
 --> n/\\xff.md
  = help: rename the file
""",
    ),
    "a file of many megabytes": (
        {"n/a.md": "Words and words.\n" * 1_300_000},
        """\
error[too-large]: the file has 22,100,000 bytes: only its start is shown, as plain text
 --> n/a.md
  = help: split it, or keep it out of the content: files up to 5,000,000 bytes are parsed
""",
    ),
    "quotes within quotes within quotes": (
        {"n/a.md": ">" * 150 + " Hi\n"},
        """\
warning[too-deep]: lists and quotes are nested deeper than 100 levels: what is inside is left out
 --> n/a.md:1
  |
1 | >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Hi
  = help: nest less deeply
""",
    ),
    "code without end": (
        {"n/a.md": "```python\n" + "x = 1\n" * 20_000 + "```\n"},
        """\
info[no-highlighting]: the code has 120,000 characters and is shown without colours
 --> n/a.md:1
  |
1 | ```python
  = help: blocks up to 64,000 characters and lines up to 2,000 are highlighted
""",
    ),
}


@pytest.mark.parametrize(("files", "expected"), UNPRINTABLE.values(), ids=UNPRINTABLE)
def test_messages_about_files_that_no_page_can_show(
    files: dict[str, str], expected: str, tmp_path: Path
) -> None:
    assert _messages(tmp_path, files) == expected


# --- Git ------------------------------------------------------------------------------------------


def test_messages_about_a_shallow_clone(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "whole")
    repo.commit({"narrate.toml": _QUIET, "n/a.md": "One.\n"})
    repo.commit({"n/b.md": "Two.\n"})
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.root}", str(tmp_path / "shallow"))
    assert (
        _messages(tmp_path / "shallow", {})
        == """\
warning[shallow-clone]: this clone does not have the whole history: older pages have no date and no author
 --> .
  = help: run `git fetch --unshallow`; in CI, set `fetch-depth: 0` (GitHub, Forgejo) or `GIT_DEPTH: 0` (GitLab)
"""
    )


def test_messages_about_a_history_that_cannot_be_read(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit({"narrate.toml": _QUIET, "n/a.md": "One.\n"})
    head = repo.git("rev-parse", "HEAD")
    (tmp_path / ".git" / "objects" / head[:2] / head[2:]).unlink()
    assert (
        _messages(tmp_path, {})
        == """\
warning[unreadable-history]: the Git history cannot be read: `git ls-tree` could not read the history of this repository
 --> .
  = help: dates and authors come from front matter and file names only
"""
    )


def test_messages_about_addresses_that_a_change_takes_away(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(
        {
            ".gitignore": "/.narrate/\n",
            "narrate.toml": _QUIET,
            "lessons/cache.md": "# Warm\n",
            "lessons/key.md": "# Key\n",
            "lessons/old.md": "---\nslug: new\n---\n\nWords.\n",
        }
    )
    repo.write("lessons/key.md", "---\ndraft: true\n---\n\n# Key\n")
    repo.write("lessons/old.md", "---\nslug: newer\n---\n\nWords.\n")
    (tmp_path / "lessons/cache.md").unlink()
    opened = open_project(".", Surroundings(tmp_path, {"HOME": str(tmp_path)}, sys.platform))
    request = Request(audience=opened.config.audience, as_of="2026-03-04", jobs=1)
    with Store(opened.project.cache_dir) as store, Workers(1) as workers:
        content = understand(opened.project, opened.config, request, store, workers, silent)
        diagnostics = brought_since(opened, request, content, "HEAD").diagnostics
    assert (
        written(findings(diagnostics, {}), "full")
        == """\
warning[vanished-address]: the change takes `/lessons/cache/` away, and nothing leads on from there
 --> lessons/cache.md
  = help: write `redirect_from: /lessons/cache/` in what takes its place; a file that is renamed with `git mv` leaves a redirect by itself

warning[vanished-address]: the change holds `/lessons/key/` back, which was published
 --> lessons/key.md:2:1
  |
2 | draft: true
  | ^^^^^
  = help: write `redirect_from: /lessons/key/` in what takes its place, if anything does

warning[vanished-address]: the change takes `/lessons/new/` away, and nothing leads on from there
 --> lessons/old.md:2:1
  |
2 | slug: newer
  | ^^^^
  = help: write `redirect_from: /lessons/new/` in what takes its place
"""
    )


# --- all of them ----------------------------------------------------------------------------------


def test_every_diagnostic_is_here_word_for_word() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (Path(__file__), _PAGE, _CHECKS, _EXTERNAL)]
    missing = [code for code in CODES if not any(f"[{code}]: " in page for page in pages)]
    assert missing == []


def _retold(page: str, *, checked: bool) -> str:
    """The page with what is really said."""
    said = iter(_parts(page).values())

    def tell(piece: re.Match[str]) -> str:
        if piece["title"] or piece["path"]:
            return piece.group()
        with tempfile.TemporaryDirectory() as folder:
            text = _messages(Path(folder), next(said)[0], checked=checked)
        return f"{piece['marks']}text\n{text}{piece['marks']}"

    return _PIECE.sub(tell, page)


if __name__ == "__main__":
    for path in (_PAGE, _CHECKS):
        retold = _retold(path.read_text(encoding="utf-8"), checked=path is _CHECKS)
        path.write_text(retold, encoding="utf-8")
