"""The contract between views and templates: each page template renders one view class and reads nothing else."""

from jinja2 import meta, nodes

from narrate.theme.closure import parse
from narrate.theme.load import Theme
from narrate.theme.pages import PAGES

READABLE = frozenset(("view", "_", "gettext", "ngettext", "pgettext", "npgettext"))
"""The names a template may use without setting them: its view, and what marks texts for translation."""


def problems(theme: Theme) -> tuple[str, ...]:
    """What in a theme does not keep the contract, in words; empty when all is well."""
    found = [f"no layer of the theme has `{name}`" for name in sorted(PAGES.keys() - theme.templates.keys())]
    for name, tree in sorted(parse(theme).items()):
        reads = sorted(_read_names(tree) - READABLE)
        place = theme.origins[name]
        found += [
            f"the template `{place}` reads `{read}`: a template reads `view` and nothing else"
            for read in reads
        ]
    return tuple(dict.fromkeys(found))


def _read_names(template: nodes.Template) -> set[str]:
    """The names that a template reads and does not set itself.

    Jinja counts a name in a block as read when only the template's top level imports or sets it: those
    are taken off.
    """
    own = set[str]()
    for statement in template.body:
        if isinstance(statement, nodes.FromImport):
            own.update(name if isinstance(name, str) else name[1] for name in statement.names)
        elif isinstance(statement, nodes.Macro):
            own.add(statement.name)
        elif isinstance(statement, nodes.Import):
            own.add(statement.target)
        elif isinstance(statement, nodes.Assign | nodes.AssignBlock):
            own.update(name.name for name in statement.find_all(nodes.Name) if name.ctx == "store")
    return meta.find_undeclared_variables(template) - own
