"""In repositories that were not made for narrate: folders that are tags, and files that are no entries."""

import json
from pathlib import Path

import pytest

from smallsite import SmallSite


def written(*paths: str, author: str = "Ana Lima") -> dict[str, str]:
    return {path: f"---\nauthor: {author}\n---\n# {path}\n\nWords.\n" for path in paths}


@pytest.mark.parametrize(
    ("files", "tags"),
    [
        pytest.param(written("ruby/a.md", "git/b.md"), ["git", "ruby"], id="folders"),
        pytest.param(written("docs/ruby/a.md", "docs/git/b.md"), ["git", "ruby"], id="not what all are in"),
        pytest.param(
            written(
                "docs/ruby/a.md", "docs/ruby/b.md", "docs/git/c.md", "docs/index.md", "src/notes/README.md"
            ),
            ["git", "ruby"],
            id="nor what nearly all are in",
        ),
        pytest.param(written("docs/a.md", "docs/b.md"), [], id="when all are in one, none"),
        pytest.param(written("2025/a.md", "2026/b.md"), [], id="years"),
        pytest.param(
            written("guide/a.md", "Reference/b.md", "faq/c.md", "cache/d.md"),
            ["cache"],
            id="not sorts of text",
        ),
        pytest.param(
            written("2026-Q1/a.md", "w07/b.md", "2025-12/c.md", "3/d.md"), [], id="quarters, weeks, months"
        ),
        pytest.param(
            written("s3/a.md", "web2/b.md", "h2o/c.md"), ["h2o", "s3", "web2"], id="words with digits"
        ),
        pytest.param(
            written(f"{'1' * 80}x/a.md", "git/b.md"),
            [f"{'1' * 80}x", "git"],
            id="a long number before a letter",
        ),
        pytest.param(
            written("ana/a.md") | written("ben/b.md", author="Ben Ode") | written("ruby/c.md"),
            ["ruby"],
            id="not who writes in them",
        ),
        pytest.param(
            written("ruby/a.md", author="Ruby Lee") | written("ruby/b.md", "ruby/c.md", "git/d.md"),
            ["git", "ruby"],
            id="but a word that is also the name of somebody who wrote little of it",
        ),
    ],
)
def test_folders_that_are_tags(tmp_path: Path, files: dict[str, str], tags: list[str]) -> None:
    site = SmallSite(tmp_path, files)
    site.build()
    found = json.loads(site.published()["api/tags.json"])
    assert sorted(tag["id"] for tag in found) == tags


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("postmortems/2026-02-01-cache.md", "lesson"),
        ("postmortems/PMyyyy-nnn - Postmortem template.md", "page"),
        ("doc/adr/0000-template.md", "page"),
        ("doc/adr/template.md", "page"),
        ("doc/adr/0007-templates-in-the-repository.md", "decision"),
    ],
)
def test_what_is_copied_to_begin_an_entry_is_none(tmp_path: Path, path: str, kind: str) -> None:
    site = SmallSite(tmp_path, written(path))
    site.build()
    (found,) = json.loads(site.published()["api/entries.json"])
    assert found["kind"] == kind


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("wiki/Document Database.md", "Document Database"),
        ("wiki/Python.md", "Python"),
        ("notes/2026-03-04 Valve 5.md", "Valve 5"),
        ("notes/2026-03-04-valve-5.md", "It stores documents."),
        ("notes/warm-caches.md", "It stores documents."),
        ("notes/2026-03-04.md", "It stores documents."),
    ],
)
def test_a_name_that_was_written_for_people_is_the_title_in_ones_own_repository(
    tmp_path: Path, path: str, name: str
) -> None:
    site = SmallSite(
        tmp_path, {"narrate.toml": "", path: "---\ndate: 2026-03-04\n---\nIt stores documents.\n"}
    )
    site.build()
    (entry,) = json.loads(site.published()["api/entries.json"])
    assert (entry["title"] or entry["summary"]) == name
