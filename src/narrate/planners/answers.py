"""The answer to a question, shown with it: whoever finds the question has found the answer."""

import msgspec

from narrate.model.entry import Entry
from narrate.model.views import Answer, Article
from narrate.planners.pieces import Pieces
from narrate.planners.replies import replies_to

_WHOLE = 150
"""Words of an answer that is shown whole; of a longer one its beginning, and where the rest is."""
_MOST = 3


def answers(entry: Entry, pieces: Pieces) -> tuple[Answer, ...]:
    """What answers an entry: what was written last stands first. Of what is open all the same, nothing answers it."""
    if is_open(entry, pieces):
        return ()
    edges = pieces.index.incoming.get(entry.url, ())
    sources = {edge.source for edge in edges if edge.type == "answers"}
    if not sources:
        return ()
    found = [one for one in replies_to(entry.url, pieces.index) if one.url in sources]
    settles = len(found) == 1
    return tuple(_answer(one, settles, pieces) for one in found[::-1][:_MOST])


def is_open(entry: Entry, pieces: Pieces) -> bool:
    """Whether it says, or nobody has said otherwise, that it is open."""
    return entry.state in pieces.kind_of(entry).open_states


def _answer(entry: Entry, settles: bool, pieces: Pieces) -> Answer:
    whole = 0 < entry.text.words <= _WHOLE
    return Answer(pieces.line(entry), pieces.body(entry, ids=False) if whole else None, settles)


def without_answers(article: Article, entry: Entry, pieces: Pieces) -> Article:
    """The article of a question without the field that names its answer: the answer itself stands there."""
    kind = pieces.kind_of(entry)
    names = {field.name for field in kind.fields if field.link == "answers" and field.reverse}
    fields = tuple(field for field in article.fields if field.name not in names)
    return article if len(fields) == len(article.fields) else msgspec.structs.replace(article, fields=fields)
