"""Entries of one kind that have the same title, where that is confusing."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.fields import place_of
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.entry import Entry


def titled_alike(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`duplicate-title`. Only among what is looked up by its name: two days may both be called `Standup`."""
    documents = {document.path: document for document in content.documents}
    first: dict[tuple[str, str], Entry] = {}
    for entry in sorted(content.index.entries, key=lambda entry: entry.path):
        kind = config.kinds.kinds[entry.kind]
        named = kind.shelf or not kind.dated
        if not named or kind.registry or kind.start_field or entry.section >= 0 or not entry.title:
            continue
        document = documents[entry.path]
        if not (document.front.title or document.heading):
            continue  # it is called by its file
        known = first.setdefault((entry.kind, " ".join(entry.title.casefold().split())), entry)
        if known is entry:
            continue
        place = place_of(document, "title", document.front.title)
        if not document.front.title:
            place = Place(entry.path)
        message = f"`{known.path}` has the title `{entry.title}` too"
        help_line = f"say what makes this {kind.label} another one, or make one of the two"
        yield Diagnostic(place, "duplicate-title", message, help_line)
