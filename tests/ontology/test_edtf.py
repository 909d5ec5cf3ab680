"""EDTF values and the stretch of time that each may mean, against a library that parses EDTF."""

from datetime import UTC, date, datetime

import pytest
from edtf import parse_edtf, struct_time_to_date
from hypothesis import given
from hypothesis import strategies as st

from ontology.edtf import EARLIEST, LATEST, Edtf, Precision, value_around


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2021", _utc(2021, 1, 1), _utc(2022, 1, 1)),
        ("2021-07", _utc(2021, 7, 1), _utc(2021, 8, 1)),
        ("2021-12", _utc(2021, 12, 1), _utc(2022, 1, 1)),
        ("2021-07-26", _utc(2021, 7, 26), _utc(2021, 7, 27)),
        ("2020-02-29", _utc(2020, 2, 29), _utc(2020, 3, 1)),
        ("2021-07-26T10:30:00", _utc(2021, 7, 26, 10, 30), _utc(2021, 7, 26, 10, 30, 1)),
        ("2021-07-26T10:30:00Z", _utc(2021, 7, 26, 10, 30), _utc(2021, 7, 26, 10, 30, 1)),
        ("2021-07-26T10:30:00+02:00", _utc(2021, 7, 26, 8, 30), _utc(2021, 7, 26, 8, 30, 1)),
        ("2021-21", _utc(2021, 3, 1), _utc(2021, 6, 1)),
        ("2021-22", _utc(2021, 6, 1), _utc(2021, 9, 1)),
        ("2021-23", _utc(2021, 9, 1), _utc(2021, 12, 1)),
        ("2021-24", _utc(2021, 12, 1), _utc(2022, 3, 1)),
        ("199X", _utc(1990, 1, 1), _utc(2000, 1, 1)),
        ("19XX", _utc(1900, 1, 1), _utc(2000, 1, 1)),
        ("000X", _utc(1, 1, 1), _utc(10, 1, 1)),
        ("2014/2017", _utc(2014, 1, 1), _utc(2018, 1, 1)),
        ("2014-05/2014-06-03", _utc(2014, 5, 1), _utc(2014, 6, 4)),
        ("../2021-12-31", EARLIEST, _utc(2022, 1, 1)),
        ("2014/..", _utc(2014, 1, 1), LATEST),
        ("2014/", _utc(2014, 1, 1), LATEST),
        ("/2014", EARLIEST, _utc(2015, 1, 1)),
        ("9999", _utc(9999, 1, 1), LATEST),
        ("9999-12-31", _utc(9999, 12, 31), LATEST),
    ],
)
def test_bounds(value: str, earliest: datetime, latest: datetime) -> None:
    found = Edtf.parse(value)
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "July 2021",
        "21",
        "2021-13",
        "2021-00",
        "2021-07-00",
        "2021-00-01",
        "2021-25",
        "2021-02-30",
        "2021-7-1",
        "2021-07-26T10:30",
        "2021-07-26T25:00:00",
        "2021-07-26 10:30:00",
        "0000",
        "..",
        "../..",
        "/",
        "2017/2014",
        "2014/2017/2018",
        "20X1",
        "XXXX",
        " 2021",
        "2021\n",
        "٢٠٢١",
    ],
)
def test_what_is_no_edtf_value_is_refused_and_named(value: str) -> None:
    with pytest.raises(ValueError, match=r"is not|is an interval|ends before") as error:
        Edtf.parse(value)
    assert value.rpartition("/")[2].strip() in str(error.value)


@pytest.mark.parametrize(
    "value", ["2021", "2021-07", "2021-07-26", "2021-07-26T10:30:00Z", "2021-07-26T10:30:00+02:00"]
)
def test_a_publication_date_is_a_time_a_date_a_month_or_a_year(value: str) -> None:
    assert Edtf.point(value) == Edtf.parse(value)


