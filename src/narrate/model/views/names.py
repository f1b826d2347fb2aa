"""Names that lead somewhere: of anything, of people, of kinds, of states, of feeds."""

from narrate.model.views.view import View


class Ref(View, frozen=True):
    """A name that leads somewhere. `href` may be empty."""

    name: str
    href: str = ""


class PersonRef(View, frozen=True):
    """A person in a byline or list. The mark is drawn from `initials` and `hue` (0–359) when there is no picture."""

    name: str
    href: str
    initials: str
    hue: int
    picture: str = ""
    listed: bool = True


class KindRef(View, frozen=True):
    """A kind beside an entry: `mark` names a shape, `label` is always readable (`lesson`)."""

    name: str
    label: str
    mark: str


class State(View, frozen=True):
    """An entry's state. `tone` is `open`, `ended` or `plain`."""

    name: str
    label: str
    tone: str


class FeedLink(View, frozen=True):
    """A feed of the page. `type` is a media type."""

    title: str
    href: str
    type: str
