"""Bodies without a name in a statement of a national body: its own, never those named before."""

import pytest

from tests.extraction.actors.reading import actors, described, mentions

_HEAD = "MINISTRY OF FOREIGN AFFAIRS\nREPUBLIC OF KENYA\n\nThe Jubaland administration has closed the crossing."


@pytest.mark.parametrize("head", [_HEAD, f"Statement by the Foreign Minister of Kenya on the border\n\n{_HEAD[47:]}"])
def test_the_government_is_that_of_the_issuer(head: str) -> None:
    found = mentions(f"{head} The Government has agreed to open two camps.")
    assert found["Jubaland administration"] == ["The Jubaland administration"]
    assert "government KE Government" in described(f"{head} The Government has agreed to open two camps.")


@pytest.mark.parametrize("phrase", ["our forces", "the Army"])
def test_forces_without_a_country_are_those_of_the_issuer(phrase: str) -> None:
    found = actors(f"{_HEAD} The Somali army shelled the town. Yesterday {phrase} returned fire.")
    assert {a.country: len(a.mentions) for a in found if a.type == "military"} == {"SO": 1, "KE": 1}


def test_an_army_like_the_one_before_is_nobodys() -> None:
    found = actors(f"{_HEAD} The Somali army shelled the town. Yesterday the army returned fire.")
    assert {a.country: len(a.mentions) for a in found if a.type == "military"} == {"SO": 1}


def test_the_ministry_is_the_issuer_after_another() -> None:
    name = "Ministry of Foreign Affairs of Kenya"
    found = mentions(f"Statement by the {name}\n\nEthiopia's Ministry of Defence replied. The Ministry has protested.")
    assert found[name] == [f"the {name}", "The Ministry"]


def test_its_troops_are_those_of_the_body_named_last() -> None:
    found = actors(f"{_HEAD} Our forces are on alert. Let the Ethiopian government withdraw its troops.")
    assert {a.country: len(a.mentions) for a in found if a.type == "military"} == {"KE": 1, "ET": 1}


@pytest.mark.parametrize("issuer", ["Economic Community of Central African States", "Taiwan Affairs Office"])
def test_the_country_in_another_name_is_not_the_issuers(issuer: str) -> None:
    found = actors(f"Statement by the Minister of the {issuer}\n\nThe Government has agreed to open two camps.")
    assert [a.country for a in found if a.name == "Government"] == [None]
