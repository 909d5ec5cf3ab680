"""Quotes in quotation marks: the cue, the speaker, and what belongs together. One behaviour a test."""

import pytest

from tests.extraction.quotes.quoting import contents, kinds, quotes


def test_speech_with_the_speaker_behind() -> None:
    text = '"We will rebuild the bridge," the mayor said on Monday.'
    assert quotes(text) == [("the mayor", "said", "We will rebuild the bridge,")]


def test_speech_in_inverted_order() -> None:
    text = "“The harvest was lost to the flood,” said Farmers Union president Lena Holt."
    assert quotes(text) == [("Farmers Union president Lena Holt", "said", "The harvest was lost to the flood,")]


def test_speech_introduced_by_its_speaker() -> None:
    text = 'The minister replied, "Nobody asked us."'
    assert quotes(text) == [("The minister", "replied", "Nobody asked us.")]


def test_speech_behind_a_colon() -> None:
    assert quotes("The doctor replied: “Wait. Then rest.”") == [("The doctor", "replied", "Wait. Then rest.")]


def test_a_colon_is_a_cue_where_no_verb_of_saying_stands() -> None:
    text = 'The mayor waved at the crowd: "Not this year."'
    assert quotes(text) == [("The mayor", ":", "Not this year.")]


def test_a_name_and_a_colon() -> None:
    assert quotes('Rivals: "The vote was bought."') == [("Rivals", ":", "The vote was bought.")]


def test_a_byline_after_a_colon() -> None:
    assert quotes('"We will not come back.": Lena Holt')[0][0] == "Lena Holt"


def test_a_byline_behind_a_dash() -> None:
    text = '"The sea gave us everything." — Maria Duarte'
    assert quotes(text) == [("Maria Duarte", "—", "The sea gave us everything.")]


def test_a_question_and_its_speaker() -> None:
    text = '"Who moved the boats?" the harbour master asked.'
    assert quotes(text) == [("the harbour master", "asked", "Who moved the boats?")]


def test_the_speaker_s_apposition_is_not_the_mention() -> None:
    text = '"We are ready," said Tomas Varga, the ferry captain.'
    assert quotes(text) == [("Tomas Varga", "said", "We are ready,")]


def test_an_apposition_between_speaker_and_cue() -> None:
    text = '"The price of salt," Ada Lind, a trader, told the court, "has doubled."'
    assert quotes(text) == [("Ada Lind", "told", "The price of salt, / has doubled.")]


def test_behind_a_comma_any_verb_is_a_cue() -> None:
    assert quotes('"The well is dry," the farmer muttered.')[0][:2] == ("the farmer", "muttered")
    assert quotes('"The well is dry," the farmer yodelled.')[0][:2] == ("the farmer", "yodelled")


def test_as_somebody_put_it() -> None:
    assert quotes('As the old pilot put it, "The wind decides."') == [("the old pilot", "put", "The wind decides.")]


def test_a_time_in_front_is_not_said() -> None:
    assert contents('On Monday, Anna Berg said, "The tunnel is open."') == ["The tunnel is open."]


def test_a_split_utterance_is_one_quote() -> None:
    text = '"The ports are closed," Captain Reyes said. "They will stay closed until spring."'
    assert quotes(text) == [("Captain Reyes", "said", "The ports are closed, / They will stay closed until spring.")]


def test_a_cue_in_the_middle_of_a_sentence() -> None:
    text = '"If the rain stops," the coach said, "we will play."'
    assert quotes(text) == [("the coach", "said", "If the rain stops, / we will play.")]


def test_a_sentence_about_something_else_does_not_end_the_utterance() -> None:
    text = "“We will win,” the coach said. He sat down. “We always win.”"
    assert contents(text) == ["We will win, / We always win."]


def test_two_speakers_in_a_paragraph() -> None:
    text = '"Yes," he said. "No," she said.'
    assert quotes(text) == [("he", "said", "Yes,"), ("she", "said", "No,")]


