"""Values as people read them."""

import pytest

from api.reader import filters


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (None, "–"),
        ("2021", "2021"),
        ("2021-07", "July 2021"),
        ("2021-07-26", "26 July 2021"),
        ("2021-07-26T09:05:00Z", "26 July 2021, 09:05"),
        ("2021-22", "summer 2021"),
        ("201X", "2010s"),
        ("19XX", "20th century"),
        ("190X", "1900 to 1909"),
        ("20XX", "21st century"),
        ("10XX", "11th century"),
        ("-0043", "44 BC"),
        ("198X/201X", "1980s to 2010s"),
        ("../2021-12-31", "until 31 December 2021"),
        ("/2021", "until 2021"),
        ("2014/..", "since 2014"),
        ("2014/2021-03", "2014 to March 2021"),
    ],
)
def test_date(edtf, said):
    assert filters.date(edtf) == said


def test_country():
    assert filters.country("IQ") == "Iraq"
    assert filters.country(None) == ""


def test_kind():
    assert filters.kind("armed_group") == "armed group"
    assert filters.kind("person") == "person"


def test_percent():
    assert filters.percent(0.875) == "88%"


def test_title_keeps_its_direction_to_itself():
    assert filters.isolated("\u202eevil") == "\u2068\u202eevil\u2069"


def test_shortened():
    assert filters.shortened("abc def", 7) == "abc def"
    assert filters.shortened("abc defg", 5) == "abc…"
