"""Events: whether they took place, when and where; on small made-up texts."""

import pytest

from tests.extraction.events.telling import found


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Sweden attacked Norway.", "occurred"),
        ("Sweden is attacking Norway.", "occurred"),
        ("Sweden has attacked Norway.", "occurred"),
        ("Olaf Berg said Sweden attacked Norway.", "occurred"),
        ("Sweden began to attack Norway.", "occurred"),
        ("Sweden will attack Norway.", "planned"),
        ("Olaf Berg said Sweden would attack Norway.", "planned"),
        ("Sweden plans to attack Norway.", "planned"),
        ("Sweden is expected to attack Norway.", "planned"),
        ("The planned attack on Norway was announced.", "planned"),
        ("Sweden could attack Norway.", "hypothetical"),
        ("Sweden did not attack Norway.", "denied"),
        ("Sweden wants to attack Norway.", "hypothetical"),
        ("Sweden refused to attack Norway.", "denied"),
        ("If Sweden attacks Norway, Denmark is next.", "hypothetical"),
        ("Olaf Berg called for an attack on Norway.", "hypothetical"),
        ("There was no attack on Norway.", "denied"),
        ("Olaf Berg denied that Sweden attacked Norway.", "denied"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [event.modality for event in found(text) if event.type == "ASSAULT"] == [modality]


def test_a_refusal_by_negation_took_place() -> None:
    [event] = found("Sweden did not accept the terms of Norway.")
    assert (event.type, event.modality) == ("REJECT", "occurred")


def test_a_date_to_come_makes_a_plan() -> None:
    [event] = found("Sweden attacks Norway on 5 May 2024.", "2024-05-01")
    assert event.modality == "planned"


def when(text: str, published_at: str | None = "2021-07-21") -> list[str | None]:
    return [event.when[0] if event.when else None for event in found(text, published_at)]


def test_date_of_the_clause() -> None:
    assert when("Sweden invaded Norway in 1974.") == ["1974"]


def test_date_in_the_noun_phrase() -> None:
    assert when("The 1974 invasion of Norway was long.") == ["1974"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Sweden attacked Norway this week.", "2021-07-05/2021-07-07"),
        ("Sweden will attack Norway this week.", "2021-07-05/2021-07-11"),
        ("Sweden attacked Norway last week.", "2021-06-28/2021-07-04"),
    ],
)
def test_what_has_happened_was_before_the_text_came_out(text: str, when: str) -> None:
    (event,) = found(text, "2021-07-07T10:00:00Z")
    assert event.when is not None
    assert event.when[0] == when


def test_weekday_against_the_publication_date() -> None:
    assert when("Sweden attacked Norway on Monday.") == ["2021-07-19"]


def test_date_of_a_participle_behind_the_noun() -> None:
    assert when("The elections scheduled for October 2021 were moved.") == ["2021-10"]


def test_date_before_when() -> None:
    assert when("It began in 1974, when Sweden invaded Norway.") == ["1974"]


def test_date_of_the_controlling_verb() -> None:
    assert when("Olaf Berg plans on Friday to attack Norway.") == ["2021-07-23"]


def test_date_of_another_clause_is_not_taken() -> None:
    assert when("The bridge was built in 1974 and Sweden attacked Norway.") == [None]


def test_date_before_another_event_s_noun_is_not_the_verb_s() -> None:
    assert when("Sweden denied a role in the 1974 attack on Norway.") == [None, "1974"]


def test_date_of_the_subject_is_not_the_verb_s() -> None:
    text = "Sweden's pledge last month to rebuild the harbour was praised by Norway."
    assert [event.when for event in found(text, "2021-07-21") if event.type == "SUPPORT"] == [None]


def test_when_names_the_words_that_say_so() -> None:
    text = "Sweden invaded Norway in 1974."
    [event] = found(text)
    assert event.when is not None
    start, end = event.when[1]
    assert "1974" in text[start:end]


def where(text: str) -> list[tuple[str | None, str | None]]:
    return [(event.country, event.place) for event in found(text)]


def test_place_of_the_clause() -> None:
    assert where("Rebels attacked a convoy in Norway.") == [("NO", "Norway")]


def test_country_of_an_invasion_is_the_recipient() -> None:
    assert where("Sweden invaded Norway.") == [("NO", None)]


def test_country_of_an_attack_on_a_consulate_is_not_that_of_the_consulate() -> None:
    assert where("Rebels attacked the consulate of Norway.") == [(None, None)]


def test_country_of_an_arrest_is_the_authority_s() -> None:
    assert where("Norwegian police arrested Nils Dahl.") == [("NO", None)]


def test_country_of_a_speech_is_unknown() -> None:
    assert where("Sweden condemned Norway.") == [(None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden issued a report on Monday accusing Norway.",
        "Sweden spoke on Monday, accusing Norway.",
        "Sweden made history on Monday by accusing Norway.",
        "Speaking on Monday, Olaf Berg accused Norway.",
        "Sweden wept on Monday when Finland accused Norway.",
        "At Monday's rally in Oslo, Olaf Berg accused Norway.",
    ],
)
def test_date_that_a_clause_shares(text: str) -> None:
    assert [event.when and event.when[0] for event in found(text, "2021-07-21") if event.type == "ACCUSE"] == [
        "2021-07-19"
    ]


def test_date_of_what_something_is_about_is_not_taken() -> None:
    text = "Olaf Berg accused Norway on the 1974 attack."
    assert [event.when for event in found(text) if event.type == "ACCUSE"] == [None]


def test_date_of_a_clause_with_a_time_of_its_own_is_not_shared() -> None:
    assert when("Olaf Berg wept on Monday after accusing Norway.") == [None]


def test_place_before_the_noun() -> None:
    assert where("The London attack surprised Norway.") == [("GB", "London")]


