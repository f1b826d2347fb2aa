"""What `narrate init` makes: the files of a repository that builds, as values.

The files are in `files/`; a name in guillemets in them is replaced: `«id»`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from narrate.model.document import Author
from narrate.model.urls import slugify

Ci = Literal["github", "gitlab", "forgejo", "none"]

CI_FILES: dict[Ci, str] = {
    "github": ".github/workflows/site.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/site.yml",
}
"""Where each forge looks for the file that says what to do after a push."""


SCHEMA = ".vscode/front-matter.schema.json"
"""Where editors find what front matter may say; `narrate schema` writes it."""


@dataclass(frozen=True)
class Newcomer:
    """Whom the repository is made by, and when."""

    name: str
    email: str
    today: str

    @property
    def id(self) -> str:
        """The name of their page, and what they are mentioned by."""
        return slugify(self.name.split()[0])


def newcomer(user: Author | None, today: str) -> Newcomer:
    """Git's configured user, or somebody called Sam."""
    name = user.name if user else ""
    return Newcomer(name=name if name.split() else "Sam", email=user.email if user else "", today=today)


def scaffold(title: str, content: str, who: Newcomer, ci: Ci, narrate: str) -> dict[str, str]:
    """Every file by its path. `content` is the content folder's path, empty or ending in `/`.

    `narrate`: the address from which continuous integration installs narrate.
    """
    words = {
        "title": json.dumps(title, ensure_ascii=False),
        "title:text": title,
        "content": content.rstrip("/") or ".",
        "content:glob": json.dumps(content, ensure_ascii=False)[1:-1],
        "name": json.dumps(who.name, ensure_ascii=False),
        "emails": json.dumps([who.email] if who.email else [], ensure_ascii=False),
        "id": who.id,
        "today": who.today,
        "narrate": narrate,
    }
    paths = {
        "narrate.toml": "narrate.toml",
        "README.md": "README.md",
        ".gitignore": "gitignore",
        ".gitattributes": "gitattributes",
        ".pre-commit-config.yaml": "pre-commit.yaml",
        ".vscode/settings.json": "vscode-settings.json",
        ".vscode/extensions.json": "vscode-extensions.json",
        ".vscode/tasks.json": "vscode-tasks.json",
        ".vscode/narrate.code-snippets": "vscode-snippets.json",
        f"{content}index.md": "index.md",
        f"{content}people/{who.id}.md": "person.md",
        f"{content}teams/our-team.md": "team.md",
        f"{content}communities/working-out-loud.md": "community.md",
        f"{content}narrations/{who.id}/{who.today}-we-have-a-place-to-write.md": "narration.md",
        f"{content}lessons/two-sentences-are-enough.md": "lesson.md",
    }
    if ci in CI_FILES:
        paths[CI_FILES[ci]] = f"{ci}.yml"
    return {path: _filled(name, words) for path, name in paths.items()}


def _filled(name: str, words: Mapping[str, str]) -> str:
    text = files("narrate.init").joinpath("files", name).read_text(encoding="utf-8")
    before, *rest = text.split("«")
    pieces = [before]
    for piece in rest:
        word, _, after = piece.partition("»")
        pieces += [words[word], after]
    return "".join(pieces)
