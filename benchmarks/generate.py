"""Writes the invented corpus as a narrate repository with its history.

    python benchmarks/generate.py --entries 10000 some/folder

Commits follow the entries' dates. One entry in five is changed later by somebody else, one in fifty is
renamed, one commit in ten has a co-author, and one person in twenty commits with two addresses, which
`.mailmap` unites.
"""

import argparse
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import corpus
from corpus import Corpus, Entry


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


def write(made: Corpus, folder: Path) -> None:
    """Makes the repository: history first, then the files are checked out from it."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    stream = subprocess.Popen(["git", "fast-import", "--quiet", "--force"], cwd=folder, stdin=subprocess.PIPE)
    assert stream.stdin is not None  # noqa: S101 - for the type checker: it was asked for.
    for commit in history(made):
        stream.stdin.write(commit)
    stream.stdin.close()
    if stream.wait():
        raise SystemExit("git fast-import failed")
    git(folder, "checkout", "--quiet", "--force", "main")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


# --- files ------------------------------------------------------------------------------------------------


def entry_file(made: Corpus, entry: Entry) -> str:
    """An entry as its author writes it. A narration may leave its date and authors to Git."""
    lines = [f"title: {entry.title}"] if entry.explicit else []
    if entry.explicit:
        lines.append(f"date: {entry.date:%Y-%m-%d %H:%M}")
        lines.append("authors: [" + ", ".join(made.people[at].id for at in entry.authors) + "]")
    lines.append("tags: [" + ", ".join(made.tags[at] for at in entry.tags) + "]")
    if entry.communities:
        lines.append(
            "communities: [" + ", ".join(slug(made.communities[at]) for at in entry.communities) + "]"
        )
    if entry.reply_to >= 0:
        lines.append(f"reply_to: ../{made.entries[entry.reply_to].path}")
    if entry.distilled_from:
        lines.append(
            "from: [" + ", ".join(f"../{made.entries[at].path}" for at in entry.distilled_from) + "]"
        )
    lines += [f'{key}: "{value}"' for key, value in entry.fields.items()]
    heading = "" if entry.explicit else f"# {entry.title}\n\n"
    return "---\n" + "\n".join(lines) + "\n---\n\n" + heading + linked(made, entry.body)


def linked(made: Corpus, body: str) -> str:
    """The body with its links as narrate's authors write them."""

    def written(match: re.Match[str]) -> str:
        at = int(match[2])
        if match[1] == "p":
            return f"@{made.people[at].id}"
        if match[1] == "h":
            return f"#{made.tags[at]}"
        target = made.entries[at]
        return f"[[{target.stem}]]" if match[1] == "w" else f"[{target.title}](../{target.path})"

    return corpus.MARK.sub(written, body)


def registry_files(made: Corpus) -> Iterator[tuple[str, str]]:
    """`narrate.toml`, `.mailmap` and the pages of people, teams, communities and tags."""
    yield "narrate.toml", 'title = "A benchmark"\nbase_url = "https://bench.example/wol/"\nhashtags = "all"\n'
    second = [p for p in made.people if p.second_email]
    yield ".mailmap", "".join(f"{p.name} <{p.email}> <{p.second_email}>\n" for p in second)
    for person in made.people:
        joined = ", ".join(slug(made.communities[at]) for at in person.communities)
        yield (
            f"people/{person.id}.md",
            (
                f"---\nname: {person.name}\nemails: [{person.email}]\nhandles: [{person.id}]\n"
                f"team: {slug(made.teams[person.team])}\ncommunities: [{joined}]\n---\n\n"
                f"{person.name.split()[0]} narrates from here.\n"
            ),
        )
    for name in made.teams:
        yield f"teams/{slug(name)}.md", f"---\ntitle: {name}\n---\n\nWhat this team is for.\n"
    for name, tags in zip(made.communities, made.community_tags, strict=True):
        listed = ", ".join(made.tags[at] for at in tags)
        yield (
            f"communities/{slug(name)}.md",
            f"---\ntitle: {name}\ntags: [{listed}]\n---\n\nWhat we practise.\n",
        )
    for name in made.tags[::3]:
        yield f"tags/{slug(name)}.md", f"---\ntitle: {name}\n---\n\nWhat we mean by it.\n"
    yield "index.md", "# A benchmark\n\nAn invented team, writing for years.\n"


def slug(name: str) -> str:
    """As narrate makes it of the plain names used here."""
    return name.lower().replace(" ", "-")


# --- history ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One commit: who did what, and when."""

    when: datetime
    author: int
    subject: str
    commands: str
    co_author: int = -1


def history(made: Corpus) -> Iterator[bytes]:
    """The repository as a stream for `git fast-import`."""
    first = "".join(put(path, text) for path, text in registry_files(made))
    changes = [Change(corpus.START - timedelta(days=1), 0, "Begin", first)]
    for entry in made.entries:
        changes += entry_changes(made, entry)
    changes.sort(key=lambda change: change.when)
    for number, change in enumerate(changes):
        yield commit(made, change, number)


def entry_changes(made: Corpus, entry: Entry) -> Iterator[Change]:
    """How an entry came to be what it is: written, perhaps renamed, perhaps changed by somebody else."""
    text = entry_file(made, entry)
    author = entry.authors[0]
    co_author = entry.authors[1] if len(entry.authors) > 1 else -1
    path = f"{entry.folder}/{entry.old_stem or entry.stem}.md"
    written = text if entry.edited_by < 0 else text[: text.rindex("\n\n")] + "\n"
    yield Change(entry.date, author, f"Write about {entry.title.lower()}", put(path, written), co_author)
    if entry.old_stem:
        moved = f"R {path} {entry.path}\n"
        yield Change(entry.date + timedelta(days=2), author, f"Rename {entry.old_stem}", moved)
    if entry.edited_by >= 0:
        later = entry.date + timedelta(days=9)
        yield Change(later, entry.edited_by, f"Add to {entry.title.lower()}", put(entry.path, text))


def put(path: str, text: str) -> str:
    return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def commit(made: Corpus, change: Change, number: int) -> bytes:
    """One commit of the stream. Somebody with two addresses uses the second one now and then."""
    person = made.people[change.author]
    email = person.second_email if person.second_email and number % 3 == 0 else person.email
    when = f"{int(change.when.timestamp())} +0100"
    message = change.subject + "\n"
    if change.co_author >= 0:
        other = made.people[change.co_author]
        message += f"\nCo-authored-by: {other.name} <{other.email}>\n"
    head = f"commit refs/heads/main\nauthor {person.name} <{email}> {when}\n"
    head += f"committer {person.name} <{email}> {when}\ndata {len(message.encode())}\n{message}"
    return (head + change.commands + "\n").encode()


if __name__ == "__main__":
    main()
