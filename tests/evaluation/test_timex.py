"""Time expressions in TIMEX3."""

import pytest

from evaluation.timex import timex
from tests.extraction.dates.dating import found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("last week", ("DATE", "2021-W28")),
        ("last weekend", ("DATE", "2021-W28-WE")),
        ("the 1990s", ("DATE", "199")),
        ("the 19th century", ("DATE", "18")),
        ("summer 2020", ("DATE", "2020-SU")),
        ("the third quarter of 2020", ("DATE", "2020-Q3")),
        ("the first half of 2020", ("DATE", "2020-H1")),
        ("early 2020", ("DATE", "2020")),
        ("since 2014", ("DATE", "2014")),
        ("9 a.m. on May 5, 2021", ("TIME", "2021-05-05T09:00")),
        ("this morning", ("TIME", "2021-07-21TMO")),
        ("Sunday night", ("DATE", "2021-07-18")),
        ("several years", ("DURATION", "PXY")),
        ("two quarters", ("DURATION", "P2Q")),
        ("half an hour", ("DURATION", "PT0.5H")),
        ("every Monday", ("SET", "XXXX-WXX-1")),
        ("the past", ("DATE", "PAST_REF")),
        ("the near future", ("DATE", "FUTURE_REF")),
        ("several years ago", ("DATE", "PAST_REF")),
        ("currently", ("DATE", "PRESENT_REF")),
    ],
)
def test_the_timex3_value(written: str, expected: tuple[str, str]) -> None:
    (date,) = found(f"They met {written}.")
    assert timex(date.meaning) == expected
