"""Values as people read them."""

import pytest

from api.reader import words


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
        ("19XX", "1900s"),
        ("../2021-12-31", "until 31 December 2021"),
        ("/2021", "until 2021"),
        ("2014/..", "since 2014"),
        ("2014/2021-03", "2014 to March 2021"),
    ],
)
def test_date(edtf, said):
    assert words.date(edtf) == said


def test_country():
    assert words.country("IQ") == "Iraq"
    assert words.country(None) == ""


def test_kind():
    assert words.kind("armed_group") == "armed group"
    assert words.kind("person") == "person"


def test_percent():
    assert words.percent(0.875) == "88 %"


def test_title_keeps_its_direction_to_itself():
    assert words.isolated("\u202eevil") == "\u2068\u202eevil\u2069"


def test_shortened():
    assert words.shortened("abc def", 7) == "abc def"
    assert words.shortened("abc defg", 5) == "abc…"
