"""Whose positions are whose: the members of collective phrases, those who meet, nouns that somebody voices."""

import pytest

from extraction.engine import parsed
from extraction.pipeline import find_speakers
from extraction.positions import find_positions

_CALL = "President Ana Prado of Brazil had a telephone conversation with President Jan Havel of Norway. "


def held(text: str) -> set[tuple[str, str, str]]:
    """The positions of a text by the rules alone, as holder, stance and label."""
    with parsed(text) as document:
        quotes, speakers, table, _, own = find_speakers(document)
        found = find_positions(document, table, quotes, speakers, own)
        return {(table.actors[p.holder].name, p.stance.value, p.issue) for p in found}


def holders(text: str) -> set[str]:
    return {holder for holder, _, _ in held(text)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The two leaders spoke in favour of a ceasefire in the delta.",
        "Both presidents condemned the night raid on the harbour.",
        "The presidents expressed readiness to expand trade in fish.",
        "The two presidents want to reopen the consulates.",
        "The leaders stressed the need for talks on the fisheries.",
        "Both sides voiced concern over the drought in the north.",
        "It was agreed to reopen the consulates.",
    ],
)
def test_what_a_pair_holds_is_held_by_each(sentence: str) -> None:
    assert holders(_CALL + sentence) == {"Ana Prado", "Jan Havel"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The three leaders condemned the night raid on the harbour.",
        "Two former presidents condemned the night raid on the harbour.",
        "Some leaders condemned the night raid on the harbour.",
        "The leaders of the fishing unions condemned the night raid on the harbour.",
        "The African leaders condemned the night raid on the harbour.",
        "The two leaders discussed the night raid on the harbour.",
        "The two leaders did not condemn the night raid on the harbour.",
        "Did the two leaders condemn the night raid on the harbour?",
    ],
)
def test_others_than_the_pair(sentence: str) -> None:
    assert not holders(_CALL + sentence) & {"Ana Prado", "Jan Havel"}


def test_no_pair_where_three_are_named() -> None:
    text = "Ana Prado, Jan Havel and Per Lund met in Oslo. Both sides condemned the night raid on the harbour."
    assert not holders(text) & {"Ana Prado", "Jan Havel", "Per Lund"}


def test_the_sides_are_the_states_of_the_opening() -> None:
    text = (
        "Joint communiqué on the visit of the President of the Republic of Chad to Peru\n\n"
        "The President of Peru received the President of Chad. They agreed as follows:\n\n"
        "1. The Sides rejected any attempt to close the harbour.\n\n"
        "2. The Chadian Side offered to train divers."
    )
    assert holders(text) == {"Chad", "Peru"}


def test_members_of_a_body_are_the_body() -> None:
    text = "The Security Council met on Monday. The members of the Security Council condemned the night raid."
    assert held(text) == {("United Nations Security Council", "opposes", "Night raid")}


def test_some_members_are_not_the_body() -> None:
    text = "The Security Council met on Monday. Some members of the Security Council condemned the night raid."
    assert "United Nations Security Council" not in holders(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Prado stressed the importance of fair elections.", "Fair elections"),
        ("President Ana Prado pointed out the value of free trade.", "Free trade"),
        ("President Ana Prado stressed the necessity of cheaper medicine.", "Cheaper medicine"),
        ("President Ana Prado highlighted the urgency of famine relief.", "Famine relief"),
    ],
)
def test_who_voices_the_weight_of_something_wants_it(text: str, expected: str) -> None:
    assert held(text) == {("Ana Prado", "supports", expected)}


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Prado knew nothing of the importance of the port.",
        "The importance of Norway grew.",
        "President Ana Prado did not mention the importance of the port.",
        "Did President Ana Prado stress the importance of the port?",
    ],
)
def test_weight_that_nobody_voices(text: str) -> None:
    assert held(text) == set()


def test_coordinated_matters_are_positions_of_their_own() -> None:
    text = "President Ana Prado promised to open the harbour and to lower the fuel tax."
    assert {label for _, _, label in held(text)} == {"Opening the harbour", "Lowering the fuel tax"}


