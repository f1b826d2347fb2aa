"""Whether a file for programs is what its standard says. Each function returns what is wrong, best empty.

The grammars in `schemas/` are our own, written from the standards' texts; what a grammar cannot say is here.
"""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
import rnc2rng
from lxml import etree

_SCHEMAS = Path(__file__).parent / "schemas"
_ATOM = "{http://www.w3.org/2005/Atom}"


def atom_problems(content: bytes) -> list[str]:
    """RFC 4287: the grammar; an author somewhere; ids that differ; a link to itself."""
    problems, root = _xml(content, "atom")
    if root is None:
        return problems
    ids = [entry.findtext(f"{_ATOM}id") for entry in root.iter(f"{_ATOM}entry")]
    problems += [f"two entries have the id {ident}" for ident in sorted({i for i in ids if ids.count(i) > 1})]
    if root.find(f"{_ATOM}author") is None:
        bare = [entry for entry in root.iter(f"{_ATOM}entry") if entry.find(f"{_ATOM}author") is None]
        problems += ["neither the feed nor an entry has an author"] if bare else []
    if not any(link.get("rel") == "self" for link in root.findall(f"{_ATOM}link")):
        problems.append("there is no link with rel=self")
    return problems


def jsonfeed_problems(content: bytes) -> list[str]:
    """JSON Feed 1.1: the schema; ids that differ."""
    try:
        feed = json.loads(content)
    except ValueError as error:
        return [str(error)]
    problems = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:200]
        for error in _json_schema("jsonfeed").iter_errors(feed)
    ]
    ids = [item.get("id") for item in feed.get("items", [])]
    return problems + [
        f"two items have the id {ident}" for ident in sorted({i for i in ids if ids.count(i) > 1})
    ]


def opml_problems(content: bytes) -> list[str]:
    """OPML 2.0, as a list of subscriptions."""
    return _xml(content, "opml")[0]


def sitemap_problems(content: bytes) -> list[str]:
    """sitemaps.org 0.9: the grammar and the size."""
    problems, root = _xml(content, "sitemap")
    if root is not None and len(root) > 50_000:
        problems.append(f"{len(root)} addresses are more than one sitemap may hold")
    return problems


def _xml(content: bytes, schema: str) -> tuple[list[str], Any]:
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"], None
    grammar = _grammar(schema)
    if grammar.validate(root):
        return [], root
    return [f"line {error.line}: {error.message}" for error in grammar.error_log][:5], root


@functools.cache
def _grammar(name: str) -> Any:
    compact = rnc2rng.load(str(_SCHEMAS / f"{name}.rnc"))
    return etree.RelaxNG(etree.fromstring(rnc2rng.dumps(compact).encode()))


@functools.cache
def _json_schema(name: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads((_SCHEMAS / f"{name}.json").read_text("utf-8")))
