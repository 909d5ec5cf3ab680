"""Events: those who do not act themselves but are acted upon; on small made-up texts."""

import pytest

from extraction import extract
from tests.extraction.events.telling import told


def test_state_named_by_an_adjective_only() -> None:
    assert told("Sweden rejected a Danish proposal.")[0] == "REJECT: Sweden -> Denmark"


def test_alliance_named_in_a_compound_only() -> None:
    assert told("Sweden rejected a United Nations appeal.") == ["REJECT: Sweden -> United Nations"]


def test_who_makes_what_is_rejected() -> None:
    assert told("Sweden rejected calls by the Norwegian rebels for aid.") == ["REJECT: Sweden -> Norwegian rebels"]


def test_whose_deeds_are_investigated() -> None:
    assert told("Norway is investigating crimes of the Danish rebels.") == ["ACCUSE: Norway -> Danish rebels"]


def test_who_committed_what_is_investigated() -> None:
    text = "Norway is investigating crimes committed by Danish rebels."
    assert told(text) == ["ACCUSE: Norway -> Danish rebels"]


def test_place_that_a_measure_is_taken_against() -> None:
    assert told("Sweden lifted a curfew in Norway.") == ["CONCEDE: Sweden -> Norway"]


def test_place_of_an_attack_is_not_attacked() -> None:
    assert told("Danish rebels attacked a convoy in Norway.") == ["ASSAULT: Danish rebels -> "]


def test_second_of_two_places_is_not_affected() -> None:
    assert told("Sweden faces lawsuits in Norway and Finland.") == ["ACCUSE:  -> Sweden"]


def test_place_without_a_doer_makes_no_event() -> None:
    assert told("The attack helicopter is built in Sweden.") == []


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("The police arrested students.", "students"),
        ("The police arrested twelve people.", "twelve people"),
        ("Sweden attacked civilians.", "civilians"),
        ("Sweden attacked a Danish soldier.", "Danish soldier"),
        ("Olaf Berg denounced the public.", "public"),
    ],
)
def test_people_something_is_done_to(text: str, recipient: str) -> None:
    assert told(text)[0].partition(" -> ")[2] == recipient


@pytest.mark.parametrize("thing", ["a candidate", "a company", "a country", "funds"])
def test_nobody_in_particular(thing: str) -> None:
    assert told(f"Olaf Berg denounced {thing}.")[0] == "ACCUSE: Olaf Berg -> "


def test_a_nation_does_not_do_what_its_people_do() -> None:
    assert told("Danish carpenters attacked Norway.") == ["ASSAULT:  -> Norway"]


def test_a_nation_does_not_act_in_its_election() -> None:
    assert told("The Danish election was postponed.") == ["OTHER:  -> "]


def test_part_of_a_group_acts_for_it() -> None:
    assert told("Half of the Danish voters support Olaf Berg.") == ["SUPPORT: Danish voters -> Olaf Berg"]


def test_own_things_are_not_affected() -> None:
    assert told("Sweden refused to send its troops to Norway.")[0] == "REJECT: Sweden -> Norway"


def test_for_whom_a_promise_is_kept() -> None:
    assert told("Sweden agreed to provide aid for Norway.")[0] == "AGREE: Sweden -> Norway"


def test_whom_a_promise_names_otherwise() -> None:
    assert told("Olaf Berg pledged to support Nils Dahl as the nominee.")[0] == "AGREE: Olaf Berg -> "


def test_clause_of_a_noun_behind_its_verb() -> None:
    assert told("Sweden repeated its demand on Monday that Norway leave.") == ["REQUEST: Sweden -> Norway"]


def test_people_are_received_and_not_what_is_theirs() -> None:
    assert told("Olaf Berg received a letter of the Danish voters.") == []


def test_two_mentions_of_the_same_words_are_one() -> None:
    [event] = told("The students wept. The police arrested the students. Olaf Berg wept.")
    assert event == "COERCE: police -> students"


def test_who_is_affected_is_an_actor() -> None:
    found = extract("Sweden arrested students.")
    assert [actor.name for actor in found.actors] == ["Sweden", "students"]
    assert found.events[0].recipients == (1,)


def test_who_is_affected_stands_in_text_order() -> None:
    found = extract("In Danish waters, students were arrested by Sweden. Olaf Berg said Norway wept.")
    starts = [actor.mentions[0].start for actor in found.actors]
    assert starts == sorted(starts)
    assert [found.actors[i].name for i in found.events[0].actors] == ["Sweden"]
    assert found.actors[found.quotes[0].speaker.actor].name == "Olaf Berg"  # type: ignore[union-attr, index]


def test_who_is_in_no_event_is_no_actor() -> None:
    found = extract("Sweden was quiet. The train to Danish ports carried many students.")
    assert [actor.name for actor in found.actors] == ["Sweden"]


def test_an_adjective_is_shown_only_where_nothing_else_names_the_state() -> None:
    text = "Sweden rejected a Danish proposal. The train left for a town in Denmark."
    denmark = next(actor for actor in extract(text).actors if actor.country == "DK")
    assert [mention.exact for mention in denmark.mentions] == ["Denmark"]


def test_a_group_that_only_suffers_is_not_sure() -> None:
    students = extract("Sweden arrested students.").actors[1]
    army = extract("The Danish army arrested Norway.").actors[0]
    assert students.confidence < army.confidence


def test_who_acts_under_another_name_is_the_same() -> None:
    found = extract("The U.N. said Norway wept. Sweden rejected a United Nations appeal.")
    assert [actor.name for actor in found.actors].count("United Nations") == 1
    assert found.actors[found.events[-1].recipients[0]].name == "United Nations"
