"""The shape of the program: who may import whom, how large a file may grow, what is loaded when."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = CHECKOUT / "src" / "narrate"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("disk", "errors", "frontmatter", "photographs", "svg", "toml_places", "words"),
    ("schema",),
    (
        "cache",
        "config_notes",
        "json_schema",
        "config_values",
        "extends",
        "fields",
        "folder_rules",
        "git",
        "init",
        "kinds",
        "markdown",
    ),
    ("forges", "progress", "render", "report", "search", "variants"),
    ("config", "theme", "workers"),
    ("project",),
    # The stages, in the order of the pipeline: each knows earlier ones only, by the values they return.
    ("stages.discover",),
    ("stages.parse",),
    ("stages.replying",),
    ("stages.join",),
    ("stages.gate",),
    ("stages.draw", "stages.quote", "stages.recount", "stages.register"),
    ("stages.link", "stages.recollect"),
    ("stages.connect", "stages.inbox", "stages.resize"),
    ("stages.index",),
    ("desk", "stages.outline", "stages.retell"),
    ("planners",),
    ("stages.plan", "stages.searchable"),
    ("stages.render",),
    ("stages.theme",),
    ("stages.publish",),
    ("build",),
    ("checks", "external"),
    ("changes", "explain", "finding", "lessons", "serve", "writing"),
    ("fixes", "news"),
    ("cli",),
    ("__main__",),
)
"""What narrate is made of, from the ground up. A part imports from layers above its own in this list only; within
a layer nobody imports anybody. A new part is added here, where it belongs."""

SLOW = (
    "babel", "frontmatter", "imagesize", "jinja2", "latex2mathml", "lxml", "markdown_it", "mermaidx",
    "msgspec", "multiprocessing", "nh3", "PIL", "pygments", "rich", "sqlite3", "starlette", "Stemmer",
    "uvicorn", "watchdog", "yaml",
)  # fmt: skip
"""What `narrate --help` has no use for."""


def part(path: Path) -> str:
    """The part of narrate that a file belongs to: `markdown`, `stages.parse`, `build`."""
    names = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(names[:2]) if names[0] == "stages" else names[0]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The modules of narrate that a file imports anywhere in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (
                (node.lineno, alias.name) for alias in node.names if alias.name.startswith("narrate.")
            )
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            if node.module in ("narrate", "narrate.stages"):
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
            elif node.module and node.module.startswith("narrate."):
                yield node.lineno, node.module


def modules() -> list[Path]:
    return sorted(
        path for path in SOURCE.rglob("*.py") if path.parent != SOURCE or path.name != "__init__.py"
    )


def test_imports_point_one_way() -> None:
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    wrong = []
    for path in modules():
        own = part(path)
        if own == "stages.__init__":
            continue
        assert own in rank, f"{own} is new: say in LAYERS where it belongs"
        for line, module in imports(path):
            names = module.split(".")[1:]
            other = ".".join(names[:2]) if names[0] == "stages" else names[0]
            if other in (own, "__version__"):
                continue
            assert other in rank, f"{other} is new: say in LAYERS where it belongs"
            if rank[other] >= rank[own]:
                wrong.append(f"{path.relative_to(CHECKOUT)}:{line}: {own} imports {other}")
    assert wrong == []


def test_the_values_know_nothing_of_what_is_done_with_them() -> None:
    wrong = [
        f"{path.name}:{line} imports {module}"
        for path in sorted((SOURCE / "model").rglob("*.py"))
        for line, module in imports(path)
        if not module.startswith("narrate.model.")
    ]
    assert wrong == []


def test_no_file_grows_past_four_hundred_lines() -> None:
    lengths = {
        path.relative_to(SOURCE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules()
    }
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_every_dependency_has_a_sentence_in_the_architecture_page() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["diagrams"], *extras["math"], *extras["pictures"]]
    page = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8").lower()
    names = [re.split(r"[\s<>=;\[]", line)[0].lower() for line in wanted]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_help_loads_little() -> None:
    """`narrate --help` answers at once: what is slow to import is imported by what needs it."""
    program = "import sys; from narrate.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(SOURCE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stderr.split()
    assert "Usage" in done.stdout
    assert [name for name in SLOW if name in loaded] == []
    assert sum(name.startswith("narrate.") for name in loaded) <= 5
