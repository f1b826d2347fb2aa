"""The progress of a build is shown when it takes long, in words where there is no terminal."""

import io

import pytest

from narrate import progress
from narrate.progress import said, watching


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [(4000, 10_000, "parsed 4,000 of 10,000"), (4000, 0, "parsed 4,000"), (0, 0, "parsed")],
)
def test_progress_in_words(done: int, total: int, expected: str) -> None:
    assert said("parsed", done, total) == expected


def test_a_short_build_shows_nothing() -> None:
    stream = io.StringIO()
    with watching(stream) as shown:
        shown("parsed", 1, 2)
    assert stream.getvalue() == ""


def test_a_long_build_has_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    stream = io.StringIO()
    with watching(stream) as shown:
        for done in range(1, 1001):
            shown("parsed", done, 1000)
    assert stream.getvalue() == "parsed 1 of 1,000\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    stream = _Terminal()
    with watching(stream) as shown:
        shown("parsed", 1, 2)
        shown("rendered", 1, 2)
    assert "parsed" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")


def test_quiet_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    stream = io.StringIO()
    with watching(stream, quiet=True) as shown:
        shown("parsed", 1, 2)
    assert stream.getvalue() == ""
