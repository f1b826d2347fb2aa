"""The files for continuous integration: valid for their forge, safe, and each shell step does what it is for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ci_files import CHECKOUT, DOCS, Machine, Step, files, jobs, load, shell_steps
from gitrepo import BEN, Repo

_WRITTEN = files()
_ALL = sorted(DOCS.glob("*.yml"))
_SCHEMAS = {
    "github": "vendor.github-workflows",
    "forgejo": "vendor.github-workflows",
    "gitlab": "vendor.gitlab-ci",
}


@pytest.mark.parametrize("ci", _WRITTEN)
def test_the_documentation_has_what_init_writes(ci: Any) -> None:
    """`python tests/ci_files.py` writes them anew."""
    assert (DOCS / f"{ci}.yml").read_text(encoding="utf-8") == _WRITTEN[ci]


@pytest.mark.parametrize("path", _ALL, ids=lambda path: path.name)
def test_every_file_is_valid_for_its_forge(path: Path) -> None:
    forge = path.stem.removesuffix("-team")
    transform = ["--data-transform", "gitlab-ci"] if forge == "gitlab" else []
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        _SCHEMAS[forge],
        *transform,
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [*_ALL, CHECKOUT / ".pre-commit-hooks.yaml"], ids=lambda path: path.name)
def test_no_line_is_too_long_to_read(path: Path) -> None:
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 125] == []


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_nothing_that_somebody_wrote_is_pasted_into_a_script(ci: Any) -> None:
    """An expression in a script is replaced before a shell reads it: a branch's name could then be a command."""
    for step in shell_steps(_WRITTEN[ci]).values():
        assert "${{" not in step.run


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_a_pull_request_gets_no_secret_but_the_key_for_its_preview(ci: Any) -> None:
    text = _WRITTEN[ci]
    assert set(re.findall(r"secrets\.(\w+)", text)) == {"SITE_SSH_KEY"}
    assert "pull_request_target" not in text
    for job in load(text)["jobs"].values():
        for step in job["steps"]:
            if "github.token" in str(step):
                assert "github.event_name != 'pull_request'" in step["if"]


def test_on_github_no_job_may_write_but_the_one_that_publishes() -> None:
    workflow = load(_WRITTEN["github"])
    assert workflow["permissions"] == {"contents": "read"}
    may_write = {
        name: [what for what, level in job["permissions"].items() if level == "write"]
        for name, job in workflow["jobs"].items()
    }
    assert may_write == {"site": [], "pages": ["pages", "id-token"]}
    assert load((DOCS / "github-team.yml").read_text(encoding="utf-8"))["permissions"] == {
        "contents": "read",
        "pages": "write",
        "id-token": "write",
    }


@pytest.mark.parametrize("ci", _WRITTEN)
def test_history_cache_and_origin_are_in_every_file(ci: Any) -> None:
    text = _WRITTEN[ci]
    assert re.search(r"fetch-depth: 0|GIT_DEPTH: \"0\"", text)
    assert ".narrate" in text
    assert "narrate[all] @ $NARRATE" in text, "the public index has another program of that name"
    assert "git+https://forge.example/narrate.git@v" in text, "the version is pinned"


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_actions_are_pinned_to_a_version(ci: Any) -> None:
    used = re.findall(r"uses: (\S+)", _WRITTEN[ci])
    assert used
    assert [each for each in used if not re.search(r"@v\d+$", each)] == []


# --- the steps, run ---------------------------------------------------------------------------------


@pytest.fixture
def notes(tmp_path: Path) -> Repo:
    """A clone of what `narrate init` makes, with a pull request checked out as a forge does: as a merge."""
    origin = Repo(tmp_path / "origin.git", "--bare")
    repo = Repo(tmp_path / "notes")
    _narrate(repo.root, "init", ".", "--ci", "none", "--quiet")
    repo.commit({})
    repo.git("remote", "add", "origin", str(origin.root))
    repo.git("push", "-q", "origin", "main")
    repo.git("checkout", "-q", "-b", "change")
    repo.commit({"content/narrations/ben/2026-03-05-linker.md": "# The linker\n\nIs slow. #linker\n"}, BEN)
    repo.git("checkout", "-q", "--detach", "origin/main")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "change")
    return repo


def _narrate(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "narrate", *arguments]
    subprocess.run(command, cwd=folder, check=True, env=_environment(folder))


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PYTHONPATH": str(CHECKOUT / "src"),
        "HOME": str(folder.parent),
        "PATH": str(Path(sys.executable).parent) + ":/usr/bin:/bin",
    }


