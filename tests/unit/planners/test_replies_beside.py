"""From one reply to the next, to the same entry."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite


def reply(day: int, to: str = "2026-02-01-q") -> dict[str, str]:
    return {f"posts/2026-02-{day:02}-r.md": f"---\nauthor: W{day}\nreply_to: {to}\n---\n# R{day}\n\nIt.\n"}


FILES = {
    "narrate.toml": CONFIGURATION,
    "posts/2026-02-01-q.md": "---\nauthor: Ana\n---\n# Q\n\nWhy?\n",
    **reply(2),
    **reply(3),
    **reply(4),
    **reply(5, "2026-02-03-r"),
    **reply(6, "gone"),
}


@pytest.mark.parametrize(
    ("day", "beside"),
    [(2, ["after R3"]), (3, ["before R2", "after R4"]), (4, ["before R3"]), (5, []), (6, []), (1, [])],
    ids=["the first", "between", "the last", "the only one", "to what is not here", "what is replied to"],
)
def test_a_reply_leads_to_those_beside_it(tmp_path: Path, day: int, beside: list[str]) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    page = (site.output / f"posts/2026-02-{day:02}-{'q' if day == 1 else 'r'}/index.html").read_text("utf-8")
    found = re.findall(r'class="beside-word">The reply (\w+)</span>\s*<a [^>]*>(\w+)</a>', page)
    assert [" ".join(one) for one in found] == beside


def test_a_new_reply_changes_the_page_of_the_one_before_and_of_no_other(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    site.write("posts/2026-02-07-r.md", next(iter(reply(7).values())))
    made = [path for path in site.build().pages if re.match(r"posts/2026-02-\d+-[qr]/", path)]
    assert made == [f"posts/2026-02-{name}/index.html" for name in ("01-q", "04-r", "07-r")]
