"""The heading that is a document's title, and is therefore not part of its body."""

from markdown_it.token import Token

from narrate.markdown import emails
from narrate.markdown.headings import slug
from narrate.markdown.page import words_of
from narrate.markdown.parser import parser


def words(inline: Token) -> str:
    """The plain text of a heading. Hashtags at its end are not part of its words."""
    children = parser().inline.parse(inline.content, parser(), {}, [])
    while children and (children[-1].type == "hashtag" or not children[-1].content.strip()):
        if children[-1].nesting or children[-1].type not in ("hashtag", "text", "softbreak"):
            break
        children.pop()
    return emails.mask(" ".join(words_of(children).split()))


def identifier(inline: Token) -> str:
    """The id that the heading would have in the body."""
    return str(inline.meta.get("id") or slug(words(inline)))


def take(tokens: list[Token], title: str) -> tuple[list[Token], Token | None]:
    """The tokens without the title's heading, and its text.

    Without a title in front matter (`title` is empty) it is the level-1 heading that is the first heading of
    all: as the very first block, or as the only one of its level; else a heading that is the very first block
    and the only one of its level. Otherwise headings are sections, and the title is the file's name or none.
    With a title in front matter, only a first heading with the same words goes.
    """
    first = next((i for i, token in enumerate(tokens) if not _comment(token)), -1)
    if first < 0:
        return tokens, None
    leads = tokens[first].type == "heading_open"
    chosen = -1
    if title:
        if leads and tokens[first].tag == "h1" and _same(words(tokens[first + 1]), title):
            chosen = first
    else:
        headings = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
        tags = [tokens[i].tag for i in headings]
        alone = bool(tags) and all(tag > tags[0] for tag in tags[1:])
        top = bool(tags) and tags[0] == "h1"
        if (leads and top) or (alone and (leads or top)):
            chosen = headings[0]
        if chosen >= 0 and not words(tokens[chosen + 1]):
            chosen = -1
    if chosen < 0:
        return tokens, None
    return tokens[:chosen] + tokens[chosen + 3 :], tokens[chosen + 1]


def _comment(token: Token) -> bool:
    return token.type == "html_block" and token.content.lstrip().startswith("<!--")


def _same(heading: str, title: str) -> bool:
    return " ".join(heading.casefold().split()) == " ".join(emails.mask(title).casefold().split())
