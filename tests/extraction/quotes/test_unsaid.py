"""Tests of what nobody said: denied, asked, wished or supposed."""

import pytest

from tests.extraction.quotes.quoting import contents, quotes


@pytest.mark.parametrize(
    "text",
    [
        'Lena Holt never said: "The war is over."',
        'Lena Holt did not say, "The war is over."',
        "No one said that the strike had ended.",
        "Nobody in the cabinet claimed that the war was over.",
        "None of the ministers announced that the war was over.",
        "Neither minister said that the war was over.",
        "Did Lena Holt say that the war was over?",
        "Has the minister told the press that the war is over?",
        'The minister should have said: "I am sorry."',
        "She could have said that the war was over.",
        "We have no plans to leave the pact.",
        "Did the army fire on the convoy, as the Gazette reports?",
        "It is not true that Lena Holt said the war was over.",
        "It is false that the minister announced that the war was over.",
        "Not one of the ministers said that the war was over.",
        "Who said that the war was over?",
        "Had the minister said that the war was over, the troops would have gone home.",
        "If the minister says that the war is over, the troops will go home.",
        "The minister declined to say that the war was over.",
        "The minister left without saying that the war was over.",
        "The minister stopped short of saying that the war was over.",
        "The minister has yet to say that the war is over.",
    ],
)
def test_nobody_said_it(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister, who had never spoken before, said that the war was over.",
        "Nobody listened when the minister said that the war was over.",
        'No longer afraid, the minister said: "The war is over."',
        "The minister denied that the war was over.",
        "The minister refused to answer and said that the war was over.",
        "Has the war ended? The minister said that the war was over.",
        "The minister would say that the war was over.",
        "The minister said that nobody had told him the war was over.",
    ],
)
def test_somebody_said_it(text: str) -> None:
    assert any("war" in content for content in contents(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"If we go," said Lena Holt, "we go together."', "If we go, / we go together."),
        ('"We will go," said Lena Holt, smiling, "and come back."', "We will go, / and come back."),
        ('"We will go," Lena Holt said, raising her glass, "and come back."', "We will go, / and come back."),
        ('"We will go," said Lena Holt, who met Jo Lind, "and come back."', "We will go, / and come back."),
        ('"We," Lena Holt said, "will go."', "We, / will go."),
        ('"It is late," said Lena Holt. "We will go."', "It is late, / We will go."),
    ],
)
def test_the_pieces_of_a_quotation_stay_together(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        '"No," said Lena Holt.\n\n"Yes," said Jo Lind.',
        '"We will go," said Lena Holt. Jo Lind laughed. "Go then," he said.',
    ],
)
def test_the_words_of_two_are_apart(text: str) -> None:
    assert len(quotes(text)) == 2
