"""Waking up: told by the system, and without it."""

import errno
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from narrate.serve.watch import Watch


def test_what_is_written_wakes_and_what_is_read_does_not(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("a", encoding="utf-8")
    watch = Watch()
    assert watch.over((tmp_path,), ())
    assert not watch.over((tmp_path,), ())
    assert not watch.blind
    (tmp_path / "notes" / "a.md").read_text(encoding="utf-8")
    assert not watch.wait(0.3)
    (tmp_path / "notes" / "a.md").write_text("b", encoding="utf-8")
    assert watch.wait(30)
    watch.close()


def test_what_narrate_writes_and_hidden_folders_are_not_watched(tmp_path: Path) -> None:
    for name in ("site", ".git", "node_modules", "published"):
        (tmp_path / name).mkdir()
    (tmp_path / "published" / ".narrate-manifest").touch()
    watch = Watch()
    watch.over((tmp_path,), (tmp_path / "site",))
    for name in ("site", ".git", "node_modules", "published"):
        (tmp_path / name / "file.md").write_text("x", encoding="utf-8")
    assert not watch.wait(0.3)
    watch.close()


def test_a_folder_that_was_put_back_is_watched_anew(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    watch = Watch()
    watch.over((tmp_path,), ())
    folder.rename(tmp_path / "away")
    (tmp_path / "notes").mkdir()
    assert watch.over((tmp_path,), ())
    while watch.wait(0.2):
        continue
    (tmp_path / "notes" / "a.md").write_text("a", encoding="utf-8")
    assert watch.wait(30)
    watch.close()


def test_without_watches_it_says_that_it_is_blind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", none_left)
    watch = Watch()
    assert watch.over((tmp_path,), ())
    assert watch.blind
    assert not watch.over((tmp_path,), ())
    assert not watch.wait(0.05)
    watch.close()
