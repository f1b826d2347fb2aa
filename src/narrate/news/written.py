"""Messages as text for people, and as JSON from which a chat is told."""

import json

import msgspec

from narrate.model.config import Config
from narrate.news.told import Line, Message
from narrate.words import words


def text_of(message: Message, config: Config) -> str:
    """What one person is told, in words. Ends with where everything for them is."""
    items = "\n\n".join(_item(line) for line in message.items)
    end = words(config.language).gettext("All that is for you: {address}").format(address=message.inbox)
    return f"{items}\n\n{end}\n"


def _item(line: Line) -> str:
    lines = [line.says, f"  {line.url}"]
    if line.excerpt and line.excerpt != (line.about or line.title):
        lines.insert(1, f"  {line.excerpt}")
    return "\n".join(lines)


def overview_of(messages: tuple[Message, ...], config: Config) -> str:
    """What everybody is told, each under their name."""
    return "\n".join(
        f"{message.name} ({message.person})\n\n{text_of(message, config)}" for message in messages
    )


def json_of(told: Message | tuple[Message, ...]) -> str:
    """One message, or all of them as a list."""
    return json.dumps(msgspec.to_builtins(told), ensure_ascii=False, indent=2) + "\n"
