"""Fields that name what is held back from those for whom the site is built: nothing is broken, and nothing shows."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.fields import place_among
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic
from narrate.model.document import Value


def held_back(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`not-published`, of fields: a link in the text keeps its words, but a reply has lost what it answers."""
    fields = content.index.links.fields
    for entry in content.index.entries:
        for name, named in fields.get(entry.url, {}).items() if entry.section < 0 else ():
            written = _words(entry.fields.get(name))
            if len(written) != len(named):  # `answers: true` names what the entry replies to
                continue
            for word, one in zip(written, named, strict=True):
                if one.target.state == "withheld":
                    place = place_among(entry.path, entry.places, name, word)
                    message = f"`{name}` names what is not published for whom the site is built: `{word}`"
                    yield Diagnostic(
                        place, "not-published", message, "publish that first; until then the page says so"
                    )


def _words(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    return tuple(word.strip() for word in value if isinstance(word, str) and word.strip()) if value else ()
