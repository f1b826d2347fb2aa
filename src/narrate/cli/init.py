"""`narrate init`."""

import shutil
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import click

from narrate import __version__
from narrate.config import NAME, read_config, title_of
from narrate.errors import NarrateError
from narrate.git.command import answer, find_repository
from narrate.git.settings import read_settings
from narrate.init import CI_FILES, SCHEMA, Ci, newcomer, scaffold
from narrate.init.origin import example, origin
from narrate.json_schema import schema_of, text_of
from narrate.model.document import Author
from narrate.model.moment import today
from narrate.project import shown_path


@click.command()
@click.argument("directory", default=".", type=click.Path(file_okay=False), metavar="[DIR]")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "forgejo", "none"]),
    default="github",
    show_default=True,
    help="Which continuous integration to write a file for.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing.")
def command(directory: str, ci: Ci, quiet: bool) -> None:
    """Make a repository that builds, in DIR.

    It gets a narrate.toml with every option explained, a first person, a team, a community, a narration
    and a lesson, a README that says how to write, and a file for continuous integration. Files that are
    there already are kept as they are.
    """
    root = _folder(directory)
    started = _start_repository(root)
    existing = root / NAME
    config, _ = read_config(root, existing if existing.is_file() else None)
    content = "content/" if not existing.is_file() else "" if config.content == "." else f"{config.content}/"
    who = newcomer(_git_user(root), today(datetime.now(UTC).astimezone()))
    told, made = ["made a Git repository"] if started else [], []
    from_where = origin(_recorded())
    files = scaffold(title_of(root), content, who, ci, from_where or example(__version__))
    for path, text in files.items():
        written = _write(root / path, text)
        made += [path] if written else []
        told.append(f"{'made' if written else 'kept'} {path}")
    with suppress(NarrateError):  # what is wrong with the configuration is a build's to say
        config, _ = read_config(root, root / NAME)
        written = _write(root / SCHEMA, text_of(schema_of(config)))
        told.append(f"{'made' if written else 'kept'} {SCHEMA}")
    if not quiet:
        of_ci = next((path for path in made if path in CI_FILES.values() and not from_where), "")
        click.echo("\n".join([*told, "", *_next_steps(root, f"{content}narrations/{who.id}/", of_ci)]))


def _recorded() -> str | None:
    """What was recorded when this narrate was installed."""
    try:
        return distribution("narrate").read_text("direct_url.json")
    except PackageNotFoundError:
        return None


def _folder(directory: str) -> Path:
    root = Path(directory)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot be a name"
        raise NarrateError(f"cannot make the folder `{directory}`: {reason}") from error
    return root.resolve()


def _start_repository(root: Path) -> bool:
    """Makes the folder a Git repository, unless it is in one or there is no Git."""
    git = shutil.which("git")
    if git is None or find_repository(root):
        return False
    done = subprocess.run([git, "init", "--quiet"], cwd=root, capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def _git_user(root: Path) -> Author | None:
    repository = find_repository(root)
    if repository is None:
        return None
    return read_settings(answer(repository.start("config", "-z", "--get-regexp", r"^user\.", personal=True)))[
        0
    ]


def _write(path: Path, text: str) -> bool:
    """Writes a file that is not there yet. False: there is something of that name, and it is kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (FileExistsError, NotADirectoryError):
        return False
    except OSError as error:
        raise NarrateError(f"cannot write `{path}`: {error.strerror}") from error
    return True


def _next_steps(root: Path, folder: str, of_ci: str) -> list[str]:
    here = shown_path(root, Path.cwd())
    go = [] if here == "." else [f"  cd {here}"]
    return [
        "Next:",
        *go,
        "  narrate serve --open",
        "",
        f"Then write something in {folder}, see it there, and read README.md.",
        *([f"Before you push: say in {of_ci} where narrate is installed from."] if of_ci else []),
    ]
