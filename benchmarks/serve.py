"""Measures from a save to changed bytes on disk: `narrate serve` beside `hugo server`, in one run.

    python benchmarks/serve.py --entries 1000,10000

Both servers watch their own copy of the same corpus at the same time. A sentence is added to one entry of each, in
turns; the clock stops when the page on disk has it. The first edit of each is not counted: it warms up.
"""

import argparse
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import corpus
import generate
import hugo
from corpus import Corpus
from run import aligned, progress

_PATIENCE = 300.0


@dataclass(frozen=True)
class Server:
    """A program that watches a folder, and where it writes."""

    name: str
    command: tuple[str, ...]
    content: Path
    output: Path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", default="1000,10000", help="sizes of the corpus")
    parser.add_argument("--repeat", type=int, default=7, help="how many saves are counted")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("narrate", "hugo"), help="measure one of them alone")
    options = parser.parse_args()
    rows = []
    for size in map(int, options.entries.split(",")):
        with tempfile.TemporaryDirectory(prefix="narrate-bench-") as work:
            rows.append((size, measure(size, Path(work), options)))
    print(table(rows))


def measure(size: int, work: Path, options: argparse.Namespace) -> dict[str, list[float]]:
    """Seconds per save, by server."""
    made = corpus.make(size, options.seed)
    servers = tuple(prepare(made, work, options.only))
    seconds: dict[str, list[float]] = {server.name: [] for server in servers}
    with ExitStack() as running:
        for server in servers:
            running.enter_context(started(server, page(server, made, 0)))
        for number in range(options.repeat + 1):
            for server in servers if number % 2 else reversed(servers):
                spent = saved(server, made, number)
                progress(f"{size} entries, {server.name}, save {number}: {spent * 1000:.0f} ms")
                if number:
                    seconds[server.name].append(spent)
                time.sleep(0.5)
    return seconds


def prepare(made: Corpus, work: Path, only: str | None) -> Iterator[Server]:
    """Writes each server's copy of the corpus."""
    if only != "hugo":
        folder = work / "narrate"
        generate.write(made, folder)
        ours = (sys.executable, "-m", "narrate", "serve", str(folder), "--port", "18931")
        yield Server("narrate serve", ours, folder, folder / ".narrate" / "preview" / "18931")
    program = hugo.program()
    if only != "narrate" and program is not None:
        folder = work / "hugo"
        hugo.write(made, folder)
        command = (
            str(program), "server", "--port", "18991", "--quiet",
            "--source", str(folder), "--cacheDir", str(folder / "cache"),
        )  # fmt: skip
        yield Server("hugo server", command, folder / "content", folder / "public")


@contextmanager
def started(server: Server, first: Path) -> Iterator[None]:
    """The server, from its first build on."""
    process = subprocess.Popen(server.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(first.is_file, f"{server.name} builds")
        settle(server.output)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(_PATIENCE)


def settle(folder: Path) -> None:
    """Waits until nothing is written any longer: the first build is over."""
    before, now = -1, 0
    while before != now:
        before = now
        time.sleep(3)
        now = sum(1 for _ in folder.rglob("*.html"))


def saved(server: Server, made: Corpus, number: int) -> float:
    """Adds a sentence to an entry; the seconds until its page on disk has it."""
    entry = made.entries[len(made.entries) * (number + 1) // 23]
    file, words = server.content / entry.path, f"The {number}th thing I saw."
    text = file.read_text(encoding="utf-8")
    shown = page(server, made, len(made.entries) * (number + 1) // 23)
    start = time.perf_counter()
    file.write_text(f"{text}\n{words}\n", encoding="utf-8")
    until(lambda: words in shown.read_text(encoding="utf-8"), f"{server.name} shows save {number}")
    return time.perf_counter() - start


def page(server: Server, made: Corpus, number: int) -> Path:
    """The page of an entry on disk."""
    return server.output / made.entries[number].path.removesuffix(".md") / "index.html"


def until(is_so: object, what: str) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            if callable(is_so) and is_so():
                return
        except OSError:
            pass
        if time.monotonic() > end:
            raise SystemExit(f"never: {what}")
        time.sleep(0.002)


def table(rows: list[tuple[int, dict[str, list[float]]]]) -> str:
    """Medians in milliseconds, with half the distance between the slowest and the fastest."""
    names = list(rows[0][1])
    lines = [["save to disk", *names] + (["ratio"] if len(names) == 2 else [])]
    for size, seconds in rows:
        medians = [statistics.median(seconds[name]) * 1000 for name in names]
        spreads = [(max(seconds[name]) - min(seconds[name])) * 500 for name in names]
        cells = [f"{m:.0f} ms ±{s:.0f}" for m, s in zip(medians, spreads, strict=True)]
        lines.append(
            [f"{size} entries", *cells] + ([f"{medians[0] / medians[1]:.2f}"] if len(names) == 2 else [])
        )
    return aligned(lines)


if __name__ == "__main__":
    main()
