"""A theme as a value: every template and static file of a team's own folder, its theme and that theme's parents.

A theme is a folder with `theme.toml`, `templates/` and `static/`. The layers of a theme are, from the first that
is asked to the last: the team's own `theme/` folder, the theme it has chosen, and that theme's parents. What an
earlier layer has under a name replaces what a later one has under it. `default/entry.html` always names the
template of the theme `default`, so that whoever replaces `entry.html` can still extend the one replaced.

All files are read once. What is rendered later depends on this value alone, in any process.
"""

import contextlib
import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from narrate.errors import NarrateError
from narrate.theme.static import Bundle, bundle
from narrate.words import SOURCE, shipped, wider

Option = str | bool | int

_KEYS = frozenset(("name", "inherits", "styles", "scripts", "search", "options"))
_SUFFIX = ".html"


class Theme(msgspec.Struct, frozen=True):
    """Everything that decides how a view looks."""

    name: str
    templates: dict[str, str]
    """Source by name: `entry.html` (of the first layer that has it) and `default/entry.html`."""
    origins: dict[str, str]
    """Where each template was found, for messages only."""
    static: Bundle
    options: dict[str, Option]
    """What `theme.toml` says under `[options]`, the first layer winning."""
    language: str = SOURCE
    """Of the site."""
    catalogues: tuple[str, ...] = ()
    """The sources of the gettext catalogues of that language, the later ones winning."""


class _Layer(msgspec.Struct, frozen=True):
    name: str
    """Empty for the team's own folder."""
    inherits: str
    styles: tuple[str, ...] | None
    scripts: tuple[str, ...] | None
    search: tuple[str, ...] | None
    options: dict[str, Option]
    templates: dict[str, str]
    origins: dict[str, str]
    static: dict[str, bytes]
    catalogue: str


def load_theme(chosen: str, project: Path, own: Path | None = None, language: str = SOURCE) -> Theme:
    """The theme `chosen`: a shipped theme's name, or a folder below `project`.

    `own`: the team's folder of single templates, static files and catalogues, if it has one. Raises NarrateError when a
    theme is missing, inherits from itself, or has a file that cannot be read.
    """
    layers = [layer for _, layer in _layers(chosen, project, own, language)]
    return _join(layers, language, (shipped(language), *(layer.catalogue for layer in reversed(layers))))


def theme_folders(chosen: str, project: Path, own: Path | None = None) -> tuple[Path, ...]:
    """The folders that the theme is read from, as far as it can be; `own` also when it is not there yet."""
    folders = [own] if own is not None else []
    with contextlib.suppress(NarrateError):
        folders.extend(folder for folder, _ in _layers(chosen, project, own, SOURCE))
    return tuple(dict.fromkeys(folders))


def _layers(chosen: str, project: Path, own: Path | None, language: str) -> Iterator[tuple[Path, _Layer]]:
    if own is not None and own.is_dir() and own.resolve() != (project / chosen).resolve():
        yield own, _layer(own, language, own=True)
    name, seen = chosen, list[str]()
    while name:
        folder = _find(name, project)
        layer = _layer(folder, language, own=False)
        if layer.name in seen:
            circle = " → ".join([*seen, layer.name])
            raise NarrateError(
                f"the theme `{layer.name}` inherits from itself: {circle}", "remove one `inherits`"
            )
        seen.append(layer.name)
        yield folder, layer
        name = layer.inherits


