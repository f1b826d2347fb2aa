"""Which pictures have variants, when they are made, and what a page says of them."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from narrate.build import build
from narrate.model.report import Request
from narrate.project import Surroundings, open_project
from narrate.stages.resize import FOLDER
from pictured import picture, written
from served_preview import preview
from smallsite import TODAY, SmallSite

PHOTOGRAPH = written(picture(), orientation=6)
FILES: dict[str, str | bytes] = {
    "narrate.toml": 'title = "Notes"\nbase_url = "https://notes.example/sub/"\n',
    "posts/2026-03-01-mill.md": "---\nauthor: ana\n---\n# The mill\n\n![The mill](the%20mill,.jpg)\n",
    "posts/the mill,.jpg": PHOTOGRAPH,
}


def pictures(site: SmallSite) -> dict[str, bytes]:
    return {path: content for path, content in site.published().items() if path.startswith(FOLDER)}


def shown(site: SmallSite, page: str = "posts/2026-03-01-mill/index.html") -> list[str]:
    return re.findall("<img[^>]*>", site.published()[page].decode())


def test_a_browser_may_choose(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    assert site.build().diagnostics == ()
    made = {Image.open(BytesIO(content)).width: path for path, content in pictures(site).items()}
    (tag,) = shown(site)
    assert tag == (
        '<img src="/sub/posts/the%20mill,.jpg"'
        f' srcset="/sub/{made[480]} 480w, /sub/posts/the%20mill%2C.jpg 900w"'
        ' sizes="(min-width: 45em) 45em, 100vw" alt="The mill" loading="lazy" decoding="async" width="900" height="1200">'
    )
    feed = site.published()["feed.atom"].decode()
    assert (
        f"https://notes.example/sub/{made[480]} 480w, https://notes.example/sub/posts/the%20mill%2C.jpg 900w"
        in feed
    )


@pytest.mark.parametrize(
    ("written_so", "size", "sizes"),
    [
        ("![[the mill,.jpg|300]]", 'width="300" height="400"', "300px"),
        ("![[the mill,.jpg|300x200]]", 'width="300" height="200"', "300px"),
        ("![[the mill,.jpg]]", 'width="900" height="1200"', "(min-width: 45em) 45em, 100vw"),
    ],
)
def test_a_picture_of_a_width_that_was_asked_for(
    tmp_path: Path, written_so: str, size: str, sizes: str
) -> None:
    site = SmallSite(tmp_path, FILES | {"posts/2026-03-01-mill.md": written_so})
    site.build()
    (tag,) = shown(site)
    assert size in tag
    assert f'sizes="{sizes}"' in tag


def test_a_picture_is_the_same_wherever_it_is_shown(tmp_path: Path) -> None:
    """In the text, in a text that shows that text, and as somebody's face, which is small."""
    site = SmallSite(
        tmp_path,
        FILES
        | {
            "people/ana.md": "---\nname: Ana\npicture: ana.jpg\n---\nHello.\n",
            "people/ana.jpg": written(picture(size=(1000, 1000))),
            "posts/2026-03-02-again.md": "---\nauthor: ana\n---\n![[2026-03-01-mill]]\n",
            "posts/2026-03-03-link.md": "---\nauthor: ana\n---\n[The mill](<the mill,.jpg>)\n",
        },
    )
    site.build()
    (tag,) = (tag for tag in shown(site) if "srcset" in tag)
    assert tag in shown(site, "posts/2026-03-02-again/index.html")
    faces = {tag for tag in shown(site) if 'class="mark"' in tag}
    assert faces
    (face,) = {re.findall('src="([^"]*)"', tag)[0] for tag in faces}
    content = site.published()[face.removeprefix("/sub/")]
    assert Image.open(BytesIO(content)).size == (480, 480)
    assert (
        "srcset"
        not in site.published()["posts/2026-03-03-link/index.html"].decode().partition("</article>")[0]
    )


