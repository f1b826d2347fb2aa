"""The link that a field writes."""

from narrate.model.entry import Entry
from narrate.model.kinds import Field, LinkType
from narrate.model.links import Edge, Named


def edge_of(field: Field, type_: LinkType, entry: Entry, name: Named) -> Edge:
    """From the entry to what its field names, or back. Only one that leads away from the entry leads to a heading."""
    if field.reverse:
        return Edge(name.url, entry.url, type_)
    return Edge(entry.url, name.url, type_, "", name.fragment)
