"""Names with what says who or what they are: long titles, kinds of body, states of organs; and names of no actor."""

import pytest

from tests.extraction.actors.reading import actors, mentions, only


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        (
            "He met Secretary of the Supreme Security Council of Norway Jonas Berg. Mr Berg left.",
            "Secretary of the Supreme Security Council of Norway Jonas Berg",
            "Jonas Berg",
        ),
        (
            "Gunmen shot the Chairman of the Central Bank of Kenya John Otieno in Nairobi.",
            "the Chairman of the Central Bank of Kenya John Otieno",
            "John Otieno",
        ),
        (
            "The organiser is Nordic Fishing Council (NFC) head Jonas Berg.",
            "Nordic Fishing Council (NFC) head Jonas Berg",
            "Jonas Berg",
        ),
        ("Member of parliament (MP) Ann Berg agreed.", "Member of parliament (MP) Ann Berg", "Ann Berg"),
        (
            "The vice president of women and family affairs Ann Berg said no.",
            "vice president of women and family affairs Ann Berg",
            "Ann Berg",
        ),
        ("H.E. Ambassador Ann Berg said Norway was ready.", "H.E. Ambassador Ann Berg", "Ann Berg"),
        ('Sergeant Jonas "Jo" Berg was shot in Oslo. Berg died.', 'Sergeant Jonas "Jo" Berg', 'Jonas "Jo" Berg'),
    ],
)
def test_a_whole_title_and_name_is_one_mention(text: str, mention: str, name: str) -> None:
    found = mentions(text)
    assert mention in found[name] or f"The {mention}" in found[name]
    assert len([each for each in found if "Berg" in each or "Otieno" in each]) == 1


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The semi-official news agency NORA reported the arrest.", "The semi-official news agency NORA", "NORA"),
        ("The German rescue charity Sea-Help criticised Norway.", "The German rescue charity Sea-Help", "Sea-Help"),
        (
            "On Monday the Supreme Court of the United States rejected the appeal.",
            "the Supreme Court of the United States",
            "Supreme Court of the United States",
        ),
    ],
)
def test_the_words_that_say_what_body_it_is_belong_to_the_name(text: str, mention: str, name: str) -> None:
    found = mentions(text)
    assert mention in found[name]
    assert not {"news agency", "charity", "Supreme Court", "United States"} & found.keys()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The newspaper on Monday reported the arrest.", "newspaper"),
        ("The company, Norsk Olje, sued Norway.", "Norsk Olje"),
    ],
)
def test_a_noun_with_no_name_right_after_it_stands_alone(text: str, name: str) -> None:
    assert name in mentions(text)


@pytest.mark.parametrize(
    "text",
    [
        "The aircraft carrier Abraham Lincoln sailed to the Gulf.",
        "The frigate Admiral Berg followed on Monday.",
        "MV Alan Kurdi left the port at noon.",
        "A military base in Maidan Shahr was attacked on Monday.",
        "The column entered Tell Tamer on Friday.",
    ],
)
def test_ships_and_places_are_no_people(text: str) -> None:
    assert not {"Abraham Lincoln", "Berg", "Alan Kurdi", "Maidan Shahr", "Tell Tamer"} & mentions(text).keys()


def test_people_are_still_people_where_they_are_not_a_place() -> None:
    assert "Ann Berg" in mentions("Norway trusts in President Ann Berg, who visited Oslo.")
    assert "Abraham Lincoln" in mentions("President Abraham Lincoln freed the slaves.")


def test_movements_that_signed_are_not_the_groups_named_before() -> None:
    found = mentions("The terrorist groups attacked Oslo. Norway spoke with the signatory movements on Monday.")
    assert not any("signatory movements" in mention for mention in found["terrorist groups"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The council voted to censure Interior Minister Gonzalo de la Riva Quispe over the killing.", "Riva Quispe"),
        ("Law Minister Bishnu Prasad Adhikari-Thapa vowed to abide by the order.", "Adhikari-Thapa"),
    ],
)
def test_a_second_surname_belongs_to_the_name(text: str, name: str) -> None:
    assert any(found.endswith(name) for found in mentions(text))


def test_in_a_digest_officials_belong_to_the_dateline_of_their_part() -> None:
    text = (
        "LIMA: Congress voted to censure Interior Minister Ana Quispe over the killing.\n\n"
        "OSLO: Justice Minister Jonas Berg vowed to abide by the ruling."
    )
    assert only(text, "Ana Quispe").country == "PE"
    assert only(text, "Jonas Berg").country == "NO"


def test_her_government_is_that_of_her_state() -> None:
    text = "LISBON, May 3 - President Ana Macuácua of Mozambique said her government would lift the curfew."
    assert [a.country for a in actors(text) if a.name == "government"] == ["MZ"]


def test_an_official_in_a_dateline_s_country_is_its_own() -> None:
    text = (
        "OTTAWA, May 2 (Reuters) - Canada will not recognise the vote in Belarus, Foreign Minister Ann Berg said."
        " Minsk expelled two envoys. Belarus called the remarks false. Belarus will respond."
    )
    assert only(text, "Ann Berg").country == "CA"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("President Ana Quispe of Peru met the deputies in Lima. Congress rejected the law.", "PE"),
        ("Senator Ann Lee of Ohio met Trump in Washington. Congress rejected the law.", "US"),
        ("Congress rejected the law.", "US"),
    ],
)
def test_congress_is_that_of_the_state_that_a_text_names(text: str, country: str) -> None:
    assert only(text, "Congress").country == country


def test_the_president_elect_is_not_the_president() -> None:
    found = mentions("President-elect Ann Lee met President Jo Berg in Oslo. The president said no.")
    assert found["Jo Berg"][-1] == "The president"
    assert "The president" not in found["Ann Lee"]


def test_a_presidency_that_is_held_is_no_body() -> None:
    assert list(mentions("Hungary took over the rotating presidency on Monday.")) == ["Hungary"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ambassadors of Hungary, Poland and Chile thanked Norway.", "ambassadors of Hungary, Poland and Chile"),
        ("The presidents of Mali, Niger and Peru denounced Norway.", "presidents of Mali, Niger and Peru"),
    ],
)
def test_those_of_several_states_belong_to_none(text: str, name: str) -> None:
    assert only(text, name).country is None


def test_the_prime_minister_of_a_state_may_be_named_without_it() -> None:
    text = "ACCRA, 3 June - The Prime Minister of Italy came. Prime Minister Bianchi met Ghana's premier, Jo Addo."
    assert only(text, "Bianchi").country == "IT"
