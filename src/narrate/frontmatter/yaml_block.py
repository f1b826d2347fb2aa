"""Reads a YAML block from its nodes: places are exact, and scalars stay the text that was written.

YAML itself would make False of `no`, 750 of `12:30` and an exception of `2026-02-30`.
"""

import re

import yaml

from narrate.frontmatter.block import MAX_DEPTH, Pair, Problem, Reading, clean
from narrate.frontmatter.plain import read_plain
from narrate.model.document import Value

_Loader: type[yaml.CBaseLoader] | type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_CHAIN = re.compile(r"^ {100}|(?:[-?:][ \t]+){30}", re.MULTILINE)
_BRACKET = re.compile(r"[\[{]|[\]}]")

MAX_BRACKETS = 100
"""Composing deeper lists crashes the C library, and reading them is quadratic: not even tried."""


def read_yaml(block: str) -> Reading:
    """The pairs of a block; without pairs and with a problem when it is not valid."""
    plain = read_plain(block)
    return plain if plain is not None else read_nodes(block)


def read_nodes(block: str) -> Reading:
    """The same for any block, by way of YAML's own parser."""
    problem = _too_deep(block)
    if problem:
        return Reading(problem=problem)
    try:
        node = yaml.compose(block, Loader=_Loader)
    except yaml.YAMLError as error:
        return Reading(problem=_explain(error, block))
    except (ValueError, RecursionError):
        return Reading(problem=Problem(0, 1, "a character that no text may contain"))
    if node is None:
        return Reading(mapping=not block.strip() or _commented_out(block))
    if not isinstance(node, yaml.MappingNode):
        return Reading(mapping=False)
    return _Nodes(block).reading(node)


class _Nodes:
    """Turns the nodes of one block into values. `left` stops aliases that would multiply without end."""

    def __init__(self, block: str) -> None:
        self.block = block
        self.left = 10_000 + len(block)
        self.notes: list[Problem] = []

    def reading(self, node: yaml.MappingNode) -> Reading:
        pairs: list[Pair] = []
        for key, value in node.value:
            mark = key.start_mark
            if key.value == "<<" and isinstance(value, yaml.MappingNode):
                pairs[:0] = self._merged(value)
            elif isinstance(key, yaml.ScalarNode):
                pairs.append(Pair(clean(key.value), self.value(value, 0), mark.line, mark.column + 1))
            else:
                self._note(mark, "a key that is no text is left out", "write it as `key: value`")
        return Reading(tuple(pairs), notes=tuple(self.notes))

    def _merged(self, node: yaml.MappingNode) -> list[Pair]:
        """What `<<: *base` brings in. It goes first, because what is written later wins."""
        mark = node.start_mark
        merged = self.value(node, 0)
        pairs = merged.items() if isinstance(merged, dict) else ()
        return [Pair(key, value, mark.line, mark.column + 1) for key, value in pairs]

    def value(self, node: yaml.ScalarNode | yaml.CollectionNode, depth: int) -> Value:
        if isinstance(node, yaml.ScalarNode):
            text: str = node.value
            return "" if not node.style and text in _NULLS else clean(text)
        self.left -= len(node.value) + 1
        if depth > MAX_DEPTH or self.left < 0:
            if not self.notes:
                what = "lists nested too deep are" if depth > MAX_DEPTH else "aliases that multiply are"
                self._note(node.start_mark, f"{what} cut off", "write values out, and flat")
            return ""
        as_written = self._as_written(node) if node.flow_style and len(node.value) == 1 else ""
        if as_written:
            return as_written
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.CollectionNode, depth: int) -> Value:
        merged: dict[str, Value] = {}
        written: dict[str, Value] = {}
        for key, item in node.value:
            value = self.value(item, depth + 1)
            if key.value == "<<" and isinstance(value, dict):
                merged |= value
            elif isinstance(key, yaml.ScalarNode):
                written[clean(key.value)] = value
        return merged | written

    def _as_written(self, node: yaml.CollectionNode) -> str:
        """`[[Page]]` and `{{ template }}` without quotes are lists and mappings to YAML, but not to people."""
        inner = node.value[0]
        if isinstance(node, yaml.MappingNode):
            inner = inner[0]
        if isinstance(inner, yaml.ScalarNode) or type(inner) is not type(node):
            return ""
        start, end = node.start_mark.index, node.end_mark.index
        text = self.block[start:end]
        inside = inner.value if isinstance(inner, yaml.SequenceNode) else ()
        plain = all(isinstance(item, yaml.ScalarNode) for item in inside)
        whole = (text[:2], text[-2:]) in (("[[", "]]"), ("{{", "}}"))
        return clean(text) if plain and whole and "\n" not in text else ""

    def _note(self, mark: yaml.Mark, message: str, way_out: str) -> None:
        self.notes.append(Problem(mark.line, mark.column + 1, message, way_out))


