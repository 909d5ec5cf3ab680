"""The title and the date of publication that stand in a text as such."""

import pytest

from extraction.text.header import infer_header

_BODY = "\n\nNorway condemns the attack on the harbour. It calls for calm."


@pytest.mark.parametrize(
    "head",
    [
        "OSLO, 3 May 2023 (Baltic News) - Norway closed its port on Monday.",
        "OSLO, May 3, 2023 — Norway closed its port on Monday.",
        "GENEVA (3 May 2023) – The High Commissioner called for calm.",
        "Oslo, 3 May 2023",
        "No: 87, 3 May 2023, Press Release Regarding the Elections in Malta",
        "Press release No. 12 of 3 May 2023",
        "Published: 2023-05-03 10:30",
        "Wednesday, May 3, 2023 | 10:00 GMT",
        "Statement by the President (3 May 2023)",
        "Joint Statement of the Ministers, Oslo, 3 May 2023",
        "Press statement - 03.05.2023",
        "3 May 2023",
    ],
)
def test_a_date_in_the_head_is_that_of_publication(head: str) -> None:
    assert infer_header(head + _BODY).published_at == "2023-05-03"


def test_a_date_under_the_text_is_that_of_publication() -> None:
    assert infer_header(f"Statement{_BODY}\n\nOslo, 3 May 2023").published_at == "2023-05-03"


@pytest.mark.parametrize(
    "head",
    [
        "On 3 May 2023, the king met the queen in Oslo.",
        "The treaty, signed in Oslo on 3 May 1923, lapsed in 1990.",
        "Treaty of Oslo, 3 May 1923",
        "Statement on the Meeting of 3 May 2023",
        "OSLO, May 3 (Baltic News) - Norway closed its port.",
        "Summit in Oslo, 3-5 May 2023",
        "Oslo in 2023",
        "The port was closed by 3 May 2023",
        "Ida Holm was born in Oslo, 3 May 1923",
    ],
)
def test_any_other_date_is_not(head: str) -> None:
    assert infer_header(head + _BODY).published_at is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Statement by Foreign Minister Holm", "Statement by Foreign Minister Holm"),
        ("FOR IMMEDIATE RELEASE\n3 May 2023\n\nNorway Condemns Attack", "Norway Condemns Attack"),
        ("Norway closes port of Oslo\nOslo, 3 May 2023", "Norway closes port of Oslo"),
        ("Ministry of Foreign Affairs of Norway\nNorway condemns attack", "Norway condemns attack"),
        (
            "Remarks by the Minister at the Opening of the\nHarbour",
            "Remarks by the Minister at the Opening of the Harbour",
        ),
        ("Statement by the President (3 May 2023)", "Statement by the President (3 May 2023)"),
        ("Meeting with the President of the U.S.", "Meeting with the President of the U.S."),
        ("“We shall not wait”", "“We shall not wait”"),
    ],
)
def test_a_short_first_line_that_is_no_sentence_is_the_title(head: str, title: str) -> None:
    assert infer_header(head + _BODY).title == title


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemns the attack." + _BODY,
        "Norway closes port",
        "Dear colleagues" + _BODY,
        "By Ida Holm\nOSLO - Norway closed its port.",
        "OSLO, 3 May 2023 - Norway closed its port" + _BODY,
        "MR. HOLM: We shall not wait." + _BODY,
        "norway closes port" + _BODY,
        "Norway " * 30 + _BODY,
        "To: Ida Holm" + _BODY,
    ],
)
def test_any_other_first_line_is_no_title(text: str) -> None:
    assert infer_header(text).title is None


@pytest.mark.parametrize("text", ["", "\n", "A" * 10_000, "A\n" * 5_000, ("A" * 190 + "! 3 May 2023\n") * 30])
def test_any_text_has_a_header(text: str) -> None:
    assert infer_header(text).published_at is None
