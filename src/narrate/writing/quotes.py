"""Key passages as block quotes, with who said so and where."""

from narrate.model.entry import Entry
from narrate.model.moment import day
from narrate.model.registry import Registry
from narrate.writing.find import Meant
from narrate.writing.passages import passages, plain
from narrate.writing.reply import reference_to


def quotes(meant: Meant, markdown: str, folder: str, registry: Registry) -> str:
    """The passages of an entry, quoted in a file of `folder`; the last line says whose they are."""
    pieces = [*passages(meant.entry, markdown), _source(meant, folder, registry)]
    lines = "\n\n".join(pieces).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _source(meant: Meant, folder: str, registry: Registry) -> str:
    entry = meant.entry
    names = [registry.people[each].name for each in entry.authors if each in registry.people]
    path = reference_to(meant, folder)
    link = f"[{plain(_called(entry))}]({f'<{path}>' if ' ' in path else path})"
    return "— " + ", ".join([*map(plain, names), link, *([day(entry.date)] if entry.date else [])])


def _called(entry: Entry) -> str:
    return " ".join(entry.name.split())
