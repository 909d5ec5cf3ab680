"""Names inside the phrases of others, and the phrases of bodies and peoples in full."""

import pytest

from tests.extraction.actors.reading import mentions


@pytest.mark.parametrize(
    "text",
    [
        "Benin's president rejected the plan.",
        "Benin's Court of Appeal rejected the plan.",
        "The Minister of Foreign Affairs of Benin rejected the plan.",
    ],
)
def test_a_state_that_says_whose_is_no_actor_of_its_own(text: str) -> None:
    assert "Benin" not in mentions(text)


def test_a_state_that_owns_a_thing_is_an_actor() -> None:
    assert "Benin" in mentions("Benin's plan failed.")


def test_the_name_of_a_body_has_its_owner() -> None:
    assert mentions("Peru's Congress censured the minister.")["Congress"] == ["Peru's Congress"]


@pytest.mark.parametrize("phrase", ["More than two million Ukrainians", "Millions of Venezuelans"])
def test_a_people_has_its_number(phrase: str) -> None:
    assert [phrase] in mentions(f"{phrase} left the country.").values()


@pytest.mark.parametrize(
    "name",
    ["Federal Department of Economic Affairs, Education and Research", "Ministry of Labour, Sport and Culture"],
)
def test_a_department_of_several_matters_is_one_body(name: str) -> None:
    assert mentions(f"The {name} rejected the plan today.")[name] == [f"The {name}"]


def test_a_department_ends_before_a_person_or_another_body() -> None:
    found = mentions(
        "The Department of Justice, Ann Lee and Bob Ek met. The Department of Labor, Parliament and Peru met."
    )
    assert {"Ann Lee", "Bob Ek", "Peru"} <= set(found)


def test_the_suspect_is_the_gunman_named_before() -> None:
    found = mentions("A gunman shot a minister in Oslo. The attacker fled. Police arrested the suspect on Tuesday.")
    assert found["gunman"] == ["A gunman", "The attacker", "the suspect"]


def test_one_of_two_suspects_is_neither() -> None:
    found = mentions("A gunman shot a minister. A bomber struck in Bergen. Police arrested the attacker on Tuesday.")
    assert found["gunman"] == ["A gunman"]
    assert found["bomber"] == ["A bomber"]


def test_the_head_of_an_international_body_is_no_president_of_a_state() -> None:
    found = mentions("President Ana Ruiz of Peru spoke. The President of the European Commission rejected the plan.")
    assert found["Ana Ruiz"] == ["President Ana Ruiz"]


def test_a_single_name_after_a_title_is_a_person_who_acts() -> None:
    found = mentions("In support of her candidacy, Princess Ubolratana pointed out that she was no royal.")
    assert found["Ubolratana"] == ["Princess Ubolratana"]
