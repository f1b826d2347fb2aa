"""For GitHub and Forgejo: workflow commands, which they show beside the line in the change."""

from narrate.model.diagnostic import Level
from narrate.report.finding import WEIGHT, Finding
from narrate.report.visible import encodable

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice", "off": "debug"}


def as_commands(found: tuple[Finding, ...]) -> str:
    """A command for each, errors first: only the first ten of a step are shown."""
    ordered = sorted(found, key=lambda each: WEIGHT[each.level])
    return "".join(_command(each) + "\n" for each in ordered)


def _command(finding: Finding) -> str:
    found, place = finding.diagnostic, finding.diagnostic.place
    properties = {"file": encodable(finding.path)}
    if place.line:
        properties["line"] = str(place.line)
        if place.column:
            properties |= {"col": str(place.column), "endColumn": str(place.column + place.width)}
    properties["title"] = found.code
    written = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    message = encodable(found.message) + (f"\n{encodable(found.help)}" if found.help else "")
    return f"::{_COMMANDS[finding.level]} {written}::{_escaped(message)}"


def _escaped(text: str, further: str = "") -> str:
    for character in "%\r\n" + further:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
