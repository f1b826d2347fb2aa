"""The block parser's rules by the character that a line begins with.

markdown-it tries every rule on every line, and again on each further line of a paragraph. Most rules can only
begin with a few characters, so one rule of ours stands for all and tries those that can match.
"""

import re
from collections.abc import Callable

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_BEGINS = {
    "fence": "`~",
    "admonition": "!?",
    "container": ":",
    "content_tab": "=",
    "math_block": "$",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "attribute_line": "{",
    "figure": "{",
    "in_html": "<",
    "tabs": "<",
    "imports": "i",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""With what a rule's block begins; the rules that are not here may begin with anything."""
_DEFINITION = re.compile(r"^[ \t>]*[:~][ \t]", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)


def by_first_character(ruler: Ruler[RuleFuncBlockType]) -> None:
    """Makes the ruler, whose rules are complete, hand out one rule that chooses by the line's first character."""
    names = ruler.get_active_rules()
    whole = dict(zip(names, ruler.getRules(""), strict=True))
    names_of = {id(rule): name for name, rule in whole.items()}
    chains: dict[str, list[RuleFuncBlockType]] = {"": [_chosen(whole)]}
    for chain in ("paragraph", "reference", "blockquote", "list"):
        chains[chain] = [_chosen({names_of[id(rule)]: rule for rule in ruler.getRules(chain)})]

    def get_rules(chainName: str = "") -> list[RuleFuncBlockType]:  # noqa: N803 - markdown-it's name
        return chains[chainName]

    ruler.getRules = get_rules  # type: ignore[method-assign]


def _chosen(rules: dict[str, RuleFuncBlockType]) -> RuleFuncBlockType:
    """One rule for a chain of them."""
    first = {char for begins in _BEGINS.values() for char in begins}
    table = {
        char: tuple(_guarded(name, rule) for name, rule in rules.items() if char in _BEGINS.get(name, char))
        for char in first
    }
    other = tuple(_guarded(name, rule) for name, rule in rules.items() if name not in _BEGINS)
    code = rules.get("code")

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.sCount[start] - state.blkIndent >= 4:
            return code is not None and (
                code(state, start, end, silent) or _any(other, state, start, end, silent)
            )
        return _any(table.get(_first(state, start), other), state, start, end, silent)

    return rule


def _first(state: StateBlock, line: int) -> str:
    position = state.bMarks[line] + state.tShift[line]
    return state.src[position] if position < len(state.src) else "\n"


def _any(rules: tuple[RuleFuncBlockType, ...], state: StateBlock, start: int, end: int, silent: bool) -> bool:
    for rule in rules:  # noqa: SIM110 - on the hottest path, a generator costs more than the rules
        if rule(state, start, end, silent):
            return True
    return False


def _guarded(name: str, rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """A rule that is only tried in a text that has what it needs."""
    guard = _GUARDS.get(name)
    if guard is None:
        return rule

    def with_guard(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        known: dict[str, bool] = state.env.setdefault("has", {})
        has = known.get(name)
        if has is None:
            has = known[name] = guard(state.src)
        return has and rule(state, start, end, silent)

    return with_guard


_GUARDS: dict[str, Callable[[str], bool]] = {
    "lheading": lambda text: _UNDERLINE.search(text) is not None,
    "table": lambda text: "|" in text,
    "deflist": lambda text: _DEFINITION.search(text) is not None,
    "in_html": lambda text: "markdown" in text,
    "tabs": lambda text: "<Tab" in text,
    "imports": lambda text: "import " in text and " from " in text,
}
