"""What a finding is known by from one run to the next, so that a forge can tell new ones from old ones."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from narrate.report.finding import Finding
from narrate.report.visible import encodable


def fingerprints(found: tuple[Finding, ...]) -> Iterator[str]:
    """One for each, no two alike. Lines have no part in it: they move when somebody writes above them."""
    seen: Counter[str] = Counter()
    for each in found:
        known = "\n".join((encodable(each.path), each.diagnostic.code, encodable(each.diagnostic.message)))
        seen[known] += 1
        yield hashlib.sha256(f"{known}\n{seen[known]}".encode()).hexdigest()[:32]
