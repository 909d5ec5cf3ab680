"""Who is meant by a form of address, a side, a bare plural or an office by its initials; on small made-up texts."""

import pytest

from extraction import extract
from tests.extraction.actors.reading import mentions

_TALK = (
    "President of Norway Jonas Berg: Mr President, welcome to Oslo.\n\n"
    "President of Finland Tarja Virtanen: Thank you, Mr President. Finland is grateful."
)


def _whole(text: str) -> dict[str, list[str]]:
    """The mentions of each actor of the whole extraction, which knows who speaks."""
    return {actor.name: [mention.exact for mention in actor.mentions] for actor in extract(text).actors}


def test_of_two_who_speak_to_each_other_the_one_addressed_is_the_other() -> None:
    found = _whole(_TALK)
    assert found["Tarja Virtanen"][0] == "Mr President"
    assert found["Jonas Berg"][-1] == "Mr President"
    assert set(found) <= {"Jonas Berg", "Tarja Virtanen", "Norway", "Finland"}


def test_an_asker_addresses_the_only_one_who_answers() -> None:
    text = "Question: Mr Prime Minister, will you stay?\n\nPrime Minister of Norway Jonas Berg: Norway will stay."
    found = _whole(text)
    assert found["Jonas Berg"][0] == "Mr Prime Minister"
    assert not any("Prime Minister" in name for name in found)


def test_a_form_of_address_with_a_name_is_that_person() -> None:
    assert "Mr. President Berg" not in mentions("Mr Berg said he agreed with Oslo. Mr Berg left.")
    assert mentions("Mr Berg said he agreed. Mr Berg left.")["Berg"] == ["Mr Berg", "Mr Berg"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Kyrgyz Side undertook to ratify the treaty.", "Kyrgyzstan"),
        ("Norway thanked the Danish side for its help.", "Denmark"),
    ],
)
def test_the_side_of_a_nation_is_its_state(text: str, state: str) -> None:
    assert any("ide" in mention for mention in mentions(text)[state])


def test_the_other_side_is_no_state() -> None:
    assert not {"Norway", "Denmark"} & mentions("The other side of the river was quiet.").keys()


def test_a_bare_plural_is_the_only_crowd_named_later() -> None:
    found = mentions("The army fought the militants in Oslo. The Danish militants attacked Bergen.")
    assert [found[name] for name in found if "militants" in name] == [["the militants", "The Danish militants"]]


def test_a_bare_plural_is_nobody_of_two_crowds() -> None:
    text = "The militants attacked Oslo. The Danish militants and the Swedish militants attacked Bergen."
    assert ["The militants"] in mentions(text).values()


@pytest.mark.parametrize(
    ("text", "person", "mention"),
    [
        ("UK PM Berg heads to Kyiv for talks.", "Berg", "UK PM Berg"),
        ("The Danish FM Falk met PM Berg in Oslo.", "Falk", "The Danish FM Falk"),
    ],
)
def test_offices_by_their_initials(text: str, person: str, mention: str) -> None:
    assert mention in mentions(text)[person]


def test_former_and_deputy_belong_to_an_office() -> None:
    found = mentions("The party chose former Vice President of the United States Joe Berg. Berg accepted.")
    assert found["Joe Berg"][0] == "former Vice President of the United States Joe Berg"


@pytest.mark.parametrize(
    "text",
    [
        "The two presidents discussed Syria.",
        "The king spoke about Libya with the premier.",
        "The ministers exchanged views on Mali at a conference on Chad.",
    ],
)
def test_who_is_only_talked_about_is_no_actor(text: str) -> None:
    assert not {"Syria", "Libya", "Mali", "Chad"} & mentions(text).keys()


def test_who_acts_among_those_talked_about_is_one() -> None:
    assert "Syria" in mentions("The presidents discussed Syria. Syria attacked Israel on Monday.")
