"""What happened, and what the text says did not happen, is planned or only spoken of."""

import pytest

from tests.extraction.events.telling import found


def modalities(text: str, type_: str) -> list[str]:
    """The modalities of the events of one type."""
    return [event.modality.value for event in found(text) if event.type == type_]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Israel did not attack Iran.", "ASSAULT"),
        ("At no time did Norway bomb Ghana.", "ASSAULT"),
        ("Norway denied bombing Ghana.", "ASSAULT"),
        ("Israel has never attacked Jordan.", "ASSAULT"),
        ("Russia no longer bombs Georgia.", "ASSAULT"),
        ("Neither Norway nor Sweden imposed sanctions on Chad.", "SANCTION"),
        ("No country has invaded Moldova.", "ASSAULT"),
        ("Nobody attacked the embassy in Chad.", "ASSAULT"),
        ("None of the neighbours attacked Chad.", "ASSAULT"),
        ("Not one of the neighbours bombed Chad.", "ASSAULT"),
        ("The rebels attacked neither the army nor the police.", "ASSAULT"),
        ("The rebels killed nobody.", "ASSAULT"),
        ("The police arrested no one in Lagos.", "COERCE"),
        ("Norway in no way attacked Ghana.", "ASSAULT"),
        ("Norway will not attack Ghana.", "ASSAULT"),
        ("Norway nearly attacked Ghana last year.", "ASSAULT"),
        ("Norway almost invaded Ghana.", "ASSAULT"),
        ("Norway ruled out sending troops to Ghana.", "MOBILIZE"),
        ("Sending troops to Ghana was ruled out by Norway.", "MOBILIZE"),
        ("Norway has ruled out any deployment of troops to Ghana.", "MOBILIZE"),
        ("An attack on Ghana has been ruled out.", "ASSAULT"),
        ("Norway refrained from attacking Ghana.", "ASSAULT"),
        ("Norway decided against imposing sanctions on Ghana.", "SANCTION"),
        ("Norway voted against imposing sanctions on Ghana.", "SANCTION"),
        ("Police foiled an attack on the parliament in Accra.", "ASSAULT"),
        ("An attack on the parliament in Accra was thwarted by police.", "ASSAULT"),
        ("The foiled attack on the parliament in Accra shook Norway.", "ASSAULT"),
        ("Norway failed to send aid to Ghana.", "AID"),
        ("Norway refused to send aid to Ghana.", "AID"),
        ("Norway has yet to send aid to Ghana.", "AID"),
        ("Norway is yet to meet Ghana.", "CONSULT"),
        ("It is false that Norway attacked Ghana.", "ASSAULT"),
        ("It is not true that Norway attacked Ghana.", "ASSAULT"),
        ("Reports that Norway attacked Ghana are false.", "ASSAULT"),
        ("Norway dismissed reports that it had attacked Ghana.", "ASSAULT"),
        ("Norway denied that its troops had bombed Ghana.", "ASSAULT"),
        ("Norway denied the attack on Ghana.", "ASSAULT"),
        ("Norway crossed the border without attacking Ghana.", "ASSAULT"),
        ("Instead of attacking Ghana, Norway called for talks.", "ASSAULT"),
        ("Norway called for talks rather than attack Ghana.", "ASSAULT"),
        ("Norway stopped short of imposing sanctions on Ghana.", "SANCTION"),
        ("Norway dropped its plans to deploy troops in Ghana.", "MOBILIZE"),
        ("Norway abandoned plans to deploy troops in Ghana.", "MOBILIZE"),
        ("Norway has no plans to send troops to Ghana.", "MOBILIZE"),
        ("Norway does not plan to send troops to Ghana.", "MOBILIZE"),
        ("There was no attack on Ghana.", "ASSAULT"),
        ("There has been no attack by Norway on Ghana.", "ASSAULT"),
        ("No attack on Ghana was carried out by Norway.", "ASSAULT"),
        ("Norway did not carry out any attack on Ghana.", "ASSAULT"),
        ("Norway carried out no attack on Ghana.", "ASSAULT"),
        ("The attack on Ghana never took place.", "ASSAULT"),
        ("The army prevented the rebels from attacking Tema.", "ASSAULT"),
        ("The army kept the rebels from attacking Tema.", "ASSAULT"),
        ("Norway could not attack Ghana.", "ASSAULT"),
        ("Norway is unable to attack Ghana.", "ASSAULT"),
        ("Norway is too weak to attack Ghana.", "ASSAULT"),
        ("Norway did not attack or bomb Ghana.", "ASSAULT"),
        ("Norway neither attacked nor bombed Ghana.", "ASSAULT"),
        ("Far from attacking Ghana, Norway sent aid.", "ASSAULT"),
        ("Norway shied away from withdrawing its troops from Ghana.", "RETREAT"),
        ("Norway held off imposing sanctions on Ghana.", "SANCTION"),
    ],
)
def test_denied(text: str, type_: str) -> None:
    assert set(modalities(text, type_)) == {"denied"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway did not hesitate to place sanctions on Ghana.", "SANCTION"),
        ("Norway did not fail to send aid to Ghana.", "AID"),
        ("Norway not only attacked Ghana but also bombed Denmark.", "ASSAULT"),
        ("Norway did not attack Ghana until Monday.", "ASSAULT"),
        ("The army could not prevent the rebels from attacking Tema.", "ASSAULT"),
        ("The army failed to prevent the attack on Tema.", "ASSAULT"),
        ("No one doubts that Norway attacked Ghana.", "ASSAULT"),
        ("Norway attacked Ghana and killed ten people.", "ASSAULT"),
        ("Norway managed to bomb Ghana.", "ASSAULT"),
        ("Norway attacked Ghana, not Denmark.", "ASSAULT"),
        ("Norway attacked Ghana without warning.", "ASSAULT"),
        ("Norway regretted that it had bombed Ghana.", "ASSAULT"),
        ("No sooner had Norway bombed Ghana than Denmark protested.", "ASSAULT"),
        ("Denmark did not condemn the attack on Ghana by Norway.", "ASSAULT"),
        ("Denmark rejected the attack on Ghana by Norway.", "ASSAULT"),
    ],
)
def test_occurred(text: str, type_: str) -> None:
    assert set(modalities(text, type_)) == {"occurred"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The reporter asked whether Norway had attacked Ghana.", "ASSAULT"),
        ("It is unclear if Norway attacked Ghana.", "ASSAULT"),
        ("If Norway attacks Ghana, Denmark will respond.", "ASSAULT"),
        ("Had Norway invaded Ghana, Denmark would have responded.", "ASSAULT"),
        ("Should Norway invade Ghana, Denmark will respond.", "ASSAULT"),
        ("Were Norway to invade Ghana, Denmark would respond.", "ASSAULT"),
        ("Norway would have attacked Ghana.", "ASSAULT"),
        ("Unless Norway attacks Ghana, Denmark will stay calm.", "ASSAULT"),
        ("Denmark will respond when Norway attacks Ghana.", "ASSAULT"),
        ("Norway is capable of attacking Ghana.", "ASSAULT"),
        ("Denmark urged Norway not to attack Ghana.", "ASSAULT"),
        ("Denmark called on Norway to refrain from attacking Ghana.", "ASSAULT"),
        ("Denmark warned Norway against attacking Ghana.", "ASSAULT"),
        ("Norway fears that Denmark will attack Ghana.", "ASSAULT"),
        ("Denmark fears an attack by Norway.", "ASSAULT"),
        ("Norway may have attacked Ghana.", "ASSAULT"),
        ("Norway allegedly attacked Ghana.", "ASSAULT"),
        ("An attack by Norway on Ghana is unlikely.", "ASSAULT"),
        ("Perhaps Norway attacked Ghana.", "ASSAULT"),
        ("Release the prisoners from Ghana!", "CONCEDE"),
        ("It is necessary that Norway release the prisoners.", "CONCEDE"),
    ],
)
def test_hypothetical(text: str, type_: str) -> None:
    assert modalities(text, type_) == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Norway planned an attack on Ghana.", "ASSAULT"),
        ("Norway plans to attack Ghana.", "ASSAULT"),
        ("Norway will meet Ghana on Friday.", "CONSULT"),
        ("The president of Norway is to visit Ghana.", "CONSULT"),
        ("Talks between Norway and Ghana will take place in Oslo on Friday.", "CONSULT"),
        ("Norway to release Ghanaian prisoners", "CONCEDE"),
        ("Canada to send police to Haiti", "MOBILIZE"),
    ],
)
def test_planned(text: str, type_: str) -> None:
    assert modalities(text, type_) == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "Did Norway attack Ghana?",
        "Has Norway attacked Ghana again? Nobody knows.",
        '"Did Norway bomb Ghana?" the reporter asked.',
        "Why did Norway bomb Ghana?",
        "Norway bombed Ghana, didn't it?",
    ],
)
def test_question_alone_makes_no_event(text: str) -> None:
    assert found(text) == []


