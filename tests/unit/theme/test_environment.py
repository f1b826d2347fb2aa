"""Templates are escaped, cannot reach Python, and say where they are wrong."""

import shutil
from pathlib import Path

import pytest
from jinja2.bccache import bc_magic
from markupsafe import Markup
from msgspec.structs import replace

from narrate.errors import NarrateError
from narrate.model.links import BodyRef
from narrate.model.views import Ref
from narrate.theme.closure import closure, template_digests
from narrate.theme.contract import problems
from narrate.theme.environment import make_environment, render
from narrate.theme.load import Theme
from narrate.theme.static import Bundle


def theme_of(**templates: str) -> Theme:
    """A theme of these templates (`a` is `a.html`), with one static file and one option."""
    sources = {f"{name}.html": source for name, source in templates.items()}
    static = Bundle((("_narrate/theme.12345678.css", b""),), {"theme.css": "theme.12345678.css"})
    return Theme("t", sources, {name: f"t/templates/{name}" for name in sources}, static, {"credit": True})


def rendered(view: object, **templates: str) -> str:
    environment = make_environment(
        theme_of(**templates), body=lambda ref: Markup("<p>{}</p>").format(ref.digest)
    )
    return render(environment, "page.html", view)


@pytest.mark.parametrize(
    ("source", "view", "html"),
    [
        ("{{ view }}", "<b>", "&lt;b&gt;"),
        ('{{ "theme.css" | asset }}', "", "theme.12345678.css"),
        ('{% if "credit" | option %}yes{% endif %}', "", "yes"),
        ("{{ view | body }}", BodyRef(b"x"), "<p>b&#39;x&#39;</p>"),
        ('{{ _("Site") }}', "", "Site"),
        ("{% trans count=view %}one{% pluralize %}{{ count }} of them{% endtrans %}", 1, "one"),
        ("{% trans count=view %}one{% pluralize %}{{ count }} of them{% endtrans %}", 3, "3 of them"),
        ("{{ view | date }}", "2026-03-04", "4 March 2026"),
        ("{% trans name=view %}by {{ name }}{% endtrans %}", "<b>", "by &lt;b&gt;"),
        ("{% trans %}100 % of it{% endtrans %}", "", "100 % of it"),
        ("{% set said = _('a <i>b</i>') %}{{ said }}{{ view }}", "<i>", "a <i>b</i>&lt;i&gt;"),
        ("{% macro m(x, y='<') %}<b>{{ x }}{{ y }}</b>{% endmacro %}{{ m(view) }}", "&", "<b>&amp;&lt;</b>"),
        ("{% macro m(x, y='<') %}{{ x }}{{ y }}{% endmacro %}{{ m(y=view, x=1) }}", "&", "1&amp;"),
        ("{% macro m() %}{{ varargs[0] }}{{ kwargs.k }}{% endmacro %}{{ m(view, k=view) }}", "<", "&lt;&lt;"),
        (
            "{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}{{ view }}{% endcall %}",
            "<",
            "<b>&lt;</b>",
        ),
        (
            "{% macro m(x) %}<{{ x }}>{% endmacro %}{% for a in view %}{{ m(loop.index) }}{% endfor %}",
            "ab",
            "<1><2>",
        ),
        ("{% autoescape false %}{{ view }}{% endautoescape %}", "<", "<"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ (m(view) ~ '<') }}", "<", "&lt;&lt;"),
        ("{{ view | time_tag }}", "<b>", "<span>&lt;b&gt;</span>"),
        ("{{ view.absent is defined }}", Ref("a", "b"), "False"),
    ],
)
def test_what_a_template_may_do(source: str, view: object, html: str) -> None:
    assert rendered(view, page=source) == html


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "a\n{{ view.nothing }}",
            "the template `page.html` cannot be rendered: 'str object' has no attribute 'nothing' (t/templates/page.html:2)",
        ),
        (
            "{{ other }}",
            "the template `page.html` cannot be rendered: 'other' is undefined (t/templates/page.html:1)",
        ),
        ('{{ "theme.cs" | asset }}', "the theme has no static file `theme.cs`"),
        ('{{ "credits" | option }}', "the theme has no option `credits`"),
        (
            "{% macro m(x) %}{{ x }}{% endmacro %}\n{{ m() }}",
            "the template `page.html` cannot be rendered: parameter 'x' was not provided (t/templates/page.html:1)",
        ),
        (
            "\n\n{% block %}",
            "the template `page.html` cannot be rendered: expected token 'name', got 'end of statement block' (t/templates/page.html:3)",
        ),
    ],
)
def test_what_is_wrong_in_a_template_is_said_with_its_place(source: str, message: str) -> None:
    with pytest.raises(NarrateError) as error:
        rendered("x", page=source)
    assert error.value.message == message


