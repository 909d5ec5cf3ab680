"""When events take place, and what their date says of whether they did."""

import pytest

from ontology.enums import Modality
from tests.extraction.events.telling import found

PUBLISHED = "2021-07-21"
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Sweden attacked Norway in the spring of 2021.", "2021-21"),
        ("Sweden attacked Norway last summer.", "2020-22"),
        ("Sweden attacked Norway in the 2020s.", "202X"),
        ("Sweden attacked Norway in the 21st century.", "20XX"),
        ("Sweden attacked Norway this year.", "2021"),
        ("Sweden attacked Norway in December.", "2020-12"),
        ("Sweden attacked Norway this summer.", "2021-22"),
    ],
)
def test_what_may_be_over_has_happened(text: str, edtf: str) -> None:
    (event,) = found(text, PUBLISHED)
    assert event.when
    assert (event.when[0], event.modality) == (edtf, Modality.OCCURRED)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Sweden will attack Norway in the autumn.", "2021-23"),
        ("Sweden attacks Norway in the 2030s.", "203X"),
        ("Sweden attacks Norway in 2022.", "2022"),
        ("Sweden will attack Norway next month.", "2021-08"),
    ],
)
def test_what_is_to_be_after_the_text_comes_out_is_planned(text: str, edtf: str) -> None:
    (event,) = found(text, PUBLISHED)
    assert event.when
    assert (event.when[0], event.modality) == (edtf, Modality.PLANNED)


@pytest.mark.parametrize("text", ["Sweden could attack Norway in 2022.", "Sweden may attack Norway next month."])
def test_what_is_possible_stays_so_whatever_its_date(text: str) -> None:
    (event,) = found(text, PUBLISHED)
    assert event.modality is Modality.HYPOTHETICAL


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that Sweden had attacked Norway.",
        "The minister told reporters on Monday Sweden had attacked Norway.",
        "Sweden attacked Norway, the minister said on Monday.",
        "In a statement on Monday, the minister said that Sweden had attacked Norway.",
        "“Sweden attacked Norway,” the minister said on Monday.",
        "Sweden vowed on Monday to attack Norway.",
    ],
)
def test_the_day_of_saying_is_not_that_of_the_event(text: str) -> None:
    assert [event.when for event in found(text, PUBLISHED) if event.type == "ASSAULT"] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that Sweden had attacked Norway on Monday.",
        "The minister said that on Monday the army had attacked Norway.",
        "The minister told reporters Sweden had attacked Norway on Monday.",
        "Sweden attacked Norway on Monday, the minister said.",
        "On Monday the army attacked Norway, the minister said.",
        "Sweden tried on Monday to attack Norway.",
    ],
)
def test_the_day_of_the_event_is_its_own(text: str) -> None:
    assert [event.when and event.when[0] for event in found(text, PUBLISHED) if event.type == "ASSAULT"] == [
        "2021-07-19"
    ]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Statement\n\nOslo, 21 July 2021\n\nSweden condemns Norway.", "2021-07-21"),
        ("Sweden condemns Norway.", None),
        ("Today it rained. Sweden condemns Norway.", None),
        ("Statement\n\nOslo, 21 July 2021\n\nSweden condemned Norway.", None),
        ("Statement\n\nOslo, 20 July 2021\n\nSweden condemns Norway.", None),
    ],
)
def test_what_a_text_does_in_saying_so_is_done_on_the_day_in_its_head(text: str, edtf: str | None) -> None:
    (event,) = found(text, PUBLISHED)
    assert (event.when and event.when[0]) == edtf
