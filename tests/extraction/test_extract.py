"""Extraction as a whole: everything grounds, nothing raises, the same text gives the same facts."""

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import ENGINE, extract
from extraction.model import Extraction
from ontology.span import Span
from tests.extraction.encoder.scoring import scores

SENTENCES = (
    "Norway's prime minister, Anders Holm, said on Friday that the accord with Sweden had lapsed.",
    "“We will not wait any longer,” Holm told reporters in Oslo. “They know that.”",
    "Swedish troops crossed the border near Kiruna at dawn, the defence ministry said.",
    "The United Nations Security Council (UNSC) urged both sides to withdraw by the end of the year.",
    "According to the Kremlin, no such offer was made.",
    "He is against the sanctions, she for them; the rest of the cabinet has not decided.",
    "Protesters, many of them students, blocked the road to the airport for three days in May 2015.",
    "Rebels attacked a convoy of the African Union, killing two soldiers and a driver.",
    "MPs from the opposition want an inquiry into the “deal”.",
    "The EU supports the ceasefire and opposes any \"unilateral step\" - so does Berlin.",
    "WHO IS RIGHT?",
    "(Reporting by Ida Berg; Editing by Paul Storm)",
    "— Why now? — asked one.",
    "Its military denied it.",
)  # fmt: skip


def spans(value: object) -> Iterator[Span]:
    """All spans in an extraction."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


def check(text: str) -> Extraction:
    """Everything that holds for the extraction of any text."""
    found = extract(text, "2016-05-09")
    units = text.encode("utf-16-le", "surrogatepass")
    for span in spans(found):
        assert text[span.start : span.end] == span.exact
        assert units[2 * span.utf16_start : 2 * span.utf16_end].decode("utf-16-le", "surrogatepass") == span.exact
    actors, quotes = range(len(found.actors)), range(len(found.quotes))
    for event in found.events:
        assert {*event.actors, *event.recipients} <= {*actors}
    for quote in found.quotes:
        assert quote.speaker is None or quote.speaker.actor is None or quote.speaker.actor in actors
    for position in found.positions:
        assert position.holder in actors
        assert position.quote is None or position.quote in quotes
    for actor in found.actors:
        assert actor.name
        assert actor.name not in actor.aliases
        assert all(mention.exact == mention.exact.strip() != "" for mention in actor.mentions)
        assert [m.start for m in actor.mentions] == sorted(m.start for m in actor.mentions)
    facts = (*found.actors, *found.quotes, *found.events, *found.positions)
    assert all(0 <= fact.confidence <= 1 for fact in facts)
    assert found.warnings == ()
    return found


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=200))
def test_any_text_grounds(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.sampled_from((" ", "\n", "\n\n", "\r\n\r\n", "")))
def test_spliced_sentences_ground(sentences: list[str], between: str) -> None:
    check(between.join(sentences))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_torn_sentences_ground(seed: int) -> None:
    chance = random.Random(seed)
    pieces = []
    for sentence in chance.choices(SENTENCES, k=5):
        cut = sorted(chance.choices(range(len(sentence) + 1), k=2))
        pieces.append(sentence[cut[0] : cut[1]])
    check(chance.choice(("", " ", "\n")).join(pieces))


def test_the_same_text_gives_the_same_facts() -> None:
    text = "\n\n".join(SENTENCES)
    first = extract(text, "2016-05-09")
    extract("Another text about Peru in between.")
    assert extract(text, "2016-05-09") == first


def test_offsets_count_characters_outside_the_first_plane_once() -> None:
    (actor,) = [actor for actor in check("😀😀 Norway agreed.").actors if actor.country == "NO"]
    assert (actor.mentions[0].start, actor.mentions[0].utf16_start) == (3, 5)


def test_pronouns_are_not_shown() -> None:
    found = check("Norway closed its border. It expects an attack. Its parliament will meet.")
    (norway,) = [actor for actor in found.actors if actor.name == "Norway"]
    assert [mention.exact for mention in norway.mentions] == ["Norway"]


def test_a_quote_names_its_speaker() -> None:
    found = check("“We will not wait any longer,” Maria Petrova told reporters.")
    (quote,) = found.quotes
    assert quote.speaker is not None
    assert quote.speaker.actor is not None
    assert found.actors[quote.speaker.actor].name == "Maria Petrova"


def test_the_engine_is_named() -> None:
    assert extract("Norway agreed.").engine == ENGINE


def test_an_empty_text_has_no_facts() -> None:
    found = check("")
    assert (found.actors, found.quotes, found.events, found.positions, found.dates) == ((), (), (), (), ())


def test_the_encoder_is_asked_beside_the_rules(monkeypatch):
    monkeypatch.setattr(
        "extraction.pipeline.encoder.read",
        lambda document: scores(document, trigger={"sidestepped": {"REJECT": 0.9}}),
    )
    assert [event.type for event in extract("Norway sidestepped Peru on Monday.").events] == ["REJECT"]
