"""Addresses that a change takes away: somebody may have kept them, and nothing leads on from there."""

from collections.abc import Iterator

from narrate.build import Understood
from narrate.changes.compare import compare
from narrate.changes.pages import site
from narrate.fields import place_of
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place


def vanished(
    before: Understood, now: Understood, config: Config, renamed: dict[str, str]
) -> Iterator[Diagnostic]:
    """`vanished-address`, for each page that a file had of its own and that neither page nor redirect takes the place of.

    `renamed`: what Git will leave a redirect for as soon as it is committed, old path to new.
    """
    then = site(before.index.entries, before.index.registry, before.documents, config)
    today = site(now.index.entries, now.index.registry, now.documents, config)
    documents = {document.path: document for document in now.documents}
    shown = {entry.path for entry in now.index.entries}
    redirected = (
        {entry.path for entry in now.index.entries if not config.kinds.kinds[entry.kind].address}
        if config.git.redirects
        else set()
    )
    for change in compare(then, today):
        source = change.page.source
        if change.what != "gone" or not source or renamed.get(source) in redirected:
            continue
        url = change.page.url
        path = renamed.get(source, source)
        document = documents.get(path)
        message = f"the change takes `{url}` away, and nothing leads on from there"
        help_line = f"write `redirect_from: {url}` in what takes its place"
        if document is None:
            place = Place(source)
            help_line += "; a file that is renamed with `git mv` leaves a redirect by itself"
        elif path not in shown:
            key = _gate_key(document.front.places)
            place = place_of(document, key) if key else Place(path)
            message = f"the change holds `{url}` back, which was published"
            help_line = f"{help_line}, if anything does"
        else:
            place = place_of(document, "slug") if "slug" in document.front.places else Place(path)
        yield Diagnostic(place, "vanished-address", message, help_line)


def _gate_key(places: dict[str, tuple[int, int, str]]) -> str:
    """The front matter key that holds an entry back, as far as one does."""
    return next((key for key in ("draft", "visibility", "publish_on", "expires") if key in places), "")
