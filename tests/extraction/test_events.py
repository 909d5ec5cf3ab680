"""Events: types, participants and their direction, on small made-up texts of one behaviour each."""

import pytest

from extraction.actors import find_actors
from extraction.dates import find_dates
from extraction.engine import parsed
from extraction.events import FoundEvent, find_events


def found(text: str, published_at: str | None = None) -> list[FoundEvent]:
    with parsed(text) as document:
        dates = find_dates(document, published_at)
        return find_events(document, find_actors(document), dates, [], published_at)


def told(text: str) -> list[str]:
    """Each event as "TYPE: actors -> recipients"."""
    with parsed(text) as document:
        table = find_actors(document)
        names = [actor.name.removeprefix("the ").removeprefix("The ") for actor in table.actors]
        return [
            f"{event.type}: {', '.join(names[i] for i in event.actors)}"
            f" -> {', '.join(names[i] for i in event.recipients)}"
            for event in find_events(document, table, [], [], None)
        ]


def test_active_verb() -> None:
    assert told("Sweden attacked Norway.") == ["ASSAULT: Sweden -> Norway"]


def test_passive_verb_with_agent() -> None:
    assert told("Norway was invaded by Sweden.") == ["ASSAULT: Sweden -> Norway"]


def test_passive_verb_without_agent() -> None:
    assert told("Norway was invaded in the spring.") == ["ASSAULT:  -> Norway"]


def test_nominalisation_with_of_and_by() -> None:
    text = "The invasion of Norway by Sweden shocked many people."
    assert told(text)[0] == "ASSAULT: Sweden -> Norway"


def test_nominalisation_with_a_possessive() -> None:
    assert told("Sweden's attack on Norway lasted two days.") == ["ASSAULT: Sweden -> Norway"]


def test_nominalisation_led_by_a_state() -> None:
    text = "A Swedish-led invasion of Norway began at dawn. Sweden won."
    assert told(text) == ["ASSAULT: Sweden -> Norway"]


def test_conjoined_verbs_share_their_subject() -> None:
    text = "Sweden attacked Norway and bombed Denmark."
    assert told(text) == ["ASSAULT: Sweden -> Norway", "ASSAULT: Sweden -> Denmark"]


def test_relative_clause_takes_its_antecedent() -> None:
    text = "Sweden, which invaded Norway, is a kingdom."
    assert "ASSAULT: Sweden -> Norway" in told(text)


def test_controlled_infinitive_takes_the_subject() -> None:
    assert "CONSULT: Olaf Berg -> Norway" in told("Foreign Minister Olaf Berg plans to visit Norway.")


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
    text = "Sweden held talks with Norway."
    assert told(text) == ["CONSULT: Sweden -> Norway"]


def test_criticism_verb() -> None:
    assert told("Sweden condemned Norway.") == ["ACCUSE: Sweden -> Norway"]


def test_demand_goes_to_the_subject_of_its_clause() -> None:
    text = "Sweden demanded that Norway open the port."
    assert told(text) == ["REQUEST: Sweden -> Norway"]


def test_what_others_must_do_is_a_demand() -> None:
    text = "Sweden said Norway must pay the fine."
    assert told(text) == ["REQUEST: Sweden -> Norway"]


def test_plain_saying_is_no_event() -> None:
    assert told("Olaf Berg said the weather in Norway was fine.") == []


def test_rejected_proposal_goes_to_whoever_made_it() -> None:
    assert told("Sweden rejected the Norwegian proposal. Norway was angry.")[0] == "REJECT: Sweden -> Norway"


def test_lifting_sanctions_is_a_concession() -> None:
    assert told("Sweden lifted the sanctions against Norway.")[0] == "CONCEDE: Sweden -> Norway"


def test_imposing_sanctions() -> None:
    assert told("Sweden imposed sanctions on Norway.")[0] == "SANCTION: Sweden -> Norway"


def test_later_definite_noun_is_the_same_event() -> None:
    text = "Foreign Minister Olaf Berg will visit Norway in May. He is tired. The visit will last two days."
    [visit] = [event for event in found(text) if event.type == "CONSULT"]
    assert [text[a:b] for a, b in visit.triggers] == ["visit", "visit"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Sweden attacked Norway.", "occurred"),
        ("Sweden will attack Norway.", "planned"),
        ("Sweden could attack Norway.", "hypothetical"),
        ("Sweden did not attack Norway.", "hypothetical"),
        ("Sweden plans to attack Norway.", "planned"),
        ("Sweden wants to attack Norway.", "hypothetical"),
        ("If Sweden attacks Norway, Denmark is next.", "hypothetical"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [event.modality for event in found(text) if event.type == "ASSAULT"] == [modality]


def test_date_of_the_clause() -> None:
    [event] = found("Sweden invaded Norway in 1974.")
    assert event.when is not None
    assert event.when[0] == "1974"


def test_title_names_class_and_sides() -> None:
    [event] = found("Sweden invaded Norway.")
    assert event.title == "invasion of Norway by Sweden"


@pytest.mark.parametrize("text", ["", "   \n\n", "attack", "!!! ??? ...", "\u2028\u00a0", "a " * 300])
def test_odd_texts_raise_nothing(text: str) -> None:
    assert isinstance(found(text), list)
