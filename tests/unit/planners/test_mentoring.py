"""The page of asks and offers: who stands on it, what is brought together, and when there is none."""

import re
from html import unescape
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

PAGE = "people/asks-and-offers/index.html"


def _person(name: str, more: str) -> str:
    return f"---\nname: {name}\n{more}\n---\nHello.\n"


def _said(folder: Path, files: dict[str, str]) -> list[str]:
    """Each line of the page as text; none when there is no page."""
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    published = site.published()
    if PAGE not in published:
        assert b"asks-and-offers" not in published["people/index.html"]
        return []
    assert b'href="/people/asks-and-offers/"' in published["people/index.html"]
    lines = re.split(r'<li class="said">', published[PAGE].decode())[1:]
    texts = (re.sub(r"<[^>]+>", " ", re.split(r"</div>", line)[0]) for line in lines)
    return [" ".join(unescape(re.sub(r"^.*?<svg.*?</svg>", "", text)).split()) for text in texts]


ANA = {"people/ana.md": _person("Ana", "asks: [a hand with caching]")}
BEN = {"people/ben.md": _person("Ben", "offers: [the Cache explained]")}
TAG = {"tags/cache.md": "---\nname: Cache\nnames: [caching]\n---\nWarm or cold.\n"}


def test_an_ask_and_an_offer_meet_at_the_tag_that_both_name(tmp_path: Path) -> None:
    asked, offered = _said(tmp_path, ANA | BEN | TAG)
    assert "a hand with caching Ben offers: the Cache explained cache" in asked
    assert "the Cache explained Ana asks for: a hand with caching cache" in offered


def test_a_sentence_keeps_its_commas(tmp_path: Path) -> None:
    asks = "asks: Somebody who has moved a queue, while it was running"
    (asked,) = _said(tmp_path, {"people/ana.md": _person("Ana", asks)})
    assert asked.endswith("Somebody who has moved a queue, while it was running")


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        pytest.param("What is a delta check?", "delta-checks", id="one of many"),
        pytest.param("Who reads the delta checks", "delta-checks", id="many"),
        pytest.param("Two heat pumps that work", "heat-pump", id="many of one"),
        pytest.param("Reading your script", "", id="one word may be another"),
    ],
)
def test_one_and_many_are_the_same_tag(asked: str, tag: str, tmp_path: Path) -> None:
    files = {
        "people/ana.md": _person("Ana", f"asks: ['{asked}']"),
        "narrations/2026-03-01-a.md": "About #delta-checks, #heat-pump and #readings.\n",
    }
    (line,) = _said(tmp_path, files)
    assert line == f"A Ana {asked} {tag}".strip()


def test_without_a_tag_nothing_is_brought_together(tmp_path: Path) -> None:
    asked, offered = _said(tmp_path, ANA | BEN)
    assert asked.endswith("a hand with caching")
    assert offered.endswith("the Cache explained")


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("team: platform", id="nobody asks or offers"),
        pytest.param("asks: [a coffee]\nlisted: false", id="nobody who is listed does"),
        pytest.param("asks: [a coffee]\nleft: 2026-01-01", id="they have left"),
    ],
)
def test_there_is_no_page_when(more: str, tmp_path: Path) -> None:
    assert _said(tmp_path, {"people/ana.md": _person("Ana", more)}) == []


def test_words_are_words_and_addresses_are_masked(tmp_path: Path) -> None:
    (asked,) = _said(
        tmp_path, {"people/ana.md": _person("Ana", "asks: ['<b>Mail</b> ana@secret.org, #c++ or 100%']")}
    )
    assert "<b>Mail</b>" in asked
    assert "ana [at] secret.org" in asked


def test_a_page_may_link_to_it_while_it_is_there(tmp_path: Path) -> None:
    link = {"narrations/2026-03-01-a.md": "See [who offers what](/people/asks-and-offers/).\n"}
    there = SmallSite(tmp_path / "there", {"narrate.toml": CONFIGURATION, **ANA, **link})
    assert there.build().concise() == ()
    gone = SmallSite(
        tmp_path / "gone", {"narrate.toml": CONFIGURATION, "people/ana.md": _person("Ana", "team: x"), **link}
    )
    assert [line.rpartition("[")[2] for line in gone.build().concise() if "broken-link" in line] != []
