"""Shelves: what a page lists apart from its stream."""

import re
from pathlib import Path

from smallsite import CONFIGURATION, SmallSite


def test_what_is_to_come_says_when_it_takes_place_and_not_when_it_was_announced(tmp_path: Path) -> None:
    site = SmallSite(
        tmp_path,
        {
            "narrate.toml": CONFIGURATION,
            "index.md": "# Home\n",
            "events/jam.md": "---\ndate: 2026-03-01\nstarts: 2126-05-04 14:00\n---\n# Jam\n",
            "events/walk.md": "---\ndate: 2026-03-02\nstarts: 2126-04-30\n---\n# Walk\n",
        },
    )
    assert site.build().concise() == ()
    shelf = site.published()["index.html"].decode().split("Events to come</a></h2>")[1].split("</section>")[0]
    assert re.findall(r'href="/events/(\w+)/"|datetime="([^"]+)"', shelf) == [
        ("walk", ""),
        ("", "2126-04-30"),
        ("jam", ""),
        ("", "2126-05-04T14:00"),
    ]
    stream = site.published()["events/index.html"].decode().split('id="n-stream"')[1].split("</main>")[0]
    assert re.findall(r'class="line-when"><time datetime="([^"]+)"', stream) == [
        "2126-04-30",
        "2126-05-04T14:00",
    ]
