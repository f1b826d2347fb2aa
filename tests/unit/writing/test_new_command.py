"""`narrate new`: a file in the right place that builds without a word, whatever its kind and title."""

import json
import sys
from pathlib import Path

import click
import pytest

from narrate.cli.editor import edit
from narrate.cli.new import command, kinds_to_complete
from narrate.kinds import built_in
from narrate.markdown.document import parse_document
from narrate.model.config import MarkdownSettings
from narrate.writing.place import free_name, stem_of
from narrate.writing.scaffold import new_entry
from narrate.writing.titles import one_line
from somebody import Ended, Somebody

TITLES = [
    "Warming the cache",
    "Deploys: never on Fridays",
    "Was ist #1? \"Das\" & 'jenes'",
    "C++ and C#",
    "2 * 3 * 4 = *24*",
    "snake_case and __init__",
    "Use `make` first",
    "[[Nowhere]] and [this](gone.md) ![x](y.png)",
    "ask @nobody about <b>it</b> <!-- now",
    "ends with #caching",
    "a/b\\c | d",
    "🚀",
    "今日の学び",
    "ـعربي وعبري",
    "---",
    "- item",
    "> quote",
    "1. first",
    "$5 and $6, $x^2$",
    "%% hidden %%",
    "{.class} {{ x }} {% y %}",
    "~~gone~~ ==marked== ^up^",
    "&amp; &lt;b&gt;",
    "mail ana@team.org please",
    "https://example.org/x_y_z",
    "trailing backslash \\",
    "ends ##",
    "12:30 is late",
    "true",
    "long " * 60,
    "[^1] [x] - [ ] todo",
    "index",
    "con",
    "word\u2028word\u0007",
]


def test_a_new_narration_is_ready_to_write_in(ana: Somebody) -> None:
    done = ana.narrate("new", "narration", "Deploys: never on Fridays")
    path = "content/narrations/ana/2026-03-04-deploys-never-on-fridays.md"
    assert done == Ended(0, f"made {path}\n", "")
    assert ana.read(path) == (
        "# Deploys: never on Fridays\n\n"
        "<!-- What did you try, and what happened? What surprised you? What would you tell yourself last week? -->\n\n"
        "<!-- Half a thought is enough, and so is what did not work. -->\n"
    )


def test_a_new_lesson_has_the_fields_of_its_kind_with_a_word_of_help(ana: Somebody) -> None:
    ana.narrate("new", "lesson", "Warm", "first")
    assert ana.read("content/lessons/2026-03-04-warm-first.md") == (
        "---\n"
        "status: emerging # emerging, practised, contested or superseded\n"
        "context: # Where the lesson holds: without a context it is a slogan.\n"
        "from: # The narrations it comes from.\n"
        "supersedes: # The earlier lesson that this one replaces.\n"
        "applies_to: # What it is about: globs of files, a service, a phase of work.\n"
        "review_in: # How long it may stand unread: `6 months`.\n"
        "reviewed: # When somebody last looked whether it still holds.\n"
        "---\n\n"
        "# Warm first\n\n"
        "<!-- The lesson in one sentence, so that a newcomer understands it. That is enough: nothing of what follows is "
        "required. -->\n\n"
        "<!-- What happened, what you believed then, what it cost. -->\n\n"
        "<!-- What you do now, so that somebody else can do it tomorrow. -->\n\n"
        "<!-- What shows it: numbers, links, who else saw it. What would show that it is wrong? -->\n\n"
        "<!-- Where it holds, and where it does not. -->\n"
    )


_REQUIRED = {"bookmark": ("--set", "link=https://example.org/a?b=c#d")}


@pytest.mark.parametrize("kind", built_in().kinds)
def test_whatever_the_title_a_new_entry_builds_without_a_word(ana: Somebody, kind: str) -> None:
    for title in TITLES:
        done = ana.narrate("new", kind, "--", title) if kind not in _REQUIRED else None
        done = done or ana.narrate("new", kind, *_REQUIRED[kind], "--", title)
        assert (done.code, done.err) == (0, ""), title
    built = ana.narrate("build", "--format", "json")
    assert json.loads(built.out) == []


