"""Dates told from the publication date, by tense, or from a date the text has given."""

import pytest

from tests.extraction.dates.dating import dates, only


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The talks resumed on Tuesday.", "2021-07-20"),
        ("The talks will resume on Tuesday.", "2021-07-27"),
        ("The talks are due to resume on Tuesday.", "2021-07-27"),
        ("The talks resume on Tuesday.", "2021-07-27"),
        ("The vote was postponed until Tuesday.", "../2021-07-27"),
        ("He spoke on Wednesday.", "2021-07-21"),
        ("He will speak on Wednesday.", "2021-07-21"),
        ("He spoke last Wednesday.", "2021-07-14"),
        ("He will speak next Wednesday.", "2021-07-28"),
        ("He will have spoken by Friday.", "../2021-07-23"),
        ("The vote is scheduled for October.", "2021-10"),
        ("The vote was held in October.", "2020-10"),
        ("The vote was held last October.", "2020-10"),
        ("The vote will be held next March.", "2022-03"),
        ("The vote was held on June 5.", "2021-06-05"),
        ("The deadline was extended to August 5.", "2021-08-05"),
        ("They will vote on January 9.", "2022-01-09"),
        ("They voted over the weekend.", "2021-07-17/2021-07-18"),
        ("They will vote this weekend.", "2021-07-24/2021-07-25"),
        ("They met last summer.", "2020-22"),
        ("They met this spring.", "2021-21"),
        ("They will meet on Christmas Eve.", "2021-12-24"),
        ("Rebels took the town in August.", "2020-08"),
        ("Rebels took the town on 22 July.", "2021-07-22"),
        ("Rebels took the town on 25 July.", "2020-07-25"),
        ("The treaty signed in September was never ratified.", "2020-09"),
        ("Rebels had taken the town in November.", "2020-11"),
        ("Oslo signed the water treaty in October in Riga.", "2020-10"),
        ("Oslo began to withdraw in October.", "2020-10"),
        ("Oslo will send troops in June.", "2022-06"),
        ("Oslo announced a vote in September.", "2021-09"),
        ("The dividend payable on 7 September was raised.", "2021-09-07"),
        ("Oslo decided to vote in September.", "2021-09"),
        ("Oslo might vote in September.", "2021-09"),
    ],
)
def test_the_tense_of_the_clause_tells_past_from_to_come(text: str, edtf: str) -> None:
    assert only(text) == edtf


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("today", "2021-07-21"),
        ("yesterday", "2021-07-20"),
        ("tomorrow", "2021-07-22"),
        ("the day before yesterday", "2021-07-19"),
        ("the day after tomorrow", "2021-07-23"),
        ("last night", "2021-07-20"),
        ("this morning", "2021-07-21"),
        ("last week", "2021-07-12/2021-07-18"),
        ("next month", "2021-08"),
        ("this quarter", "2021-07/2021-09"),
        ("last year", "2020"),
        ("this decade", "202X"),
        ("this past spring", "2021-21"),
        ("early next year", "2022-01/2022-04"),
        ("later this year", "2021-07-21/2021-12-31"),
        ("earlier this month", "2021-07-01/2021-07-21"),
        ("July last year", "2020-07"),
        ("three days ago", "2021-07-18"),
        ("two weeks ago", "2021-07-05/2021-07-11"),
        ("three months ago", "2021-04"),
        ("18 years ago", "2003"),
        ("a decade ago", "2011"),
        ("a couple of years ago", "2019"),
        ("three months away", "2021-10"),
        ("two years from now", "2023"),
        ("in two days' time", "2021-07-23"),
        ("the first half of next year", "2022-01/2022-06"),
        ("the last week of this month", "2021-07-25/2021-07-31"),
        ("Monday of last week", "2021-07-12"),
        ("the first Friday of next month", "2021-08-06"),
        ("the last Monday of the month", "2021-07-26"),
        ("the third Thursday of April 2022", "2022-04-21"),
        ("the final Sunday of last year", "2020-12-27"),
        ("the last Sunday in May 2020", "2020-05-31"),
        ("the week before last", "2021-07-05/2021-07-11"),
        ("the month after next", "2021-09"),
        ("three and a half years ago", "2018-01"),
        ("a year and a half ago", "2020-01"),
        ("before the end of the decade", "../2029"),
        ("by the end of the century", "../2099"),
        ("before the start of next year", "../2021"),
    ],
)
def test_an_expression_is_counted_from_the_publication_date(written: str, edtf: str) -> None:
    text = f"The vote, {written}, was mentioned."
    assert dates(text) == {written: edtf}


def test_in_so_many_months_is_a_date_in_what_is_to_come() -> None:
    assert only("They will meet in three months.") == "2021-10"


def test_in_so_many_months_is_no_date_in_what_has_been() -> None:
    assert only("They built it in three months.") is None


def test_a_month_of_a_month_still_to_come_is_not_nearly_a_year_back() -> None:
    assert only("The payment was set on August 2 for all.") == "2021-08-02"


