"""The page of the probes: by state, with what was expected, what was learned, what it led to, in the same size."""

import re
from pathlib import Path

from smallsite import CONFIGURATION, SmallSite

FILES = {
    "narrate.toml": CONFIGURATION,
    "probes/2026-02-01-runs.md": "---\nhypothesis: It warms.\nends: 2026-03-20\n---\n# A timer\n\nOne runner.\n",
    "probes/2026-02-02-failed.md": (
        "---\nhypothesis: They ask.\noutcome: dampened\nends: 2026-02-20\nlearned: Nobody asks.\n---\n# Ask them\n\nAll.\n"
    ),
    "probes/2026-02-03-worked.md": (
        "---\nhypothesis: Less is more.\noutcome: amplified\nlearned: It is.\nled_to: ../decisions/2026-03-01-less.md\n---\n"
        "# Less\n\nHalf.\n"
    ),
    "decisions/2026-03-01-less.md": "# Half of everything\n\nFrom now on.\n",
    "lessons/2026-03-02-nobody.md": "---\nfrom: 2026-02-02-failed\n---\n# Nobody asks\n\nSo tell them.\n",
}


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_of_the_probes_tells_what_came_of_each(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    assert site.build().diagnostics == ()
    page = (site.output / "probes/index.html").read_text("utf-8")
    boards = re.findall(r'<section class="shelf (shelf-\w+)">(.*?)</section>', page, re.DOTALL)
    assert [name for name, _ in boards] == ["shelf-running", "shelf-amplified", "shelf-dampened"]
    running, amplified, dampened = (text(board) for _, board in boards)
    assert "hypothesis It warms. ends 20 March 2026" in running
    assert "learned It is. led to Half of everything" in amplified
    assert "learned Nobody asks. led to Nobody asks" in dampened
    assert "ends" not in dampened
    sizes = [re.findall(r'<li class="(line [^"]*)">|<(h\d)', board) for _, board in boards]
    assert sizes[1] == sizes[2]


def test_how_tos_stand_by_what_somebody_wants_to_get_done(tmp_path: Path) -> None:
    """By the first field that a kind tells, without states. What says none stands under its name."""
    files = {
        "narrate.toml": CONFIGURATION,
        "howto/2026-02-01-roll-back.md": "---\ntask: undo a release\n---\n# Roll back\n\nAt once.\n",
        "howto/2026-02-02-clocks.md": "---\ntask: Check a clock\n---\n# The handheld\n\nNot your watch.\n",
        "howto/2026-02-03-publish.md": "# Publish\n\nPush.\n",
    }
    site = SmallSite(tmp_path, files)
    assert site.build().diagnostics == ()
    page = (site.output / "howto/index.html").read_text("utf-8")
    (board,) = re.findall(r'<section class="shelf shelf-task">(.*?)</section>', page, re.DOTALL)
    assert re.findall(r"The handheld|Publish|Roll back|By task", board) == [
        "By task",
        "The handheld",
        "Publish",
        "Roll back",
    ]
    assert "task Check a clock" in text(page)


def test_where_no_how_to_has_a_task_the_newest_stand_first(tmp_path: Path) -> None:
    site = SmallSite(
        tmp_path, {"narrate.toml": CONFIGURATION, "howto/2026-02-03-publish.md": "# Publish\n\nPush.\n"}
    )
    site.build()
    page = (site.output / "howto/index.html").read_text("utf-8")
    assert "Newest first" in page
    assert "By task" not in page


def test_what_a_probe_led_to_is_shown_at_both_ends(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    decision = (site.output / "decisions/2026-03-01-less/index.html").read_text("utf-8")
    probe = (site.output / "probes/2026-02-03-worked/index.html").read_text("utf-8")
    assert "Distilled from" in decision
    assert 'href="/probes/2026-02-03-worked/"' in decision
    assert 'href="/decisions/2026-03-01-less/"' in probe
    home = (site.output / "index.html").read_text("utf-8")
    assert home.count("one lesson") == 1
