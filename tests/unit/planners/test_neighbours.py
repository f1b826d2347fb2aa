"""The tags that a tag often stands beside: more often than by chance."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite


@pytest.mark.parametrize(
    ("tags", "beside"),
    [
        pytest.param(["ci, cache"] * 2 + ["docs", "talk"], ["cache"], id="twice"),
        pytest.param(["ci, cache", "docs", "talk", "docs"], [], id="once is chance"),
        pytest.param(["ci, work"] * 3 + ["work"] * 9, [], id="a tag that stands on everything says nothing"),
        pytest.param(
            ["ci, work, cache"] * 3 + ["work"] * 9, ["cache"], id="nor does it hide one that says something"
        ),
        pytest.param(["ci, ci/cache"] * 3 + ["docs"] * 9, [], id="a narrower tag is no neighbour"),
    ],
)
def test_often_beside_it(tmp_path: Path, tags: list[str], beside: list[str]) -> None:
    files = {
        f"posts/2026-02-{day:02}-a.md": f"---\nauthor: ana\ntags: [{names}]\n---\nWords.\n"
        for day, names in enumerate(tags, 1)
    }
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    html = site.published()["tags/ci/index.html"].decode()
    box = re.search(r"Often beside it</h2>(.*?)</section>", html, re.DOTALL)
    assert (re.findall(r"/tags/([^/\"]+)/", box[1]) if box else []) == beside
