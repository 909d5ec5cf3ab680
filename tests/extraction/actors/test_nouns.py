"""Actors without a name: common nouns that act."""

import pytest

from tests.extraction.actors.reading import actors, described, mentions


@pytest.mark.parametrize(
    ("text", "described_as"),
    [
        ("The government resigned.", "government government"),
        ("The army shelled the town.", "military army"),
        ("The rebels shelled the town.", "armed_group rebels"),
        ("The opposition wants a vote.", "party opposition"),
        ("The company fired the staff.", "organization company"),
        ("The newspaper printed the letter.", "media newspaper"),
        ("The protesters blocked the road.", "group protesters"),
        ("The coalition shelled the town.", "intergovernmental coalition"),
    ],
)
def test_a_noun_tells_its_type(text: str, described_as: str) -> None:
    assert described_as in described(text)


def test_a_noun_that_acts_is_an_actor_without_an_article() -> None:
    assert described("Protesters blocked the road.") == {"group Protesters"}


def test_a_noun_that_says_where_is_no_actor() -> None:
    assert described("The flag hung in the ministry.") == set()


def test_a_noun_before_a_noun_is_no_actor() -> None:
    assert described("The police station burned.") == set()


def test_the_same_phrase_again_is_the_same_actor() -> None:
    text = "The armed protesters blocked the road. The armed protesters sang."
    assert len(actors(text)) == 1


def test_one_body_of_two_countries_is_two_actors() -> None:
    text = "The Norwegian parliament agreed. The Danish parliament refused."
    assert described(text) == {"government NO Norwegian parliament", "government DK Danish parliament"}


def test_the_ministry_is_the_ministry_named_before() -> None:
    text = "The Ministry of Fisheries closed the port. The ministry gave no reason."
    assert mentions(text) == {"Ministry of Fisheries": ["The Ministry of Fisheries", "The ministry"]}


def test_the_alliance_is_the_alliance_named_before() -> None:
    text = "NATO agreed. The alliance will send ships."
    assert mentions(text) == {"North Atlantic Treaty Organization": ["NATO", "The alliance"]}


def test_both_sides_are_no_actor() -> None:
    assert described("Both parties signed the paper.") == set()


def test_a_pair_of_words_is_one_noun() -> None:
    assert described("The air force bombed the bridge.") == {"military air force"}


def test_counted_soldiers_are_no_actor_where_they_are_sent() -> None:
    assert described("Norway will send 2,500 soldiers.") == {"state NO Norway"}


def test_a_network_named_by_its_body_is_that_body() -> None:
    text = "NATO met on Monday. The NATO alliance will send ships."
    assert mentions(text) == {"North Atlantic Treaty Organization": ["NATO", "The NATO alliance"]}


def test_other_leaders_are_others() -> None:
    text = "European leaders met on Monday. Other European leaders stayed away."
    assert len(actors(text)) == 2


def test_bare_plurals_are_those_named_before() -> None:
    text = "European leaders met on Monday. Leaders want a truce."
    assert mentions(text) == {"European leaders": ["European leaders", "Leaders"]}


def test_an_alliance_that_is_only_described_is_the_one_named_before() -> None:
    text = "NATO met on Monday. The existing military alliance will send ships."
    assert len(actors(text)) == 1


def test_a_quantity_belongs_to_the_mention() -> None:
    assert list(mentions("Tens of thousands of hackers tried.").values()) == [["Tens of thousands of hackers"]]


def test_the_ministry_is_the_foreign_ministry_before() -> None:
    text = "China's foreign ministry objected. The ministry gave no reason."
    assert ["China's foreign ministry", "The ministry"] in mentions(text).values()


def test_a_coalition_acts_by_what_it_does() -> None:
    assert "intergovernmental US-led coalition" in described("It ended with the invasion by a US-led coalition.")


def test_the_number_of_troops_is_a_number() -> None:
    assert "the number of US troops" not in str(mentions("The number of US troops in Norway fell."))


def test_people_in_general_are_no_actor() -> None:
    assert described("If people want a truce, Norway will agree.") == {"state NO Norway"}


@pytest.mark.parametrize("noun", ["employees", "progressives", "readers"])
def test_people_are_a_group(noun: str) -> None:
    assert described(f"The {noun} want a vote.") == {f"group {noun}"}


def test_one_republican_is_a_person_and_several_are_a_party() -> None:
    assert {actor.type.value for actor in actors("The Republican objected.")} == {"person"}
    assert {actor.type.value for actor in actors("The Republicans objected.")} == {"party"}


@pytest.mark.parametrize("noun", ["fishermen", "sailors", "hauliers", "pensioners"])
def test_people_with_the_name_of_a_state_are_a_group_of_it(noun: str) -> None:
    assert described(f"Fourteen Kenyan {noun} blocked the harbour.") == {f"group KE Fourteen Kenyan {noun}"}


def test_the_coast_guard_is_a_force() -> None:
    assert described("Peru's coast guard boarded the trawler.") >= {"military PE Peru's coast guard"}


def test_a_body_that_a_clause_specifies_is_another_one() -> None:
    text = "The Government of Peru spoke. It never recognised the administration that the rebels have set up."
    assert mentions(text)["Government of Peru"] == ["The Government of Peru"]


def test_a_body_after_a_verb_of_telling_is_the_one_named_before() -> None:
    text = "The Government of Peru spoke. Norway told the government that the talks had ended."
    assert "the government" in mentions(text)["Government of Peru"]


@pytest.mark.parametrize(
    "text",
    [
        "Both voiced their opposition to the plan.",
        "In its opposition to the plan, Oslo stood alone.",
        "Norway accepted the good offices of Oman.",
    ],
)
def test_what_somebody_does_is_no_body(text: str) -> None:
    assert {actor.type for actor in actors(text)} <= {"state"}


def test_an_opposition_and_offices_are_bodies() -> None:
    text = "The opposition rejected the plan. The offices of the prosecutor refused to answer."
    assert {"party opposition", "government offices of the prosecutor"} <= described(text)