@pytest.mark.parametrize(
    "source",
    [
        "{{ view.__class__.__mro__ }}",
        "{{ ''.__class__.__subclasses__() }}",
        "{{ view.format.__globals__ }}",
        "{{ ''['__class__']['__mro__'] }}",
        "{% set _ = [].append(1) %}{{ cycler.__init__.__globals__ }}",
    ],
)
def test_a_template_cannot_reach_python(source: str) -> None:
    with pytest.raises(NarrateError):
        rendered("x", page=source)


def test_the_closure_of_a_template_is_all_that_it_is_made_of() -> None:
    theme = theme_of(
        page='{% extends "base.html" %}{% from "line.html" import line %}',
        base='{% include "foot.html" %}',
        line="{% macro line() %}{% endmacro %}",
        foot="x",
        other="y",
    )
    assert closure(theme, "page.html") == {"page.html", "base.html", "line.html", "foot.html"}


def test_a_digest_changes_with_what_the_template_is_made_of_and_with_nothing_else() -> None:
    before = template_digests(theme_of(page='{% include "foot.html" %}', foot="x", other="y"))
    foot = template_digests(theme_of(page='{% include "foot.html" %}', foot="z", other="y"))
    other = template_digests(theme_of(page='{% include "foot.html" %}', foot="x", other="z"))
    assert before["page.html"] != foot["page.html"]
    assert before["page.html"] == other["page.html"]


def test_templates_that_include_each_other_have_a_closure() -> None:
    theme = theme_of(a='{% include "b.html" %}', b='{% include "a.html" %}')
    assert closure(theme, "a.html") == {"a.html", "b.html"}


@pytest.mark.parametrize(
    ("source", "message", "help_line"),
    [
        (
            "{% include view.x %}",
            "the template `t/templates/page.html` names another one by an expression",
            "write its name as text, so that narrate knows what to render again",
        ),
        (
            '{% include "fot.html" %}',
            "the template `t/templates/page.html` needs `fot.html`, which no theme has",
            "did you mean `foot.html`?",
        ),
        (
            "x\n{% endif %}",
            "the template `t/templates/page.html:2` is not valid: Encountered unknown tag 'endif'.",
            "",
        ),
    ],
)
def test_what_keeps_a_closure_from_being_known_is_said(source: str, message: str, help_line: str) -> None:
    with pytest.raises(NarrateError) as error:
        template_digests(theme_of(page=source, foot=""))
    assert (error.value.message, error.value.help) == (message, help_line)


BLOCKS = [
    ("{% block txt %}{% endblock %}", "did you mean `text`?"),
    ("{% block main %}{% endblock %}", "it has `foot`, `note`, `text`"),
    ("{% block text %}{% block inner %}{% endblock %}{% endblock %}", None),
    ("{% block note %}{% endblock %}", None),
]


