"""Replies that lie where their questions do: in the folder `questions/`, and no question.

Who answers puts the file beside what it answers, and a folder makes a kind of everything in it. So a reply there is what
it would be anywhere else, unless it says that it asks: by its title, by its state, or by its kind.
"""

from posixpath import dirname, join, normpath

from narrate.model.config import Config
from narrate.model.document import Document, Value
from narrate.model.file_names import DATE, prefix_of
from narrate.model.kinds import Field, Kind
from narrate.model.leads import words_of
from narrate.words import words

_ASKING = ("?", "？", "؟", ";")
"""How a question ends, the last one in Greek."""


class Replying:
    """Tells replies from what asks."""

    def __init__(self, config: Config) -> None:
        say = words(config.language).gettext
        self._fields = [field for field in config.kinds.common if field.link in ("replies-to", "answers")]
        self._leads = {field.name: frozenset(words_of(field, say)) for field in self._fields}

    def is_reply(self, document: Document, kind: Kind) -> bool:
        """Whether a document in the folder of such a kind only replies."""
        if not kind.asks or document.front.kind:
            return False
        said = {field.link for field in self._fields if self._says(field, document)}
        if not said or _has_state(document, kind):
            return False
        title = (document.front.title or document.heading).rstrip(" *_\"'”’»")
        if "answers" in said or not title:
            return True
        return not title.endswith(_ASKING) and self._is_beside(document)

    def _says(self, field: Field, document: Document) -> bool:
        """In front matter, in words, or by the name of its file."""
        if document.front.fields.get(field.name):
            return True
        leads = self._leads[field.name]
        if any(reference.lead in leads for reference in document.text.references):
            return True
        stem = document.path.rpartition("/")[2]
        return DATE.sub("", stem).lower().startswith(prefix_of(field))

    def _is_beside(self, document: Document) -> bool:
        """Whether what it replies to is in the same folder, as far as the words say."""
        folder = dirname(document.path)
        return any(
            normpath(join(folder, name)).startswith(f"{folder}/") or name.strip("/").startswith(f"{folder}/")
            for field in self._fields
            for name in _names(document.front.fields.get(field.name, ""))
        )


def _names(value: Value) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _has_state(document: Document, kind: Kind) -> bool:
    """Whether it says that it is open, or answered."""
    fields = document.front.fields
    implying = any(field.implies and fields.get(field.name) for field in kind.fields)
    return implying or bool(fields.get(kind.state_field) or document.text.status)
