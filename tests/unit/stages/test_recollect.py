"""What was made of the records before is taken again when it is right, and only then."""

from pathlib import Path

import pytest

from narrate.build import Understood, understand
from narrate.cache.store import Store
from narrate.model.report import Request
from narrate.progress import silent
from narrate.workers import Workers
from smallsite import TODAY, SmallSite

FILES: dict[str, str | bytes] = {
    "narrate.toml": 'title = "N"\nbase_url = "https://notes.example/"\n',
    "people/ana.md": "---\nname: Ana\n---\nHello.\n",
    "a.md": "---\ntitle: A\nsummary: First.\nauthor: ana\n---\n# Start\n\nWords.\n\nMore words.\n",
    "b.md": "---\ntitle: B\nauthor: ana\n---\nSee [[A]] and [a picture](it.svg), #one.\n\nThe end.\n",
    "broken.md": "---\ntitle: C\nauthor: ana\n---\nFirst.\n\nSee [[Nowhere]].\n",
    "shows.md": "---\ntitle: D\nauthor: ana\n---\nIt says:\n\n![[shown]]\n",
    "shown.md": "---\ntitle: E\nsummary: Shown.\nauthor: ana\n---\nOne thing.\n",
    "hidden.md": "---\ntitle: F\nauthor: ana\n---\nFirst.\n\n[the settings](.settings)\n",
    ".settings": "x = 1\n",
    "it.svg": b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
}


def _understood(site: SmallSite) -> Understood:
    opened = site.build().opened
    request = Request(audience=opened.config.audience, as_of=TODAY, found=opened.diagnostics)
    with Store(opened.project.cache_dir) as store, Workers(1) as workers:
        return understand(opened.project, opened.config, request, store, workers, silent)


def _edit(site: SmallSite, path: str, old: str, new: str) -> None:
    before = (site.root / path).read_text(encoding="utf-8")
    assert old in before
    site.write(path, before.replace(old, new))


@pytest.mark.parametrize(
    ("path", "old", "new", "same"),
    [
        ("a.md", "More words.", "Quite other words.", True),
        ("a.md", "Words.\n", "Words.\n\nAnother paragraph.\n", True),
        ("b.md", "The end.", "The very end.", True),
        ("people/ana.md", "Hello.\n", "Hello.\n\nYou.\n", True),
        ("b.md", "[[A]]", "[[a]]", False),
        ("b.md", "#one", "#two", False),
        ("a.md", "# Start", "# Begin", False),
        ("a.md", "summary: First.", "summary: Second.", False),
        ("shown.md", "One thing.", "Another thing.", True),
    ],
)
def test_what_is_seen_of_a_record_decides(tmp_path: Path, path: str, old: str, new: str, same: bool) -> None:
    site = SmallSite(tmp_path, FILES)
    before = _understood(site)
    _edit(site, path, old, new)
    after = _understood(site)
    assert (after.connected.key == before.connected.key) is same
    body = {entry.path: entry.text.body for entry in after.index.entries}
    assert body[path] == {document.path: document.text.body for document in after.documents}[path]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("a.md", "More words.", "Quite other words."),
        ("broken.md", "First.\n", "First.\n\nA line further down now.\n"),
        ("broken.md", "[[Nowhere]]", "[[A]]"),
        ("shown.md", "One thing.", "Another thing."),
        ("shows.md", "It says:", "It says, in full:"),
        ("it.svg", "</svg>", "<script>1</script></svg>"),
        ("a.md", "Words.", "Words with ^\x00 nothing seen."),
    ],
)
def test_after_an_edit_the_site_and_what_is_said_are_those_of_a_clean_build(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    site = SmallSite(tmp_path, FILES)
    site.build()
    _edit(site, path, old, new)
    for _ in range(2):
        again = site.build()
        assert site.published() == site.build_clean()
        assert again.diagnostics == site.clean.diagnostics


def test_a_file_that_a_link_leads_to_may_come_and_go(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    assert not [line for line in site.build().concise() if "settings" in line]
    (site.root / ".settings").unlink()
    assert [line for line in site.build().concise() if "settings" in line]
    site.write(".settings", "x = 2\n")
    assert not [line for line in site.build().concise() if "settings" in line]


def test_what_speaks_of_something_withheld_is_never_kept(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, FILES)
    site.write("plan.md", "---\ntitle: The secret plan\ndraft: true\n---\nNothing.\n")
    site.write("told.md", "---\ntitle: Told\nauthor: ana\n---\nWe have [[The secret plan]].\n\nThe end.\n")
    site.build()
    _edit(site, "told.md", "The end.", "No end.")
    site.build()
    assert site.containing("secret plan") == ()
    assert site.published() == site.build_clean()
