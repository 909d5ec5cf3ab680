"""Positions read from words of attitude and from speech, on small texts of one behaviour each."""

import re
from collections.abc import Iterable

import pytest

from extraction.actors.found import ActorMention, ActorTable, FoundActor, MentionKind
from extraction.document import Document
from extraction.engine import parsed
from extraction.positions import FoundPosition, find_positions
from extraction.quotes.found import FoundQuote
from ontology.enums import ActorType, Basis, QuoteKind


def _mention(document: Document, start: int, end: int) -> ActorMention:
    tokens = document.doc.char_span(start, end, alignment_mode="expand")
    return ActorMention(tokens.start, tokens.end, tokens.root.i, MentionKind.NAME)


def _table(document: Document, names: Iterable[str]) -> ActorTable:
    """A table with an actor for each name, "a|b" standing for two names of one."""
    actors = []
    for name in names:
        found = [m for one in name.split("|") for m in re.finditer(rf"\b{re.escape(one)}\b", document.text)]
        mentions = tuple(_mention(document, *m.span()) for m in found)
        actors.append(FoundActor(ActorType.STATE, name.split("|")[0], None, None, (), mentions, 1.0))
    return ActorTable(actors)


def read(text: str, *names: str, says: tuple[str, str] | None = None) -> list[tuple[FoundPosition, str, str]]:
    """The positions of a text, each with its holder's name and its evidence; `says` is a speaker and the words said."""
    with parsed(text) as document:
        quotes, speakers = [], []
        if says is not None:
            start = text.index(says[1])
            quotes.append(FoundQuote(QuoteKind.INDIRECT, None, None, ((start, start + len(says[1])),), 1.0))
            speakers.append([name.split("|")[0] for name in names].index(says[0]))
        table = _table(document, names)
        found = find_positions(document, table, quotes, speakers)
        return [(p, table.actors[p.holder].name, text[slice(*p.evidence)]) for p in found]


