"""What holds whatever people write, in whatever order they edit it, whenever the build is killed."""

import os
import random as random_module
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from edits import EDITS, FIRST, SECRET, Write, withheld_site
from smallsite import CONFIGURATION, SmallSite, tree

_TESTS = Path(__file__).parent
_DAYS = st.sampled_from(("2026-03-01", "2026-03-04", "2026-03-10"))
_SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    # Without `explain`: it would build the site of a failing example hundreds of times more.
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@contextmanager
def new_site() -> Iterator[SmallSite]:
    """A site in a folder of its own: each example of a property needs one."""
    with tempfile.TemporaryDirectory() as folder:
        yield SmallSite(Path(folder), {"narrate.toml": CONFIGURATION})


# --- edits ----------------------------------------------------------------------------------------


@settings(_SLOW, max_examples=50)
@given(FIRST, st.lists(st.tuples(st.lists(EDITS, min_size=1, max_size=3), _DAYS, st.booleans()), max_size=4))
def test_a_build_after_edits_publishes_what_a_clean_one_does(
    first: list[Write], rounds: list[tuple[list[Write], str, bool]]
) -> None:
    with new_site() as site:
        for edit in first:
            edit.apply(site)
        day, drafts = "2026-03-04", False
        built = site.build(as_of=day)
        for edits, day, drafts in rounds:
            for edit in edits:
                edit.apply(site)
            built = site.build(as_of=day, drafts=drafts)
        assert site.published() == site.build_clean(as_of=day, drafts=drafts)
        assert built.diagnostics == site.clean.diagnostics


@settings(_SLOW, max_examples=10)
@given(FIRST, st.randoms(use_true_random=False))
def test_the_order_in_which_files_were_written_does_not_matter(
    first: list[Write], random: random_module.Random
) -> None:
    last = {edit.path: edit for edit in first}
    with new_site() as one, new_site() as other:
        for edit in last.values():
            edit.apply(one)
        shuffled = list(last.values())
        random.shuffle(shuffled)
        for edit in shuffled:
            edit.apply(other)
        one.build()
        other.build()
        assert one.published() == other.published()


@settings(_SLOW, max_examples=10)
@given(FIRST, st.lists(EDITS, min_size=1, max_size=3))
def test_a_build_that_changes_nothing_touches_nothing(first: list[Write], edits: list[Write]) -> None:
    with new_site() as site:
        for edit in (*first, *edits):
            edit.apply(site)
        site.build()
        before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}
        assert site.build().made == ()
        assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*")} == before


def _many(site: SmallSite) -> None:
    """Enough entries that a build starts workers."""
    for number in range(60):
        author, tag = f"person{number % 7}", f"tag{number % 5}"
        links = f"[[entry-{(number * 7) % 60}]] and ![[entry-{(number + 1) % 60}]]"
        words = f"---\nauthor: {author}\ntags: [{tag}]\ndate: 2026-01-{1 + number % 28:02}\n---\n# Entry {number}\n\n"
        site.write(
            f"posts/entry-{number}.md", f"{words}Some #words. {links}\n\n```python\nx = {number}\n```\n"
        )


def test_the_number_of_processes_does_not_matter(tmp_path: Path) -> None:
    one = SmallSite(tmp_path / "one", {"narrate.toml": CONFIGURATION})
    two = SmallSite(tmp_path / "two", {"narrate.toml": CONFIGURATION})
    for site, jobs in ((one, 1), (two, 2)):
        _many(site)
        site.build(jobs=jobs)
    assert one.published() == two.published()