@pytest.mark.parametrize("title", TITLES)
def test_the_title_is_read_back_as_it_was_given(title: str) -> None:
    words = one_line(title)
    text = new_entry(built_in().kinds["narration"], words, {}, "en")
    read = parse_document("a.md", text.encode(), MarkdownSettings())[0]
    shown = {"Use `make` first": "Use make first", "ends with #caching": "ends with"}.get(words, words)
    assert (read.front.title or read.heading).replace(" [at] ", "@") == shown
    assert read.text.words == 0


def test_no_file_is_ever_replaced(ana: Somebody) -> None:
    for _ in range(3):
        ana.narrate("new", "narration")
        ana.narrate("new", "narration", "Über")
    assert ana.names("content/narrations/ana")[:6] == [
        "2026-03-04-2.md",
        "2026-03-04-3.md",
        "2026-03-04-über-2.md",
        "2026-03-04-über-3.md",
        "2026-03-04-über.md",
        "2026-03-04.md",
    ]


def test_a_name_means_one_entry_wherever_it_lies(ana: Somebody) -> None:
    ana.write("content/narrations/ben/2026-03-04-standup.md", "Ben's.\n")
    assert ana.narrate("new", "narration", "Standup").out == (
        "made content/narrations/ana/2026-03-04-standup-2.md\n"
    )


@pytest.mark.parametrize(
    ("stem", "taken", "name"),
    [
        ("a", (), "a.md"),
        ("a", ("a.md",), "a-2.md"),
        ("a", ("A.markdown", "a-2.md"), "a-3.md"),
        ("a", ("a",), "a-2.md"),
        ("index", (), "index-2.md"),
        ("con", (), "con-2.md"),
    ],
)
def test_the_next_free_name(stem: str, taken: tuple[str, ...], name: str) -> None:
    assert free_name(stem, taken) == name


@pytest.mark.parametrize(
    ("kind", "title", "stem"),
    [
        ("narration", "", "2026-03-04"),
        ("question", "Why?", "2026-03-04-why"),
        ("question", "Cold. Since v1.2 … why?", "2026-03-04-cold-since-v1.2-why"),
        ("person", "Ana Ferreira", "ana-ferreira"),
        ("howto", "word " * 30, "2026-03-04-word-word-word-word-word-word-word-word-word-word-word-word"),
        ("page", "notes.md", "notes"),
        ("tag", "ci/Cache warm", "ci/cache-warm"),
    ],
)
def test_the_name_of_a_file(kind: str, title: str, stem: str) -> None:
    assert stem_of(built_in().kinds[kind], title, "2026-03-04") == stem


def test_it_goes_where_entries_of_the_kind_are_kept(ana: Somebody) -> None:
    toml = ana.read("narrate.toml")
    ana.write("narrate.toml", f'{toml}\n[folders."docs/adr"]\nkind = "decision"\n')
    ana.write("content/docs/adr/0001-begin.md", "# Begin\n")
    ana.write("content/til/2025-01-01-x.md", "x\n")
    ana.write("content/questions/ana/2025-01-01-x.md", "x\n")
    made = [ana.narrate("new", kind, kind).out for kind in ("decision", "question", "lesson")]
    assert made == [
        "made content/docs/adr/2026-03-04-decision.md\n",
        "made content/questions/ana/2026-03-04-question.md\n",
        "made content/lessons/2026-03-04-lesson.md\n",
    ]


_SCAFFOLD = """
Tell it -- as it was.

## What broke

| when | what |
|---|---|

**It began** with


```sh
first

second
```

Who helped.
"""
_FILLED = """<!-- Tell it – as it was. -->

## What broke

| when | what |
|---|---|

**It began** with

```sh
first

second
```

<!-- Who helped. -->
"""


def test_the_team_says_what_a_new_entry_begins_with(ana: Somebody) -> None:
    toml = ana.read("narrate.toml")
    ana.write("narrate.toml", f'{toml}\n[kinds.incident]\nscaffold = """{_SCAFFOLD}"""\n')
    ana.narrate("new", "incident", "Down")
    assert ana.read("content/incidents/2026-03-04-down.md") == f"# Down\n\n{_FILLED}"


def test_a_question_is_open_without_saying_so_and_an_answer_closes_it(ana: Somebody) -> None:
    ana.narrate("new", "question", "Why is it cold?")
    question = "content/questions/2026-03-04-why-is-it-cold.md"
    assert ana.read(question).startswith("---\nanswer: # The entry that answers it.\n---\n")
    ana.narrate("reply", question)
    reply = "content/narrations/ana/2026-03-04-re-why-is-it-cold.md"
    ana.write(reply, ana.read(reply).replace("answers: # true, if so", "answers: true") + "At six.\n")
    assert "question: Why is it cold? (answered)\n" in ana.narrate("find", "cold").out


