"""Lengths of time, repetitions, and the TIMEX3 values."""

import pytest

from tests.extraction.dates.dating import durations, found


@pytest.mark.parametrize(
    ("written", "duration"),
    [
        ("two days", "P2D"),
        ("three weeks", "P3W"),
        ("18 months", "P18M"),
        ("a year", "P1Y"),
        ("twenty-four hours", "PT24H"),
        ("a hundred years", "P100Y"),
        ("two thousand and one nights", "P2001D"),
        ("four decades", "P40Y"),
        ("two centuries", "P200Y"),
        ("three quarters", "P9M"),
        ("two and a half years", "P2Y6M"),
        ("2 1/2 years", "P2Y6M"),
        ("a minute and a half", "PT1M30S"),
        ("half an hour", "PT0.5H"),
        ("1.5 days", "P1.5D"),
        ("a couple of weeks", "P2W"),
        ("two more years", "P2Y"),
        ("the first nine months", "P9M"),
        ("several weeks", None),
        ("a few days", None),
    ],
)
def test_a_length_of_time_in_iso_8601(written: str, duration: str | None) -> None:
    assert durations(f"It took {written} to build.") == {written: duration}


def test_a_length_of_time_joined_by_hyphens() -> None:
    assert durations("He began a three-day visit.") == {"three-day": "P3D"}


@pytest.mark.parametrize(
    ("written", "duration"),
    [
        ("every day", "R/P1D"),
        ("daily", "R/P1D"),
        ("every four years", "R/P4Y"),
        ("every other week", "R/P2W"),
        ("twice a year", "R/P1Y"),
        ("three times a week", "R/P1W"),
        ("24 hours a day", "R/P1D"),
        ("every Monday", "R/P1W"),
        ("each July", "R/P1Y"),
        ("annually", "R/P1Y"),
    ],
)
def test_a_repetition_in_iso_8601(written: str, duration: str) -> None:
    assert durations(f"They meet {written}.") == {written: duration}


def test_now_is_a_time_before_a_verb_only() -> None:
    assert [each.meaning.reference for each in found("The group now controls the town.")] == ["PRESENT"]
    assert found("Now, that is a good question.") == []
