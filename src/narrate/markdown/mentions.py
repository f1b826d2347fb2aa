"""Mentions: `@ana`, `@team-x`. Whether somebody of that name exists is not known here."""

import re

from markdown_it.rules_inline import StateInline

_MENTION = re.compile(r"@([^\W_](?:[\w.-]{0,62}\w)?)(?![@/\w])")


def mention(state: StateInline, silent: bool) -> bool:
    """`@name` after a line start, a space or `(`; never inside a link."""
    pos = state.pos
    if silent or state.linkLevel or (pos and state.src[pos - 1] not in " \n\t(\xa0"):
        return False
    found = _MENTION.match(state.src, pos, state.posMax)
    if found is None:
        return False
    token = state.push("mention", "", 0)
    token.content = found[0]
    token.meta["span"] = (pos, found.end())
    state.pos = found.end()
    return True
