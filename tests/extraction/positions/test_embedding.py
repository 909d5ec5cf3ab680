"""An attitude under other words: given up, withheld, denied, somebody else's, or had after all."""

import pytest

from tests.extraction.positions.test_positions import stances


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway no longer opposes the gas pipeline.", "supports"),
        ("Norway dropped its opposition to the gas pipeline.", "supports"),
        ("Norway gave up its resistance to the gas pipeline.", "supports"),
        ("Norway stopped opposing the gas pipeline.", "supports"),
        ("Norway withdrew its support for the gas pipeline.", "opposes"),
        ("Norway did not support the gas pipeline.", "opposes"),
        ("Norway ruled out a tax on fuel.", "opposes"),
        ("Norway turned down the offer of a bank loan.", "opposes"),
        ("Norway was against the gas pipeline.", "opposes"),
        ("Norway was not against the gas pipeline.", "supports"),
        ("Norway declined to support the gas pipeline.", "opposes"),
        ("Norway is unwilling to support the gas pipeline.", "opposes"),
        ("Norway did not hesitate to support the gas pipeline.", "supports"),
        ("Norway supports neither the gas pipeline nor the port.", "opposes"),
        ("Norway does not support or endorse the gas pipeline.", "opposes"),
        ("Norway does not build or support the gas pipeline.", "opposes"),
        ("Norway will not join the pact, nor would Norway support the gas pipeline.", "opposes"),
        ("Norway expressed no support for the gas pipeline.", "opposes"),
    ],
)
def test_what_is_given_up_or_denied_turns(text: str, expected: str) -> None:
    assert stances(text, "Norway|its") == [("Norway", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway refused to rule out a tax on fuel.",
        "Norway neither supports nor opposes the gas pipeline.",
        "Norway does not support or oppose the gas pipeline.",
        "Norway did not condemn, nor did it welcome, the night raid.",
        "Norway would have supported the gas pipeline.",
        "The bill would have demanded a tax on fuel.",
        "Norway has not ruled out a tax on fuel.",
        "Norway refused to condemn the night raid.",
        "Norway stopped short of condemning the night raid.",
        "Norway refrained from criticising the night raid.",
        "Norway failed to support the gas pipeline.",
        "Norway has yet to endorse the gas pipeline.",
        "Norway hesitated to support the gas pipeline.",
        "Norway pretended to support the gas pipeline.",
        "Norway used to support the gas pipeline.",
        "Norway once opposed the gas pipeline.",
        "Norway had previously opposed the gas pipeline.",
        "Norway could oppose the gas pipeline.",
        "Norway could leave or oppose the gas pipeline.",
        "Norway should oppose the gas pipeline.",
        "Norway must go further and oppose the gas pipeline.",
        "Instead of supporting the gas pipeline, Norway left.",
        "It is not true that Norway supports the gas pipeline.",
        "It is false that Norway opposes the gas pipeline.",
        "The minister never said that Norway supports the gas pipeline.",
        "The minister denied that Norway supports the gas pipeline.",
        "Norway sees no reason to oppose the gas pipeline.",
        "Norway is in no hurry to support the gas pipeline.",
        "Norway was accused of supporting the rebels.",
        "It looks as though Norway opposes the gas pipeline.",
        "Unless Norway supports the gas pipeline, nobody will build it.",
    ],
)
def test_what_is_not_had_is_no_position(text: str) -> None:
    assert stances(text, "Norway") == []


@pytest.mark.parametrize(
    "text",
    [
        "Peru wants Norway to oppose the gas pipeline.",
        "Peru expects Norway to support the gas pipeline.",
        "Peru urged Norway to stop supporting the rebels.",
        "Peru accused Norway of supporting the rebels.",
        "Peru warned Norway against supporting the rebels.",
    ],
)
def test_what_somebody_else_wants_of_it_is_not_held(text: str) -> None:
    assert [holder for holder, _ in stances(text, "Norway", "Peru") if holder == "Norway"] == []


def test_what_somebody_else_does_to_a_demand_leaves_it() -> None:
    text = "Peru rejected Norway's demand for a court inquiry."
    assert sorted(stances(text, "Norway", "Peru")) == [("Norway", "supports"), ("Peru", "opposes")]


@pytest.mark.parametrize(
    "text",
    ["Norway softened its opposition to the gas pipeline.", "Norway opposes neither the gas pipeline nor the port."],
)
def test_less_than_an_attitude_is_none(text: str) -> None:
    assert stances(text, "Norway") == []


def test_what_something_is_taken_for_is_no_attitude() -> None:
    said = "nothing here should be read as support for the gas pipeline"
    assert stances(f"Norway said {said}.", "Norway", says=("Norway", said)) == []
