"""Actors: two people of one surname, and whom the surname alone means."""

import pytest

from tests.extraction.actors.reading import actors, mentions


def whose(text: str, surname: str) -> str | None:
    """The name of the one person with a mention that is only the surname."""
    found = [name for name, said in mentions(text).items() if surname in said and name != surname]
    return found[0] if len(found) == 1 else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Erik Lund pardoned his son Nils Lund. Lund spoke for an hour.", "Erik Lund"),
        ("Eva Lund arrived with her husband, Nils Lund. Lund spoke for an hour.", "Eva Lund"),
        ("Eva Lund met Peter Lund. Lund said that she would not yield.", "Eva Lund"),
        ("Eva Lund met Peter Lund. Lund, who had come without his lawyer, was silent.", "Peter Lund"),
        ("Premier Erik Lund met the painter Nils Lund. Lund said that his government was tired.", "Erik Lund"),
        ("Judge Erik Lund met President Nils Lund. “As president I shall sign it,” Lund said.", "Nils Lund"),
        ("Erik Lund thanked his brother Nils Lund. “My brother is tired,” Lund said.", "Erik Lund"),
        ("Trade Minister Erik Lund met Health Minister Nils Lund. Lund, the health minister, left.", "Nils Lund"),
        ("Erik Lund spoke. Lund was angry. Lund left. He wrote to Nils Lund. Lund was tired.", "Erik Lund"),
    ],
)
def test_a_shared_surname_is_the_one_to_whom_its_sentence_points(text: str, name: str) -> None:
    assert whose(text, "Lund") == name


@pytest.mark.parametrize(
    "text",
    [
        "Erik Lund met Nils Lund. Lund spoke for an hour.",
        "Judge Erik Lund met President Nils Lund. “We are tired,” Lund said.",
        "Nils Lund came with his father, President Erik Lund. Lund spoke for an hour.",
        "Eva Lund and Nina Lund came. Lund said that she would not yield.",
    ],
)
def test_a_shared_surname_without_a_sign_is_nobodys(text: str) -> None:
    assert whose(text, "Lund") is None


def test_mr_and_mrs_are_two() -> None:
    text = "Mr. Lund and Mrs. Lund came. Mrs. Lund was tired. Mr. Lund was not."
    assert mentions(text) == {"Mr. Lund": ["Mr. Lund", "Mr. Lund"], "Mrs. Lund": ["Mrs. Lund", "Mrs. Lund"]}


def test_a_title_of_the_other_gender_is_another_person() -> None:
    text = "Peter Lund resigned. Mrs. Lund was tired."
    assert len(actors(text)) == 2


def test_the_title_tells_which_of_two() -> None:
    text = "Eva Lund met Peter Lund. Mr. Lund was tired. Ms. Lund was not."
    assert mentions(text) == {"Eva Lund": ["Eva Lund", "Ms. Lund"], "Peter Lund": ["Peter Lund", "Mr. Lund"]}


def test_the_department_tells_which_of_two_ministers() -> None:
    text = "Trade Minister Erik Lund met Health Minister Nils Lund. Health Minister Lund left."
    assert mentions(text)["Nils Lund"] == ["Health Minister Nils Lund", "Health Minister Lund"]


def test_father_and_son_of_one_name_are_two() -> None:
    assert len(actors("Mr. Thomas Lund Sr. met Mr. Thomas Lund Jr. on Monday.")) == 2


def test_a_surname_of_one_person_needs_no_sign() -> None:
    assert whose("Erik Lund met Nils Holm. Lund spoke for an hour.", "Lund") == "Erik Lund"


def test_a_surname_before_the_namesake_comes_is_the_first_one() -> None:
    assert whose("Erik Lund resigned. Lund was tired. Nils Lund followed.", "Lund") == "Erik Lund"


def test_the_first_of_two_surnames_may_stand_alone() -> None:
    text = "Juan Pérez García met Igor Petrov. Pérez was tired."
    assert mentions(text)["Juan Pérez García"] == ["Juan Pérez García", "Pérez"]


def test_a_family_name_that_comes_first_may_be_shared() -> None:
    text = "Kang Min Ho came with his sister, Kang Yu Na. Mr. Kang was tired."
    assert mentions(text)["Kang Min Ho"] == ["Kang Min Ho", "Mr. Kang"]
