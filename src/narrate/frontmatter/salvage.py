"""Reads what a broken block still says.

The block is cut into chunks, each a key with the lines that belong to it, and each chunk is read alone:
one that is valid says exactly what it would say in a valid block; of one that is not, the words are kept.
"""

import re

from narrate.frontmatter.block import Format, Pair, Problem, Reading, clean, keyish
from narrate.frontmatter.json_block import read_json
from narrate.frontmatter.keys import GATE_WORDS, GATES, SPELLINGS, normal
from narrate.frontmatter.toml_block import read_toml
from narrate.frontmatter.yaml_block import read_yaml
from narrate.model.document import Value

MAX_CHUNKS = 2_000
"""More keys than this are no front matter; reading them one by one would only take time."""

_KEY_LINES: dict[Format, re.Pattern[str]] = {
    "yaml": re.compile(r"""[ ]{0,3}("[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\W\d_][^:\n"'#]{0,80}?)[ \t]*:(?:[ \t]+(.*)|(\S.*)|)"""),
    "toml": re.compile(r"""[ \t]*("[^"\n]{1,80}"|'[^'\n]{1,80}'|[\w-]{1,80})[ \t]*[=:](.*)()"""),
    "json": re.compile(r"""[ \t{]*["']?([\w.-]{1,80})["']?[ \t]*:(.*)()"""),
}  # fmt: skip
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*))?")
_TABLE = re.compile(r"[ \t]*\[+[ \t]*([\w.-]+)[ \t]*\]+[ \t]*(?:#.*)?")
_PART = re.compile(r"""[ \t]*("[^"]{0,500}"|'[^']{0,500}'|\[\[[^\]]{0,500}\]\]|[^,]*)[ \t]*(?:,|$)""")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#[ \t].*$")


class Chunk:
    """A key line, and the lines up to the next one."""

    __slots__ = ("key", "line", "lines", "rest", "table")

    def __init__(self, key: str, rest: str, line: int, text: str, table: str = "") -> None:
        self.key = key
        self.rest = rest
        self.line = line
        self.lines = [text]
        self.table = table


def key_of(line: str, form: Format) -> tuple[str, str] | None:
    """The key and the rest of a line that begins a value. `title:Foo` is one too, for keys that are known."""
    match = _KEY_LINES[form].fullmatch(line)
    if not match:
        return None
    key = match[1].strip("\"' \t")
    if match[3] and normal(key) not in SPELLINGS:
        return None
    return (key, match[2] or match[3] or "") if keyish(key) else None


def salvage(lines: tuple[str, ...], form: Format, problem: Problem) -> Reading:
    """The pairs that can be read from the lines of a broken block."""
    chunks, strange = _chunks(lines, form)
    if len(chunks) > MAX_CHUNKS:
        problem = Problem(problem.line, problem.column, problem.message, problem.help, "front-matter")
        return Reading(problem=problem, uncertain=_gate_line(lines))
    pairs: list[Pair] = []
    uncertain = next((number for number in strange if GATE_WORDS.match(lines[number])), -1)
    for chunk in chunks:
        valid = _valid(chunk, form)
        pairs += _placed(chunk, valid or ((chunk.key, _words(chunk)),), lines)
        if not valid and uncertain < 0:
            found = _gate_line(tuple(chunk.lines))
            uncertain = chunk.line + found if found >= 0 else -1
    if uncertain < 0:
        uncertain = _contradiction(pairs)
    return Reading(tuple(pairs), problem, uncertain=uncertain)


def _gate_line(lines: tuple[str, ...]) -> int:
    return next((number for number, line in enumerate(lines) if GATE_WORDS.match(line)), -1)


def _contradiction(pairs: list[Pair]) -> int:
    """The line of a key that decides visibility and is there twice, with two values; in a broken block, no guess."""
    seen: dict[str, Value] = {}
    for pair in pairs:
        key = normal(pair.key)
        if key in GATES and seen.setdefault(key, pair.value) != pair.value:
            return pair.line
    return -1


