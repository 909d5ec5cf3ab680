"""Headings of one matter have one key; those of matters that only look alike have different ones."""

import pytest

from extraction import matters


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


@pytest.mark.parametrize("heading", ["Release of the hostages", "Sanctions", "Lifting of the sanctions"])
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
