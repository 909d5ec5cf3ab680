"""Where dates and actors go in pictures."""

from datetime import UTC, datetime

import pytest

from api.reader.pictures.charts import Axis, star
from ontology.edtf import EARLIEST, LATEST, Edtf


def bounds(value):
    found = Edtf.parse(value)
    return found.earliest, found.latest


def axis(*dates):
    return Axis.of(map(bounds, dates))


def test_no_dates_no_axis():
    assert axis() is None


def test_dates_without_an_end_make_no_axis():
    assert Axis.of([(EARLIEST, LATEST), (EARLIEST, EARLIEST)]) is None
    assert axis("-0043") is None


def test_day_is_a_dot_and_a_month_is_a_bar():
    drawn = axis("2021-01-01", "2021-12-31")
    assert drawn.bar(*bounds("2021-07-26")).dot
    assert not drawn.bar(*bounds("2021-07")).dot


def test_bars_are_as_long_as_their_time():
    drawn = axis("2001", "2021")
    decade, year = drawn.bar(*bounds("201X")), drawn.bar(*bounds("2011"))
    assert decade.width == pytest.approx(10 * year.width, rel=0.01)
    assert drawn.bar(*bounds("2011")).start < drawn.bar(*bounds("2012")).start


def test_month_does_not_look_more_precise_than_a_day():
    assert axis("1950", "2021").bar(*bounds("2021-07")).width >= 3


def test_open_ends_reach_the_edge():
    drawn = axis("2001", "2021", "../2011")
    until, since = drawn.bar(*bounds("../2011")), drawn.bar(*bounds("2011/.."))
    assert (until.start, until.until, until.since) == (0, True, False)
    assert (since.start + since.width, since.until, since.since) == (100, False, True)


@pytest.mark.parametrize("dates", [["0001"], ["9999"], ["0001", "9999"], ["9999-12-31"], ["../2021"], ["2021/.."]])
def test_edges_of_the_calendar(dates):
    drawn = axis(*dates)
    for date in dates:
        bar = drawn.bar(*bounds(date))
        assert -3 <= bar.start <= bar.start + bar.width <= 103
    assert drawn.ticks() is not None


@pytest.mark.parametrize(
    ("dates", "ticks"),
    [
        (["2003", "2021"], ["2005", "2010", "2015", "2020"]),
        (["2021-07-02", "2021-09-20"], ["Jun 2021", "Jul", "Aug", "Sep", "Oct"]),
        (["2020-10-02", "2021-03-20"], ["Sep 2020", "Nov", "2021", "Mar"]),
        (["1500", "2000"], ["1500", "1600", "1700", "1800", "1900", "2000"]),
    ],
)
def test_ticks_are_few_and_round(dates, ticks):
    assert [name for _, name in axis(*dates).ticks()] == ticks


def test_few_that_lie_far_back_do_not_press_all_others_into_a_corner():
    drawn = axis("1920", *[f"2021-{month:02}" for month in range(1, 13)])
    assert drawn.ticks()[0][1] == "1920"
    drawn = axis("1920", *[f"{year}-{month:02}" for year in (2020, 2021) for month in range(1, 13)])
    assert drawn.ticks()[0][1] == "2020"
    far = drawn.bar(*bounds("1920"))
    assert (far.start, far.width, far.dot, far.until) == (0, 0, False, True)
    assert drawn.bar(*bounds("1920/2021")).until


def test_axis_has_room_around_a_single_day():
    bar = axis("2021-07-26").bar(datetime(2021, 7, 26, tzinfo=UTC), datetime(2021, 7, 27, tzinfo=UTC))
    assert bar.middle == pytest.approx(50, abs=0.1)


def test_star_has_the_strongest_in_the_middle_of_its_height():
    drawn = star([("a", 4)], [(str(i), 4 - i // 3) for i in range(12)])
    assert [other for _, other, _ in drawn.right] == [str(i) for i in range(8)]
    assert drawn.left[0][0] == pytest.approx(drawn.middle[1], abs=1)
    assert drawn.right[0][2] == drawn.left[0][2] == 6
    assert all(0 < place < drawn.height for place, _, _ in drawn.right)


def test_star_with_one_side():
    assert star([], [("a", 1)]).left == []