def test_state_before_the_noun_is_no_place() -> None:
    assert where("The Norway invasion was long.") == [("NO", None)]


def test_adjective_of_an_election_tells_where() -> None:
    assert where("The Danish election was postponed.") == [("DK", None)]


def test_between_two_of_one_country() -> None:
    assert where("Norwegian lawmakers accused the Norwegian government.") == [("NO", None)]


def test_between_two_countries_is_unknown() -> None:
    assert where("Norwegian lawmakers accused the Danish government.") == [(None, None)]


def test_country_of_a_reception_is_the_host_s() -> None:
    assert where("Norway's president received Danish lawmakers.") == [("NO", None)]


def test_where_people_come_from_is_no_place() -> None:
    assert where("Sweden accused Danish rebels from Norway.") == [(None, None)]


def test_where_troops_leave_from_is_the_place() -> None:
    assert where("Sweden withdrew its troops from Norway.") == [("NO", "Norway")]


def test_what_an_actor_did_next_was_on_the_same_day() -> None:
    text = "Olaf Berg accused Norway on Monday. He then urged Finland to leave."
    assert when(text) == ["2021-07-19", "2021-07-19"]


def test_what_another_did_next_is_not_dated() -> None:
    assert when("Olaf Berg accused Norway on Monday. Nils Dahl urged Finland to leave.") == ["2021-07-19", None]


def test_another_date_ends_the_day() -> None:
    text = "Olaf Berg accused Norway on Monday. The bridge fell in 1974. He urged Finland to leave."
    assert when(text) == ["2021-07-19", None]


def test_what_an_actor_has_done_has_no_day() -> None:
    assert when("Olaf Berg accused Norway on Monday. He has urged Finland to leave.") == ["2021-07-19", None]


READOUT = "Oslo, 14 March 2025\n\nNorway's president met Swedish lawmakers on Thursday. "


@pytest.mark.parametrize(
    ("text", "published_at", "dates"),
    [
        (READOUT + "The president was tired. He criticised Denmark.", "2025-03-14", ["2025-03-13", "2025-03-13"]),
        (READOUT + "The talks were long.\n\nNorway praised Finland.", "2025-03-14", ["2025-03-13", "2025-03-13"]),
        (READOUT + "\n\nPeru criticised Chile.", "2025-03-14", ["2025-03-13", None]),
        (READOUT + "\n\nNorway has criticised Chile.", "2025-03-14", ["2025-03-13", None]),
        (READOUT + "\n\nNorway bombed Chile.", "2025-03-14", ["2025-03-13", None]),
        (READOUT + "\n\nNorway praised Finland.", "2025-03-16", ["2025-03-13", None]),
        (READOUT.replace(" on Thursday", "") + "\n\nNorway praised Finland.", "2025-03-14", [None, None]),
        (
            READOUT.replace("met", "attacked") + "\n\nNorway praised Finland.",
            "2025-03-14",
            ["2025-03-13", None],
        ),
    ],
)
def test_what_is_said_at_the_meeting_of_a_readout_has_its_date(
    text: str, published_at: str, dates: list[str | None]
) -> None:
    assert when(text, published_at) == dates


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Gunmen killed four drivers in a market near Belém, in northern Brazil.", ["BR"]),
        ("In Lisbon, the minister met the envoy and praised his work.", ["PT", "PT"]),
        ("The killing of four drivers in Lisbon went on.", ["PT"]),
        ("Norway condemned the killing of four drivers in Lisbon.", [None, "PT"]),
        ("Norway praised Sweden.", [None]),
        ("The Norwegian minister praised a Swedish envoy.", [None]),
        ("Norway sent troops to Sweden. Peru praised Chile.", [None, None]),
        ("In April, Norway praised Sweden.", [None]),
    ],
)
def test_a_place_holds_for_its_sentence_and_a_nationality_is_none(text: str, countries: list[str | None]) -> None:
    assert [event.country for event in found(text)] == countries


ABOUT_NORWAY = (
    "The Norwegian minister Olaf Berg spoke. Norwegian police listened. Norway's king left. Norwegian lawmakers sang. "
    "The Norwegian bishop wept. "
)
ABOUT_POLAND = "Poland misses the mayor of Gdańsk. In Warsaw, many Polish people wept. "


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (ABOUT_POLAND + "Gunmen killed four drivers.", ["PL"]),
        (ABOUT_POLAND + "The protesters demanded new elections.", ["PL", "PL"]),
        (ABOUT_POLAND + "Gunmen killed four drivers in Lisbon.", ["PT"]),
        (ABOUT_POLAND + "The envoys met.", [None]),
        (ABOUT_POLAND + "The protesters praised the police.", [None]),
        (ABOUT_POLAND + "German lawmakers demanded the release of Nils Dahl.", [None, None]),
        ("Poland wept. Norway sang. Sweden danced. Gunmen killed four drivers.", [None]),
        ("Gunmen killed four drivers.", [None]),
        (ABOUT_NORWAY + "The protesters praised the police.", ["NO"]),
        (ABOUT_NORWAY + "Olaf Berg condemned the strike.", ["NO"]),
        (ABOUT_NORWAY + "A Danish envoy condemned the strike.", [None]),
        (ABOUT_NORWAY + "Protesters from Chile condemned the strike.", [None]),
        (ABOUT_NORWAY.replace("Norwegian police", "Danish police") + "The mob praised the envoys.", ["NO"]),
        (ABOUT_NORWAY.replace("Norwegian", "Danish", 2) + "The protesters praised the envoys.", [None]),
    ],
)
def test_what_has_no_place_is_in_the_country_that_the_text_is_about(text: str, countries: list[str | None]) -> None:
    assert [event.country for event in found(text)] == countries
