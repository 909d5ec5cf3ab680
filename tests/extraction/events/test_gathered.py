"""Events: one record for one real-world event, its heading and confidence; on small made-up texts."""

import pytest

from tests.extraction.events.telling import found, told, words


def test_later_definite_noun_is_the_same_event() -> None:
    text = "Foreign Minister Olaf Berg will visit Norway in May. He is tired. The visit will last two days."
    assert words(text, "CONSULT") == [["visit", "visit"]]


def test_verb_and_nominalisation_with_the_same_sides() -> None:
    text = "Sweden invaded Norway in 1974. Many remember. Sweden's invasion of Norway was short."
    assert words(text, "ASSAULT") == [["invaded", "invasion"]]


def test_another_word_of_the_same_family() -> None:
    text = "Sweden bombed Norway. The attack lasted an hour."
    assert words(text, "ASSAULT") == [["bombed", "attack"]]


def test_a_state_and_its_government_are_one_side() -> None:
    text = "Sweden condemned Norway. The Swedish government accused Norway of spying."
    assert words(text, "ACCUSE") == [["condemned", "accused"]]


def test_purpose_of_a_meeting_is_the_meeting() -> None:
    text = "Olaf Berg met Nils Dahl to discuss trade."
    assert words(text, "CONSULT") == [["met", "discuss"]]


def test_purpose_alone_is_no_event() -> None:
    assert words("Sweden built ships quickly to attack Norway.", "ASSAULT") == []


def test_word_that_only_echoes_joins_what_was_told() -> None:
    text = "North Korea tested a missile. The test failed."
    assert words(text, "MOBILIZE") == [["tested", "missile", "test"]]


def test_word_that_only_echoes_is_no_event_alone() -> None:
    assert words("The test failed in North Korea.", "MOBILIZE") == []


@pytest.mark.parametrize(
    "text",
    [
        "Sweden attacked Norway. Denmark attacked Finland.",
        "Sweden attacked Norway in 1974. Sweden attacked Norway in 1988.",
        "Sweden attacked Norway. Sweden will attack Norway.",
        "Rebels attacked Norway. Rebels bombed Denmark.",
        "Sweden condemned the killing of two nurses and warned of further attacks.",
    ],
)
def test_other_sides_dates_modality_or_deeds_are_other_events(text: str) -> None:
    assert len(words(text, "ASSAULT")) == 2


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Sweden condemned the raid. Sweden deplored the silence of Norway.", "ACCUSE"),
        ("Sweden urged Norway to disarm. Sweden called for calm.", "REQUEST"),
    ],
)
def test_another_verb_of_a_speaker_to_somebody_else_is_another_speech_act(text: str, type_: str) -> None:
    assert len(words(text, type_)) == 2


def test_another_verb_of_the_same_sides_is_the_same_conversation() -> None:
    text = "Olaf Berg and Nils Dahl discussed trade. Berg and Dahl also exchanged views on fishing."
    assert words(text, "CONSULT") == [["discussed", "exchanged", "views"]]


def test_verbs_of_victims_beside_each_other_are_one_deed() -> None:
    assert words("Rebels killed seven nurses in Oslo and wounded nine farmers.", "ASSAULT") == [["killed", "wounded"]]
    assert len(words("Rebels killed seven nurses in Oslo. They wounded nine farmers.", "ASSAULT")) == 2


def test_a_noun_without_sides_is_the_event_of_its_word_however_far() -> None:
    text = "Protests began in Oslo on Monday. " + "Nobody knows who will win. " * 20
    assert words(text + "Protests continued.", "PROTEST") == [["Protests", "Protests"]]
    assert len(words(text + "Riots continued.", "PROTEST")) == 2


def test_a_definite_noun_is_the_event_of_its_word_even_where_it_is_feared() -> None:
    [event] = found("Olaf Berg announced his resignation. Norway had feared the resignation.")
    assert len(event.triggers) == 2
    assert event.modality == "occurred"


def test_what_is_denied_is_another_event_than_its_word_before() -> None:
    text = "Sweden attacked Norway in May. People fled the attack. Sweden denied the attack."
    assert words(text, "ASSAULT") == [["attacked", "attack"], ["attack"]]


def test_a_noun_of_another_owner_is_another_event() -> None:
    text = "Olaf Berg announced his resignation. Norway called for Nils Dahl's resignation."
    assert len(words(text, "CONCEDE")) == 2


