"""Resolves one reference at a time: to an entry, a file, another host, or nothing."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

import msgspec

from narrate.forges import Forge
from narrate.markdown.headings import slug
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Reference
from narrate.model.entry import Entry
from narrate.model.links import Target
from narrate.model.urls import encode, slugify
from narrate.stages.link.files import IMAGES, Files, ending
from narrate.stages.link.names import Names
from narrate.stages.link.paths import addresses, ours, paths, relative

NOT_PUBLISHED = "not published here"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_CALL = re.compile(r"\{(?:%-?|\{[<%])\s*(?:post_url|ref|relref)\s")
"""How other generators name another page in a link: `{% post_url 2014-03-04-x %}`, `{{< ref "x.md" >}}`."""

_WORD = re.compile(r"\w+")

_MOST_GUESSES = 200
"""How often a near name is looked for: that takes time, and whoever has more broken links has another problem."""

_PLAIN = Target("plain")
_MISSING = Target("missing")
_DOCUMENT_ENDINGS = ("md", "markdown", "mdown", "mkd", "html", "htm", "")


class Surroundings(msgspec.Struct, frozen=True):
    """Where files that are not content are shown, and what counts as this site."""

    base: str
    """The site's base path, `/` or `/wol/`."""
    ours: tuple[str, ...]
    """Absolute addresses of this site, old and new, each ending in `/`."""
    forge: Forge
    declared: bool
    """Whether the repository was made for narrate."""
    exists: Callable[[str], bool]
    """Whether a path below the content root leads to a file that is not content (a template, a program)."""


class Found(msgspec.Struct, frozen=True):
    """What a reference leads to."""

    target: Target
    entry: Entry | None = None
    fragment: str = ""
    """The `id` in the entry's page."""
    url: str = ""
    """Site-relative address, of an entry or of a person, a group or a tag."""


