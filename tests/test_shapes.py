"""Repositories that were not made for narrate, and what must not come out of any: built as the command does it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from smallsite import Built, SmallSite

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000015c4890000000049454e44ae426082"
)


class Shape(SmallSite):
    """A folder of somebody's, built once."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes], **options: Any) -> None:
        super().__init__(folder, files)
        self.built: Built = self.build(**options)

    def entries(self) -> dict[str, dict[str, Any]]:
        """The lines of `api/entries.json` by source."""
        lines = json.loads((self.output / "api/entries.json").read_bytes())
        return {line["source"]: line for line in lines}

    def page(self, path: str) -> str:
        """A page of the output."""
        return (self.output / path / "index.html").read_text("utf-8")

    def said(self) -> tuple[str, ...]:
        """What was said, but that there is no base URL."""
        return tuple(line for line in self.built.concise() if "no-base-url" not in line)


# --- the gate -----------------------------------------------------------------------------------------------

PUBLIC = 'title = "Notes"\nbase_url = "https://notes.example/"\naudience = "public"\nvisibility = "public"\n'
SECRET = "---\ntitle: Project Heron\nvisibility: internal\n---\nIt will be sold.\n"


@pytest.mark.parametrize(
    "words",
    [
        "[Project Heron](plans/heron-sale.md)",
        "[The story of Project Heron, told](plans/heron-sale.md)",
        "[`plans/heron-sale.md`](plans/heron-sale.md)",
        "[[heron-sale.md]]",
        "[[elsewhere/heron-sale]]",
        "<https://notes.example/plans/heron-sale/>",
        "## On [[Project Heron]]",
        "- [ ] read [[Project Heron]]",
        "- [ ] read [Project Heron](plans/heron-sale.md)",
    ],
)
def test_no_words_of_a_link_tell_what_is_withheld(tmp_path: Path, words: str) -> None:
    site = Shape(
        tmp_path,
        {"narrate.toml": PUBLIC, "plans/heron-sale.md": SECRET, "open.md": f"# Open\n\nSee:\n\n{words}\n"},
    )
    assert site.containing("heron") == ()
    assert "not published here" in site.page("open")
    assert site.said() == ()


def test_a_withheld_person_is_not_told_by_name(tmp_path: Path) -> None:
    hidden = "---\nname: Kim Heron\nvisibility: internal\n---\n"
    site = Shape(
        tmp_path,
        {"narrate.toml": PUBLIC, "people/kh.md": hidden, "open.md": "# Open\n\nWith [[Kim Heron]].\n"},
    )
    assert site.containing("heron") == ()


def test_files_of_a_closed_folder_serve_pages_of_that_folder_only(tmp_path: Path) -> None:
    closed = (
        PUBLIC + '[folders.closed]\nvisibility = "internal"\n[folders."closed/open"]\nvisibility = "public"\n'
    )
    site = Shape(
        tmp_path,
        {
            "narrate.toml": closed,
            "closed/heron.png": PNG,
            "closed/own.png": PNG,
            "closed/open/free.png": PNG,
            "closed/page.md": "---\nvisibility: public\n---\n![](own.png)\n",
            "open.md": "# Open\n\n![A bird](closed/heron.png) ![](closed/open/free.png)\n",
        },
    )
    assert [path for path in site.published() if path.endswith(".png")] == [
        "closed/open/free.png",
        "closed/own.png",
    ]
    assert site.containing("heron") == ()
    assert site.said() == ()


def test_what_is_in_a_folder_of_drafts_is_a_draft(tmp_path: Path) -> None:
    files = {
        "_drafts/heron.md": "---\ntitle: Heron\n---\nNot yet.\n",
        "_posts/2026-01-02-x.md": "[[heron]]\n",
    }
    assert Shape(tmp_path, files).containing("heron") == ()
    assert Shape(tmp_path / "preview", files, drafts=True).containing("heron") != ()


# --- links as other programs write them ---------------------------------------------------------------------

POST = "---\ntitle: Second\ndate: 2024-02-03\n---\n\n## Head\n\nText.\n"


