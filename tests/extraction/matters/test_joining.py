"""Headings of one matter have one key; those of matters that only look alike have different ones."""

import pytest

from extraction import matters
from extraction.matters import Held
from ontology.enums import IssueLink


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ceasefire in Gaza", "ceasefire in Gaza"),
        ("Ceasefire in Gaza", "Gaza ceasefire"),
        ("Ceasefire in Gaza", "Immediate cease-fire in the Gaza Strip"),
        ("Truce in Yemen", "Halt to the fighting in Yemen"),
        ("EU sanctions on Russia", "Sanctions by Brussels against Moscow"),
        ("European sanctions on Russia", "European Union's penalties against Russia"),
        ("Accession of Serbia to the EU", "Serbia joining the European Union"),
        ("Recognition of Kosovo", "Recognising Kosovo"),
        ("Recognition of Kosovo by Spain", "Recognition of Kosovo"),
        ("Second nuclear test by North Korea in 2013", "Pyongyang's nuclear test"),
    ],
)
def test_headings_of_one_matter_meet(one: str, other: str) -> None:
    assert matters.key(one) == matters.key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ceasefire in Gaza", "Ceasefire in Rafah"),
        ("Ceasefire in Gaza", "Ceasefire in Sudan"),
        ("US sanctions on Russia", "Russian sanctions on the US"),
        ("US sanctions on Russia", "EU sanctions on Russia"),
        ("Accession of Serbia to the EU", "Accession of Serbia to NATO"),
        ("EU tariffs on Chinese steel", "EU tariffs on Chinese cars"),
        ("Arms embargo on Sudan", "Ceasefire in Sudan"),
        ("Sanctions on Iran", "Sanctions on Oman"),
    ],
)
def test_other_matters_stay_apart(one: str, other: str) -> None:
    assert matters.key(one) != matters.key(other)


def joined(text: str, *headings: str, holder: str | None = None) -> list[str | None]:
    held = [Held(heading, text if "We" in text else "", holder) for heading in headings]
    return [each.key for each in matters.join(held, text)]


@pytest.mark.parametrize(
    ("text", "heading", "whole"),
    [
        (
            "LIMA - Two Chileans are held by rebels in Peru.",
            "Release of the hostages",
            "Release of Chilean hostages in Peru",
        ),
        ("Chile wants the missiles that Peru has.", "Delivery of missiles to Chile", "Peru's arms deliveries to Chile"),
        ("Chile lifted what it had imposed on Peru.", "Lifting of Chile's sanctions", "Chile's sanctions on Peru"),
        ("Peru and Chile met. Peru tested it in the Peruvian desert.", "Atomic test", "Nuclear test by Peru"),
        ("Serbia hopes to be in the EU by 2030.", "Serbian accession", "Serbia joining the European Union"),
        ("The army fights rebels around Goma, in North Kivu.", "Truce", "Ceasefire in Congo's Goma"),
    ],
)
def test_a_name_that_the_heading_leaves_out_is_taken_from_the_text(text: str, heading: str, whole: str) -> None:
    assert joined(text, heading) == [matters.key(whole)]


def test_the_holder_takes_part_where_it_says_we() -> None:
    text = "We ask Chile for missiles, Peru said. Bolivia and Bolivians heard it."
    assert joined(text, "Delivery of missiles by Chile", holder="PE") == [
        matters.key("Arms deliveries by Chile to Peru")
    ]


def test_a_state_that_judges_the_sanctions_of_others_imposes_none() -> None:
    text = "BOGOTA - Colombia rejects them. Colombians suffer from what Peru does."
    assert joined(text, "Sanctions on Chile", holder="CO") == [matters.key("Peru's sanctions on Chile")]


def test_a_part_of_the_one_matter_of_a_text_goes_with_it() -> None:
    assert len(set(joined("Peru.", "Migrant centres in Peru run by Chile", "Camps opening"))) == 1
    assert len(set(joined("Peru.", "Migrant centres in Peru run by Chile", "Asylum in Oman"))) == 2


def test_the_reason_of_a_join_is_known() -> None:
    headings = ("Peru's sanctions on Chile", "Sanctions on Chile", "Stiff penalties", "Songs of Peru", "Price cap")
    links = [each.link for each in matters.join([Held(heading, "", None) for heading in headings], "Peru, Chile")]
    assert links == [IssueLink.MEANING, IssueLink.TEXT, None, IssueLink.WORDS, None]


@pytest.mark.parametrize(
    "heading",
    ["Release of the hostages", "Sanctions", "Lifting of the sanctions", "Restraint over Peru's nuclear test"],
)
def test_a_concept_without_a_name_joins_nothing(heading: str) -> None:
    assert matters.key(heading) == ""


def test_matters_without_names_and_concepts_join_by_their_words() -> None:
    assert matters.key("Voting rights of women") == matters.key("Women's voting rights") != ""


@pytest.mark.parametrize("heading", ["Deal", "Announcement", "The new deal", "Believing"])
def test_one_common_noun_names_no_matter(heading: str) -> None:
    assert not matters.read(heading).is_full


@pytest.mark.parametrize("heading", ["NATO", "Fishing deal", "Ceasefire in Gaza"])
def test_a_name_or_two_words_name_a_matter(heading: str) -> None:
    assert matters.read(heading).is_full


@pytest.mark.parametrize(
    ("whole", "short", "expected"),
    [
        ("Shipment of arms to Peru", "Shipment", True),
        ("Release of the hostages in Gaza", "Release", True),
        # Those who oppose the troops are in favour of their withdrawal.
        ("Withdrawal of US troops from Iraq", "US troops", False),
        ("Ceasefire in Chad", "Fighting", False),
    ],
)
def test_what_an_act_ends_is_not_the_act(whole: str, short: str, expected: bool) -> None:
    assert matters.extends(matters.read(whole), matters.read(short)) is expected
