"""Names and phrases that are no actors: treaties, platforms, diseases, places; on small made-up texts."""

import pytest

from extraction import extract
from tests.extraction.actors.reading import actors, mentions


@pytest.mark.parametrize(
    "phrase",
    ["the Harbour Charter", "Resolution 1373", "the Lindholm Memorandum", "the NPT", "the Bergen Library", "COVID-19"],
)
def test_texts_buildings_and_diseases_are_no_actors(phrase: str) -> None:
    assert not any(phrase.split()[-1] in actor.name for actor in actors(f"Norway referred to {phrase} on Monday."))


@pytest.mark.parametrize("phrase", ["on Twitter", "via Twitter"])
def test_a_platform_that_carries_words_is_no_actor(phrase: str) -> None:
    assert "Twitter" not in mentions(f"Norway rejected the plan {phrase}.")


@pytest.mark.parametrize("phrase", ["on Lake Victoria", "since the Treaty of Lisbon", "on Mount Lebanon"])
def test_a_country_or_capital_in_another_name_is_no_actor(phrase: str) -> None:
    assert set(mentions(f"Norway rejected the plan {phrase}.")) == {"Norway"}


def test_a_platform_that_acts_is_an_actor() -> None:
    assert "Twitter" in mentions("Twitter sued Norway.")


def test_the_state_in_an_office_is_no_body() -> None:
    assert "State" not in mentions("Secretary of State Eva Lind met the Secretary of State for Defence.")


@pytest.mark.parametrize("phrase", ["in the country", "across the country", "of the country"])
def test_a_country_as_a_place_is_no_mention(phrase: str) -> None:
    found = mentions(f"Norway closed the schools. Nobody {phrase} was warned.")
    assert found["Norway"] == ["Norway"]


def test_a_country_that_acts_is_a_mention() -> None:
    assert mentions("Norway closed the schools. The country rejected the plan.")["Norway"] == ["Norway", "The country"]


def test_the_state_of_a_people_is_no_actor() -> None:
    assert "Mali" not in mentions("Norway thanked the people of Mali.")


def test_the_states_of_ministers_are_actors() -> None:
    assert {"Mali", "Chad"} <= set(mentions("Norway received the foreign ministers of Mali and Chad."))


@pytest.mark.parametrize(
    "text", ["Doctors get older. Norway closed a hospital.", "Norway is cold. This nation is old."]
)
def test_a_bare_plural_or_country_that_no_fact_is_about_is_left_out(text: str) -> None:
    assert [actor.name for actor in extract(text).actors] == ["Norway"]


def test_a_bare_plural_that_does_something_stays() -> None:
    assert "Doctors" in {actor.name for actor in extract("Doctors accused Norway of neglect.").actors}


def test_an_agency_before_an_underscore_is_a_dateline() -> None:
    assert "Associated Press" not in {actor.name for actor in extract("OSLO (AP) _ Norway rejected the plan.").actors}


def test_the_only_dateline_is_the_country_of_its_officials() -> None:
    text = "OSLO, May 3 — The police arrested two lawyers. The cabinet met."
    assert {actor.country for actor in extract(text).actors if actor.type != "group"} == {"NO"}


def test_a_dateline_is_not_the_country_of_officials_where_the_lead_is_set_elsewhere() -> None:
    text = "KAMPALA, Aug 9 — Rebels shelled a market in the Congolese town of Beni. The army fired back."
    assert {actor.name: actor.country for actor in extract(text).actors}["army"] is None