@pytest.mark.parametrize(
    ("source", "link", "leads_to"),
    [
        ("content/posts/a/index.md", '[x]({{< ref "posts/second.md" >}})', "/content/posts/second/"),
        ("content/posts/a/index.md", '[x]({{% relref "second.md#head" %}})', "/content/posts/second/#head"),
        ("content/posts/a/index.md", '[x]({{< relref "second" >}})', "/content/posts/second/"),
        ("content/posts/a/index.md", '[x]({{< relref "../second.md" >}})', "/content/posts/second/"),
        (
            "content/posts/a/index.md",
            "[x]({{< ref path=`/posts/second` lang=`en` >}})",
            "/content/posts/second/",
        ),
        ("content/posts/a/index.md", '{{< ref "./../second.md#head" >}}', "/content/posts/second/#head"),
        ("content/posts/a/index.md", "[[../second]]", "/content/posts/second/"),
        ("content/about.md", "[x](/posts/second/)", "/content/posts/second/"),
        ("content/about.md", "[x](/posts/second.md#head)", "/content/posts/second/#head"),
        ("content/about.md", "[x](@/posts/second.md)", "/content/posts/second/"),
        ("content/about.md", "[x]({filename}/posts/second.md)", "/content/posts/second/"),
        ("content/posts/a.md", "[x]({filename}second.md)", "/content/posts/second/"),
        ("content/posts/a.md", "[x](|filename|../posts/second.md)", "/content/posts/second/"),
        ("README.md", "[x](/posts/second/)", "/content/posts/second/"),
        ("content/about.md", "[x](/)", "/"),
        ("content/about.md", "[x](/narrations/)", "/narrations/"),
        ("content/posts/a.md", "[x](../../odd/what%3F.md)", "/odd/what/"),
        ("content/posts/a.md", "[x](/odd/what%3F.md?raw=1#head)", "/odd/what/#head"),
    ],
)
def test_links_of_other_programs_lead_to_what_they_mean(
    tmp_path: Path, source: str, link: str, leads_to: str
) -> None:
    files = {
        "content/posts/second.md": POST,
        "odd/what?.md": "# What\n\n## Head\n",
        source: f"# A\n\n{link}\n",
    }
    site = Shape(tmp_path, files)
    assert site.said() == ()
    page = site.page(site.entries()[source]["url"].removeprefix("http://localhost:8000/"))
    assert f'<a href="{leads_to}"' in page


def test_an_absolute_address_of_the_site_keeps_its_heading(tmp_path: Path) -> None:
    files = {
        "narrate.toml": 'title = "N"\nbase_url = "https://notes.example/wol/"\n',
        "b.md": "# B\n\n## Head\n",
        "a.md": "# A\n\n[x](https://notes.example/wol/b/#head) [y](https://notes.example/wol/b/?q=1#head)\n",
    }
    assert Shape(tmp_path, files).page("a").count('href="/wol/b/#head"') == 2


def test_a_picture_is_found_by_its_name_where_a_wikilink_shows_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"note.md": "![[a picture.png|200]]\n", "attachments/a picture.png": PNG}
    site = Shape(tmp_path, files)
    assert 'src="/attachments/a%20picture.png"' in site.page("note")
    assert site.said() == ()


def test_a_team_and_a_community_that_were_held_back_get_no_page_from_whoever_names_them(
    tmp_path: Path,
) -> None:
    files = {
        "narrate.toml": PUBLIC,
        "teams/heron.md": "---\nname: Heron buyers\nvisibility: internal\n---\n",
        "communities/nest.md": "---\nname: The nest\nvisibility: internal\n---\n",
        "people/ana.md": "---\nname: Ana\nteam: heron\ncommunities: [nest, gardens]\n---\n",
        "n/a.md": "---\nauthor: ana\ncommunity: The nest\n---\nHello.\n",
    }
    site = Shape(tmp_path, files)
    assert not (site.output / "teams").exists()
    assert [path.name for path in (site.output / "communities").iterdir() if path.is_dir()] == ["gardens"]
    assert site.entries()["n/a.md"]["communities"] == []


