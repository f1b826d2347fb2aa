"""What a template is made of: its own source and that of everything it extends, includes or imports.

The digest of that is half of a page's key (the other half is its view): an edit of `line.html` renders again
what shows lines, and nothing else.
"""

import difflib

import jinja2
from jinja2 import meta
from markupsafe import Markup

from narrate.cache.digest import digest_of
from narrate.errors import NarrateError
from narrate.theme.environment import make_environment
from narrate.theme.load import Theme


def template_digests(theme: Theme) -> dict[str, bytes]:
    """For each template name, the digest of everything that decides what it makes of a view, but narrate's code.

    Raises NarrateError for a template that cannot be read, names one that is not there, or names one by an
    expression, whose value nobody can know before rendering.
    """
    references = _all_references(theme)
    common = (theme.static.names, theme.options, theme.language, theme.catalogues)
    return {
        name: digest_of(
            (common, [(part, theme.templates[part]) for part in sorted(_closure(references, name))])
        )
        for name in references
    }


def closure(theme: Theme, name: str) -> frozenset[str]:
    """The names of all templates that `name` is made of, itself included."""
    return frozenset(_closure(_all_references(theme), name))


def parse(theme: Theme) -> dict[str, jinja2.nodes.Template]:
    """The syntax tree of each template. Raises NarrateError with the place of a mistake."""
    environment = make_environment(theme, body=lambda _: Markup())
    trees = dict[str, jinja2.nodes.Template]()
    for origin, name in {theme.origins[name]: name for name in sorted(theme.templates)}.items():
        trees[origin] = _tree(environment, theme, name)
    return {name: trees[theme.origins[name]] for name in theme.templates}


def _tree(environment: jinja2.Environment, theme: Theme, name: str) -> jinja2.nodes.Template:
    try:
        return environment.parse(theme.templates[name], name, theme.origins[name])
    except jinja2.TemplateSyntaxError as error:
        raise NarrateError(
            f"the template `{theme.origins[name]}:{error.lineno}` is not valid: {error.message}"
        ) from error


def _all_references(theme: Theme) -> dict[str, frozenset[str]]:
    trees = parse(theme)
    references = {name: _references(theme, name, tree) for name, tree in trees.items()}
    for name in trees:
        _check_blocks(theme, trees, name)
    return references


def _check_blocks(theme: Theme, trees: dict[str, jinja2.nodes.Template], name: str) -> None:
    """Raises NarrateError for a block that nothing shows: no template that this one extends has it.

    Jinja leaves such a block out without a word.
    """
    known = set[str]()
    above = [name]
    for part in above:
        for extends in trees[part].find_all(jinja2.nodes.Extends):
            parent = extends.template.as_const()
            if parent not in above:
                above.append(parent)
                known.update(block.name for block in trees[parent].find_all(jinja2.nodes.Block))
    for block in trees[name].body if len(above) > 1 else ():
        if isinstance(block, jinja2.nodes.Block) and block.name not in known:
            near = difflib.get_close_matches(block.name, sorted(known), 1)
            names = ", ".join(f"`{other}`" for other in sorted(known))
            raise NarrateError(
                f"the template `{theme.origins[name]}:{block.lineno}` fills the block `{block.name}`, "
                f"which `{above[1]}` does not have",
                f"did you mean `{near[0]}`?" if near else f"it has {names}",
            )


def _references(theme: Theme, name: str, tree: jinja2.nodes.Template) -> frozenset[str]:
    found = set[str]()
    for reference in meta.find_referenced_templates(tree):
        if reference is None:
            raise NarrateError(
                f"the template `{theme.origins[name]}` names another one by an expression",
                "write its name as text, so that narrate knows what to render again",
            )
        if reference not in theme.templates:
            near = difflib.get_close_matches(reference, sorted(theme.templates), 1)
            hint = f"did you mean `{near[0]}`?" if near else ""
            raise NarrateError(
                f"the template `{theme.origins[name]}` needs `{reference}`, which no theme has", hint
            )
        found.add(reference)
    return frozenset(found)


def _closure(references: dict[str, frozenset[str]], name: str) -> set[str]:
    found, waiting = set[str](), [name]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting.extend(references[part])
    return found
