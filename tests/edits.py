"""Random small sites and random edits of them, for properties that hold whatever people write."""

from dataclasses import dataclass

from hypothesis import strategies as st

from narrate.stages.publish import read_manifest
from smallsite import CONFIGURATION, SmallSite

DOCUMENTS = (
    "README.md",
    "index.md",
    "people.md",
    "posts/index.md",
    "posts/2026-03-01-one.md",
    "posts/two.md",
    "posts/Two.md",
    "posts/two/index.md",
    "posts/three and four.md",
    "posts/u\u0308ber.md",
    "posts/\u00fcber.md",
    "posts/with\nnewline.md",
    "posts/100% #1? [x].md",
    "posts/feed.atom.md",
    "posts/\udcff.md",
    "_posts/2026-02-01-old.md",
    "lessons/wait.md",
    "lessons/index.md",
    "questions/why.md",
    "probes/try.md",
    "events/call.md",
    "log/ana/2026-03-02.md",
    "log/2026-03-03.md",
    "people/ana.md",
    "people/ben.md",
    "teams/core.md",
    "communities/testing.md",
    "network.md",
    "tags/ci.md",
    "tags/ci/cache.md",
    "archive/2026.md",
    "api/entries.md",
    "_narrate/x.md",
    "404.md",
)
FILES = ("posts/picture.png", "posts/paper.pdf", "posts/active.svg", "lessons/picture.png", "posts/code.py")

CONFIGURATIONS = (
    CONFIGURATION,
    CONFIGURATION + 'hashtags = "known"\n',
    CONFIGURATION + "network = false\n",
    CONFIGURATION + 'visibility = "public"\naudience = "public"\n',
    CONFIGURATION + "[markdown]\nhighlight = false\nmath = false\n",
    CONFIGURATION + '[folders."posts"]\nkind = "lesson"\n',
    'title = "Other"\nbase_url = "https://notes.example/wol/"\nfooter = "Ours."\n',
    CONFIGURATION + '[kinds.narration]\naddress = "/{year}/{month}/{slug}/"\n',
    "",
)
TEMPLATES = (
    '{% extends "default/entry.html" %}{% block below %}Ours.{% endblock %}',
    '{% extends "default/entry.html" %}',
)

