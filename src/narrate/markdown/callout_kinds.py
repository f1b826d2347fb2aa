"""Which callouts there are: the kinds of GitHub, Obsidian, MkDocs and Docusaurus, and what one is called without a title."""

from narrate.words import phrase

_SYNONYMS = {
    "abstract": "summary tldr",
    "tip": "hint",
    "success": "check done",
    "question": "help faq",
    "warning": "attention",
    "failure": "fail missing",
    "danger": "error",
    "quote": "cite",
}
_KINDS = frozenset(
    "note abstract info todo tip important success question warning caution failure danger bug example quote".split()
)
_MEANING = {kind: kind for kind in _KINDS} | {
    synonym: kind for kind, synonyms in _SYNONYMS.items() for synonym in synonyms.split()
}
_TITLES = {
    "tldr": "TL;DR",
    "faq": "FAQ",
    "note": phrase("Note"),
    "abstract": phrase("Abstract"),
    "summary": phrase("Summary"),
    "info": phrase("Info"),
    "todo": phrase("To do"),
    "tip": phrase("Tip"),
    "hint": phrase("Hint"),
    "important": phrase("Important"),
    "success": phrase("Success"),
    "check": phrase("Check"),
    "done": phrase("Done"),
    "question": phrase("Question"),
    "help": phrase("Help"),
    "warning": phrase("Warning"),
    "attention": phrase("Attention"),
    "caution": phrase("Caution"),
    "failure": phrase("Failure"),
    "fail": phrase("Fail"),
    "missing": phrase("Missing"),
    "danger": phrase("Danger"),
    "error": phrase("Error"),
    "bug": phrase("Bug"),
    "example": phrase("Example"),
    "quote": phrase("Quote"),
    "cite": phrase("Cite"),
    "details": phrase("Details"),
}
"""What a callout without a title is called."""
TAB = "tab"
"""What one of several tabs is, which stand below each other here."""
CLASSES = frozenset("callout-" + kind for kind in (*_KINDS, TAB))


def kind_of(word: str) -> str:
    """The kind that a word means; a word that nobody knows is a note."""
    return _MEANING.get(word, "note")


def is_kind(word: str) -> bool:
    """Whether a word names a kind."""
    return word in _MEANING


def title_of(word: str) -> str:
    """What a callout of this word is called that says nothing itself, in English."""
    return _TITLES.get(word) or word.capitalize()
