"""The environment in which templates are rendered.

A template reads `view`, may mark texts for translation, and has the filters of `filters` and three more:
`body` (an article's text, from the render stage), `asset` (the published name of a static file) and
`option`. It is escaped, it cannot reach Python, and a name that is not there is an error, not an empty place.
"""

import difflib
import gettext
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Call, Const, Name, Node, Template, TemplateData
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from narrate.cache.digest import digest_of, program
from narrate.errors import NarrateError
from narrate.model.links import BodyRef
from narrate.theme.dates import date_words
from narrate.theme.filters import filters, turned
from narrate.theme.load import Option, Theme
from narrate.words import direction, translations

_PIECES_AT_HAND = 20_000
"""Rendered pieces that one process keeps: some 30 MB."""

_safe = partial(str.__new__, Markup)
"""`Markup(text)` of what is a text already."""

BodyFilter = Callable[[BodyRef], Markup]


class _Template(jinja2.Template):
    """A template. All of them see the same globals, so one that is imported is run once, not for each page again."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:  # noqa: ARG002
        return super()._get_default_module()


class _Code(CodeGenerator):
    """Writes `environment.shown(…)` around what a template prints, where it would write `escape(…)`."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with short ways to what nearly all of a page is made by: fields of views and macros.

    They do what the long ways do, which take twice as long for a whole page.
    """

    template_class = _Template
    code_generator_class = _Code

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[Any, jinja2.Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:  # noqa: A002
        """A template that was loaded is the one: sources do not change, and names do not depend on who asks."""
        known = self._known.get(name) if globals is None else None
        if known is None:
            known = self._known[name] = super().get_template(name, parent, globals)
        return known

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A view is a frozen struct: what does not begin with an underscore is a field. Loops are not much else."""
        if isinstance(obj, (msgspec.Struct, LoopContext)) and attribute[:1] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, /, *arguments: Any, **named: Any) -> Any:
        """A macro needs neither permission nor the variables around the call."""
        if called.__class__ is not Macro:
            return super().call(context, called, *arguments, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        lacking = len(called.arguments) - len(arguments)
        if named or lacking < 0 or called.caller or called.catch_kwargs or called.catch_varargs:
            return called(context.eval_ctx, *arguments, **named)
        made = called._func(*arguments, *repeat(missing, lacking))  # noqa: SLF001
        return _safe(made) if context.eval_ctx.autoescape else made

    def _generate(self, source: Template, *rest: Any, **named: Any) -> str:
        """Words that say the same on every page become part of the page."""
        return super()._generate(_Words(self).visit(source), *rest, **named)

    @staticmethod
    def shown(value: Any) -> Markup:
        """The value as a page shows it. What a macro or filter made is safe as it is."""
        return value if value.__class__ is Markup else escape(value)


class _Words(NodeTransformer):
    """Puts what the catalogue says into the place of `_("…")`, and of `{% trans %}` without variables."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._gettext: Any = environment.globals["gettext"]

    def visit_Call(self, node: Call, *args: Any, **kwargs: Any) -> Node:  # noqa: N802 - the library's name
        called, given = node.node, node.args
        if (
            isinstance(called, Name)
            and called.name in ("_", "gettext")
            and len(given) == 1
            and isinstance(given[0], Const)
            and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        ):
            return TemplateData(self._gettext(given[0].value), lineno=node.lineno)
        return self.generic_visit(node, *args, **kwargs)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates, kept: to compile those of one page takes as long as rendering three hundred."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """What cannot be read, for whatever reason, is compiled again."""
        with suppress(Exception):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What cannot be kept will be compiled again."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def make_environment(theme: Theme, body: BodyFilter, own: Path | None = None) -> jinja2.Environment:
    """The environment of a theme. Cheap: templates are compiled when they are first used.

    `own`: narrate's folder in the user's own cache, where compiled templates are kept. Nowhere else: a repository
    that brings compiled code along would run it.
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
        bytecode_cache=_compiled(theme, own),
    )
    said = _translations(theme)
    environment.install_gettext_translations(said, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["gettext"] = environment.globals["_"] = partial(_said, said.gettext)
    environment.filters.update(filters(date_words(theme.language), said.gettext))
    environment.filters["direction"] = direction
    environment.filters["turned"] = turned(theme.language)
    environment.filters["body"] = body
    environment.filters["once"] = _once()
    environment.filters["asset"] = _asked(lambda name: _named(theme.static.names, name, "static file"))
    environment.filters["option"] = _asked(lambda name: _option(theme.options, name))
    return environment


def _asked(filter_: Callable[[str], Any]) -> Callable[[Context, str], Any]:
    """A filter that a page asks, not the compiler: what that knows of a theme would stay as it is in what is kept."""

    @jinja2.pass_context
    def asked(_context: Context, name: str) -> Any:
        return filter_(name)

    return asked


def _said(gettext: Callable[[str], str], message: str, /, **values: Any) -> Markup:
    """What the catalogue says for a text, with values in it. Catalogues are part of a theme, and safe."""
    return Markup(gettext(message)) % values  # noqa: S704


def _compiled(theme: Theme, own: Path | None) -> _Compiled | None:
    """Where compiled templates are kept. They have the words of the catalogues in them; Jinja compares the sources."""
    if own is None:
        return None
    folder = own / "templates" / digest_of((program(), theme.language, theme.catalogues)).hex()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _Compiled(str(folder))


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
