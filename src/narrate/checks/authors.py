"""Authors who are nobody that is known, and one slip away from somebody who is."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.checks.tag_uses import place_in_list
from narrate.desk.closeness import Closeness
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic


def misspelt_authors(content: Understood, config: Config, as_of: str) -> Iterator[Diagnostic]:  # noqa: ARG001
    """`unknown-person`, for the authors that front matter names. Nobody need have a page; a slip is worth a word."""
    people = content.index.registry.people.values()
    spelled = {
        name.casefold(): name
        for person in people
        if person.registered
        for name in (person.id, *person.handles, person.name)
    }
    close = Closeness(sorted(spelled))
    near: dict[str, str] = {}
    for person in people:
        found = () if person.registered else close.near(person.name.casefold())
        if len(found) == 1:
            near[person.name.casefold()] = spelled[found[0]]
    if not near:
        return
    for record in content.passed.records:
        document = record.document
        for author in document.front.authors if record.section < 0 else ():
            written = author.name or author.handle
            meant = near.get(written.casefold())
            if meant:
                place = place_in_list(document, "authors", written, content.found.content[document.path])
                message = f"nobody is known as `{written}`"
                yield Diagnostic(place, "unknown-person", message, f"did you mean `{meant}`?")
