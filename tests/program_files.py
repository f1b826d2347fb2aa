"""Looks at the files of a built site that programs read: feeds, sitemap, index, Markdown, style sheets."""

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml
from lxml import etree

from built_site import Finding, Problem, Site, follow
from formats import atom_problems, calendar_problems, jsonfeed_problems, opml_problems, sitemap_problems
from markup import Address, read

_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_MARKDOWN_LINK = re.compile(r"\]\((https?://[^)\s]+)\)")
_MARKDOWN_ADDRESS = re.compile(r"(?<!\\\\)\]\((/[^)\s]*)\)")
_MARKDOWN_CODE = re.compile(
    r"^([ \t>]*)(`{3,}|~{3,}).*?(?:^[ \t>]*\2|\Z)|^(?: {4}|\t).*?$|(?<!`)(`+)(?!`).+?(?<!`)\3(?!`)",
    re.DOTALL | re.MULTILINE,
)


def _examine_atom(site: Site, finding: Finding, content: bytes) -> None:
    problems = atom_problems(content)
    finding.problems += [Problem(finding.file, problem, "") for problem in problems]
    _examine_xml(site, finding, content, contents=not problems)


def _examine_xml(site: Site, finding: Finding, content: bytes, *, contents: bool = False) -> None:
    """Every address in attributes and in `loc`; for Atom the addresses in the content, too."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        finding.problems.append(Problem(finding.file, f"not well-formed: {error}", ""))
        return
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        for key in ("href", "xmlUrl", "htmlUrl"):
            if key in element.attrib:
                _absolute(site, finding, element.get(key), f"{name} {key}={element.get(key)}")
        if name in {"loc", "uri"}:
            _absolute(site, finding, element.text or "", f"{name}: {element.text}")
        if contents and name == "content" and element.text:
            _examine_content(site, finding, element.text)


def _examine_content(site: Site, finding: Finding, html: str) -> None:
    """The HTML of an entry in a feed: all its addresses are absolute, and those within the site lead somewhere."""
    found = read(html)
    for address in found.addresses:
        _absolute(site, finding, address.href, address.markup)


def _absolute(site: Site, finding: Finding, href: str, markup: str) -> None:
    if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href):
        finding.problems.append(Problem(finding.file, "an address that is not absolute", markup))
    else:
        follow(site, finding, site.base, Address(href, markup))


def _examine_opml(site: Site, finding: Finding, content: bytes) -> None:
    finding.problems += [Problem(finding.file, problem, "") for problem in opml_problems(content)]
    _examine_xml(site, finding, content)


def _examine_calendar(site: Site, finding: Finding, content: bytes) -> None:
    finding.problems += [Problem(finding.file, problem, "") for problem in calendar_problems(content)]
    for address in re.findall(r"^URL:(\S+)", content.decode().replace("\r\n ", ""), re.MULTILINE):
        _absolute(site, finding, address, address)


def _examine_sitemap(site: Site, finding: Finding, content: bytes) -> None:
    if b"sitemaps.org" in content:
        finding.problems += [Problem(finding.file, problem, "") for problem in sitemap_problems(content)]
    _examine_xml(site, finding, content)


def _examine_json(site: Site, finding: Finding, content: bytes) -> None:
    try:
        value = json.loads(content)
    except ValueError as error:
        finding.problems.append(Problem(finding.file, f"no JSON: {error}", ""))
        return
    if finding.file.endswith("feed.json"):
        finding.problems += [Problem(finding.file, problem, "") for problem in jsonfeed_problems(content)]
        for item in value.get("items", []):
            _examine_content(site, finding, item.get("content_html", ""))
    if finding.file.startswith("api/") or finding.file.endswith("feed.json"):
        for key, address in _addresses(value):
            _absolute(site, finding, address, f"{key}: {address}")


def _addresses(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _addresses(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and (key == "target" or key.endswith("url")):
                yield key, item
            else:
                yield from _addresses(item)


def _examine_css(site: Site, finding: Finding, content: bytes) -> None:
    for match in _CSS.finditer(content.decode("utf-8", "replace")):
        address = Address(match[1] or match[2], match[0], loads=True)
        if not address.href.startswith("data:"):
            follow(site, finding, site.base + finding.file, address)


def _examine_svg(_: Site, finding: Finding, content: bytes) -> None:
    for wrong in re.findall(rb"(?i)<script|\son[a-z]+\s*=|<foreignobject", content):
        finding.problems.append(Problem(finding.file, "a picture with a program in it", wrong.decode()))


def _examine_llms(site: Site, finding: Finding, content: bytes) -> None:
    for address in _MARKDOWN_LINK.findall(content.decode("utf-8", "replace")):
        _absolute(site, finding, address, address)


def _examine_markdown(site: Site, finding: Finding, content: bytes) -> None:
    """A Markdown copy: front matter that a YAML parser takes, and links outside code that lead somewhere."""
    front, _, text = content.decode("utf-8", "replace").removeprefix("---\n").partition("---\n")
    try:
        if not isinstance(yaml.load(front or "{}", yaml.CSafeLoader), dict | None):
            finding.problems.append(Problem(finding.file, "the front matter is no mapping", front))
    except (yaml.YAMLError, ValueError) as error:
        finding.problems.append(Problem(finding.file, "the front matter is no YAML", str(error)))
    for address in _MARKDOWN_ADDRESS.findall(_MARKDOWN_CODE.sub("", text)):
        follow(site, finding, site.url(finding.file), Address(address, address))


EXAMINERS = {
    "index.md": _examine_markdown,
    ".atom": _examine_atom,
    ".ics": _examine_calendar,
    ".opml": _examine_opml,
    ".xml": _examine_sitemap,
    ".json": _examine_json,
    ".css": _examine_css,
    ".svg": _examine_svg,
    "llms.txt": _examine_llms,
}
