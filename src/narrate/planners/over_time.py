"""How something went over time: periods without a gap, and bars of whole numbers."""

from collections import Counter
from collections.abc import Iterable

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


def by_month(dates: Iterable[str]) -> Counter[str]:
    """How many there are of each month."""
    return Counter([date[:7] for date in dates if date])


def period_length(months: Iterable[str]) -> int:
    """How much of a date names its period: 7 for months, 4 for years."""
    known = sorted(months)
    return _LENGTHS[0] if not known or _number(known[-1]) - _number(known[0]) < _MONTHS else _LENGTHS[1]


def by_period(months: Counter[str], length: int) -> Counter[str]:
    """The same by periods of a length."""
    if length == _LENGTHS[0]:
        return months
    counted = Counter[str]()
    for month, number in months.items():
        counted[month[:length]] += number
    return counted


def periods(first: str, last: str) -> tuple[str, ...]:
    """All months, or all years, from one to another; of very many the last."""
    if len(first) == _LENGTHS[1]:
        return tuple(f"{year:04}" for year in range(int(first), int(last) + 1))[-_YEARS:]
    return tuple(
        f"{number // 12:04}-{number % 12 + 1:02}" for number in range(_number(first), _number(last) + 1)
    )


def use(months: Counter[str]) -> Use | None:
    """How often something was written about; nothing when there is too little of it."""
    if months.total() < _FEW or len(months) < _FEW_PERIODS:
        return None
    counted = by_period(months, period_length(months))
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
