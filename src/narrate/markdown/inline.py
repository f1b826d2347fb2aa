"""The inline parser: CommonMark's, but trying at each character only the rules that begin with it.

Every rule of ours and of markdown-it begins with a fixed character, so a table from character to rules
replaces trying all of them in turn. The rules themselves are untouched.
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

Rule = Callable[[StateInline, bool], bool]


class DispatchInline(ParserInline):
    """`rules` maps each character that can begin something to the rules to try there, in order."""

    def __init__(self, rules: dict[str, tuple[Rule, ...]]) -> None:
        super().__init__()
        self._rules = rules
        # `]` begins nothing, but the search for the end of a link's words has to stop there.
        self.plain = re.compile("[" + re.escape("".join(sorted(set(rules) - {"w"}))) + "\\]]")
        # Stopping at every `w` is dear; it is only done in a text that has `www.`.
        self.with_www = re.compile("[" + re.escape("".join(sorted(rules))) + "\\]]")

    def tokenize(self, state: StateInline) -> None:
        """Generates the tokens of `state.src` from `state.pos` to `state.posMax`."""
        src, end, rules = state.src, state.posMax, self._rules
        search = _stops(state, self).search
        nest = state.md.options["maxNesting"]
        pos = state.pos
        while pos < end:
            found = search(src, pos, end)
            stop = found.start() if found else end
            if stop > pos:
                state.append_pending(src[pos:stop])
                state.pos = pos = stop
                if pos >= end:
                    break
            for rule in rules.get(src[pos], ()) if state.level < nest else ():
                if rule(state, False):
                    pos = state.pos
                    break
            else:
                state.append_pending(src[pos])
                state.pos = pos = pos + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - markdown-it's name
        """Moves past one token without generating it."""
        pos, cache = state.pos, state.cache
        if pos in cache:
            state.pos = cache[pos]
            return
        rules = self._rules.get(state.src[pos])
        if rules is None:
            found = _stops(state, self).search(state.src, pos + 1, state.posMax)
            state.pos = found.start() if found and state.src[pos] != "]" else pos + 1
            if not found and state.src[pos] != "]":
                state.pos = state.posMax
        elif state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
        else:
            state.level += 1
            matched = any(rule(state, True) for rule in rules)
            state.level -= 1
            if not matched:
                state.pos = pos + 1
        cache[pos] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """The tokens of a block's text."""
        state = StateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _stops(state: StateInline, inline: DispatchInline) -> re.Pattern[str]:
    """Which characters end plain text in this block."""
    stops: re.Pattern[str] | None = getattr(state, "stops", None)
    if stops is None:
        stops = inline.with_www if "www." in state.src else inline.plain
        state.stops = stops  # type: ignore[attr-defined]
    return stops


def located(rule: Rule) -> Rule:
    """The same rule, whose first token also says from where to where in the block's text it was written."""

    def with_span(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        start, first = state.pos, len(state.tokens) + bool(state.pending)
        if not rule(state, False):
            return False
        if first < len(state.tokens):
            state.tokens[first].meta["span"] = (start, state.pos)
        return True

    return with_span
