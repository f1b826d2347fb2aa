"""The network as CSV (RFC 4180), for spreadsheets: one line for each thing that leads from one to another."""

import csv
import io

from narrate.model.views.network import Graph

_HEAD = ("from", "from_name", "how", "to", "to_name", "date", "entry")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(graph: Graph) -> bytes:
    """The file, in UTF-8 with the mark by which spreadsheets know it."""
    names = {node.id: node.name for node in graph.nodes}
    file = io.StringIO(newline="")
    lines = csv.writer(file)
    lines.writerow(_HEAD)
    for edge in graph.edges:
        lines.writerow(
            [
                _cell(value)
                for value in (
                    edge.source,
                    names[edge.source],
                    edge.how,
                    edge.target,
                    names[edge.target],
                    edge.date,
                    edge.entry,
                )
            ]
        )
    return file.getvalue().encode("utf-8-sig", "replace")


def _cell(value: str) -> str:
    """A name that begins as a formula does is text: spreadsheets would run it."""
    return f"'{value}" if value.startswith(_FORMULA) else value
