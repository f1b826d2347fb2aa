"""Walks through a built site and says what is wrong with it.

    python tests/crawl.py SITE [--base /wol/] [--emails FILE] [--all]

Every address within the site leads to a file and every fragment to an id; pages are valid, load nothing from
another host and hold no inline script or style; feeds, sitemaps and the index for programs are what their
standards say; nobody's e-mail address is anywhere. Each problem names the page and the markup.
"""

import argparse
import functools
import json
import multiprocessing
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import mf2py
import yaml
from lxml import etree

from formats import atom_problems, jsonfeed_problems, opml_problems, sitemap_problems
from markup import Address, Markup, parse_errors, read

ENOUGH_TO_SHARE = 1500
"""Files from which on it pays to start other processes."""

_EMAIL = re.compile(rb"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_AT = re.compile(rb"&#0*64;|&#[xX]0*40;|&commat;|%40|\\u0040")
_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_MARKDOWN_LINK = re.compile(r"\]\((https?://[^)\s]+)\)")
_MARKDOWN_ADDRESS = re.compile(r"(?<!\\\\)\]\((/[^)\s]*)\)")
_MARKDOWN_CODE = re.compile(
    r"^([ \t>]*)(`{3,}|~{3,}).*?(?:^[ \t>]*\2|\Z)|^(?: {4}|\t).*?$|(?<!`)(`+)(?!`).+?(?<!`)\3(?!`)",
    re.DOTALL | re.MULTILINE,
)
_WEB = frozenset({"http", "https"})
_OTHER_SCHEMES = frozenset({"javascript", "vbscript", "data", "file", "blob"})


class Problem(NamedTuple):
    """One thing that is wrong."""

    page: str
    message: str
    markup: str

    def __str__(self) -> str:
        shown = " ".join(self.markup.split())
        return f"{self.page}: {self.message}" + (f"\n    {shown[:300]}" if shown else "")


@dataclass(frozen=True)
class Site:
    """The files of a site and where they are served."""

    folder: Path
    files: frozenset[str]
    root: str
    """The absolute address of the base path; empty when no page says it."""
    base: str
    """The base path, with a slash at both ends."""
    emails: frozenset[bytes] = frozenset()
    """Lower-case addresses that may be nowhere."""

    def url(self, file: str) -> str:
        return self.base + file.removesuffix("index.html")

    def absolute(self, file: str) -> str:
        return self.root + self.url(file)[len(self.base) :]

    def inside(self, address: str, page: str) -> tuple[str | None, str]:
        """The path below the base that an address leads to, and its fragment; None for another host."""
        absolute = urljoin(f"http://site.invalid{page}", address)
        if self.root and absolute.startswith(self.root):
            absolute = f"http://site.invalid{self.base}{absolute[len(self.root) :]}"
        parts = urlsplit(absolute)
        if parts.netloc != "site.invalid":
            return None, ""
        return unquote(parts.path), unquote(parts.fragment)

    def file(self, path: str) -> str:
        """The file that a server sends for a path, or an empty string."""
        if not path.startswith(self.base):
            return ""
        below = path[len(self.base) :]
        file = below + "index.html" if not below or below.endswith("/") else below
        return file if file in self.files else ""


@dataclass
class Finding:
    """What looking at one file gave; what depends on other pages is left for the end."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    fragments: set[tuple[str, str, str]] = field(default_factory=set)
    """The file led to, the id in it, and the markup."""
    sort: str = ""
    """`entry`, `feed` or `redirect`, for a page that is one."""


def crawl(folder: Path, base: str = "", emails: Collection[str] = (), sample: int = 120) -> list[Problem]:
    """All problems of a site. `sample`: how many pages a real parser looks at, besides the suspicious ones."""
    site = _site(folder, base, emails)
    findings = list(_examine_all(site))
    problems = [problem for finding in findings for problem in finding.problems]
    problems += _broken_fragments(findings)
    pages = [finding for finding in findings if finding.file.endswith(".html")]
    for finding in _spread(pages, sample):
        html = (folder / finding.file).read_text("utf-8", "replace")
        problems += [Problem(finding.file, message, markup) for message, markup in parse_errors(html)]
    for sort in ("entry", "feed"):
        for finding in _spread([page for page in pages if page.sort == sort], sample // 2):
            problems += _microformat_problems(site, finding)
    if not pages:
        problems.append(Problem(str(folder), "there is no page", ""))
    return sorted(set(problems))


def _site(folder: Path, base: str, emails: Collection[str]) -> Site:
    files = frozenset(
        (Path(parent) / name).relative_to(folder).as_posix()
        for parent, _, names in os.walk(folder)
        for name in names
    )
    home = folder / "index.html"
    root = read(home.read_text("utf-8", "replace")).canonical if home.is_file() else ""
    base = base or (urlsplit(root).path if root else "/")
    return Site(folder, files, root, base, frozenset(email.lower().encode() for email in emails))


def _examine_all(site: Site) -> Iterable[Finding]:
    files = sorted(site.files)
    if len(files) < ENOUGH_TO_SHARE:
        return [_examine(site, file) for file in files]
    share = -(-len(files) // 16)
    shares = [files[start : start + share] for start in range(0, len(files), share)]
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        found = pool.map(functools.partial(_examine_some, site), shares)
        return [finding for some in found for finding in some]


def _examine_some(site: Site, files: list[str]) -> list[Finding]:
    return [_examine(site, file) for file in files]


def _examine(site: Site, file: str) -> Finding:
    content = (site.folder / file).read_bytes()
    finding = Finding(file)
    finding.problems += [Problem(file, "an e-mail address", email) for email in _known_emails(site, content)]
    path = PurePosixPath(file)
    name, ending = path.name, path.suffix
    if ending == ".html":
        _examine_page(site, finding, content.decode("utf-8", "replace"))
    elif ending in _EXAMINERS or name in _EXAMINERS:
        _EXAMINERS[name if name in _EXAMINERS else ending](site, finding, content)
    return finding


def _known_emails(site: Site, content: bytes) -> Iterator[str]:
    if not site.emails:
        return
    for email in {email.lower() for email in _EMAIL.findall(_AT.sub(b"@", content))}:
        if email in site.emails:
            yield email.decode()


# --- pages ------------------------------------------------------------------------------------------------


def _examine_page(site: Site, finding: Finding, html: str) -> None:
    found = read(html)
    finding.ids = frozenset(found.ids)
    page = site.url(finding.file)
    finding.problems += [Problem(finding.file, message, markup) for message, markup in found.problems]
    finding.problems += [
        Problem(finding.file, message, "") for message in _missing_pieces(site, finding.file, found)
    ]
    if found.suspicious:
        finding.problems += [Problem(finding.file, message, markup) for message, markup in parse_errors(html)]
    for ident, tag in found.naming:
        if ident not in found.ids:
            finding.problems.append(Problem(finding.file, f"there is no `{ident}` on the page", tag))
    for address in found.addresses:
        _follow(site, finding, page, address)
    if found.refresh:
        finding.sort = "redirect"
    elif found.counts[".h-feed"]:
        finding.sort = "feed"
    elif found.counts[".h-entry"]:
        finding.sort = "entry"


def _missing_pieces(site: Site, file: str, found: Markup) -> Iterator[str]:
    if not found.title:
        yield "no title"
    if not found.language:
        yield "no language"
    if not found.counts["policy"]:
        yield "no Content-Security-Policy"
    if found.refresh:
        return
    for element in ("h1", "main"):
        if found.counts[element] != 1:
            yield f"{found.counts[element]} {element} elements"
    if found.canonical and site.root and unquote(found.canonical) != site.absolute(file):
        yield f"the canonical address is {found.canonical}"


def _follow(site: Site, finding: Finding, page: str, address: Address) -> None:
    """Notes what is wrong with an address on a page, and its fragment for later."""
    file, fragment, wrong = _led_to(site, page, address)
    if wrong:
        finding.problems.append(Problem(finding.file, wrong, address.markup))
    elif file.endswith(".html") and fragment and not fragment.startswith(":~:"):
        finding.fragments.add((file, fragment, address.markup))


def _led_to(site: Site, page: str, address: Address) -> tuple[str, str, str]:
    """The file of the site that an address leads to, the id in it, and what is wrong. All may be empty."""
    href = address.href
    try:
        scheme = urlsplit(href).scheme.lower()
        path, fragment = site.inside(href, page)
    except ValueError:
        return "", "", "an address that is none"
    if href != href.strip() or "\n" in href:
        return "", "", "an address with blanks around it"
    if scheme in _OTHER_SCHEMES:
        return "", "", f"an address with the scheme {scheme}"
    if path is None or (scheme and scheme not in _WEB):
        return "", "", "another host is asked" if address.loads else ""
    file = site.file(path)
    return file, fragment, "" if file else _why_not(site, path)


def _why_not(site: Site, path: str) -> str:
    if not path.startswith(site.base):
        return f"the address leaves the site's base path {site.base}"
    if site.file(path + "/"):
        return "the address of a folder without its closing slash"
    return "a broken link"


def _broken_fragments(findings: list[Finding]) -> Iterator[Problem]:
    ids = {finding.file: finding.ids for finding in findings}
    for finding in findings:
        for file, fragment, tag in finding.fragments:
            if fragment not in ids[file] and fragment != "top":
                yield Problem(finding.file, f"there is no `{fragment}` in {file}", tag)


def _spread(findings: list[Finding], number: int) -> list[Finding]:
    """About so many of them, evenly spread, so that every sort of page is met."""
    by_folder: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_folder[finding.file.partition("/")[0]].append(finding)
    share = max(1, number // max(1, len(by_folder)))
    return [
        finding
        for _, some in sorted(by_folder.items())
        for finding in some[:: max(1, len(some) // share)][: share + 1]
    ]


def _microformat_problems(site: Site, finding: Finding) -> Iterator[Problem]:
    """An entry's page is an h-entry, a stream's an h-feed of h-entries; each says its address."""
    html = (site.folder / finding.file).read_text("utf-8", "replace")
    url = site.absolute(finding.file)
    items = mf2py.parse(doc=html, url=url, html_parser="lxml")["items"]
    wanted = f"h-{finding.sort}"
    tops = [item for item in items if wanted in item["type"]]
    if not tops:
        yield Problem(finding.file, f"no {wanted} is found by a parser", "")
    for top in tops[:1]:
        properties = top["properties"]
        if finding.sort == "entry":
            if not properties.get("content") and not properties.get("summary"):
                yield Problem(finding.file, "the h-entry has no content", str(properties)[:200])
            if site.root and url not in map(unquote, properties.get("url", [])):
                yield Problem(finding.file, "the h-entry has another address", str(properties.get("url")))
        for entry in top.get("children", []):
            if "h-entry" in entry["type"] and not entry["properties"].get("url"):
                yield Problem(finding.file, "an h-entry of the h-feed has no address", str(entry)[:200])
        for author in properties.get("author", []):
            if not isinstance(author, dict) or "h-card" not in author["type"]:
                yield Problem(finding.file, "an author is no h-card", str(author)[:200])


# --- files for programs -----------------------------------------------------------------------------------


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
        _follow(site, finding, site.base, Address(href, markup))


def _examine_opml(site: Site, finding: Finding, content: bytes) -> None:
    finding.problems += [Problem(finding.file, problem, "") for problem in opml_problems(content)]
    _examine_xml(site, finding, content)


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
            _follow(site, finding, site.base + finding.file, address)


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
        _follow(site, finding, site.url(finding.file), Address(address, address))


_EXAMINERS = {
    "index.md": _examine_markdown,
    ".atom": _examine_atom,
    ".opml": _examine_opml,
    ".xml": _examine_sitemap,
    ".json": _examine_json,
    ".css": _examine_css,
    ".svg": _examine_svg,
    "llms.txt": _examine_llms,
}


def main() -> int:
    """The command line: prints what is wrong and exits with 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--base", default="", help="the base path (default: what the home page says)")
    parser.add_argument("--emails", type=Path, help="a file of addresses, one on a line, that may be nowhere")
    parser.add_argument("--all", action="store_true", help="parse every page with html5lib, not a sample")
    parser.add_argument("--most", type=int, default=10, help="how many problems of one sort are printed")
    asked = parser.parse_args()
    emails = asked.emails.read_text("utf-8").split() if asked.emails else []
    problems = crawl(asked.site, asked.base, emails, sample=10**9 if asked.all else 120)
    shown: Counter[str] = Counter()
    for problem in problems:
        sort = re.sub(r"`.*|\d+", "", problem.message)
        shown[sort] += 1
        if shown[sort] <= asked.most:
            print(problem)
    for sort, number in shown.most_common():
        print(f"{number:6} {sort}")
    print(f"{len(problems)} problems" if problems else "no problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
