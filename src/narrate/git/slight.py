"""Changes that are no version of a page: a commit goes through many pages at once, and leaves their words as they were.

A new licence header, another formatter, an address that moved. Git calls each of these pages changed; nobody wrote
anything in them. It is the words that tell, page by page: whoever goes through ten pages and writes a paragraph in one
of them has changed that one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import NamedTuple

from msgspec.structs import replace

from narrate.git.command import Repository
from narrate.git.commits import Change, Commit
from narrate.git.revision import read_blobs

_MANY = 8
"""Pages that a commit changes at once, before it is asked what happened in each."""
_READ = 40
"""So many of a commit's pages are read, spread evenly: nobody writes in more of them at once."""
_MOSTLY = 0.75
"""When so much of what was read is slight, so is the rest."""
_WORDS = 8
"""Words that went and came: that is slight in a page of any length."""
_SHARE = 0.03
"""And so is this share of a long page."""
_COMMON = 0.5
"""What went from, or came to, so many of the pages alike was not written for any of them."""
_COMMITS_AT_ONCE = 25
_LETTERS = 6
"""Of a word, with the space after it."""

_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_ESCAPED = re.compile("%[0-9a-fA-F]{2}")


class _Difference(NamedTuple):
    """The words that went and that came, but for those that stayed, and how many words the page has."""

    other: Counter[tuple[str, str]]
    words: int


def notice_slight(repository: Repository, commits: Sequence[Commit]) -> tuple[list[Commit], bool]:
    """The commits with their slight changes marked. False with them: this clone does not have all that was to be read."""
    found: dict[str, Commit] = {}
    complete = True
    wide = [commit for commit in commits if len(_written(commit)) >= _MANY]
    for start in range(0, len(wide), _COMMITS_AT_ONCE):
        some = wide[start : start + _COMMITS_AT_ONCE]
        chosen = {commit.id: _spread(_written(commit)) for commit in some}
        wanted = {blob for each in chosen.values() for one in each for blob in (one.before, one.blob)}
        contents = read_blobs(repository, tuple(sorted(blob.decode("ascii", "replace") for blob in wanted)))
        complete = complete and len(contents) == len(wanted)
        found.update((commit.id, _marked(commit, chosen[commit.id], contents)) for commit in some)
    return [found.get(commit.id, commit) for commit in commits], complete


def _written(commit: Commit) -> list[Change]:
    """What it changed of pages that were there before. What a merge brings was written elsewhere."""
    if len(commit.parents) > 1:
        return []
    return [
        one
        for one in commit.changes
        if one.before and (one.what == "M" or (one.what == "R" and not one.same))
    ]


def _spread(changes: list[Change]) -> list[Change]:
    ordered = sorted(changes, key=lambda one: one.path)
    return ordered[:: -(-len(ordered) // _READ)]


def _marked(commit: Commit, chosen: list[Change], contents: dict[str, bytes]) -> Commit:
    differences: dict[bytes, _Difference] = {}
    for one in chosen:
        before, after = (contents.get(blob.decode("ascii", "replace")) for blob in (one.before, one.blob))
        if before is not None and after is not None:
            differences[one.path] = _difference(before, after, one.path)
    slight = set(_slight(differences))
    read = len(differences)
    if read < len(_written(commit)) and len(slight) >= _MOSTLY * max(read, 1):
        slight |= {one.path for one in _written(commit) if one.path not in differences}
    changes = (replace(one, slight=True) if one.path in slight else one for one in commit.changes)
    return replace(commit, changes=tuple(changes)) if slight else commit


def _difference(before: bytes, after: bytes, path: bytes) -> _Difference:
    if not before.strip() or not after.strip():
        return _Difference(
            Counter(), 0
        )  # Emptied, with many others, or filled again: nobody writes like that.
    old, new = (Counter(text.decode("utf-8", "replace").splitlines()) for text in (before, after))
    went, came = _words(old - new), _words(new - old)
    own = _words(Counter([path.decode("utf-8", "replace").rpartition("/")[2]]))
    other = Counter({("-", word): many for word, many in (went - came).items() if word not in own})
    other.update({("+", word): many for word, many in (came - went).items() if word not in own})
    return _Difference(other, max(len(before), len(after)) // _LETTERS)


def _slight(differences: dict[bytes, _Difference]) -> Iterator[bytes]:
    """The pages in which hardly a word is another, but for what was done to most of them alike."""
    seen: dict[tuple[str, str], list[int]] = {}
    for one in differences.values():
        for word, many in one.other.items():
            seen.setdefault(word, []).append(many)
    common = Counter(
        {
            word: median_low(each)
            for word, each in seen.items()
            if len(each) > 1 and len(each) >= _COMMON * len(differences)
        }
    )
    for path, one in differences.items():
        if (one.other - common).total() <= max(_WORDS, _SHARE * one.words):
            yield path


def _words(lines: Counter[str]) -> Counter[str]:
    counted = Counter[str]()
    for line, many in lines.items():
        for word in _WORD.findall(_ESCAPED.sub(" ", line).casefold()):
            counted[word] += many
    return counted
