"""What was mended, as a unified diff. Edits never add or remove a line, so lines are compared one by one."""

from collections.abc import Iterator

from narrate.fixes.mended import Mended

_AROUND = 1
"""How many lines that stayed are shown around those that did not."""


def difference(files: tuple[Mended, ...], content: str) -> str:
    """All changes. `content`: the content folder as seen from where the reader is, or empty."""
    return "".join(_of_file(each, content) for each in files if each.before != each.after)


def _of_file(file: Mended, content: str) -> str:
    path = f"{content}/{file.path}" if content and content != "." else file.path
    before, after = _lines(file.before), _lines(file.after)
    hunks = "".join(_hunk(before, after, start, end) for start, end in _hunks(before, after))
    return f"--- a/{path}\n+++ b/{path}\n{hunks}"


def _lines(content: bytes) -> list[str]:
    """As they are printed, whichever way they end in the file."""
    return content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _hunks(before: list[str], after: list[str]) -> Iterator[tuple[int, int]]:
    """The ranges of lines that are shown."""
    last = len(before) - (before[-1] == "")
    start = end = -1
    for number, (one, other) in enumerate(zip(before, after, strict=True)):
        if one == other:
            continue
        if start >= 0 and number - _AROUND > end:
            yield start, end
            start = -1
        start = max(number - _AROUND, 0) if start < 0 else start
        end = min(number + _AROUND + 1, last)
    if start >= 0:
        yield start, end


def _hunk(before: list[str], after: list[str], start: int, end: int) -> str:
    written = f"{start + 1}" if end - start == 1 else f"{start + 1},{end - start}"
    lines = [f"@@ -{written} +{written} @@"]
    waiting: list[str] = []
    for one, other in zip(before[start:end], after[start:end], strict=True):
        if one == other:
            lines += [*waiting, f" {one}"]
            waiting = []
        else:
            lines.append(f"-{one}")
            waiting.append(f"+{other}")
    return "".join(f"{line}\n" for line in [*lines, *waiting])
