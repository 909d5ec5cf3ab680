"""Which line breaks are none, and what a reader of quoted mail sees."""

import pytest

from extraction.text.reading import Reading

_WORDS = frozenset("state owned government agreement sanctions european long term".split())


def read(text: str) -> list[str]:
    """The paragraphs of a text as the rules read it."""
    return [line.strip() for line in Reading(text, _WORDS.__contains__).text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "Latvia and Estonia opened a joint consulate in\nOttawa.",
        "The visit was put off until\nThursday.",
        "The accord was initialled on 14\nApril 2022.",
        "The ban took effect on April 14,\n2022, officials said.",
        "The port was closed on Feb.\n3 after the storm.",
        "Prime Minister Mette\nSolberg welcomed the plan.",
        "He praised President\nAdaeze Obi for her patience.",
        "The spokesman of the Danish\nForeign Ministry said that talks would resume.",
        "It was a matter for the Security\nCouncil.",
        "The ships left for the United\nArab Emirates.",
        "They met Gen.\nLarsen on the island.",
        "“We shall not wait,” the deputy minister of trade said,\nthanking Oslo for its help.",
        "Yesterday the deputy foreign minister of the republic\nIda Holm said that talks had failed.",
    ],
)
def test_a_break_inside_a_sentence_is_a_space(text: str) -> None:
    assert read(text) == [text.replace("\n", " ")]


@pytest.mark.parametrize(
    "text",
    [
        "Riga Opens Consulate in Ottawa\nThe consulate of Latvia was opened on Monday.",
        "Latvia opens consulate in Ottawa\nOttawa welcomes the step.",
        "Joint statement of Latvia and Estonia\nRiga, 4 March 2022",
        "Statement by Foreign Minister Holm\nNorway condemns the attack.",
        "Ida Holm\nSpokeswoman of the Ministry\nOslo",
        "Interviewer: What do you expect from the\nMinister Holm: Nothing.",
        "The council decides\n1. to close the port;\n2. to open the road.",
        "By Ida Holm\nOSLO, March 4 - Norway closed its port on Monday.",
        "The port was closed.\nNobody had been asked.",
        "Norway closed the port of Bergen on Monday, the ministry said\n- Ida Holm, Bergen",
    ],
)
def test_a_line_of_its_own_stays_one(text: str) -> None:
    assert read(text) == text.split("\n")


def test_a_block_broken_at_a_column_is_one_paragraph_whatever_its_lines_begin_with() -> None:
    text = (
        "The delegations of both states agreed in the\nafternoon that a new round is to be held next\nSaturday at noon."
    )
    assert read(text) == [text.replace("\n", " ")]


def test_a_list_of_bodies_is_no_paragraph() -> None:
    text = "Ministry of Foreign Affairs of Norway\nMinistry of Defence of Sweden\nMinistry of the Interior of Finland"
    assert read(text) == text.split("\n")


def test_quoted_mail_is_read_without_its_marks() -> None:
    assert read("Ida wrote:\n> Norway closed the port\n> of Bergen.\n>\n> Nobody was asked.") == [
        "Ida wrote:",
        "Norway closed the port of Bergen.",
        "Nobody was asked.",
    ]


def test_what_is_quoted_twice_is_another_paragraph() -> None:
    assert read(">> Who closed the\n>> port\n> the minister asked") == ["Who closed the port", "the minister asked"]


def test_a_sign_inside_a_line_is_no_mark() -> None:
    assert read("Turnout > 60 per cent") == ["Turnout > 60 per cent"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The agree-\nment was signed.", "The agreement was signed."),
        ("The Euro-\npean envoy left.", "The European envoy left."),
        ("They met in Reyk-\njavik.", "They met in Reykjavik."),
        ("A state-\nowned bank was sold.", "A state-owned bank was sold."),
        ("A long-\nterm plan was made.", "A long-term plan was made."),
        ("They met in Guinea-\nBissau.", "They met in Guinea-Bissau."),
        ("The 12-\nyear war is over.", "The 12- year war is over."),
        ("They came -\nnobody left.", "They came - nobody left."),
    ],
)
def test_a_divided_word_is_whole_again(text: str, seen: str) -> None:
    assert read(text) == [seen]


def test_offsets_lead_back_to_the_stored_text() -> None:
    text = "> The agree-\n> ment with Bela\u00adrus was signed by Jose\u0301\n> Holm."
    reading = Reading(text, _WORDS.__contains__)
    for seen, stored in (
        ("agreement", "agree-\n> ment"),
        ("Belarus", "Bela\u00adrus"),
        ("José Holm", "Jose\u0301\n> Holm"),
    ):
        start = reading.text.index(seen)
        assert text[slice(*reading.stored(start, start + len(seen)))] == stored


def test_an_ordinary_text_is_read_as_it_is() -> None:
    text = "Oslo agreed.\n\nRiga refused; “never”, it said."
    assert Reading(text, _WORDS.__contains__).text == text
