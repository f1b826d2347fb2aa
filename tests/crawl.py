"""Walks through a built site and says what is wrong with it.

    python tests/crawl.py SITE [--base /wol/] [--emails FILE] [--all]

Every address within the site leads to a file and every fragment to an id; pages are valid, load nothing from
another host and hold no inline script or style; feeds, sitemaps and the index for programs are what their
standards say; nobody's e-mail address is anywhere. Each problem names the page and the markup.
"""

import argparse
import functools
import multiprocessing
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import mf2py

from built_site import Finding, Problem, Site, follow
from markup import Markup, parse_errors, read
from program_files import EXAMINERS

ENOUGH_TO_SHARE = 1500
"""Files from which on it pays to start other processes."""

_EMAIL = re.compile(rb"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_AT = re.compile(rb"&#0*64;|&#[xX]0*40;|&commat;|%40|\\u0040")


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
    elif ending in EXAMINERS or name in EXAMINERS:
        EXAMINERS[name if name in EXAMINERS else ending](site, finding, content)
    return finding


def _known_emails(site: Site, content: bytes) -> Iterator[str]:
    if not site.emails:
        return
    for email in {email.lower() for email in _EMAIL.findall(_AT.sub(b"@", content))}:
        if email in site.emails:
            yield email.decode()


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
        follow(site, finding, page, address)
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
