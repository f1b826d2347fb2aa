"""The texts of the interface, as the catalogues of `src/narrate/locale/` are to have them.

`make messages` runs this file: it brings every catalogue up to date with the source, keeps what is translated, and says
what is missing. A text whose English has changed begins again as one that is not translated. The comment at the head of
each catalogue says which words were chosen for the words of narrate; it is kept.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import extract
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCE = CHECKOUT / "src" / "narrate"
LOCALE = SOURCE / "locale"

_KEYWORDS = {"phrase": None, "say": None, "_say": None, "gettext": None, "_": None, "ngettext": (1, 2)}
_TEMPLATES = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
_HOLE = re.compile(r"%\(\w+\)[ds]|(?<!\w)\{\w+\}")
_TOLD = 20
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def texts() -> Catalog:
    """Every text that a page may show, with the files it is in."""
    found = Catalog(project="narrate", charset="utf-8", fuzzy=False, creation_date=_DAY)
    for folder, pattern, method, options in (
        (SOURCE, "*.py", "python", {}),
        (CHECKOUT / "themes", "*.html", "jinja2", _TEMPLATES),
        (CHECKOUT / "themes", "*.js", "javascript", {}),
    ):
        for path in sorted(folder.rglob(pattern)):
            with path.open("rb") as file:
                for _, message, _, _ in extract.extract(method, file, _KEYWORDS, (), options):
                    if message and message != ("", ""):
                        found.add(message, locations=[(str(path.relative_to(CHECKOUT)), 0)])
    for text in kinds():
        found.add(text, locations=[("src/narrate/kinds.toml", 0)])
    return found


def kinds() -> Iterator[str]:
    """The words of `kinds.toml` that pages and new entries show."""
    table = tomllib.loads((SOURCE / "kinds.toml").read_text(encoding="utf-8"))
    yield from _fields(table["common"])
    for kind in table["kinds"].values():
        yield from (kind[key] for key in ("label", "plural", "invite", "scaffold", "help") if key in kind)
        yield from kind.get("states", ())
        yield from _fields(kind)


def _fields(table: dict[str, dict[str, dict[str, str]]]) -> Iterator[str]:
    for name, field in table.get("fields", {}).items():
        if field.get("shown", True):
            yield field.get("label", name.replace("_", " "))
        if "invite" in field:
            yield field["invite"]


def catalogues() -> dict[str, Catalog]:
    """The catalogues there are, by language."""
    found = {}
    for path in sorted(LOCALE.glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = read_po(file, locale=path.stem, abort_invalid=True)
    return found


def holes(text: str) -> set[str]:
    """What is filled in when a text is shown. A language may want a name in its own case."""
    return {hole.replace("lower_case_", "") for hole in _HOLE.findall(text)}


def missing(catalogue: Catalog) -> list[str]:
    """The English texts that a catalogue does not translate."""
    wanted = [message.id for message in texts() if message.id]
    return [str(text) for text in wanted if not _translated(catalogue, text)]


def _translated(catalogue: Catalog, text: str | Sequence[str]) -> bool:
    message = catalogue.get(text if isinstance(text, str) else text[0])
    if message is None or message.fuzzy or message.id != (text if isinstance(text, str) else tuple(text)):
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def main() -> None:
    """Brings the catalogues up to date."""
    wanted = texts()
    for language, catalogue in catalogues().items():
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with (LOCALE / f"{language}.po").open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)
        left = [message.id for message in catalogue if message.id and not _translated(catalogue, message.id)]
        sys.stdout.write(f"{language}: {len(left)} of {len(wanted)} texts are not translated\n")
        for text in left[:_TOLD]:
            sys.stdout.write(f"  {text!r}\n")


if __name__ == "__main__":
    main()
