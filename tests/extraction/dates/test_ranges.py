"""Ranges and open intervals."""

import pytest

from tests.extraction.dates.dating import dates, found, only


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("from 2014 to 2017", "2014/2017"),
        ("between 2014 and 2017", "2014/2017"),
        ("1990-95", "1990/1995"),
        ("2014–18", "2014/2018"),
        ("2014-2018", "2014/2018"),
        ("2020-21", "2020/2021"),
        ("from March 3 to March 5, 2020", "2020-03-03/2020-03-05"),
        ("March 3-5, 2020", "2020-03-03/2020-03-05"),
        ("3 to 5 March 2020", "2020-03-03/2020-03-05"),
        ("between March and May 2020", "2020-03/2020-05"),
        ("from November to February 2020", "2019-11/2020-02"),
        ("since 2014", "2014/.."),
        ("since May 2014", "2014-05/.."),
        ("since the 1990s", "1990/.."),
        ("since the later 1990s", "1990/.."),
        ("since early 2014", "2014-01/.."),
        ("from 2014 on", "2014/.."),
        ("after 2014", "2014/.."),
        ("until 2014", "../2014"),
        ("before 2014", "../2013"),
        ("prior to May 2014", "../2014-04"),
        ("by 2023", "../2023"),
        ("by the end of 2021", "../2021-12-31"),
        ("by mid-2021", "../2021-08"),
        ("no later than 5 May 2021", "../2021-05-05"),
    ],
)
def test_an_interval_has_its_value_with_no_publication_date(written: str, edtf: str) -> None:
    assert dates(f"The mission ran {written}.", None) == {written: edtf}


def test_the_ends_of_a_range_are_dates_of_their_own() -> None:
    text = "The mission ran from June to August 2020."
    (date,) = found(text, None)
    ends = [(text[end.start : end.end], str(end.edtf)) for end in date.ends]
    assert ends == [("June", "2020-06"), ("August 2020", "2020-08")]


def test_weekdays_of_a_range_follow_one_another() -> None:
    assert only("They met from Thursday to Saturday.") == "2021-07-15/2021-07-17"


def test_since_a_weekday() -> None:
    assert only("They have met since Monday.") == "2021-07-19/.."


def test_since_last_year() -> None:
    assert only("They have met since last year.") == "2020/.."


def test_before_a_day_that_has_something_is_no_interval() -> None:
    assert only("They met before Tuesday's vote.") == "2021-07-20"


def test_a_range_that_ends_before_it_starts_has_no_value() -> None:
    assert only("The mission ran from 2017 to 2014.", None) is None


def test_the_past_two_years_are_a_length_with_its_place() -> None:
    (date,) = found("Prices rose over the past two years.")
    assert (str(date.edtf), date.duration) == ("2019/2021", "P2Y")


def test_the_next_three_months_are_a_length_with_its_place() -> None:
    (date,) = found("Prices will rise over the next three months.")
    assert (str(date.edtf), date.duration) == ("2021-07/2021-10", "P3M")


def test_the_past_decade_is_ten_years_up_to_now() -> None:
    (date,) = found("Prices rose over the past decade.")
    assert (str(date.edtf), date.duration) == ("2011/2021", "P10Y")
