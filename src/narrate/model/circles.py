"""Circles in what leads to what: `a` supersedes `b`, which supersedes `a`."""

from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter


def in_circles(leads: Mapping[str, Collection[str]]) -> set[str]:
    """What is in a circle, or on a way from one circle to another. Takes time in proportion to the links."""
    left = {one for source, targets in leads.items() for one in (source, *targets)}
    back: dict[str, list[str]] = {}
    for source, targets in leads.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    for onward, backward in ((leads, back), (back, leads)):
        count = {one: sum(other in left for other in onward.get(one, ())) for one in left}
        ends = [one for one in left if not count[one]]
        while ends:
            one = ends.pop()
            left.discard(one)
            for other in backward.get(one, ()):
                if other in left:
                    count[other] -= 1
                    if not count[other]:
                        ends.append(other)
    return left


def circles_of(leads: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """The circles, each once and from its first member on; of those that share members, some."""
    inside = in_circles(leads)
    left = {one: set(leads.get(one, ())) & inside for one in inside}
    while left:
        try:
            TopologicalSorter({one: sorted(targets) for one, targets in sorted(left.items())}).prepare()
        except CycleError as error:
            circle = error.args[1][:-1][::-1]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]
            gone = set(circle)
            left = {one: targets - gone for one, targets in left.items() if one not in gone}
        else:
            return
