"""What an entry replies to and what its fields say of the same: one place names it, with all that is said of it."""

from msgspec.structs import replace

from narrate.model.views import Article, Connections


def named_once(article: Article, around: Connections) -> tuple[Article, Connections]:
    """A reply that contradicts a lesson says both above its text, and has no field that names the lesson again.

    A field that names others too stays whole.
    """
    answered = {line.href for line in around.answers if line.href}
    labels: dict[str, tuple[str, ...]] = {}
    kept = []
    for field in article.fields:
        if field.refs and answered.issuperset(ref.href for ref in field.refs):
            for ref in field.refs:
                labels[ref.href] = (*labels.get(ref.href, ()), field.label)
        else:
            kept.append(field)
    if not labels:
        return article, around
    answers = tuple(replace(line, fields=labels.get(line.href, ())) for line in around.answers)
    return replace(article, fields=tuple(kept)), replace(around, answers=answers)
