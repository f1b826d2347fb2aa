"""What the writer wrote lately, for an entry in which they look back."""

from narrate.cli.reading import reading
from narrate.cli.writer import Desk
from narrate.model.kinds import Kind
from narrate.stages.gate import visibility_of
from narrate.writing.looking_back import lately, links_to
from narrate.writing.reply import kept_close

Line = dict[str, str | tuple[str, ...]]


def look_back(desk: Desk, kind: Kind, path: str) -> tuple[str, Line]:
    """Links to what the writer wrote lately, for the file at `path`; and what its front matter has to say for them.

    Of drafts nothing is told: a link to one leads nowhere. Nor of earlier looks back of the same kind.
    """
    if desk.writer is None:
        return "", {}
    config = desk.config
    with reading(desk.opened, desk.request) as read:
        content = read.content
    people = content.index.registry
    writer = people.person_redirects.get(desk.writer.id, desk.writer.id)
    own = (entry for entry in content.index.of_person.get(writer, ()) if entry.kind != kind.name)
    entries = lately(own, desk.today, kind.looks_back)
    named = {entry.path for entry in entries}
    circles = tuple(
        visibility_of(document, config)[0] for document in content.documents if document.path in named
    )
    line: Line = dict(kept_close(circles, path, config))
    return links_to(entries, path.rpartition("/")[0], config.language), line
