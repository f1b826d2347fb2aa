"""The files for continuous integration, read and run as a forge would: their shell steps, one after the other."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from narrate.init import CI_FILES, Ci, newcomer, scaffold
from narrate.init.origin import example
from narrate.model.document import Author

CHECKOUT = Path(__file__).resolve().parents[1]
DOCS = CHECKOUT / "docs/ci"


def files() -> dict[Ci, str]:
    """What `narrate init` writes for each forge when it does not know where narrate comes from."""
    who = newcomer(Author("Ana Lima"), "2026-03-04")
    return {
        ci: scaffold("Notes", "content/", who, ci, example("0.1.0"))[path] for ci, path in CI_FILES.items()
    }


class _Loader(yaml.SafeLoader):
    """Knows the tag with which GitLab's files refer to other parts of themselves."""


def _reference(loader: yaml.SafeLoader, node: yaml.Node) -> list[Any]:
    assert isinstance(node, yaml.SequenceNode)
    return ["!reference", *loader.construct_sequence(node)]


_Loader.add_constructor("!reference", _reference)


def load(text: str) -> dict[Any, Any]:
    """A file as a value. YAML reads the key `on` as true."""
    found = yaml.load(text, _Loader)
    assert isinstance(found, dict)
    return found


@dataclass(frozen=True)
class Step:
    """A shell step."""

    name: str
    run: str
    env: dict[str, str]


def shell_steps(text: str) -> dict[str, Step]:
    """The named shell steps of a GitHub or Forgejo file."""
    jobs = load(text)["jobs"].values()
    return {
        step["name"]: Step(step["name"], step["run"], step.get("env", {}))
        for job in jobs
        for step in job["steps"]
        if "run" in step
    }


def jobs(text: str) -> dict[str, Step]:
    """The jobs of a GitLab file, each as one script; installing is left out."""
    found = load(text)
    return {
        name: Step(name, "\n".join(job["script"]), job.get("variables", {}))
        for name, job in found.items()
        if isinstance(job, dict) and "script" in job
    }


@dataclass(frozen=True)
class Ran:
    """How a step ended."""

    code: int
    said: str


class Machine:
    """A folder in which steps are run: what one writes to `GITHUB_ENV` the next ones have."""

    def __init__(self, folder: Path, work: Path, programs: Path, env: Mapping[str, str]) -> None:
        self._folder, self._work = folder, work
        self._env = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "RUNNER_TEMP": str(folder),
            "PYTHONPATH": str(CHECKOUT / "src"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_COMMITTER_NAME": "C",
            "GIT_COMMITTER_EMAIL": "c@team.test",
            **env,
        }

    @property
    def summary(self) -> str:
        """What steps wrote for the people who read the pull request."""
        file = self._folder / "summary"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def run(self, step: Step, **env: str) -> Ran:
        """Runs a step as GitHub's runner does: bash, and the first command that fails ends it."""
        outputs = {
            name: str(self._folder / file)
            for name, file in (
                ("GITHUB_ENV", "env"),
                ("GITHUB_STEP_SUMMARY", "summary"),
                ("GITHUB_PATH", "path"),
            )
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.run],
            cwd=self._work,
            env={**self._env, **outputs, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        file = self._folder / "env"
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            name, _, value = line.partition("=")
            self._env[name] = value
        return Ran(done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    for ci, text in files().items():
        (DOCS / f"{ci}.yml").write_text(text, encoding="utf-8", newline="\n")
