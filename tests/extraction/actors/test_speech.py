"""Actors: first persons, which stand for who speaks."""

from extraction.engine import parsed
from extraction.pipeline import find_speakers

_INTERVIEW = """The paper interviewed Marta Lindqvist in May.

What brought you here?
I came for the sea. We all did.
Why did you stay?
My brother asked me to.
"""


def spoken(text: str, name: str) -> list[str]:
    """The first and second persons that stand for an actor."""
    words = frozenset("i me my mine myself we us our ours you your".split())
    with parsed(text) as document:
        (actor,) = [actor for actor in find_speakers(document).actors.actors if actor.name == name]
        told = [document.text_of(mention.start, mention.end) for mention in actor.mentions]
    return [word for word in told if word.lower() in words]


def test_i_in_a_quote_is_who_speaks() -> None:
    assert spoken("“I will sell my boat,” Anders Holm said.", "Anders Holm") == ["I", "my"]


def test_i_in_words_quoted_inside_a_sentence_is_who_speaks() -> None:
    assert spoken("Anders Holm said that “I am not leaving my post.”", "Anders Holm") == ["I", "my"]


def test_i_of_another_speaker_is_the_other() -> None:
    text = "“I will stay,” Anders Holm said. “I will leave,” said Carla Voss."
    assert spoken(text, "Anders Holm") == ["I"]
    assert spoken(text, "Carla Voss") == ["I"]


def test_i_is_the_person_whom_a_pronoun_stands_for() -> None:
    text = "Anders Holm resigned. “I am tired,” he said."
    assert spoken(text, "Anders Holm") == ["I"]


def test_we_of_a_person_may_be_anybody() -> None:
    assert spoken("“We will sell our boats,” Anders Holm said.", "Anders Holm") == []


def test_we_of_a_body_is_the_body() -> None:
    text = "“We will sell our ships,” the Fisheries Ministry said."
    assert spoken(text, "Fisheries Ministry") == ["We", "our"]


def test_us_in_capitals_is_a_country() -> None:
    text = "“We trust the US,” the Fisheries Ministry said."
    assert spoken(text, "Fisheries Ministry") == ["We"]


def test_i_of_the_author_is_nobody() -> None:
    assert spoken("Anders Holm resigned. I was there.", "Anders Holm") == []


def test_in_a_transcript_i_is_whose_turn_it_is() -> None:
    text = "HOLM: I will stay.\n\nVOSS: I will leave.\n\nHOLM: Anders Holm is my name.\n\nVOSS: Carla Voss is mine."
    assert spoken(text, "Anders Holm") == ["I", "my"]


def test_in_an_interview_the_answers_are_those_of_who_is_asked() -> None:
    assert spoken(_INTERVIEW, "Marta Lindqvist") == ["I", "My", "me"]


def test_in_an_interview_the_one_person_named_is_asked() -> None:
    text = _INTERVIEW.replace(
        "The paper interviewed Marta Lindqvist in May.", "Interview\n\nMarta Lindqvist is a diver."
    )
    assert "I" in spoken(text, "Marta Lindqvist")


def test_an_interview_with_two_people_does_not_say_who_speaks() -> None:
    text = _INTERVIEW.replace("Lindqvist", "Lindqvist and Anders Holm", 1)
    assert spoken(text, "Marta Lindqvist") == []


def test_questions_alone_are_no_interview() -> None:
    text = _INTERVIEW.replace("The paper interviewed Marta Lindqvist in May.", "Marta Lindqvist resigned.")
    assert spoken(text, "Marta Lindqvist") == []


def test_one_question_is_no_interview() -> None:
    text = "An interview with Marta Lindqvist was printed today.\n\nWhat did it say?\n\nI read it twice."
    assert spoken(text, "Marta Lindqvist") == []
