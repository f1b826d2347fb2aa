"""What a file's parse says besides HTML: titles, references, parts, logs, copies, diagnostics."""

import pytest

from narrate.model.document import Part

from .shown import html, markdown, parsed, shown


@pytest.mark.parametrize(
    ("source", "heading", "heading_id"),
    [
        ("# Warming the *cache*\n\ntext", "Warming the cache", "warming-the-cache"),
        ("text\n\n# Late", "Late", "late"),
        ("## First block\n\ntext", "First block", "first-block"),
        ("<!-- a comment -->\n\n## First words", "First words", "first-words"),
        ("text\n\n## Not the first", "", ""),
        ("# First of several\n\n# Second", "First of several", "first-of-several"),
        ("text\n\n# One section\n\n# Another", "", ""),
        ("## One section\n\n## Another", "", ""),
        ("text\n\n## Section\n\n# Late section", "", ""),
        ("# Cache is warm #cache", "Cache is warm", "cache-is-warm"),
        ("---\ntitle: Mine\n---\n# mine\n\ntext", "mine", "mine"),
        ("---\ntitle: Mine\n---\n# Other\n\ntext", "", ""),
        ("# C\\# \\*is\\* R&amp;D", "C# *is* R&D", "c-is-rd"),
        ("", "", ""),
    ],
)
def test_title_is_the_heading_that_people_see_as_one(source: str, heading: str, heading_id: str) -> None:
    """Front matter wins; else the first heading, where it is above the others. Sections are no titles."""
    document, _ = parsed(source)
    assert (document.heading, document.heading_id) == (heading, heading_id)
    assert not heading or f">{heading}</h" not in html(source)


def test_the_summary_has_the_characters_that_escapes_and_entities_stand_for() -> None:
    assert parsed("Not a \\#tag, 2 &lt; 3.")[0].text.summary == "Not a #tag, 2 < 3."


def test_links_of_a_title_are_references_without_a_hole() -> None:
    """A hashtag in the title counts as one in the body."""
    document, bodies = parsed("# Cache is warm #cache\n\ntext")
    assert [(r.form, r.target) for r in document.text.references] == [("hashtag", "cache")]
    assert shown(document.text, bodies[document.text.body]) == "<p>text</p>\n"


def test_every_link_knows_its_place_its_source_and_its_sentence() -> None:
    """Lines and columns count from 1, in the file with its front matter."""
    source = (
        "---\ntitle: T\n---\n\nFirst. Then see [the\nrun *book*](a.md#b%20c) and @ana! Last.\n\n"
        "> - x [[Page|y]]\n\n| a |\n|---|\n| q \\| ![i](j.png) |\n"
    )
    references = parsed(source)[0].text.references
    assert [(r.form, r.target, r.fragment, r.text, r.line, r.column, r.raw) for r in references] == [
        ("link", "a.md", "b c", "the run book", 5, 17, "[the\nrun *book*](a.md#b%20c)"),
        ("mention", "ana", "", "@ana", 6, 29, "@ana"),
        ("wikilink", "Page", "", "y", 8, 7, "[[Page|y]]"),
        ("image", "j.png", "", "i", 12, 8, "![i](j.png)"),
    ]
    assert references[0].sentence == "Then see the run book and @ana!"
    assert references[2].sentence == "x y"


def test_sentences_are_short() -> None:
    """At most 300 characters around the link."""
    document, _ = parsed("word " * 200 + "[here](a.md)" + " word" * 200)
    (reference,) = document.text.references
    assert "here" in reference.sentence
    assert len(reference.sentence) <= 300