def test_fields_may_be_filled_in(ana: Somebody) -> None:
    ana.narrate("new", "probe", "Quiet Mondays", "--set", "ends=2026-04-01", "--set", "tags=focus: deep")
    text = ana.read("content/probes/2026-03-04-quiet-mondays.md")
    assert text.startswith('---\ntags: "focus: deep"\noutcome: running # running, amplified or dampened\n')
    assert "\nends: 2026-04-01\n" in text


def test_the_page_of_a_nested_tag_lies_below_that_of_the_wider_one(ana: Somebody) -> None:
    assert ana.narrate("new", "tag", "ci/cache").out == "made content/tags/ci/cache.md\n"
    assert ana.narrate("new", "tag", "ci/cache").out == "made content/tags/ci/cache-2.md\n"


def test_a_person_without_a_name_is_oneself(ana: Somebody) -> None:
    assert ana.narrate("new", "person").err == (
        "error: there is a page for you already: `@ana`\n"
        '  = help: name somebody else: `narrate new person "…"`\n'
    )
    dan = Somebody(ana.folder, ana.run, "Dan Low", "dan@team.test")
    assert dan.narrate("new", "person").out == "made content/people/dan-low.md\n"
    text = ana.read("content/people/dan-low.md")
    assert text.startswith('---\nname: Dan Low\nemails: ["dan@team.test"]\n')
    dan.narrate("new", "person", "Carla")
    assert "\nemails: # The addresses" in ana.read("content/people/carla.md")
    assert dan.narrate("log", "Here I am.").out == "14:32 in content/log/dan-low/2026-03-04.md\n"


def test_an_address_is_a_bookmark(ana: Somebody) -> None:
    ana.narrate("new", "bookmark", "https://example.org/x")
    assert ana.read("content/bookmarks/2026-03-04-example.org-x.md").startswith(
        '---\nlink: "https://example.org/x"\n---\n'
    )


_MISTAKES = {
    ("lesosn", "X"): ("there is no kind `lesosn`", "did you mean `lesson`?"),
    ("Warming the cache",): (
        "there is no kind `Warming the cache`",
        'the kind comes first: `narrate new narration "Warming the cache"`',
    ),
    ("bookmark", "X"): (
        "a bookmark needs `link`",
        "write `narrate new bookmark https://…`, or add `--set link=…`",
    ),
    ("team",): ("a team needs a title", 'write `narrate new team "…"`'),
    ("lesson", "X", "--set", "contxt=y"): ("a lesson has no field `contxt`", "did you mean `context`?"),
    ("lesson", "X", "--set", "context"): ("--set: `context` has no `=`", "write `--set context=…`"),
    (): (
        "say what it will be",
        f'write `narrate new narration "…"`; the kinds are {", ".join(built_in().kinds)}',
    ),
    ("lesson", "X", "--in", "nowhere"): (
        "there is no folder `nowhere`",
        "name a folder with Markdown files in it",
    ),
}


@pytest.mark.parametrize("arguments", _MISTAKES, ids=" ".join)
def test_a_mistake_is_said_in_two_lines(ana: Somebody, arguments: tuple[str, ...]) -> None:
    message, way_out = _MISTAKES[arguments]
    assert ana.narrate("new", *arguments) == Ended(2, "", f"error: {message}\n  = help: {way_out}\n")


