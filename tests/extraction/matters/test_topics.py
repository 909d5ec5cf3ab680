"""Each matter has one topic."""

import pytest

from extraction import matters
from extraction.matters import Held
from ontology.enums import Topic


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("EU sanctions on Russia", Topic.SANCTIONS),
        ("Truce in Yemen", Topic.PEACE),
        ("Nuclear test by Pyongyang", Topic.NUCLEAR),
        ("Troop presence in Iraq", Topic.MILITARY),
        ("Tariffs on steel", Topic.TRADE),
        ("Postponement of the vote in Mali", Topic.ELECTIONS),
        ("Prison terms for journalists", Topic.HUMAN_RIGHTS),
        ("Asylum in Italy", Topic.MIGRATION),
        ("Net zero", Topic.CLIMATE_ENERGY),
        ("Recognition of Kosovo", Topic.TERRITORY),
        ("Listing of the group as terrorist", Topic.TERRORISM),
        ("Accession of Serbia to the EU", Topic.MEMBERSHIP),
        ("Trial of the general", Topic.JUSTICE),
        ("Vaccines for children", Topic.HEALTH),
        ("Rules for artificial intelligence", Topic.TECHNOLOGY),
        ("Songs of Peru", Topic.OTHER),
    ],
)
def test_the_topic_of_a_heading(heading: str, topic: Topic) -> None:
    (joined,) = matters.join([Held(heading, "", None)], "")
    assert joined.topic is topic


def test_likeness_is_of_names_words_and_the_concept() -> None:
    found = matters.likeness("Truce in Gaza", "Ceasefire in Rafah and Gaza")
    assert (found.names, found.words, found.concept) == (("Gaza",), ("ceasefire",), "ceasefire")
    assert found.score > matters.likeness("Truce in Gaza", "Songs of Peru").score == 0