_NAMES = st.sampled_from(
    (
        "two",
        "Two",
        "one",
        "2026-03-01-one",
        "wait",
        "ana",
        "ci",
        "README",
        "A title",
        "why",
        "call",
        "2026-03-02",
        "gone",
    )
)
_PATHS = st.sampled_from(
    (
        *(
            "two.md",
            "../posts/two.md#a-heading",
            "/posts/two/",
            "../lessons/wait.md",
            "gone.md",
            "../README.md",
        ),
        *("https://notes.example/posts/two/", "https://elsewhere.example/", "#a-heading"),
        *("picture.png", "paper.pdf", "code.py"),
    )
)
_LINES = st.one_of(
    st.builds("See [the words]({}).".format, _PATHS),
    st.builds("![a picture]({})".format, _PATHS),
    st.builds("See [[{}]], and [[{}|in other words]].".format, _NAMES, _NAMES),
    st.builds("![[{}]]".format, _NAMES),
    st.builds("![[{}#A heading]]".format, _NAMES),
    st.sampled_from(
        (
            "# A title",
            "## A heading",
            "## 09:10 First",
            "## 14:32",
            "Some words. #ci and #ci/cache.",
            "Thanks to @ana and @ben and @nobody.",
            "Some *other* words, a@b.example among them.",
            "- [ ] to do",
            "> [!note] A callout\n> with words",
            "```python\nprint(1)\n```",
            "$x^2$",
            "A block. ^block",
            "A note[^1].\n\n[^1]: Below.",
            "<!-- more -->",
            "<b onclick=x>raw</b>",
        )
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
_FIELDS = st.one_of(
    st.builds("title: {}".format, st.sampled_from(("A title", "Another", '"#1: x"'))),
    st.builds("kind: {}".format, st.sampled_from(("lesson", "question", "event", "page", "nothing"))),
    st.builds("date: {}".format, st.sampled_from(("2026-03-01", "2025-12-31 10:00", "2026-13-40"))),
    st.builds(
        "author: {}".format, st.sampled_from(("ana", "Ben Ode", "[ana, cem]", "Ana Lima <ana@team.test>"))
    ),
    st.builds("tags: {}".format, st.sampled_from(("[ci]", "ci cache", "ci/cache", "'#vim'"))),
    st.builds(
        "aliases: {}".format,
        st.sampled_from(("/old/", "Another name", "[/old/x.html, /posts/two/]", "../up")),
    ),
    st.builds("reply_to: {}".format, _NAMES),
    st.builds("from: {}".format, _NAMES),
    st.builds("supersedes: {}".format, _NAMES),
    st.builds("status: {}".format, st.sampled_from(("open", "superseded", "nothing"))),
    st.builds("visibility: {}".format, st.sampled_from(("public", "internal", "nobody"))),
    st.builds("publish_on: {}".format, st.sampled_from(("2026-03-04", "2026-03-20"))),
    st.builds("slug: {}".format, st.sampled_from(("two", "a/b", ".."))),
    st.builds("starts: {}".format, st.sampled_from(("2026-03-04", "2026-03-09"))),
    st.sampled_from(
        (
            "draft: true",
            "lang: ar",
            "desk: off",
            "now: Moving the queue",
            "applies: wait",
            "review_in: 1 month",
            "ends: 2026-03-02",
            "contradicts: wait",
            "answers: why",
            "answers: true",
            "led_to: why",
            "community: testing",
            "team: core",
            "stewards: ana",
            "id: urn:x",
            "expires: 2026-03-05",
        )
    )
    | st.sampled_from(
        ("listed: false", "names: [Vim]", "emails: ana@team.test", "titel: slip", "broken: [", "log: true")
    ),
)


@st.composite
def _documents(draw: st.DrawFn) -> str:
    fields = draw(st.lists(_FIELDS, max_size=4))
    body = "\n\n".join(draw(st.lists(_LINES, max_size=5)))
    return (f"---\n{chr(10).join(fields)}\n---\n" if fields else "") + body


@dataclass(frozen=True)
class Write:
    """A file is written, new or not."""

    path: str
    content: str | bytes

    def apply(self, site: SmallSite) -> None:
        site.write(self.path, self.content)


@dataclass(frozen=True)
class Remove:
    """A file is deleted, if there is one."""

    path: str

    def apply(self, site: SmallSite) -> None:
        if (site.root / self.path).exists():
            site.remove(self.path)


@dataclass(frozen=True)
class Move:
    """A file is renamed, if there is one, over whatever has the new name."""

    old: str
    new: str

    def apply(self, site: SmallSite) -> None:
        if self.old != self.new and (site.root / self.old).exists():
            content = (site.root / self.old).read_bytes()
            site.remove(self.old)
            site.write(self.new, content)


@dataclass(frozen=True)
class Spoil:
    """Somebody deletes or cuts a published file."""

    number: int
    delete: bool

    def apply(self, site: SmallSite) -> None:
        published = sorted(
            path
            for path in (site.output / name for name in read_manifest(site.output).outputs)
            if path.is_file()
        )
        if published:
            file = published[self.number % len(published)]
            if self.delete:
                file.unlink()
            else:
                file.write_bytes(file.read_bytes()[:-1])


_CONTENTS = st.builds(Write, st.sampled_from(DOCUMENTS), _documents())
_OTHERS = st.builds(Write, st.sampled_from(FILES), st.sampled_from((b"a", b"b", b"<svg><script/></svg>")))
EDITS = st.one_of(
    _CONTENTS,
    _CONTENTS,
    _OTHERS,
    st.builds(Remove, st.sampled_from(DOCUMENTS + FILES)),
    st.builds(Move, st.sampled_from(DOCUMENTS), st.sampled_from(DOCUMENTS)),
    st.builds(Write, st.just("narrate.toml"), st.sampled_from(CONFIGURATIONS)),
    st.builds(Write, st.just("theme/templates/entry.html"), st.sampled_from(TEMPLATES)),
    st.just(Remove("theme/templates/entry.html")),
    st.builds(Spoil, st.integers(0, 200), st.booleans()),
)
FIRST = st.lists(_CONTENTS | _OTHERS, min_size=4, max_size=14)
"""What is there before the first build."""


# --- what is withheld -----------------------------------------------------------------------------

SECRET = b"zqxjk"
"""Stands in everything that withheld entries are made of, and in no other."""

_WITHHELD = st.sampled_from(
    (
        "visibility: internal",
        "visibility: nobody",
        "visibility: public\ndraft: true",
        "visibility: public\npublished: false",
        "visibility: public\npublish_on: 2026-03-20",
        "visibility: public\nexpires: 2026-03-01",
        "visibility: [public",
        "",
    )
)
_SECRET_PLACES = (
    "posts/zqxjk-name.md",
    "posts/2026-03-02-zqxjk.md",
    "posts/zqxjk/index.md",
    "zqxjk/note.md",
    "lessons/zqxjk.md",
    "log/2026-03-03-zqxjk.md",
    "people/zqxjk.md",
    "communities/zqxjk.md",
    "teams/zqxjk.md",
    "tags/zqxjk.md",
    "events/zqxjk.md",
)
_NAMED = {
    "posts/zqxjk-name.md": ("title: The Zqxjk title", "aliases: [/zqxjk-old/, Zqxjk alias]"),
    "posts/2026-03-02-zqxjk.md": (),
    "lessons/zqxjk.md": (),
    "zqxjk/note.md": (),
}
"""Those that open entries link to: their titles and other names."""
_SECRET_FIELDS = st.lists(
    st.sampled_from(
        (
            "title: The Zqxjk title",
            "tags: [zqxjk-tag, ci]",
            "author: Zqxjk Person",
            "author: ana",
            "aliases: [/zqxjk-old/, Zqxjk alias]",
            "redirect_from: zqxjk.html",
            "community: zqxjk-community",
            "team: zqxjk-team",
            "reply_to: open",
            "from: open",
            "supersedes: open",
            "status: zqxjk",
            "thanks: ana",
            "starts: 2026-03-09",
            "id: urn:zqxjk",
            "names: [ci]",
            "stewards: ana",
            "members: [ana]",
            "picture: zqxjk.png",
            "zqxjk: zqxjk",
        )
    ),
    max_size=5,
    unique_by=lambda line: line.partition(":")[0],
)
_SECRET_BODY = (
    "# Zqxjk heading\n\nZqxjk words about [an open page](/posts/open/) and [[open]]. @ana #zqxjk #ci\n\n"
    "![Zqxjk picture](zqxjk.png) [Zqxjk paper](/files/zqxjk.pdf) ![[open]]\n\n"
    "## 09:10 Zqxjk morning\n\nMore zqxjk.\n\n```zqxjk\nzqxjk\n```\n"
)
_LINKS_TO_SECRETS = st.lists(
    st.sampled_from(
        (
            "As [we said](zqxjk-name.md), so it is.",
            "As [Zqxjk heading](zqxjk-name.md) says.",
            "As [The Zqxjk title](../posts/2026-03-02-zqxjk.md#zqxjk-heading) says.",
            "As [[zqxjk-name]] says, and [[2026-03-02-zqxjk|we]], too.",
            "As [[Zqxjk alias]] says, and [[The Zqxjk title]], and [[Zqxjk heading]].",
            "As [[zqxjk-name#Zqxjk heading]] says.",
            "![[zqxjk-name]]",
            "Look: ![[zqxjk#Zqxjk heading]] it is.",
            "As [it was](/posts/zqxjk-name/) and [is](https://notes.example/lessons/zqxjk/).",
            'Raw: <a href="zqxjk-name.md">words</a>.',
            "A [reference][1].\n\n[1]: zqxjk-name.md",
            "- [[zqxjk]]\n- [[zqxjk/note]]\n- [[posts/zqxjk-name]]",
            "| [[zqxjk-name]] |\n|---|\n| [[zqxjk]] |",
            "> [!note] [[zqxjk-name]]\n> and [[zqxjk]]",
            "A note.[^1]\n\n[^1]: See [[zqxjk-name]].",
            f"{'Many words that lead to a very long paragraph. ' * 6}Here is [[The Zqxjk title]] to be cut.",
        )
    ),
    min_size=1,
    max_size=4,
)
_OPEN_FIELDS = st.lists(
    st.sampled_from(
        ("reply_to: zqxjk-name", "from: zqxjk", "supersedes: '[[zqxjk]]'", "answers: The Zqxjk title")
    ),
    max_size=2,
    unique_by=lambda line: line.partition(":")[0],
)


@st.composite
def withheld_site(draw: st.DrawFn) -> dict[str, str]:
    """Open entries that link to withheld ones, by every name that these have."""
    configuration = CONFIGURATION + '[folders."zqxjk"]\nvisibility = "internal"\n'
    visible = "visibility: public\nauthor: ben\ndate: 2026-03-01\n"
    fields = "\n".join(draw(_OPEN_FIELDS))
    files = {
        "narrate.toml": configuration,
        "posts/open.md": f"---\n{visible}{fields}\n---\n" + "\n\n".join(draw(_LINKS_TO_SECRETS)) + "\n",
        "lessons/more.md": f"---\n{visible}from: open\n---\n# More\n\n[[open]] ![[open]]\n",
        "posts/zqxjk.png": "zqxjk",
        "files/zqxjk.pdf": "zqxjk",
    }
    more = draw(st.lists(st.sampled_from(_SECRET_PLACES), max_size=4))
    for path, named in {**dict.fromkeys(more, ()), **_NAMED}.items():
        lines = [
            *named,
            *(line for line in draw(_SECRET_FIELDS) if not line.startswith(("title", "aliases"))),
        ]
        files[path] = "\n".join(("---", *lines, draw(_WITHHELD), "---", _SECRET_BODY))
    return files
