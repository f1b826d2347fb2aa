"""What somebody wrote lately, as links, for them to look back on."""

from collections.abc import Iterable

from narrate.model.duration import earlier
from narrate.model.entry import Entry
from narrate.model.moment import day
from narrate.words import phrase, words
from narrate.writing.find import Meant
from narrate.writing.reply import reference_to, said_of

_MOST = 60
_NOTHING = phrase("Nothing of yours is written here of these days. What did you do all the same?")


def lately(entries: Iterable[Entry], today: str, duration: str) -> tuple[Entry, ...]:
    """Those written since the day that is a duration before today, oldest first.

    That day is included: of what was written after the last look back, on the same day, nothing is lost.
    """
    start = earlier(today, duration)
    chosen = [entry for entry in entries if entry.date and start <= day(entry.date) <= today]
    return tuple(sorted(chosen, key=lambda entry: (entry.date, entry.url)))[-_MOST:]


def links_to(entries: tuple[Entry, ...], folder: str, language: str) -> str:
    """A list of links for a file that will lie in `folder`, under the days."""
    if not entries:
        return f"\n<!-- {words(language).gettext(_NOTHING)} -->\n"
    lines: list[str] = []
    last = ""
    for entry in entries:
        if day(entry.date) != last:
            last = day(entry.date)
            lines += ["", f"**{last}**", ""]
        place = reference_to(Meant(entry), folder)
        target = place if " " not in place else f"<{place}>"
        lines.append(f"- [{_escaped(said_of(entry))}]({target})")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Words as the text of a link."""
    return "".join(f"\\{each}" if each in "\\[]`*_<>#@" else each for each in text)
