"""What people write that cannot be so: each is said clearly, and every page still reads well."""

import re
from pathlib import Path

import pytest

from smallsite import CONFIGURATION, SmallSite

Files = dict[str, str]

ASK: Files = {"posts/2026-03-01-ask.md": "---\nauthor: ana\n---\n# Who uses it?\n\nI would turn it off.\n"}
LESSON: Files = {
    "lessons/warm.md": "---\nauthor: ana\nfrom: ../posts/2026-03-01-gone.md\n---\n# Warm it\n\nEarly.\n"
}
DRAFT: Files = {"posts/2026-03-01-secret.md": "---\ndraft: true\n---\n# The secret plan\n\nNothing.\n"}


def entry(name: str, *fields: str, body: str = "Yes.") -> Files:
    return {name: "\n".join(("---", *fields, "---", body, ""))}


ODD = {
    "a reply to what does not exist": (
        entry("posts/a.md", "author: ben", "reply_to: gone.md"),
        ["posts/a.md:3:11: error[broken-link]: no document at `gone.md` (correct the address, or write the document)"],
        "posts/a",
        ["In reply to gone.md", "Yes."],
        [],
    ),
    "a reply to what is not published": (
        entry("posts/a.md", "author: ben", "reply_to: 2026-03-01-secret.md") | DRAFT,
        [],
        "posts/a",
        ["In reply to not published here", "Yes."],
        ["secret"],
    ),
    "an answer to what is not published": (
        entry("posts/a.md", "author: ben", "reply_to: 2026-03-01-secret.md", "answers: true") | DRAFT,
        [],
        "posts/a",
        ["In reply to not published here", "Yes."],
        ["secret"],
    ),
    "a reply to another site": (
        entry("posts/a.md", "author: ben", "reply_to: https://other.example/post"),
        [],
        "posts/a",
        ["In reply to https://other.example/post"],
        [],
    ),
    "a question answered by what is gone": (
        entry("questions/q.md", "author: ana", "answer: gone.md", body="# Why?\n\nIt is."),
        ["questions/q.md:3:9: error[broken-link]: no document at `gone.md` (correct the address, or write the document)"],
        "questions/q",
        ["Why?", "It is."],
        ["Answer Ana"],
    ),
    "a question answered by what is not published": (
        entry("questions/q.md", "author: ana", "answer: ../posts/2026-03-01-secret.md", body="# Why?\n\nIt is.") | DRAFT,
        [],
        "questions/q",
        ["Why?", "not published here"],
        ["secret"],
    ),
    "a lesson from what was deleted": (
        LESSON,
        [("lessons/warm.md:3:7: error[broken-link]: no document at `../posts/2026-03-01-gone.md` (correct the address, "
         "or write the document)")],
        "lessons/warm",
        ["distilled from 2026-03-01-gone.md", "Early."],
        ["../posts"],
    ),
    "a lesson from what is not published": (
        entry("lessons/warm.md", "from: ../posts/2026-03-01-secret.md", body="# Warm it\n\nEarly.") | DRAFT,
        [],
        "lessons/warm",
        ["distilled from not published here", "Early."],
        ["secret"],
    ),
    "lessons that supersede each other": (
        entry("lessons/a.md", "supersedes: b.md", body="# A\n\nOne.")
        | entry("lessons/b.md", "supersedes: a.md", body="# B\n\nAnother."),
        [],
        "lessons/a",
        ["emerging", "supersedes B"],
        ["Superseded by"],
    ),
    "a lesson that supersedes itself": (
        entry("lessons/a.md", "supersedes: a.md", body="# A\n\nOne."),
        [],
        "lessons/a",
        ["emerging", "One."],
        ["supersedes", "Superseded by"],
    ),
    "a lesson from a name that nobody has": (
        entry("lessons/a.md", 'from: "[[No such day]]"', body="# A\n\nOne."),
        ["lessons/a.md:2:10: error[broken-link]: no document at `No such day` (correct the address, or write the document)"],
        "lessons/a",
        ["distilled from No such day One."],
        [],
    ),
    "a reply to itself": (
        entry("posts/a.md", "author: ben", "reply_to: a.md"),
        ["posts/a.md:3:1: error[reply-circle]: this replies to itself (name the entry that it replies to)"],
        "posts/a",
        ["Yes."],
        ["Replies"],
    ),
    "an entry by somebody whom no registry knows": (
        entry("posts/a.md", "author: Zed Nobody", "thanks: [Nobody Else]"),
        [("posts/a.md:3:10: warning[unknown-person]: nobody is known as `Nobody Else` (write the id of a person's page, "
         "or add one)")],
        "posts/a",
        ["Zed Nobody", "thanks Nobody Else"],
        [],
    ),
    "two people of one name": (
        entry("people/kim-a.md", "name: Kim Lee") | entry("people/kim-b.md", "name: Kim Lee")
        | entry("posts/a.md", "author: Kim Lee"),
        [("posts/a.md:2:9: warning[ambiguous-person]: `Kim Lee` may be any of `kim-a`, `kim-b` (write one of the ids, or "
         "add the e-mail address or handle to that person's page)")],
        "posts/a",
        ["Kim Lee", "Yes."],
        [],
    ),
    "thanks to one of two people of one name": (
        entry("people/kim-a.md", "name: Kim Lee") | entry("people/kim-b.md", "name: Kim Lee")
        | entry("posts/a.md", "author: ben", "thanks: [Kim Lee]"),
        [("posts/a.md:3:10: warning[ambiguous-person]: `Kim Lee` may be any of `kim-a`, `kim-b` "
         "(write one of the ids)")],
        "posts/a",
        ["thanks Kim Lee", "Yes."],
        ["/people/kim-a/", "/people/kim-b/"],
    ),
    "thanks to somebody by their name, in other spelling": (
        entry("people/zoe.md", "name: Zoé Roux") | entry("posts/a.md", "author: ben", "thanks: [zoe roux]"),
        [],
        "posts/a",
        ["thanks Zoé Roux", "Yes."],
        [],
    ),
    "a steward who is one of two people of one name": (
        entry("people/kim-a.md", "name: Kim Lee") | entry("people/kim-b.md", "name: Kim Lee")
        | entry("communities/craft.md", "stewards: [Kim Lee]", body="# Craft"),
        [("communities/craft.md:2:12: warning[ambiguous-person]: `Kim Lee` may be any of `kim-a`, `kim-b` "
         "(write one of the ids)")],
        "communities/craft",
        ["Craft"],
        ["Looked after by", "/people/kim-a/", "/people/kim-b/"],
    ),
    "thanks to several people, between commas": (
        entry("people/zoe.md", "name: Zoé Roux") | entry("people/ana.md", "name: Ana")
        | entry("posts/a.md", "author: ben", "thanks: '@ana, Roux, Zoé'")
        | entry("posts/b.md", "author: ben", "thanks: 'Roux, Zoé'"),
        [("posts/a.md:3:16: warning[unknown-person]: nobody is known as `Roux` (did you mean `zoe`?)"),
         ("posts/a.md:3:22: warning[unknown-person]: nobody is known as `Zoé` (did you mean `zoe`?)")],
        "posts/b",
        ["thanks Zoé Roux", "Yes."],
        [],
    ),
    "an answer that is withdrawn": (
        entry("questions/q.md", "author: ana", body="# Why?\n\nIt is.")
        | entry("posts/a.md", "author: ben", "reply_to: ../questions/q.md", "answers: false"),
        [],
        "posts/a",
        ["In reply to question Why? open", "Yes."],
        ["false"],
    ),
    "a reply to the name of an entry without its date": (
        ASK | entry("posts/a.md", "author: ben", "reply_to: ask.md"),
        ["posts/a.md:3:11: error[broken-link]: no document at `ask.md` (did you mean `2026-03-01-ask.md`?)"],
        "posts/a",
        ["In reply to ask.md", "Yes."],
        [],
    ),
    "a reply to nearly its own name": (
        entry("posts/2026-03-02-ours-too.md", "author: ben", "reply_to: 2026-03-02-ours-to.md"),
        [("posts/2026-03-02-ours-too.md:3:11: error[broken-link]: no document at `2026-03-02-ours-to.md` "
         "(correct the address, or write the document)")],
        "posts/2026-03-02-ours-too",
        ["In reply to 2026-03-02-ours-to.md", "Yes."],
        [],
    ),
    "a page of a person that replies": (
        ASK | entry("people/ben.md", "reply_to: ../posts/2026-03-01-ask.md", body="# Ben"),
        [],
        "posts/2026-03-01-ask",
        ["Who uses it?"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_be_so_is_said_and_reads_well(tmp_path: Path, name: str) -> None:
    files, said, page, shown, hidden = ODD[name]
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    assert list(site.build().concise()) == said
    html = (site.output / page / "index.html").read_text("utf-8")
    main = html[html.index("<main") : html.index("</main>")]
    text = " ".join(re.sub(r"<[^>]+>", " ", main).split())
    for words in shown:
        assert words in text
    for words in hidden:
        assert words.casefold() not in html.casefold()


def test_a_long_chain_of_replies_is_shown_in_part_and_leads_on(tmp_path: Path) -> None:
    files = dict(ASK)
    before = "2026-03-01-ask.md"
    for number in range(60):
        name = f"2026-03-02-r{number:02}.md"
        files |= entry(f"posts/{name}", "author: ben", f"reply_to: {before}", body=f"Reply {number}.")
        before = name
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    assert site.build().diagnostics == ()
    page = (site.output / "posts/2026-03-01-ask/index.html").read_text("utf-8")
    assert "Reply 11." in page
    assert "Reply 12." not in page
    assert 'href="/posts/2026-03-02-r11/#n-thread"' in page


def test_who_is_not_listed_is_a_name_among_those_who_replied(tmp_path: Path) -> None:
    files = ASK | entry("people/ben.md", "listed: false", body="# Ben")
    files |= entry("posts/2026-03-02-r.md", "author: ben", "reply_to: 2026-03-01-ask.md")
    site = SmallSite(tmp_path, {"narrate.toml": CONFIGURATION, **files})
    site.build()
    home = (site.output / "index.html").read_text("utf-8")
    assert "one reply from Ben" in home
    assert not re.search(r'<span class="line-voices"><(?:svg|img)', home)
