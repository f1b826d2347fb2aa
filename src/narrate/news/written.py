"""Messages as text for people, and as JSON from which a chat is told."""

import json

import msgspec

from narrate.news.told import Line, Message


def text_of(message: Message) -> str:
    """What one person is told, in words. Ends with where everything for them is."""
    items = "\n\n".join(_item(line) for line in message.items)
    return f"{items}\n\nAll that is for you: {message.inbox}\n"


def _item(line: Line) -> str:
    lines = [line.says, f"  {line.url}"]
    if line.excerpt and f"“{line.excerpt}”" not in line.says:
        lines.insert(1, f"  {line.excerpt}")
    return "\n".join(lines)


def overview_of(messages: tuple[Message, ...]) -> str:
    """What everybody is told, each under their name."""
    return "\n".join(f"{message.name} ({message.person})\n\n{text_of(message)}" for message in messages)


def json_of(told: Message | tuple[Message, ...]) -> str:
    """One message, or all of them as a list."""
    return json.dumps(msgspec.to_builtins(told), ensure_ascii=False, indent=2) + "\n"
