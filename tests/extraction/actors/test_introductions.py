"""Roles before and after a name: "the Mayor of Bergen, Ann Lee", "his son-in-law, Bo Ek"; on small made-up texts."""

import pytest

from tests.extraction.actors.reading import described, mentions, only


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The Fisheries Minister, Smt. Rina Patel, will travel to Oslo.", "The Fisheries Minister", "Rina Patel"),
        ("They met the aunt of the boy, Rima Haddad, on Monday.", "the aunt of the boy", "Rima Haddad"),
        ("The news came from his son-in-law, Pierre Martin, and came late.", "his son-in-law", "Pierre Martin"),
        ("Norway's premier, Jonas Berg said he was ready.", "Norway's premier", "Jonas Berg"),
        ("It was issued by its President for May, Janez Novak.", "its President for May", "Janez Novak"),
        (
            "Oslo summoned the Chargé d'affaires of Mali, Mr Oumar Keita, on Wednesday.",
            "the Chargé d'affaires of Mali",
            "Oumar Keita",
        ),
        (
            "The Minister of Trade and Fisheries of Norway, Senator Ann Brown, agreed.",
            "The Minister of Trade and Fisheries of Norway",
            "Ann Brown",
        ),
    ],
)
def test_the_whole_role_before_a_comma_is_a_mention(text: str, mention: str, name: str) -> None:
    assert mention in mentions(text)[name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He had met the president, Ann Lee said.", "Ann Lee"),
        ("After talks with the premier, Ann Lee left.", "Ann Lee"),
    ],
)
def test_a_name_that_only_follows_a_clause_is_not_introduced(text: str, name: str) -> None:
    assert mentions(text)[name] == [name]


def test_a_role_between_two_names_is_that_of_the_second_if_the_first_has_one() -> None:
    text = "At the invitation of the President of Norway, Jonas Berg, the President of Finland, Tarja Virtanen, came."
    assert only(text, "Jonas Berg").role == "President of Norway"
    assert only(text, "Tarja Virtanen").role == "President of Finland"


def test_a_role_in_apposition_is_nobody_else() -> None:
    found = mentions("Hans Falk, a Bergen lawyer, sued the government. Falk won.")
    assert list(found) == ["Hans Falk", "government"]


def test_a_role_far_from_a_name_may_be_somebody_else() -> None:
    text = 'Berg defended the record from Lind: "The Home Secretary and I are ready," he said.'
    assert any("The Home Secretary" in found for found in mentions(text).values())


def test_the_owner_in_a_role_is_not_the_person() -> None:
    found = mentions("The boy's aunt, Rima Haddad, spoke. The boy was found in Oslo. The boy smiled.")
    assert found["Rima Haddad"] == ["The boy's aunt", "Rima Haddad"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr Choudhry rejected the offer.", "Choudhry"),
        ("The letter went to United States Representative Elena Marsh of Ohio.", "Elena Marsh"),
        ("Municipal Councillor Reto Amstutz-Caduff resigned.", "Reto Amstutz-Caduff"),
    ],
)
def test_a_title_makes_a_name_that_of_a_person(text: str, name: str) -> None:
    assert only(text, name).type == "person"


@pytest.mark.parametrize("role", ["Minister of Trade", "National Security Advisor", "Archbishop of Bergen"])
def test_a_role_in_capitals_is_no_body(role: str) -> None:
    found = mentions(f"Jonas Berg met the {role}. The {role} refused to comment.")
    assert any(f"The {role}" in phrases for phrases in found.values())
    assert not any(actor == role and phrases == [f"the {role}"] for actor, phrases in found.items())


def test_a_full_name_is_a_persons_where_its_surname_is() -> None:
    text = "The Prime Minister spoke with Tavira Macuane. President Macuane agreed."
    assert list(mentions(text))[-1] == "Tavira Macuane"


def test_a_foreign_secretary_has_the_country_of_the_text() -> None:
    text = "The Foreign Secretary, Ann Persaud, spoke. Guyana agreed. Guyana refused. Guyana asked the Guyanese."
    assert only(text, "Ann Persaud").country == "GY"


def test_a_common_surname_alone_is_not_that_of_a_leader() -> None:
    assert described("Mr. Brown met Putin.") == {"person Brown", "person RU Putin"}
