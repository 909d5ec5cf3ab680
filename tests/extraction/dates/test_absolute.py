"""Dates that need no other date to be understood, with and without a publication date."""

import pytest

from tests.extraction.dates.dating import dates, found, only


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("26 July 2021", "2021-07-26"),
        ("26th July, 2021", "2021-07-26"),
        ("the 26th of July 2021", "2021-07-26"),
        ("July 26, 2021", "2021-07-26"),
        ("July 26th 2021", "2021-07-26"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("Monday, July 26, 2021", "2021-07-26"),
        ("Monday 26 July 2021", "2021-07-26"),
        ("2021-07-26", "2021-07-26"),
        ("2021/07/26", "2021-07-26"),
        ("26.07.2021", "2021-07-26"),
        ("July 2021", "2021-07"),
        ("July of 2021", "2021-07"),
        ("2021-07", "2021-07"),
        ("2021", "2021"),
        ("the year 2021", "2021"),
        ("nineteen seventy-nine", "1979"),
        ("the 1990s", "199X"),
        ("the '90s", "199X"),
        ("the nineties", "199X"),
        ("the 19th century", "18XX"),
        ("the twentieth century", "19XX"),
        ("the winter of 2019", "2019-24"),
        ("spring 2020", "2020-21"),
        ("the third quarter of 2020", "2020-07/2020-09"),
        ("Q1 2020", "2020-01/2020-03"),
        ("the second half of 2020", "2020-07/2020-12"),
        ("Christmas 2020", "2020-12-25"),
        ("Thanksgiving 2020", "2020-11-26"),
        ("Easter Monday 2021", "2021-04-05"),
        ("Memorial Day 2021", "2021-05-31"),
        ("Election Day 2016", "2016-11-08"),
        ("early 2020", "2020-01/2020-04"),
        ("mid-2020", "2020-05/2020-08"),
        ("late March 2020", "2020-03-22/2020-03-31"),
        ("the early 1990s", "1990/1992"),
        ("the end of 2020", "2020-12"),
        ("the beginning of May 2020", "2020-05-01/2020-05-10"),
        ("the first week of May 2020", "2020-05-01/2020-05-07"),
        ("the last week of May 2020", "2020-05-25/2020-05-31"),
        ("the last day of May 2020", "2020-05-31"),
    ],
)
def test_a_form_has_its_value_with_no_publication_date(written: str, edtf: str) -> None:
    text = f"The treaty dates from {written}."
    assert dates(text, None) == {written: edtf}


def test_day_and_month_in_figures_are_told_apart_where_one_is_above_twelve() -> None:
    assert only("Signed on 26/07/2021.", None) == only("Signed on 07/26/2021.", None) == "2021-07-26"


def test_day_and_month_in_figures_that_read_both_ways_are_known_to_the_year() -> None:
    assert only("Signed on 05/07/2021.", None) == "2021"


def test_the_same_day_and_month_in_figures_read_one_way_only() -> None:
    assert only("Signed on 05/05/2021.", None) == "2021-05-05"


def test_a_dateline_is_a_date() -> None:
    text = "GENEVA, July 20 (Newswire) - Talks began."
    assert dates(text) == {"July 20": "2021-07-20"}


def test_the_name_of_the_attacks_is_a_date() -> None:
    text = "After the 9/11 attacks and the Sept. 11 attacks, the law changed."
    assert dates(text, None) == {"9/11": "2001-09-11", "Sept. 11": "2001-09-11"}


def test_a_time_with_its_date() -> None:
    text = "It began at 2:30 p.m. on May 5, 2021."
    assert dates(text, None) == {"2:30 p.m. on May 5, 2021": "2021-05-05T14:30:00"}


def test_a_time_after_its_date() -> None:
    assert only("It began on May 5, 2021, at 9 a.m. in Rome.", None) == "2021-05-05T09:00:00"


def test_universal_time_is_written_as_such() -> None:
    assert only("It began at 14:30 GMT on May 5, 2021.", None) == "2021-05-05T14:30:00Z"