def test_parts_are_sections_and_named_blocks() -> None:
    """A section ends at the next heading of its level or a higher one, or at the footnotes."""
    source = "a\n\n## B\n\nb [^n]\n\n### C\n\nc ^x\n\n## D\n\n- d ^y\n\n[^n]: note"
    document, bodies = parsed(source)
    text, body = document.text, bodies[document.text.body]
    pieces = {
        part.id: "".join(s for s in body.html[part.start : part.end] if isinstance(s, str)).strip()
        for part in text.parts
    }
    assert list(pieces) == ["b", "c", "^x", "d", "^y"]
    assert pieces["b"].startswith('<h2 id="b">')
    assert pieces["b"].endswith('<p id="^x">c</p>')
    assert pieces["^x"] == '<p id="^x">c</p>'
    assert pieces["d"] == '<h2 id="d">D</h2>\n<ul>\n<li id="^y">d\n</li>\n</ul>'
    assert pieces["^y"] == "d"


def test_a_section_that_raw_html_tears_apart_is_no_part() -> None:
    """Showing it alone would leave an element open."""
    document, _ = parsed("x\n\n<details>\n\n## In\n\na\n\n</details>\n\n## Out\n\nb")
    assert [part.id for part in document.text.parts] == ["out"]
    assert isinstance(document.text.parts[0], Part)


def test_a_daily_log_has_an_entry_for_each_time() -> None:
    """Ties get numbers; times that are none are headings; definitions hold for the whole file."""
    source = (
        "# Wednesday\n\nintro [l][d]\n\n## 14:32 Cache is warm #cache\n\na[^n] [l][d]\n\n## 9:05\n\nb\n\n"
        "## 14:32 – again\n\n## 25:99 no time\n\nc\n\n[^n]: note\n\n[d]: d.md\n"
    )
    document, bodies = parsed(source, "log/ana/2026-03-04.md")
    assert [(s.time, s.slug, s.title, s.line) for s in document.sections] == [
        ("14:32", "1432", "Cache is warm", 5),
        ("09:05", "0905", "", 9),
        ("14:32", "1432-2", "again", 13),
    ]
    first, second, third = (s.text for s in document.sections)
    assert {(r.form, r.target) for r in first.references} == {("hashtag", "cache"), ("link", "d.md")}
    assert 'id="fn-n"' in shown(first, bodies[first.body])
    assert shown(second, bodies[second.body]) == "<p>b</p>\n"
    assert [h.text for h in third.headings] == ["25:99 no time"]
    assert shown(document.text, bodies[document.text.body]) == "<p>intro {link d.md}l{/link}</p>\n"
    assert document.heading == "Wednesday"


def test_a_file_is_a_log_by_its_folder_or_as_it_says() -> None:
    """`log: true` makes one anywhere, `log: false` nowhere."""
    assert not parsed("## 10:00 a", "notes/a.md")[0].sections
    assert parsed("---\nlog: true\n---\n## 10:00 a", "notes/a.md")[0].sections
    assert not parsed("---\nlog: false\n---\n## 10:00 a", "log/a.md")[0].sections


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a [b](c.md) [d][e] https://x.org @ana\n\n[e]: f.md\n", "a {0} {1} {2} {3}\n"),
        ("# T\n\na\n", "a\n"),
        ("a <!-- secret --> b\n\n<!--\nsecret\n-->\n\nc\n", "a  b\n\nc\n"),
        ("a %%secret%% b\n", "a            b\n"),
        ("[![a](b.png)](c.md)\n", "{0}\n"),
        ('<a href="secret.md">w</a> <a href="https://x.org">x</a>\n', 'w <a href="https://x.org">x</a>\n'),
        ("a@b.org `a@b.org`\n\n```\na@b.org x@example.com\n```\n", None),
        ("[a](javascript:x) [m](mailto:a@b.org)\n", "a m\n"),
        ("a\n\n[^u]: b [c](secret.md)\n", "a\n"),
    ],
)
def test_markdown_copy_has_nothing_that_is_not_published(source: str, expected: str | None) -> None:
    """Links are holes, comments and addresses are gone, and so is every link definition."""
    copy = markdown(source)
    assert expected is None or copy == expected
    assert "secret" not in copy
    assert "a@b.org" not in copy


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("Eleven minutes. #ci/cache", "Eleven minutes."),
        ("Eleven minutes\n#ci #cache\n", "Eleven minutes"),
        ("*So it is.* #a, #b", "So it is."),
        ("See [that](b.md). #a #b", "See that."),
        ("Mended in #hotfix", "Mended in #hotfix"),
        ("Hi, #a there. #b", "Hi, #a there."),
        ("Why? (#a)", "Why? (#a)"),
        ("#a #b", ""),
    ],
)
def test_hashtags_behind_the_last_sentence_are_no_words_of_the_summary(source: str, summary: str) -> None:
    assert parsed(source)[0].text.summary == summary


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("# T\n\n![i](j.png)\n\n#tag\n\nFirst *words*, [a](b.md).\n\nSecond.", "First words, a."),
        ("one\n\ntwo\n\n<!-- more -->\n\nthree", "one two"),
        ("one <!-- more --> two", "one two"),
        ("- only\n- a list", "only"),
        ("> [!note] Mind\n> a\n\nb", "b"),
        ("", ""),
        ("word " * 100, ("word " * 60).strip()[:294] + "…"),
    ],
)
def test_summary_is_the_first_paragraph_with_words(source: str, summary: str) -> None:
    """Or what stands before `<!-- more -->`; at most 300 characters."""
    assert parsed(source)[0].text.summary == summary


