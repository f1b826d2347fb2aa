"""Which diagrams are drawn, and when."""

import sys
from pathlib import Path

import pytest

from narrate.build import Understood, understand
from narrate.cache.store import Store
from narrate.model.report import Request
from narrate.progress import silent
from narrate.project import Surroundings, open_project
from narrate.stages.draw import draw_one
from narrate.workers import Workers
from smallsite import CONFIGURATION, TODAY, SmallSite


def _understood(small: SmallSite, *, drawing: bool) -> Understood:
    opened = open_project("notes", Surroundings(small.folder, {}, sys.platform))
    request = Request(audience=opened.config.audience, as_of=TODAY)
    with Store(opened.project.cache_dir) as store, Workers(1) as workers:
        return understand(opened.project, opened.config, request, store, workers, silent, drawing=drawing)


def test_whoever_shows_no_diagram_does_not_wait_until_it_is_drawn(tmp_path: Path) -> None:
    small = SmallSite(
        tmp_path, {"narrate.toml": CONFIGURATION, "a.md": "```mermaid\ngraph LR\n  a --> b\n```\n"}
    )
    assert _understood(small, drawing=False).drawings == {}
    drawn = _understood(small, drawing=True).drawings
    assert list(drawn) == ["graph LR\n  a --> b\n"]
    assert _understood(small, drawing=False).drawings == drawn


@pytest.mark.parametrize(
    "source",
    [
        "flowchart LR\n  a([push]) --> b{which} --> c(done)\n",
        "classDiagram\n  Logger <|-- Tin\n",
        "stateDiagram-v2\n  [*] --> open\n",
    ],
)
def test_a_diagram_is_drawn_in_the_same_way_each_time(source: str) -> None:
    drawn = draw_one(source)
    assert drawn.startswith(b"<svg")
    assert draw_one(source) == drawn
