"""Each extension against its fixtures: `title . input . expected .`, as Markdown files."""

from pathlib import Path

import pytest

from .shown import html

_FOLDER = Path(__file__).parents[2] / "fixtures" / "markdown"


def _cases() -> list[tuple[str, str, str]]:
    cases = []
    for path in sorted(_FOLDER.glob("*.md")):
        pieces = path.read_text("utf-8").split("\n.\n")
        for number in range(0, len(pieces) - 2, 3):
            title, source, expected = pieces[number : number + 3]
            cases.append((f"{path.stem}: {title.strip()}", source, expected))
    return cases


@pytest.mark.parametrize(("title", "source", "expected"), _cases(), ids=lambda value: str(value)[:60])
def test_fixture_is_shown_as_expected(title: str, source: str, expected: str) -> None:
    """The expected HTML has its holes in words."""
    assert html(source).strip() == expected.strip(), title
