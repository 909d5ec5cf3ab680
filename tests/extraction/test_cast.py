"""The actors that a brief shows: a collective is its members, where the text names them."""

import pytest

from extraction import extract

_MET = "President Jonas Berg of Norway met President Eva Lind of Finland. "


def _actors(text: str) -> dict[str, list[str]]:
    return {actor.name: [mention.exact for mention in actor.mentions] for actor in extract(text).actors}


@pytest.mark.parametrize("phrase", ["The two leaders", "Both presidents", "The presidents", "The leaders"])
def test_a_collective_phrase_is_a_mention_of_each_member(phrase: str) -> None:
    found = _actors(f"{_MET}{phrase} praised the treaty.")
    assert phrase in found["Jonas Berg"]
    assert phrase in found["Eva Lind"]


def test_a_collective_phrase_is_no_actor_of_its_own() -> None:
    assert not any("leaders" in name for name in _actors(f"{_MET}The two leaders praised the treaty."))


def test_members_take_part_in_what_the_collective_does() -> None:
    text = f"{_MET}The two leaders condemned Mali."
    found = extract(text)
    condemned = next(event for event in found.events if event.type == "ACCUSE")
    assert {found.actors[i].name for i in condemned.actors} == {"Jonas Berg", "Eva Lind"}


@pytest.mark.parametrize(
    "phrase", ["The other leaders", "Three leaders", "Opposition leaders", "Leaders of the unions"]
)
def test_other_people_are_no_members(phrase: str) -> None:
    found = _actors(f"{_MET}{phrase} praised the treaty.")
    assert phrase not in found["Jonas Berg"]


def test_a_collective_of_nobody_named_stays_an_actor() -> None:
    assert _actors("Ministers met in Oslo. The two leaders praised the treaty.").get("two leaders") == [
        "The two leaders"
    ]