def _chunks(lines: tuple[str, ...], form: Format) -> tuple[list[Chunk], list[int]]:
    """The chunks, and the lines that belong to none."""
    chunks: list[Chunk] = []
    strange: list[int] = []
    table = ""
    for number, line in enumerate(lines):
        header = _TABLE.fullmatch(line) if form == "toml" else None
        if header:
            table = header[1].partition(".")[0]
            continue
        found = key_of(line, form)
        if found and (form != "yaml" or not chunks or _indent(line) <= _indent(chunks[0].lines[0])):
            chunks.append(Chunk(*found, number, line, table))
        elif chunks:
            chunks[-1].lines.append(line)
        elif line.strip() and not line.lstrip().startswith("#"):
            strange.append(number)
    return chunks, strange


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _valid(chunk: Chunk, form: Format) -> tuple[tuple[str, Value], ...]:
    """What a chunk says when its format can read it, alone or with its TABs made spaces."""
    text = "\n".join(chunk.lines)
    if form == "json":
        reading = read_json("{" + text.strip().lstrip("{").rstrip(",} \t\n") + "}")
    elif form == "toml":
        reading = read_toml(text)
    else:
        reading = read_yaml(text)
        if reading.problem and "\t" in text:
            reading = read_yaml(text.expandtabs(2))
    if reading.problem or len(reading.pairs) != 1 or normal(reading.pairs[0].key) != normal(chunk.key):
        return ()
    return tuple((pair.key, pair.value) for pair in reading.pairs)


def _placed(chunk: Chunk, values: tuple[tuple[str, Value], ...], lines: tuple[str, ...]) -> list[Pair]:
    column = max(1, lines[chunk.line].find(chunk.key) + 1)
    if chunk.table:
        return [Pair(chunk.table, dict(values), chunk.line, column)]
    return [Pair(key, value, chunk.line, column) for key, value in values]


def _words(chunk: Chunk) -> Value:
    """The words of a chunk that is not valid: a list where it looks like one, else one text."""
    rest = chunk.rest.strip()
    more = [line.strip() for line in chunk.lines[1:] if line.strip(" \t},") and line.lstrip()[0] != "#"]
    if rest.startswith("[") and not rest.startswith("[["):
        whole = " ".join([rest, *more]).rstrip(", ")
        if whole.endswith("]") or whole.count("[") > whole.count("]"):
            return _listed(whole)
    items = [_ITEM.fullmatch(line) for line in more]
    if rest in ("", "[") and more and all(items):
        return [_unquoted(item[1] or "") for item in items if item]
    if re.fullmatch(r"[|>][-+\d]*", rest):
        rest = ""
    return _unquoted(" ".join([rest, *more]))


def _listed(text: str) -> list[Value]:
    inner = text[1:].removesuffix("]")
    parts = (_unquoted(part[1]) for part in _PART.finditer(inner))
    return [part for part in parts if part]


def _unquoted(text: str) -> str:
    text = clean(text)
    if text[:1] in ("'", '"'):
        quote = text[0]
        return text[1:].removesuffix(",").rstrip().removesuffix(quote).strip()
    return _COMMENT.sub("", text).rstrip(",").strip() if text[:1] != "#" else text


def front_end(lines: tuple[str, ...], closed: bool) -> int:
    """How many lines of what follows the opening fence are front matter.

    All of them, unless prose comes after a blank line (or, where no fence closes the block, at once):
    then somebody forgot the fence, and the `---` that seemed to close it is a rule further down.
    """
    end, blank, quoted = 0, False, False
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            blank = blank or not line.strip()
            continue
        found = key_of(line, "yaml")
        if blank and found and not closed and normal(found[0]) not in SPELLINGS:
            return end
        belongs = bool(found) or (line[0] in " \t-" and not blank) or (line[0] in " \t" and closed)
        if not belongs and (not closed or blank) and not quoted:
            return end
        if found:
            rest = found[1].strip()
            quoted = rest[:1] in ("'", '"') and closed and rest.count(rest[:1]) == 1
        end, blank = number + 1, False
    return len(lines) if closed else end
