"""The thread below an entry: replies, oldest first, with the replies to them."""

from narrate.model.entry import Entry
from narrate.model.links import Edge
from narrate.model.views import Ref, Reply
from narrate.planners.answers import is_open
from narrate.planners.pieces import Pieces
from narrate.planners.replies import replies_to, reply_edges

_DEEPEST = 12
"""What is below says how many replies it has, and leads to them."""


def thread(entry: Entry, pieces: Pieces) -> tuple[Reply, ...]:
    """The replies to an entry. What leads back to where it began is shown once."""
    return _below(entry, pieces, {entry.url}, 0)


def _below(entry: Entry, pieces: Pieces, above: set[str], depth: int) -> tuple[Reply, ...]:
    replies = [reply for reply in replies_to(entry.url, pieces.index) if reply.url not in above]
    if not replies:
        return ()
    above.update(reply.url for reply in replies)
    edges: dict[str, list[Edge]] = {}
    for edge in reply_edges(entry.url, pieces.index):
        edges.setdefault(edge.source, []).append(edge)
    answering = {url for url, those in edges.items() if any(edge.type == "answers" for edge in those)}
    settled = len(answering) == 1 and not is_open(entry, pieces)
    deeper = depth + 1 < _DEEPEST
    return tuple(
        Reply(
            pieces.line(reply),
            _below(reply, pieces, above, depth + 1) if deeper else (),
            _section(edges[reply.url], entry, pieces),
            is_answer=reply.url in answering,
            settles=settled and reply.url in answering,
        )
        for reply in replies
    )


def _section(edges: list[Edge], entry: Entry, pieces: Pieces) -> Ref | None:
    """The heading of what it replies to that a reply is about."""
    fragments = {edge.fragment for edge in edges if edge.fragment}
    for heading in entry.text.headings if fragments else ():
        if heading.id in fragments:
            return Ref(heading.text, f"{pieces.href(entry.url)}#{heading.id}")
    return None
