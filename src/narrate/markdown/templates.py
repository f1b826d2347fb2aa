"""Other generators' template syntax (Liquid, Jinja, Hugo): it passes through as text and is never run."""

import re

from markdown_it.rules_inline import StateInline

_ENDS = {"{{": "}}", "{%": "%}"}
_LEADING = re.compile(r"(?:\{\{[^{}]{0,300}\}\}|\{%[^{}%]{0,300}%\})")
_PELICAN = re.compile(r"[{|](?:filename|static|attach)[}|]", re.IGNORECASE)
"""Pelican's way to say that an address is a file's: `{filename}/cat/page.md`, `|static|images/x.png`."""
_REFERENCE = re.compile(
    r"""\{(?:%-?|\{[<%]?)\s*(link|post_url|ref|relref)\s+["']?([^"'%}>\s]+)["']?\s*(?:-?%|[>%]?\})\}"""
)


def template(state: StateInline, silent: bool) -> bool:
    """`{{ … }}` and `{% … %}` inside a block: nothing in them is Markdown."""
    opening = state.src[state.pos : state.pos + 2]
    closing = _ENDS.get(opening)
    # `html_terminator_last` keeps the last place of a closing mark, so that unclosed ones cost nothing.
    if closing is None or state.html_terminator_last(closing) < state.pos + 2:
        return False
    end = state.src.find(closing, state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        token = state.push("template", "", 0)
        token.content = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True


def leading(text: str, pos: int, end: int) -> int:
    """How many characters of template expressions stand at `pos`: `{{ site.baseurl }}`."""
    start = pos
    while pos < end and text[pos] == "{" and (found := _LEADING.match(text, pos, end)):
        pos = found.end()
    return pos - start


def destination(url: str) -> str | None:
    """A link's destination without leading template expressions, or None when nobody can know it.

    Expressions that only name a document (`{% link x.md %}`, `{% post_url name %}`, `{{< ref "x.md" >}}`)
    are read as that name.
    """
    if url.startswith("@/"):  # Zola: seen from its content folder
        return url[1:]
    pelican = _PELICAN.match(url)
    if pelican:
        return url[pelican.end() :]
    if "{" not in url:
        return url
    named = _REFERENCE.search(url)
    if named:
        rest = url[named.end() :]
        name = named[2]
        if named[1] == "post_url":
            name = f"/_posts/{name}.md"
        elif named[1] == "link":
            name = "/" + name.lstrip("/")
        return name + (rest if rest.startswith("#") else "")
    rest = url[leading(url, 0, len(url)) :]
    return None if not rest or "{{" in rest or "{%" in rest else rest