@pytest.mark.parametrize("value", ["2021-21", "199X", "2014/2017", "2014/..", "yesterday", "2021-02-30"])
def test_nothing_else_is_a_publication_date(value: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        Edtf.point(value)


def test_a_refused_publication_date_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="write 2021-07-26T12:00:00Z, 2021-07-26, 2021-07 or 2021"):
        Edtf.point("26 July 2021")


_DATES = st.dates(date(100, 1, 1), date(9899, 12, 31))
_VALUES = st.one_of(
    _DATES.map(str),
    _DATES.map(lambda day: str(day)[:7]),
    _DATES.map(lambda day: str(day)[:4]),
    _DATES.map(lambda day: f"{str(day)[:3]}X"),
    _DATES.map(lambda day: f"{str(day)[:2]}XX"),
)


@given(_VALUES)
def test_bounds_are_those_of_the_library(value: str) -> None:
    found, parsed = Edtf.parse(value), parse_edtf(value)
    assert struct_time_to_date(parsed.lower_strict()) == found.earliest.date()
    assert struct_time_to_date(parsed.upper_strict()).toordinal() + 1 == found.latest.date().toordinal()


@given(_VALUES, _VALUES)
def test_an_interval_spans_its_ends(first: str, second: str) -> None:
    start, end = sorted((first, second), key=lambda value: (Edtf.parse(value).earliest, Edtf.parse(value).latest))
    found = Edtf.parse(f"{start}/{end}")
    assert (found.earliest, found.latest) == (Edtf.parse(start).earliest, Edtf.parse(end).latest)


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_a_value_error(value: str) -> None:
    try:
        found = Edtf.parse(value)
    except ValueError:
        return
    assert found.earliest < found.latest


@pytest.mark.parametrize(
    ("one", "other"),
    [("2021-08", "2021-07-21"), ("2021-22", "2021-05"), ("203X", "2029"), ("2022/..", "2021"), ("2021", "-0043")],
)
def test_one_date_is_after_another(one: str, other: str) -> None:
    assert Edtf.parse(one).is_after(Edtf.parse(other))
    assert not Edtf.parse(other).is_after(Edtf.parse(one))
    assert Edtf.parse(other) < Edtf.parse(one)
    assert not Edtf.parse(one).overlaps(Edtf.parse(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("2021-21", "2021-05-31"), ("202X", "2024"), ("20XX", "2021-07-21"), ("2021-24", "2022-02"), ("../2022", "2021")],
)
def test_dates_that_may_mean_the_same_time_overlap(one: str, other: str) -> None:
    assert Edtf.parse(one).overlaps(Edtf.parse(other))
    assert Edtf.parse(other).overlaps(Edtf.parse(one))
    assert not Edtf.parse(one).is_after(Edtf.parse(other))


def test_a_year_before_christ_ends_where_the_calendar_begins() -> None:
    assert Edtf.parse("-0043").latest == EARLIEST
    assert Edtf.parse("-0499/-0400").latest == EARLIEST


@pytest.mark.parametrize(("value", "precision"), [("2021-24", Precision.SEASON), ("19XX", Precision.CENTURY)])
def test_precision(value: str, precision: Precision) -> None:
    assert Edtf.parse(value).precision is precision


@pytest.mark.parametrize(
    ("value", "plain"),
    [("2021-07-26", "2021-07-26"), ("2021-22", "summer 2021"), ("190X", "1900 to 1909"), ("../2021", "until 2021")],
)
def test_plain_words_keep_what_edtf_writes_as_a_date(value: str, plain: str) -> None:
    assert Edtf.parse(value).in_words(plain=True) == plain


@pytest.mark.parametrize(
    ("precision", "value"),
    [
        (Precision.DAY, "0987-06-05"),
        (Precision.MONTH, "0987-06"),
        (Precision.YEAR, "0987"),
        (Precision.DECADE, "098X"),
        (Precision.CENTURY, "09XX"),
    ],
)
def test_value_around_a_moment(precision: Precision, value: str) -> None:
    for moment in (date(987, 6, 5), datetime(987, 6, 5, 23, 59, tzinfo=UTC)):
        assert value_around(moment, precision) == value
    assert Edtf.parse(value).precision is precision