@pytest.mark.parametrize(("source", "help_line"), BLOCKS)
def test_a_block_that_nothing_shows_is_said(source: str, help_line: str | None) -> None:
    base = "{% block text %}{% endblock %}"
    middle = '{% extends "base.html" %}{% block text %}{% block note %}{% endblock %}{% endblock %}{% block foot %}{% endblock %}'
    theme = theme_of(
        page='{% extends "middle.html" %}\n' + source,
        middle=middle,
        base=base + "{% block foot %}{% endblock %}",
    )
    if help_line is None:
        template_digests(theme)
        return
    with pytest.raises(NarrateError) as error:
        template_digests(theme)
    name = source.split()[2]
    assert error.value.message == (
        f"the template `t/templates/page.html:2` fills the block `{name}`, which `middle.html` does not have"
    )
    assert error.value.help == help_line


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("{{ view.x }}{{ _('a') }}{% trans n=view %}{{ n }}{% endtrans %}", []),
        ("{% for day in view %}{{ day }}{{ loop.index }}{% endfor %}", []),
        ("{% macro a(b) %}{{ b }}{% endmacro %}{% block c %}{{ a(view) }}{% endblock %}", []),
        ('{% from "page.html" import a as b %}{% block c %}{{ b }}{% endblock %}', []),
        ("{% set a = 1 %}{% block c %}{{ a }}{% endblock %}", []),
        ("{{ site.title }}{% block c %}{{ now() }}{% endblock %}", ["now", "site"]),
        ("{% set a = 1 %}{{ b }}", ["b"]),
    ],
)
def test_what_a_template_reads_besides_its_view_is_a_problem(source: str, read: list[str]) -> None:
    found = [problem for problem in problems(theme_of(page=source)) if "reads" in problem]
    assert found == [
        f"the template `t/templates/page.html` reads `{name}`: a template reads `view` and nothing else"
        for name in read
    ]


def test_a_page_that_no_layer_has_a_template_for_is_a_problem() -> None:
    assert "no layer of the theme has `entry.html`" in problems(theme_of(page=""))


@pytest.mark.parametrize(
    "source", ["{{ view.nothing }}", "{{ view.__struct_fields__ }}", "{{ view.__class__.__mro__ }}"]
)
def test_of_a_view_a_template_reads_fields_only(source: str) -> None:
    assert rendered(Ref("Ana", "/people/ana/"), page="{{ view.name }} {{ view.href }}") == "Ana /people/ana/"
    with pytest.raises(NarrateError):
        rendered(Ref("Ana"), page=source)


def kept_in(own: Path, source: str) -> str:
    environment = make_environment(theme_of(page=source), lambda _: Markup(), own)
    return render(environment, "page.html", "x")


def test_compiled_templates_are_kept_and_follow_their_source(tmp_path: Path) -> None:
    assert kept_in(tmp_path, "a {{ view }}") == "a x"
    (compiled,) = (file for file in tmp_path.rglob("*") if file.is_file())
    before = compiled.stat().st_mtime_ns
    assert kept_in(tmp_path, "a {{ view }}") == "a x"
    assert compiled.stat().st_mtime_ns == before
    assert kept_in(tmp_path, "b {{ view }}") == "b x"
    assert kept_in(tmp_path, "a {{ view }}") == "a x"


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", bc_magic, bc_magic + b"nonsense", bc_magic + b"cno\nthing\n."]
)
def test_what_was_kept_and_cannot_be_read_is_compiled_again(tmp_path: Path, content: bytes) -> None:
    kept_in(tmp_path, "a {{ view }}")
    (compiled,) = (file for file in tmp_path.rglob("*") if file.is_file())
    for damaged in (content, compiled.read_bytes()[:-20], compiled.read_bytes()[:20]):
        compiled.write_bytes(damaged)
        assert kept_in(tmp_path, "a {{ view }}") == "a x"


def test_where_nothing_can_be_kept_templates_are_compiled(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert kept_in(tmp_path / "file", "a {{ view }}") == "a x"
    kept_in(tmp_path, "a {{ view }}")
    shutil.rmtree(tmp_path / "templates")
    assert kept_in(tmp_path, "a {{ view }}") == "a x"


def test_what_is_kept_of_a_template_knows_nothing_of_files_and_options(tmp_path: Path) -> None:
    """A stylesheet that changes has another name, and an option another value, in templates that did not change."""
    source = '{{ "theme.css" | asset }} {% if "credit" | option %}yes{% else %}no{% endif %}'
    said = []
    for name, credit in (("theme.1.css", True), ("theme.2.css", False)):
        theme = replace(
            theme_of(page=source),
            static=Bundle(((name, b""),), {"theme.css": name}),
            options={"credit": credit},
        )
        said.append(render(make_environment(theme, lambda _: Markup(), tmp_path), "page.html", ""))
    assert said == ["theme.1.css yes", "theme.2.css no"]
    assert [*tmp_path.rglob("*")]
