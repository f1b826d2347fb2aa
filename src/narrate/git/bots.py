"""Who commits by itself: automatic committers, by known patterns, without mistaking people for them."""

import re
from functools import lru_cache

from narrate.model.document import Author

_KNOWN = frozenset(
    (
        "allcontributors", "all-contributors", "appveyor", "azure-pipelines", "bors", "buildkite",
        "circleci", "circle-ci", "codecov", "codefactor", "crowdin", "deepsource", "deepsource-autofix",
        "dependabot", "dependabot-preview", "depfu", "github-action", "github-actions", "github-merge-queue",
        "gitlab-runner", "gitlocalize", "google-cloud-build", "greenkeeper", "greenkeeperio",
        "hosted-weblate", "imgbot", "imgbotapp", "jenkins-x", "lgtm-com", "mergify",
        "mkdocs-deploy", "pre-commit", "pre-commit-ci", "project-bot", "pull-bot", "pyup",
        "pyup-bot", "renovate", "renovatebot", "restyled", "restyled-io", "semantic-release", "snyk",
        "snyk-bot", "step-security", "travis-ci", "travis-ci-user", "weblate", "web-flow",
        "whitesource", "whitesource-bolt", "deployment-bot-from-travis-ci",
    )
)  # fmt: skip
_TASKS = (
    "auto|automation|backport|build|ci|commit|deploy|deployment|docs|format|formatter|greenkeeper|lint|merge|"
    "mirror|publish|release|renovate|snyk|sync|test|translation|travis|update|version|website"
)
_BOT_NAME = re.compile(
    rf"\S*[-_](?:bot|ci|robot)|(?:{_TASKS})[- ](?:ro)?bot|\S.*\[bot\]|bot|robot|ci|.*\bbot account"
)
_BOT_EMAIL = re.compile(
    r"(?:.*[-_+])?(?:bot|robot|dependabot|renovate|github-actions?|semantic-release|gitlab-ci)(?:[-_+].*)?@.*"
    r"|.*\[bot\]@.*|(?:builds?|ci|deploy|notifications|travis)@(?:.*\.)?travis-ci\.(?:org|com)"
)
"""Not everybody at such a company's address, and not somebody called Bot (`anna.bot@…`)."""
_WEB_FLOW = "noreply@github.com"


@lru_cache(10_000)
def is_bot(author: Author, extra_names: tuple[str, ...] = ()) -> bool:
    """Whether this is an automatic committer. `extra_names` are names, handles or addresses a project adds."""
    name, email, handle = (part.strip().casefold() for part in (author.name, author.email, author.handle))
    own = {part for part in (name, email, handle.lstrip("@")) if part}
    if any(extra.strip().casefold().lstrip("@") in own for extra in extra_names):
        return True
    if email == _WEB_FLOW and name in ("", "github", "web-flow"):
        return True
    for word in (name, handle.lstrip("@")):
        if re.sub(r"[\W_]+", "-", word).strip("-") in _KNOWN or _BOT_NAME.fullmatch(word):
            return True
    return bool(_BOT_EMAIL.fullmatch(email))
