"""A link that leaves the content folder and comes back, as an editor that knows the whole repository writes it."""

from pathlib import Path

from smallsite import CONFIGURATION, SmallSite


def test_a_way_out_of_the_content_and_back_into_it_leads_there(tmp_path: Path) -> None:
    small = SmallSite(tmp_path)
    small.write("narrate.toml", CONFIGURATION + 'content = "content"\n')
    small.write("README.md", "Ours.\n")
    small.write("content/index.md", "# Home\n")
    small.write(
        "content/notes/a.md", "[h](../../content/index.md) [r](../../README.md) [n](../../content/nope.md)\n"
    )
    built = small.build()
    (problem,) = built.concise()
    assert problem.startswith("notes/a.md:1:54: error[broken-link]: no document at `../../content/nope.md`")
    assert '<a href="/" title="Home">h</a>' in (small.output / "notes/a/index.html").read_text()