def stances(text: str, *names: str, says: tuple[str, str] | None = None) -> list[tuple[str, str]]:
    return [(holder, position.stance.value) for position, holder, _ in read(text, *names, says=says)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran wants a new border treaty.", "supports"),
        ("Iran hopes to regain influence over the militias.", "supports"),
        ("Iran supports the peace plan.", "supports"),
        ("Iran called for talks on the border.", "supports"),
        ("Iran voted for the UN resolution.", "supports"),
        ("Iran opposes the peace plan.", "opposes"),
        ("Iran voted against the UN resolution.", "opposes"),
        ("Iran refused to sign the border treaty.", "opposes"),
        ("Iran condemned the bus attack on the embassy.", "opposes"),
        ("Iran accused the company of theft.", "opposes"),
        ("Iran warned the company against new oil drilling.", "opposes"),
        ("Iran expects a quick deal.", "expects"),
        ("Iran believes that the trade talks will succeed.", "expects"),
        ("Iran doubts that the trade talks will succeed.", "doubts"),
        ("Iran denied any role in the bus attack.", "doubts"),
        ("Iran is hostile to the military alliance.", "opposes"),
        ("Iran is committed to the border treaty.", "supports"),
        ("Iran is in favour of the border treaty.", "supports"),
        ("Iran is confident that the border treaty will last.", "expects"),
        ("Iran voiced concern about the naval exercises.", "opposes"),
        ("Iran reaffirmed its support for the border treaty.", "supports"),
        ("There is no question of Iran leaving the border treaty.", "opposes"),
        ("Iran called the border treaty an act of cowardice.", "opposes"),
        ("Iran called the border treaty a waste of time.", "opposes"),
        ("Iran described the border talks as detailed and productive.", "supports"),
        ("Iran is trying to save the border treaty.", "supports"),
        ("Iran is trying to stop the border talks.", "opposes"),
        ("Iran acknowledged that its forces had shot down the plane.", "expects"),
        ("Iran fears a new border war.", "expects"),
        ("Iran is sceptical of the border truce.", "doubts"),
        ("Iran does not accept the explanation that the ship was carrying grain.", "doubts"),
        ("Iran rejected the argument that the trade deal had lapsed.", "doubts"),
        ("Iran counts on the border treaty.", "expects"),
        ("Iran regards the border treaty as a disgrace.", "opposes"),
        ("Iran cannot accept the border treaty.", "opposes"),
        ("Iran accepted the ceasefire in the delta.", "supports"),
        ("Iran stuck by the border treaty.", "supports"),
        ("Iran spoke up for the border treaty.", "supports"),
        ("Iran is up in arms over the border treaty.", "opposes"),
        ("Iran takes issue with the border treaty.", "opposes"),
        ("Iran threw its weight behind the border treaty.", "supports"),
        ("Iran gave the border treaty its blessing.", "supports"),
        ("Iran has faith in the border treaty.", "supports"),
        ("Iran has little faith in the border treaty.", "doubts"),
        ("Iran sees no merit in the border treaty.", "opposes"),
        ("Iran sees no reason to sign the border treaty.", "opposes"),
        ("Iran closed ranks behind the border treaty.", "supports"),
        ("Iran heaped ridicule on the border treaty.", "opposes"),
        ("Iran threw cold water on the border treaty.", "doubts"),
        ("Iran has no proof that Oman left the border treaty.", "doubts"),
    ],
)
def test_a_word_of_attitude_gives_its_stance(text: str, expected: str) -> None:
    assert stances(text, "Iran") == [("Iran", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran does not support the tax plan.", "opposes"),
        ("Iran no longer opposes the tax plan.", "supports"),
        ("Iran called for an end to the oil sanctions.", "opposes"),
        ("Iran wants to end the oil sanctions.", "opposes"),
        ("Iran wants the foreign troops to disappear.", "opposes"),
        ("Iran rejected calls to end the oil sanctions.", "supports"),
        ("Iran refused to stop the enrichment of uranium.", "supports"),
        ("Iran vowed to oppose the tax plan.", "opposes"),
        ("Iran supports efforts to expand trade.", "supports"),
        ("Iran does not expect a trade deal.", "doubts"),
        ("Iran is not opposed to the gas deal.", "supports"),
        ("Iran called for sanctions on Peru to be lifted.", "opposes"),
        ("Iran repeated calls for the blockade of Peru to be ended.", "opposes"),
        ("Iran wants the sanctions on Peru lifted.", "opposes"),
        ("Iran wants the sanctions on Peru kept.", "supports"),
        ("Iran wants every Turkish soldier out by May.", "opposes"),
        ("Iran regrets that Oman failed to adopt the border treaty.", "supports"),
        ("Iran condemned Oman for failing to sign the border treaty.", "supports"),
    ],
)
def test_negations_and_ends_turn_a_stance(text: str, expected: str) -> None:
    assert stances(text, "Iran") == [("Iran", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Iran discussed the peace plan.",
        "Iran said little.",
        "Iran may support the tax plan.",
        "The minister asked whether Iran supports the tax plan.",
        "Nobody supports the tax plan.",
        "Iran did not condemn the bus attack.",
        "The tax plan was rejected.",
        "",
        "\n \n",
        "A man from Oslo was questioned by Iran.",
        "An Iranian in Iran declined to be identified.",
        "Iran called the border treaty an act of parliament.",
        "Iran described the border talks as long and wide.",
        "Iran denied entry to Omani fishermen.",
        "Iran accepted the Omani offer of tents.",
        "Iran did not accept the Omani offer of tents.",
        "Iran tried to storm the Omani embassy.",
        "Iran took the issue of the tax plan home.",
        "Iran gave the Omani fishermen its tents.",
        "Iran closed the door behind the Omani fishermen.",
        "Iran was stuck with the Omani tents.",
        "Iran and Oman are at odds over the border treaty.",
    ],
)
def test_what_shows_no_position(text: str) -> None:
    assert stances(text, "Iran") == []


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Iran and Oman support the tax plan.", ["Iran", "Oman"]),
        ("The tax plan was welcomed by Oman.", ["Oman"]),
        ("Iran, which opposes the tax plan, met Oman.", ["Iran"]),
        ("Iran passed a law calling for a trade boycott.", ["Iran"]),
        ("Oman's opposition to the tax plan grew.", ["Oman"]),
        ("The court ruling frustrated Oman.", ["Oman"]),
        ("There is anger in Oman about the court delay.", ["Oman"]),
        ("Oman urged Iran to sign the border treaty.", ["Oman"]),
    ],
)
def test_who_holds_a_position(text: str, holders: list[str]) -> None:
    assert [holder for holder, _ in stances(text, "Iran", "Oman")] == holders


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Oman must leave the region", "supports"),
        ("the bus attack was unacceptable", "opposes"),
        ("the border treaty is crucial", "supports"),
        ("the tax plan undermines peace", "opposes"),
        ("it is a mistake to leave the region", "opposes"),
        ("prices will rise", "expects"),
        ("the gas deal would not survive", "doubts"),
        ("it is unlikely that the gas deal will survive", "doubts"),
        ("the attempt will fail", "doubts"),
        ("we need new party leaders", "supports"),
        ("we want a border treaty", "supports"),
        ("the villagers had a right to see the border treaty", "supports"),
        ("Oman had no business judging the border treaty", "opposes"),
        ("tax cuts have no place in the budget", "opposes"),
        ("there is no room for delay in the gas deal", "opposes"),
        ("there was no evidence that the gas had leaked", "doubts"),
        ("there is no alternative to the gas deal", "supports"),
        ("new border talks are needed", "supports"),
        ("what we need is a border treaty", "supports"),
        ("the two gas deals cannot be joined", "opposes"),
    ],
)
def test_speech_states_the_speakers_position(said: str, expected: str) -> None:
    assert stances(f"Iran said that {said}.", "Iran", "Oman", says=("Iran", said)) == [("Iran", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Iran would support the border treaty if it covered trade.",
        "Iran is ambivalent about the border treaty.",
        "Iran is divided over the border treaty.",
    ],
)
def test_support_under_conditions_is_mixed(text: str) -> None:
    assert stances(text, "Iran") == [("Iran", "mixed")]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Iran wants to expand its navy.", "Expansion of Iran's navy"),
        ("Iran rejected what it calls a port blockade.", "Port blockade"),
        ("Iran praised Oman for the flood help.", "Flood help"),
        ("Iran accused Oman of violating the truce.", "Violation of the truce"),
        ("Iran wants to pull out of the trade pact.", "Iran pulling out of the trade pact"),
        ("Iran feared the re-emergence of a rival.", "Re-emergence of a rival"),
        ("Peru recognised the annexation of Aden, angering Iran.", "Recognition of the annexation of Aden by Peru"),
    ],
)
def test_what_a_position_is_about(text: str, issue: str) -> None:
    assert [p.issue for p, _, _ in read(text, "Iran|it|its", "Oman")] == [issue]


