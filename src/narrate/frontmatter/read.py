"""Reads the front matter of a text: find the block, read it in its format, salvage it, interpret it."""

import msgspec

from narrate.frontmatter.block import Format, Pair, Problem, Reading, Written, clean, keyish
from narrate.frontmatter.fences import Fenced, find_block
from narrate.frontmatter.interpret import interpret, problem_diagnostic
from narrate.frontmatter.json_block import read_json
from narrate.frontmatter.keys import GATE_LINE, SPELLINGS, normal
from narrate.frontmatter.salvage import front_end, key_of, salvage
from narrate.frontmatter.toml_block import read_toml
from narrate.frontmatter.yaml_block import read_yaml
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import FrontMatter

_READERS = {"yaml": read_yaml, "toml": read_toml, "json": read_json}


class FrontMatterResult(msgspec.Struct, frozen=True):
    """What a text says above its body."""

    front: FrontMatter
    body: str
    body_line: int
    """How many lines of the file stand before the body."""
    diagnostics: tuple[Diagnostic, ...]


def read_front_matter(path: str, text: str) -> FrontMatterResult:
    """Splits a text into front matter and body. The text has Unix newlines and no BOM; nothing raises."""
    fenced = find_block(text)
    if fenced is None:
        return FrontMatterResult(FrontMatter(), text, 0, ())
    lines = tuple(fenced.block.split("\n"))
    if not fenced.closed:
        return _unclosed(path, text, fenced, lines)
    reading = _read(fenced, lines)
    if reading.problem and fenced.format == "yaml":
        end = front_end(lines, closed=True)
        if end < len(lines):
            return _unclosed(path, text, fenced, lines, end)
    if reading.problem:
        if not any(key_of(line, fenced.format) for line in lines):
            return _no_front_matter(path, text, fenced, lines)
        reading = salvage(lines, fenced.format, reading.problem)
    elif not reading.mapping or (reading.pairs and not any(keyish(pair.key) for pair in reading.pairs)):
        tight = any(key_of(line, fenced.format) for line in lines) and not reading.pairs
        if not tight:
            return _no_front_matter(path, text, fenced, lines)
        reading = salvage(lines, fenced.format, _NO_SPACE)
    return _result(fenced, reading, Written(path, lines, fenced.before + 1), fenced.body, fenced.body_line)


_NO_SPACE = Problem(0, 1, "a key without a space after its `:`", "write `title: …`")


def _read(fenced: Fenced, lines: tuple[str, ...]) -> Reading:
    return read_header(lines) if fenced.format == "header" else _READERS[fenced.format](fenced.block)


def read_header(lines: tuple[str, ...]) -> Reading:
    """`Key: value` lines of Pelican and MultiMarkdown; an indented line continues a value."""
    pairs: list[Pair] = []
    for number, line in enumerate(lines):
        key, _, value = line.partition(":")
        if line[:1] in " \t" and pairs:
            pairs[-1] = msgspec.structs.replace(pairs[-1], value=f"{pairs[-1].value}\n{line.strip()}")
        elif line:
            pairs.append(Pair(key.strip(), clean(value), number, 1))
    return Reading(tuple(pairs))


def _result(
    fenced: Fenced, reading: Reading, written: Written, body: str, body_line: int
) -> FrontMatterResult:
    front, diagnostics = interpret(reading, written, fenced.format)
    problems = reading.notes if reading.problem is None else (reading.problem, *reading.notes)
    found = [problem_diagnostic(problem, written) for problem in problems]
    if reading.uncertain >= 0:
        found.append(_withheld(written, reading.uncertain))
    return FrontMatterResult(front, body, body_line, (*found, *diagnostics))


def _withheld(written: Written, line: int) -> Diagnostic:
    place = written.whole(line)
    message = (
        "this line may decide who sees the entry and cannot be read with certainty: the entry is withheld"
    )
    return Diagnostic(place, "withheld", message, "mend the front matter")


def _no_front_matter(path: str, text: str, fenced: Fenced, lines: tuple[str, ...]) -> FrontMatterResult:
    """The block is text: a rule at the start of a file. A blank line after it says that it is meant."""
    found: tuple[Diagnostic, ...] = ()
    gate = next((number for number, line in enumerate(lines) if GATE_LINE.match(line)), -1)
    if gate >= 0:
        withheld = _withheld(Written(path, lines, fenced.before + 1), gate)
        return FrontMatterResult(FrontMatter(broken=True), text, 0, (withheld,))
    if fenced.format != "json" and lines[0].strip():
        fence, pair = ("+++", "key = value") if fenced.format == "toml" else ("---", "key: value")
        message = f"what stands between the `{fence}` lines has no `{pair}`: it is shown as text"
        place = Written(path, lines, fenced.before + 1).whole(0)
        found = (
            Diagnostic(place, "front-matter", message, f"leave a blank line after `{fence}` if it is a rule"),
        )
    return FrontMatterResult(FrontMatter(), text, 0, found)


def _unclosed(
    path: str, text: str, fenced: Fenced, lines: tuple[str, ...], end: int = -1
) -> FrontMatterResult:
    """The keys that stand right after the opening fence are read; the rest is the body."""
    if end < 0:
        end = front_end(lines, closed=False) if fenced.format == "yaml" else _toml_end(lines, fenced.format)
    keys = [found[0] for line in lines[:end] if (found := key_of(line, fenced.format))]
    if not keys or (len(keys) == 1 and normal(keys[0]) not in SPELLINGS and not fenced.closed):
        return FrontMatterResult(FrontMatter(), text, 0, ())
    form, block = fenced.format, "\n".join(lines[:end])
    reading = _READERS[form](block)
    if reading.problem or not reading.mapping:
        reading = salvage(lines[:end], form, reading.problem or _NO_SPACE)
    rest = range(end, min(len(lines), end + 40))
    uncertain = next((number for number in rest if GATE_LINE.match(lines[number])), reading.uncertain)
    reading = msgspec.structs.replace(reading, problem=None, uncertain=uncertain)
    written = Written(path, lines, fenced.before + 1)
    body_line = fenced.before + end
    body = _from_line(text, body_line)
    result = _result(fenced, reading, written, body, body_line)
    opening = {"yaml": "---", "toml": "+++"}.get(form, "{")
    first = fenced.before + (form == "json")
    place = Written(path, (_from_line(text, first - 1).partition("\n")[0],), first).place(0, 1, len(opening))
    message = "the front matter is opened here and never closed"
    way_out = (
        f"write `{'}' if form == 'json' else opening}` on a line of its own after line {fenced.before + end}"
    )
    unclosed = Diagnostic(place, "unclosed-front-matter", message, way_out)
    return msgspec.structs.replace(result, diagnostics=(unclosed, *result.diagnostics))


def _toml_end(lines: tuple[str, ...], form: Format) -> int:
    """The first blank line, for formats whose keys stand together; 0 when the first line is no key."""
    first = 1 if form == "json" else 0
    if len(lines) <= first or not (key_of(lines[first], form) or lines[first].startswith("[")):
        return 0
    return next((number for number, line in enumerate(lines) if not line.strip()), len(lines))


def _from_line(text: str, line: int) -> str:
    """The text after its first lines."""
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1
        if at == 0:
            return ""
    return text[at:]
