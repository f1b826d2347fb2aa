"""The state of an entry as its text says it, in the forms that decision records have."""

import sys
from pathlib import Path

import pytest

from narrate.build import understand
from narrate.cache.store import Store
from narrate.model.report import Request
from narrate.progress import silent
from narrate.project import Surroundings, open_project
from narrate.workers import Workers
from smallsite import SmallSite

_NYGARD = "# 9. Help scripts\n\nDate: 2018-06-26\n\n## Status\n\n{}\n\n## Context\n\nAccepted things.\n"


def _said(folder: Path, files: dict[str, str | bytes]) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The state of each entry by its path, and which supersedes which."""
    SmallSite(folder, files)
    around = Surroundings(folder, {"HOME": str(folder / "home")}, sys.platform)
    opened = open_project("notes", around, "site")
    request = Request(opened.config.audience, "2026-03-04", drafts=False)
    with Store(opened.project.cache_dir) as store, Workers(1) as workers:
        index = understand(opened.project, opened.config, request, store, workers, silent).index
    paths = {entry.url: entry.path for entry in index.entries}
    newer = {
        (paths[edge.source], paths[edge.target]) for edge in index.links.edges if edge.type == "supersedes"
    }
    return {entry.path: entry.state for entry in index.entries}, newer


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (_NYGARD.format("Accepted"), "accepted"),
        (_NYGARD.format("**PROPOSED**"), "proposed"),
        (_NYGARD.format("🟢 Accepted (2026-08-21)"), "accepted"),
        (_NYGARD.format("Accepted\n\nDate: 2024-10-17"), "accepted"),
        (_NYGARD.format("Superseded by ADR-051 (2026-10-03)."), "superseded"),
        (_NYGARD.format("Accepted\n\nSuperceded by [ADR 12](0012-other.md)"), "superseded"),
        (_NYGARD.format("Accepted, superseded by ADR 12"), "superseded"),
        (_NYGARD.format("Proposed → Accepted"), "accepted"),
        (_NYGARD.format("- [ ] Proposed\n- [x] Accepted\n- [ ] Deprecated"), "accepted"),
        (_NYGARD.format("Proposed | Accepted | Deprecated"), ""),
        (_NYGARD.format("[proposed / accepted]"), ""),
        (_NYGARD.format("Implemented"), ""),
        (_NYGARD.format("Not accepted yet"), ""),
        (_NYGARD.format("Rejected on 2026-03-04"), "rejected"),
        ("# A\n\n* Status: accepted\n* Date: 2020-10-20\n\n## Context\n\nWords.\n", "accepted"),
        ("# A\n\n**Status:** Deprecated  \n**Date:** 2020-10-20\n\nWords.\n", "deprecated"),
        ("# RFC 7\n\n| Author | Ana |\n|---|---|\n| Status | Accepted |\n\n## Why\n\nWords.\n", "accepted"),
        ("# A\n\n## Decision\n\nStatus: accepted is what the form says.\n", ""),
        ("# A\n\n```\nStatus: accepted\n```\n\n## Why\n\nWords.\n", ""),
        ("---\nstatus: proposed\n---\n# A\n\n## Status\n\nAccepted\n", "proposed"),
    ],
)
def test_a_text_says_its_state(tmp_path: Path, text: str, state: str) -> None:
    states, _ = _said(tmp_path, {"doc/adr/0009-help.md": text})
    assert states["doc/adr/0009-help.md"] == state


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("fr", "# A\n\n## Statut\n\nAccepted\n", "accepted"),
        ("de", "# A\n\n## Status\n\nAngenommen\n", "accepted"),
        ("de", "# A\n\nStatus: vorgeschlagen, 4. März\n", "proposed"),
        ("de", "---\nstatus: Angenommen\n---\n# A\n", "accepted"),
        ("de", "---\nstatus: accepted\n---\n# A\n", "accepted"),
        ("fr", "# A\n\n## Statut\n\nAngenommen\n", ""),
    ],
)
def test_it_is_said_in_the_language_of_the_site(tmp_path: Path, language: str, text: str, state: str) -> None:
    files: dict[str, str | bytes] = {
        "narrate.toml": f'language = "{language}"\n',
        "decisions/a.md": text,
    }
    assert _said(tmp_path, files)[0]["decisions/a.md"] == state


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Superceded by [2. New](0002-new.md)", "Accepted\n\nSupercedes [1. Old](0001-old.md)"),
        ("Superseded by [2. New](0002-new.md)", "Accepted"),
        ("Accepted", "Accepted\n\nSupersedes: [1. Old](0001-old.md)"),
        ("Accepted", "Accepted\n\n- Supersedes [[0001-old]]"),
    ],
)
def test_what_took_its_place_is_linked_from_either_end(tmp_path: Path, old: str, new: str) -> None:
    files: dict[str, str | bytes] = {
        "doc/adr/0001-old.md": _NYGARD.format(old),
        "doc/adr/0002-new.md": _NYGARD.format(new),
    }
    states, newer = _said(tmp_path, files)
    assert states == {"doc/adr/0001-old.md": "superseded", "doc/adr/0002-new.md": "accepted"}
    assert newer == {("doc/adr/0002-new.md", "doc/adr/0001-old.md")}


def test_only_in_that_section_do_links_say_without_a_colon_what_they_mean(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "doc/adr/0001-old.md": _NYGARD.format("Accepted"),
        "doc/adr/0002-new.md": _NYGARD.format("Accepted") + "\nSupersedes [1. Old](0001-old.md) in part.\n",
    }
    assert _said(tmp_path, files)[1] == set()


@pytest.mark.parametrize(
    ("path", "front", "state"),
    [
        ("postmortems/a.md", "", ""),
        ("experiments/a.md", "", ""),
        ("experiments/a.md", "hypothesis: It helps", "running"),
        ("notes/a.md", "type: lesson", "emerging"),
        ("questions/a.md", "", "open"),
    ],
)
def test_a_folder_of_somebody_elses_repository_says_nothing_of_a_state(
    tmp_path: Path, path: str, front: str, state: str
) -> None:
    states, _ = _said(tmp_path, {path: f"---\n{front}\n---\n# A\n\nWords.\n"})
    assert states[path] == state


def test_front_matter_says_it_from_the_other_end_too(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "narrate.toml": "",
        "lessons/old.md": "---\nsuperseded_by: new\n---\nOld.\n",
        "lessons/new.md": "New.\n",
    }
    states, newer = _said(tmp_path, files)
    assert states["lessons/old.md"] == "superseded"
    assert newer == {("lessons/new.md", "lessons/old.md")}
