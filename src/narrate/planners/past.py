"""How a maintained page came to say what it says: its versions in Git, newest first, with the passages that changed."""

from narrate.model.entry import Entry
from narrate.model.past import Edition, Editor, Reread
from narrate.model.views import Change, Passage, Past, Piece, Ref
from narrate.planners.pieces import Pieces


def past(entry: Entry, pieces: Pieces) -> Past | None:
    """None for a page that was written once: its byline says when, and by whom. What changed no word is not told."""
    story = entry.story
    if story is None or (len(story.editions) < 2 and story.is_whole):
        return None
    reread = list(pieces.index.retold.get(entry.url, ()))
    changes = []
    for edition in story.editions[::-1]:
        told = reread.pop(0) if reread and edition.before else None
        if told is None or told.passages or told.hidden:
            changes.append(_change(edition, told, pieces))
    if len(changes) < 2 and story.is_whole:
        return None
    return Past(tuple(changes), story.is_whole)


def _change(edition: Edition, reread: Reread | None, pieces: Pieces) -> Change:
    passages = reread.passages if reread else ()
    return Change(
        edition.date,
        tuple({ref.name: ref for ref in (_named(one, pieces) for one in edition.people[::-1])}.values())[
            ::-1
        ],
        edition.subject,
        tuple(Passage(tuple(Piece(run.how, run.text) for run in passage)) for passage in passages),
        bool(reread and reread.more),
    )


def _named(editor: Editor, pieces: Pieces) -> Ref:
    person = pieces.person(editor.id) if editor.id else None
    return Ref(person.name, person.href) if person and person.listed else Ref(editor.name)
