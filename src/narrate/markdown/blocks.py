"""The blocks of a file: parsed once for all bodies in it, with what spans blocks already understood."""

from collections.abc import Callable
from typing import Any, NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from narrate.markdown import attributes, block_ids, callouts, comments, footnotes, tasks
from narrate.markdown.parser import parser
from narrate.markdown.source import Source
from narrate.model.diagnostic import Diagnostic

_SIGNS = ("[!", "^", "!!!", "???", ":::", "===", "<TabItem")
"""Without one of these nothing is a callout and nothing has a name."""


class Blocks(NamedTuple):
    """Block tokens whose text is not parsed yet, and the definitions that hold for the whole file."""

    source: Source
    tokens: list[Token]
    references: dict[str, Any]
    duplicates: list[dict[str, Any]]
    definitions: dict[str, list[Token]]
    diagnostics: tuple[Diagnostic, ...]


def read(source: Source, say: Callable[[str], str]) -> Blocks:
    """Parses the blocks. Comments (`%% … %%`) are taken out first: they may span blocks."""
    diagnostics: list[Diagnostic] = []
    tokens, env = _parse(source)
    if "%%" in source.text:
        code = {
            line
            for token in tokens
            if token.type in ("fence", "code_block") and token.map
            for line in range(token.map[0], token.map[1])
        }
        text, unclosed = comments.remove(source.text, code)
        if unclosed >= 0:
            diagnostics.append(
                source.diagnostic(
                    "unclosed-block",
                    "the comment opened with `%%` is never closed",
                    "close it with `%%`: until then it is shown",
                    line=unclosed,
                    column=source.lines[unclosed].rfind("%%"),
                    width=2,
                )
            )
        source = source.with_text(text)
        tokens, env = _parse(source)
    diagnostics.extend(_unclosed(source, tokens))
    tokens = callouts.mark(block_ids.mark(tokens), say) if _special(source.text) else tokens
    tasks.mark(tokens)
    _heading_attributes(tokens)
    definitions: dict[str, list[Token]] = {}
    if "footnotes" in env:
        tokens, definitions = footnotes.take_definitions(tokens)
    references = env.get("references", {})
    return Blocks(source, tokens, references, env.get("duplicate_refs", []), definitions, tuple(diagnostics))


def _special(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


def _parse(source: Source) -> tuple[list[Token], dict[str, Any]]:
    md = parser()
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    if source.text:
        state = StateBlock(source.text, md, env, tokens)
        md.block.tokenize(state, 0, state.lineMax)
    return tokens, env


def _unclosed(source: Source, tokens: list[Token]) -> list[Diagnostic]:
    """A diagnostic for each code fence and container that only ends because the file or what is around it does."""
    found = []
    for token in tokens:
        if token.type == "container_open" and not token.meta.get("closed", True):
            found.append(_unclosed_container(source, token))
        if token.type != "fence" or not token.map:
            continue
        last = source.lines[token.map[1] - 1] if token.map[1] - 1 < len(source.lines) else ""
        marks = last.strip(" \t>")
        if (
            token.map[1] - token.map[0] > 1
            and len(marks) >= len(token.markup)
            and not marks.strip(token.markup[0])
        ):
            continue
        line = token.map[0]
        found.append(
            source.diagnostic(
                "unclosed-block",
                "the code fence is opened and never closed",
                f"close it with a line that is only {token.markup}: until then everything after it is code",
                line=line,
                column=max(source.lines[line].find(token.markup), 0),
                width=len(token.markup),
            )
        )
    return found


def _unclosed_container(source: Source, token: Token) -> Diagnostic:
    line = token.map[0] if token.map else 0
    return source.diagnostic(
        "unclosed-block",
        f"the `{token.markup}{token.meta['said'][0]}` is opened and never closed",
        f"close it with a line that is only `{token.markup}`: until then it ends at the next heading",
        line=line,
        column=max(source.lines[line].find(token.markup), 0),
        width=len(token.markup),
    )


def _heading_attributes(tokens: list[Token]) -> None:
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[index + 1]
            if inline.content.endswith("}"):
                inline.content, inline.meta["id"] = attributes.on_heading(inline.content)
