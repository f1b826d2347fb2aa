"""How something went over time: periods without a gap, and bars of whole numbers."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from narrate.model.views import Bars, Use, UsePeriod

_MONTHS = 36
"""A longer time is shown by year."""
_YEARS = 12
_FEW = 6
_FEW_PERIODS = 3
"""With fewer entries, or periods that have any, there is nothing to see."""
_HEIGHT = 28
_WIDTH = 240
_WIDEST = 16
_LENGTHS = (7, 4)


def period_length(first: str, last: str) -> int:
    """How much of a date names its period, between two days: 7 for months, 4 for years."""
    return _LENGTHS[0] if _number(last) - _number(first) < _MONTHS else _LENGTHS[1]


def by_period(dates: Sequence[str], length: int) -> Counter[str]:
    """How many there are of each period. `dates`: in their order, the earliest first."""
    counted = Counter[str]()
    start = 0
    while start < len(dates):
        label = dates[start][:length]
        end = bisect_left(dates, f"{label}~", start)  # behind every date that begins so
        counted[label] = end - start
        start = end
    return counted


def periods(first: str, last: str) -> tuple[str, ...]:
    """All months, or all years, from one to another; of very many the last."""
    if len(first) == _LENGTHS[1]:
        return tuple(f"{year:04}" for year in range(int(first), int(last) + 1))[-_YEARS:]
    return tuple(
        f"{number // 12:04}-{number % 12 + 1:02}" for number in range(_number(first), _number(last) + 1)
    )


def use(dates: Sequence[str]) -> Use | None:
    """How often something was written about; nothing when there is too little of it. `dates`: the earliest first."""
    if len(dates) < _FEW:
        return None
    counted = by_period(dates, period_length(dates[0], dates[-1]))
    if len(counted) < _FEW_PERIODS:
        return None
    labels = periods(min(counted), max(counted))
    listed = tuple(UsePeriod(label, counted[label]) for label in reversed(labels) if counted[label])
    return Use(bars(counted, labels), listed)


def bars(
    counted: Counter[str],
    labels: tuple[str, ...],
    tallest: int = 0,
    width: int = _WIDTH,
    height: int = _HEIGHT,
) -> Bars:
    """A bar for each period. `tallest`: the number that is as high as the drawing; else the largest."""
    step = max(3, min(_WIDEST, width // max(1, len(labels))))
    highest = max(tallest, *(counted[label] for label in labels), 1)
    gap = 2 if step > 6 else 1
    path = []
    for number, label in enumerate(labels):
        if counted[label]:
            high = max(3, counted[label] * height // highest)
            path.append(f"M{number * step} {height}v-{high}h{step - gap}v{high}z")
    return Bars("".join(path), step * len(labels), height, labels[0], labels[-1])


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