def _commented_out(block: str) -> bool:
    """Whether a block of comments only was front matter once, and is not a heading between two rules."""
    return all(not line.strip() or re.match(r"\s*#+\s*[\w-]+:", line) for line in block.split("\n"))


def _too_deep(block: str) -> Problem | None:
    deep = _CHAIN.search(block)
    position = deep.start() if deep else -1
    if position < 0 and block.count("[") + block.count("{") > MAX_BRACKETS:
        depth = 0
        for bracket in _BRACKET.finditer(block):
            depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
            if depth > MAX_BRACKETS:
                position = bracket.start()
                break
    if position < 0:
        return None
    line = block.count("\n", 0, position)
    column = position - block.rfind("\n", 0, position)
    return Problem(line, column, "lists nested too deep", "write values out, and flat", "front-matter")


_QUOTE = 'put the value in quotes: `title: "Deploying: what we learned"`'
_EXPLAINED: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a `:` in a value that has no quotes", _QUOTE),
    ("could not find expected ':'", "a line that is no `key: value`", "indent it, or put the value in quotes"),
    ("did not find expected key", "a line that is no `key: value`", "indent it, or put the value in quotes"),
    ("did not find expected ',' or ']'", "a list `[…]` that is not closed, or with an item that needs quotes",
     'close it, or put the item in quotes: `["Why, again?"]`'),
    ("did not find expected ',' or '}'", "a `{…}` that is not closed, or with a value that needs quotes",
     "close it, or put the value in quotes"),
    ("while parsing a flow", "a list `[…]` with an item that needs quotes", 'put the item in quotes: `["Why?"]`'),
    ("unexpected end of stream", "a quote that is opened and never closed", "close it on the same line"),
    ("unknown escape character", "a `\\` inside double quotes", "write `\\\\`, or use single quotes"),
    ("found a tab character", "a TAB where YAML allows only spaces", "use spaces"),
    ("undefined alias", "a value that begins with `*`", "put the value in quotes"),
    ("alphabetic or numeric character", "a value that begins with `*`, `&` or `!`", "put the value in quotes"),
    ("control characters", "a control character", "remove it"),
    ("expected a single document", "a second document", "keep one block between the two `---`"),
)  # fmt: skip


def _explain(error: yaml.YAMLError, block: str) -> Problem:
    """The problem in the words of somebody who wrote it, at YAML's own place."""
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error).partition("\n")[0]
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "unexpected end of stream" in problem or "did not find expected ','" in problem:
        # The parser stumbles at the end of the block; what was opened and not closed is the mistake.
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        position = min(int(getattr(error, "position", 0) or 0), len(block))
        line, column = block.count("\n", 0, position), position - block.rfind("\n", 0, position)
    else:
        line, column = min(mark.line, len(block.rstrip("\n").split("\n")) - 1), mark.column + 1
    if "cannot start any token" in problem:
        at = block.split("\n")[line][column - 1 : column] if line <= block.count("\n") else ""
        if at == "\t":
            return Problem(line, column, "a TAB where YAML allows only spaces", "use spaces")
        return Problem(line, column, f"a value that begins with `{at}`", "put the value in quotes")
    for words, message, way_out in _EXPLAINED:
        if words in problem or words in context:
            return Problem(line, column, message, way_out)
    return Problem(line, column, problem)