def test_conferences_of_different_names_are_different() -> None:
    text = "Ministers attended the Oslo Peace Conference. Next comes the Malmo Trade Conference."
    assert len(words(text, "CONSULT")) == 2


def test_modality_of_the_clause_that_decides() -> None:
    text = "The visit to Norway matters. Olaf Berg will make the visit in May."
    assert [event.modality for event in found(text) if event.type == "CONSULT"] == ["planned"]


def test_most_precise_date_of_all_tellings() -> None:
    text = "Sweden attacked Norway in 1974. The attack on Norway came on 5 May 1974."
    assert [event.when[0] if event.when else None for event in found(text)] == ["1974-05-05"]


def test_heading_names_class_and_sides() -> None:
    [event] = found("Sweden invaded Norway.")
    assert event.title == "invasion of Norway by Sweden"


def test_heading_of_a_mutual_event() -> None:
    [event] = found("The meeting between Olaf Berg and Nils Dahl ended late.")
    assert event.title == "meeting of Olaf Berg and Nils Dahl"


def test_heading_of_an_event_with_a_name() -> None:
    [event] = found("Ministers spoke at the Oslo Peace Conference.")
    assert event.title == "Oslo Peace Conference"


def test_heading_of_many() -> None:
    [event] = found("Sweden attacked Norway, Denmark, Finland and Estonia.")
    assert event.title == "attack on Norway, Denmark, Finland and others by Sweden"


def test_surest_with_both_sides_in_a_main_clause() -> None:
    texts = [
        "Sweden attacked Norway.",
        "People wept when Olaf Berg resigned. Olaf Berg's resignation shocked all.",
        "People wept when Sweden attacked.",
    ]
    figures = [found(text)[0].confidence for text in texts]
    assert figures == sorted(figures, reverse=True)
    assert len(set(figures)) == 3


def test_what_stands_only_in_a_quotation_is_less_sure() -> None:
    text = "Sweden attacked Norway."
    [quoted] = found(text, quoted=((0, len(text)),))
    [plain] = found(text)
    assert quoted.confidence < plain.confidence


def test_a_place_tells_which_event() -> None:
    text = "The London attack shocked Norway. Years went by. People still talk of the bombing in London."
    assert words(text, "ASSAULT") == [["attack", "bombing"]]


def test_two_places_are_two_events() -> None:
    text = "The attack in London shocked Norway. Later the attack in Paris shocked Sweden."
    assert words(text, "ASSAULT") == [["attack"], ["attack"]]


def test_a_place_inside_a_place_is_no_other_place() -> None:
    text = "The attack in London shocked Norway. The attack at London Bridge shocked Sweden."
    assert words(text, "ASSAULT") == [["attack", "attack"]]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Peru sanctioned Chile over the trial, while Norway sanctioned Sweden.",
            ["SANCTION: Peru -> Chile", "SANCTION: Norway -> Sweden"],
        ),
        (
            "Peru arrested a Chilean banker, while Norway arrested a Swedish captain.",
            ["COERCE: Peru -> Chilean banker", "COERCE: Norway -> Swedish captain"],
        ),
        (
            "Peru sent aid to Chile. Norway sent aid to Sweden.",
            ["AID: Peru -> Chile", "AID: Norway -> Sweden"],
        ),
        (
            "Peru met Chile before Norway met Sweden.",
            ["CONSULT: Peru -> Chile", "CONSULT: Norway -> Sweden"],
        ),
        ("Peru sanctioned Chile. The sanctions were imposed on Monday.", ["SANCTION: Peru -> Chile"]),
        ("Peru attacked Chile. The attack by Peru lasted for days.", ["ASSAULT: Peru -> Chile"]),
        ("Peru met Chile. The meeting was short.", ["CONSULT: Peru -> Chile"]),
        ("Peru and Chile met to discuss trade.", ["CONSULT: Peru, Chile -> "]),
    ],
)
def test_events_with_other_participants_stay_apart(text: str, events: list[str]) -> None:
    assert told(text) == events


def test_an_act_of_others_is_not_the_one_that_is_denied() -> None:
    text = "There was no attack in the valley. Sweden condemned the rebels' attack."
    assert {event.modality.value for event in found(text) if event.type == "ASSAULT"} == {"denied", "occurred"}