def test_a_link_to_the_title_of_an_introduction_leads_to_it(tmp_path: Path) -> None:
    site = Shape(
        tmp_path, {"README.md": "# Our notes\n\nWelcome.\n", "a.md": "# A\n\n[up](README.md#our-notes)\n"}
    )
    assert 'href="/#our-notes"' in site.page("a")
    assert 'id="our-notes"' in site.page("")
    assert site.said() == ()


def test_titles_that_were_written_as_html_are_read_as_words(tmp_path: Path) -> None:
    site = Shape(tmp_path, {"_posts/2020-01-02-x.md": "---\ntitle: The Interior&#39;s feeds\n---\nHi.\n"})
    assert site.entries()["_posts/2020-01-02-x.md"]["title"] == "The Interior's feeds"


# --- what entries are called, and what is said of them ------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("_posts/2020-01-02-hello-world.md", "Hi.\n", "Hello world"),
        ("Project Alpha.md", "---\ncreated: 2024-01-01\n---\nHi.\n", "Project Alpha"),
        ("guides/SQL Guide.md", "Hi.\n", "SQL Guide"),
        ("retros/20240102 Launch of X.md", "Hi.\n", "Launch of X"),
        ("Daily/2024-03-05.md", "Hi.\n", ""),
        ("notes/202401021530.md", "Hi.\n", "202401021530"),
        ("notes/setup/README.md", "Hi.\n", "setup"),
    ],
)
def test_a_file_without_a_title_is_called_by_its_name_where_nobody_wrote_for_narrate(
    tmp_path: Path, path: str, text: str, title: str
) -> None:
    assert Shape(tmp_path, {path: text}).entries()[path]["title"] == title


def test_states_of_somebody_else_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    said = {"accepted": "Accepted", "superseded": '"superseded by [3](0003-x.md)"', "": "parked"}
    files = {
        f"docs/adr/000{n}-x.md": f"---\nstatus: {status}\n---\n# X\n"
        for n, status in enumerate(said.values())
    }
    site = Shape(tmp_path, files)
    assert [entry["status"] for entry in site.entries().values()] == [*said]
    assert site.said() == ()


def test_an_author_named_by_an_id_is_that_person_whoever_else_has_the_name(tmp_path: Path) -> None:
    page = "---\nfull_name: Mark Headd\n---\n"
    files = {"_authors/mheadd.md": page, "_authors/mark-headd.md": page}
    files["_posts/2020-01-02-x.md"] = "---\nauthors: [mark-headd]\n---\nHi.\n"
    site = Shape(tmp_path, files)
    assert site.entries()["_posts/2020-01-02-x.md"]["authors"] == ["mark-headd"]
    assert site.said() == ()


def test_a_name_in_two_spellings_is_the_same_whether_its_file_was_read_or_kept(tmp_path: Path) -> None:
    person = "---\n{}\n---\n"
    files = {
        "_authors/maya.md": person.format("name: maya\nfull_name: Maya Benari"),
        "_authors/ana.md": person.format("full_name: Ana Silva\nname: ana"),
        "_posts/2020-01-02-x.md": "---\nauthors: [maya, ana]\n---\nHi.\n",
    }
    site = Shape(tmp_path, files)
    page = site.page("authors/maya")
    assert all(name in site.page("posts/2020-01-02-x") for name in ("Maya Benari", "Ana Silva"))
    site.write("_posts/2020-01-03-y.md", "---\nauthors: ben\n---\nMore.\n")
    site.build()
    assert site.page("authors/maya") == page


def test_what_others_wrote_for_a_program_is_not_content(tmp_path: Path) -> None:
    files = dict.fromkeys(("vendor/gem/README.md", "themes/t/exampleSite/a.md", "env/x.md"), "# Theirs\n")
    assert list(Shape(tmp_path, {**files, "a.md": "# Ours\n"}).entries()) == ["a.md"]


