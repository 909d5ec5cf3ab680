"""Events: who does it, and to or with whom; on small made-up texts."""

import pytest

from tests.extraction.events.telling import told


def test_active_verb() -> None:
    assert told("Sweden attacked Norway.") == ["ASSAULT: Sweden -> Norway"]


def test_passive_verb_with_agent() -> None:
    assert told("Norway was invaded by Sweden.") == ["ASSAULT: Sweden -> Norway"]


def test_passive_verb_without_agent() -> None:
    assert told("Norway was invaded in the spring.") == ["ASSAULT:  -> Norway"]


def test_nominalisation_with_of_and_by() -> None:
    assert told("The invasion of Norway by Sweden shocked many people.")[0] == "ASSAULT: Sweden -> Norway"


def test_assassination_of_a_person_by_a_group() -> None:
    text = "The assassination of Nils Dahl by Sweden led to a crisis."
    assert told(text)[0] == "ASSAULT: Sweden -> Nils Dahl"


def test_nominalisation_with_a_possessive() -> None:
    assert told("Sweden's attack on Norway lasted two days.") == ["ASSAULT: Sweden -> Norway"]


def test_nominalisation_led_by_a_state() -> None:
    text = "A Swedish-led invasion of Norway began at dawn. Sweden won."
    assert told(text)[0] == "ASSAULT: Sweden -> Norway"


def test_adjective_of_a_state_acts() -> None:
    assert told("Sweden was proud of the Swedish attack on Norway.") == ["ASSAULT: Sweden -> Norway"]


def test_conjoined_verbs_share_their_subject() -> None:
    text = "Sweden attacked Norway and bombed Denmark."
    assert told(text) == ["ASSAULT: Sweden -> Norway", "ASSAULT: Sweden -> Denmark"]


def test_conjoined_objects_are_all_recipients() -> None:
    assert told("Sweden attacked Norway and Denmark.") == ["ASSAULT: Sweden -> Norway, Denmark"]


def test_relative_clause_takes_its_antecedent() -> None:
    assert told("Sweden, which invaded Norway, is a kingdom.") == ["ASSAULT: Sweden -> Norway"]


def test_controlled_infinitive_takes_the_subject() -> None:
    assert told("Foreign Minister Olaf Berg plans to visit Norway.") == ["CONSULT: Olaf Berg -> Norway"]


def test_object_of_urging_does_what_is_urged() -> None:
    text = "Sweden urged Norway to attack Denmark."
    assert told(text) == ["REQUEST: Sweden -> Norway", "ASSAULT: Norway -> Denmark"]


def test_those_called_on_do_what_is_called_for() -> None:
    text = "Sweden called on Norway to attack Denmark."
    assert "ASSAULT: Norway -> Denmark" in told(text)


def test_compound_subject_of_a_meeting_is_all_actors() -> None:
    text = "Prime Minister Olaf Berg and President Nils Dahl met on Monday."
    assert told(text) == ["CONSULT: Olaf Berg, Nils Dahl -> "]


def test_object_of_meeting_is_the_recipient() -> None:
    text = "Prime Minister Olaf Berg met President Nils Dahl on Monday."
    assert told(text) == ["CONSULT: Olaf Berg -> Nils Dahl"]


def test_meeting_between_two_makes_both_actors() -> None:
    text = "The meeting between Olaf Berg and Nils Dahl ended late."
    assert told(text) == ["CONSULT: Olaf Berg, Nils Dahl -> "]


def test_light_verb_lends_its_subject() -> None:
    assert told("Sweden held talks with Norway.") == ["CONSULT: Sweden -> Norway"]


def test_light_verb_whose_subject_suffers() -> None:
    assert told("Sweden faced criticism from Norway.") == ["ACCUSE: Norway -> Sweden"]


def test_being_under_something() -> None:
    assert told("Sweden came under attack.") == ["ASSAULT:  -> Sweden"]


def test_demand_goes_to_the_subject_of_its_clause() -> None:
    assert told("Sweden demanded that Norway open the port.") == ["REQUEST: Sweden -> Norway"]


def test_what_others_must_do_is_a_demand() -> None:
    assert told("Sweden said Norway must pay the fine.") == ["REQUEST: Sweden -> Norway"]


def test_rejected_proposal_goes_to_whoever_made_it() -> None:
    text = "Sweden rejected the Norwegian proposal. Norway was angry."
    assert told(text)[0] == "REJECT: Sweden -> Norway"


def test_praised_efforts_go_to_whoever_makes_them() -> None:
    assert told("Sweden praised the efforts of Norway.") == ["SUPPORT: Sweden -> Norway"]


def test_whoever_issues_a_demanding_statement_demands() -> None:
    text = "Sweden issued a statement condemning Norway."
    assert told(text) == ["ACCUSE: Sweden -> Norway"]


def test_withdrawn_troops_are_the_actor_of_the_passive() -> None:
    assert told("Swedish troops were withdrawn from Norway.") == ["RETREAT: Swedish troops -> Norway"]


def test_who_dies_is_the_recipient() -> None:
    assert told("President Nils Dahl died.") == ["OTHER:  -> Nils Dahl"]


def test_possessive_of_a_resignation_is_its_actor() -> None:
    assert told("Nils Dahl's resignation surprised Norway.")[0] == "CONCEDE: Nils Dahl -> "


def test_pronoun_stands_for_its_actor() -> None:
    assert told("Olaf Berg is a senator. He accused Norway.") == ["ACCUSE: Olaf Berg -> Norway"]


def test_state_named_by_an_adjective_only() -> None:
    assert told("Sweden rejected the Norwegian proposal.")[0] == "REJECT: Sweden -> Norway"


@pytest.mark.xfail(strict=True, reason="ellipsis: the verb of the second clause is not there")
def test_gapped_verb() -> None:
    text = "Sweden attacked Norway, and Denmark Finland."
    assert told(text) == ["ASSAULT: Sweden -> Norway", "ASSAULT: Denmark -> Finland"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Olaf Lund has the support of Norway.", "SUPPORT: Norway -> Olaf Lund"),
        ("Sweden received aid from Norway.", "AID: Norway -> Sweden"),
        ("Sweden gave aid to Norway.", "AID: Sweden -> Norway"),
        ("In his meeting with Peter Cole, Olaf Lund praised Norway.", "CONSULT: Olaf Lund -> Peter Cole"),
        ("In cooperation with Norway, Sweden built a bridge.", "COOPERATE: Sweden -> Norway"),
    ],
)
def test_who_gives_and_who_has(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Peru signed the Norwegian plan to ban trawling.", "COERCE:  -> "),
        ("Peru did not join a plan to ban trawling.", "COERCE:  -> "),
        ("Peru announced a plan to ban trawling.", "COERCE: Peru -> "),
        ("Peru issued a statement condemning Norway.", "ACCUSE: Peru -> Norway"),
    ],
)
def test_the_act_of_a_plan_is_done_by_its_owner(text: str, event: str) -> None:
    assert event in told(text)


def test_who_calls_protests_something_does_not_protest() -> None:
    [protest] = [event for event in told("Peru called the protests in Lima treasonous.") if event.startswith("PROTEST")]
    assert protest == "PROTEST:  -> "


def test_powers_in_a_part_of_a_continent_are_not_the_continent() -> None:
    assert told("Kenya rejected any interference by outside powers in the Horn of Africa.") == ["REJECT: Kenya -> "]


def test_nobody_is_denied_what_is_denied_to_have_happened() -> None:
    text = "Sweden denied that Norway had bombed the bridge."
    assert told(text) == ["REJECT: Sweden -> ", "ASSAULT: Norway -> "]
