"""Deeds that are told without a named doer, in the noun, or of a number of people; and what looks like them."""

import pytest

from tests.extraction.events.telling import found, told, types


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A missile struck a bus depot in Oslo.", "ASSAULT:  -> "),
        ("A glide bomb hit a mill in Oslo and killed seven mechanics.", "ASSAULT:  -> "),
        ("Seven people died when a missile destroyed a school in Oslo.", "OTHER:  -> school in Oslo"),
        ("Norway launched a pair of ballistic missiles on Monday.", "MOBILIZE: Norway -> "),
        ("Oslo condemned it after the jailing of four bishops.", "COERCE:  -> four bishops"),
        ("Some 300 students linked arms in Oslo.", "PROTEST: 300 students -> "),
        ("Norway rallied 2,000 people in Oslo.", "PROTEST: Norway -> "),
        ("Sweden cancelled the licence of Norway's oil company.", "COERCE: Sweden -> Norway's oil company"),
        ("Three Swedes were seized on the road.", "ASSAULT:  -> "),
    ],
)
def test_deeds(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The scandal hurt Norway.",
        "Norway rallied supporters, saying that it would win.",
        "The friends linked arms and walked home.",
        "Norway announced that the ferry was late.",
        "Norway grabbed the reporter's attention.",
    ],
)
def test_what_looks_like_deeds(text: str) -> None:
    assert set(types(text)).isdisjoint({"ASSAULT", "PROTEST", "OTHER", "AGREE"})


def test_visit_during_which_something_is_said_is_the_speaker_s() -> None:
    assert "CONSULT: Olaf Berg -> Sweden" in told("Olaf Berg said so during a visit to Sweden.")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Talks began on Monday, six days after Sweden attacked Norway.", "2025-05-06"),
        ("Talks began on Monday, three weeks after Sweden attacked Norway.", "2025-04-18/2025-04-24"),
        ("Oslo recalls the raid of 3 May, in which Sweden killed six soldiers.", "2025-05-03"),
        ("Talks began, six days after Sweden attacked Norway.", None),
    ],
)
def test_date_of_a_deed_that_something_else_is_dated_by(text: str, when: str | None) -> None:
    dates = [event.when and event.when[0] for event in found(text, "2025-05-13") if event.type == "ASSAULT"]
    assert set(dates) == {when}
