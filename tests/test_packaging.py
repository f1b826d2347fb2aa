"""What people install: the wheel in an empty environment, and a checkout installed editable."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


class Environment:
    """A fresh virtual environment, and a folder outside the checkout to work in."""

    def __init__(self, root: Path, checkout: Path, *install: str) -> None:
        self.work = root / "somewhere else"
        self.work.mkdir(parents=True)
        run(self.work, sys.executable, "-m", "venv", root / "env")
        self.programs = root / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        # The tested versions, so that this is about our package and not about somebody's newest release.
        pip = (self.programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(self.work, *pip, "--constraint", checkout / "constraints.txt", *install)

    def narrate(self, *arguments: str) -> str:
        return run(self.work, self.programs / "narrate", *arguments)

    def python(self, program: str) -> str:
        return run(self.work, self.programs / "python", "-c", program)


def run(folder: Path, *command: str | Path) -> str:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=clean,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as it would be for a release: from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    run(checkout, sys.executable, "-m", "build", "--outdir", folder, checkout)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment(tmp_path_factory.mktemp("wheel"), checkout, str(wheel))


@pytest.fixture(scope="module")
def editable(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment(tmp_path_factory.mktemp("editable"), checkout, "--editable", str(checkout))


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_has_every_file_of_the_program_and_of_the_themes(wheel: Path, checkout: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {f"narrate/{name}" for name in files_below(checkout / "src" / "narrate")}
    expected |= {f"narrate/themes/{name}" for name in files_below(checkout / "themes")}
    assert inside == expected


@pytest.mark.parametrize("kind", ["installed", "editable"])
def test_a_new_repository_builds_outside_the_checkout(kind: str, request: pytest.FixtureRequest) -> None:
    environment: Environment = request.getfixturevalue(kind)
    assert "build" in environment.narrate("--help")
    environment.narrate("init", "x")
    said = environment.narrate("build", "x")
    site = environment.work / "x" / "site"
    assert "rendered" in said
    assert (site / "index.html").is_file()
    assert (site / "feed.atom").is_file()
    assert list((site / "_narrate").rglob("*.css"))


def test_an_installed_narrate_reads_nothing_from_the_checkout(installed: Environment, checkout: Path) -> None:
    where = Path(installed.python("import narrate; print(narrate.__file__)").strip())
    assert not where.is_relative_to(checkout)
    assert (where.parent / "themes" / "default" / "theme.toml").is_file()


def test_content_builds_without_the_extras(installed: Environment, checkout: Path) -> None:
    """Diagrams and formulas then show their source, photographs have one size; nothing else is missing."""
    without_cache = shutil.ignore_patterns(".narrate", "site")
    shutil.copytree(checkout / "content", installed.work / "content", ignore=without_cache)
    said = installed.narrate("build", "content", "--output", "site")
    assert "rendered" in said
    assert (installed.work / "site" / "index.html").is_file()
    assert list((installed.work / "site").rglob("*.jpg"))
    assert not (installed.work / "site" / "_narrate" / "pictures").exists()


def test_the_version_is_said_in_one_place(installed: Environment) -> None:
    version = installed.python("import importlib.metadata as m; print(m.version('narrate'))").strip()
    assert version == installed.python("import narrate; print(narrate.__version__)").strip()
    assert installed.narrate("--version").strip() == f"narrate {version}"