def test_a_pronoun_points_at_the_matter_before_it() -> None:
    text = "Oman rejected the tax on oil. Iran said that this is nonsense."
    found = read(text, "Iran", "Oman", says=("Iran", "this is nonsense"))
    assert [(holder, p.stance.value, p.issue) for p, holder, _ in found] == [
        ("Oman", "opposes", "Tax on oil"),
        ("Iran", "opposes", "Tax on oil"),
    ]


def test_a_short_heading_joins_the_fuller_one() -> None:
    text = "Oman opposes the US presence. Iran rejected the US military presence in Iraq."
    assert {p.issue for p, _, _ in read(text, "Iran", "Oman")} == {"US military presence in Iraq"}


def test_a_heading_does_not_join_one_with_another_head() -> None:
    text = "Oman opposes the US troops. Iran demanded the withdrawal of the US troops."
    assert len({p.issue for p, _, _ in read(text, "Iran", "Oman")}) == 2


def test_a_headline_yields_to_the_text() -> None:
    text = (
        "Iran backs new tax\n\nAfter months of talks with its neighbours and a long debate at home about the price of "
        "oil and gas, Iran said on Monday that it backs the tax on oil."
    )
    assert [evidence for _, _, evidence in read(text, "Iran|it")] == ["it backs the tax on oil"]


@pytest.mark.parametrize(
    "said",
    [
        "the gas plan is not a threat",
        "the gas plan is no disaster",
        "what Oman needs is a border treaty",
        "there is room for talks on the gas plan",
        "Oman has a place in the gas plan",
        "the gas plan can hardly be changed",
    ],
)
def test_what_is_not_called_bad_is_not_favoured(said: str) -> None:
    assert stances(f"Iran said that {said}.", "Iran", says=("Iran", said)) == []


