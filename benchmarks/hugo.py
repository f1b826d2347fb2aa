"""Writes the invented corpus as a Hugo site with comparable pages, and knows how to run Hugo.

    python benchmarks/hugo.py --entries 10000 some/folder

What is comparable and what is not stands in the README beside this file. In short: where the two differ,
Hugo gets the easier job.
"""

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import corpus
from corpus import Corpus, Entry
from generate import slug

LAYOUTS = Path(__file__).parent / "hugo-layouts"

CONFIGURATION = """\
baseURL = "https://bench.example/wol/"
title = "A benchmark"
locale = "en"
timeZone = "UTC"
enableRobotsTXT = true

[taxonomies]
person = "people"
team = "teams"
community = "communities"
tag = "tags"

[pagination]
pagerSize = 50

[mediaTypes."application/atom+xml"]
suffixes = ["atom"]
[mediaTypes."application/feed+json"]
suffixes = ["json"]
[mediaTypes."text/x-opml"]
suffixes = ["opml"]

[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "feed"
isPlainText = true
[outputFormats.jsonfeed]
mediaType = "application/feed+json"
baseName = "feed"
isPlainText = true
[outputFormats.entries]
mediaType = "application/json"
path = "api"
baseName = "entries"
isPlainText = true
[outputFormats.people]
mediaType = "application/json"
path = "api"
baseName = "people"
isPlainText = true
[outputFormats.tags]
mediaType = "application/json"
path = "api"
baseName = "tags"
isPlainText = true
[outputFormats.llms]
mediaType = "text/plain"
baseName = "llms"
isPlainText = true
[outputFormats.opml]
mediaType = "text/x-opml"
baseName = "feeds"
isPlainText = true

[outputs]
home = ["html", "atom", "jsonfeed", "entries", "people", "tags", "llms", "opml"]
section = ["html", "atom", "jsonfeed"]
taxonomy = ["html"]
term = ["html", "atom", "jsonfeed"]
page = ["html", "markdown"]

[markup.highlight]
noClasses = false
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(corpus.make(options.entries, options.seed), options.folder)
    print(f"{options.entries} entries are in {options.folder}")


def program() -> str | None:
    """Hugo itself, not the Python script that starts it: what is measured is Hugo alone."""
    try:
        files = distribution("hugo").files or []
    except PackageNotFoundError:
        return shutil.which("hugo")
    name = "hugo.exe" if sys.platform == "win32" else "hugo"
    found = [file.locate() for file in files if file.name == name and "binaries" in file.parts]
    return str(found[0]) if found else shutil.which("hugo")


def write(made: Corpus, folder: Path) -> None:
    content = folder / "content"
    for path, text in [*registry_files(made), *((e.path, entry_file(made, e)) for e in made.entries)]:
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(LAYOUTS, folder / "layouts", dirs_exist_ok=True)
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static" / "style.css").write_text(
        "body { max-width: 42rem; margin: auto }\n", encoding="utf-8"
    )
    (folder / "hugo.toml").write_text(CONFIGURATION, encoding="utf-8")


def registry_files(made: Corpus) -> Iterator[tuple[str, str]]:
    """The pages of people, teams, communities and tags: Hugo's term pages, with the same words on them."""
    for person in made.people:
        text = f"{person.name.split()[0]} narrates from here.\n"
        yield f"people/{person.id}/_index.md", page({"title": person.name}, text)
    for name in made.teams:
        yield f"teams/{slug(name)}/_index.md", page({"title": name}, "What this team is for.\n")
    for name in made.communities:
        yield f"communities/{slug(name)}/_index.md", page({"title": name}, "What we practise.\n")
    for name in made.tags[::3]:
        yield f"tags/{slug(name)}/_index.md", page({"title": name}, "What we mean by it.\n")
    for kind, name in corpus.FOLDERS.items():
        yield f"{name}/_index.md", page({"title": name.title(), "params": {"kind": kind}}, "")
    yield "_index.md", page({"title": "A benchmark"}, "An invented team, writing for years.\n")


def page(front: dict[str, object], body: str) -> str:
    return json.dumps(front, indent=1) + "\n\n" + body


def entry_file(made: Corpus, entry: Entry) -> str:
    """An entry with everything resolved that narrate finds out itself: date, authors, teams, communities."""
    teams = dict.fromkeys(slug(made.teams[made.people[at].team]) for at in entry.authors)
    front: dict[str, object] = {
        "title": entry.title,
        "date": f"{entry.date:%Y-%m-%dT%H:%M:%S%z}",
        "people": [made.people[at].id for at in entry.authors],
        "tags": [made.tags[at] for at in entry.tags],
        "teams": list(teams),
        "communities": communities(made, entry),
    }
    params: dict[str, object] = {"kind": entry.kind, **entry.fields}
    if entry.reply_to >= 0:
        params["reply_to"] = "/" + made.entries[entry.reply_to].path
    if entry.distilled_from:
        params["from"] = ["/" + made.entries[at].path for at in entry.distilled_from]
    front["params"] = params
    if entry.old_stem:
        front["aliases"] = [f"/{entry.folder}/{entry.old_stem}/"]
    return page(front, linked(made, entry.body))


def communities(made: Corpus, entry: Entry) -> list[str]:
    """Where an entry belongs: what a member writes under a community's tags, and what is cross-posted."""
    joined = {at for author in entry.authors for at in made.people[author].communities}
    found = {at for at in joined if set(made.community_tags[at]) & set(entry.tags)} | set(entry.communities)
    return [slug(made.communities[at]) for at in sorted(found)]


def linked(made: Corpus, body: str) -> str:
    """The body with ordinary Markdown links for everything that narrate resolves by name."""

    def written(match: re.Match[str]) -> str:
        at = int(match[2])
        if match[1] == "p":
            return f"[@{made.people[at].id}](/people/{made.people[at].id})"
        if match[1] == "h":
            return f"[#{made.tags[at]}](/tags/{slug(made.tags[at])})"
        return f"[{made.entries[at].title}](../{made.entries[at].path})"

    return corpus.MARK.sub(written, body)


if __name__ == "__main__":
    main()
