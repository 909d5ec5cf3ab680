"""Numbers with their hedges, and words that only look like numbers."""

import pytest

from tests.extraction.events.figures.figuring import quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 12 boats.", "12: 12"),
        ("There were 1,250 boats.", "1250: 1,250"),
        ("There were 2.5 million boats.", "2500000: 2.5 million"),
        ("There were twenty-four boats.", "24: twenty-four"),
        ("There were two hundred and fifty boats.", "250: two hundred and fifty"),
        ("There were two thousand three hundred boats.", "2300: two thousand three hundred"),
        ("There were a dozen boats.", "12: a dozen"),
        ("There were half a million boats.", "500000: half a million"),
        ("There were three dozen boats.", "36: three dozen"),
        ("There were a half-million boats.", "500000: a half-million"),
    ],
)
def test_exact_numbers(text, expected):
    assert quantities(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were at least 12 boats.", "12..: at least 12"),
        ("There were no fewer than twelve boats.", "12..: no fewer than twelve"),
        ("There were more than 1,000 boats.", "1000..: more than 1,000"),
        ("There were 40 or more boats.", "40..: 40 or more"),
        ("There were 66 boats or more.", "66..: 66 boats or more"),
        ("There were 50-plus boats.", "50..: 50-plus"),
        ("There were up to 300 boats.", "..300: up to 300"),
        ("There were no more than 30 boats.", "..30: no more than 30"),
        ("There were fewer than ten boats.", "..10: fewer than ten"),
        ("There were about 50 boats.", "~50: about 50"),
        ("There were nearly a hundred boats.", "~100: nearly a hundred"),
        ("There were an estimated 4,000 boats.", "~4000: an estimated 4,000"),
    ],
)
def test_hedges(text, expected):
    assert quantities(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were between 3 and 5 boats.", "3..5: between 3 and 5"),
        ("There were two or three boats.", "2..3: two or three"),
        ("There were 10 to 15 boats.", "10..15: 10 to 15"),
        ("There were 10-15 boats.", "10..15: 10-15"),
        ("There were two to three million boats.", "2000000..3000000: two to three million"),
        ("There were dozens of boats.", "24..99: dozens"),
        ("There were scores of boats.", "40..199: scores"),
        ("There were hundreds of boats.", "200..999: hundreds"),
        ("There were thousands of boats.", "2000..: thousands"),
        ("There were tens of thousands of boats.", "20000..99999: tens of thousands"),
        ("There were several hundred boats.", "300..999: several hundred"),
    ],
)
def test_ranges(text, expected):
    assert quantities(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $5 million.", "5000000 USD: $5 million"),
        ("It cost $5m.", "5000000 USD: $5m"),
        ("It cost €3bn.", "3000000000 EUR: €3bn"),
        ("It cost US$40 billion.", "40000000000 USD: US$40 billion"),
        ("It cost A$12.50.", "12.5 AUD: A$12.50"),
        ("It cost 2.5 million euros.", "2500000 EUR: 2.5 million euros"),
        ("It cost 500 million Canadian dollars.", "500000000 CAD: 500 million Canadian dollars"),
        ("It cost 3 billion Swiss francs.", "3000000000 CHF: 3 billion Swiss francs"),
        ("It cost more than £200.", "200.. GBP: more than £200"),
        ("It cost $2 million to $3 million.", "2000000..3000000 USD: $2 million to $3 million"),
        ("It lasted three years.", "3 years: three years"),
        ("It was a 72-hour pause.", "72 hours: 72-hour"),
        ("It lasted at least six months.", "6.. months: at least six months"),
    ],
)
def test_units(text, expected):
    assert quantities(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It began on 5 March 2016.",
        "It began at 10:30.",
        "A 12-year-old boy came.",
        "He came 12th.",
        "It was in the 1990s.",
        "About 30 percent came.",
        "It rose by 3.5%.",
        "Two-thirds of them came.",
        "Nine in ten came.",
        "He caught COVID-19 in an F16.",
        "A 12-member team came.",
        "The file 12/305 was lost.",
        "It rose from 10 to 12.",
        "There are 12 boats a day.",
        "They had two boats each.",
    ],
)
def test_numbers_that_count_nothing(text):
    assert quantities(text) == []


@pytest.mark.parametrize("text", ["It cost 300 rupees.", "It weighed 30 pounds of steel."])
def test_unit_that_may_be_another_is_none(text):
    (found,) = quantities(text)
    assert ":" in found
    assert found.split(":")[0].isdigit()


def test_letters_for_a_magnitude_need_a_currency():
    assert quantities("They ran 100m.") == []
