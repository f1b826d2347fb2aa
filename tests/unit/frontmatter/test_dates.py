"""Dates as people write them, in front matter and in file names."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.frontmatter.dates import date_from_path, read_date
from narrate.frontmatter.read import read_front_matter
from narrate.model import moment

DATES = [
    ("2026-03-04", "2026-03-04"),
    ("2019-12-3", "2019-12-03"),
    ("2017-11-8", "2017-11-08"),
    ("2026/03/04", "2026-03-04"),
    ("2026.3.4", "2026-03-04"),
    ("20260304", "2026-03-04"),
    ("2017-09-07 (optional)", "2017-09-07"),
    ("2017-09-07, or so", "2017-09-07"),
    ("2026-03-04T14:32", "2026-03-04T14:32"),
    ("2026-03-04 14:32", "2026-03-04T14:32"),
    ("2026-03-04 9:05", "2026-03-04T09:05"),
    ("2026-03-04 at 14:32", "2026-03-04T14:32"),
    ("2026-03-04 2:32 pm", "2026-03-04T14:32"),
    ("2026-03-04 12:05 a.m.", "2026-03-04T00:05"),
    ("2026-03-04T14:32:10", "2026-03-04T14:32:10"),
    ("2026-03-04T14:32:10.123456", "2026-03-04T14:32:10"),
    ("2026-03-04T14:32:60", "2026-03-04T14:32:59"),
    ("2026-03-04T14:32:10Z", "2026-03-04T14:32:10+00:00"),
    ("2026-03-04T14:32:10.5+01:00", "2026-03-04T14:32:10+01:00"),
    ("2026-03-04 14:32:10 +0530", "2026-03-04T14:32:10+05:30"),
    ("2026-03-04 14:32 -05", "2026-03-04T14:32-05:00"),
    ("2016-03-21 12:00 EDT", "2016-03-21T12:00-04:00"),
    ("2016-06-17 14:00-400", "2016-06-17T14:00-04:00"),
    ("2026-03-04 14:32 XYZ", "2026-03-04T14:32"),
    ("March 12, 2014", "2014-03-12"),
    ("Mar 12 2014", "2014-03-12"),
    ("March 12th, 2014 at 3:04 PM", "2014-03-12T15:04"),
    ("Wednesday, March 12, 2014", "2014-03-12"),
    ("12 March 2014", "2014-03-12"),
    ("12. march 2014", "2014-03-12"),
    ("12-Mar-2014", "2014-03-12"),
    ("3rd of May 2014", "2014-05-03"),
    ("Wed, 04 Mar 2026 14:32:00 +0100", "2026-03-04T14:32:00+01:00"),
    ("Wed Mar  4 14:32:00 2026", "2026-03-04T14:32:00"),
    ("25/12/2026", "2026-12-25"),
    ("12/25/2026", "2026-12-25"),
    ("05/05/2026", "2026-05-05"),
    ("04.03.2026", "2026-03-04"),
    ("2024-02-29", "2024-02-29"),
    ("\u200b2026-03-04\u200b", "2026-03-04"),
    ("[[2026-03-04]]", "2026-03-04"),
    ("0001-01-01T00:00:00Z", ""),
]


@pytest.mark.parametrize(("written", "iso"), DATES)
def test_a_date_is_read_in_every_form_people_use(written: str, iso: str) -> None:
    assert read_date(written) == (iso, "")


AMBIGUOUS = "is it `2026-03-04` or `2026-04-03`?"
WRITE = "write it as `2026-03-04` or `2026-03-04 14:32`"
NO_DATES = [
    ("2026-13-40", f"there is no such day; {WRITE}"),
    ("2024-02-30", f"there is no such day; {WRITE}"),
    ("2026-00-10", f"there is no such day; {WRITE}"),
    ("31/31/2026", f"there is no such day; {WRITE}"),
    ("February 30, 2024", f"there is no such day; {WRITE}"),
    ("0206-03-04", f"there is no such day; {WRITE}"),
    ("2026-03-04 25:00", f"the time cannot be read; {WRITE}"),
    ("2026-03-04 14:60", f"the time cannot be read; {WRITE}"),
    ("2026-03-04 13:00 pm", f"the time cannot be read; {WRITE}"),
    ("2026-03-04 14:32 +99:99", f"the time cannot be read; {WRITE}"),
    ("2026-03-04-17", f"the time cannot be read; {WRITE}"),
    ("soon", WRITE),
    ("yesterday at 5", WRITE),
    ("12 Quux 2014", WRITE),
    ("1710000000", WRITE),
    ("2026", WRITE),
    ("2026-03", "write the day too, for example `2026-03-01`"),
    ("03/04/2026", AMBIGUOUS),
    ("３/４/2026", WRITE),
]


@pytest.mark.parametrize(("written", "way_out"), NO_DATES)
def test_what_is_no_date_says_what_to_write(written: str, way_out: str) -> None:
    assert read_date(written) == ("", way_out)


@pytest.mark.parametrize("value", ["2026-13-40", "2024-02-30", "soon", "03/04/2026"])
def test_an_impossible_date_is_reported_at_its_value(value: str) -> None:
    result = read_front_matter("a.md", f"---\ntitle: x\ndate:   {value}\n---\n")
    assert result.front.date == ""
    (found,) = result.diagnostics
    assert (found.code, found.message) == ("invalid-date", f"`{value}` is no date")
    assert (found.place.line, found.place.column, found.place.width) == (3, 9, len(value))


def test_a_date_inside_a_table_is_reported_where_it_stands() -> None:
    (found,) = read_front_matter(
        "a.md", "---\ndate:\n  created: 2026-03-04\n  updated: soon\n---\n"
    ).diagnostics
    assert (found.place.line, found.place.column, found.place.text) == (4, 12, "  updated: soon")


@given(st.text() | st.text(st.sampled_from("0123456789-/.:T +Zapm,MarchEDT ()"), max_size=40))
def test_every_date_that_is_read_is_one_the_calendar_knows(text: str) -> None:
    iso, way_out = read_date(text)
    assert not (iso and way_out)
    if iso:
        stamp = moment.rfc3339(iso)
        assert len(stamp) == len("2026-03-04T00:00:00+00:00")
        assert moment.day(stamp) == moment.day(iso)


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.sampled_from((None, UTC))))  # noqa: DTZ001
def test_what_python_writes_is_read_back(when: datetime) -> None:
    assert read_date(when.isoformat())[0] == when.isoformat(timespec="seconds")
    assert read_date(str(when))[0] == when.isoformat(timespec="seconds")


PATHS = [
    ("posts/2026-03-04-warming.md", "2026-03-04"),
    ("log/ana/2026-03-04.md", "2026-03-04"),
    ("2026-03-04T1432 call.md", "2026-03-04"),
    ("_posts/2019-12-3-title.md", "2019-12-03"),
    ("retro 2026-03-04.md", "2026-03-04"),
    ("01-2026-03-04.md", ""),
    ("incidents/2026-03-04-outage/README.md", "2026-03-04"),
    ("2026/03/04/title.md", "2026-03-04"),
    ("blog/2026/03/04.md", "2026-03-04"),
    ("blog/2026/03/04-title.md", "2026-03-04"),
    ("2025-01-01/2026-03-04.md", "2026-03-04"),
    ("2026/03/04/2025-01-01.md", "2025-01-01"),
    ("2026-13-40-title.md", ""),
    ("2024-02-30.md", ""),
    ("2026/13/04/title.md", ""),
    ("2026/03/title.md", ""),
    ("550e8400-e29b-41d4-a716-446655440000.md", ""),
    ("12026-03-04.md", ""),
    ("2026-03-041.md", ""),
    ("a2026-03-04b.md", ""),
    ("978-1-2026-03-04.md", ""),
    ("1234-05-06-part.md", ""),
    ("v1.2026-03-04.md", ""),
    ("20260304.md", ""),
    ("title.md", ""),
    ("", ""),
]


@pytest.mark.parametrize(("path", "day"), PATHS)
def test_only_a_real_day_that_stands_alone_dates_a_path(path: str, day: str) -> None:
    assert date_from_path(path) == day
