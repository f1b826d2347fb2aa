"""Repositories that were not made for narrate, and what must not come out of any: built as the command does it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from smallsite import Built, SmallSite

PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000100000001080600000015c4890000000049454e44ae426082")


class Shape(SmallSite):
    """A folder of somebody's, built once."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes], **options: Any) -> None:
        super().__init__(folder, files)
        self.built: Built = self.build(**options)

    def entries(self) -> dict[str, dict[str, Any]]:
        """The lines of `api/entries.json` by source."""
        lines = json.loads((self.output / "api/entries.json").read_bytes())
        return {line["source"]: line for line in lines}

    def page(self, path: str) -> str:
        """A page of the output."""
        return (self.output / path / "index.html").read_text("utf-8")

    def said(self) -> tuple[str, ...]:
        """What was said, but that there is no base URL."""
        return tuple(line for line in self.built.concise() if "no-base-url" not in line)


# --- the gate -----------------------------------------------------------------------------------------------

PUBLIC = 'title = "Notes"\nbase_url = "https://notes.example/"\naudience = "public"\nvisibility = "public"\n'
SECRET = "---\ntitle: Project Heron\nvisibility: internal\n---\nIt will be sold.\n"


@pytest.mark.parametrize(
    "words",
    [
        "[Project Heron](plans/heron-sale.md)",
        "[The story of Project Heron, told](plans/heron-sale.md)",
        "[`plans/heron-sale.md`](plans/heron-sale.md)",
        "[[heron-sale.md]]",
        "[[elsewhere/heron-sale]]",
        "<https://notes.example/plans/heron-sale/>",
        "## On [[Project Heron]]",
        "- [ ] read [[Project Heron]]",
        "- [ ] read [Project Heron](plans/heron-sale.md)",
    ],
)
def test_no_words_of_a_link_tell_what_is_withheld(tmp_path: Path, words: str) -> None:
    site = Shape(
        tmp_path,
        {"narrate.toml": PUBLIC, "plans/heron-sale.md": SECRET, "open.md": f"# Open\n\nSee:\n\n{words}\n"},
    )
    assert site.containing("heron") == ()
    assert "not published here" in site.page("open")
    assert site.said() == ()


def test_a_withheld_person_is_not_told_by_name(tmp_path: Path) -> None:
    hidden = "---\nname: Kim Heron\nvisibility: internal\n---\n"
    site = Shape(
        tmp_path, {"narrate.toml": PUBLIC, "people/kh.md": hidden, "open.md": "# Open\n\nWith [[Kim Heron]].\n"}
    )
    assert site.containing("heron") == ()


def test_files_of_a_closed_folder_serve_pages_of_that_folder_only(tmp_path: Path) -> None:
    closed = PUBLIC + '[folders.closed]\nvisibility = "internal"\n[folders."closed/open"]\nvisibility = "public"\n'
    site = Shape(
        tmp_path,
        {
            "narrate.toml": closed,
            "closed/heron.png": PNG,
            "closed/own.png": PNG,
            "closed/open/free.png": PNG,
            "closed/page.md": "---\nvisibility: public\n---\n![](own.png)\n",
            "open.md": "# Open\n\n![A bird](closed/heron.png) ![](closed/open/free.png)\n",
        },
    )
    assert [path for path in site.published() if path.endswith(".png")] == ["closed/open/free.png", "closed/own.png"]
    assert site.containing("heron") == ()
    assert site.said() == ()


def test_what_is_in_a_folder_of_drafts_is_a_draft(tmp_path: Path) -> None:
    files = {"_drafts/heron.md": "---\ntitle: Heron\n---\nNot yet.\n", "_posts/2026-01-02-x.md": "[[heron]]\n"}
    assert Shape(tmp_path, files).containing("heron") == ()
    assert Shape(tmp_path / "preview", files, drafts=True).containing("heron") != ()
