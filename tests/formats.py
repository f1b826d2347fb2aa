"""Whether a file for programs is what its standard says. Each function returns what is wrong, best empty.

The grammars in `schemas/` are our own, written from the standards' texts, but for SARIF's, which is the standard's schema
(2.1.0). What a grammar cannot say is here.
"""

import functools
import json
import re
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


def sarif_problems(content: bytes) -> list[str]:
    """SARIF 2.1.0: the standard's own schema, and addresses that are ones."""
    log = json.loads(content)
    problems = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:200]
        for error in _sarif_schema().iter_errors(log)
    ]
    uris = [
        place["physicalLocation"]["artifactLocation"]["uri"]
        for run in log["runs"]
        for result in run["results"]
        for place in result["locations"]
    ]
    return problems + [f"{uri} is no address" for uri in uris if not _URI.fullmatch(uri)]


def code_quality_problems(content: bytes) -> list[str]:
    """GitLab's Code Quality report: the schema; fingerprints that differ."""
    listed = json.loads(content)
    problems = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:200]
        for error in _json_schema("codequality").iter_errors(listed)
    ]
    known = [each["fingerprint"] for each in listed]
    return problems + [f"two have the fingerprint {each}" for each in known if known.count(each) > 1]


def junit_problems(content: bytes) -> list[str]:
    """JUnit's XML: the grammar, and counts that are right."""
    problems, root = _xml(content, "junit")
    for element in (root, *root.iter("testsuite")) if root is not None else ():
        cases, failures = list(element.iter("testcase")), list(element.iter("failure"))
        if (element.get("tests"), element.get("failures")) != (str(len(cases)), str(len(failures))):
            problems.append(f"{element.get('name')} is counted wrong")
    return problems


def workflow_command_problems(content: bytes) -> list[str]:
    """GitHub's workflow commands: one on each line, its properties escaped (documented with the runner)."""
    return [line for line in content.decode().split("\n")[:-1] if not _COMMAND.fullmatch(line)]


_COMMAND = re.compile(
    r"::(?:error|warning|notice) file=[^,:\r\n]+(?:,line=\d+(?:,col=\d+,endColumn=\d+)?)?,title=[a-z0-9-]+::[^\r\n]+"
)
_URI = re.compile(r"(?:[A-Za-z0-9/._~-]|%[0-9A-F]{2})+")


@functools.cache
def _sarif_schema() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads((_SCHEMAS / "sarif.json").read_bytes()))


def calendar_problems(content: bytes) -> list[str]:
    """RFC 5545: lines as they are folded, components, and what each event must say once."""
    problems = []
    if not content.endswith(b"\r\n") or content.count(b"\n") != content.count(b"\r\n"):
        problems.append("lines end in CRLF")
    folded = content.decode().split("\r\n")[:-1]
    problems += [f"longer than 75 octets: {line}" for line in folded if len(line.encode()) > 75]
    lines = content.decode().replace("\r\n ", "").split("\r\n")[:-1]
    problems += [f"no property: {line!r}" for line in lines if not _PROPERTY.fullmatch(line)]
    if lines[:1] != ["BEGIN:VCALENDAR"] or lines[-1:] != ["END:VCALENDAR"]:
        problems.append("it is one calendar")
    ids = [line for line in lines if line.startswith("UID:")]
    problems += [f"two events are {one}" for one in sorted({one for one in ids if ids.count(one) > 1})]
    for event in "\n".join(lines).split("\nBEGIN:VEVENT\n")[1:]:
        names = [re.split("[:;]", line)[0] for line in event.partition("\nEND:VEVENT")[0].split("\n")]
        problems += [f"{name} {names.count(name)} times" for name in _ONCE if names.count(name) != 1]
    return problems


_PROPERTY = re.compile(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:[^\x00-\x08\x0a-\x1f]*")
_ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY")
