"""Who sees an entry, and what keeps it from the site."""

from collections.abc import Iterator
from datetime import date, timedelta

from narrate.explain.explanation import Fact
from narrate.model.config import Config
from narrate.model.entry import Record
from narrate.model.moment import day
from narrate.stages.gate import visibility_of


def readers(record: Record, visible: bool, config: Config, as_of: str, drafts: bool) -> Iterator[Fact]:
    """For which audience it is, and whether it is in the site."""
    front = record.document.front
    circle, why = visibility_of(record.document, config)
    names = list(config.audiences)
    known = circle.casefold() in names
    if front.broken:
        yield Fact("readers", "nobody", "its front matter is broken where it may say who sees it")
    elif not known:
        yield Fact("readers", "nobody", f"there is no audience `{circle}`")
    else:
        audience = ", ".join(names[names.index(circle.casefold()) :])
        yield Fact("readers", audience, why)
    if visible:
        yield Fact("site", "it is there", "")
    else:
        yield Fact("site", "it is held back", _reason(record, config, as_of, drafts))


def _reason(record: Record, config: Config, as_of: str, drafts: bool) -> str:
    front = record.document.front
    if front.draft and not drafts:
        return "it is a draft (`--drafts` shows what it would be)"
    tomorrow = (date.fromisoformat(as_of) + timedelta(days=1)).isoformat()
    if front.publish_on and day(front.publish_on) > tomorrow and not drafts:
        return f"it is to be published on {day(front.publish_on)}"
    if front.expires and day(front.expires) <= as_of and not drafts:
        return f"it expired on {day(front.expires)}"
    return f"the site is built for `{config.audience}`, which is not among its readers"
