"""The lines of a file: where in it something is that the parser only knows by its block."""

from bisect import bisect_right

from markdown_it.token import Token

from narrate.model.diagnostic import Diagnostic, Place


class Source:
    """A file's body as the parser sees it. Lines count from 0 at the body's start, columns from 0."""

    def __init__(self, path: str, body_line: int, body: str, file_lines: list[str]) -> None:
        self.path = path
        self.body_line = body_line
        self.text = body
        self.lines = body.split("\n")
        self._file_lines = file_lines
        self._offsets: list[int] | None = None

    def with_text(self, body: str) -> "Source":
        """The same file, with a body in which something is blanked."""
        return Source(self.path, self.body_line, body, self._file_lines)

    def offset(self, line: int, column: int) -> int:
        """A position in `text`."""
        if self._offsets is None:
            self._offsets = [0]
            for written in self.lines:
                self._offsets.append(self._offsets[-1] + len(written) + 1)
        return min(self._offsets[min(line, len(self.lines))] + column, len(self.text))

    def place(self, line: int, column: int = -1, width: int = 1) -> Place:
        """The place in the file, for a diagnostic. A column of -1 means the whole line."""
        number = self.body_line + line
        written = self._file_lines[number] if number < len(self._file_lines) else ""
        return Place(self.path, number + 1, column + 1, max(width, 1), written[:500])

    def diagnostic(
        self, code: str, message: str, help_: str = "", *, line: int = 0, column: int = -1, width: int = 1
    ) -> Diagnostic:
        """A diagnostic about a place of the body."""
        return Diagnostic(self.place(line, column, width), code, message, help_)


class Position:
    """Where the text of one block stands: each of its lines is a piece of one line of the file."""

    def __init__(self, source: Source, inline: Token, cursor: tuple[int, int] = (-1, 0)) -> None:
        self._first = inline.map[0] if inline.map else 0
        self._starts = [0]
        self._columns: list[int] = []
        self._escapes = ""
        content = inline.content
        if cursor[0] >= 0:
            # A table's cell: its bars were escaped in the file.
            written = content.replace("|", "\\|") if "|" in content else content
            line = source.lines[self._first] if self._first < len(source.lines) else ""
            self._columns.append(max(line.find(written, cursor[1]), cursor[1]))
            self._escapes = content
            return
        for number, piece in enumerate(content.split("\n"), self._first):
            line = source.lines[number] if number < len(source.lines) else ""
            column = line.rfind(piece)
            self._columns.append(column if column >= 0 else max(line.rfind(piece.strip()), 0))
            self._starts.append(self._starts[-1] + len(piece) + 1)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the block's text."""
        if self._escapes:
            return self._first, self._columns[0] + offset + self._escapes.count("|", 0, offset)
        index = min(bisect_right(self._starts, offset), len(self._columns)) - 1
        return self._first + index, self._columns[index] + offset - self._starts[index]
