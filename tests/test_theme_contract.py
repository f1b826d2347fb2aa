"""The contract between views and templates, for the shipped theme.

A template reads its view and nothing else, and no view has a field that no template reads. Both are
checked by rendering: every page template with a view in which everything is there, and with one in which
everything that may be absent is.
"""

import re
import types
import typing
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args, get_origin

import html5lib
import mf2py
import msgspec
import pytest
from jinja2 import Environment
from markupsafe import Markup

from narrate.model import views
from narrate.model.links import BodyRef
from narrate.model.views import desk
from narrate.theme.contract import problems
from narrate.theme.dates import date_words
from narrate.theme.environment import make_environment, render
from narrate.theme.filters import filters
from narrate.theme.load import Theme, load_theme
from narrate.theme.pages import PAGES

FOR_PROGRAMS = ("Feed", "Calendar", "Outline", "Sitemap", "Llms", "Api", "MarkdownCopy", "Graph")
"""The beginnings of the names of views that other renderers read."""

FOR_TEAMS = {"Article.extra"}
"""What only a team's own templates can have a use for."""


FORMS: dict[type[views.View], tuple[dict[str, Any], ...]] = {
    desk.DeskPage: (
        {"DeskPage.group": "", "DeskGroup.name": "questions", "DeskLine.tag": None, "DeskLine.actions": ()},
        {"DeskLine.tag": None, "DeskLine.actions": (), "DeskLine.command": ""},
        {"DeskGroup.name": "ready"},
        {"DeskGroup.name": "misspelt"},
    )
}
"""The forms that parts of one page alone take."""


