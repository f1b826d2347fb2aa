"""`narrate news`: who is told what since an earlier commit, and in which form."""

import email
import json
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from gitrepo import BEN, Repo
from narrate.cli import main

Narrate = Callable[..., tuple[int, str, str]]

_DAY = "--as-of=2026-03-10"
_CACHE = "narrations/ana/2026-03-01-cache.md"
_WHO = "questions/2026-03-02-who.md"
_KEY = "lessons/key.md"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    repo = Repo(tmp_path / "notes")
    repo.clock = 1_772_400_000  # 2026-03-01
    monkeypatch.chdir(repo.root)
    repo.commit(
        {
            "narrate.toml": 'title = "Notes"\nbase_url = "https://notes.example/wol/"\n',
            ".gitignore": "/.narrate/\n",
            _CACHE: "# The cache\n\nIs cold.\n",
            _WHO: "---\nauthors: ana\n---\n# Who knows a warm cache?\n\nI do not.\n",
            _KEY: "---\nauthors: ana\ndate: 2026-03-01\n---\n# Key a cache by what makes it\n\nThe compiler too.\n",
            "people/ana.md": "---\nname: Ana Lima\nemails: [ana@team.test]\nhandles: [alima]\n---\n",
            "people/ben.md": "---\nname: Ben Ode\nemails: [1+ben@users.noreply.github.com]\n---\n",
        }
    )
    repo.git("tag", "published")
    return repo