def test_a_link_that_no_file_can_have_is_broken_and_nothing_else(tmp_path: Path) -> None:
    files = {"a.md": f"[x]({'n' * 300}.txt) [y](a%00b.txt) [z]({'d/' * 3000}x) [w](/etc/passwd)\n"}
    assert {line.partition("[")[2].partition("]")[0] for line in Shape(tmp_path, files).said()} == {
        "missing-file",
        "broken-link",
    }


# --- hostile input ------------------------------------------------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    "picture",
    [
        f"{SVG}><script>1</script></svg>",
        '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>1</x:script></x:svg>',
        f"{SVG} onload='1'/>",
        f"{SVG}><set attributeName='onclick' to='1'/></svg>",
        f"{SVG}><animate attributeName='xlink:href' values='x'/></svg>",
        f"{SVG}><a href='java&#115;cript:1'/></svg>",
        f"{SVG}><image href='https://other.example/x.png'/></svg>",
        f"{SVG}><style>@import 'x.css'</style></svg>",
        f"{SVG}/>".encode("utf-16"),
        f"<?xml version='1.0' encoding='utf-7'?>{SVG}/>",
    ],
)
def test_a_picture_that_holds_a_program_is_not_published(tmp_path: Path, picture: str | bytes) -> None:
    site = Shape(
        tmp_path, {"a.md": "![](bad.svg) ![](good.svg)\n", "bad.svg": picture, "good.svg": f"{SVG}/>"}
    )
    assert "bad.svg" not in site.published()
    assert "good.svg" in site.published()


@pytest.mark.parametrize(
    "old", ["//other.example/x", "https://other.example/x", "/\\\\..\\\\..\\\\x", "/a\\nb", "/a/<b>/"]
)
def test_an_old_address_that_no_page_can_have_makes_no_file(tmp_path: Path, old: str) -> None:
    plain = Shape(tmp_path / "plain", {"a.md": "---\ntitle: A\n---\nx\n"})
    odd = Shape(tmp_path / "odd", {"a.md": f'---\ntitle: A\nredirect_from: "{old}"\n---\nx\n'})
    assert set(odd.published()) == set(plain.published())


def test_no_output_has_a_character_that_pages_may_not_have(tmp_path: Path) -> None:
    text = "# A\x01\n\nb\x07\x1b[31m \x80 \ufffe \uffff\n\n```\n\x04\n```\n"
    site = Shape(tmp_path, {"a.md": text})
    odd = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
    pages = {path: data.decode() for path, data in site.published().items() if path != ".narrate-manifest"}
    assert [path for path, words in pages.items() if odd.search(words)] == []


def test_thanks_do_not_tell_who_is_withheld(tmp_path: Path) -> None:
    hidden = "---\nname: Kim Heron\nvisibility: internal\n---\n"
    files = {"narrate.toml": PUBLIC, "people/kh.md": hidden, "a.md": "---\nthanks: Kim Heron\n---\nA\n"}
    assert Shape(tmp_path, files).containing("heron") == ()


def test_a_repository_inside_of_somebody_elses_is_not_their_content(tmp_path: Path) -> None:
    files = {
        "themes/t/.git": "gitdir: ../../.git/modules/t\n",
        "themes/t/README.md": "# A theme\n",
        "a.md": "# A\n",
    }
    assert list(Shape(tmp_path, files).entries()) == ["a.md"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("{% highlight ruby linenos %}", "{% endhighlight %}"),
        ("{%- highlight ruby -%}", "{%- endhighlight -%}"),
        ('{{< highlight ruby "linenos=table" >}}', "{{< /highlight >}}"),
    ],
)
def test_code_between_template_tags_is_code(tmp_path: Path, start: str, end: str) -> None:
    code = 'puts "<hi> *you*"\n\n    #tag [[page]]\n```\n'
    site = Shape(
        tmp_path, {"a.md": f"# A\n\n{start}\n{code}{end}\n\nAfter *it*.\n\n````\n{start}\n{end}\n````\n"}
    )
    page = site.page("a")
    assert "&lt;hi&gt; *you*" in re.sub("</?span[^>]*>", "", page)
    assert "After <em>it</em>." in page
    assert page.count("highlight ruby") == 1, "inside of a fence it is shown as it is"
    assert site.said() == ()