def test_a_time_alone_is_of_the_day_told_before_it() -> None:
    text = "They met on May 5, 2021. At 11:15 p.m. they left."
    assert dates(text, None)["11:15 p.m."] == "2021-05-05T23:15:00"


def test_a_time_alone_without_a_day_has_no_value() -> None:
    assert only("They left at 11:15 p.m. without a word.") is None


def test_midnight_is_where_the_next_day_begins() -> None:
    assert only("It expires at midnight on May 5, 2021.", None) == "2021-05-06T00:00:00"


def test_noon() -> None:
    assert only("It expires at noon on May 5, 2021.", None) == "2021-05-05T12:00:00"


def test_a_timestamp() -> None:
    assert only("Posted 2021-07-26T10:00Z by the office.", None) == "2021-07-26T10:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        "About 2000 people marched.",
        "It cost $1998 in all.",
        "May I ask why the deal failed?",
        "Theresa May resigned.",
        "Johnny Christmas resigned.",
        "Troops march through the town.",
        "She is in her 30s.",
        "The Sun was the first to report it.",
        "A second man was shot.",
        "Flight 370 had 239 on board.",
        "They come on a Monday as a rule.",
        "A 27-year-old student spoke.",
        "She is 36 years old.",
        "It buys three quarters of its food.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text) == []


def test_a_year_before_what_it_counts_not_is_a_date() -> None:
    assert dates("It condemned the 2001 attacks.") == {"2001": "2001"}


def test_a_day_that_is_on_no_calendar_has_no_value() -> None:
    assert dates("It was due on 31 February 2021.") == {"31 February 2021": None}


def test_an_expression_does_not_run_over_a_paragraph() -> None:
    assert dates("It was signed in May\n\n2021 was a good year.", None) == {"May": None, "2021": "2021"}


def test_an_expression_runs_over_the_end_of_a_line() -> None:
    assert dates("It was signed the day before\nyesterday in Rome.") == {"the day before\nyesterday": "2021-07-19"}


def test_offsets_are_code_points_of_the_text() -> None:
    text = "Überall 𝔊 on 26 July 2021."
    (date,) = found(text)
    assert text[date.start : date.end] == "26 July 2021"


def test_a_score_is_no_time_of_day() -> None:
    assert found("They won 10:35 against Lyon.") == []


def test_a_time_of_day_on_the_24_hour_clock() -> None:
    assert dates("They met on May 5, 2021. They left at 18:45 by train.", None)["18:45"] == "2021-05-05T18:45:00"


def test_the_name_of_a_paper_is_no_repetition() -> None:
    assert found("He told the Daily Courier of it.") == []


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("44 BC", "-0043"),
        ("404 B.C.", "-0403"),
        ("500 BCE", "-0499"),
        ("the fifth century BC", "-0499/-0400"),
        ("winter 2019-20", "2019-24"),
        ("winter 2019/20", "2019-24"),
        ("31.12.20", "2020-12-31"),
        ("05.03.20", "2020-03-05"),
        ("31/12/20", "2020-12-31"),
        ("31-12-2020", "2020-12-31"),
        ("FY2020", "2020"),
        ("FY21", "2021"),
        ("fiscal 2019-20", "2019/2020"),
        ("the financial year 2019/20", "2019/2020"),
        ("H1 2020", "2020-01/2020-06"),
    ],
)
def test_further_forms(written: str, edtf: str) -> None:
    text = f"The town fell on {written}, it was said."
    assert dates(text, None) == {written: edtf}


def test_a_season_over_two_years_is_no_range_of_years() -> None:
    assert dates("In Winter 2019-20, power failed.", None) == {"In Winter 2019-20": "2019-24"}


@pytest.mark.parametrize("text", ["In 0 BC nothing was.", "It fell in 12345 BC.", "Room 44 B was empty."])
def test_what_is_no_year_before_christ(text: str) -> None:
    assert not any((value or "").startswith("-") for value in dates(text, None).values())
