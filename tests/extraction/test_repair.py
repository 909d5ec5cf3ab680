"""What the parser gets wrong again and again, read as it is meant."""

import pytest

from extraction.engine import parsed
from tests.extraction.events.telling import told


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Norway bombed Denmark and Sweden bombed Finland.", ["Norway -> Denmark", "Sweden -> Finland"]),
        ("Peru accused Chile of fraud and Bolivia accused Brazil of spying.", ["Peru -> Chile", "Bolivia -> Brazil"]),
        ("Mali threatened Benin and Togo warned Ghana.", ["Mali -> Benin", "Togo -> Ghana"]),
        ("Oman visited Qatar and Kuwait attacked Iraq.", ["Oman -> Qatar", "Kuwait -> Iraq"]),
        ("Norway bombed Denmark and Sweden.", ["Norway -> Denmark, Sweden"]),
        ("Norway and Denmark bombed Sweden and Finland.", ["Norway, Denmark -> Sweden, Finland"]),
        ("Norway bombed Denmark and attacked Sweden.", ["Norway -> Denmark", "Norway -> Sweden"]),
        ("Peru, Chile condemn Bolivia", ["Peru, Chile -> Bolivia"]),
        ("Peru, Chile sign truce", ["Peru, Chile -> "]),
        ("Peru to attack Bolivia", ["Peru -> Bolivia"]),
    ],
)
def test_each_clause_has_its_own_subject_and_object(text: str, events: list[str]) -> None:
    assert [event.partition(": ")[2] for event in told(text)] == events


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("Rebels hold two towns and a port taken in May.", "port", "towns"),
        ("He saw the schools and camps built by Norway.", "camps", "schools"),
        ("They met the force given orders in May.", "force", "met"),
        ("He said that talks with Norway and Sweden failed.", "Sweden", "Norway"),
    ],
)
def test_a_participle_has_no_subject(text: str, word: str, head: str) -> None:
    with parsed(text) as document:
        token = next(token for token in document.doc if token.text == word)
        assert token.head.text == head