@pytest.mark.parametrize(
    ("written", "published_at", "edtf"),
    [
        ("yesterday", "2021-07", None),
        ("last week", "2021-07", None),
        ("last month", "2021-07", "2021-06"),
        ("three months away", "2021-07", "2021-10"),
        ("last year", "2021", "2020"),
        ("last month", "2021", None),
        ("today", None, None),
        ("last year", None, None),
        ("three years ago", None, None),
        ("this weekend", "2021", None),
        ("yesterday", "2021-07-21T23:30:00Z", "2021-07-20"),
    ],
)
def test_a_coarse_publication_date_tells_only_what_is_as_coarse(
    written: str, published_at: str | None, edtf: str | None
) -> None:
    assert dates(f"The vote, {written}, was mentioned.", published_at) == {written: edtf}


def test_a_weekday_needs_a_publication_day() -> None:
    assert only("They met on Tuesday.", "2021-07") is None


def test_a_month_alone_needs_a_publication_month() -> None:
    assert only("They met in May.", "2021") is None
    assert only("They met in May.", "2021-07") == "2021-05"


def test_the_next_day_follows_the_date_before_it() -> None:
    assert dates("They signed on June 3. The next day they left.")["The next day"] == "2021-06-04"


def test_two_days_later_follows_the_date_before_it() -> None:
    assert dates("They signed on June 3. Two days later they left.")["Two days later"] == "2021-06-05"


def test_that_year_is_the_year_of_the_date_before_it() -> None:
    assert dates("They signed on June 3, 2015. That year it rained.")["That year"] == "2015"


def test_the_following_month_follows_the_date_before_it() -> None:
    assert dates("They signed in December 2015. The following month it rained.")["The following month"] == "2016-01"


def test_a_year_earlier_is_as_long_as_the_date_before_it() -> None:
    assert dates("Exports rose in May 2021. A year earlier they fell.")["A year earlier"] == "2020-05"


def test_a_figure_of_a_quarter_is_compared_with_that_quarter() -> None:
    text = "Exports rose in the second quarter. A year ago they fell."
    assert dates(text)["A year ago"] == "2020-04/2020-06"


def test_two_comparisons_in_a_row_are_with_the_same_year() -> None:
    text = "Exports rose in May 2021. They fell a year earlier. Imports, a year earlier still high, fell."
    assert list(dates(text).values()) == ["2021-05", "2020-05"]


def test_days_after_a_date_known_to_the_year_are_a_length_of_time() -> None:
    assert dates("They signed in 2015. Two days later they left.")["Two days later"] is None


def test_years_after_an_event_that_the_text_has_dated() -> None:
    text = "The war began in 2003 with the invasion of the north. 18 years after the invasion, troops will leave."
    assert dates(text)["18 years after the invasion"] == "2021"


def test_days_before_an_event_that_the_text_dates_later() -> None:
    text = "Three days before the vote, he resigned. The vote took place on June 20."
    assert dates(text)["Three days before the vote"] == "2021-06-17"


def test_years_after_an_event_without_a_date_are_a_length_of_time() -> None:
    assert dates("18 years after the invasion, troops will leave.") == {"18 years": None}


def test_what_a_verb_of_judging_has_for_object_is_not_dated_by_it() -> None:
    text = "They condemned the attack on Monday. Three days after the attack, he resigned."
    assert dates(text).get("Three days after the attack") is None


def test_two_weeks_after_a_date() -> None:
    assert only("It ends two weeks after 5 May 2021.", None) == "2021-05-17/2021-05-23"


def test_the_end_of_the_year_is_that_of_publication() -> None:
    assert only("They will leave by the end of the year.") == "../2021-12-31"


def test_the_end_of_the_year_in_a_story_of_the_past_is_that_of_the_story() -> None:
    text = "The war began in May 2014. It was over at the end of the year."
    assert dates(text)["the end of the year"] == "2014-12"


def test_the_first_in_so_many_years_counts_what_has_been() -> None:
    assert only("It will be the first summit in ten years.") is None


def test_earlier_in_the_day_is_the_day_named_last() -> None:
    assert dates("He spoke on Tuesday. He had wept earlier in the day.")["earlier in the day"] == "2021-07-20"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The storm came this winter.", "2020-24"),
        ("The storm came last winter.", "2019-24"),
        ("Troops left in December.", "2020-12"),
        ("Troops will leave in December.", "2021-12"),
        ("Troops left on 31 December.", "2020-12-31"),
        ("Troops left last December.", "2020-12"),
        ("Troops will leave next January.", "2022-01"),
        ("Troops left on January 3.", "2021-01-03"),
        ("Troops left on January 9.", "2020-01-09"),
    ],
)
def test_across_the_turn_of_the_year(text: str, edtf: str) -> None:
    assert only(text, "2021-01-05") == edtf


@pytest.mark.parametrize(
    "text", ["The fifth Friday of February 2021 was mentioned.", "A week and a half ago it rained."]
)
def test_what_is_on_no_calendar_has_no_value(text: str) -> None:
    assert all(value is None for value in dates(text).values())
