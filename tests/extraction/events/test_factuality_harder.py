"""Harder ways to say that something did not happen, might happen, or happened after all."""

import pytest

from tests.extraction.events.test_factuality import modalities


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Rumours that Peru had bombed Chile proved false.", "ASSAULT"),
        ("Reports that Peru had bombed Chile turned out to be untrue.", "ASSAULT"),
        ("Suggestions that Norway had bombed Ghana were withdrawn by the paper.", "ASSAULT"),
        ("The claim that Peru had bombed Chile was retracted by the newspaper.", "ASSAULT"),
        ("The general denied any attack on Chile.", "ASSAULT"),
        ("Peru has not attacked, invaded or bombed Chile.", "ASSAULT"),
        ("Not a single soldier of Peru attacked Chile.", "ASSAULT"),
        ("Neither the army nor the police attacked the village in Peru.", "ASSAULT"),
        ("Chile was not attacked by Peru.", "ASSAULT"),
        ("Chile has never been invaded by Peru.", "ASSAULT"),
        ("Peru called off the invasion of Chile.", "ASSAULT"),
        ("Peru aborted an attack on Chile.", "ASSAULT"),
        ("The army averted an attack on Lima.", "ASSAULT"),
        ("Security forces thwarted a bombing in Lima.", "ASSAULT"),
        ("Police in Lima prevented an attack on the Chilean embassy.", "ASSAULT"),
        ("It was not an attack, the army of Peru said.", "ASSAULT"),
        ("Chile assured Peru that the detention of eleven fishermen was not an act of hostility.", "ASSAULT"),
        ("Talks with Chile are out of the question, said Peru.", "CONSULT"),
        ("Talks between Peru and Chile are off the table.", "CONSULT"),
        ("Peru and Chile are not in talks, the minister said.", "CONSULT"),
        ("Peru backed away from imposing sanctions on Chile.", "SANCTION"),
        ("Peru chose not to impose sanctions on Chile.", "SANCTION"),
        ("Peru opted against sanctions on Chile.", "SANCTION"),
        ("Peru decided not to impose sanctions on Chile.", "SANCTION"),
        ("Peru ruled out sanctions on Chile.", "SANCTION"),
        ("Peru balked at imposing sanctions on Chile.", "SANCTION"),
        ("The EU has no intention of imposing sanctions on Chile.", "SANCTION"),
        ("The EU will not be imposing sanctions on Chile.", "SANCTION"),
        ("The EU declined to impose sanctions on Chile.", "SANCTION"),
        ("The EU was reluctant to impose sanctions on Chile.", "SANCTION"),
        ("Sanctions on Chile were not imposed.", "SANCTION"),
        ("Peru is not sending troops to Chile.", "MOBILIZE"),
        ("Peru did not attack Chile, nor did it send troops to Ghana.", "MOBILIZE"),
        ("Peru never sent troops to Chile.", "MOBILIZE"),
        ("No troops were sent to Chile by Peru.", "MOBILIZE"),
        ("Peru sent no soldiers to Chile.", "MOBILIZE"),
        ("Peru shelved a plan to deploy soldiers to Chile.", "MOBILIZE"),
        ("Peru dropped the idea of sending troops to Chile.", "MOBILIZE"),
        ("The plan to send troops to Chile was scrapped by Peru.", "MOBILIZE"),
        ("Peru withdrew its offer to send troops to Chile.", "MOBILIZE"),
        ("Peru rejected a proposal to send troops to Chile.", "MOBILIZE"),
        ("Peru rejected calls to send troops to Chile.", "MOBILIZE"),
        ("Peru resisted pressure to send troops to Chile.", "MOBILIZE"),
        ("The police left without arresting anyone.", "COERCE"),
        ("The police in Lima did not arrest the editor.", "COERCE"),
        ("Police narrowly missed arresting the editor.", "COERCE"),
        ("Peru denies having arrested the Chilean editor.", "COERCE"),
        ("Peru denied that the Chilean editor had been arrested.", "COERCE"),
        ("The president of Peru did not meet the president of Chile.", "CONSULT"),
        ("The president of Peru refused to meet the president of Chile.", "CONSULT"),
        ("The two presidents did not meet in Lima.", "CONSULT"),
        ("The president of Peru avoided meeting the president of Chile.", "CONSULT"),
        ("No meeting between Peru and Chile took place.", "CONSULT"),
        ("No talks were held between Peru and Chile.", "CONSULT"),
        ("There will be no talks between Peru and Chile.", "CONSULT"),
        ("Peru and Chile held no talks.", "CONSULT"),
        ("A meeting between Peru and Chile has been ruled out.", "CONSULT"),
    ],
)
def test_denied(text: str, type_: str) -> None:
    assert set(modalities(text, type_)) == {"denied"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Peru warned that it might attack Chile.", "ASSAULT"),
        ("Peru's attack on Chile would be a disaster.", "ASSAULT"),
        ("Chile asked if Peru had attacked the convoy.", "ASSAULT"),
        ("Nobody knows whether Peru attacked the convoy.", "ASSAULT"),
        ("Bolivia acted as if Peru had attacked Chile.", "ASSAULT"),
        ("If only Peru had attacked Chile, the general said.", "ASSAULT"),
        ("Even if Peru attacks Chile, Bolivia will stay out.", "ASSAULT"),
        ("Peru could have attacked Chile.", "ASSAULT"),
        ("Peru threatened to attack Chile.", "ASSAULT"),
        ("An attack on Chile by Peru is feared.", "ASSAULT"),
        ("The risk of an attack on Chile by Peru is high.", "ASSAULT"),
        ("Chile called on Peru not to bomb the port.", "ASSAULT"),
        ("Chile told Peru not to bomb the port.", "ASSAULT"),
        ("Do not attack Chile, the general warned Peru.", "ASSAULT"),
        ("Let us not attack Chile, the general said.", "ASSAULT"),
        ("There is no evidence that Peru attacked Chile.", "ASSAULT"),
    ],
)
def test_hypothetical(text: str, type_: str) -> None:
    assert set(modalities(text, type_)) == {"hypothetical"}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Peru never stopped bombing Chile.", "ASSAULT"),
        ("Peru went on bombing Chile.", "ASSAULT"),
        ("Peru did not stop at words and bombed Chile.", "ASSAULT"),
        ("Peru had no choice but to attack Chile.", "ASSAULT"),
        ("Peru did not shrink from bombing Chile.", "ASSAULT"),
        ("Nothing stopped Peru from bombing Chile.", "ASSAULT"),
        ("It is true that Peru attacked Chile.", "ASSAULT"),
        ("There is no doubt that Peru attacked Chile.", "ASSAULT"),
        ("Peru admitted that it had attacked Chile.", "ASSAULT"),
        ("Peru dared to attack Chile.", "ASSAULT"),
        ("Not only Peru attacked Chile.", "ASSAULT"),
        ("Peru attacked no fewer than ten villages in Chile.", "ASSAULT"),
        ("Peru did not apologise for attacking Chile.", "ASSAULT"),
        ("The army did not know that Peru had attacked Chile.", "ASSAULT"),
        ("Chile, which had not been warned, was attacked by Peru.", "ASSAULT"),
        ("Nobody was surprised when Peru attacked Chile.", "ASSAULT"),
        ("Since Peru attacked Chile, no talks have been held.", "ASSAULT"),
        ("Peru attacked Chile after talks failed.", "ASSAULT"),
        ("Peru had no hesitation in imposing sanctions on Chile.", "SANCTION"),
        ("Peru has not lifted the sanctions that it imposed on Chile in May.", "SANCTION"),
    ],
)
def test_occurred(text: str, type_: str) -> None:
    assert set(modalities(text, type_)) == {"occurred"}


