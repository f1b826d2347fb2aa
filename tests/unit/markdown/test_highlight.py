"""Highlighted code says what was written, whatever its lexer makes of it."""

import re
from html import unescape

import pytest

from narrate.markdown.highlight import lines

CODE = (
    "$ ls\nREADME  src\n41 nodes",
    "C:\\> dir\n out",
    ">>> 1\n1",
    "def f():\n    return 1\n\n",
    "<a>&amp;</a>",
    "",
)


@pytest.mark.parametrize(
    "language", ["console", "doscon", "pycon", "python", "html", "yaml", "text", "nothing"]
)
@pytest.mark.parametrize("code", CODE)
def test_nothing_of_the_code_is_lost(code: str, language: str) -> None:
    shown = "\n".join(lines(code, language))
    assert unescape(re.sub(r"</?span[^>]*>", "", shown)) == code