def shipped_themes() -> Path:
    """The folder of the shipped themes: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent.parent / "themes"


def _find(name: str, project: Path) -> Path:
    shipped = shipped_themes()
    for folder in (project / name, shipped / name):
        if (folder / "theme.toml").is_file():
            return folder
    if (project / name).is_dir():
        raise NarrateError(
            f"the theme folder `{name}` has no `theme.toml`", "an empty one is enough to begin with"
        )
    known = sorted(path.parent.name for path in shipped.glob("*/theme.toml"))
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean `{near[0]}`?" if near else f"shipped themes: {', '.join(known)}"
    raise NarrateError(f"there is no theme `{name}`", hint)


def _layer(folder: Path, language: str, *, own: bool) -> _Layer:
    settings = _settings(folder / "theme.toml")
    name = "" if own else str(settings.get("name", folder.name))
    templates, origins = dict[str, str](), dict[str, str]()
    for path, content in _files(folder, "templates").items():
        if not path.endswith(_SUFFIX):
            continue
        origins[path] = f"{folder.name}/templates/{path}"
        try:
            templates[path] = content.decode()
        except UnicodeDecodeError as error:
            raise NarrateError(f"the template `{origins[path]}` is not UTF-8", "save it as UTF-8") from error
    return _Layer(
        name,
        "" if own else str(settings.get("inherits", "")),
        _names(settings, "styles", "a.css", folder.name),
        _names(settings, "scripts", "a.js", folder.name),
        _names(settings, "search", "a.js", folder.name),
        _options(settings, folder.name),
        templates,
        origins,
        _files(folder, "static"),
        _catalogue(folder, language),
    )


def _join(layers: list[_Layer], language: str, catalogues: tuple[str, ...]) -> Theme:
    templates, origins, static = dict[str, str](), dict[str, str](), dict[str, bytes]()
    options = dict[str, Option]()
    for layer in reversed(layers):
        templates.update(layer.templates)
        origins.update(layer.origins)
        static.update(layer.static)
        unknown = sorted(layer.options.keys() - options.keys()) if not layer.name else []
        if unknown:
            known = ", ".join(f"`{name}`" for name in sorted(options)) or "none"
            raise NarrateError(f"the theme has no option `{unknown[0]}`", f"its options: {known}")
        options.update(layer.options)
    for layer in layers:
        for path, source in layer.templates.items() if layer.name else ():
            templates[f"{layer.name}/{path}"] = source
            origins[f"{layer.name}/{path}"] = layer.origins[path]
    styles = next((layer.styles for layer in layers if layer.styles is not None), ())
    scripts = next((layer.scripts for layer in layers if layer.scripts is not None), ())
    search = next((layer.search for layer in layers if layer.search is not None), ())
    extra, more = (
        tuple(layer.static[name] for layer in reversed(layers) if name in layer.static)
        for name in ("extra.css", "extra.js")
    )
    name = next((layer.name for layer in layers if layer.name), "")
    said = tuple(source for source in catalogues if source)
    return Theme(
        name,
        templates,
        origins,
        bundle(static, styles, extra, scripts, more, search),
        options,
        language,
        said,
    )


def _settings(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    place = f"{path.parent.name}/{path.name}"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise NarrateError(f"`{place}` cannot be read: {error}", "it is a TOML file") from error
    for key in settings:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, sorted(_KEYS), 1)
            hint = f"did you mean `{near[0]}`?" if near else f"its keys: {', '.join(sorted(_KEYS))}"
            raise NarrateError(f"`{place}` has an unknown key `{key}`", hint)
    return settings


def _names(settings: dict[str, object], option: str, example: str, place: str) -> tuple[str, ...] | None:
    names = settings.get(option)
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise NarrateError(
            f"`{option}` of `{place}/theme.toml` is not a list of names", f'write `{option} = ["{example}"]`'
        )
    return tuple(names)


def _options(settings: dict[str, object], place: str) -> dict[str, Option]:
    options = settings.get("options", {})
    if not isinstance(options, dict) or not all(
        isinstance(value, str | bool | int) for value in options.values()
    ):
        raise NarrateError(f"`options` of `{place}/theme.toml` are not texts, numbers, true or false")
    return options


def _catalogue(folder: Path, language: str) -> str:
    """The theme's own words in a language: `locale/pt-BR.po`, else `locale/pt.po`."""
    for name in wider(language):
        path = folder / "locale" / f"{name}.po"
        if path.is_file():
            try:
                return path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                place = f"{folder.name}/locale/{name}.po"
                raise NarrateError(f"the catalogue `{place}` is not UTF-8", "save it as UTF-8") from error
    return ""


def _files(folder: Path, part: str) -> dict[str, bytes]:
    """The files of a part of a theme, by path. Hidden files and what editors leave behind are not part of it."""
    root = folder / part
    found = dict[str, bytes]()
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        name = path.relative_to(root).as_posix()
        if not path.is_file() or name.endswith("~") or any(step.startswith(".") for step in name.split("/")):
            continue
        if not path.resolve().is_relative_to(root.resolve()):
            raise NarrateError(
                f"`{folder.name}/{part}/{name}` leads out of the theme", "put the file itself there"
            )
        found[name] = path.read_bytes()
    return found
