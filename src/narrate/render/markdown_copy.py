"""An entry's Markdown at its address with `index.md`: generated from what is published of it.

It is not the author's file: references are resolved, comments and e-mail addresses are gone, and what is
withheld is not named. A program that reads it gets YAML front matter that any parser takes.
"""

import posixpath
import re

from narrate.frontmatter.scalar import scalar
from narrate.model.document import Written
from narrate.model.links import BodyRef, Target
from narrate.model.views import MarkdownCopy
from narrate.render.addresses import safe
from narrate.render.body import Load

_BRACKETS = re.compile(r"[\[\]\\]")
_LINE_BREAKS = re.compile(r"\s+")


def render(copy: MarkdownCopy, load: Load) -> str:
    """The whole file."""
    front = "".join(f"{name}: {_value(value)}\n" for name, value in copy.fields)
    return f"---\n{front}---\n\n{_section(copy, load, '#')}"


def _section(copy: MarkdownCopy, load: Load, mark: str) -> str:
    title = _LINE_BREAKS.sub(" ", copy.title).strip()
    pieces = [f"{mark} {title}"] if title else []
    pieces.append(text_of(copy.body, load).strip("\n"))
    pieces += [_section(part, load, mark + "#").strip("\n") for part in copy.parts]
    return "\n\n".join(filter(None, pieces)) + "\n"


def text_of(ref: BodyRef, load: Load) -> str:
    """The Markdown of a body, as it is published."""
    body, targets = load(ref.digest), ref.targets
    return "".join(
        piece
        if isinstance(piece, str)
        else _reference(
            body.references[piece] if piece < len(body.references) else Written("link", ""),
            targets[piece] if piece < len(targets) else Target("plain"),
        )
        for piece in body.markdown
    )


def _reference(written: Written, target: Target) -> str:
    """A reference as ordinary Markdown, with its address resolved; words where it leads nowhere."""
    words = target.text or written.text or target.title
    picture = written.form in {"image", "embed"}
    if target.state == "withheld":
        return words
    if target.state == "missing":
        return words or posixpath.basename(written.target)
    if written.form in {"mention", "hashtag"} or target.state == "plain":
        return written.raw or words
    href = safe(target.href).replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    if target.embed is not None:
        picture, words = False, words or target.embed.title
    words = words or posixpath.basename(written.target) or href
    words = _BRACKETS.sub(r"\\\g<0>", _LINE_BREAKS.sub(" ", words))
    if not href:
        return words
    return f"{'!' if picture and target.state == 'file' else ''}[{words}]({href})"


def _value(value: str | tuple[str, ...]) -> str:
    """A value as YAML: a scalar, or a list on one line."""
    return scalar(value) if isinstance(value, str) else f"[{', '.join(map(scalar, value))}]"
