"""What `Containerfile` is made of is there, and is not kept out of it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

_TOP = Path(__file__).parent.parent
_STEPS = (_TOP / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
_COPIED = [name for line in re.findall(r"^COPY (.+) \S+$", _STEPS, re.MULTILINE) for name in line.split()]


def test_what_is_copied_is_there_and_let_in() -> None:
    let_in = (_TOP / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert _COPIED
    for name in _COPIED:
        assert (_TOP / name).exists()
        assert f"!{name}" in let_in


@pytest.mark.slow
def test_what_is_copied_is_enough_to_install_from(tmp_path: Path) -> None:
    """The step that installs, with what is copied and nothing else, but without what narrate stands on."""
    source = tmp_path / "src"
    source.mkdir()
    for name in _COPIED:
        (source / name).symlink_to(_TOP / name)
    step = re.search(r"^RUN pip install (.+)$", _STEPS, re.MULTILINE)
    assert step
    words = [word.strip('"').replace("/src", str(source), 1) for word in step[1].split()]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(tmp_path / "there"), *words],
        check=True,
    )
    assert (tmp_path / "there" / "narrate" / "themes").is_dir()