def test_what_tells_of_the_place_is_in_no_file(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    assert b"Averdale" in PHOTOGRAPH
    site.build()
    assert len(pictures(site)) == 1
    assert [told for told in ("Averdale", "Cam X", "GPS") if site.containing(told)] == []


def test_without_the_extra_there_are_none_and_they_come_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SmallSite(tmp_path, FILES)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "PIL", None)
        site.build()
        assert pictures(site) == {}
        assert shown(site) == [
            '<img src="/sub/posts/the%20mill,.jpg" alt="The mill" loading="lazy" decoding="async" width="900" height="1200">'
        ]
    site.build()
    assert len(pictures(site)) == 1
    assert site.published() == site.build_clean()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "PIL", None)
        site.build()
    assert pictures(site) == {}


def test_a_picture_is_resized_once(tmp_path: Path) -> None:
    """Not when words change, not in another output; with other bytes, the pages that show it are made again."""
    site = SmallSite(tmp_path, FILES | {"posts/2026-03-02-other.md": "---\nauthor: ana\n---\nNo picture.\n"})
    assert "resized 1 of 1" in progress_of(site)
    site.write("posts/2026-03-01-mill.md", str(FILES["posts/2026-03-01-mill.md"]) + "\nMore words.\n")
    assert progress_of(site) == []
    assert site.published() == site.build_clean()
    site.write("posts/the mill,.jpg", written(picture(size=(1000, 700))))
    built = site.build()
    assert "posts/2026-03-01-mill/index.html" in built.pages
    assert "posts/2026-03-02-other/index.html" not in built.pages
    assert site.published() == site.build_clean()
    site.write("posts/2026-03-01-mill.md", "---\nauthor: ana\n---\nNo picture any longer.\n")
    site.build()
    assert pictures(site) == {}
    assert site.published() == site.build_clean()


def test_a_preview_waits_for_none(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "site", FILES)
    with preview(site.root) as running:
        assert "the%20mill,.jpg" in running.text("/sub/posts/2026-03-01-mill/")
        assert "srcset" not in running.text("/sub/posts/2026-03-01-mill/")


def progress_of(site: SmallSite) -> list[str]:
    said: list[str] = []

    def note(stage: str, done: int, total: int) -> None:
        if stage == "resized":
            said.append(f"{stage} {done} of {total}")

    opened = open_project(
        "notes", Surroundings(site.folder, {"HOME": str(site.folder / "home")}, sys.platform), "site"
    )
    request = Request(audience=opened.config.audience, as_of=TODAY, jobs=1)
    build(opened.project, opened.config, request, note)
    return said


def test_the_number_of_processes_does_not_matter(tmp_path: Path) -> None:
    one, two = (SmallSite(tmp_path / name, FILES) for name in ("one", "two"))
    for site, jobs in ((one, 1), (two, 2)):
        for number in range(3):
            site.write(f"posts/{number}.jpg", written(picture(size=(700 + number, 600))))
            site.write(f"posts/2026-02-0{number + 1}-p.md", f"![One]({number}.jpg)\n")
        site.build(jobs=jobs)
    assert len(pictures(one)) == 4
    assert one.published() == two.published()


def test_what_is_withheld_has_no_variants(tmp_path: Path) -> None:
    site = SmallSite(
        tmp_path,
        FILES | {"posts/2026-03-01-mill.md": "---\ndraft: true\n---\n![The mill](the%20mill,.jpg)\n"},
    )
    site.build()
    assert pictures(site) == {}
    site.build(drafts=True)
    assert len(pictures(site)) == 1


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", PHOTOGRAPH[:300], b"\x89PNG\r\n\x1a\n" + bytes(40)]
)
def test_what_cannot_be_read_is_published_as_it_was(tmp_path: Path, content: bytes) -> None:
    site = SmallSite(tmp_path, FILES | {"posts/the mill,.jpg": content})
    site.build()
    assert pictures(site) == {}
    assert '<img src="/sub/posts/the%20mill,.jpg" alt="The mill"' in shown(site)[0]
    assert "posts/the mill,.jpg" in site.published()


def test_two_files_that_are_equal_share_their_variants(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES | {"posts/b.JPG": PHOTOGRAPH, "posts/2026-03-02-b.md": "![B](b.JPG)\n"})
    site.build()
    assert len(pictures(site)) == 1
    (one,), (other,) = shown(site), shown(site, "posts/2026-03-02-b/index.html")
    assert re.findall(r"srcset=\"\S+", one) == re.findall(r"srcset=\"\S+", other)
