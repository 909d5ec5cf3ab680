"""Actors: several people in one sentence, each with their own role and country."""

import pytest

from tests.extraction.actors.reading import actors, mentions, only


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("President Lars Lund and Premier Ana Kos opened it.", "Ana Kos", "Premier"),
        ("Trade Minister Lars Lund and King Harald opened it.", "Harald", "King"),
        ("He met Chancellor Lars Lund, Premier Ana Kos and the speaker, Petr Dvorak.", "Ana Kos", "Premier"),
        ("French President Luc Moreau and Italian Premier Giulia Conti met.", "Giulia Conti", "Italian Premier"),
        ("The president, Ivan Horvat, and the speaker, Ana Novak, quarrelled.", "Ivan Horvat", "president"),
        ("Ivan Horvat, president of Croatia, and Petr Dvorak, his adviser, spoke.", "Petr Dvorak", "adviser"),
        ("« We want peace, » President Jean Dupont said.", "Jean Dupont", "President"),
        ("The president and Foreign Minister Carlos Vega opened it.", "Carlos Vega", "Foreign Minister"),
    ],
)
def test_a_role_does_not_run_over_from_another_person(text: str, name: str, role: str) -> None:
    assert only(text, name).role == role


@pytest.mark.parametrize(
    "role",
    [
        "Deputy Premier and Foreign Minister",
        "Minister of Trade and Industry",
        "Minister for Women and Youth",
        "Director of the Federal Security Service",
        "Chief of Staff",
        "Norwegian Foreign Minister",
    ],
)
def test_a_role_of_several_words_stays_whole(role: str) -> None:
    assert only(f"{role} Rosa Lemke opened it.", "Rosa Lemke").role == role


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The ambassador of Peru to Mexico, Luis Rojas, protested.", "Luis Rojas", "PE"),
        ("Luis Rojas, Peru's ambassador to Mexico, protested.", "Luis Rojas", "PE"),
        ("The ambassador to Mexico, Luis Rojas, protested.", "Luis Rojas", None),
        ("The ambassador in Paris, Luis Rojas, protested.", "Luis Rojas", None),
        ("Luis Rojas, an expert on China, protested.", "Luis Rojas", None),
        ("Luis Rojas, the mayor of Oslo, protested.", "Luis Rojas", "NO"),
        ("Luis Rojas (Peru), Ana Kos (Slovenia) and Kofi Mensah (Ghana) spoke.", "Ana Kos", "SI"),
        ("Peru's Luis Rojas met Slovenia's Ana Kos.", "Luis Rojas", "PE"),
        ("President Lars Lund and French Premier Luc Moreau met.", "Lars Lund", None),
        ("Sen. Mary Cole and Rep. Bill Frost wrote to President Jean Dupont.", "Jean Dupont", None),
    ],
)
def test_the_country_is_that_of_the_persons_own_role(text: str, name: str, country: str | None) -> None:
    assert only(text, name).country == country


def test_a_country_in_brackets_is_no_actor() -> None:
    assert set(mentions("Luis Rojas (Peru) and Ana Kos (Slovenia) spoke.")) == {"Luis Rojas", "Ana Kos"}


def test_a_rank_between_a_role_and_a_name_parts_them_not() -> None:
    text = "Norway's army chief, Col. Lars Lund, met Igor Petrov."
    assert mentions(text)["Lars Lund"] == ["Norway's army chief", "Col. Lars Lund"]


@pytest.mark.parametrize("title", ["Col.", "Maj.", "Brig.", "Capt.", "Cmdr.", "H.E.", "Hon.", "Sheikh", "Shri", "Mme"])
def test_an_honorific_is_no_part_of_a_name(title: str) -> None:
    assert [actor.name for actor in actors(f"He met {title} Peter Lang.")] == ["Peter Lang"]


def test_an_allys_country_is_not_that_of_its_friend() -> None:
    assert only("Norway's ally protested.", "Norway's ally").country is None
