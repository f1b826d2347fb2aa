"""The user's own configuration: where their notes are when they are somewhere else."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from narrate.errors import NarrateError
from narrate.schema import one_of, quoted, value_words

_OPTIONS = ("home",)


def config_file(environ: Mapping[str, str], platform: str) -> Path | None:
    """Where the user's configuration is, on each platform; None for somebody without a home folder."""
    base = environ.get("APPDATA" if platform == "win32" else "XDG_CONFIG_HOME", "")
    home = environ.get("USERPROFILE" if platform == "win32" else "HOME", "")
    if not Path(base).is_absolute():
        if not Path(home).is_absolute():
            return None
        base = f"{home}/Library/Application Support" if platform == "darwin" else f"{home}/.config"
    return Path(base) / "narrate" / "config.toml"


def read_home(file: Path, text: str, user_folder: Path) -> Path | None:
    """The folder that the configuration names as home; None when it names none.

    Raises `NarrateError` for what is no TOML, and for a wrong key or value.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NarrateError(f"{file}: {error}", 'write `home = "~/team-notes"`') from error
    for key in table:
        if key not in _OPTIONS:
            raise NarrateError(f"{file}: there is no option {quoted(key)}", one_of(key, _OPTIONS))
    home = table.get("home", "")
    if not isinstance(home, str):
        raise NarrateError(
            f"{file}: `home` takes text, not {value_words(home)}", 'write `home = "~/team-notes"`'
        )
    if not home:
        return None
    return user_folder / home[2:] if home.startswith("~/") else user_folder / home
