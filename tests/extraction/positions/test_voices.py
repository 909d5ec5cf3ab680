"""Positions by who speaks: documents of an issuer, pairs, questions, claims that are denied, fears."""

import pytest

from extraction import extract
from tests.extraction.positions.test_positions import stances

_RELEASE = "Statement by the Ministry of Fisheries of Norway\n\nOslo, 3 March 2024\n\n"


def held(text: str) -> set[tuple[str, str]]:
    found = extract(text)
    return {(found.actors[p.holder].name, p.stance.value) for p in found.positions}


def holds(text: str, stance: str) -> bool:
    return any("Ministry" in holder and stance == one for holder, one in held(text))


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("We condemn the night raid on the harbour of Bergen.", "opposes"),
        ("We welcome the release of the crew.", "supports"),
        ("We reject the port blockade. The port blockade is unacceptable.", "opposes"),
        ("We thank our partners. Every ship must be inspected.", "supports"),
        ("Our Ministry supports a ban on drift nets.", "supports"),
        ("We are alarmed by the loss of nets.", "opposes"),
    ],
)
def test_an_issuer_holds_what_it_states(sentence: str, stance: str) -> None:
    assert holds(_RELEASE + sentence, stance)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ('We heard the minister of Peru. "The port blockade is unacceptable," he said.', "opposes"),
        ("We heard Peru. Peru condemns the night raid on the harbour.", "opposes"),
        ("We ask: is the port blockade unacceptable?", "opposes"),
        ("We have not condemned the night raid on the harbour.", "opposes"),
        ("We do not know whether every ship must be inspected.", "supports"),
        ("We read that Peru wants a ban on drift nets.", "supports"),
        ("We write on behalf of the crews. You promised in May that no port would be closed.", "doubts"),
    ],
)
def test_what_others_say_is_not_the_issuers(sentence: str, stance: str) -> None:
    assert not holds(_RELEASE + sentence, stance)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway rejected claims that it had sold the ship.", "doubts"),
        ("Norway brushed aside suggestions that the trade talks had ended.", "doubts"),
        ("Norway is worried that the trade talks will collapse.", "expects"),
        ("Norway voiced fear that the trade talks will collapse.", "expects"),
        ("Norway is worried about the trade talks.", "opposes"),
        ("Norway rejected the tax plan.", "opposes"),
    ],
)
def test_denial_is_doubt_and_fear_that_is_expectation(text: str, stance: str) -> None:
    assert stances(text, "Norway") == [("Norway", stance)]


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("the claim that the ship sank is false", "doubts"),
        ("the court report is a fabrication", "doubts"),
        ("the court report is not a lie", "expects"),
        ("the night raid is a crime", "opposes"),
        ("Norway will close the port", "supports"),
        ("Norway will not close the port", "opposes"),
    ],
)
def test_what_is_said_of_a_matter(said: str, stance: str) -> None:
    assert stances(f"Norway said {said}.", "Norway", says=("Norway", said)) == [("Norway", stance)]


@pytest.mark.parametrize(
    "said",
    ["it will not comment", "Peru will close the port", "is the night raid a crime?", "the ship has been destroyed"],
)
def test_what_says_nothing_of_a_matter(said: str) -> None:
    assert stances(f"Norway said {said}.", "Norway|it", says=("Norway", said)) == []


def test_the_ministers_of_a_joint_statement_are_its_states() -> None:
    text = (
        "Joint Statement of the Foreign Ministers of Japan and Peru\n\n"
        "1. The Ministers reaffirmed their commitment to free trade in fish.\n"
        "2. The Ministers expressed serious concern over the dangerous actions of coast guard vessels.\n"
        "3. Japan announced that it would provide five patrol boats to Peru.\n"
        "4. Both sides agreed to start talks on a fishing treaty."
    )
    found = extract(text)
    told = {(found.actors[p.holder].name, p.stance.value, p.issue) for p in found.positions}
    for state in ("Japan", "Peru"):
        assert (state, "opposes", "Dangerous actions of coast guard vessels") in told
        assert (state, "supports", "Starting talks on a fishing treaty") in told


def test_what_was_not_promised_is_not_opposed() -> None:
    assert held("Q: Did you promise to lift the sanctions on Peru?\nMR. BERG: We did not promise that.") == set()


def test_a_charge_that_is_rejected_is_not_the_matter_named_last() -> None:
    text = "Moscow threatened to attack Peru. China, criticised for its loans to Chile, rejected the accusation."
    found = extract(text)
    assert not any("ttack" in p.issue for p in found.positions if found.actors[p.holder].name == "China")


def test_how_things_are_is_not_the_matter_named_last() -> None:
    text = 'Australia and Peru called for a ceasefire in Gaza, saying the situation was "catastrophic".'
    assert {stance for _, stance in held(text)} == {"supports"}


def test_what_is_approved_is_somebody_else_s() -> None:
    text = "Sweden was glad on Monday when Hungary's parliament backed its bid."
    assert [p.issue for p in extract(text).positions if p.stance == "supports"] == ["Sweden's bid"]


_CALL = (
    "The two presidents discussed Syria. Turkey's leader spoke of the death of Russian pilot Roman Filipov.\n\n"
    "Mr Putin and Mr Erdogan spoke of the terrorist groups. They reaffirmed their commitment to a ceasefire in Syria."
)


def test_the_two_presidents_are_no_pilot_and_they_no_terrorists() -> None:
    found = {holder for holder, _ in held(_CALL)}
    assert found == {"Putin", "Erdogan"}
