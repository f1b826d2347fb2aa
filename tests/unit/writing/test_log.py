"""What is added to a daily log is read back as exactly the entry that was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import NarrateError
from narrate.markdown.document import parse_document
from narrate.model.config import MarkdownSettings
from narrate.model.document import Document
from narrate.writing.log import addition, summary_of, united, words_of

_PATH = "log/ana/2026-03-04.md"


def _read(data: bytes) -> Document:
    return parse_document(_PATH, data, MarkdownSettings(highlight=False))[0]


def _after(old: str, *texts: str) -> str:
    data = old.encode()
    for number, text in enumerate(texts):
        data += addition(_PATH, data, f"14:{number:02}", text)
    return data.decode()


_FILES = {
    "": "## 14:00\n\nWarm.\n",
    "## 09:10 Cold\n\nNine seconds.\n": "## 09:10 Cold\n\nNine seconds.\n\n## 14:00\n\nWarm.\n",
    "## 09:10\n\nNo line end": "## 09:10\n\nNo line end\n\n## 14:00\n\nWarm.\n",
    "## 09:10\n\nBlank lines\n\n\n": "## 09:10\n\nBlank lines\n\n\n## 14:00\n\nWarm.\n",
    "## 09:10\r\n\r\nWindows\r\n": "## 09:10\r\n\r\nWindows\r\n\r\n## 14:00\r\n\r\nWarm.\r\n",
    "---\ntags: [x]\n---\n": "---\ntags: [x]\n---\n\n## 14:00\n\nWarm.\n",
    "## 09:10\n\n```\nopen\n": "## 09:10\n\n```\nopen\n\n```\n\n## 14:00\n\nWarm.\n",
    "## 09:10\n\n<!-- open\n": "## 09:10\n\n<!-- open\n\n-->\n\n## 14:00\n\nWarm.\n",
}


@pytest.mark.parametrize(("old", "new"), _FILES.items())
def test_an_entry_stands_at_the_end_and_apart(old: str, new: str) -> None:
    assert _after(old, "Warm.") == new


_TEXTS = {
    "Warm. #caching @ana": "Warm. #caching @ana",
    "Two\n\nparagraphs": "Two\n\nparagraphs",
    "Then\n\n## 15:00 Later\n\nmore": "Then\n\n### 15:00 Later\n\nmore",
    "15:00 Later\n-----------\n\nmore": "### 15:00 Later\n\nmore",
    "```\nopen": "```\nopen\n```",
    "~~~~ python\nopen": "~~~~ python\nopen\n~~~~",
    "<!-- open": "<!-- open\n-->",
    "<pre>\nopen": "<pre>\nopen\n</pre>",
    "100 %% sure": "100 %&#37; sure",
    "# A heading": "# A heading",
    "---": "---",
    "    code": "    code",
    "| a | b |\n|---|---|\n| 1 | 2 |": "| a | b |\n|---|---|\n| 1 | 2 |",
    "- a list\n- of two": "- a list\n- of two",
}


@pytest.mark.parametrize(("text", "written"), _TEXTS.items())
def test_a_text_is_one_entry_and_swallows_nothing(text: str, written: str) -> None:
    assert _after("", text, "next") == f"## 14:00\n\n{written}\n\n## 14:01\n\nnext\n"


_PIECES = st.sampled_from(
    ["```", "~~~", "<!--", "-->", "<pre>", "%%", "$$", "## 15:00 x", "15:00", "---", "- ", "> ", "    ", "\n", "\n\n",
     "[^1]: note", "[^1]", "[a]: /b", "[a]", "word", "#tag", "@ana", "{.x}", "<details>", "|", "\\", "`", "<?"]
)  # fmt: skip


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=6).map("\n".join), min_size=1, max_size=3))
def test_each_of_any_texts_becomes_one_entry_or_is_refused(texts: list[str]) -> None:
    data, count = b"", 0
    for text in filter(None, map(words_of, texts)):
        before = _read(data).sections
        try:
            added = addition(_PATH, data, "14:32", text)
        except NarrateError:
            continue
        data, count = data + added, count + 1
        after = _read(data).sections
        assert [each.time for each in after] == ["14:32"] * count
        assert [each.text.summary for each in after[:-1]] == [each.text.summary for each in before]


def test_many_headings_with_times_are_one_entry() -> None:
    text = "\n\n".join(f"## {n // 60:02}:{n % 60:02} x" for n in range(600))
    assert len(_read(addition(_PATH, b"", "14:32", text)).sections) == 1


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(NarrateError, match="that is too long for a log: 100,001 characters"):
        addition(_PATH, b"", "14:32", "x" * 100_001)


def test_what_cannot_be_added_to_is_refused() -> None:
    with pytest.raises(NarrateError) as refused:
        addition(_PATH, b"---\nlog: false\n---\n\nNo log.\n", "14:32", "Warm.")
    assert (refused.value.message, refused.value.help) == (
        f"`{_PATH}` cannot be added to: something in it is open, or it says `log: false`",
        "close what is open (a code block, a comment) at its end",
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("\r\n a \r\n\r\nb\t\n\n", " a\n\nb"),
        (" \n\t", ""),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("", ""),
    ],
)
def test_words_are_what_was_written_without_what_no_file_holds(given: str, kept: str) -> None:
    assert words_of(given) == kept


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Warm.", "Warm."),
        ("two\n\nlines", "two lines"),
        ("word " * 20, "word word word word word word word word word word word word …"),
    ],
)
def test_a_commit_says_the_first_words(text: str, summary: str) -> None:
    assert summary_of(text) == summary


_A, _B = "## 09:00\n\nA\n", "## 09:00\n\nB\n"
_MERGED = {
    (f"{_A}\n{_B}", _A, _B): None,
    (_A, _A, _A): None,
    ("## 09:00\n\nA\nB\n", _A, _B): f"{_B}\n{_A}",
    ("## 09:00\n## 10:00\n\nA\n", _A, "## 10:00\n\nA\n"): f"## 10:00\n\nA\n\n{_A}",
}


@pytest.mark.parametrize("texts", _MERGED)
def test_a_merge_that_mixed_entries_is_mended(texts: tuple[str, str, str]) -> None:
    merged, ours, theirs = (text.encode() for text in texts)
    mended = united(_PATH, merged, (ours, theirs))
    assert (mended and mended.decode()) == _MERGED[texts]
