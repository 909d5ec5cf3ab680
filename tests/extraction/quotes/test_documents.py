"""Documents that speak, with the words that tell who issued them. One behaviour a test."""

import pytest

from extraction import extract
from extraction.lexicon import rows
from extraction.quotes import documents
from tests.extraction.quotes.quoting import named_by


def speakers(text: str) -> list[tuple[str, str | None]]:
    """Each speaker as written, and the name of the actor it stands for."""
    found = extract(text)
    named = [None if q.speaker is None or q.speaker.actor is None else q.speaker.actor for q in found.quotes]
    return [
        (quote.speaker.mention.exact, None if actor is None else found.actors[actor].name)
        for quote, actor in zip(found.quotes, named, strict=True)
        if quote.speaker is not None
    ]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("The ministry's statement says the dam is safe.", "The ministry"),
        ("A statement by the coast guard says the dam is safe.", "the coast guard"),
        ("A letter from Lena Holt says the dam is safe.", "Lena Holt"),
        ("A State Department report says the dam is safe.", "State Department"),
        ("A police report says the dam is safe.", "police"),
        ("An editorial in The Boston Globe says the dam is safe.", "The Boston Globe"),
        ("According to a report published by the water board, the dam is safe.", "the water board"),
        ("According to a study that the water board published, the dam is safe.", "the water board"),
    ],
)
def test_the_issuer_in_the_phrase(text: str, issuer: str) -> None:
    assert named_by(text) == [issuer]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("The water board issued a statement on Monday. The statement says the dam is safe.", "The water board"),
        ("A statement was released by the water board. The statement says the dam is safe.", "the water board"),
        ("A letter from Lena Holt came late. The letter says the dam is safe.", "Lena Holt"),
        ("The bank filed a lawsuit. The lawsuit alleges that the dam was unsafe.", "The bank"),
        ("In a note, the coast guard said the lake was full. The note adds that the dam is safe.", "the coast guard"),
        ("The union issued a statement. The joint communiqué says the dam is safe.", "The union"),
        ("The union published a report. According to the study, the dam is safe.", "The union"),
        ("The mayor signed a decree. The decree says the dam is safe.", "The mayor"),
        ("The bank filed a motion. The motion says the dam is safe.", "The bank"),
        ("The bank issued a note, which said that the dam was safe.", "The bank"),
    ],
)
def test_the_issuer_told_before(text: str, issuer: str) -> None:
    assert named_by(text)[-1] == issuer


@pytest.mark.parametrize(
    "text",
    [
        "The note says the dam is safe.",
        "A report on Norway says the dam is safe.",
        "Friday's report says the dam is safe.",
        "A report from Tuesday says the dam is safe.",
        "A court filing says the dam is safe.",
        "The union published a report. A letter came. The letter says the dam is safe.",
        "The union published a report. The latest report says the dam is safe.",
        "The union published a report. The new report says the dam is safe.",
        "She read his letter. The letter says the dam is safe.",
        "She said in the letter that she would come. The letter says the dam is safe.",
    ],
)
def test_nobody_is_told_to_have_issued_it(text: str) -> None:
    assert named_by(text)[-1] is None


def test_the_mention_is_the_document_and_the_actor_its_issuer() -> None:
    assert speakers("The defence ministry issued a statement. The statement says the dam is safe.") == [
        ("The statement", "defence ministry"),
    ]


def test_a_name_before_the_document_is_an_actor() -> None:
    assert speakers("A State Department report says the dam is safe.") == [
        ("A State Department report", "State Department"),
    ]


def test_a_body_before_the_document_is_an_actor() -> None:
    assert speakers("A police report says the dam is safe.") == [("A police report", "police")]


def test_a_document_about_somebody_is_nobody_s() -> None:
    assert speakers("A report on the defence ministry says the dam is safe.") == [
        ("A report on the defence ministry", None),
    ]


def test_the_classes_of_the_word_list_are_used() -> None:
    assert {name for _, name in rows("quotes/document_nouns.tsv")} == {
        "message", "speech", "article", "study", "register", "decree", "ruling", documents.RECEIVED,
    }  # fmt: skip
