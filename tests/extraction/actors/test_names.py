"""Actors: proper names, and which names mean the same one."""

import pytest

from tests.extraction.actors.reading import actors, mentions, only


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    text = "Marta Lindqvist opened the talks. Lindqvist left early."
    assert mentions(text) == {"Marta Lindqvist": ["Marta Lindqvist", "Lindqvist"]}


def test_a_surname_before_the_full_name_is_the_same_person() -> None:
    text = "Lindqvist opened the talks. Marta Lindqvist left early."
    assert mentions(text) == {"Marta Lindqvist": ["Lindqvist", "Marta Lindqvist"]}


def test_two_people_with_one_surname_stay_two() -> None:
    text = "Anna Keller met Thomas Keller in March."
    assert mentions(text) == {"Anna Keller": ["Anna Keller"], "Thomas Keller": ["Thomas Keller"]}


def test_a_shared_surname_alone_is_nobodys() -> None:
    text = "Anna Keller resigned. Thomas Keller took over. Keller promised calm."
    assert mentions(text) == {"Anna Keller": ["Anna Keller"], "Thomas Keller": ["Thomas Keller"]}


def test_a_middle_initial_may_be_missing() -> None:
    text = "James T. Holloway resigned. James Holloway gave no reason."
    assert mentions(text) == {"James T. Holloway": ["James T. Holloway", "James Holloway"]}


def test_a_surname_that_the_model_does_not_see_is_found_again() -> None:
    text = "Maria Petrova opened the talks. “We are late,” Petrova said. Petrova left."
    assert mentions(text) == {"Maria Petrova": ["Maria Petrova", "Petrova", "Petrova"]}


def test_a_first_name_that_the_model_leaves_out_is_found() -> None:
    assert set(mentions("Anders Holm, a lawyer from Bergen, resigned.")) == {"Anders Holm"}


def test_a_role_is_no_part_of_the_name() -> None:
    assert only("Spokeswoman Carla Voss objected.", "Carla Voss").role == "Spokeswoman"


def test_a_surname_inside_a_longer_name_is_not_the_person() -> None:
    text = "John Cabin resigned. The Log Cabin Republicans rejoiced."
    assert mentions(text)["John Cabin"] == ["John Cabin"]


def test_different_initials_are_different_people() -> None:
    text = "James T. Holloway met Robert K. Holloway."
    assert len(actors(text)) == 2


def test_an_article_of_an_arabic_name_may_be_missing() -> None:
    text = "Hassan al-Rubaie spoke first. Al-Rubaie was angry. Rubaie left."
    assert mentions(text) == {"Hassan al-Rubaie": ["Hassan al-Rubaie", "Al-Rubaie", "Rubaie"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karim Qasemi", "Karim Kasemi"),
        ("Karim al-Khalidi", "Karim Al Kalidi"),
        ("Mahmoud Dhafari", "Mahmud Zafari"),
        ("Omar Farouk", "Omar al-Faruq"),
    ],
)
def test_transliterations_of_a_name_are_one_person(one: str, other: str) -> None:
    text = f"Mr. {one} spoke first. Mr. {other} said nothing."
    assert list(mentions(text).values()) == [[f"Mr. {one}", f"Mr. {other}"]]


def test_names_of_other_consonants_are_two_people() -> None:
    text = "Mr. Karim Qasemi spoke first. Mr. Karim Qadiri said nothing."
    assert mentions(text) == {"Karim Qasemi": ["Mr. Karim Qasemi"], "Karim Qadiri": ["Mr. Karim Qadiri"]}


@pytest.mark.parametrize("possessive", ["Marta Lindqvist's", "Marta Lindqvist’s"])
def test_a_possessive_is_no_part_of_the_name(possessive: str) -> None:
    text = f"{possessive} plan failed. Lindqvist resigned."
    assert mentions(text) == {"Marta Lindqvist": ["Marta Lindqvist", "Lindqvist"]}


@pytest.mark.parametrize("title", ["Mr.", "Dr.", "Sir", "Gov.", "Professor", "Lt. Col."])
def test_a_title_is_part_of_the_mention_and_not_of_the_name(title: str) -> None:
    text = f"{title} Anders Holm resigned. {title} Holm gave no reason."
    assert mentions(text) == {"Anders Holm": [f"{title} Anders Holm", f"{title} Holm"]}


def test_spellings_that_are_not_the_name_are_aliases() -> None:
    text = "Marta Lindqvist opened the talks. Lindqvist left early."
    assert only(text, "Marta Lindqvist").aliases == ("Lindqvist",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President of Ukraine Oksana Bilyk met Laura Finch.", "Oksana Bilyk"),
        ("United States Senator from Vermont Laura Finch condemned the raid.", "Laura Finch"),
        ("The premier thanked President of Ukraine Oksana Bilyk for the grain.", "Oksana Bilyk"),
    ],
)
def test_a_place_after_a_title_is_no_part_of_the_name(text: str, name: str) -> None:
    assert name in mentions(text)


@pytest.mark.parametrize("text", ["Prime Minister, Laura Finch said so.", "Rule 150(5) says so.", "A Tajik said so."])
def test_a_title_a_number_and_an_adjective_are_no_name(text: str) -> None:
    assert not set(mentions(text)) & {"Prime Minister", "Rule 150(5", "Tajik"}


def test_a_name_does_not_end_with_a_preposition() -> None:
    text = "The Ministry of Foreign Affairs of Norway expresses its deep concern over the closure of the crossing."
    assert "Ministry of Foreign Affairs" in {name.removesuffix(" of Norway") for name in mentions(text)}


@pytest.mark.parametrize("role", ["the President of Colombia", "the Foreign Minister of Colombia"])
def test_a_name_after_a_role_and_a_comma_is_a_person_s(role: str) -> None:
    person = only(f"Ann Lee spoke on Friday with {role}, Gustavo Petro.", "Gustavo Petro")
    assert (person.type, person.country, person.role) == ("person", "CO", role.removeprefix("the "))