def test_neither_the_seed_of_hashes_nor_the_place_nor_the_locale_matters(tmp_path: Path) -> None:
    published = []
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Tokyo", "de_DE.UTF-8")):
        site = SmallSite(tmp_path / seed / language, {"narrate.toml": CONFIGURATION})
        for path, content in ALL_KINDS.items():
            site.write(path, content)
        env = {**_environment(), "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language}
        subprocess.run([sys.executable, _TESTS / "killed.py", site.folder, "0"], env=env, check=True)
        published.append(site.published())
    assert published[0] == published[1]


def _environment() -> dict[str, str]:
    """For a process that imports what this one does."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(_TESTS), *sys.path))}


# --- what is not ours -----------------------------------------------------------------------------


@settings(_SLOW, max_examples=10)
@given(FIRST, st.lists(EDITS, min_size=1, max_size=6))
def test_nothing_is_written_outside_and_nothing_of_others_is_deleted(
    first: list[Write], edits: list[Write]
) -> None:
    with new_site() as site:
        for edit in first:
            edit.apply(site)
        site.build()
        theirs = {"CNAME": b"notes.example", "posts/two/notes.txt": b"mine", "posts/own/index.html": b"mine"}
        for path, content in theirs.items():
            (site.output / path).parent.mkdir(parents=True, exist_ok=True)
            (site.output / path).write_bytes(content)
        for edit in edits:
            edit.apply(site)
            before = _sources(site)
            site.build()
            assert _sources(site) == before
        published = site.published()
        assert {path: published.get(path) for path in theirs} == theirs
        assert {path.name for path in site.folder.iterdir()} <= {"home", "notes", "site"}
        compiled = site.folder / "home" / ".cache" / "narrate" / "templates"
        own = [path for path in (site.folder / "home").rglob("*") if path.is_file()]
        assert all(path.is_relative_to(compiled) for path in own)


def _sources(site: SmallSite) -> dict[str, bytes]:
    return {path: content for path, content in tree(site.root).items() if not path.startswith(".narrate/")}


# --- killed builds --------------------------------------------------------------------------------

ALL_KINDS = {
    "posts/2026-03-01-one.md": "---\nauthor: ana\naliases: /old/\n---\n# One\n\n[Two](2026-03-02-two.md) #ci ![x](x.png)\n",
    "posts/2026-03-02-two.md": "---\nauthor: ben\n---\n# Two\n\n[[2026-03-01-one]] #ci\n",
    "posts/2026-03-03-gone.md": "---\nauthor: cem\n---\n# Gone soon\n\n[[2026-03-02-two]] #gone\n",
    "posts/x.png": "x",
    "lessons/wait.md": "---\nauthor: ana\nfrom: 2026-03-01-one\n---\n# Wait\n\nA minute.\n",
    "log/ana/2026-03-02.md": "Before.\n\n## 09:10 Early\n\nx\n\n## 14:00\n\ny @ben\n",
    "people/ana.md": "---\nname: Ana\ncommunities: [testing]\nteam: core\n---\nHello.\n",
    "communities/testing.md": "---\ntags: [ci]\nstewards: ana\n---\n# Testing\n\nAll who test.\n",
    "events/call.md": "---\nauthor: ana\nstarts: 2026-03-09 15:00\ncommunity: testing\n---\n# A call\n\nCome.\n",
}
_NEXT: dict[str, str | None] = {
    "posts/2026-03-01-one.md": "---\nauthor: ana\n---\n# One, again\n\n[Two](2026-03-02-two.md) #ci #fresh\n",
    "posts/2026-03-03-gone.md": None,
    "posts/2026-03-04-four.md": "---\nauthor: dan\n---\n# Four\n\n[[2026-03-01-one]] #ci\n",
    "lessons/wait.md": None,
    "lessons/hurry.md": "---\nauthor: ana\nfrom: 2026-03-04-four\n---\n# Hurry\n\nNow.\n",
    "log/ana/2026-03-02.md": "Before.\n\n## 09:10 Early\n\nx\n\n## 14:30\n\ny @ben\n",
}
_HREF = re.compile(rb'(?:href|src)="([^":#?]+)["#?]')


def _edited(folder: Path) -> SmallSite:
    """A site that was built, and then edited."""
    site = SmallSite(folder, {"narrate.toml": CONFIGURATION, **ALL_KINDS})
    site.build()
    for path, content in _NEXT.items():
        if content is None:
            site.remove(path)
        else:
            site.write(path, content)
    return site


def _killed(site: SmallSite, write: int) -> int:
    """Builds in a process that is killed at a write. Gives the number of writes when it is not."""
    command = [sys.executable, str(_TESTS / "killed.py"), str(site.folder), str(write)]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return int(done.stdout or 0)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_build_leaves_a_whole_site_and_the_next_one_mends_it(tmp_path: Path) -> None:
    site = _edited(tmp_path / "edited")
    old, new = site.published(), site.build_clean()
    shutil.rmtree(site.folder / "clean")
    shutil.rmtree(site.folder / "clean-cache")
    shutil.copytree(site.folder, tmp_path / "whole")
    writes = _killed(SmallSite(tmp_path / "whole"), 0)
    for write in sorted({1, 2, writes, *range(3, writes, max(1, writes // 14))}):
        folder = tmp_path / str(write)
        shutil.copytree(site.folder, folder)
        killed = SmallSite(folder)
        _killed(killed, write)
        _check_whole(killed.published(), old, new)
        killed.build()
        assert killed.published() == new, f"after a kill at write {write} of {writes}"


def _check_whole(published: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """No file is torn, none that stays is missing, and the pages that stay lead somewhere."""
    site = {path: content for path, content in published.items() if not path.startswith(".")}
    staying = {path for path in old.keys() & new.keys() if not path.startswith(".")}
    assert staying <= site.keys()
    for path, content in site.items():
        assert content in (old.get(path), new.get(path)), f"{path} is torn"
    for path in staying:
        for link in _HREF.findall(site[path]) if path.endswith(".html") else ():
            target = link.decode()
            target = target[1:] if target.startswith("/") else normpath(join(dirname(path), target))
            file = f"{target}index.html" if not target or target.endswith("/") else target
            assert file in site, f"{path} leads to {target}"


# --- the gate -------------------------------------------------------------------------------------


@settings(_SLOW, max_examples=60)
@given(withheld_site(), st.booleans())
def test_nothing_of_what_is_withheld_is_published(files: dict[str, str], shown_before: bool) -> None:
    with new_site() as site:
        for path, content in files.items():
            site.write(path, content)
        if shown_before:
            site.build(audience="internal", drafts=True)
        site.build(audience="public")
        told = [
            path for path, content in site.published().items() if SECRET in (path.encode() + content).lower()
        ]
        assert told == []
