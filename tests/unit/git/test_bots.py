"""Automatic committers are known, and nobody is taken for one."""

import pytest

from narrate.git.bots import is_bot
from narrate.model.document import Author

BOTS = (
    "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
    "dependabot-preview[bot] <x@y>",
    "Dependabot <support@dependabot.com>",
    "Renovate Bot <bot@renovateapp.com>",
    "renovate <29139614+renovate[bot]@users.noreply.github.com>",
    "GitHub Actions <actions@github.com>",
    "github-actions <github-actions@github.com>",
    "GitHub <noreply@github.com>",
    "GitHub Action <action@github.com>",
    "greenkeeperio-bot <support@greenkeeper.io>",
    "snyk-bot <snyk-bot@snyk.io>",
    "semantic-release-bot <semantic-release-bot@martynus.net>",
    "Travis CI <travis@travis-ci.org>",
    "Travis <builds@travis-ci.com>",
    "Deployment Bot (from Travis CI) <deploy@travis-ci.org>",
    "pre-commit-ci[bot] <66853113+pre-commit-ci[bot]@users.noreply.github.com>",
    "acme-ci <ci@acme.test>",
    "acme_bot <acme@acme.test>",
    "Release Bot <releases@acme.test>",
    "docs-sync <docs-bot@acme.test>",
    "ImgBotApp <ImgBotHelp@gmail.com>",
    "allcontributors[bot] <46447321+allcontributors[bot]@users.noreply.github.com>",
    "Hosted Weblate <hosted@weblate.org>",
    "github-merge-queue <118344674+github-merge-queue@users.noreply.github.com>",
)
PEOPLE = (
    "Travis Ode <travis@home.test>",
    "Travis <travis@home.test>",
    "Bob Bott <bob.bott@home.test>",
    "Anna Bot <anna.bot@home.test>",
    "Abbot Costa <abbot@home.test>",
    "Ci Li <cili@home.test>",
    "Robotina <robotina@home.test>",
    "Stale Nilsen <stale@home.test>",
    "Jenkins Ray <ray@home.test>",
    "Ana Lima <noreply@github.com>",
    "Ana Lima <ana@snyk.io>",
    "Josh <josh@travis-ci.org>",
    "Renova Te <renova@home.test>",
    "Talbot <talbot@home.test>",
    "Ana <12+ana@users.noreply.github.com>",
    " <somebody@home.test>",
)


def author(text: str) -> Author:
    name, _, email = text.rstrip(">").partition("<")
    return Author(name.strip(), email)


@pytest.mark.parametrize("text", BOTS)
def test_an_automatic_committer_is_left_out(text: str) -> None:
    assert is_bot(author(text))


@pytest.mark.parametrize("text", PEOPLE)
def test_a_person_is_not_taken_for_one(text: str) -> None:
    assert not is_bot(author(text))


@pytest.mark.parametrize("extra", ["Ana Lima", "ANA@x.test", "@ana", "ana"])
def test_a_project_names_further_ones(extra: str) -> None:
    assert is_bot(Author("Ana Lima", "ana@x.test", "ana"), (extra,))


def test_a_handle_alone_tells_too() -> None:
    assert is_bot(Author(handle="dependabot"))
    assert not is_bot(Author(handle="travis"))
