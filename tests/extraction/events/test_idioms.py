"""Events named by idioms, verbs with particles and verbs with a kind of object, and words that look like them."""

import pytest

from tests.extraction.events.telling import told, types


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Sweden and Norway buried the hatchet.", "AGREE: Sweden, Norway -> "),
        ("Sweden initialled a fishing pact with Norway.", "AGREE: Sweden -> Norway"),
        ("President Nils Dahl gave his word that Sweden would pay.", "AGREE: Nils Dahl -> "),
        ("Sweden heeded the appeal of Norway.", "AGREE: Sweden -> Norway"),
        ("President Nils Dahl compared notes with Olaf Berg.", "CONSULT: Nils Dahl -> Olaf Berg"),
        ("Sweden has sounded out the ministers of Norway.", "CONSULT: Sweden -> ministers of Norway"),
        ("Sweden lined up behind Norway.", "SUPPORT: Sweden -> Norway"),
        ("Sweden gave its blessing to Norway.", "SUPPORT: Sweden -> Norway"),
        ("President Nils Dahl threw in the towel.", "CONCEDE: Nils Dahl -> "),
        ("Sweden ditched the tariff on Norway.", "CONCEDE: Sweden -> Norway"),
        ("Sweden walked back its threat.", "CONCEDE: Sweden -> "),
        ("Sweden airdropped flour to Norway.", "AID: Sweden -> Norway"),
        ("Sweden delivered 40 tents to Norway.", "AID: Sweden -> Norway"),
        ("Sweden cleared the mines in Norway.", "RETREAT: Sweden -> Norway"),
        ("Sweden coaxed Norway to open the port.", "REQUEST: Sweden -> Norway"),
        ("Sweden took Norway to task.", "ACCUSE: Sweden -> Norway"),
        ("Sweden held Norway responsible.", "ACCUSE: Sweden -> Norway"),
        ("Sweden pinned the blame on Norway.", "ACCUSE: Sweden -> Norway"),
        ("Sweden turned a deaf ear to Norway.", "REJECT: Sweden -> Norway"),
        ("Sweden laughed off the charge.", "REJECT: Sweden -> "),
        ("Sweden served notice on Norway.", "THREATEN: Sweden -> Norway"),
        ("Teachers walked off the job in Oslo.", "PROTEST: teachers -> "),
        ("Sweden hit Norway with tariffs.", "SANCTION: Sweden -> Norway"),
        ("The United States designated Iran as a state sponsor of terrorism.", "SANCTION: United States -> Iran"),
        ("Sweden called up reservists.", "MOBILIZE: Sweden -> "),
        ("Sweden commandeered a trawler from Norway.", "COERCE: Sweden -> Norway"),
        ("Sweden and Norway came to blows.", "ASSAULT: Sweden, Norway -> "),
    ],
)
def test_the_event_and_its_participants(text: str, event: str) -> None:
    assert [e.casefold() for e in told(text)] == [event.casefold()]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden gave the committee its word for snow.",
        "President Nils Dahl threw the towel into the basket.",
        "The farmer cleared the table in Norway.",
        "President Nils Dahl walked back to the palace.",
        "The clock struck twelve in Oslo.",
        "Sweden held the meeting room responsible people like.",
        "President Nils Dahl took the stairs to the court.",
        "Voters were turned out in large numbers by the party.",
        "Nils Dahl donated $40 to the campaign of Olaf Berg.",
    ],
)
def test_words_in_another_sense_name_none(text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Pilots will strike over pay.", "PROTEST"),
        ("Farmers will strike over prices.", "PROTEST"),
        ("The rail strike in Oslo ended.", "PROTEST"),
        ("The strike by miners in Oslo ended.", "PROTEST"),
        ("Rebels struck Oslo.", "ASSAULT"),
        ("The rocket strike on Oslo ended.", "ASSAULT"),
        ("The hospital strike killed ten people in Oslo.", "ASSAULT"),
    ],
)
def test_a_strike_of_workers_is_a_protest(text: str, type_: str) -> None:
    assert types(text) == [type_]


def test_what_is_heeded_stays_an_event() -> None:
    assert types("Sweden heeded the demand of Norway.") == ["AGREE", "REQUEST"]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden warned Norway that it would leave the union.",
        "Sweden warned that it would leave the union.",
        "The ministers of Sweden warned that they would leave the union.",
    ],
)
def test_warning_of_an_act_of_ones_own_is_a_threat(text: str) -> None:
    assert "THREATEN" in types(text)


def test_warning_of_what_may_happen_is_none() -> None:
    assert "THREATEN" not in types("Sweden warned that the ice would melt.")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway protested against the arrest.", "ACCUSE"),
        ("Students protested against the arrest.", "PROTEST"),
    ],
)
def test_governments_complain_and_crowds_demonstrate(text: str, type_: str) -> None:
    assert type_ in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "President Nils Dahl received a third of the vote in Oslo.",
        "Officials counted the votes in Oslo.",
        "The hall in Oslo sent a press release.",
        "President Nils Dahl suffered a cardiac arrest.",
        "President Nils Dahl suffered a heart attack.",
        "Sweden entered the court.",
        "Sweden designated Norway as a major ally.",
        "President Nils Dahl held a press conference.",
        "The crowd dispersed in Oslo.",
    ],
)
def test_nouns_in_another_sense_name_none(text: str) -> None:
    assert types(text) == []
