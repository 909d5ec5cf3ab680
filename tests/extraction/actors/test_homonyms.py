"""Actors: US towns and states, and people, that are called like countries and capitals."""

import pytest

from tests.extraction.actors.reading import actors, described, mentions


def countries_of(text: str) -> set[str | None]:
    return {actor.country for actor in actors(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Police in Vienna, Virginia, closed the road.",
        "The mayor of Rome, Georgia, vetoed it.",
        "The sheriff of Warsaw, Ind., closed the road.",
        "The mayor of Cairo, IL, vetoed it.",
        "The governor of Georgia vetoed it.",
        "Georgia's legislature adjourned.",
        "Georgia Sen. Mary Cole objected.",
        "Norway County commissioners objected.",
        "Teachers in Dublin, Ohio, objected. The mayor of Dublin was silent.",
    ],
)
def test_a_town_or_state_of_the_us_is_no_country(text: str) -> None:
    assert countries_of(text) == {"US"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia's prime minister objected.", "GE"),
        ("Georgia and Armenia signed it.", "GE"),
        ("The president of Georgia objected in Tbilisi.", "GE"),
        ("The mayor of Vienna vetoed it.", "AT"),
        ("Police in Cairo, the capital, closed the road.", "EG"),
        ("The king of Jordan objected.", "JO"),
        ("Chad, Mali and Niger signed it.", "TD"),
    ],
)
def test_a_country_or_capital_stays_one(text: str, country: str) -> None:
    assert country in countries_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chad Weller objected.",
        "The court fined Paris Whitfield.",
        "Senator Israel Holm objected.",
        "Mr. Jordan objected.",
        "Kathy Ireland sued the bank.",
        "Sen. Chad Holm objected.",
    ],
)
def test_a_person_may_be_called_like_a_state(text: str) -> None:
    assert "state" not in {kind.partition(" ")[0] for kind in described(text)}
    assert any(kind.startswith("person") for kind in described(text))


@pytest.mark.parametrize(
    "text", ["Chad condemned the raid.", "The Chad Basin Commission met Mali.", "Israel Radio said so."]
)
def test_a_state_before_another_word_is_no_person(text: str) -> None:
    assert not any(kind.startswith("person") for kind in described(text))


def test_a_list_of_states_is_no_address() -> None:
    assert set(mentions("Lebanon, Georgia and Armenia signed it.")) == {"Lebanon", "Georgia", "Armenia"}