class Resolver:
    """Resolves the references of all entries; what is wrong is appended to `diagnostics`."""

    def __init__(self, names: Names, files: Files, places: Surroundings, tag_of: dict[str, str]) -> None:
        self.names = names
        self.files = files
        self.places = places
        self.diagnostics: list[Diagnostic] = []
        self._tag_of = tag_of
        self._near_people: dict[str, str] = {}
        self._anchors: dict[str, dict[str, str]] = {}

    def resolve(self, entry: Entry, reference: Reference) -> Found:
        """What `reference` of `entry` leads to."""
        form = reference.form
        if form == "hashtag":
            url = self._tag_of.get(reference.target, "")
            return Found(Target("entry", self.href(url)), url=url) if url else Found(_PLAIN)
        if form == "mention":
            known = self.names.people.get(reference.target.lstrip("@").casefold())
            if known is None:
                self._unknown_mention(entry, reference)
                return Found(_PLAIN)
            return Found(Target("entry", self.href(known[0]), title=known[1]), url=known[0])
        if form in ("wikilink", "embed") or reference.raw.startswith("![["):
            return self._page_name(entry, reference)
        return self._address(entry, reference)

    def href(self, url: str, fragment: str = "") -> str:
        """A site-relative address as an attribute needs it."""
        return self.places.base + encode(url[1:]) + (f"#{encode(fragment)}" if fragment else "")

    # --- by name -------------------------------------------------------------------------------

    def _page_name(self, entry: Entry, reference: Reference) -> Found:
        name = reference.target.strip()
        if not name:
            return self._in_page(entry, entry, reference, "")
        if _SCHEME.match(name) and "://" in name:
            return self._address(entry, reference)
        candidates, by_file = self.names.named(name, dirname(entry.path))
        if not candidates and self.names.is_withheld_name(name):
            return Found(self._withheld(reference))
        if candidates:
            if len(candidates) > 1:
                self._ambiguous(entry, reference, candidates)
            found = candidates[0]
            words = "" if reference.text or not by_file else found.title
            return self._in_page(entry, found, reference, words)
        file = self._file_by_name(entry, name)
        if file:
            return self._file(entry, reference, file)
        folder = normpath(f"{dirname(entry.path)}/{name}").lstrip("/")
        if folder in self.names.folders or name.strip("/") in self.names.folders:
            return Found(_PLAIN)
        return self._broken(entry, reference, name)

    def _file_by_name(self, entry: Entry, name: str) -> str:
        for path in (normpath(f"{dirname(entry.path)}/{name}"), name.lstrip("/")):
            found = self.names.file(path)
            if found:
                return found
        if "." not in name:
            return ""
        found_all = self.names.file_named(name)
        return min(found_all, key=lambda path: (path.count("/"), path)) if found_all else ""

    # --- by address ----------------------------------------------------------------------------

    def _address(self, entry: Entry, reference: Reference) -> Found:
        target = reference.target
        if _CALL.search(reference.raw):
            return self._page_name(entry, reference)
        if target.startswith("//") or _SCHEME.match(target):
            own = ours(target, self.places.ours)
            if own is None:
                return self._elsewhere(entry, reference)
            target = own[0]
            reference = msgspec.structs.replace(reference, fragment=unquote(own[1]))
        if not target:
            return self._in_page(entry, entry, reference, "")
        for path in map(self._within, paths(entry.path, target, self.places.declared)):
            if path.startswith("../"):
                continue
            found = self.names.document(path)
            if found is not None:
                return self._in_page(entry, found, reference, "")
            if self.names.is_withheld(path):
                return Found(self._withheld(reference))
            file = self.names.file(path)
            if file:
                return self._file(entry, reference, file)
        return self._by_url(entry, reference, target)

    def _by_url(self, entry: Entry, reference: Reference, target: str) -> Found:
        """An address as published: of this or of another generator; then a folder, the forge, or nothing."""
        for url in addresses(entry.url, target, self.places.base, self.places.declared):
            found = self.names.by_url.get(url) or self.names.by_url.get(url.removesuffix(".html/") + "/")
            if found is not None:
                return self._in_page(entry, found, reference, "")
            if url in self.names.withheld.urls:
                return Found(self._withheld(reference))
            if url in self.names.generated:
                return Found(Target("entry", self.href(url)), url=url if self.names.generated[url] else "")
            if self.names.is_feed(url):
                return Found(Target("file", self.href(url.removesuffix("/"))))
        path = self._within(paths(entry.path, target, rooted=True)[0])
        if path.rstrip("/") in self.names.folders:
            return self._on_forge(path) or Found(_PLAIN)
        if self.places.exists(path) or (self.places.forge.prefix and path.startswith("..")):
            return self._on_forge(path) or Found(_PLAIN)
        return self._broken(entry, reference, target)

    def _within(self, path: str) -> str:
        """The path below the content root, when it only goes out of that folder to come back: `../content/a.md`."""
        prefix = self.places.forge.prefix
        whole = normpath(prefix + path)
        return whole.removeprefix(prefix) if path.startswith("..") and whole.startswith(prefix) else path

    def _on_forge(self, path: str) -> Found | None:
        if normpath(self.places.forge.prefix + path).startswith(".."):
            return None
        url = self.places.forge.file(path)
        return Found(Target("elsewhere", url)) if url else None

    def _elsewhere(self, entry: Entry, reference: Reference) -> Found:
        target = reference.target
        if target.startswith("//"):
            target = f"https:{target}"
        try:
            scheme = urlsplit(target).scheme.lower()
        except ValueError:
            return Found(_PLAIN)
        if scheme not in (
            "http",
            "https",
            "ftp",
            "tel",
            "sms",
            "xmpp",
            "irc",
            "ircs",
            "matrix",
            "news",
            "gemini",
            "obsidian",
            "vscode",
            "slack",
        ):
            return Found(_PLAIN)
        if reference.form == "image":
            message = f"the picture is on another host, `{urlsplit(target).netloc}`: it is shown as a link"
            self._report(entry, reference, "external-image", message, "copy it beside the entry to show it")
        return Found(Target("elsewhere", target + (f"#{reference.fragment}" if reference.fragment else "")))

    # --- what was found ------------------------------------------------------------------------

    def _file(self, entry: Entry, reference: Reference, path: str) -> Found:
        if self.names.withheld.holds_file(path, entry.path):
            return Found(self._withheld(reference))
        url = self.files.url(path)
        if url:
            shown = reference.form in ("image", "embed")
            size = self.files.size(path) if shown else (0, 0)
            flaw = self.files.flaw(path) if shown else None
            if flaw is not None:
                self._report(entry, reference, "unreadable-image", f"`{path}` {flaw.message}", flaw.help)
            return Found(Target("file", self.href(url), size=size))
        if reference.form in ("image", "embed") and ending(path) in IMAGES:
            self._report(
                entry,
                reference,
                "missing-image",
                f"`{path}` holds a script and is not published",
                "remove the script from the picture",
            )
            return Found(_MISSING)
        return self._on_forge(path) or Found(_PLAIN)

    def _in_page(self, entry: Entry, found: Entry, reference: Reference, words: str) -> Found:
        """A link to an entry, or to one of its headings or blocks."""
        title = found.name if found.name.casefold() != (reference.text or words).casefold() else ""
        written = reference.fragment
        if not written or (
            reference.form in ("link", "image") and (written.startswith(":~:") or written == "top")
        ):
            return Found(Target("entry", self.href(found.url), words, title), found, url=found.url)
        section = self._section(found, written)
        if section is not None:
            return Found(
                Target("entry", self.href(section.url), words, section.name), section, url=section.url
            )
        anchors = self.anchors(found)
        names = (
            _folded(written),
            _folded(slugify(written)),
            _words(written),
            _words(written.rpartition("#")[2]),
        )
        fragment = next((anchors[name] for name in names if name in anchors), None)
        if fragment is None:
            self._broken_anchor(entry, found, reference)
            return Found(Target("entry", self.href(found.url), words, title), found, url=found.url)
        if words and not written.startswith("^"):
            words = f"{words} › {written.replace('#', ' › ')}"
        href = f"#{encode(fragment)}" if found is entry else self.href(found.url, fragment)
        return Found(Target("entry", href, words, title), found, fragment, found.url)

    def _section(self, found: Entry, written: str) -> Entry | None:
        """The timed entry of a daily log that a fragment names."""
        for section in self.names.sections.get(found.path, ()) if found.section < 0 else ():
            time = section.url.rstrip("/").rpartition("/")[2]
            if written == time or _folded(written) in (_folded(section.title_id), _folded(section.title)):
                return section
        return None

    def anchors(self, entry: Entry) -> dict[str, str]:
        """Every `id` of an entry's page, by itself and, for headings, by its words."""
        known = self._anchors.get(entry.url)
        if known is None:
            known = {}
            for heading in entry.text.headings:
                known.setdefault(_folded(heading.text), heading.id)
                known.setdefault(slug(heading.text), heading.id)
                if words := _words(heading.text):
                    known.setdefault(words, heading.id)
            for name in (entry.title_id, *entry.text.ids):
                if name:
                    known[_folded(name)] = name
            for part in entry.text.parts:
                known[_folded(part.id)] = part.id
            for heading in entry.text.headings:
                known[_folded(heading.id)] = heading.id
            if entry.title_id:
                known.setdefault(_folded(entry.title), entry.title_id)
            self._anchors[entry.url] = known
        return known

    def _withheld(self, reference: Reference) -> Target:
        tells = reference.form != "link" and not reference.text
        tells = tells or self.names.tells(reference.text or reference.target)
        return Target("withheld", text=NOT_PUBLISHED if tells else "")

    # --- what is wrong -------------------------------------------------------------------------

    def _broken(self, entry: Entry, reference: Reference, target: str) -> Found:
        if reference.form == "image" or (reference.form == "embed" and ending(target) in IMAGES):
            self._report(
                entry, reference, "missing-image", f"there is no picture `{target}`", self._near_file(target)
            )
        elif ending(target) in _DOCUMENT_ENDINGS or reference.form in ("wikilink", "embed"):
            self._report(
                entry, reference, "broken-link", f"no document at `{target}`", self._near(entry, target)
            )
        else:
            self._report(
                entry, reference, "missing-file", f"there is no file `{target}`", self._near_file(target)
            )
        return Found(_MISSING)

    def _near(self, entry: Entry, target: str) -> str:
        for path in paths(entry.path, target, self.places.declared):
            url = "/".join(("", *(slugify(part) for part in path.removesuffix(".md").split("/")), ""))
            there = self.names.by_url.get(url)
            if there is not None:
                now = relative(there.path, dirname(entry.path))
                return f"did you mean `{now}`?" if there.url == url else f"it has moved: `{now}`"
        wanted = target.rstrip("/").rpartition("/")[2].removesuffix(".md").casefold()
        found = self.names.slip_of(entry, wanted) if len(self.diagnostics) < _MOST_GUESSES else None
        if found is None:
            return "correct the address, or write the document"
        if "/" not in target and not target.endswith(".md"):
            return f"did you mean `{found.path.rpartition('/')[2].removesuffix('.md')}`?"
        return f"did you mean `{relative(found.path, dirname(entry.path))}`?"

    def _near_file(self, target: str) -> str:
        same = self.names.file_named(target)
        return f"there is `{same[0]}`" if same else "add the file beside the entry, or correct the address"

    def _unknown_mention(self, entry: Entry, reference: Reference) -> None:
        """Nobody of that name: worth a word where people are registered, and a warning where a name is near."""
        if not self.places.declared:
            return
        name = reference.target.lstrip("@").casefold()
        if name not in self._near_people:
            near = self.names.people_called(name)
            if not near and len(self._near_people) < _MOST_GUESSES:
                near = tuple(get_close_matches(name, self.names.people, 1, 0.75))
            self._near_people[name] = " or ".join(f"`@{one}`" for one in near)
        near_name = self._near_people[name]
        code, help_line = "unknown-mention", "it stays a word; a page in `people/` would make it a link"
        if near_name:
            code, help_line = "unknown-person", f"did you mean {near_name}?"
        self._report(
            entry, reference, code, f"nobody is known as `@{reference.target.lstrip('@')}`", help_line
        )

    def _ambiguous(self, entry: Entry, reference: Reference, candidates: list[Entry]) -> None:
        paths = ", ".join(f"`{candidate.path}`" for candidate in candidates[:5])
        message = f"`{reference.target}` may be any of {paths}"
        help_line = f"write more of the path; `{candidates[0].path}` was taken"
        self._report(entry, reference, "ambiguous-link", message, help_line)

    def _broken_anchor(self, entry: Entry, found: Entry, reference: Reference) -> None:
        known = self.anchors(found)
        near = (
            get_close_matches(_folded(reference.fragment), known, 1, 0.7)
            if len(self.diagnostics) < _MOST_GUESSES
            else []
        )
        help_line = f"did you mean `#{known[near[0]]}`?" if near else "the link leads to the top of the page"
        where = "this page" if found is entry else f"`{found.path}`"
        self._report(
            entry, reference, "broken-anchor", f"no heading `#{reference.fragment}` in {where}", help_line
        )

    def _report(self, entry: Entry, reference: Reference, code: str, message: str, help_line: str) -> None:
        raw = reference.raw.split("\n", 1)[0]
        at = (
            raw.rfind(reference.target) if reference.form in ("link", "image") else raw.find(reference.target)
        )
        if at >= 0 and reference.target:
            place = Place(entry.path, reference.line, reference.column + at, len(reference.target))
        else:
            place = Place(entry.path, reference.line, reference.column, max(1, len(raw)))
        self.diagnostics.append(Diagnostic(place, code, message, help_line))


def _words(fragment: str) -> str:
    """The words alone: Obsidian leaves `#`, `:` and the like out of the headings that it names."""
    found = _WORD.findall(fragment.casefold())
    return "\0" + " ".join(found) if found else ""


def _folded(fragment: str) -> str:
    return fragment.strip().casefold()