def test_turn_of_the_one_who_asks_makes_no_event() -> None:
    text = "QUESTION: Norway has bombed Ghana. What now?\n\nANSWER: Norway bombed Denmark."
    assert [event.title for event in found(text)] == ["bombing of Denmark by Norway"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not rule out sending troops to Ghana.",
        "Norway refused to rule out sending troops to Ghana.",
    ],
)
def test_what_is_not_ruled_out_is_open(text: str) -> None:
    assert modalities(text, "MOBILIZE") == ["hypothetical"]


def test_opposition_that_is_over_is_none() -> None:
    assert modalities("Norway no longer opposes the talks.", "REJECT") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Norway did not attack Ghana.", "no attack on Ghana by Norway"),
        ("Norway may attack Ghana.", "possible attack on Ghana by Norway"),
        ("Norway will attack Ghana.", "planned attack on Ghana by Norway"),
        ("Norway attacked Ghana.", "attack on Ghana by Norway"),
    ],
)
def test_title_says_whether_it_happened(text: str, title: str) -> None:
    assert [event.title for event in found(text)] == [title]


def test_planned_and_denied_are_two_events() -> None:
    text = "Norway will attack Ghana. Norway will not attack Ghana."
    assert modalities(text, "ASSAULT") == ["planned", "denied"]
