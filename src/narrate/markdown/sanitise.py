"""What a page may contain: one explicit allow-list of elements, attributes and classes, applied by nh3."""

from functools import lru_cache
from typing import Final

import nh3

from narrate.markdown import callout_kinds

TAGS: Final = frozenset(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span"
    " strong sub summary sup table tbody td tfoot th thead tr u ul var wbr".split()
)

QUIETLY_DROPPED: Final = frozenset(
    "acronym address base basefont big blink body center dir footer font head header html hgroup label legend main"
    " marquee meta nav nobr picture source strike tt".split()
)
"""Elements whose content stays and that nobody needs to be told of."""

_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
    "col": {"span"},
    "colgroup": {"span"},
}

_ALIGNED = {"align-left", "align-center", "align-right"}
_CALLOUT = {"callout"} | callout_kinds.CLASSES
_CLASSES = {
    "a": {"footnote-back", "button"},
    "aside": {"note", "callout"},
    "details": _CALLOUT,
    "div": _CALLOUT | {"footnotes", "note", "slide-notes", "table", "math"},
    "figure": {"code"},
    "li": {"task", "done"},
    "p": {"callout-title", "slide-notes-title"},
    "section": {"footnotes", "slide"},
    "span": {"math"},
    "summary": {"callout-title"},
    "sup": {"footnote-ref"},
    "td": _ALIGNED | {"unbroken"},
    "th": _ALIGNED,
    "ul": {"tasks"},
}


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags={
            "script",
            "style",
            "svg",
            "math",
            "iframe",
            "template",
            "textarea",
            "select",
            "noembed",
        },
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        link_rel=None,
        # The scheme of every link is judged when the links are read; none that runs anything gets that far.
        url_schemes={"http", "https", "mailto", "tel", "ftp"},
    )


def sanitise(html: str) -> str:
    """Canonical HTML of allowed elements only."""
    return _cleaner().clean(html)
