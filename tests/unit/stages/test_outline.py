"""Which outputs a changed body reaches, and when everything is planned after all."""

from pathlib import Path

import pytest

from smallsite import SmallSite

FILES: dict[str, str | bytes] = {
    "narrate.toml": 'title = "N"\nbase_url = "https://notes.example/"\n',
    "people/ana.md": "---\nname: Ana\n---\nHello.\n",
    "posts/2026-03-01-one.md": "---\ntitle: One\nsummary: First.\nauthor: ana\n---\nA picture. ![It](it.png)\n",
    "posts/2026-03-02-two.md": "---\ntitle: Two\nsummary: Second.\nauthor: ana\n---\n![[2026-03-01-one]]\n",
    "posts/it.png": b"\x89PNG one",
    "log/2026-03-03.md": "---\nauthor: ana\n---\n## 09:00 Tea\n\nIt was hot.\n",
}


def _built(folder: Path) -> SmallSite:
    site = SmallSite(folder, FILES)
    site.build()
    return site


@pytest.mark.parametrize(
    ("path", "old", "new", "pages"),
    [
        (
            "posts/2026-03-01-one.md",
            "A picture.",
            "A fine picture.",
            ("posts/2026-03-01-one", "posts/2026-03-02-two"),
        ),
        ("posts/2026-03-02-two.md", "![[", "Look:\n\n![[", ("posts/2026-03-02-two",)),
        ("people/ana.md", "Hello.", "Hello, you.", ("people/ana",)),
        (
            "log/2026-03-03.md",
            "It was hot.\n",
            "It was hot.\n\nNow it is cold.\n",
            ("log/2026-03-03", "log/2026-03-03/0900"),
        ),
    ],
)
def test_a_changed_body_renders_what_shows_it_as_a_clean_build_does(
    tmp_path: Path, path: str, old: str, new: str, pages: tuple[str, ...]
) -> None:
    site = _built(tmp_path)
    site.write(path, str(FILES[path]).replace(old, new))
    built = site.build()
    shown = {page for page in built.pages if not page.startswith(("index", "narrations", "people/index"))}
    assert {f"{page}/index.html" for page in pages} <= shown
    assert site.published() == site.build_clean()


def test_a_picture_with_other_bytes_is_published_again(tmp_path: Path) -> None:
    site = _built(tmp_path)
    site.write("posts/it.png", b"\x89PNG two")
    assert site.build().made == ("posts/it.png",)
    assert site.published() == site.build_clean()


def test_a_published_file_that_somebody_removed_comes_back(tmp_path: Path) -> None:
    site = _built(tmp_path)
    (site.output / "feeds.opml").unlink()
    assert site.build().made == ("feeds.opml",)


def test_an_output_that_another_build_published_since_is_planned_whole(tmp_path: Path) -> None:
    site = _built(tmp_path)
    site.write("posts/2026-03-01-one.md", "---\ntitle: Other\nauthor: ana\n---\nWords.\n")
    site.build()
    site.write("posts/2026-03-01-one.md", str(FILES["posts/2026-03-01-one.md"]))
    site.build()
    assert site.published() == site.build_clean()
