"""Actors: states and their names, metonyms, peoples and organs."""

import pytest

from tests.extraction.actors.reading import actors, described, mentions, only


def test_all_names_of_a_state_are_one_actor() -> None:
    text = "Britain protested. The United Kingdom closed the border. The UK wants an apology."
    assert mentions(text) == {"United Kingdom": ["Britain", "The United Kingdom", "The UK"]}


def test_a_capital_that_acts_is_its_state() -> None:
    text = "Norway sent a note. Oslo demanded an answer."
    assert mentions(text) == {"Norway": ["Norway", "Oslo"]}


def test_a_capital_that_says_where_is_no_actor() -> None:
    assert mentions("Norway held the talks in Oslo.") == {"Norway": ["Norway"]}


def test_a_state_that_says_where_is_no_actor() -> None:
    assert mentions("Anton Petrov was arrested in Norway.") == {"Anton Petrov": ["Anton Petrov"]}


def test_a_seat_of_power_is_the_organ_that_sits_there() -> None:
    assert described("The Kremlin denied the report.") == {"government RU Kremlin"}


def test_a_people_with_the_article_is_the_state() -> None:
    text = "Norway offered a deal. The Norwegians want an answer by May."
    assert mentions(text) == {"Norway": ["Norway", "The Norwegians"]}


def test_a_people_without_the_article_is_a_group() -> None:
    assert described("Norwegians voted against the plan.") == {"group NO Norwegians"}


def test_the_country_is_the_state_named_last() -> None:
    text = "Sweden waited. Norway closed its border. The country feared an attack."
    assert mentions(text)["Norway"] == ["Norway", "The country"]


def test_a_state_before_a_noun_is_no_actor_of_its_own() -> None:
    assert described("US troops left the base.") == {"military US US troops"}


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("the Iraqi government", "IQ"),
        ("the government of Iraq", "IQ"),
        ("the government in Baghdad", "IQ"),
        ("the Baghdad government", "IQ"),
        ("Iraq's government", "IQ"),
    ],
)
def test_the_country_of_an_organ(phrase: str, country: str) -> None:
    (organ,) = [actor for actor in actors(f"On Monday {phrase} rejected the plan.") if actor.type == "government"]
    assert organ.country == country


@pytest.mark.parametrize("phrase", ["pro-Iranian militias", "US-backed militias", "anti-American militias"])
def test_a_compound_with_a_nation_does_not_say_whose(phrase: str) -> None:
    (actor,) = [a for a in actors(f"The {phrase} attacked the base.") if a.type == "armed_group"]
    assert actor.country is None


def test_an_organ_of_no_named_state_is_that_of_the_state_the_text_is_about() -> None:
    text = "Norway closed its border. Norway expects more ships. Norway is afraid. The parliament will vote."
    assert only(text, "parliament").country == "NO"


def test_an_organ_stays_without_a_country_where_the_text_is_about_none() -> None:
    text = "Norway closed its border. Sweden protested. Denmark and Finland wait. The parliament will vote."
    assert only(text, "parliament").country is None


def test_a_company_is_not_of_the_state_the_text_is_about() -> None:
    text = "Norway closed its border. Norway expects more ships. Norway is afraid. The company will vote."
    assert only(text, "company").country is None


def test_troops_of_one_country_are_one_actor() -> None:
    text = "US troops left the base. American forces will return. The US military said so."
    assert list(mentions(text).values()) == [["US troops", "American forces", "The US military"]]


def test_troops_of_two_countries_are_two_actors() -> None:
    text = "US troops left the base. French troops will return."
    assert described(text) == {"military US US troops", "military FR French troops"}


def test_an_acronym_that_is_a_word_in_a_headline_is_no_actor() -> None:
    text = "WHERE IS WATER\n\nNorway closed its border."
    assert mentions(text) == {"Norway": ["Norway"]}


def test_the_army_of_its_own_country() -> None:
    text = "Norway closed its border. Sweden sent its army. Its soldiers will stay."
    assert only(text, "army").country == "SE"


def test_the_nation_says_whose() -> None:
    text = "Norway closed its border. The nation's military agreed."
    assert only(text, "nation's military").country == "NO"


def test_organs_that_need_no_country_tell_where_the_text_is_at_home() -> None:
    text = "The White House and the State Department objected. Iraq waited. Lawmakers will vote."
    assert only(text, "Lawmakers").country == "US"


def test_a_known_armed_group_is_not_of_the_state_behind_it() -> None:
    assert only("Islamic State in Iraq attacked the town.", "Islamic State").country is None


