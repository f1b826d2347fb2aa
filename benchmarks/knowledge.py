"""What computed knowledge costs: who knows, the desks, the network, the bridges of communities.

    python benchmarks/knowledge.py --entries 10000

Seconds of the processor, not of the clock, so that a busy machine disturbs little. A cold build in one process is what
they are held against; they are measured in this process, from the same index, each by itself and the shortest of several
runs; names, addresses, the lines of lists and what a reader can do, which every page needs, are known. A warm build that plans all pages
computes who knows, the desks, the network, communities and trails together; one after a sentence was mended computes
none of them. What stands on the page of each entry beside it is computed with that page.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpus
import generate
from run import aligned, progress

from narrate.build import Understood, understand
from narrate.cache.store import Store
from narrate.forges import NO_FORGE
from narrate.model.config import Config
from narrate.model.report import Request
from narrate.model.views import Site
from narrate.planners.bridges import crossing_lines, shared_with
from narrate.planners.desk import plan_desks
from narrate.planners.know_who import know_about, might_know, topics
from narrate.planners.learned import learned
from narrate.planners.network import network_of, plan_network, plan_network_files
from narrate.planners.over_time import use
from narrate.planners.pieces import Pieces
from narrate.planners.pulse import pulse
from narrate.planners.track_record import track_record
from narrate.progress import silent
from narrate.project import Opened, Surroundings, open_project
from narrate.workers import Workers, leave_garbage


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=10, help="how often each is computed")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="narrate-bench-") as work:
        folder = Path(work) / "content"
        progress("makes the corpus")
        generate.write(corpus.make(options.entries, options.seed, options.people), folder)
        progress("builds it")
        cold = cold_build(folder, Path(work) / "site")
        leave_garbage()  # as every build does
        site = Whole.of(folder)
        rows = [["", "ms of the processor", "% of a cold build"]]
        for name, compute in PARTS.items():
            progress(name)
            spent = min(seconds(compute, site) for _ in range(options.repeat))
            rows.append([name, f"{1000 * spent:.1f}", f"{100 * spent / cold:.2f}"])
    rows.append(["a cold build", f"{1000 * cold:.0f}", "100"])
    print(aligned(rows))


def cold_build(folder: Path, output: Path) -> float:
    """Seconds of the processor that a first build takes in one process."""
    command = (sys.executable, "-m", "narrate", "build", str(folder), "--output", str(output), "--jobs", "1")
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@dataclass(frozen=True)
class Whole:
    """A site up to its index, on the day after its last entry."""

    content: Understood
    config: Config
    as_of: str

    @classmethod
    def of(cls, folder: Path) -> "Whole":
        opened: Opened = open_project(
            folder.name, Surroundings(folder.parent, dict(os.environ), sys.platform)
        )
        request = Request(audience=opened.config.audience, as_of="2026-02-01", drafts=False)
        with Store(opened.project.cache_dir) as store, Workers(1) as workers:
            content = understand(opened.project, opened.config, request, store, workers, silent)
        return cls(content, opened.config, max(entry.date[:10] for entry in content.index.entries))

    def pieces(self) -> Pieces:
        """What planners make views from, with nothing computed yet."""
        site = Site(self.config.title, "en", "/", self.config.base_url, "/_narrate/", "", (), "", "")
        pieces = Pieces(self.content.index, self.config, site, {}, NO_FORGE, self.as_of)
        registry = pieces.index.registry
        for entry in pieces.index.entries:
            pieces.href(entry.url)
            pieces.absolute(entry.url)
            pieces.line(entry)
        pieces.people(tuple(registry.people))
        pieces.tags(tuple(registry.tags))
        pieces.actions.entry(pieces.index.entries[0])
        return pieces


def who_knows(pieces: Pieces) -> None:
    """On the pages of all tags, people and questions."""
    for tag in pieces.index.registry.tags:
        know_about(tag, pieces)
        pieces.knowing.only_voice(tag)
    for person in pieces.index.registry.people:
        topics(person, pieces)
    asking = {kind.name for kind in pieces.config.kinds.kinds.values() if kind.asks}
    for question in pieces.index.of_kinds(asking):
        might_know(question, pieces)


def desks(pieces: Pieces) -> None:
    """What waits, on all desks."""
    for stream in pieces.index.streams:
        pieces.desks.of(stream)


def desk_pages(pieces: Pieces) -> None:
    """The same with the views of their pages."""
    for _ in plan_desks(pieces):
        pass


def network(pieces: Pieces) -> None:
    """Of the site and of all communities, with their files."""
    for community in pieces.index.registry.communities.values():
        network_of(community, pieces)
    for _ in (*plan_network(pieces), *plan_network_files(pieces)):
        pass


def communities(pieces: Pieces) -> None:
    """What crossed, what is shared with whom, and the pulse."""
    for stream in pieces.index.streams:
        if stream.sort == "community":
            community = pieces.index.registry.communities[stream.id]
            crossing_lines(community, stream.entries, pieces)
            shared_with(community, pieces)
            pulse(stream.entries, pieces)


def on_pages(pieces: Pieces) -> None:
    """What came of entries, and what had been learned before them: on the pages of all entries."""
    for entry in pieces.index.entries:
        track_record(entry, pieces)
        learned(entry, pieces)


def related(pieces: Pieces) -> None:
    """On the pages of all entries."""
    for entry in pieces.index.entries:
        pieces.relatedness.of(entry)


def related_of_one(pieces: Pieces) -> None:
    """On the page of the newest entry alone, as after a sentence of it was mended."""
    pieces.relatedness.of(pieces.index.entries[0])


def trails(pieces: Pieces) -> None:
    """On the pages of all people."""
    for person in pieces.index.registry.people:
        pieces.trails.of(person, 3)


def tags_over_time(pieces: Pieces) -> None:
    """On the pages of all tags."""
    for dates in pieces.dates.values():
        use(dates)


def together(pieces: Pieces) -> None:
    """All of it, as a build does: what one found another does not look for again."""
    for compute in (who_knows, desk_pages, network, communities, trails):
        compute(pieces)


PARTS: dict[str, Callable[[Pieces], None]] = {
    "who knows": who_knows,
    "the desks": desks,
    "the desks, with their pages": desk_pages,
    "the network": network,
    "communities": communities,
    "track records, earlier lessons": on_pages,
    "related entries": related,
    "related entries, of one": related_of_one,
    "trails": trails,
    "tags over time": tags_over_time,
    "all of it together": together,
}


def seconds(compute: Callable[[Pieces], None], site: Whole) -> float:
    """How long it takes when nothing of it is known yet."""
    pieces = site.pieces()
    start = time.process_time()
    compute(pieces)
    return time.process_time() - start


if __name__ == "__main__":
    main()
