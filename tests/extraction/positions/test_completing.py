"""Headings of nouns that name no matter by themselves."""

import pytest

from tests.extraction.positions.test_positions import read


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Norway is appalled by reports that two witnesses were threatened by guards.", "Threat to two witnesses"),
        ("Norway deplores the treatment to which the lawyer was subjected.", "Treatment of lawyer"),
        ("Norway has pledged a further battalion.", "Norway's further battalion"),
        ("Norway called for restraint and an easing of tensions.", "Restraint and easing of tensions"),
        ("Norway favours reconciliation with the minority.", "Reconciliation with the minority"),
        ("Norway opposes the bill that allows lawsuits against Peru.", "Bill on lawsuits against Peru"),
        (
            "The situation on the Korean Peninsula was discussed. Norway called for restraint.",
            "Restraint over situation on",
        ),
        ("Peru prepared an aid package of 30 million euros. Norway doubts that it will come.", "Coming of aid package"),
    ],
)
def test_a_short_noun_is_completed_from_what_is_said_near_it(text: str, label: str) -> None:
    assert [position.issue[: len(label)] for position, _, _ in read(text, "Norway")][-1:] == [label]


@pytest.mark.parametrize("text", ["Norway called for restraint.", "Peru spoke of oil. Norway opposes the soldiers."])
def test_where_nothing_completes_it_there_is_no_position(text: str) -> None:
    assert read(text, "Norway") == []


def test_what_a_noun_is_completed_by_keeps_its_own_heading() -> None:
    text = "Norway backs Moldova's entry into the European Union. Norway calls for neutrality."
    found = [position.issue for position, _, _ in read(text, "Norway")]
    assert found == [
        "Moldova's entry into the European Union",
        "Neutrality over Moldova's entry into the European Union",
    ]
