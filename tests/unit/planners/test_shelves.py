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


def test_an_open_question_says_who_replied_as_long_as_nobody_closed_it(tmp_path: Path) -> None:
    site = SmallSite(
        tmp_path,
        {
            "narrate.toml": CONFIGURATION,
            "index.md": "# Home\n",
            "questions/why.md": "---\nauthor: Ana\ndate: 2026-03-01\n---\n# Why?\n",
            "questions/when.md": "---\nauthor: Ana\ndate: 2026-02-01\n---\n# When?\n",
            "narrations/2026-03-02-so.md": "---\nauthor: Ben\nreply_to: ../questions/why.md\n---\nSo.\n",
        },
    )

    def heard() -> list[tuple[str, str]]:
        site.build()
        home = site.published()["index.html"].decode()
        shelf = home.split("Open questions</a></h2>")[1].split("</section>")[0]
        return re.findall(r'href="/questions/(\w+)/#n-thread">([^<]+)<', shelf)

    assert heard() == [("why", "one reply from Ben")]
    site.write("narrations/2026-03-02-so.md", "---\nauthor: Ben\nanswers: ../questions/why.md\n---\nSo.\n")
    assert heard() == []
