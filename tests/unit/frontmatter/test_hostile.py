"""Blocks that want to crash or to stall: every one is read in a moment."""

from time import process_time

import pytest

from narrate.frontmatter.read import read_front_matter

N = 100_000
BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 30)
)
HOSTILE = {
    "open brackets": f"---\na: {'[' * N}\n---\n",
    "open braces": f"---\na: {'{' * N}\n---\n",
    "lists in lists": f"---\n{'- ' * N}\n---\n",
    "keys of keys": f"---\n{'? ' * N}\n---\n",
    "multiplying aliases": f"---\n{BOMB}---\n",
    "an alias of itself": "---\na: &a [*a]\nb: &b {x: *b}\n---\n",
    "a long key": f"---\n{'k' * N}: v\n---\n",
    "many keys": f"---\n{''.join(f'k{n}: v{chr(10)}' for n in range(20_000))}---\n",
    "many broken keys": f"---\n{''.join(f'k{n}: v: w{chr(10)}' for n in range(20_000))}---\n",
    "broken keys": f"---\n{''.join(f'k{n}: v: w{chr(10)}' for n in range(1_900))}---\n",
    "one key again and again": "---\n" + "a: v\n" * 20_000 + "---\n",
    "never closed": "---\ntitle: x\n" + "a: b: c\n" * 20_000,
    "a fence of spaces": f"---{' ' * N}x\n",
    "spaces": f"---\na: b: c\ntitle:{' ' * N}x: y{' ' * N}# z\n---\n",
    "comments": "<!-- -->\n" * 20_000 + "---\n",
    "an open comment": "<!--" * N,
    "commas": f'---\nauthor: "{"a," * N}"\n---\n',
    "angles": f'---\nauthor: "{"<" * N}"\n---\n',
    "wikilinks": f'---\ntags: "{"[[" * N}"\n---\n',
    "broken wikilinks": f"---\na: b: c\ntags: [{'[[a, ' * 20_000}\n---\n",
    "open quotes": "---\na: b: c\ntags: [" + '"a, ' * 20_000 + "\n---\n",
    "digits": f'---\ndate: "{"1" * N}"\n---\n',
    "dotted keys": f"+++\n{'a.' * 40_000}b=1\n+++\n",
    "long numbers": f"+++\na={'9' * 9000}\nb=0x{'f' * 9000}\n+++\n",
    "json brackets": '{\n"a":' + "[" * N + "\n}\n",
    "json keys": '{\n"a":1,\n' + '"a":1,\n' * 20_000 + '"b":1\n}\n',
    "json braces": '{\n"d":1,\n' + "}\n" * 20_000,
    "a long header": "Title: x\n" + "a: b\n" * 20_000,
    "zeros": "---\n" + "\0" * N + "\n---\n",
    "gates": "---\na: b: c\n" + " " * N + "draft" + " " * N + "x y\n---\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_block_takes_no_time(text: str) -> None:
    start = process_time()
    read_front_matter("a.md", text)
    assert process_time() - start < 1.5