def test_the_presidents_of_two_countries_hold_together() -> None:
    text = "President Ana Prado of Brazil, President Jan Havel of Norway and President Ivo Rak of Croatia spoke. "
    sentence = "The Brazilian and Norwegian presidents condemned the night raid on the harbour."
    assert holders(text + sentence) == {"Ana Prado", "Jan Havel"}


def test_the_two_leaders_are_the_heads_of_state_among_the_named() -> None:
    text = "The Norwegian president expressed condolences to President Ana Prado of Brazil on the death of Jan Okoro. "
    text += "President Jan Havel thanked Norway's army. "
    assert holders(text + "The two leaders condemned the night raid on the harbour.") >= {"Ana Prado"}


def test_what_is_in_the_plan_of_another_state_is_not_held_by_who_joins_it() -> None:
    assert "Peru" not in holders("Peru did not join the Norwegian proposal to ban shark fishing.")
    assert "Peru" not in holders("Peru signed the Norwegian proposal to ban shark fishing.")
    assert "Peru" in holders("Peru announced a proposal to ban shark fishing.")


def test_a_question_of_a_transcript_states_no_position() -> None:
    asked = "QUESTION: The envoy of Peru told us that Norway had promised Peru new patrol boats.\n\n"
    assert not held(f"{asked}MS. HOLM: That is not accurate.")


def test_what_a_speaker_must_want_is_wanted() -> None:
    text = '"We must oppose the gas pipeline," said Ann Lee, the prime minister of Norway.'
    assert ("Ann Lee", "opposes", "Gas pipeline") in held(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Istanbul is an outspoken critic of Canal Istanbul.", "mayor of Istanbul"),
        ("Support for the carbon tax came from Senator Maria Lund.", "Maria Lund"),
    ],
)
def test_the_holder_is_not_the_matter_after_of(text: str, expected: str) -> None:
    assert holders(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Of those who voted, 62 percent were in favour of the autonomous region of Bangsamoro.",
        "No support for the carbon tax came from Peru.",
        "The general was held in contempt of Congress.",
    ],
)
def test_nobody_named_holds_it(text: str) -> None:
    assert not holders(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It is time to lift the embargo on Somalia," said Senator Maria Lund.', ("opposes", "Embargo on Somalia")),
        ("Senator Maria Lund said it was not time to lift the embargo on Peru.", ("supports", "Embargo on Peru")),
        (
            '"It is time to put the quarrel with Chile behind us," said Senator Maria Lund.',
            ("opposes", "Quarrel with Chile"),
        ),
        ("Maria Lund wants to impose sanctions on Peru.", ("supports", "Maria Lund's sanctions on Peru")),
        ("Maria Lund hailed the debt deal with China as a breakthrough.", ("supports", "Debt deal with China")),
    ],
)
def test_what_is_due_put_aside_or_aimed_at_somebody(text: str, expected: tuple[str, str]) -> None:
    assert {position[1:] for position in held(text)} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministers condemned the raid on Lima, in which four drivers died, and called for a ceasefire in Peru.",
            "four drivers",
        ),
        ("The ministers mourned the four drivers that gunmen killed. They opposed arms for Peru.", "gunmen"),
        ("Claims that Peru attacked Chile are false; no shots were fired, said Senator Maria Lund.", "Peru"),
    ],
)
def test_who_is_only_spoken_of_holds_nothing(text: str, expected: str) -> None:
    assert expected not in holders(text)


def test_a_false_claim_is_not_expected_by_who_denies_it() -> None:
    title = "Statement by the Ministry of Defence of Peru"
    text = f"{title}\n\nClaims that our soldiers fired on a patrol are false; nothing happened."
    assert "expects" not in {stance for _, stance, _ in held(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lund called for those responsible to be brought to justice after the raid on Lima.",
        '"It is high time that Australia did the same," said Senator Maria Lund.',
        '"It was the first time that they lifted the embargo on Somalia," said Senator Maria Lund.',
    ],
)
def test_a_matter_that_is_not_named_is_no_position(text: str) -> None:
    assert not held(text)


def test_them_are_several() -> None:
    text = '"I support the visit to Fiji. As for sanctions on Fiji, I would oppose them," said Senator Maria Lund.'
    assert ("Maria Lund", "opposes", "Sanctions on Fiji") in held(text)
