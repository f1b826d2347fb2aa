"""Whatever somebody writes: it parses, in linear time, to HTML that is balanced and harmless."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.model.document import Close, Open

from .shown import parsed

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [^\s=>]+(?:=\"[^\"]*\")?)*)>")
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col", "mprescripts", "none"))

_PIECES = st.sampled_from(
    "[ ] [[ ]] ![ ![[ ( ) ](a.md) ](javascript:x) <a\u00a0 <a\thref=x> </a> <b> </b> <div> </div> <script> </script>"
    " <!-- --> <svg> <style> <p> <table> <td> <li> <svg/onload=x> onclick=x style=x ` ``` ~~~ $ $$ %% @ana #tag"
    " ^id {{ }} {% %} {: .x} > - 1. | |-| \\ & &lt; \" ' = --- # ## * ** _ ~~ [^1] [^1]: ^[ a@b.org https://x.org www. "
    " word mermaid [!note] <img\tsrc=x> <details> <plaintext> <textarea> <select> <template> \0 \ufffe <!-- more -->"
    ' :::note :::: ::: ===\u00a0"a" <div\u00a0markdown> <p\tmarkdown=1> <Tabs> <TabItem\tvalue="a"> </TabItem> {{<\u00a0figure\tsrc=a {{<\u00a0ref\ta >}}'.split(
        " "
    )
)
_TEXTS = st.lists(
    st.one_of(_PIECES, st.sampled_from([" ", "\n", "\n\n", "    ", "\t"]), st.text(max_size=5)), max_size=40
)


@given(_TEXTS.map("".join), st.sampled_from(["a.md", "log/a.md"]))
@settings(max_examples=400)
def test_any_text_becomes_balanced_and_harmless_html(source: str, path: str) -> None:
    """No exception, no script, no handler, no placeholder, no element or link left open."""
    document, bodies = parsed(source, path)
    for text in (document.text, *(section.text for section in document.sections)):
        body = bodies[text.body]
        opened: list[object] = []
        for segment in body.html:
            if isinstance(segment, Open):
                opened.append(segment.ref)
            elif isinstance(segment, Close):
                assert opened.pop() == segment.ref
            elif isinstance(segment, str):
                _check(segment, opened)
        assert not opened
        for part in text.parts:
            assert 0 <= part.start < part.end <= len(body.html)
        for piece in body.markdown:
            assert isinstance(piece, str) or 0 <= piece < len(text.references)


def _check(html: str, opened: list[object]) -> None:
    assert not re.search("nrt[0-9a-f]{16}", html)
    assert "a@b.org" not in html
    assert "<" not in _TAG.sub("", html)
    for tag in _TAG.finditer(html):
        assert tag[2] not in ("script", "style", "iframe", "svg", "form")
        assert not re.search(r" (?:on[a-z]+|style)=", re.sub(r'"[^"]*"', '""', tag[3]))
        if tag[2] in _VOID:
            continue
        if tag[1]:
            assert opened.pop() == tag[2]
        else:
            opened.append(tag[2])


_N = 10_000


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(source, id=f"{source[:12]!r}")
        for source in (
            "[" * _N,
            "[" * _N + "]" * _N,
            "![" * _N,
            "[a](" * _N,
            "[a][" * _N,
            "[[" * _N,
            "[[a " * _N,
            "%% " * _N + "%%",
            "%%\n\n" * (_N + 1),
            "$a" * _N,
            "$$a\n" * _N,
            "{{ " * _N,
            "^[" * _N,
            "[^" * _N,
            "> " * _N,
            "- " * _N,
            "*a**" * _N,
            "`a" * _N,
            "<a " * _N,
            "<!-- " * _N,
            "<script>" * _N,
            "<b>" * _N,
            "@a #b " * _N,
            "http://a " * _N,
            "a@" * _N,
            "a@b.org " * _N,
            "## Same\n" * _N,
            "> [!note]\n\n" * _N,
            "a ^b\n\n" * _N,
            "[a](b.md). " * _N,
            '<a href="x">y</a> ' * _N,
            "x" * 100_000,
            "a.a" * 33_000,
            "a|" * 2000 + "\n" + "-|" * 2000 + "\n|\n" * 5,
            "```\n" * _N,
            ":::note\n" * _N,
            ":::note\n\n:::\n" * _N,
            "::" * _N,
            '=== "a"\n\n    b\n' * _N,
            '=== "a"\n' * _N,
            "<div markdown>\n" * _N,
            "<div markdown>\n" * _N + "</div>\n" * _N,
            "<div markdown>a</div>\n" * _N,
            "<div markdown>`" + "`" * _N + "a</div>",
            "<Tabs>\n" * _N,
            '<TabItem value="a">\n' * _N,
            '<TabItem value="a">\n' * _N + "</TabItem>\n" * _N,
            "import a from './b'\n" * _N,
            "{{< figure src=a\n" * _N,
            "{{< figure src=a" + " " * _N + "\n",
            "{{< ref a >}}" * _N,
        )
    ],
)
def test_hostile_input_takes_linear_time(source: str) -> None:
    """Generous, because machines differ: quadratic rules take minutes on these."""
    started = time.perf_counter()
    parsed(source)
    assert time.perf_counter() - started < 10
