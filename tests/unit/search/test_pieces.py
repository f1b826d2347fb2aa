"""The text of the index's pieces: what is written is read again, and changing it is the same as making it anew."""

from hypothesis import given
from hypothesis import strategies as st

from narrate.search.ids import day_of, ids_of
from narrate.search.inverted import Placed, edited_terms, edited_words, edits, whole
from narrate.search.layout import layout_of
from narrate.search.occurrences import Occurrences
from narrate.search.pieces import MOST, published, read_groups, read_term, read_words, write_groups

_TERMS = st.dictionaries(
    st.sampled_from(("a", "cache", "cached", "caching", "c++", "3.11", "缓存", "ci")), st.sampled_from("159z")
)
_ENTRIES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.tuples(_TERMS, st.sampled_from(("((", "(*"))), max_size=6
)


def _placed(entries: dict[str, tuple[dict[str, str], str]]) -> list[Placed]:
    ids = ids_of((url, f"2026-01-0{len(url)}") for url in entries)
    return [
        Placed(
            ids[url],
            code,
            Occurrences(terms, tuple(f"{term}s {term}" if term.isalpha() else term for term in terms)),
        )
        for url, (terms, code) in sorted(entries.items())
    ]


@given(_ENTRIES, _ENTRIES)
def test_changing_the_pieces_is_the_same_as_making_them_anew(
    before: dict[str, tuple[dict[str, str], str]], after: dict[str, tuple[dict[str, str], str]]
) -> None:
    layout = layout_of(10)
    old, new = _placed(before), _placed(after)
    pieces = dict(whole(old, layout))
    changes = edits(old, new, layout)
    pieces |= {path: edited_terms(pieces[path], changed) for path, changed in changes.terms.items()}
    pieces |= {path: edited_words(pieces[path], changed) for path, changed in changes.words.items()}
    assert pieces == dict(whole(new, layout))


def test_a_piece_of_the_dictionary_is_written_short() -> None:
    placed = [Placed("()()(", "((", Occurrences({"cach": "5"}, ("cache cach", "cached cach", "cat")))]
    pieces = dict(whole(placed, layout_of(1)))
    text = pieces[layout_of(1).words_piece("cache")]
    assert text == "0cache 1 cach\n5d 1 cach\n2t 1\n"
    assert [tuple(found) for found in read_words(text)] == [
        ("cache", "cach", 1),
        ("cached", "cach", 1),
        ("cat", "cat", 1),
    ]


def test_a_term_is_found_whole_and_nowhere_else() -> None:
    text = "cach ((1aaaaa\ncache ((2bbbbb ()1ccccc\n"
    assert read_term(text, "cache") == {"((2": "bbbbb", "()1": "ccccc"}
    assert read_term(text, "cach") == {"((1": "aaaaa"}
    assert read_term(text, "ach") == {}
    assert read_term("", "cache") == {}


def test_of_a_term_that_nearly_all_have_the_highest_levels_are_published() -> None:
    low, high = "aaaaa" * MOST, "bbbbb" * 10
    text = f"few ((1ccccc\nthe {write_groups({'((1': low, '((5': high})}\n"
    short = published(text)
    assert read_term(short, "few") == {"((1": "ccccc"}
    assert {key: len(ids) // 5 for key, ids in read_term(short, "the").items()} == {
        "((5": 10,
        "((1": MOST - 10,
    }
    assert read_groups("") == {}


def test_ids_sort_as_time_does_and_tell_their_day() -> None:
    days = ("", "1970-01-01", "1999-12-31", "2026-03-04", "2026-03-05T10:00", "9999-12-31")
    ids = ids_of((str(number), day) for number, day in enumerate(days))
    ordered = [ids[str(number)] for number in range(len(days))]
    assert ordered == sorted(ordered)
    assert [day_of(id_) for id_ in ordered] == [
        "",
        "1970-09-14",
        "1999-12-31",
        "2026-03-04",
        "2026-03-05",
        "2059-09-18",
    ]


def test_ids_do_not_meet_however_many_there_are_on_a_day() -> None:
    ids = ids_of((f"/{number}/", "2026-03-04") for number in range(3000))
    assert len(set(ids.values())) == 3000
    assert {len(id_) for id_ in ids.values()} == {5}
    assert min(map(min, ids.values())) >= "("
