"""What a reader can do from a page: links to the forge's editor, on the right file or on a new one that is filled in.

Somebody without a clone, who has never seen front matter, commits the result from the browser. So the text that is
already there is Markdown: prompts are comments, which are never published, and what an entry is about is said in
words (`Distilled from: …`, see `model.leads`). Only a reply has a line of front matter.
"""

import json
import re
from collections.abc import Callable, Container, Iterator
from functools import cached_property

from narrate.forges import Forge
from narrate.model.config import Config
from narrate.model.entry import Entry
from narrate.model.file_names import prefix_of, slug_of
from narrate.model.index import Index
from narrate.model.kinds import Field, Kind, LinkType
from narrate.model.leads import label_of
from narrate.model.streams import Stream
from narrate.model.urls import slugify
from narrate.model.views import Action
from narrate.words import phrase, words

_PLAIN = re.compile(r"/[A-Za-z0-9_./~-]+")
"""A place that front matter and Markdown read as it is."""
_LONGEST_NAME = 100
_MOST_SOURCES = 8
"""So many narrations are named in the lesson that is begun from them."""
_HOW = phrase(
    "Write below: these lines are not published. Two sentences are enough. # begins a title, #word is a tag, @name "
    "is a person. Give the file a name of its own."
)


class TakingPart:
    """Makes the actions of pages. There are none when no forge is known or `git.edit_links` is off."""

    def __init__(self, index: Index, config: Config, forge: Forge) -> None:
        self._index = index
        self._config = config
        self._forge = forge
        self._say = words(config.language).gettext
        self._kinds = config.kinds.kinds
        self._scaffolds: dict[str, str] = {}
        self._begins = config.declared
        """A repository that was made for another program has its own places for new files."""

    def entry(self, entry: Entry) -> tuple[Action, ...]:
        """What can be done from the page of an entry."""
        return self._known((*self._about(entry), *self._of_file(entry), self._narrate))

    def stream(self, stream: Stream) -> tuple[Action, ...]:
        """What can be done from the page of a stream: mend its introduction, or write it; add to it."""
        entry = self._index.by_url.get(stream.url)
        own = self._of_file(entry) if entry else self._introduce(stream)
        return self._known((*own, *self._add(stream)))

    def place(self, url: str) -> tuple[Action, ...]:
        """What can be done from any other page."""
        entry = self._index.by_url.get(url)
        return self._known((*(self._of_file(entry) if entry else ()), self._narrate))

    def edit(self, entry: Entry) -> tuple[Action, ...]:
        """The forge's editor on the file of an entry."""
        return self._known(tuple(self._of_file(entry))[:1])

    def naming(self, entry: Entry, links: Container[LinkType]) -> tuple[Action, ...]:
        """New entries with such a link to this one: a reply, an answer."""
        if not (self._begins and self._forge.at):
            return ()
        inviting = self._inviting(self._kinds[entry.kind])
        chosen = (self._naming(entry, field, owner) for owner, field in inviting if field.link in links)
        return self._known(tuple(chosen))

    def distil(self, tag: str, entries: tuple[Entry, ...]) -> tuple[Action, ...]:
        """A lesson that names all of these, as far as an address has room for them."""
        found = next(
            (
                (owner, field)
                for owner, fields in self._own_fields
                for field in fields
                if field.link == "distils" and not field.reverse
            ),
            None,
        )
        if found is None:
            return ()
        owner, field = found
        named = ", ".join(_link(entry) for entry in entries[:_MOST_SOURCES])
        stem = slugify(tag.replace("/", "-")) if self._forge.fills else prefix_of(field) + slug_of(entries[0])
        text = f"{self._scaffold(owner)}\n{_said(field, self._say)}: {named}\n{self._ending(tag)}"
        return self._known((self._new(field.name, field.invite, self._free(owner.folder, stem), text),))

    def ask(self, tag: str, person: str) -> tuple[Action, ...]:
        """A question about a tag for somebody; for nobody in particular when there is none left to ask."""
        kinds = self._kinds.values()
        asking = next((kind for kind in kinds if kind.shelf == "open" and kind.invite), None)
        kind = asking if person and asking else self._kinds[self._config.kinds.default]
        whom = f"\n@{person}\n" if person else ""
        return self._known((self._begin(kind, whom + self._ending(tag)),))

    def ask_in_words(self) -> Action | None:
        """A new question whose title is `WORDS` and whose file is called `NAME`, to be put into the address by who asks."""
        kinds = self._kinds.values()
        kind = next((kind for kind in kinds if kind.shelf == "open" and kind.invite), None)
        if kind is None or any(field.required for field in kind.fields):
            return None
        text = f"# WORDS\n\n{self._scaffold(kind)}"
        actions = self._known((self._new(kind.name, kind.invite, f"{kind.folder}/NAME.md", text),))
        return actions[0] if actions else None

    def _ending(self, tag: str) -> str:
        return f"\n#{tag}\n" if self._config.hashtags != "none" else ""

    def _known(self, actions: tuple[Action, ...]) -> tuple[Action, ...]:
        return tuple(action for action in actions if action.href) if self._config.git.edit_links else ()

    # --- what is there -------------------------------------------------------------------------

    def _of_file(self, entry: Entry) -> Iterator[Action]:
        yield Action("edit", self._say("Edit"), self._forge.edit(entry.path))
        yield Action("history", self._say("History"), self._forge.history(entry.path))

    # --- what is not there yet -----------------------------------------------------------------

    def _new(self, name: str, title: str, path: str, text: str) -> Action:
        return Action(name, self._say(title), self._forge.new(path, text) if self._begins else "")

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(entry.path for entry in self._index.entries)

    def _free(self, folder: str, stem: str) -> str:
        """A path that no entry has: `…-2.md` where the first was taken up."""
        path, number = f"{folder}/{stem}.md", 1
        while path in self._paths:
            number += 1
            path = f"{folder}/{stem}-{number}.md"
        return path

    @cached_property
    def _narrate(self) -> Action:
        return self._begin(self._kinds[self._config.kinds.default])

    def _begin(self, kind: Kind, ending: str = "") -> Action:
        """A new entry of a kind."""
        if not kind.invite or any(field.required for field in kind.fields):
            return Action(kind.name, "", "")
        path = f"{kind.folder}/new-{kind.name}.md"
        return self._new(kind.name, kind.invite, path, self._scaffold(kind) + ending)

    def _scaffold(self, kind: Kind) -> str:
        if kind.name not in self._scaffolds:
            self._scaffolds[kind.name] = _scaffold(kind, self._say)
        return self._scaffolds[kind.name]

    def _about(self, entry: Entry) -> Iterator[Action]:
        """New entries that name this one: a reply, a lesson distilled from it."""
        kind = self._kinds[entry.kind]
        if kind.registry or not self._begins:
            return
        for owner, field in self._inviting(kind):
            yield self._naming(entry, field, owner)

    def _inviting(self, kind: Kind) -> Iterator[tuple[Kind, Field]]:
        """The fields with which new entries name those of a kind, each with the kind of the new one."""
        default = self._kinds[self._config.kinds.default]
        for owner, fields in ((default, self._config.kinds.common), *self._own_fields):
            for field in fields:
                if field.invite and (kind.name in field.invite_on or not field.invite_on):
                    yield owner, field

    @cached_property
    def _own_fields(self) -> tuple[tuple[Kind, tuple[Field, ...]], ...]:
        kinds = self._kinds.values()
        return tuple((kind, kind.fields) for kind in kinds if any(field.invite for field in kind.fields))

    def _naming(self, entry: Entry, field: Field, owner: Kind) -> Action:
        place, slug = _place(entry), slug_of(entry)
        if field.link == "replies-to":
            path = self._free(owner.folder, prefix_of(field) + slug)
            said = place if _PLAIN.fullmatch(place) else json.dumps(place, ensure_ascii=False)
            prompt = self._say(
                "Your reply to “{title}” goes below this line. Two sentences are enough."
            ).format(title=_quiet(_short(entry.name)))
            text = f"---\n{field.name}: {said}\n---\n\n{_comment(prompt)}\n\n"
            return self._new(field.name, field.invite, path, text)
        bare = owner.name != self._config.kinds.default and self._forge.fills
        path = self._free(owner.folder, slug if bare else prefix_of(field) + slug)
        text = f"{self._scaffold(owner)}\n{_said(field, self._say)}: {_link(entry)}\n"
        return self._new(field.name, field.invite, path, text)

    def _introduce(self, stream: Stream) -> Iterator[Action]:
        """The page of somebody or something that entries speak of, where it has none."""
        kind = next((kind for kind in self._kinds.values() if kind.registry == stream.sort), None)
        if kind is not None and kind.invite and stream.url == f"/{kind.folder}/{stream.id}/":
            prompt = kind.scaffold or kind.help
            said = self._say(prompt) if prompt else ""
            text = f"# {stream.title}\n\n{_comment(_quiet(said))}\n\n"
            yield self._new("write", kind.invite, f"{kind.folder}/{stream.id}.md", text)

    def _add(self, stream: Stream) -> Iterator[Action]:
        """New entries that will stand in this stream."""
        if stream.sort == "kind" and stream.id != self._config.kinds.default:
            yield self._begin(self._kinds[stream.id])
        ending = self._ending(stream.id) if stream.sort == "tag" else ""
        if stream.sort == "community":
            ending = f"\n{self._say('Written for')}: @{stream.id}\n"
        for kind in self._kinds.values():
            asked = kind.shelf == "open" and stream.sort in ("home", "tag", "community")
            if kind.name == self._config.kinds.default or asked:
                yield self._begin(kind, ending)


