"""A reply whose fields name what it replies to names it once."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

LESSONS = {
    "narrate.toml": CONFIGURATION,
    "lessons/warm.md": "# Warm the cache first\n",
    "lessons/cold.md": "# Cold is honest\n",
}


@pytest.mark.parametrize(
    ("head", "above", "fields"),
    [
        ("reply_to: /lessons/warm.md\ncontradicts: /lessons/warm.md", "In reply to Contradicts", []),
        ("reply_to: /lessons/warm.md\napplies: /lessons/warm.md", "In reply to Applies", []),
        ("reply_to: /lessons/warm.md\ncontradicts: /lessons/cold.md", "In reply to", ["Cold is honest"]),
        (
            "reply_to: /lessons/warm.md\ncontradicts: [/lessons/warm.md, /lessons/cold.md]",
            "In reply to",
            ["Warm the cache first", "Cold is honest"],
        ),
    ],
)
def test_what_is_said_of_it_stands_where_it_is_named(
    tmp_path: Path, head: str, above: str, fields: list[str]
) -> None:
    site = SmallSite(tmp_path, {**LESSONS, "narrations/2026-03-01-no.md": f"---\n{head}\n---\nNot for us.\n"})
    site.build()
    page = (site.output / "narrations/2026-03-01-no/index.html").read_text("utf-8")
    word = re.findall(r'<p class="answering-word">(.*?)</p>', page, re.DOTALL)
    assert [re.sub(r"<.*?>", "", one).casefold() for one in word] == [above.casefold()]
    shown = re.findall(r'<dl class="fields">(.*?)</dl>', page, re.DOTALL)
    assert re.findall(r"<a [^>]*>(.*?)</a>", shown[0] if shown else "") == fields
