"""A reply that lies in the folder of its question is none, unless it says so."""

import json
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

_HOW = "---\nreply_to: why.md\n---\n"


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("questions/re.md", f"{_HOW}The wards turn the knob.", "narration"),
        ("questions/re.md", f"{_HOW}Did you look inside the lid?", "narration"),
        ("questions/re.md", f"{_HOW}# Re: why is it cold\n\nSomebody opened it.", "narration"),
        ("questions/re.md", f"{_HOW}# And why at night?\n\nIt is colder then.", "question"),
        ("questions/re.md", "---\nreply_to: why.md\nanswers: true\n---\n# Because?\n\nWords.", "narration"),
        ("questions/re.md", "---\nreply_to: why.md\nstatus: open\n---\nAnd at night.", "question"),
        ("questions/re.md", "---\nreply_to: why.md\nkind: question\n---\nAnd at night.", "question"),
        ("questions/re.md", "---\nreply_to: ../narrations/cold.md\ntitle: Which of them\n---\nWords.", "question"),
        ("questions/re.md", "In reply to: [[why]]\n\nSomebody opened it.", "narration"),
        ("questions/2026-03-04-re-why.md", "Somebody opened it.", "narration"),
        ("questions/re-use.md", "# Re-use of valves\n\nMay we?", "question"),
        ("questions/other.md", "# Which of them\n\nWords.", "question"),
        ("probes/re.md", "---\nreply_to: ../questions/why.md\n---\nWe will see.", "probe"),
        ("narrations/re.md", "---\nreply_to: ../questions/why.md\n---\nWords.", "narration"),
    ],
)  # fmt: skip
def test_a_reply_beside_its_question_is_no_question(tmp_path: Path, path: str, text: str, kind: str) -> None:
    files: dict[str, str | bytes] = {
        "narrate.toml": CONFIGURATION,
        "questions/why.md": "# Why is it cold?\n\nWords.\n",
        "narrations/cold.md": "# Cold\n\nWords.\n",
        path: f"{text}\n",
    }
    site = SmallSite(tmp_path, files)
    site.build()
    entries = json.loads(site.published()["api/entries.json"])
    assert {entry["source"]: entry["kind"] for entry in entries}[path] == kind
