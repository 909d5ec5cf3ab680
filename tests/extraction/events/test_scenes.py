"""Violence that is none: nature, illness, fiction, games, sport; and what looks like it."""

import pytest

from tests.extraction.events.telling import types


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake hit eastern Norway before dawn and killed forty people.",
        "A cyclone struck Iceland on Monday.",
        "Ten people were killed in a bus crash in Norway.",
        "Twelve villagers were killed when a ferry capsized in Norway.",
        "Heavy rain destroyed bridges in northern Norway.",
        "Cholera killed ninety people in Lome.",
        "The minister died of a heart attack.",
        "A shark attack closed the beach in Bergen.",
        "Floods that killed thirty people in Norway have receded.",
        "The storm, which killed six people, moved north.",
        "Norway attacked Ghana from the start and won the match 2-0.",
        "Norway bombarded the goal of Ghana for most of the second half.",
        "The striker shot twice in the first half, and Norway beat Ghana.",
        "Ghana was destroyed 4-0 by Norway in the final of the cup.",
        "In the chess game Norway attacked India from the first move.",
        "In the novel, Norway invades Sweden.",
        "The film shows how Norway bombs Sweden.",
        "A thriller in which Norway invades Sweden opens in Oslo on Friday.",
        "The series imagines that Russia has attacked Norway.",
        "The play is about a general who bombs Oslo.",
        "The novel describes an attack on Oslo by Sweden.",
        "During the exercise the red army invaded Norway.",
        "The senate killed the bill.",
        "The director shot a film in Norway.",
        "The virus attacks the lungs, the ministry of Norway said.",
    ],
)
def test_nobody_is_attacked(text: str) -> None:
    assert "ASSAULT" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a football match in Norway and killed two players.",
        "A bomb killed ten people at the stadium in Norway during the match.",
        "Israel attacked Lebanon during the storm.",
        "Israel attacked Lebanon in a series of strikes.",
        "The army attacked Tema after the earthquake.",
        "The film was shown in Oslo after Russia invaded Norway.",
        "The novelist was killed by police in Minsk.",
        "Russia bombed the theatre in Mariupol where the play was shown.",
        "Norway bombed a dam and killed forty people, and the flood killed more.",
        "Norway has attacked Sweden in the second round of its campaign.",
        "Ten people were killed in an attack in Norway.",
        "Police killed a man in Oslo after a game of chess.",
        "Norway killed ten rebels when a convoy crossed the border.",
    ],
)
def test_attack_in_earnest(text: str) -> None:
    assert "ASSAULT" in types(text)


def test_who_is_killed_by_nature_dies() -> None:
    assert types("An earthquake killed forty people in Norway.") == ["OTHER"]


def test_protest_against_a_film_is_one() -> None:
    assert types("The film sparked protests in Norway.") == ["PROTEST"]


@pytest.mark.xfail(strict=True, reason="the model reads a simulated invasion as what is fought off")
def test_fight_in_a_simulation() -> None:
    assert "ASSAULT" not in types("Troops fought off a simulated invasion of Norway.")