def test_the_country_of_a_leader_is_the_one_led() -> None:
    assert only("President Nicolas Sarkozy objected.", "Nicolas Sarkozy").country == "FR"


def test_a_leader_whom_the_text_never_names_in_full() -> None:
    assert only("On Monday Sarkozy objected.", "Sarkozy").country == "FR"


def test_the_surname_of_a_leader_is_not_enough_for_another_person() -> None:
    assert only("Thomas Sarkozy objected.", "Thomas Sarkozy").country is None


def test_a_surname_that_leaders_of_two_countries_share_tells_nothing() -> None:
    assert only("President Kim objected.", "Kim").country is None


def test_an_administration_is_of_its_leader() -> None:
    assert only("The Sarkozy administration objected.", "Sarkozy administration").country == "FR"


def test_a_role_is_of_the_country_of_the_person_it_names() -> None:
    text = "Norwegian Prime Minister Erik Solheim resigned. Solheim's spokesman, Daniel Novak, was surprised."
    assert only(text, "Daniel Novak").country == "NO"


def test_an_office_in_a_body_of_several_states_has_no_country() -> None:
    text = "Norway closed its border. Norway waits. Norway is afraid. NATO's secretary general, Daniel Novak, agreed."
    assert only(text, "Daniel Novak").country is None


def test_brussels_is_the_union_where_the_text_is_about_it() -> None:
    text = "The European Union met on Monday. Brussels wants a truce."
    assert mentions(text) == {"European Union": ["The European Union", "Brussels"]}


def test_brussels_is_belgium_where_it_is_not() -> None:
    assert described("Brussels and Paris want a truce.") == {"state BE Belgium", "state FR France"}


def test_a_meeting_in_brussels_is_in_a_place() -> None:
    assert set(mentions("The European Union met in Brussels.")) == {"European Union"}


def test_a_dateline_is_no_actor() -> None:
    assert mentions("OSLO (AFP) — Norway closed its border.")["Norway"] == ["Norway"]
    assert set(mentions("LONDON — Norway closed its border.")) == {"Norway"}


@pytest.mark.parametrize(("region", "written"), [("Europe", "Europe"), ("the West", "The West")])
def test_a_region_acts_but_is_no_country(region: str, written: str) -> None:
    text = f"Norway left the talks. {written} protested. The country was not impressed."
    assert mentions(text) == {"Norway": ["Norway", "The country"], region: [written]}


@pytest.mark.parametrize(
    "text", ["Wages are low in the West.", "The West Wing was rebuilt.", "Protests shook the West Bank."]
)
def test_the_west_is_an_actor_only_where_it_acts(text: str) -> None:
    assert "the West" not in mentions(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister travelled to Norway.",
        "The ship sank off the coast of Norway.",
        "He was born in Bergen, Norway.",
        "President of Norway Jonas Berg resigned.",
        "The students fled from Norway.",
        "The gas flows via Norway.",
    ],
)
def test_a_state_that_only_says_where_is_no_actor(text: str) -> None:
    assert "Norway" not in mentions(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister wrote to Norway.",
        "The governments of Norway and Peru resigned.",
        "He demanded an apology from Norway.",
        "Finland met Norway.",
        "They criticised Finland and Norway.",
    ],
)
def test_a_state_that_is_a_side_is_an_actor(text: str) -> None:
    assert "Norway" in mentions(text)


@pytest.mark.parametrize(
    "text",
    ["The government of Norway resigned.", "The President of Norway met Ana Kos.", "The army of Norway advanced."],
)
def test_a_state_that_tells_whose_an_office_is_is_no_actor(text: str) -> None:
    assert "Norway" not in mentions(text)


@pytest.mark.parametrize("region", ["Ohio", "Bavaria"])
def test_a_region_that_decides_is_an_actor(region: str) -> None:
    assert described(f"{region} postponed the vote.") == {f"state {region}"}


def test_regions_that_decide_together_are_actors_apart() -> None:
    assert described("Bavaria and Ohio rejected the plan.") == {"state Bavaria", "state Ohio"}


@pytest.mark.parametrize(
    "text", ["Ohio lies west of the river.", "The storm reached Ohio.", "Ohio was shaken by the storm."]
)
def test_a_region_that_only_says_where_is_no_actor(text: str) -> None:
    assert described(text) == set()


def test_a_region_is_not_its_state() -> None:
    text = "Ohio postponed the vote. The United States sent observers."
    assert {"state Ohio", "state US United States"} <= described(text)