def _place(entry: Entry) -> str:
    """What names an entry wherever it is said: its path from the content root; where that is odd, its address."""
    path = f"/{entry.path}"
    return path if entry.section < 0 and _PLAIN.fullmatch(path) else entry.url


def _link(entry: Entry) -> str:
    """A Markdown link to an entry."""
    place = _place(entry)
    return f"[{_escaped(_short(entry.name))}]({place if _PLAIN.fullmatch(place) else f'<{place}>'})"


def _said(field: Field, say: Callable[[str], str]) -> str:
    """The words with which a line begins that says a field."""
    said = label_of(field, say)
    return said[:1].upper() + said[1:]


def _short(name: str) -> str:
    """A name that leaves room for the rest in an address."""
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rpartition(" ")[0] + " …"


def _scaffold(kind: Kind, say: Callable[[str], str]) -> str:
    """What a kind's new entry begins with: its prompts as comments, and its headings."""
    scaffold = say(kind.scaffold).strip() if kind.scaffold else ""
    blocks = [block.strip() for block in scaffold.split("\n\n") if block.strip()]
    first = _quiet(blocks.pop(0)) if blocks and not blocks[0].startswith("#") else ""
    pieces = [_comment(f"{first}\n{say(_HOW)}".strip())]
    pieces += [block if block.startswith("#") else _comment(_quiet(block)) for block in blocks]
    return "\n\n".join(pieces) + "\n\n"


def _comment(words: str) -> str:
    return f"<!-- {words} -->"


def _quiet(words: str) -> str:
    """Words inside a comment: nothing of them ends it."""
    return words.strip().replace("--", "–").replace(">", "›").replace("%%", "%")


def _escaped(words: str) -> str:
    """Words as the text of a link."""
    return re.sub(r"([\\\[\]`*_<>#@])", r"\\\1", words.replace("%%", "%"))
