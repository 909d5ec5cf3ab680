"""Actors: groups of people, and forces and missions that go by what they are for."""

import pytest

from tests.extraction.actors.reading import described, mentions


@pytest.mark.parametrize(
    "text",
    [
        "The premier met the hostages.",
        "The premier spoke with hostages.",
        "The premier made the offer to the hostages.",
    ],
)
def test_people_to_whom_politics_is_done_are_actors(text: str) -> None:
    assert "hostages" in str(described(text))


@pytest.mark.parametrize(
    "text", ["The premier met colleagues.", "The premier waved to bystanders.", "The film showed reporters."]
)
def test_people_beside_what_is_done_are_no_actors(text: str) -> None:
    assert not any(found.startswith("group") for found in described(text))


def test_people_of_a_country_are_actors_as_objects() -> None:
    assert "group DK Danish students" in described("Norway trained Danish students.")


def test_friends_of_ours_are_no_actors_as_objects() -> None:
    assert described("He honoured our Danish friends.") == set()


def test_those_who_are_told_something_are_actors() -> None:
    assert "group reporters" in described("The minister told reporters that the talks failed.")


def test_they_are_not_a_crowd_that_is_only_spoken_of() -> None:
    text = "The premier spoke about the hostages. They want a ransom."
    assert mentions(text, pronouns=True)["hostages"] == ["the hostages"]


@pytest.mark.parametrize(
    ("text", "described_as"),
    [
        ("The Danish leadership rejected the offer.", "government DK Danish leadership"),
        ("Danish military personnel left the base.", "military DK Danish military personnel"),
        ("Six Danish nationals were detained.", "group DK Six Danish nationals"),
        ("The monitoring mission left the town.", "intergovernmental monitoring mission"),
        ("Government sources confirmed the visit.", "government Government sources"),
        ("Protestors blocked the road.", "group Protestors"),
        ("No Danish troops crossed the border.", "military DK Danish troops"),
    ],
)
def test_a_noun_of_people_tells_its_type(text: str, described_as: str) -> None:
    assert described_as in described(text)


@pytest.mark.parametrize(
    "text",
    ["She showed leadership.", "He is a Danish national.", "The mission to the moon failed.", "The source ran dry."],
)
def test_what_sounds_like_people_is_no_actor(text: str) -> None:
    assert described(text) == set()
