"""The language of a text, and texts too short to tell."""

import pytest

from extraction.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The foreign ministers of both countries will meet again on Thursday, officials said.", "en"),
        ("Die Außenminister beider Länder treffen sich am Donnerstag wieder, sagte ein Sprecher.", "de"),
        ("Les ministres des affaires étrangères se réuniront de nouveau jeudi, selon un porte-parole.", "fr"),
        ("Министры иностранных дел обеих стран снова встретятся в четверг, сообщил представитель.", "ru"),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "2016 — 17:30", "\n\t", "???"])
def test_a_text_without_a_letter_has_no_language(text: str) -> None:
    assert detect_language(text) == "und"


def test_a_few_names_are_too_little_to_tell() -> None:
    assert detect_language("Biden met Putin.") == "und"


def test_another_script_is_not_english_however_short() -> None:
    assert detect_language("Привет") not in ("en", "und")


def test_only_the_beginning_counts() -> None:
    english = (
        "The foreign ministers of both countries will meet again on Thursday. Nobody in the capital knows what they"
        " hope to reach, since the talks on the border and on the fish in the disputed waters have been stuck for"
        " years, and neither government has said that it would give way. The opposition wants a vote in the spring. "
    ) * 70
    assert detect_language(english + "Die Außenminister treffen sich. " * 4000) == "en"
