"""Who is somebody on the site: those who wrote something, and those with a page of their own."""

from pathlib import Path

from gitrepo import ANA, Repo
from smallsite import CONFIGURATION, SmallSite

ADMIN = "Ad Min <ad@team.test>"


def test_whoever_only_wrote_the_pages_of_others_has_none(tmp_path: Path) -> None:
    """All that there is of them would be an empty page."""
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION})
    repo = Repo(site.root)
    pages = {
        "people/ana.md": "---\nname: Ana Lima\n---\nI look after the cache.\n",
        "tags/cache.md": "What we mean.",
    }
    repo.commit(pages, author=ADMIN)
    repo.commit({"narrations/2026-03-01-cold.md": "# Cold\n\nIt is. #cache\n"}, author=ANA)
    site.build()
    assert "people/ad-min/index.html" not in site.published()
    assert not site.containing("Ad Min")

    repo.commit({"lessons/warm.md": "# Warm it\n\nFirst.\n"}, author=ADMIN)
    site.build()
    assert "people/ad-min/index.html" in site.published()
    assert site.published() == site.build_clean()