def test_two_clauses_have_each_their_own() -> None:
    assert modalities("Peru attacked Chile, but it did not attack Bolivia.", "ASSAULT") == ["occurred", "denied"]


@pytest.mark.parametrize("text", ["Who attacked the convoy in Chile?", "Peru attacked Chile?"])
def test_question_without_inversion(text: str) -> None:
    assert modalities(text, "ASSAULT") == []


@pytest.mark.xfail(strict=True, reason="the model takes the verb after a name for a plural noun")
@pytest.mark.parametrize("start", ["In case", "Provided that", "As long as"])
def test_condition_before_a_verb_read_as_a_noun(start: str) -> None:
    assert modalities(f"{start} Peru attacks Chile, Bolivia will help.", "ASSAULT") == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Peru did not support sanctions on Chile.", "hypothetical"),
        ("Peru favours sanctions on Chile.", "hypothetical"),
        ("Peru did not support the sanctions on Chile.", "occurred"),
        ("Peru supports Bolivia's sanctions on Chile.", "occurred"),
    ],
)
def test_what_is_backed_need_not_be_there(text: str, modality: str) -> None:
    assert modalities(text, "SANCTION") == [modality]


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("The ministers of Peru and Chile discussed the release of two priests.", "CONCEDE", "hypothetical"),
        ("Peru and Chile did not discuss the extradition of the banker.", "COOPERATE", "hypothetical"),
        ("Talks on the withdrawal of troops from Chile began in Lima.", "RETREAT", "hypothetical"),
        ("As for sanctions on Chile, Peru will not speculate.", "SANCTION", "hypothetical"),
        ("Peru spoke about sanctions on Chile.", "SANCTION", "hypothetical"),
        ("Peru spoke about the sanctions on Chile.", "SANCTION", "occurred"),
        ("The ministers discussed the attack on Chile.", "ASSAULT", "occurred"),
        ("Peru discussed with Chile the sanctions that it imposed on Bolivia.", "SANCTION", "occurred"),
    ],
)
def test_what_is_talked_about_need_not_be_done(text: str, type_: str, modality: str) -> None:
    assert modalities(text, type_) == [modality]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Let me add that we condemn the attack.", "occurred"),
        ("I would like to stress that we condemn the attack.", "occurred"),
        ("I must say that we condemn the attack.", "occurred"),
        ("They want to say that we condemn the attack.", "hypothetical"),
        ("I do not want to say that we condemn the attack.", "hypothetical"),
        ("Let us condemn the attack.", "hypothetical"),
        ("We may say that we condemn the attack.", "hypothetical"),
    ],
)
def test_who_wishes_to_say_something_says_it(text: str, modality: str) -> None:
    assert modalities(text, "ACCUSE") == [modality]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Peru would use the pause to attack Chile.", "hypothetical"),
        ("Peru might exploit the talks to attack Chile.", "hypothetical"),
        ("Peru used the pause to attack Chile.", "occurred"),
        ("Peru has enough soldiers to attack Chile.", "hypothetical"),
    ],
)
def test_what_a_means_is_used_for_is_as_real_as_its_use(text: str, modality: str) -> None:
    assert modalities(text, "ASSAULT") == [modality]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ('"I want to thank Chile for its help," said Premier Ann Berg of Peru.', "occurred"),
        ("Peru wants to thank Chile for its help.", "hypothetical"),
    ],
)
def test_who_wishes_to_thank_thanks(text: str, modality: str) -> None:
    assert modalities(text, "SUPPORT")[:1] == [modality]