def test_the_shell_completes_kinds(ana: Somebody, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    context = click.Context(command)
    toml = ana.read("narrate.toml")
    ana.write("narrate.toml", f"{toml}\n[kinds.praise]\n")
    monkeypatch.chdir(ana.folder)

    def complete(word: str) -> list[str]:
        return [str(item.value) for item in kinds_to_complete(context, command.params[0], word)]

    assert complete("p") == ["probe", "page", "person", "praise"]
    monkeypatch.chdir(tmp_path)
    assert complete("p") == ["probe", "page", "person"]


def test_the_editor_may_have_arguments(ana: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    ana.write("edit.py", "import sys; open(sys.argv[2], 'a').write(sys.argv[1])")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{ana.folder}/edit.py' 'two words'")
    ana.write("a b.md", "")
    edit(ana.folder / "a b.md", "a b.md")
    assert ana.read("a b.md") == "two words"


def test_a_reflection_begins_with_links_to_ones_own_week(ana: Somebody) -> None:
    """From this day of last week on: whoever looks back every Wednesday misses nothing of the last one. Drafts, what
    others wrote, what is older, and the last reflection are left out.
    """
    ana.write("content/narrations/ana/2026-02-24-old.md", "Old.\n")
    ana.write("content/reflections/ana/2026-02-25.md", "A week of snow.\n")
    ana.write("content/narrations/ana/2026-02-25-cold.md", "# Cold, *again* [x]\n\nNine.\n")
    ana.write("content/narrations/ana/2026-03-02-draft.md", "---\ndraft: true\n---\nNot yet.\n")
    ana.write("content/narrations/2026-03-02-ben.md", "---\nauthors: [Ben Ode]\n---\nBen's.\n")
    ana.write("content/log/ana/2026-03-03.md", "## 09:10 Warm\n\nUnder one.\n")
    done = ana.narrate("new", "reflection", "--no-edit")
    assert done.out == "made content/reflections/ana/2026-03-04.md\n"
    written = ana.read("content/reflections/ana/2026-03-04.md")
    links = [line for line in written.splitlines() if line.startswith(("- ", "**"))]
    assert links == [
        "**2026-02-25**",
        r"- [Cold, again \[x\]](../../narrations/ana/2026-02-25-cold.md)",
        "**2026-03-03**",
        "- [Warm](/log/ana/2026-03-03/0910/)",
    ]


def test_a_week_without_words_is_no_obstacle(ana: Somebody) -> None:
    ana.narrate("new", "reflection", "A quiet week", "--no-edit")
    written = ana.read("content/reflections/ana/2026-03-04-a-quiet-week.md")
    assert written.startswith("# A quiet week\n")
    assert "What did you do all the same?" in written


def test_how_far_somebody_looks_back_is_data(ana: Somebody) -> None:
    toml = ana.read("narrate.toml")
    ana.write("narrate.toml", f'{toml}\n[kinds.review]\nlooks_back = "1 month"\nscaffold = "What now?"\n')
    ana.write("content/narrations/ana/2026-02-05-old.md", "Old.\n")
    ana.narrate("new", "review", "--no-edit")
    written = ana.read("content/reviews/ana/2026-03-04.md")
    assert written.startswith("<!-- What now? -->")
    assert "2026-02-05-old.md" in written


def test_a_length_that_is_none_is_reported(ana: Somebody) -> None:
    toml = ana.read("narrate.toml")
    ana.write("narrate.toml", f'{toml}\n[kinds.review]\nlooks_back = "a while"\n')
    done = ana.narrate("build", "--quiet")
    assert "`a while` is no length of time" in done.err + done.out


def test_a_bookmark_without_a_title_is_called_after_its_address(ana: Somebody) -> None:
    done = ana.narrate("new", "bookmark", "https://www.tool.test/docs/clock-changes.html?x=1", "--no-edit")
    assert done.out == "made content/bookmarks/2026-03-04-tool.test-clock-changes.md\n"
    done = ana.narrate("new", "bookmark", "--no-edit")
    assert done.code == 2
    assert "write `narrate new bookmark https://…`, or add `--set link=…`" in done.err


def test_a_reply_to_a_question_or_a_lesson_has_what_it_may_say(ana: Somebody) -> None:
    ana.write("content/questions/2026-03-03-why.md", "# Why?\n\nIt is.\n")
    ana.write("content/lessons/warm.md", "# Warm it\n\nEarly.\n")
    ana.narrate("reply", "content/questions/2026-03-03-why.md", "--no-edit")
    ana.narrate("reply", "content/lessons/warm.md", "--no-edit")
    answer = ana.read("content/narrations/ana/2026-03-04-re-why.md")
    assert answer.startswith(
        "---\nreply_to: ../../questions/2026-03-03-why.md\nanswers: # true, if so\n---\n\n<!-- Your reply"
    )
    use = ana.read("content/narrations/ana/2026-03-04-re-warm-it.md")
    assert "\napplies: # true, if so\ncontradicts: # true, if so\n---\n" in use
    ana.write("content/narrations/ana/2026-03-04-re-why.md", answer + "Because.\n")
    ana.write("content/narrations/ana/2026-03-04-re-warm-it.md", use + "It did.\n")
    assert json.loads(ana.narrate("build", "--format", "json").out) == []