def test_a_paragraph_left_open_goes_on_in_the_next() -> None:
    text = "“The mine is old,” Pavel Horak said. “We knew that.\n\n“But nobody closed it.”"
    assert contents(text) == ["The mine is old, / We knew that. / But nobody closed it."]


def test_a_paragraph_that_is_all_quotation_goes_on() -> None:
    text = "“The mine is old,” Pavel Horak said.\n\n“Nobody closed it.”"
    assert contents(text) == ["The mine is old, / Nobody closed it."]


def test_a_paragraph_between_ends_the_utterance() -> None:
    text = "“The mine is old,” Pavel Horak said.\n\nThe village has 300 people.\n\n“Nobody closed it.”"
    assert contents(text) == ["The mine is old,"]


def test_an_utterance_goes_on_reported_speech() -> None:
    assert contents("They said they would leave. “We have no choice.”") == ["they would leave / We have no choice."]


def test_speech_inside_speech_belongs_to_the_outer_speaker() -> None:
    text = "“He told me, ‘Leave now,’ and I left,” Nora Lind said."
    assert quotes(text) == [("Nora Lind", "said", "He told me, ‘Leave now,’ and I left,")]


def test_a_fragment_behind_a_verb_is_direct() -> None:
    text = 'The spokesman said "nothing will change" and left.'
    assert quotes(text) == [("The spokesman", "said", "nothing will change")]
    assert kinds(text) == ["direct"]


def test_words_before_a_fragment_are_said_too() -> None:
    text = 'The winter was "the coldest in a century," the farmer said.'
    assert contents(text) == ["The winter was / the coldest in a century,"]
    assert kinds(text) == ["mixed"]


def test_words_before_an_interrupted_sentence_are_said_too() -> None:
    assert contents('The talks are, the envoy said, "a waste of time."') == ["The talks are / a waste of time."]


def test_a_sentence_adverb_is_the_author_s() -> None:
    text = 'Likewise, the envoy predicts "a long winter for the north".'
    assert quotes(text) == [("the envoy", "predicts", "a long winter for the north")]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "peace train" left at noon.',
        "The guards have an 'advisory' and a 'training' role.",
        'The orchestra played "Night on the Lake" and left.',
        'The widow read "The Long Road" to the children.',
        "His “vacation” lasted two years.",
    ],
)
def test_scare_quotes_and_titles_are_nobody_s(text: str) -> None:
    assert quotes(text) == []


def test_a_title_before_a_verb_is_not_said() -> None:
    text = 'The mayor, a guest of "Morning Talk," said the bridge was safe.'
    assert contents(text) == ["the bridge was safe"]


def test_turns_of_a_transcript() -> None:
    text = "ANNA: Where is the key?\n\nBERT: In the well.\n\nANNA: Fetch it."
    assert quotes(text) == [
        ("BERT", None, "In the well."),
        ("ANNA", None, "Fetch it."),
    ]
    assert kinds(text) == ["direct"] * 2


def test_a_heading_in_capitals_is_no_turn() -> None:
    assert quotes("UPDATE: The road is open again.\n\nREAD MORE: The road and the sea.") == []


def test_a_headline_with_its_speaker() -> None:
    text = "Holt: The bridge will open in May.\n\nLena Holt is the mayor of the town."
    assert quotes(text) == [("Holt", ":", "The bridge will open in May")]
    assert kinds(text) == ["indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "Floods: The bridge is closed.\n\nThe floods have closed the bridge.",
        "NORWAY: The bridge is closed.\n\nThe bridge to Norway is closed.",
        "Holt: Who is she?\n\nLena Holt is the mayor of the town.",
        "The town is old.\n\nHolt: The bridge will open in May.\n\nLena Holt is the mayor.",
    ],
)
def test_other_labels_are_no_speakers(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.xfail(reason="nobody is named near the words, and no verb introduces them")
def test_words_without_a_cue() -> None:
    assert contents("The king rose.\n\n“The war is over.”\n\nThe hall fell silent.") == ["The war is over."]
