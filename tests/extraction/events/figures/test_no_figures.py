"""Numbers near an event that are not figures of it."""

import pytest

from ontology.enums import Modality
from tests.extraction.events.figures.figuring import figures, found


@pytest.mark.parametrize(
    "text",
    [
        "Rivera was killed in Lima on 12 March 2016.",  # dates
        "Rivera was arrested in 2015.",
        "A 12-year-old boy was killed in Gao.",  # ages
        "Rivera, 45, was arrested in Lima.",
        "Rivera was arrested at the age of 45.",
        "The third soldier was killed in Gao.",  # ordinals
        "Police arrested 30 percent of the staff in Lima.",  # shares
        "Nine in ten protesters were arrested in Lima.",
        "Two-thirds of the protesters were arrested in Lima.",
        "The council adopted Resolution 2254.",  # labels
        "Police arrested a man on page 12 of the list in Lima.",
        "One of the attackers was killed in Lima.",
        "Police arrested a man at 12 Main Street in Lima.",
        "Police in 30 towns arrested protesters.",
        "The army killed ² rebels in Gao.",  # marks of notes
        "Twelve gunmen killed a judge in Lima.",
        "A judge was killed by 12 gunmen in Lima.",
    ],
)
def test_look_alikes(text):
    assert found(text)  # there is an event that might have them
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Russia denied killing 12 civilians in Gao.",
        "If Russia attacks Gao, it could kill 300 civilians.",
        "The attack on Gao did not kill 12 people.",
        "Peru feared that the attack would kill thousands of people.",
        "Norway refused to send 500 troops to Mali.",
        "Norway ruled out the deployment of 500 troops to Mali.",
        "Norway refused to pay $5 million to Mali.",
        "Did the attack on Gao kill 12 people?",
    ],
)
def test_what_did_not_take_place_has_none(text):
    assert figures(text) == []


def test_planned_events_have_theirs():
    (event,) = found("Poland will send 500 troops to Mali.")
    assert (event.modality, [figure.low for figure in event.figures]) == (Modality.PLANNED, [500])


@pytest.mark.parametrize(
    "text",
    [
        "12 people were killed or injured in the shelling of Gao.",
        "Iran released 30 detainees.",
        "Russia sent three ships to Syria.",
        "The farmers of Gao killed 12 cows.",
        "Parliament rejected the law by 312 votes to 41.",
        "The House voted 312-41 against approving the deal.",
        "Parliament failed to approve the law by 52 votes to 48.",
        "Peru accused Rivera of stealing $5 million.",
        "Norway received nine $500 donations from Peru.",
        "Norway agreed to pay Peru $3 million a year.",
        "Two people were killed in each of the towns.",
        "Two people were killed in every town near Gao.",
        "Rivera resisted the release of the film for 13 months.",
        "The remaining four weeks of the election in Peru will be calm.",
        "Rivera voted for the law, and his 2007 vote against it is forgotten.",
        "Members are elected for two-year terms in Peru.",
        "Peru lifted a two-year ban on the party.",
        "The Senate voted 52-48 to acquit President Rivera.",
    ],
)
def test_what_may_be_something_else_is_left_out(text):
    assert figures(text) == []


def test_aside_on_another_place_is_no_figure_of_what_it_was_gathered_into():
    assert (
        figures(
            "President Rivera died in Lima on Monday. His death shook Peru. "
            "His third term led to a failed coup in the country in which hundreds died."
        )
        == []
    )
