"""The environment in which templates are rendered.

A template reads `view`, may mark texts for translation, and has the filters of `filters` and three more:
`body` (an article's text, from the render stage), `asset` (the published name of a static file) and
`option`. It is escaped, it cannot reach Python, and a name that is not there is an error, not an empty place.
"""

import difflib
import gettext
from collections.abc import Callable
from typing import Any

import jinja2
import msgspec
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from narrate.errors import NarrateError
from narrate.model.links import BodyRef
from narrate.theme.dates import date_words
from narrate.theme.filters import filters
from narrate.theme.load import Option, Theme
from narrate.words import direction, translations

_PIECES_AT_HAND = 20_000
"""Rendered pieces that one process keeps: some 30 MB."""

BodyFilter = Callable[[BodyRef], Markup]


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way to the fields of views: nearly all that a template reads.

    A view is a frozen struct: what does not begin with an underscore is a field. The long way costs
    twenty times as much and was four fifths of the time that a page takes.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, msgspec.Struct) and attribute[:1] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def make_environment(theme: Theme, body: BodyFilter) -> jinja2.Environment:
    """The environment of a theme. Cheap: templates are compiled when they are first used, in each process.

    Compiled templates are not kept on disk: a repository that brings a cache of compiled code would run it.
    """
    environment = _Environment(
        loader=jinja2.FunctionLoader(lambda name: _source(theme, name)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    said = _translations(theme)
    environment.install_gettext_translations(said, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(filters(date_words(theme.language), said.gettext))
    environment.filters["direction"] = direction
    environment.filters["body"] = body
    environment.filters["once"] = _once()
    environment.filters["asset"] = lambda name: _named(theme.static.names, name, "static file")
    environment.filters["option"] = lambda name: _option(theme.options, name)
    return environment


def render(environment: jinja2.Environment, template: str, view: Any) -> str:
    """The page that a template makes of a view. A mistake in the template raises NarrateError with its place."""
    try:
        return environment.get_template(template).render(view=view)
    except jinja2.TemplateError as error:
        raise _explained(error, template) from error


def _once() -> Callable[..., Any]:
    """The filter `value | once(macro, …)`: what `macro(value, …)` makes, kept for the next page that shows it.

    An entry stands in a dozen lists. A macro reads nothing but what it is given, so equal values look the same.
    """
    made: dict[tuple[Any, ...], Any] = {}

    def once(value: Any, macro: Callable[..., Any], *arguments: Any) -> Any:
        key = (macro, value, arguments)
        found = made.get(key)
        if found is None:
            if len(made) >= _PIECES_AT_HAND:
                made.clear()
            found = made[key] = macro(value, *arguments)
        return found

    return once


def _translations(theme: Theme) -> gettext.NullTranslations:
    try:
        return translations(theme.catalogues)
    except ValueError as error:
        place = f"locale/{theme.language}.po"
        raise NarrateError(
            f"the theme's `{place}` cannot be read: {error}", "it is a gettext catalogue"
        ) from error


def _source(theme: Theme, name: str) -> tuple[str, str, None] | None:
    source = theme.templates.get(name)
    return None if source is None else (source, theme.origins[name], None)


def _named(names: dict[str, str], name: str, what: str) -> str:
    if name in names:
        return names[name]
    near = difflib.get_close_matches(name, sorted(names), 1)
    raise NarrateError(f"the theme has no {what} `{name}`", f"did you mean `{near[0]}`?" if near else "")


def _option(options: dict[str, Option], name: str) -> Option:
    if name in options:
        return options[name]
    near = difflib.get_close_matches(name, sorted(options), 1)
    raise NarrateError(f"the theme has no option `{name}`", f"did you mean `{near[0]}`?" if near else "")


def _explained(error: jinja2.TemplateError, template: str) -> NarrateError:
    place = template
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.filename or error.name or template}:{error.lineno}"
    else:
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.endswith(".html"):
                place = f"{name}:{trace.tb_lineno}"
            trace = trace.tb_next
    return NarrateError(f"the template `{template}` cannot be rendered: {error.message} ({place})")
