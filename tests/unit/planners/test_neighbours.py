"""The tags that a tag often stands beside: more often than by chance."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite


@pytest.mark.parametrize(
    ("tags", "beside"),
    [
        pytest.param(["ci, cache"] * 3 + ["docs", "talk"] * 6, ["cache"], id="three times"),
        pytest.param(["ci, cache"] * 2 + ["docs", "talk"] * 5, [], id="twice is chance"),
        pytest.param(["ci, work"] * 3 + ["work"] * 9, [], id="a tag that stands on everything says nothing"),
        pytest.param(
            ["ci, work, cache"] * 3 + ["work"] * 12, ["cache"], id="nor does it hide one that says something"
        ),
        pytest.param(
            ["ci, seedling"] * 4 + ["seedling"] * 2 + ["docs"] * 12,
            [],
            id="nor does one that a fifth of all has",
        ),
        pytest.param(
            ["ci, cache"] * 4 + ["cache"] * 6 + ["ci"] * 8 + ["docs"] * 22,
            [],
            id="some more than by chance is chance",
        ),
        pytest.param(["ci, ci/cache"] * 3 + ["docs"] * 9, [], id="a narrower tag is no neighbour"),
    ],
)
def test_often_beside_it(tmp_path: Path, tags: list[str], beside: list[str]) -> None:
    files = {
        f"posts/2026-02-{day % 28 + 1:02}-{day}.md": f"---\nauthor: ana\ntags: [{names}]\n---\nWords.\n"
        for day, names in enumerate(tags, 1)
    }
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    html = site.published()["tags/ci/index.html"].decode()
    box = re.search(r"Often beside it</h2>(.*?)</section>", html, re.DOTALL)
    assert (re.findall(r"/tags/([^/\"]+)/", box[1]) if box else []) == beside