@pytest.fixture
def narrate(capsys: pytest.CaptureFixture[str]) -> Narrate:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["news", *arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def _told(narrate: Narrate, *arguments: str, since: str = "published") -> list[str]:
    """Who is told what, a line each."""
    code, out, err = narrate("--since", since, "--format", "json", _DAY, *arguments)
    assert (code, err) == (0, "")
    return [f"{each['person']}: {item['says']}" for each in json.loads(out) for item in each["items"]]


def _ben(name: str, front: str, words: str = "Hm.") -> dict[str, str]:
    return {f"narrations/ben/2026-03-05-{name}.md": f"---\n{front}\n---\n# {name}\n\n{words}\n"}


def test_somebody_is_told_that_somebody_answered(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("reply", f"reply_to: /{_CACHE}", "Warm it the night before."), BEN)
    assert narrate("--since", "published", _DAY) == (
        0,
        """\
Ana Lima (ana)

Ben Ode replied to “The cache”
  Warm it the night before.
  https://notes.example/wol/narrations/ben/2026-03-05-reply/

All that is for you: https://notes.example/wol/people/ana/inbox/
""",
        "",
    )


@pytest.mark.parametrize(
    ("front", "words", "says"),
    [
        (f"answers: /{_WHO}", "I do.", "Ben Ode answered your question “Who knows a warm cache?”"),
        (f"answers: /{_WHO}\nreply_to: /{_WHO}", "@ana, I do.", "Ben Ode answered your question “Who knows a warm cache?”"),
        (f"applies: /{_KEY}", "It helped.", "Ben Ode applied “Key a cache by what makes it”"),
        (f"contradicts: /{_KEY}", "No.", "Ben Ode wrote where this did not hold: “Key a cache by what makes it”"),
        (f"reply_to: /{_KEY}\napplies: true", "It helped.", "Ben Ode applied “Key a cache by what makes it”"),
        (f"reply_to: /{_KEY}\ncontradicts: true", "No.", "Ben Ode wrote where this did not hold: “Key a cache by what makes it”"),
        ("thanks: ana", "Tea.", "Ben Ode thanked you in “x”"),
        ("tags: ci", "Ask @ana. Not me.", "Ben Ode mentioned you in “x”"),
    ],
)  # fmt: skip
def test_what_somebody_is_told_of(repo: Repo, narrate: Narrate, front: str, words: str, says: str) -> None:
    repo.commit(_ben("x", front, words), BEN)
    assert _told(narrate) == [f"ana: {says}"]


@pytest.mark.parametrize(
    "files",
    [
        {"narrations/ana/2026-03-05-x.md": f"---\nreply_to: /{_CACHE}\nthanks: ana\n---\nMe again, @ana.\n"},
        _ben("x", "draft: true", "@ana"),
        _ben("x", "publish_on: 2026-03-20", "@ana"),
        _ben("x", "tags: ci", "Nothing for anybody."),
        {"narrate.toml": 'title = "Other"\nbase_url = "https://notes.example/"\n'},
    ],
)
def test_who_is_told_nothing(repo: Repo, narrate: Narrate, files: dict[str, str]) -> None:
    repo.commit(files)
    assert narrate("--since", "published", _DAY) == (0, "", "")
    assert narrate("--since", "published", _DAY, "--format", "json") == (0, "[]\n", "")


@pytest.mark.parametrize("front", ["listed: false", "left: 2026-03-03", "news: false", "news: no"])
def test_whoever_is_not_to_be_told_is_not(repo: Repo, narrate: Narrate, front: str) -> None:
    repo.commit(
        {"people/ana.md": f"---\nname: Ana Lima\n{front}\n---\n", **_ben("x", "tags: a", "@ana")}, BEN
    )
    assert _told(narrate) == []


def test_what_is_for_closer_readers_is_in_no_message_to_wider_ones(repo: Repo, narrate: Narrate) -> None:
    repo.commit({"narrate.toml": 'title = "Notes"\nbase_url = "https://n.example/"\nvisibility = "public"\n'})
    secret = {
        "lessons/secret-plan.md": "---\nvisibility: internal\nauthors: ana\n---\n# Secret plan\n\nx @ana\n"
    }
    repo.commit(
        {**secret, **_ben("x", "applies: /lessons/secret-plan.md", "@ana, see [[secret-plan]].")}, BEN
    )
    out = narrate("--since", "published", _DAY, "--audience", "public", "--format", "json")[1]
    assert [item["why"] for item in json.loads(out)[0]["items"]] == ["mention"]
    assert "ecret" not in out
    assert "ecret" in narrate("--since", "published", _DAY, "--format", "json")[1]


def test_what_was_told_is_not_told_again(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("x", f"reply_to: /{_CACHE}", "Hm."), BEN)
    repo.git("tag", "told")
    repo.commit(_ben("x", f"reply_to: /{_CACHE}", "Hm, @ana. I mean: hm."), BEN)
    assert _told(narrate, since="told") == []
    repo.commit(_ben("x", f"reply_to: /{_CACHE}\nanswers: /{_WHO}", "Hm, @ana."), BEN)
    assert _told(narrate, since="told") == ["ana: Ben Ode answered your question “Who knows a warm cache?”"]


def test_a_rename_is_no_news(repo: Repo, narrate: Narrate) -> None:
    repo.commit(
        _ben("x", f"reply_to: /{_CACHE}", "Hm, and a line that is long enough to be known again."), BEN
    )
    repo.git("tag", "told")
    repo.move("narrations/ben/2026-03-05-x.md", "narrations/ben/2026-03-05-better.md")
    assert _told(narrate, since="told") == []


def test_an_introduction_is_no_news_to_whoever_introduces_themselves(repo: Repo, narrate: Narrate) -> None:
    repo.commit({"narrations/2026-03-03-hi.md": "# Hi\n\nFrom me.\n"}, "Zoe Grant <zoe@team.test>")
    repo.commit(_ben("x", "reply_to: /narrations/2026-03-03-hi.md"), BEN)
    repo.git("tag", "told")
    page = "---\nname: Zoe Grant\nemails: [zoe@team.test]\n---\n"
    mended = _ben("x", "reply_to: /narrations/2026-03-03-hi.md", "Hm, mended.")
    repo.commit({"people/zoe.md": page}, "Zoe Grant <zoe@team.test>")
    repo.commit(mended, BEN)
    assert _told(narrate, since="told") == []


def test_an_answer_that_somebody_chose_themselves_is_no_news_to_them(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("x", "tags: a", "Like this."), BEN)
    repo.git("tag", "told")
    repo.commit(
        {_WHO: "---\nauthors: ana\nanswer: /narrations/ben/2026-03-05-x.md\n---\n# Who knows?\n\nI do.\n"}
    )
    assert _told(narrate, since="told") == []


def test_one_entry_of_a_log_is_news_and_the_others_are_not(repo: Repo, narrate: Narrate) -> None:
    log = "log/ben/2026-03-04.md"
    repo.commit({log: "## 09:00 Tea\n\nWith @ana.\n"}, BEN)
    repo.git("tag", "told")
    repo.commit(
        {log: "## 08:00 Early\n\nNobody.\n\n## 09:00 Tea\n\nWith @ana.\n\n## 10:00 Late\n\n@ana left.\n"}, BEN
    )
    assert _told(narrate, since="told") == ["ana: Ben Ode mentioned you in “Late”"]


def test_a_better_time_in_a_log_is_no_news(repo: Repo, narrate: Narrate) -> None:
    log = "log/ben/2026-03-04.md"
    repo.commit({log: "## 09:00 Tea\n\nWith @ana.\n\n## 10:00 Cake\n\nFor @ana.\n"}, BEN)
    repo.git("tag", "told")
    repo.commit({log: "## 09:30 Tea\n\nWith @ana.\n\n## 10:00 Bread\n\nFor @ana, too.\n"}, BEN)
    assert _told(narrate, since="told") == []
    repo.commit({log: "## 09:30 Tea\n\nWith @ana.\n\n## 10:30 Bun\n\nFor @ana.\n"}, BEN)
    assert _told(narrate, since="told") == ["ana: Ben Ode mentioned you in “Bun”"]


def test_messages_are_in_the_language_of_the_site(repo: Repo, narrate: Narrate) -> None:
    site = 'title = "Notes"\nlanguage = "de"\nbase_url = "https://notes.example/wol/"\n'
    repo.commit({"narrate.toml": site})
    repo.git("tag", "told")
    repo.commit(_ben("x", f"answers: /{_WHO}\nauthors: [ben, zoe]") | _ben("y", "thanks: ana"), BEN)
    assert _told(narrate, since="told") == [
        "ana: Beantwortet von Ben Ode und zoe (Frage): „Who knows a warm cache?“",
        "ana: Dank von Ben Ode in „y“",
    ]
    assert "Der ganze Eingang: https://" in narrate("--since", "told", _DAY)[1]


def test_what_became_visible_since_is_news(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("x", "publish_on: 2026-03-08", "@ana"), BEN)
    repo.git("tag", "told")
    assert _told(narrate, since="told") == ["ana: Ben Ode mentioned you in “x”"]


def test_a_lesson_that_became_due_since_is_news_to_its_authors(repo: Repo, narrate: Narrate) -> None:
    due = "---\nauthors: [ana, ben]\ndate: 2026-02-01\nreviewed: 2026-02-01\nreview_in: {}\n---\n# {}\n\nx\n"
    repo.commit(
        {"lessons/a.md": due.format("5 weeks", "Due now"), "lessons/b.md": due.format("1 week", "Late")}
    )
    assert _told(narrate, since="HEAD") == [
        "ana: “Due now” was to be reviewed by 2026-03-08",
        "ben: “Due now” was to be reviewed by 2026-03-08",
    ]


def test_what_has_no_title_is_told_by_its_words(repo: Repo, narrate: Narrate) -> None:
    text = f"---\nreply_to: /{_CACHE}\n---\nSame here on Tuesday.\n"
    repo.commit({"narrations/ben/2026-03-05.md": text}, BEN)
    said = narrate("--since", "published", _DAY)[1]
    assert "Ben Ode replied to “The cache”\n  Same here on Tuesday.\n  https://" in said


def test_json_is_what_a_chat_needs(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("reply", f"reply_to: /{_CACHE}", "Warm it."), BEN)
    (told,) = json.loads(narrate("--since", "published", _DAY, "--format", "json")[1])
    assert told.pop("id").startswith("ana-")
    assert told == {
        "person": "ana",
        "name": "Ana Lima",
        "handles": ["alima"],
        "inbox": "https://notes.example/wol/people/ana/inbox/",
        "items": [
            {
                "why": "reply",
                "says": "Ben Ode replied to “The cache”",
                "title": "reply",
                "url": "https://notes.example/wol/narrations/ben/2026-03-05-reply/",
                "by": ["Ben Ode"],
                "excerpt": "Warm it.",
                "about": "The cache",
                "about_url": "https://notes.example/wol/narrations/ana/2026-03-01-cache/",
            }
        ],
    }


def _mails(folder: Path) -> list[EmailMessage]:
    read = [
        email.message_from_bytes(file.read_bytes(), policy=default) for file in sorted(folder.glob("*.eml"))
    ]
    assert all(isinstance(each, EmailMessage) for each in read)
    return read


def test_mail_is_a_file_for_everybody_with_an_address(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("reply", f"reply_to: /{_CACHE}", "Warm it."), BEN)
    assert narrate("--since", "published", _DAY, "--format", "mail", "-o", "out") == (0, "", "")
    (mail,) = _mails(repo.root / "out")
    file = next((repo.root / "out").iterdir())
    assert dict(mail.items()) == {
        "From": "Notes <no-reply@notes.example>",
        "To": "Ana Lima <ana@team.test>",
        "Subject": "Ben Ode replied to “The cache”",
        "Date": "Sun, 01 Mar 2026 21:22:00 +0000",
        "Message-ID": f"<{file.stem}@notes.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    assert mail.get_content() == (
        "Ben Ode replied to “The cache”\n  Warm it.\n"
        "  https://notes.example/wol/narrations/ben/2026-03-05-reply/\n\n"
        "All that is for you: https://notes.example/wol/people/ana/inbox/\n"
    )


def test_a_second_run_writes_the_same_file(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("reply", f"reply_to: /{_CACHE}"), BEN)
    asked = ("--since", "published", _DAY, "--format", "mail", "-o")
    narrate(*asked, "one")
    narrate(*asked[:2], "--as-of=2026-03-12", *asked[3:], "two")
    one, two = (
        {file.name: file.read_bytes() for file in (repo.root / name).iterdir()} for name in ("one", "two")
    )
    assert one == two


def test_whose_address_nobody_knows_is_said_and_can_be_given(repo: Repo, narrate: Narrate) -> None:
    repo.commit({"narrations/ana/2026-03-05-x.md": "# x\n\nThanks, @ben.\n"})
    asked = ("--since", "published", _DAY, "--format", "mail", "-o", "out")
    assert narrate(*asked) == (
        0,
        "",
        (
            "nobody knows an address of `ben`\n"
            "  = help: write `emails` in their page, or name a file with `--addresses`\n"
        ),
    )
    assert not (repo.root / "out").exists()
    repo.write("../addresses.toml", 'ben = "ben@team.test"\n')
    assert narrate(*asked, "--addresses", "../addresses.toml", "--from", "wol@team.test") == (0, "", "")
    (mail,) = _mails(repo.root / "out")
    assert (mail["To"], mail["From"]) == ("Ben Ode <ben@team.test>", "Notes <wol@team.test>")


def test_nobody_can_write_a_header_of_their_own(repo: Repo, narrate: Narrate) -> None:
    title = '"Hi\\r\\nBcc: all@team.test\\r\\n\\r\\nBody \\u202E\\0 ' + "long " * 200 + '"'
    name = '"Ana\\r\\nBcc: all@team.test \\"<x@evil.example>, \\u00DCmit"'
    page = f"---\nname: {name}\nemails: ['ana@team.test\\nBcc: b@team.test', 'a@b@c', 'ana@team.test']\n---\n"
    repo.commit(
        {
            "people/ana.md": page,
            "narrate.toml": 'title = "No\\r\\nBcc: all@team.test"\nbase_url = "https://nötes.example:81/"\n',
            "narrations/ben/2026-03-05-x.md": f"---\ntitle: {title}\nreply_to: /{_CACHE}\n---\n\nHm, @ana.\n",
        },
        BEN,
    )
    code, out, err = narrate("--since", "published", _DAY, "--format", "mail", "-o", "out")
    assert (code, out, err) == (0, "", "")
    (file,) = (repo.root / "out").iterdir()
    (mail,) = _mails(repo.root / "out")
    assert mail["Bcc"] is None
    assert [each.addr_spec for each in mail["To"].addresses] == ["ana@team.test"]
    assert mail["From"].addresses[0].addr_spec == "no-reply@xn--ntes-5qa.example"
    assert len(mail["Subject"]) <= 120
    assert max(map(len, file.read_bytes().splitlines())) < 998
    assert "\nBcc" not in mail.get_content()


def test_no_message_has_the_address_of_somebody_else(repo: Repo, narrate: Narrate) -> None:
    title = "---\ntitle: Write to cem@team.org\nsummary: Or dee@team.org\n---\nAsk @ana or eve@team.org.\n"
    repo.commit({"narrations/ben/2026-03-05-x.md": title}, "Ben <ben@team.org>")
    for form in ("text", "json", "mail"):
        assert narrate("--since", "published", _DAY, "--format", form, "-o", "out")[0] == 0
    said = b"".join(file.read_bytes() for file in (repo.root / "out").iterdir())
    assert b"team.org" in said
    assert b"@team.org" not in said
    assert b"@team.test" in said  # Ana's own, in her mail


def test_each_form_can_be_written_into_files(repo: Repo, narrate: Narrate) -> None:
    repo.commit(_ben("x", "tags: a", "@ana"), BEN)
    for form, ending in (("text", "txt"), ("json", "json")):
        assert narrate("--since", "published", _DAY, "--format", form, "-o", form) == (0, "", "")
        (file,) = (repo.root / form).iterdir()
        assert file.suffix == f".{ending}"


def test_bots_are_told_nothing(repo: Repo, narrate: Narrate) -> None:
    repo.commit({"narrations/2026-03-05-bump.md": "# Bump\n\nThe tools.\n"}, "renovate[bot] <b@bots.test>")
    repo.commit(_ben("x", "reply_to: /narrations/2026-03-05-bump.md"), BEN)
    assert _told(narrate) == []


def test_a_clone_that_is_cut_off_says_so(
    repo: Repo, narrate: Narrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = repo.git("rev-parse", "published")
    repo.commit(_ben("x", "tags: a", "@ana"), BEN)
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(tmp_path / "cut"))
    monkeypatch.chdir(tmp_path / "cut")
    assert narrate("--since", published, _DAY) == (
        2,
        "",
        (
            f"error: there is no revision `{published}`\n"
            "  = help: name a branch, a tag or a commit; in CI, fetch the whole history\n"
        ),
    )


_WRONG = [
    (["--since", "nothing"], "there is no revision `nothing`"),
    (["--since", "published", "--format", "mail"], "mail is written into a folder"),
    (["--since", "published", "--from", "a b"], "--from: `a b` is no address"),
    (
        ["--since", "published", "--addresses", "none.toml"],
        "cannot read `none.toml`: No such file or directory",
    ),
    (["--since", "published", "--addresses", "people/ana.md"], "people/ana.md: "),
    (
        ["--since", "published", "--format", "text", "-o", "narrate.toml"],
        "cannot write into `narrate.toml`: ",
    ),
    (["--since", "published", "--audience", "nobody"], "there is no audience `nobody`"),
]


@pytest.mark.parametrize(("arguments", "message"), _WRONG)
def test_wrong_usage(repo: Repo, narrate: Narrate, arguments: list[str], message: str) -> None:
    repo.commit(_ben("x", "tags: a", "@ana"), BEN)
    code, out, err = narrate(*arguments, _DAY)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {message}")


def test_without_an_address_of_the_site_nothing_can_be_linked(repo: Repo, narrate: Narrate) -> None:
    repo.commit({"narrate.toml": 'title = "Notes"\n', **_ben("x", "tags: a", "@ana")}, BEN)
    assert narrate("--since", "published", _DAY) == (
        2,
        "",
        (
            "error: messages link to the site, and nobody says where it is\n"
            "  = help: write `base_url` in `narrate.toml`, or name it with `--base-url`\n"
        ),
    )
    assert _told(narrate, "--base-url", "https://n.example/") == ["ana: Ben Ode mentioned you in “x”"]


def test_links_that_lead_to_nobody_elses_machine_are_told_of(repo: Repo, narrate: Narrate) -> None:
    asked = ("--since", "published", _DAY, "--base-url", "http://localhost:8000/")
    assert narrate(*asked) == (0, "", "")
    repo.commit(_ben("x", "tags: a", "@ana"), BEN)
    code, out, err = narrate(*asked)
    assert (code, "http://localhost:8000/people/ana/inbox/" in out) == (0, True)
    assert err == (
        "the links lead to this machine: the site is said to be at http://localhost:8000/\n"
        "  = help: write `base_url` in `narrate.toml`, or name it with `--base-url`\n"
    )


def test_outside_of_git_nothing_is_known_of_earlier(
    tmp_path: Path, narrate: Narrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "narrate.toml").write_text('base_url = "https://n.example/"\n')
    monkeypatch.chdir(tmp_path)
    assert narrate("--since", "HEAD") == (
        2,
        "",
        "error: there is no Git repository here\n  = help: what is new is told from what is committed\n",
    )


def test_an_author_of_git_is_told_too(repo: Repo, narrate: Narrate) -> None:
    repo.commit({"narrations/2026-03-03-hi.md": "# Hi\n\nFrom me.\n"}, "Zoe Grant <zoe@team.test>")
    repo.commit(_ben("x", "reply_to: /narrations/2026-03-03-hi.md"), BEN)
    assert _told(narrate) == ["zoe-grant: Ben Ode replied to “Hi”"]
    assert "zoe@team.test" not in narrate("--since", "published", _DAY, "--format", "json")[1]
