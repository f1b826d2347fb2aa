"""Days between two dates."""

from datetime import date


def days_between(earlier: str, later: str) -> int:
    """How many days lie between two dates (`YYYY-MM-DD…`); 0 when one cannot be read."""
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0
