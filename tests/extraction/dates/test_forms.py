"""The grammar against every date, and against what is no text at all."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.dates import calendar, grammar, lexicon
from extraction.dates.calendar import Period, Unit
from extraction.lexicon import rows
from ontology.edtf import Edtf
from tests.extraction.dates.dating import found, only

_DAYS = st.dates(date(1700, 1, 1), date(2099, 12, 31))
_FORMS = st.sampled_from(
    [
        "{day} {month} {year}",
        "{day}th of {month} {year}",
        "{month} {day}, {year}",
        "{month} {day} {year}",
        "{weekday}, {month} {day}, {year}",
        "{weekday} {day} {month} {year}",
        "{short} {day}, {year}",
        "{year}-{month_number:02}-{day:02}",
        "{year}/{month_number:02}/{day:02}",
        "{day:02}.{month_number:02}.{year}",
    ]
)


def _written(form: str, day: date) -> str:
    return form.format(
        day=day.day,
        month=day.strftime("%B"),
        short="May" if day.month == 5 else f"{day:%b}.",
        month_number=day.month,
        year=day.year,
        weekday=day.strftime("%A"),
    )


@settings(max_examples=150, deadline=None)
@given(_DAYS, _FORMS)
def test_a_day_in_any_form_comes_back_as_its_value(day: date, form: str) -> None:
    assert only(f"They signed the deal on {_written(form, day)} in Geneva.", None) == str(day)


_NAMED = {
    Unit.YEAR: "in {0:%Y}",
    Unit.MONTH: "in {0:%B} {0:%Y}",
    Unit.QUARTER: "in the {1} quarter of {0:%Y}",
    Unit.HALF: "in the {1} half of {0:%Y}",
    Unit.DECADE: "in the {0:%Y}s",
}


@settings(max_examples=100, deadline=None)
@given(_DAYS, st.sampled_from(sorted(_NAMED)))
def test_a_longer_date_comes_back_as_its_value(day: date, unit: Unit) -> None:
    period = calendar.containing(unit, day)
    months = {Unit.QUARTER: 3, Unit.HALF: 6}.get(unit, 12)
    ordinal = ("first", "second", "third", "fourth")[(period.start.month - 1) // months]
    assert only(f"They fought {_NAMED[unit].format(period.start, ordinal)}.", None) == calendar.edtf(period)


_UNITS = st.sampled_from([unit for unit in Unit if Unit.MILLENNIUM < unit <= Unit.DAY])
_PARTS = ("early", "mid", "late", "start", "end")


@given(_UNITS, st.dates(date(101, 1, 1), date(9900, 1, 1)), st.sampled_from(_PARTS))
def test_what_is_written_is_edtf_inside_the_period(unit: Unit, day: date, name: str) -> None:
    period = calendar.containing(unit, day)
    whole, piece = calendar.edtf(period), calendar.part(period, name)
    assert parse_edtf(whole)
    assert parse_edtf(piece)
    assert Edtf.parse(whole).earliest.date() == period.start
    assert (
        Edtf.parse(whole).earliest <= Edtf.parse(piece).earliest < Edtf.parse(piece).latest <= Edtf.parse(whole).latest
    )


@given(_UNITS, st.dates(date(1500, 1, 1), date(2500, 1, 1)), st.integers(-10, 10))
def test_a_shift_and_its_reverse_come_back(unit: Unit, day: date, number: int) -> None:
    period = calendar.containing(unit, day)
    assert calendar.shift(calendar.shift(period, unit, number), unit, -number) == period


_WORDS = sorted(lexicon.words()) + [name for name, _ in rows("dates/holidays.tsv")]
_NUMBERS = ["0", "1", "12", "31", "99", "1999", "2021", "99999", "99999999999", "1.5", "1990s", "5th", "10:35", "99:99"]
_GLUE = [
    ",",
    ".",
    "-",
    "/",
    "of",
    "the",
    "to",
    "and",
    "in",
    "from",
    "between",
    "ago",
    "later",
    "half",
    "a.m.",
    "'s",
    "\n\n",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(_WORDS + _NUMBERS * 4 + _GLUE * 3), max_size=25),
    st.sampled_from([None, "0001-01-01", "2021", "2021-07", "2021-07-21", "9999-12-31", "2021-07-21T10:00:00Z"]),
)
def test_no_jumble_of_words_raises_and_all_values_are_edtf(words: list[str], published_at: str | None) -> None:
    text = " ".join(words)
    last = 0
    for each in found(text, published_at):
        assert last <= each.start < each.end <= len(text)
        last = each.end
        if each.edtf:
            assert parse_edtf(each.edtf.value)


@pytest.mark.parametrize(
    "text",
    ["year 99999", "day 0", "in 99999999999 years", "99999999999 years ago", "", "\n\n", "9999999999th"],
)
def test_odd_texts_do_not_raise(text: str) -> None:
    assert all(each.edtf is None for each in found(text))


def test_the_last_day_of_the_calendar_has_no_tomorrow() -> None:
    assert only("They will meet tomorrow.", "9999-12-31") is None


def test_every_class_of_the_lexicon_is_used_in_the_grammar() -> None:
    rules = [each for table in grammar.TABLES for each in table.rules]
    used = {name for each in rules for element in each.elements for name in element.names}
    assert {name for classes in lexicon.words().values() for name in classes} <= used


@pytest.mark.parametrize("name", lexicon.holidays())
def test_every_holiday_falls_in_its_year(name: str) -> None:
    written = name.title().replace(" .", ".").replace(" '", "'").replace("'S", "'s")
    assert (only(f"They met on {written} 2020.", None) or "").startswith("2020-")


def test_the_period_of_a_day_is_that_day() -> None:
    assert calendar.containing(Unit.DAY, date(2021, 7, 26)) == Period(Unit.DAY, date(2021, 7, 26))
