"""The key passages of an entry: what somebody would quote of it. The same ones each time.

Its summary or what stands before `<!-- more -->`, else the first paragraph; callouts that say what is important,
what helped or what worked; and the sentences with something in bold.
"""

import re
from textwrap import dedent

from markdown_it.token import Token

from narrate.markdown import blocks
from narrate.markdown.source import Source
from narrate.model.document import Body, Written
from narrate.model.entry import Entry
from narrate.model.links import Target
from narrate.words import phrase
from narrate.writing.titles import parse

_TELLING = frozenset({"important", "tip", "success"})
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?…])(?:[\"')\]”’*_]*)\s+")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$@^]|&(?=#?\w)|%(?=%)|(?<=%)%|=(?==)|(?<==)=|(?<!\w)[+-]|[+-](?!\w)")
"""What could be more than a character. It is not more than is needed: people read this in their editor."""
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_FEWEST_WORDS = 3
"""Of what is bold: less is a name or a warning, not something to be quoted."""
_MOST = 6
_QUOTED_LINE = re.compile(r"^ {0,3}> ?", re.MULTILINE)


def passages(entry: Entry, markdown: str) -> tuple[str, ...]:
    """Up to six pieces of Markdown, in the order in which they stand. `markdown`: the body, by `without_links`."""
    for label in set(_NOTE.findall(markdown)):
        markdown = re.sub(rf"\[\^{re.escape(label)}\](?!:)", "", markdown)
    source = Source("", 0, markdown, markdown.split("\n"))
    tokens = blocks.read(source, phrase).tokens
    lines = source.lines
    found = _lead(entry, tokens, lines)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "callout_open" and token.map:
            if token.meta["kind"] in _TELLING:
                found.append(_callout(lines, token))
            index = _after(tokens, index)
            continue
        if token.type == "inline":
            found += _bold(token.content)
        index += 1
    unique: list[str] = []
    for passage in filter(None, map(_safe, found)):
        if not any(passage in other for other in unique):
            unique.append(passage)
    return tuple(unique[:_MOST])


def without_links(body: Body, targets: tuple[Target, ...]) -> str:
    """The Markdown of a body as it can stand in another file: links of this site are their words."""
    pieces = []
    for piece in body.markdown:
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece < len(body.references):
            target = targets[piece] if piece < len(targets) else Target("plain")
            pieces.append(_words(body.references[piece], target))
    return "".join(pieces)


def _words(written: Written, target: Target) -> str:
    words = plain(" ".join((target.text or written.text or target.title).split()))
    if target.state == "withheld":
        return plain(target.text)
    if written.form == "image" or (written.form == "embed" and target.embed is None):
        return ""
    if written.form in ("mention", "hashtag"):
        return plain(written.raw)
    if target.state == "elsewhere" and re.fullmatch(r"https?://[^\s()<>]+", target.href):
        return f"[{words or plain(target.href)}]({target.href})"
    return words or plain(written.target)


def plain(words: str) -> str:
    """Words that Markdown takes for nothing else."""
    return _NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", words))


def _lead(entry: Entry, tokens: list[Token], lines: list[str]) -> list[str]:
    """What the entry says in short, as it says it."""
    said = " ".join(entry.text.summary.split()).rstrip("…")
    if " ".join(entry.summary.split()).rstrip("…") != said:
        return [plain(entry.summary)]  # the front matter has a better one
    taken: list[str] = []
    words = ""
    for index, token in enumerate(tokens):
        if token.type != "paragraph_open" or token.level or not token.map:
            continue
        here = " ".join(parse(tokens[index + 1].content).text.summary.rstrip("…").split())
        if not here or len(words) >= len(said) or not said.startswith(f"{words} {here}".strip()[: len(said)]):
            if words:
                break
            continue
        words = f"{words} {here}".strip()
        taken.append("\n".join(lines[token.map[0] : token.map[1]]).strip())
    return ["\n\n".join(taken)] if taken else [plain(entry.summary)]


def _callout(lines: list[str], token: Token) -> str:
    """What a callout says, with its title when it has one of its own."""
    start, end = token.map or (0, 0)
    inside = dedent(_QUOTED_LINE.sub("", "\n".join(lines[start + 1 : end]))).strip()
    title = token.meta["title"]
    return "\n\n".join(piece for piece in (f"**{title}**" if title else "", inside) if piece)


def _after(tokens: list[Token], start: int) -> int:
    """The index behind the block that begins at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index + 1
    return len(tokens)


def _bold(text: str) -> list[str]:
    """The sentences of a text that have several words in bold."""
    bounds = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    found = []
    for span in _BOLD.finditer(text):
        if len(span[2].split()) >= _FEWEST_WORDS:
            start = max(bound for bound in bounds if bound <= span.start())
            end = min(bound for bound in bounds if bound >= span.end())
            found.append(text[start:end].strip())
    return found


def _safe(passage: str) -> str:
    """The passage as it is, when it means the same alone; else its words."""
    if not passage.strip():
        return ""
    read = parse(passage)
    links = all(ref.form == "link" and "://" in ref.target for ref in read.text.references)
    if not read.diagnostics and links and read.text.words and not read.heading and not read.front.title:
        return passage
    return plain(" ".join(read.text.summary.split()))
