"""Actors: apostrophes, accents, emoji and hidden characters beside or inside a name."""

import unicodedata

import pytest

from extraction import extract
from tests.extraction.actors.reading import actors, described, mentions, only


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize(
    "name",
    ["Liam O{}Shea", "Moussa N{}Dour", "Pia D{}Amico", "Anne D{}Arcy", "Samuel Eto{}o", "Brian D{}Costa"],
)
def test_an_apostrophe_in_a_name_may_be_curly(name: str, apostrophe: str) -> None:
    full = name.format(apostrophe)
    text = f"The mayor received {full}. Laura Finch was there, too."
    assert full in mentions(text)


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_state_with_an_apostrophe_is_known(apostrophe: str) -> None:
    assert described(f"Côte d{apostrophe}Ivoire protested.") == {"state CI Ivory Coast"}


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_possessive_is_no_part_of_a_name_with_an_apostrophe(apostrophe: str) -> None:
    text = f"Liam O{apostrophe}Shea{apostrophe}s lawyer objected. O{apostrophe}Shea was silent."
    name = f"Liam O{apostrophe}Shea"
    assert mentions(text)[name] == [name, f"O{apostrophe}Shea"]


def test_a_plural_possessive_is_no_apostrophe_of_a_name() -> None:
    assert "Kuala Lumpur" not in mentions("The ministers’ plan failed. The soldiers’ Kuala Lumpur base was closed.")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_may_be_characters_of_their_own(form: str) -> None:
    text = unicodedata.normalize(form, "Zoltán Kovácsné said that Hungary would sign.")
    assert "Zoltán Kovácsné" in mentions(text)


@pytest.mark.parametrize("emoji", ["🤔", "🇳🇴", "👩🏽‍⚖️", "❗️", "🔹"])
@pytest.mark.parametrize(
    "place", ["{} Foreign Minister Lars Lund resigned.", "Foreign Minister Lars Lund {} resigned."]
)
def test_an_emoji_is_no_part_of_a_name_or_role(place: str, emoji: str) -> None:
    actor = only(place.format(emoji), "Lars Lund")
    assert (actor.type.value, actor.role) == ("person", "Foreign Minister")


def test_an_emoji_between_two_words_parts_them() -> None:
    assert "Lars Lund" in mentions("The king met Lars Lund🙂and left.")


@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\u00ad", "\ufeff", "\u200d"])
def test_hidden_characters_leave_a_name_whole(hidden: str) -> None:
    text = f"Foreign Minister Lars{hidden} Lu{hidden}nd resigned."
    assert [actor.name for actor in actors(text)] == ["Lars Lund"]


@pytest.mark.parametrize(
    "text", ["🎉 The king met Lars🙂 Lund 🙂 on Monday.", "The king met La\u00adrs Lund on Monday."]
)
def test_mentions_are_offsets_into_the_stored_text(text: str) -> None:
    for actor in extract(text).actors:
        for mention in actor.mentions:
            assert text[mention.start : mention.end] == mention.exact


def test_a_heart_is_no_word_and_an_ampersand_is_one() -> None:
    assert "Lund & Kos Group" in mentions("The Lund & Kos Group ❤️ sued the ministry.")