def test_what_was_not_done_for_one_reason_but_another_was_done() -> None:
    assert modalities("Peru did not attack Chile to punish it but to stop the war.", "ASSAULT")[0] == "occurred"
    assert modalities("Peru did not attack Chile to stop the war.", "ASSAULT")[0] == "denied"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru will lift the ban as soon as Chile withdraws its troops.", ["hypothetical"]),
        ("Peru lifted the ban as soon as Chile withdrew its troops.", ["occurred"]),
    ],
)
def test_what_is_waited_for(text: str, expected: list[str]) -> None:
    assert modalities(text, "RETREAT") == expected


def test_a_first_time_is_a_time() -> None:
    assert modalities("It was the first time that Peru had attacked Chile.", "ASSAULT") == ["occurred"]


def test_a_requirement_that_is_withdrawn_is_no_retreat() -> None:
    text = "Peru withdrew the requirement that Chile had criticised."
    assert (modalities(text, "RETREAT"), modalities(text, "CONCEDE")) == ([], ["occurred"])


def test_a_detention_is_not_the_justice_that_is_called_for() -> None:
    text = (
        "Peru called for those responsible to be brought to justice. It regretted the detention of two Chilean pilots."
    )
    assert sorted(modalities(text, "COERCE")) == ["hypothetical", "occurred"]
