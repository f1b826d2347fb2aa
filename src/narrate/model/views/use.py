"""How much something was used over time."""

from narrate.model.views.view import View


class Bars(View, frozen=True):
    """How something went over time: a bar for each month or year."""

    path: str
    """Of all bars, in a drawing of `width` and `height`."""
    width: int
    height: int
    first: str
    """The period with which it begins: `2026-03`, or `2026`."""
    last: str


class UsePeriod(View, frozen=True):
    """A month or year, and how many entries there are of it."""

    label: str
    count: int


class Use(View, frozen=True):
    """How often something was written about over time, as a drawing and as a table, newest first."""

    bars: Bars
    periods: tuple[UsePeriod, ...]
