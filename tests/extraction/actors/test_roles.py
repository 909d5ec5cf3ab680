"""Actors: roles of people, and roles that stand for people."""

import pytest

from tests.extraction.actors.reading import actors, described, mentions, only


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Prime Minister Anders Holm resigned.", "Prime Minister"),
        ("Norwegian Prime Minister Anders Holm resigned.", "Norwegian Prime Minister"),
        ("Anders Holm, the prime minister of Norway, resigned.", "prime minister of Norway"),
        ("Anders Holm, a lawyer from Bergen, resigned.", "lawyer from Bergen"),
        ("The foreign minister, Anders Holm, resigned.", "foreign minister"),
        ("Former Norwegian diplomat Anders Holm resigned.", "Former Norwegian diplomat"),
        ("Norway wrote to his brother Anders Holm.", "brother"),
    ],
)
def test_the_role_of_a_person(text: str, role: str) -> None:
    assert only(text, "Anders Holm").role == role


def test_a_person_without_a_role_has_none() -> None:
    assert only("Anders Holm resigned.", "Anders Holm").role is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mr. Holm resigned.", None),
        ("Mr. Holm resigned. Prime Minister Holm gave no reason.", "Prime Minister"),
        ("Judge Mrs. Holm resigned.", "Judge"),
        ("Dr. Holm resigned.", "Dr."),
    ],
)
def test_a_form_of_address_is_no_role(text: str, role: str | None) -> None:
    assert only(text, "Holm").role == role


def test_the_role_tells_the_country() -> None:
    assert described("Norwegian Prime Minister Anders Holm resigned.") == {"person NO Anders Holm"}


def test_an_apposition_tells_the_country() -> None:
    assert only("Anders Holm, the prime minister of Norway, resigned.", "Anders Holm").country == "NO"


def test_a_title_of_one_state_tells_the_country() -> None:
    assert only("Sen. Laura Finch objected.", "Laura Finch").country == "US"


def test_a_role_alone_is_the_person_who_has_it() -> None:
    text = "Prime Minister Anders Holm resigned. The prime minister gave no reason."
    assert mentions(text) == {"Anders Holm": ["Prime Minister Anders Holm", "The prime minister"]}


def test_a_role_of_another_country_is_another_person() -> None:
    text = "Norwegian minister Anders Holm resigned. The Danish minister gave no reason."
    assert mentions(text) == {
        "Anders Holm": ["Norwegian minister Anders Holm"],
        "Danish minister": ["The Danish minister"],
    }


def test_a_role_before_a_comma_introduces_the_person() -> None:
    text = "The alliance's secretary general, Jens Viken, resigned."
    assert mentions(text)["Jens Viken"] == ["The alliance's secretary general", "Jens Viken"]


def test_a_role_that_nobody_has_is_a_person_by_itself() -> None:
    assert described("The Danish minister gave no reason.") == {"person DK Danish minister"}


def test_a_new_person_has_an_indefinite_role() -> None:
    text = "Judge Carla Voss ruled on it. A judge in Bremen disagreed."
    assert len(mentions(text)) == 2


def test_several_people_of_one_role_are_a_group() -> None:
    assert described("Three lawyers objected.") == {"group Three lawyers"}


def test_a_role_introduces_a_person_with_a_title() -> None:
    text = "She thanked the party chairwoman, Rep. Laura Finch."
    assert mentions(text) == {"Laura Finch": ["the party chairwoman", "Rep. Laura Finch"]}


def test_a_long_role_introduces_its_person() -> None:
    text = "The deputy head of the delegation to the forum, Colonel Anton Petrov, said so."
    assert mentions(text)["Anton Petrov"] == ["The deputy head of the delegation to the forum", "Colonel Anton Petrov"]


def test_a_role_before_the_speaker_of_a_clause_is_not_his() -> None:
    text = "During talks with the minister, Anton Petrov said nothing."
    assert mentions(text)["Anton Petrov"] == ["Anton Petrov"]


def test_two_roles_of_one_person_are_one_actor() -> None:
    assert len(actors("The senator and presidential candidate objected.")) == 1


def test_two_people_with_articles_are_two_actors() -> None:
    assert len(actors("The senator and the governor objected.")) == 2


def test_a_short_title_is_the_role_it_stands_for() -> None:
    text = "Sen. Laura Finch objected. The senator left early."
    assert mentions(text) == {"Laura Finch": ["Sen. Laura Finch", "The senator"]}


def test_senators_of_two_states_are_two_people() -> None:
    text = "Florida senator Laura Finch objected. The Vermont senator agreed."
    assert mentions(text)["Laura Finch"] == ["Florida senator Laura Finch"]


def test_a_role_that_comes_before_its_person() -> None:
    text = "NATO's deputy director warned of floods. “We are late,” said NATO deputy director Laura Finch."
    assert mentions(text)["Laura Finch"] == ["NATO's deputy director", "NATO deputy director Laura Finch"]


def test_a_further_role_belongs_to_the_mention() -> None:
    text = "The senator and presidential candidate objected."
    assert list(mentions(text).values()) == [[text.removesuffix(" objected.")]]


@pytest.mark.parametrize("role", ["The Norwegian leader", "Norway's ruler", "The head of the Norwegian government"])
def test_the_leader_of_a_country_is_its_prime_minister(role: str) -> None:
    text = f"Norwegian Prime Minister Erik Solheim resigned. {role} gave no reason."
    assert mentions(text)["Erik Solheim"] == ["Norwegian Prime Minister Erik Solheim", role]


