"""Events: their types, one behaviour a test, on small made-up texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.events.telling import found, told, types


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Sweden agreed to pay the fine.", "AGREE"),
        ("Sweden and Norway signed a fishing treaty.", "AGREE"),
        ("Sweden pledged to rebuild the harbour.", "AGREE"),
        ("President Nils Dahl visited Norway.", "CONSULT"),
        ("President Nils Dahl phoned Olaf Berg.", "CONSULT"),
        ("Sweden praised Norway.", "SUPPORT"),
        ("Sweden established diplomatic relations with Norway.", "SUPPORT"),
        ("Sweden apologized to Norway.", "CONCEDE"),
        ("President Nils Dahl resigned.", "CONCEDE"),
        ("Sweden has shared intelligence with Norway.", "COOPERATE"),
        ("Sweden provided food aid to Norway.", "AID"),
        ("Sweden granted asylum to Nils Dahl.", "AID"),
        ("Sweden withdrew its troops from Norway.", "RETREAT"),
        ("Sweden and Norway declared a ceasefire.", "RETREAT"),
        ("Sweden asked Norway to open the port.", "REQUEST"),
        ("Sweden put pressure on Norway.", "REQUEST"),
        ("Sweden accused Norway of spying.", "ACCUSE"),
        ("Sweden filed a lawsuit against Norway.", "ACCUSE"),
        ("Sweden was critical of Norway.", "ACCUSE"),
        ("Sweden refused to pay the fine.", "REJECT"),
        ("Sweden will not accept the treaty's terms from Norway.", "REJECT"),
        ("Sweden threatened Norway.", "THREATEN"),
        ("Students protested in Oslo.", "PROTEST"),
        ("Sweden expelled the Norwegian ambassador. Norway was angry.", "SANCTION"),
        ("Sweden suspended all aid to Norway.", "SANCTION"),
        ("Sweden deployed troops to the border.", "MOBILIZE"),
        ("Sweden tested a new missile.", "MOBILIZE"),
        ("Police arrested Nils Dahl.", "COERCE"),
        ("Sweden imposed a curfew.", "COERCE"),
        ("Swedish hackers hacked into Norwegian computers.", "COERCE"),
        ("Rebels bombed the bridge.", "ASSAULT"),
        ("Rebels kidnapped Nils Dahl.", "ASSAULT"),
        ("Norway will hold parliamentary elections.", "OTHER"),
        ("Sweden called the ban a disgrace.", "ACCUSE"),
        ("Sweden described the plan of Norway as reckless.", "ACCUSE"),
        ("Sweden called the plan of Norway a breakthrough.", "SUPPORT"),
        ("Sweden called for Norway to raise its tariffs.", "REQUEST"),
        ("Sweden called for the bill to be dropped.", "REQUEST"),
        ("Olaf Berg met Nils Dahl at the request of Norway.", "CONSULT"),
        ("Olaf Berg dropped out of the race.", "CONCEDE"),
        ("Sweden cut off gas supplies to Norway.", "SANCTION"),
        ("Sweden told Norway to close the port.", "REQUEST"),
        ("Olaf Berg won the primary.", "OTHER"),
        ("An outbreak of cholera was reported in Norway.", "OTHER"),
        ("Lawmakers in Norway took part in the vote.", "OTHER"),
    ],
)
def test_type(text: str, type_: str) -> None:
    assert types(text)[0] == type_


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Berg said the weather in Norway was fine.",
        "Norway has five million people.",
        "Olaf Berg was born in Norway and studied law.",
        "The attack helicopter is built in Sweden.",
        "Olaf Berg declined to comment.",
        "Olaf Berg called the plan a plan.",
        "Norway called its parliament the Storting.",
        "The council counted 13 votes.",
        "“Thank you very much,” Olaf Berg said.",
        "The law lets Norway deal with people accused of crimes.",
        "Olaf Berg spoke at a press conference in Norway.",
        "The truce in Norway collapsed.",
        "Olaf Berg talked about the harvest.",
        "Olaf Berg asked whether Norway was cold.",
        "Sweden has never accused Norway.",
        "Olaf Berg demonstrated that the bridge was safe.",
        "Olaf Berg spoke to the Daily Herald newspaper.",
        "The storm hit the coast.",
        "Sweden seized on the remark.",
    ],
)
def test_no_event(text: str) -> None:
    assert types(text) == []


def test_lifted_sanctions_are_a_concession() -> None:
    assert told("Sweden lifted the sanctions against Norway.")[0] == "CONCEDE: Sweden -> Norway"


def test_imposed_sanctions() -> None:
    assert told("Sweden imposed sanctions on Norway.")[0] == "SANCTION: Sweden -> Norway"


def test_a_measured_object_counts() -> None:
    assert types("Sweden sent thousands of tons of food to Norway.") == ["AID"]


def test_failing_to_agree_is_a_rejection() -> None:
    assert types("Sweden and Norway failed to reach an agreement.") == ["REJECT"]


def test_a_promise_of_violence_is_a_threat() -> None:
    assert types("Sweden vowed to attack Norway.")[0] == "THREATEN"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sweden promised that it would not attack Norway.", ["AGREE", "ASSAULT"]),
        ("Sweden would not have signed the treaty had it known of the annex.", ["AGREE"]),
        ("Sweden and Norway did not reach agreement on the border.", ["AGREE"]),
        ("Sweden did not sign the treaty.", ["REJECT"]),
    ],
)
def test_a_denial_is_a_refusal_only_where_somebody_could_have_agreed(text: str, expected: list[str]) -> None:
    assert types(text) == expected


def test_a_vow_to_refuse_is_the_refusal_only() -> None:
    assert types("Sweden vowed to defy Norway.") == ["REJECT"]


def test_what_comes_unless_something_is_done_is_a_threat() -> None:
    assert "THREATEN" in types("Sweden will close its embassy unless Norway pays the fine.")


def test_troops_that_arrive_do_not_visit() -> None:
    assert types("Swedish troops arrived in Norway.") == ["MOBILIZE"]


def test_leaving_an_alliance_is_no_retreat_of_forces() -> None:
    assert types("Sweden withdrew from the European Union.") == ["SANCTION"]


def test_politicians_attack_one_another_in_words() -> None:
    assert types("Senator Olaf Berg attacked Senator Nils Dahl over taxes.") == ["ACCUSE"]


def test_armed_attack_between_persons_is_violence() -> None:
    assert types("Olaf Berg launched a knife attack on Nils Dahl.") == ["ASSAULT"]


def test_attack_on_a_website_is_hacking() -> None:
    assert types("Rebels attacked the website of the ministry.") == ["COERCE"]


def test_forcing_needs_what_one_is_forced_to() -> None:
    assert types("Sweden forced Norway to open the port.") == ["COERCE"]


def test_an_effort_wraps_the_event_before_it() -> None:
    assert types("Sweden led the mediation efforts.") == ["CONSULT"]


@pytest.mark.xfail(strict=True, reason="a complaint put into a saying has no word of accusing")
def test_accusation_without_a_word_of_accusing() -> None:
    assert types("Olaf Berg says Sweden is stealing Norwegian jobs.") == ["ACCUSE"]


@pytest.mark.xfail(strict=True, reason="figures of speech are not read")
def test_figure_of_speech() -> None:
    assert types("Sweden flexed its muscles at Norway.") == ["THREATEN"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "attack",
        "!!! ??? ...",
        "\u2028\u00a0",
        "a " * 300,
        "condemned the " + "plan of the group of " * 200,
        "He " + "said that she demanded that he refused " * 60,
    ],
)
def test_odd_texts_raise_nothing(text: str) -> None:
    assert isinstance(found(text), list)


_WORDS = "Sweden Norway attacked met will not to the of by on visit sanctions , . and who troops unless".split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25))
def test_any_string_of_words_gives_grounded_events(chosen: list[str]) -> None:
    text = " ".join(chosen)
    for event in found(text):
        assert event.triggers == tuple(sorted(set(event.triggers)))
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in event.triggers)
        assert not set(event.actors) & set(event.recipients)


@pytest.mark.parametrize(
    "text", ["Olaf Berg fought for the tax.", "Olaf Berg battled crime.", "The attacks hurt Berg."]
)
def test_a_fight_with_nobody_is_none(text: str) -> None:
    assert "ACCUSE" not in types(text)


def test_attacks_on_a_politician_are_words() -> None:
    assert types("The attacks on Olaf Berg went on.") == []
