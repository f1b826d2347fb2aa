"""Other generators' template syntax (Liquid, Jinja, Hugo): it passes through as text and is never run."""

import re

from markdown_it.rules_inline import StateInline

_ENDS = {"{{": "}}", "{%": "%}"}
_LEADING = re.compile(r"(?:\{\{[^{}]{0,300}\}\}|\{%[^{}%]{0,300}%\})")
_PELICAN = re.compile(r"[{|](?:filename|static|attach)[}|]", re.IGNORECASE)
"""Pelican's way to say that an address is a file's: `{filename}/cat/page.md`, `|static|images/x.png`."""
_REFERENCE = re.compile(
    r"""\{(?:%-?|\{[<%]?)\s*(link|post_url|ref|relref)\s+(?:path\s*=\s*)?["'`]?([^"'`%}>\s]+)["'`]?"""
    r"""(?:\s+lang\s*=[^{}%>]*)?\s*(?:-?%|[>%]?\})\}"""
)


_CODE = re.compile(r"[ ]{0,3}\{(?:%-?|\{[<%])[ ]*(/?|end)highlight\b[ ]*([\w+#.-]*)[^}]*\}[}]?[ ]*")
"""`{% highlight ruby %}`, `{{< highlight go "linenos=table" >}}`, and what ends them."""
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_OURS = "~~~~~~~~"


def fenced(text: str) -> str:
    """Code between `highlight` and its end, each on a line of its own, as fenced code: nothing in it is Markdown."""
    if "highlight" not in text or "{" not in text:
        return text
    lines = text.split("\n")
    opened, fence = -1, ""
    for number, line in enumerate(lines):
        code = _CODE.fullmatch(line) if not fence and len(line) < 300 and "highlight" in line else None
        if code and code[1] and opened >= 0:
            words = _CODE.fullmatch(lines[opened])
            lines[opened], lines[number] = _OURS + (words[2] if words else ""), _OURS
            opened = -1
        elif code and not code[1] and opened < 0:
            opened = number
        elif opened < 0 and (mark := _FENCE.match(line)):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
    return "\n".join(lines)


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
