"""Repositories that other people wrote build as they are, with a page for everything and nobody's address."""

from pathlib import Path

import pytest

from corpora import CORPORA, FORMS, Form, examine, there_are

NAMES = there_are()


@pytest.mark.slow
@pytest.mark.skipif(not NAMES, reason=f"the repositories of other people are not in {CORPORA}")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_somebody_elses_repository_builds_as_it_is(name: str, form: Form, tmp_path: Path) -> None:
    _, problems = examine(name, form, tmp_path)
    assert not problems, "\n".join(problems[:50])
