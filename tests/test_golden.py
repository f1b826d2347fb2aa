"""One small site and everything that is made of it: what changes in the output is seen in the difference.

`python tests/test_golden.py` writes the output anew: read the difference before it is committed.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from narrate.build import build
from narrate.model.manifest import NAME
from narrate.model.report import Request
from narrate.progress import silent
from narrate.project import Surroundings, open_project

_GOLDEN = Path(__file__).parent / "golden"
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.(css|svg)")
"""Published names of static files: their digests follow the theme and the highlighter, whose files are not compared."""


def _made(folder: Path) -> dict[str, str]:
    """The text of every output but the theme's own files, by path."""
    site = folder / "site"
    shutil.copytree(_GOLDEN / "site", site)
    opened = open_project(
        ".", Surroundings(site, {"HOME": str(folder)}, sys.platform), str(folder / "output")
    )
    request = Request(audience=opened.config.audience, as_of="2026-03-09", jobs=1, found=opened.diagnostics)
    build(opened.project, opened.config, request, silent)
    return {
        path.relative_to(folder / "output").as_posix(): _FINGERPRINT.sub(
            r".0.\1", path.read_text(encoding="utf-8")
        )
        for path in sorted((folder / "output").rglob("*"))
        if path.is_file() and path.name != NAME and "_narrate" not in path.parts
    }


def _kept() -> dict[str, str]:
    kept = _GOLDEN / "output"
    return {
        path.relative_to(kept).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(kept.rglob("*"))
        if path.is_file()
    }


def test_the_golden_site_is_made_as_it_was(tmp_path: Path) -> None:
    made, kept = _made(tmp_path), _kept()
    assert sorted(made) == sorted(kept)
    for path, text in made.items():
        assert text == kept[path], path


def test_the_golden_site_tells_no_address_and_no_draft() -> None:
    everything = "".join(_kept().values())
    assert "Not for anybody yet" not in everything
    assert "ana@" not in everything


if __name__ == "__main__":
    shutil.rmtree(_GOLDEN / "output", ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        for output, text in _made(Path(name)).items():
            target = _GOLDEN / "output" / output
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