def test_it_anticipates_no_clause_beside_it() -> None:
    said = "it would be a mistake to delay the border talks, although Oman doubts that the gas plan can start"
    found = read(f"Iran said that {said}.", "Iran", "Oman", says=("Iran", said))
    assert [(h, p.stance.value, p.issue) for p, h, _ in found if h == "Iran"] == [
        ("Iran", "opposes", "Delaying the border talks")
    ]


def test_a_pronoun_outside_the_quote_is_its_speaker() -> None:
    said = "the gas plan will fail"
    assert stances(f"Bob went home. He said that {said}.", "Bob", says=("Bob", said)) == [("Bob", "doubts")]


def test_what_somebody_would_rather_have_is_not_expected() -> None:
    said = "we would rather they ended the border talks"
    assert stances(f"Iran said that {said}.", "Iran", says=("Iran", said)) == []


def test_an_invitation_asks_for_nobody() -> None:
    assert stances("Iran came at the invitation of the President of Oman.", "Iran", "Oman") == []


def test_the_attitude_of_somebody_unknown_is_not_given_to_the_speaker() -> None:
    text = "Iran noted Bob's support for the tax plan."
    assert stances(text, "Iran", says=("Iran", "Bob's support for the tax plan")) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Iran shot down the tax plan.", marks=pytest.mark.xfail(reason="figures of speech are not listed")
        ),
        pytest.param("Iran has stood idly by.", marks=pytest.mark.xfail(reason="irony and idioms are not read")),
        pytest.param(
            "Iran, like Oman before it, is no friend of the tax plan.",
            marks=pytest.mark.xfail(reason="a denied friendship is not read as an attitude"),
        ),
    ],
)
def test_known_misses(text: str) -> None:
    assert stances(text, "Iran")


def test_speech_is_stated_and_points_at_its_quote() -> None:
    [(position, _, evidence)] = read("Iran said that Oman must leave.", "Iran", says=("Iran", "Oman must leave"))
    assert (position.basis, position.quote, evidence) == (Basis.STATED, 0, "Oman must leave")


def test_an_attitude_told_by_the_author_is_reported() -> None:
    [(position, _, evidence)] = read("In May, Iran opposed the tax plan.", "Iran")
    assert (position.basis, position.quote, evidence) == (Basis.REPORTED, None, "Iran opposed the tax plan")


@pytest.mark.parametrize("part", ["Iran said that ", "a ban of ", "re-", "“Iran must ", "who which that ", "Iran's "])
def test_nested_and_broken_text_does_not_raise(part: str) -> None:
    text = part * 200
    for position, _, evidence in read(text, "Iran", says=("Iran", text.strip())):
        assert position.issue
        assert evidence


def test_a_position_repeated_is_one_record() -> None:
    assert stances("Iran opposes the peace plan. Iran rejects the peace plan.", "Iran") == [("Iran", "opposes")]


def test_both_stances_of_one_holder_are_kept() -> None:
    text = "Iran opposed the peace plan. Now Iran supports the peace plan."
    assert stances(text, "Iran") == [("Iran", "opposes"), ("Iran", "supports")]


def sure(text: str, *names: str, says: tuple[str, str] | None = None) -> float:
    ((position, _, _),) = read(text, *names, says=says)
    return position.confidence


def test_an_attitude_is_surer_than_a_judgement_or_a_forecast() -> None:
    wants = sure("Iran wants a new border treaty.", "Iran")
    judges = sure("Iran said the tax plan is a mistake.", "Iran", says=("Iran", "the tax plan is a mistake"))
    foretells = sure("Iran said the tax plan will fail.", "Iran", says=("Iran", "the tax plan will fail"))
    assert wants >= 0.7 > 0.5 >= max(judges, foretells)


@pytest.mark.parametrize(
    "text",
    [
        "Iran does not want a new border treaty.",
        "Iran sent a note backing a new border treaty.",
        "Iran expects a new border treaty.",
    ],
)
def test_what_is_less_sure_than_a_plain_wish(text: str) -> None:
    assert sure(text, "Iran") < sure("Iran wants a new border treaty.", "Iran")