@pytest.mark.xfail(reason="a party's noun alone is not taken for the person named before")
def test_the_democrat_is_the_person_named_before() -> None:
    text = "Sen. Laura Finch objected. The Democrat left early."
    assert mentions(text)["Laura Finch"] == ["Sen. Laura Finch", "The Democrat"]


@pytest.mark.xfail(reason="a role that the text gives to nobody is not taken for the person named before")
def test_a_description_is_the_person_named_before() -> None:
    text = "Anton Petrov left the mosque. The cleric was silent."
    assert mentions(text) == {"Anton Petrov": ["Anton Petrov", "The cleric"]}


def test_an_apposition_may_stand_behind_a_place() -> None:
    assert only("Rep. Laura Finch of Ohio, the chairwoman of the panel, objected.", "Laura Finch").role == (
        "Rep.; of Ohio; chairwoman of the panel"
    )


def test_a_party_member_is_the_one_whose_state_it_is() -> None:
    text = "Laura Finch, an Ohio Republican, met Anna Berg, a Texas Republican. The Ohio Republican left early."
    assert mentions(text)["Laura Finch"] == ["Laura Finch", "The Ohio Republican"]


def test_a_party_member_of_another_state_is_another_person() -> None:
    text = "Laura Finch, a Republican, resigned. The Ohio Republican gave no reason."
    assert mentions(text)["Laura Finch"] == ["Laura Finch"]


def test_a_role_directly_before_a_name_is_no_other_person() -> None:
    assert mentions("It was sent to his daughter Laura Finch.") == {"Laura Finch": ["daughter Laura Finch"]}


def test_the_president_is_the_leader_whom_readers_know() -> None:
    text = "Erna Solberg called Igor Petrov. The Norwegian prime minister was tired."
    assert mentions(text)["Erna Solberg"] == ["Erna Solberg", "The Norwegian prime minister"]


def test_the_president_of_another_country_is_not_the_leader_whom_readers_know() -> None:
    text = "Erna Solberg called Igor Petrov. The Danish prime minister was tired."
    assert mentions(text)["Erna Solberg"] == ["Erna Solberg"]


@pytest.mark.parametrize(
    "text",
    [
        "The Danish president arrived on Monday. President Ole Dahl of Denmark met Ana Kos.",
        "The President of Denmark arrived on Monday. Danish President Ole Dahl met Ana Kos.",
    ],
)
def test_an_office_of_a_head_may_come_before_the_name(text: str) -> None:
    assert len(mentions(text)["Ole Dahl"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The Danish foreign minister arrived on Monday. Danish Prime Minister Ole Dahl met Ana Kos.",
        "Danish President Ole Dahl met Ana Kos. The Danish vice-president stayed at home.",
        "Danish Vice-President Ole Dahl met Ana Kos. The Danish president stayed at home.",
        "The Danish president arrived on Monday. Polish President Jan Bil met Ana Kos.",
    ],
)
def test_another_office_is_another_person(text: str) -> None:
    assert all(len(found) == 1 for found in mentions(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "Laura Finch ran as the mayor of Bergen.",
        "Laura Finch found the voter's card.",
        "Laura Finch named her nominee.",
    ],
)
def test_a_role_that_only_tells_what_somebody_is_is_no_actor(text: str) -> None:
    assert set(mentions(text)) == {"Laura Finch"}


@pytest.mark.parametrize("role", ["his counterpart", "his Polish colleague", "his Polish counterpart"])
def test_a_counterpart_is_the_other_head(role: str) -> None:
    text = f"Danish President Ole Dahl met Polish President Jan Bilski. Mr Dahl assured {role} that he would come."
    assert mentions(text)["Jan Bilski"] == ["Polish President Jan Bilski", role]


def test_a_counterpart_among_three_heads_is_nobody() -> None:
    text = "Danish President Ole Dahl, Polish President Jan Bilski and Czech President Petr Novak met. "
    assert len(mentions(text + "Mr Dahl assured his counterpart that he would come.")["Jan Bilski"]) == 1


def test_a_rank_with_a_capital_is_the_person_and_no_body() -> None:
    text = "Major General Amin Holm said the rebels were weak. The General expects a truce soon."
    assert mentions(text)["Amin Holm"] == ["Major General Amin Holm", "The General"]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Ambassador Amin Holm", "The diplomat"),
        ("Senator Amin Holm", "The lawmaker"),
        ("Archbishop Amin Holm", "The cleric"),
    ],
)
def test_a_wider_word_for_an_office_is_its_holder(first: str, again: str) -> None:
    assert mentions(f"{first} protested. {again} left early.")["Amin Holm"] == [first, again]


@pytest.mark.parametrize("again", ["A diplomat", "The Danish diplomat", "The lawmaker"])
def test_a_wider_word_with_a_mark_of_its_own_is_somebody_else(again: str) -> None:
    assert mentions(f"Ambassador Amin Holm protested. {again} left early.")["Amin Holm"] == ["Ambassador Amin Holm"]


def test_chain_of_offices_is_no_role_of_any_length() -> None:
    names = [actor.name for actor in actors("the president of " * 300)]
    assert names
    assert all(len(name.split()) < 70 for name in names)