@pytest.mark.parametrize(
    ("source", "code", "line", "column", "message"),
    [
        ("a\n\n```py\nb", "unclosed-block", 3, 1, "the code fence is opened and never closed"),
        ("a %%b", "unclosed-block", 1, 3, "the comment opened with `%%` is never closed"),
        ("<!-- a", "unclosed-block", 1, 1, "the comment opened with `<!--` is never closed"),
        ("a $\\frac{1$", "bad-math", 1, 3, "the formula `\\frac{1` cannot be converted"),
        (
            "a <iframe src='x'></iframe>",
            "removed-html",
            1,
            3,
            "`<iframe>` is not shown: a page may not contain it",
        ),
        ("[a](javascript:b)", "removed-html", 1, 1, "`javascript:` is not shown: a page may not contain it"),
        (b"a\n\xff", "not-utf-8", 2, 0, "the byte `0xff` is not UTF-8"),
        (
            "```py\n" + "a\n" * 40_000 + "```",
            "no-highlighting",
            1,
            0,
            "the code has 80,000 characters and is shown without colours",
        ),
        (
            "> " * 200 + "a",
            "too-deep",
            1,
            0,
            "lists and quotes are nested deeper than 100 levels: what is inside is left out",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    source: str | bytes, code: str, line: int, column: int, message: str
) -> None:
    """One diagnostic, with a way out."""
    (found,) = parsed(source)[0].diagnostics
    assert (found.code, found.place.line, found.place.column) == (code, line, column)
    assert found.message == message
    assert found.help


def test_a_file_that_is_too_large_is_shown_as_text() -> None:
    """Its start, escaped."""
    document, bodies = parsed(b"# <b> a@b.org\n" + b"x" * 6_000_000)
    (found,) = document.diagnostics
    assert found.code == "too-large"
    (segment,) = bodies[document.text.body].html
    assert isinstance(segment, str)
    assert segment.startswith("<pre><code># &lt;b&gt; a [at] b.org\nx")


def test_equal_bodies_have_equal_digests_whatever_their_file() -> None:
    """The placeholders, which are made from the file's digest, leave no trace."""
    first, _ = parsed("---\ntitle: A\n---\n\n[a](b.md)")
    second, _ = parsed("---\ntitle: Bb\n---\n\n[a](b.md)")
    assert first.text.body == second.text.body
    assert first.digest != second.digest


def test_a_caption_stands_below_its_picture_in_the_copy() -> None:
    copy = markdown('One.\n\n![a](b.png "Seen by ana@team.org")\n\nTwo.\n')
    assert copy == "One.\n\n{0}\nSeen by ana [at] team.org\n\nTwo.\n"
