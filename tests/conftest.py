"""What every test may count on: nobody's own settings, and the same examples each time."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("narrate", derandomize=True, deadline=None)
settings.load_profile("narrate")


@pytest.fixture(autouse=True, scope="session")
def _nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever runs the tests has a Git configuration and a cache of their own: neither is read nor written."""
    home = tmp_path_factory.mktemp("home")
    (home / "gitconfig").write_text("[user]\n\tname = Nobody\n\temail = nobody@team.test\n", encoding="utf-8")
    os.environ |= {
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "NO_COLOR", "FORCE_COLOR", "PYTHONWARNINGS"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The project's own folder."""
    return Path(__file__).resolve().parents[1]
