"""Parts of a window of time."""

from datetime import UTC, datetime

import pytest

from api.reader.pictures.zoom import Zoom
from ontology.edtf import EARLIEST, LATEST, Edtf


def times(*dates):
    return [(found.earliest, found.latest) for found in map(Edtf.parse, dates)]


def zoom(*dates, window=None):
    since, until = times(window)[0] if window else (None, None)
    return Zoom.of(times(*dates), since, until)


@pytest.mark.parametrize(
    ("dates", "unit", "names"),
    [
        (("2021-07-26", "2021-07-28"), "day", ["26", "27", "28"]),
        (("2021-07-26", "2021-10-02"), "month", ["Jul", "Aug", "Sep", "Oct"]),
        (("2010", "2014-07-26"), "year", ["2010", "2011", "2012", "2013", "2014"]),
        (("1950", "2014"), "decade", ["1950s", "1960s", "1970s", "1980s", "1990s", "2000s", "2010s"]),
        (("1250", "1950"), "century", ["1200s", "1300s", "1400s", "1500s", "1600s", "1700s", "1800s", "1900s"]),
    ],
)
def test_parts_are_as_short_as_they_can_be(dates, unit, names):
    found = zoom(*dates)
    assert (found.unit, [part.short for part in found.parts]) == (unit, names)


def test_events_are_counted_where_one_part_holds_them():
    found = zoom("2021-07-26", "2021-07", "2021-08", "2021", "2021-07/2021-08", window="2021")
    counts = {part.when.value: part.count for part in found.parts if part.count}
    assert counts == {"2021-07": 2, "2021-08": 1}
    assert found.longer == 2
    heights = [part.height for part in found.parts if part.count]
    assert heights[0] == 2 * heights[1]


def test_event_of_a_day_ends_with_its_month():
    assert zoom("2021-07-31", window="2021").parts[6].count == 1


@pytest.mark.parametrize(
    ("window", "around", "neighbours"),
    [
        ("2021-07-26", ["202X", "2021", "2021-07"], ("2021-07-25", "2021-07-27")),
        ("2021-07", ["202X", "2021"], ("2021-06", "2021-08")),
        ("2021", ["202X"], ("2020", "2022")),
        ("202X", [], ("201X", "203X")),
        ("2021-06/2021-07", ["202X", "2021"], (None, None)),
    ],
)
def test_window_has_its_containing_windows_and_its_neighbours(window, around, neighbours):
    found = zoom("2021-07-26", window=window)
    assert [part.when.value for part in found.around] == around
    assert tuple(part and part.when.value for part in (found.earlier, found.later)) == neighbours


def test_part_is_a_window():
    assert zoom("1950", "2014").parts[0].window == {"date_from": "1950", "date_to": "1959"}
    assert zoom("2021-07", window="2021").parts[6].window == {"date_from": "2021-07", "date_to": "2021-07"}


def test_no_dates_no_zoom():
    assert Zoom.of([], None, None) is None
    assert Zoom.of([(EARLIEST, LATEST)], None, None) is None
    assert zoom(window="2021").parts[0].count == 0


@pytest.mark.parametrize("dates", [["0001"], ["9999"], ["0001", "9999"], ["9999-12-31"], ["../2021"], ["2021/.."]])
def test_edges_of_the_calendar(dates):
    found = zoom(*dates)
    assert sum(part.count for part in found.parts) + found.longer == len(dates)
    for window in ("0001-01-01", "9999-12-31", "9999"):
        assert zoom(*dates, window=window).parts


def test_open_end_of_a_window_is_that_of_the_events():
    found = Zoom.of(times("2021-07-26", "2021-07-30"), datetime(2021, 7, 28, tzinfo=UTC), None)
    assert [part.short for part in found.parts] == ["28", "29", "30"]
