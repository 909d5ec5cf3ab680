"""What looks like a date and is a number, a name or a street; beside each what looks like that and is a date."""

import pytest

from tests.extraction.dates.dating import dates


@pytest.mark.parametrize(
    "text",
    [
        "The council adopted Resolution 1718 without a vote.",
        "Resolutions 1718 and 1874 were cited.",
        "Law No. 1905 forbids it.",
        "Regulation (EU) 2017/821 is in force.",
        "They met in room 1914.",
        "Bus 1960 was set on fire.",
        "The number 1985 tram was late.",
        "Under Decree 1991, protests are banned.",
        "Some 1950 nurses went on strike.",
        "A crowd of 2000 gathered.",
        "They marched off at 1900 hours.",
        "It cost EUR 1950 in all.",
        "Prime Minister May spoke after dinner.",
        "Mrs. May said that she would stay.",
        "Theresa May lost. May had hoped to win.",
        "August Lindqvist met June Holm.",
        "The Sunday Herald reported it.",
        "They live in 9 May Street.",
        "The April 6 Movement was banned.",
        "The fall in prices hurt farmers.",
        "After the fall of the town many fled.",
        "The 14th floor was empty.",
        "Version 5.3.24 was released.",
    ],
)
def test_no_date(text: str) -> None:
    assert dates(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council adopted the resolution in 2006.", {"2006": "2006"}),
        ("The 1991 decree bans protests.", {"1991": "1991"}),
        ("Order 1918 of 12 May 2020 was revoked.", {"12 May 2020": "2020-05-12"}),
        ("Around 1950, farmers moved north.", {"1950": "1950"}),
        ("Germany's 1990 reunification was peaceful.", {"1990": "1990"}),
        ("May was cold.", {"May": "2021-05"}),
        ("Theresa May resigned in May.", {"May": "2021-05"}),
        ("The Sunday vote was close.", {"Sunday": "2021-07-18"}),
        ("The movement was banned on April 28.", {"April 28": "2021-04-28"}),
        ("The war ended in the fall.", {"the fall": "2020-23"}),
        ("Troops landed on the 14th.", {"the 14th": "2021-07-14"}),
        ("Troops will land on the 14th.", {"the 14th": "2021-08-14"}),
        ("Troops landed in March 2019. They left on the 14th.", {"March 2019": "2019-03", "the 14th": "2019-03-14"}),
    ],
)
def test_what_looks_like_it_and_is_a_date(text: str, expected: dict[str, str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_moment_outside_the_calendar_in_utc_has_no_value(moment: str) -> None:
    assert dates(moment) == {moment: None}
    assert dates(f"from {moment} to 2020-01-01T00:00:00Z, on 3 May 2021")["3 May 2021"] == "2021-05-03"