@pytest.fixture(scope="module", params=["default", "workshop"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param, Path("/nowhere"))


@pytest.fixture(scope="module")
def environment(theme: Theme) -> Environment:
    return make_environment(theme, body=lambda _: Markup("<p>Body.</p>"))


def sample(kind: Any, name: str, *, full: bool, depth: int = 0) -> Any:
    """A value of a type: with everything in it, or with everything empty that may be."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is BodyRef:
        return BodyRef(b"0")
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(
            *(sample(hints[part], part, full=full, depth=depth + 1) for part in kind.__struct_fields__)
        )
    if origin is dict:
        return {"mood": "sunny"} if full else {}
    if origin is tuple:
        return (sample(arguments[0], name, full=full, depth=depth),) * 2 if full and depth < 5 else ()
    if origin in {typing.Union, types.UnionType}:
        return sample(arguments[0], name, full=full, depth=depth) if full else None
    return {str: _text(name) if full else "", int: 3 if full else 0, bool: full}[kind]


def _text(name: str) -> str:
    if name in {"date", "updated", "joined", "left"}:
        return "2026-03-04T14:32"
    return {"href": "/x/", "theme": "/_narrate/", "language": "en", "label": "2026-03"}.get(
        name, f"a {name} <&>"
    )


class Watched:
    """A view that notes which of its fields are read."""

    def __init__(self, value: msgspec.Struct, seen: set[tuple[str, str]]) -> None:
        self._value, self._seen = value, seen

    def __getattr__(self, name: str) -> Any:
        self._seen.add((type(self._value).__name__, name))
        return watched(getattr(self._value, name), self._seen)


def watched(value: Any, seen: set[tuple[str, str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(watched(item, seen) for item in value)
    return Watched(value, seen) if isinstance(value, views.View) else value


def page_views() -> Iterator[type[views.View]]:
    """The view classes that templates read: those of pages and all that these are made of."""
    for value in _below(views.View):
        if value is views.FeedLink or not value.__name__.startswith(FOR_PROGRAMS):
            yield value


def _below(view: type[views.View]) -> Iterator[type[views.View]]:
    """All views, in whichever module of the model they are."""
    for value in view.__subclasses__():
        if value.__module__.startswith("narrate.model."):
            yield value
            yield from _below(value)


def variants(page: type[views.View]) -> Iterator[Any]:
    """A full view, an empty one, and full ones in which a stream, a field or a line takes its other form."""
    full = sample(page, "", full=True)
    yield full
    yield sample(page, "", full=False)
    yield _changed(full, {"order": "state", "name": "state"})
    yield _changed(full, {"type": "date", "titled": False, "refs": ()})
    yield _changed(full, {"type": "duration", "text": "P6M", "refs": ()})
    undated = _changed(sample(views.Day, "", full=True), {"Day.date": ""})
    yield _changed(full, {"Stream.days": (undated,)})
    for changes in FORMS.get(page, ()):
        yield _changed(full, changes)
    yield _changed(
        full,
        {"type": "flag", "refs": (), "picture": "", "IndexItem.person": None, "gone": False, "skipped": 0},
    )


def _changed(value: Any, changes: dict[str, Any]) -> Any:
    if isinstance(value, tuple):
        return tuple(_changed(item, changes) for item in value)
    if not isinstance(value, views.View):
        return value
    of = type(value).__name__
    fields = {name: _changed(getattr(value, name), changes) for name in value.__struct_fields__}
    return type(value)(
        **{name: changes.get(f"{of}.{name}", changes.get(name, field)) for name, field in fields.items()}
    )


def test_every_page_view_has_a_template_and_every_template_its_view() -> None:
    pages = {value for value in page_views() if value.__name__.endswith("Page")}
    assert set(PAGES.values()) == pages
    for template, page in PAGES.items():
        assert f"`{template}`" in (page.__doc__ or ""), f"the docstring of {page.__name__} names its template"


def test_templates_read_only_the_view(theme: Theme) -> None:
    assert problems(theme) == ()


def test_every_page_renders_whatever_its_view_has_and_every_field_is_read(environment: Environment) -> None:
    seen = set[tuple[str, str]]()
    for template, page in PAGES.items():
        for view in variants(page):
            html = render(environment, template, watched(view, seen))
            parser = html5lib.HTMLParser()
            parser.parse(html)
            assert [error for error in parser.errors if error[1] != "unknown"] == [], template
            assert "<&>" not in html
    unread = {
        f"{value.__name__}.{field}"
        for value in page_views()
        for field in value.__struct_fields__
        if (value.__name__, field) not in seen
    }
    assert unread == FOR_TEAMS


@pytest.mark.parametrize("template", PAGES)
def test_no_page_has_inline_scripts_styles_or_handlers(environment: Environment, template: str) -> None:
    html = render(environment, template, sample(PAGES[template], "", full=True))
    assert not re.search(r"<script(?! type=\"module\" src=)|<style|\sstyle=|\son[a-z]+=|https?://", html)
    head = re.search(r"<head>\s*(<[^>]+>)\s*(<[^>]+>)", html)
    assert head is not None
    assert head[1] == '<meta charset="utf-8">'
    assert head[2].startswith('<meta http-equiv="Content-Security-Policy"')


@pytest.mark.parametrize("template", sorted(PAGES.keys() - {"redirect.html"}))
@pytest.mark.parametrize("full", [True, False])
def test_every_page_has_one_first_heading_and_no_id_twice(
    environment: Environment, template: str, full: bool
) -> None:
    view = _changed(sample(PAGES[template], "", full=full), {"title_id": "", "parts": ()})
    html = render(environment, template, view)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert html.count("<h1") == 1
    assert sorted(set(ids)) == sorted(ids)
    assert 'href="#n-main"' in html


@pytest.mark.parametrize("template", sorted(PAGES))
def test_no_page_skips_a_level_of_headings(environment: Environment, template: str) -> None:
    for view in variants(PAGES[template]):
        levels = [int(level) for level in re.findall(r"<h([1-6])", render(environment, template, view))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_programs_read_an_entry_a_stream_and_a_person(environment: Environment) -> None:
    """Microformats: h-entry with h-card, h-feed with its entries, and an h-card on a person's page."""
    changes = {"href": "https://a.example/x/", "url": "https://a.example/x/", "parts": ()}
    found = dict[tuple[str, str], Any]()
    for template, page in (
        ("entry.html", views.EntryPage),
        ("home.html", views.HomePage),
        ("person.html", views.PersonPage),
    ):
        html = render(environment, template, _changed(sample(page, "", full=True), changes))
        for item in mf2py.parse(doc=html)["items"]:
            found.setdefault((template, item["type"][0]), item)
    entry = found["entry.html", "h-entry"]["properties"]
    assert entry["name"] == ["a title <&>"]
    assert entry["published"] == entry["updated"] == ["2026-03-04T14:32"]
    assert entry["url"] == entry["in-reply-to"][:1] == ["https://a.example/x/"]
    assert entry["category"] == ["a name <&>", "a name <&>"]
    assert entry["author"][0]["type"] == ["h-card"]
    assert entry["content"][0]["html"] == "<p>Body.</p>"
    line = found["home.html", "h-feed"]["children"][0]
    assert line["type"] == ["h-entry"]
    assert {"name", "url", "author", "published", "summary", "category"} <= line["properties"].keys()
    assert found["person.html", "h-card"]["properties"]["url"] == ["https://a.example/x/"]


def test_nobody_is_counted(environment: Environment) -> None:
    """The archive of a person's stream does not say how much somebody wrote in a year."""
    view = _changed(sample(views.PersonPage, "", full=True), {"count": 731, "minutes": 1})
    assert "731" not in render(environment, "person.html", view)


def test_every_view_field_and_filter_is_documented() -> None:
    text = (Path(__file__).parent.parent / "docs" / "themes.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))
    for value in page_views():
        listed = re.findall(r"^- `(\w+)`: ", sections.get(value.__name__, ""), re.MULTILINE)
        assert listed == list(value.__struct_fields__), value.__name__
    for name in (*filters(date_words("en"), str), "body", "asset", "option", "direction"):
        assert f"| {name}".replace("|", "\\|") in text, name
