"""What is worth saying of links to other hosts, after they were asked for."""

from collections.abc import Iterable, Iterator, Mapping

from narrate.external.ask import Answer
from narrate.external.uses import Use
from narrate.model.diagnostic import Diagnostic


def found(uses: Iterable[Use], answers: Mapping[str, Answer]) -> Iterator[Diagnostic]:
    """`dead-external-link`, `moved-external-link` and `unclear-external-link`, at each place where one stands."""
    for use in uses:
        answer = answers[use.url]
        if answer.gone:
            message = f"nothing is at `{use.url}`: {answer.words}"
            help_line = "look for where it is now, or link to a copy in an archive"
            yield Diagnostic(use.place, "dead-external-link", message, help_line)
        elif not answer.fine:
            message = f"nobody can say whether something is at `{use.url}`: {answer.words}"
            yield Diagnostic(use.place, "unclear-external-link", message, "look at it in a browser")
        elif answer.moved_to:
            message = f"`{use.url}` has moved for good"
            yield Diagnostic(use.place, "moved-external-link", message, f"write `{answer.moved_to}`")