@pytest.fixture
def machine(tmp_path: Path, notes: Repo) -> Machine:
    """Where `narrate` is this one, and `rsync` copies to a folder."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, script in {
        "narrate": f'exec "{sys.executable}" -m narrate "$@"\n',
        "rsync": _RSYNC,
        "chmod": "exit 0\n",
    }.items():
        (programs / name).write_text(f"#!/bin/bash\n{script}", encoding="utf-8")
        (programs / name).chmod(0o755)
    env = {
        "GITHUB_BASE_REF": "main",
        "GITHUB_SHA": "0123",
        "GITHUB_SERVER_URL": str(tmp_path),
        "GITHUB_REPOSITORY": "origin",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": notes.git("rev-parse", "origin/main"),
        "CI_MERGE_REQUEST_IID": "7",
        "CI_PAGES_URL": "https://team.pages.example/notes",
    }
    return Machine(tmp_path, notes.root, programs, env)


_RSYNC = """
target="${@: -1}"; source="${@: -2:1}"
mkdir -p "${target#*:}"
cp -r "$source." "${target#*:}"
cat "$RUNNER_TEMP/key" >> "$HOME/key-used" 2>/dev/null || true
"""
"""What stands in for rsync: nobody is reached over the network."""

_LINK = "[The linker]({}narrations/ben/2026-03-05-linker/)"


def test_the_summary_on_github_links_every_page_in_the_preview(machine: Machine, notes: Repo) -> None:
    steps = shell_steps(_WRITTEN["github"])
    assert machine.run(steps["Say where the preview will be"], NUMBER="7").code == 0
    for name in ("Build the preview", "Link its pages"):
        done = machine.run(steps[name])
        assert done.code == 0, done.said
    assert _LINK.format("http://localhost:8000/") in machine.summary
    assert "python3 -m http.server" in machine.summary
    assert re.search(r"\[&#35;linker\]\(http://localhost:8000/tags/linker/\), tag", machine.summary)
    assert (notes.root / "preview/narrations/ben/2026-03-05-linker/index.html").is_file()


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_a_preview_is_copied_where_its_links_lead(ci: Any, machine: Machine, tmp_path: Path) -> None:
    steps = shell_steps(_WRITTEN[ci])
    env = {
        "NUMBER": "7",
        "PREVIEW_URL": "https://preview.example/notes/",
        "PREVIEW_RSYNC": f"web@preview.example:{tmp_path}/srv/notes",
        "SSH_KEY": "a key",
        "KNOWN_HOSTS": "preview.example ssh-ed25519 AAAA",
    }
    said = ""
    for name in ("Say where the preview will be", "Build the preview", "Link its pages", "Copy the preview"):
        done = machine.run(steps[name], **env)
        assert done.code == 0, done.said
        said += done.said
    page = "narrations/ben/2026-03-05-linker/"
    assert f"https://preview.example/notes/pr-7/{page}" in said + machine.summary
    assert (tmp_path / "srv/notes/pr-7" / page / "index.html").is_file()
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "key-used").read_text(encoding="utf-8") == "a key\n"


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_from_a_fork_nothing_is_copied(ci: Any, machine: Machine) -> None:
    steps = shell_steps(_WRITTEN[ci])
    env = {
        "NUMBER": "7",
        "PREVIEW_URL": "https://preview.example/",
        "PREVIEW_RSYNC": "web@preview.example:x",
        "SSH_KEY": "",
    }
    machine.run(steps["Say where the preview will be"], **env)
    done = machine.run(Step("", 'echo "$PREVIEW"', {}))
    assert done.said == "http://localhost:8000/\n"
    copy = next(
        step for step in load(_WRITTEN[ci])["jobs"]["site"]["steps"] if step.get("name") == "Copy the preview"
    )
    assert "env.PREVIEW != 'http://localhost:8000/'" in copy["if"]


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_the_check_fails_for_what_the_change_broke(ci: Any, machine: Machine, notes: Repo) -> None:
    step = shell_steps(_WRITTEN[ci])["Check"]
    done = machine.run(step)
    assert done.code == 0, done.said
    notes.commit({"content/narrations/ben/2026-03-06-dns.md": "See [[Nowhere]].\n"}, BEN)
    done = machine.run(step)
    assert done.code == 1
    assert "content/narrations/ben/2026-03-06-dns.md" in done.said


@pytest.mark.parametrize("ci", ["github", "forgejo"])
@pytest.mark.parametrize("address", ["", "https://intranet.example/notes/"])
def test_the_site_is_built_for_its_address_and_copied(
    ci: Any, address: str, machine: Machine, notes: Repo, tmp_path: Path
) -> None:
    steps = shell_steps(_WRITTEN[ci])
    done = machine.run(steps["Build the site"], ADDRESS=address)
    assert done.code == 0, done.said
    home = (notes.root / "site/index.html").read_text(encoding="utf-8")
    assert f'rel="canonical" href="{address or "http://localhost:8000/"}"' in home
    env = {"SITE_RSYNC": f"web@intranet.example:{tmp_path}/srv", "SSH_KEY": "a key", "KNOWN_HOSTS": ""}
    done = machine.run(steps["Copy the site"], **env)
    assert done.code == 0, done.said
    assert (tmp_path / "srv/index.html").is_file()


def test_on_forgejo_the_branch_pages_is_the_site_and_nothing_else(
    machine: Machine, notes: Repo, tmp_path: Path
) -> None:
    steps = shell_steps(_WRITTEN["forgejo"])
    for _ in range(2):
        machine.run(steps["Build the site"])
        shutil.rmtree(tmp_path / "pages.git", ignore_errors=True)
        done = machine.run(steps["Publish to the branch `pages`"], TOKEN="t")
        assert done.code == 0, done.said
        notes.commit({"content/x.md": "# X\n"})
    listed = Repo(tmp_path / "origin.git", "--bare").git("ls-tree", "-r", "--name-only", "pages").splitlines()
    assert {"index.html", "404.html", "narrations/ben/2026-03-05-linker/index.html"} < set(listed)
    assert [name for name in listed if name.startswith((".narrate", "content"))] == []
    assert not (notes.root / "site/.git").exists()


def test_gitlab_builds_lists_and_publishes(machine: Machine, notes: Repo, tmp_path: Path) -> None:
    found = jobs(_WRITTEN["gitlab"])
    env = {
        "PREVIEW_URL": "https://preview.example",
        "PREVIEW_RSYNC": f"web@preview.example:{tmp_path}/srv",
        "SITE_RSYNC": f"web@intranet.example:{tmp_path}/live",
    }
    page = "narrations/ben/2026-03-05-linker/"
    for name, where in {
        "preview": "http://localhost:8000/",
        "preview-copy": "https://preview.example/mr-7/",
        "preview-pages": "https://team.pages.example/notes/",
    }.items():
        done = machine.run(found[name], **found[name].env, **env)
        assert done.code == 0, done.said
        assert f"new     {where}{page}" in done.said
        assert _LINK.format(where) in (notes.root / "changes.md").read_text(encoding="utf-8")
    assert (tmp_path / "srv/mr-7" / page / "index.html").is_file()
    for name, there in {"pages": notes.root / "public", "copy": tmp_path / "live"}.items():
        done = machine.run(found[name], **env)
        assert done.code == 0, done.said
        assert (there / page / "index.html").is_file()


def test_gitlab_reports_problems_to_the_merge_request_and_fails(machine: Machine, notes: Repo) -> None:
    step = jobs(_WRITTEN["gitlab"])["check"]
    assert machine.run(step).code == 0
    assert yaml.safe_load((notes.root / "problems.json").read_text(encoding="utf-8")) == []
    notes.commit({"content/narrations/ben/2026-03-06-dns.md": "See [[Nowhere]].\n"}, BEN)
    assert machine.run(step).code == 1
    (problem,) = yaml.safe_load((notes.root / "problems.json").read_text(encoding="utf-8"))
    assert problem["location"]["path"] == "content/narrations/ben/2026-03-06-dns.md"


# --- before a commit --------------------------------------------------------------------------------


def _pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = _environment(folder) | {"PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    env["PATH"] = f"{folder.parent / 'programs'}:{env['PATH']}"
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_the_hook_and_what_init_writes_of_it_are_valid(notes: Repo) -> None:
    assert _pre_commit(notes.root, "validate-config", ".pre-commit-config.yaml").returncode == 0
    assert _pre_commit(CHECKOUT, "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0
    (offered,) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repo,) = yaml.safe_load((notes.root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    shared = ("id", "name", "entry", "pass_filenames", "always_run")
    assert {key: offered[key] for key in shared} == {key: repo["hooks"][0][key] for key in shared}


@pytest.mark.usefixtures("machine")
def test_a_commit_with_a_broken_link_is_held_back(notes: Repo) -> None:
    notes.write("content/narrations/ben/2026-03-06-dns.md", "It was DNS.\n")
    notes.git("add", "-A")
    done = _pre_commit(notes.root, "run")
    assert done.returncode == 0, done.stdout
    notes.write("content/narrations/ben/2026-03-06-dns.md", "See [[Nowhere]].\n")
    notes.git("add", "-A")
    done = _pre_commit(notes.root, "run")
    assert done.returncode == 1
    assert "broken-link" in done.stdout
