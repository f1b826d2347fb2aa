"""An entry of a daily log: what is added to the day's file, so that it is read back as exactly that entry.

Only ever added at the end: what stands there stays, and two who write at the same moment both keep their words.
"""

import re
from collections.abc import Iterator

from narrate.errors import NarrateError
from narrate.markdown.document import parse_document
from narrate.model.config import MarkdownSettings
from narrate.model.document import Document, Text

_LONGEST = 100_000
"""Characters of an entry. A log is for thoughts, not for what a program printed."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_ENDS = {
    "<!--": "-->", "<pre": "</pre>", "<script": "</script>", "<style": "</style>", "<textarea": "</textarea>",
    "<?": "?>", "<![CDATA[": "]]>", "$$": "$$",
}  # fmt: skip
"""What is open until it is closed, whatever stands between."""
_MOST_PASSES = 4
"""How often a text is looked at for headings; a heading may come to light when the one above is mended."""
_NEXT = "\n\n## 23:59\n\n%% a %% word\n"
"""What may come after an entry."""


def path_of(person: str, day: str) -> str:
    """The file of a person's day, below the content root."""
    return f"log/{person}/{day}.md"


def words_of(text: str) -> str:
    """What somebody wrote, with Unix line ends and without what no file should hold; empty when there is nothing."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n") if any(lines) else ""


def summary_of(text: str) -> str:
    """The first words, for the message of a commit."""
    words = " ".join(text.split())
    return (
        words
        if len(words) <= 60
        else words[:60].rpartition(" ")[0] + " …"
        if " " in words[:60]
        else words[:60]
    )


def addition(path: str, old: bytes, time: str, text: str, front: str = "") -> bytes:
    """What to add to the file's bytes so that the day has one more entry, at `time`.

    `front`: the front matter of a file that is new. Raises `NarrateError` when what stands there would
    swallow the entry.
    """
    if len(text) > _LONGEST:
        raise NarrateError(
            f"that is too long for a log: {len(text):,} characters",
            "make a file for it: `narrate new narration`",
        )
    entry = f"## {time}\n\n{_alone(text, time)}\n"
    before = _read(path, old.decode("utf-8", "replace")) if old else None
    wanted = _read(path, entry).sections[0].text
    lines = old.decode("utf-8", "replace").replace("\r\n", "\n")
    gap = "" if not old else "\n" if lines.endswith("\n") else "\n\n"
    gap = "" if lines.endswith("\n\n") else gap
    for end in ("", *_ends(lines)):
        added = (front if not old else gap) + (f"{end}\n\n" if end else "") + entry
        if _adds(before, _read(path, lines + added), wanted, strictly=not end):
            return added.replace("\n", "\r\n" if b"\r\n" in old else "\n").encode()
    raise NarrateError(
        f"`{path}` cannot be added to: something in it is open, or it says `log: false`",
        "close what is open (a code block, a comment) at its end",
    )


def united(path: str, merged: bytes, sides: tuple[bytes, bytes]) -> bytes | None:
    """The day with the entries of both sides, where Git's merge of lines has joined or mixed some; None where it is right.

    Entries of one minute, or with the same words, look like one to a merge of lines.
    """
    ours, theirs = (_read(path, side.decode("utf-8", "replace")) for side in sides)
    here = _identities(_read(path, merged.decode("utf-8", "replace")))
    if here == _identities(ours) | _identities(theirs):
        return None
    lines = sides[0].decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    starts = [section.line - 1 for section in ours.sections]
    known, both = _identities(theirs), sides[1]
    for section, start, end in zip(ours.sections, starts, [*starts[1:], len(lines)], strict=True):
        if (section.time, section.text.body) not in known:
            entry = "\n".join(lines[start:end]).strip("\n")
            both = both.rstrip(b"\n") + f"\n\n{entry}\n".encode()
    return both


def _identities(day: Document) -> set[tuple[str, bytes]]:
    return {(section.time, section.text.body) for section in day.sections}


def _alone(text: str, time: str) -> str:
    """The text so that it is one entry, and what is written after it another."""
    for candidate in _candidates(_without_times(text, time)):
        here = _read("log/a.md", f"## {time}\n\n{candidate}\n")
        both = _read("log/a.md", f"## {time}\n\n{candidate}{_NEXT}")
        if len(here.sections) == 1 and len(both.sections) == 2 and both.sections[0] == here.sections[0]:
            return candidate
    return text  # never: the last candidate is a block of code


def _candidates(text: str) -> Iterator[str]:
    yield text
    yield text.replace("%%", "%&#37;")
    for end in _ends(text):
        yield f"{text}\n{end}"
    fence = "`" * (1 + max((len(found) for found in re.findall("`+", text)), default=2))
    yield f"{fence}\n{text}\n{fence}"


def _ends(text: str) -> list[str]:
    """What may close a block that a text leaves open, without repetition."""
    fences = [found[1] for found in _FENCE.finditer(text)]
    return list(
        dict.fromkeys((*fences[::-1], *(end for start, end in _ENDS.items() if start in text.lower())))
    )


def _without_times(text: str, time: str) -> str:
    """The text with headings that begin with a time a level deeper: they would begin entries of their own."""
    head = f"## {time}\n\n"
    for _ in range(_MOST_PASSES):
        sections = _read("log/a.md", head + text).sections
        if len(sections) <= 1:
            return text
        lines = text.split("\n")
        for section in reversed(sections[1:]):
            at = section.line - 3
            if lines[at].lstrip().startswith("#"):
                lines[at] = f"#{lines[at].lstrip()}"
            else:
                lines[at] = f"### {lines[at].strip()}"
                del lines[at + 1]
        text = "\n".join(lines)
    return text


def _read(path: str, text: str) -> Document:
    return parse_document(path, text.encode(), MarkdownSettings(diagrams=False, highlight=False))[0]


def _adds(before: Document | None, after: Document, wanted: Text, *, strictly: bool) -> bool:
    """Whether there is one more entry that says what was wanted, and the others are what they were."""
    old = before.sections if before else ()
    if len(after.sections) != len(old) + 1 or _gist(after.sections[-1].text) != _gist(wanted):
        return False
    return not strictly or after.sections[:-1] == old


def _gist(text: Text) -> tuple[bytes, str, int]:
    return text.body, text.summary, text.words
