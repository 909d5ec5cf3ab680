"""Headings for matters and the keys under which labels meet."""

import pytest

from extraction import extract, matters
from extraction.engine import parsed
from extraction.positions.headings import Heading
from ontology.issues import issue_key


def heading(text: str, word: str) -> str:
    with parsed(text) as document:
        return Heading().of(next(token for token in document.doc if token.text == word))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They oppose the US military presence in Iraq.", "presence", "US military presence in Iraq"),
        ("They oppose their new tax.", "tax", "New tax"),
        ("They oppose China's claims.", "claims", "China's claims"),
        ("They want to withdraw the troops.", "withdraw", "Withdrawal of the troops"),
        ("They want Iran to release the prisoners.", "release", "Release of the prisoners by Iran"),
        ("They want to ban plastic bags.", "ban", "Banning plastic bags"),
        ("The ruling must be binding.", "be", "Binding ruling"),
        ("They oppose the tax that was raised last year.", "tax", "Tax"),
        ("They support it.", "it", ""),
        ("They want an immediate ceasefire in Chad.", "ceasefire", "Ceasefire in Chad"),
        ("They praised the swift response.", "response", "Swift response"),
        ("They want the release of the envoy and an end to the siege of Homs.", "release", "Release of the envoy"),
        ("They want the import of oil and gas.", "import", "Import of oil and gas"),
        ("They condemned the refusal to negotiate.", "negotiate", "Refusal to negotiate"),
        ("These are masks that we must keep for hospitals.", "keep", "Keeping masks for hospitals"),
        ("They want to lift the ban due to the flood.", "lift", "Lifting of the ban"),
        ("They prefer a city open to three faiths.", "city", "City open to three faiths"),
        ("They expect a walkout by the fishermen in Chad.", "walkout", "Walkout by the fishermen in Chad"),
        ("They oppose a cut by half.", "cut", "Cut"),
        (
            "They want a ceasefire between the army and the rebels of Chad.",
            "ceasefire",
            "Ceasefire between the army and the rebels of Chad",
        ),
        ("They want talks between the two countries.", "talks", "Talks between the two countries"),
        ("They want talks between the army.", "talks", "Talks"),
        ("They oppose violence in all its forms.", "violence", "Violence in all its forms"),
    ],
)
def test_headings(text: str, word: str, expected: str) -> None:
    assert heading(text, word) == expected


def test_a_heading_is_at_most_ten_words() -> None:
    text = "They oppose the long and slow withdrawal of troops from bases in the north of the state of Iraq in May."
    assert len(heading(text, "withdrawal").split()) <= 10


def test_accents_and_apostrophes_do_not_part_labels() -> None:
    assert issue_key("Côte d’Ivoire's élection") == issue_key("Cote d'Ivoire's election")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Withdrawal of the troops", "Troop withdrawal"),
        ("Sanctions on Iran", "Iran sanctions"),
        ("Iranian sanctions", "Iran sanctions"),
        ("Release of prisoners", "Prisoner release"),
        ("American troops in South Korea", "U.S. troops in South Korea"),
    ],
)
def test_labels_on_one_matter_meet(one: str, other: str) -> None:
    assert issue_key(one) == issue_key(other)


def test_labels_on_other_matters_do_not_meet() -> None:
    assert issue_key("Sanctions on Iran") != issue_key("Sanctions on Oman")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Peru condemned the ambush laid on 15 May.", "Ambush laid on 15 May"),
        ("Peru opposes any order meant to bind the judges.", "Order meant to bind the judges"),
    ],
)
def test_a_bare_noun_takes_the_participle_behind_it(text: str, label: str) -> None:
    assert [position.issue for position in extract(text).positions] == [label]


def test_a_bare_noun_without_one_names_no_matter() -> None:
    assert not extract("Peru condemned the ambush.").positions


@pytest.mark.parametrize("label", ["Ceasefire in Gaza", "Peru", "Border wall", "Serious mistake"])
def test_what_reads_as_a_heading(label: str) -> None:
    assert matters.is_heading(label)


@pytest.mark.parametrize("label", ["August", "Lot of things", "Bold solutions", "Want[ing", "Deal"])
def test_what_does_not(label: str) -> None:
    assert not matters.is_heading(label)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru criticised what Chile is doing.", "Conduct of Chile"),
        ("Peru opposed bold solutions.", None),
        ("Peru wants an answer in August. Peru supports August.", None),
    ],
)
def test_a_position_without_a_heading_is_none(text: str, expected: str | None) -> None:
    found = [position.issue for position in extract(text, None).positions]
    assert found == ([expected] if expected else [])
