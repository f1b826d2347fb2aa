"""The network as GraphML (http://graphml.graphdrawing.org): what programs that draw and examine graphs read."""

from narrate.model.views.network import Graph
from narrate.render.xml import DECLARATION, text

_NODE = ("sort", "name", "url")
_EDGE = ("how", "entry", "date")


def render(graph: Graph) -> bytes:
    """The file: people, teams and communities, and directed edges with what they are."""
    lines = [f'{DECLARATION}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        lines += [f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="string"/>' for name in names]
    lines.append('<graph id="network" edgedefault="directed">')
    for node in graph.nodes:
        said = _attributes((("sort", node.sort), ("name", node.name), ("url", node.url)))
        lines.append(f'<node id="{text(node.id)}">{said}</node>')
    ids = {node.id: text(node.id) for node in graph.nodes}
    for edge in graph.edges:
        said = _attributes((("how", edge.how), ("entry", edge.entry), ("date", edge.date)))
        lines.append(f'<edge source="{ids[edge.source]}" target="{ids[edge.target]}">{said}</edge>')
    lines.append("</graph>\n</graphml>\n")
    return "\n".join(lines).encode("utf-8", "replace")


def _attributes(values: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'<data key="{key}">{text(value)}</data>' for key, value in values if value)
