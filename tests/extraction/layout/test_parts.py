"""Tests of datelines, credits, labels and operative paragraphs: the parts of a text that are no sentences of it."""

import pytest

from extraction.layout.find import find_parts
from extraction.layout.part import PartKind


def parts(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each part."""
    return [(part.kind.value, text[part.start : part.end].strip()) for part in find_parts(text)]


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO (AP) —",
        "OSLO, Norway (AP) —",
        "OSLO, 3 May (Reuters) -",
        "Oslo, 3 May 2021 –",
        "Oslo, May 3, 2021:",
        "OSLO --",
        "OSLO:",
        "(Reuters) -",
        "Oslo, 03.05.2021 -",
        "OSLO/BERGEN, May 3 (Reuters) -",
        "SAN JOSE, Costa Rica, Monday, May 3 —",
        "OSLO, May 3. /TASS/.",
        "OSLO (AFP)",
    ],
)
def test_a_dateline_before_the_report(dateline: str) -> None:
    assert parts(f"{dateline} The bridge was closed.") == [("dateline", dateline)]


@pytest.mark.parametrize("line", ["Oslo, 3 May 2021", "OSLO, 3 May 2021, 6 p.m.", "San Jose, May 3, 2021"])
def test_a_dateline_in_a_line_of_its_own(line: str) -> None:
    assert parts(f"{line}\n\nThe bridge was closed.") == [("dateline", line)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway said on Monday, 3 May, that the bridge was closed.",
        "On Monday, 3 May 2021 – the last day of the fair – the bridge was closed.",
        "Sen. Ada Holt (D-Ohio) — who built the bridge — closed it.",
        "The bridge - the longest of the country - was closed.",
        "Bergen is far from Oslo (the capital) and the bridge was closed.",
        "NATO: what comes next?",
    ],
)
def test_no_dateline(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    "credit",
    [
        "By Ada Holt",
        "By ADA HOLT and Jo Lind, Associated Press",
        "(Reporting by Ada Holt; Editing by Jo Lind)",
        "Additional reporting by Ada Holt in Oslo",
        "Photo: Ada Holt/Agency",
        "Media contact: Ada Holt, +47 555 0101",
        "Tel: +47 555 0101",
        "For further information please contact the press office.",
    ],
)
def test_a_credit(credit: str) -> None:
    assert parts(f"{credit}\n\nThe bridge was closed.") == [("credit", credit)]


@pytest.mark.parametrize(
    "text",
    [
        "By Monday the bridge was closed.",
        "Reporting by the police was slow.",
        "The photo: a bridge at night.",
        "Contact with the ship was lost.",
    ],
)
def test_no_credit(text: str) -> None:
    assert parts(f"{text}\n\nIt is open again.") == []


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("QUESTION:", "question"),
        ("Interviewer:", "question"),
        ("THE MODERATOR:", "question"),
        ("MR. HOLT:", "label"),
        ("THE PRESIDENT:", "label"),
        ("Minister Holt:", "label"),
        ("Prime Minister of Norway Ada Holt (in translation):", "label"),
        ("A:", "label"),
    ],
)
def test_a_label(label: str, kind: str) -> None:
    assert parts(f"{label} We closed the bridge.") == [(kind, label)]


def test_names_are_labels_where_they_talk_to_one_another() -> None:
    text = "HOLT: We closed the bridge.\n\nLIND: Then open it again."
    assert parts(text) == [("label", "HOLT:"), ("label", "LIND:")]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The road is open.\n\nREAD MORE: The road and the sea.",
        "OSLO: Norway closed the bridge.\n\nLIMA: Peru opened a road.",
        "Background: We met in May.",
        "Transcript: We met in May.",
        "The mayor had one wish: We should meet again.",
        "Ada Holt: the life of an engineer",
        "The President of Chad\nA. HOLT",
    ],
)
def test_no_label(text: str) -> None:
    assert PartKind.LABEL not in {part.kind for part in find_parts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "1. Condemns the attack;",
        "(2) Strongly condemns the attack;",
        "a) Calls upon Norway to open the bridge;",
        "4. DEMANDS that the bridge be opened;",
        "- Welcomes the opening of the bridge;",
        "5. Is appalled by the state of the bridge;",
    ],
)
def test_an_operative_paragraph(text: str) -> None:
    assert [kind for kind, _ in parts(f"The Council,\n\n{text}")] == ["number", "operative"]


def test_who_says_we_has_verbs_without_an_ending() -> None:
    text = "We, the ministers,\n\n1. Condemn the attack;"
    assert parts(text) == [("number", "1."), ("operative", "Condemn the attack;")]


@pytest.mark.parametrize(
    "text",
    [
        "1. Support for the refugees",
        "2. Open the bridge.",
        "3. The bridge was closed.",
        "Condemns the attack and waits.",
    ],
)
def test_no_operative_paragraph(text: str) -> None:
    assert parts(text) == []
