"""Two articles: where they agree and where they contradict each other."""

import pytest

from ontology.edtf import Edtf
from ontology.enums import ActorType, EventType, FigureKind, Modality
from ontology.figure import Figure
from ontology.span import Span
from ontology.stances import Agreement
from services.compare_articles import compare_articles
from store.models import Actor, Article, Event, EventParticipant, ParticipantRole, Quote

CONTRADICT, DIFFER, AGREE = Agreement.CONTRADICT, Agreement.DIFFER, Agreement.AGREE


def event(when=None, *, actors=(1,), recipients=(2,), **values):
    """An event that is not stored."""
    bounds = Edtf.parse(when) if when else None
    parts = [(pk, ParticipantRole.ACTOR) for pk in actors] + [(pk, ParticipantRole.RECIPIENT) for pk in recipients]
    found = Event(
        **{
            "type": EventType.CONSULT,
            "modality": Modality.OCCURRED,
            "figures": [],
            "when_from": bounds and bounds.earliest,
            "when_to": bounds and bounds.latest,
        }
        | values
    )
    found.participants = [EventParticipant(actor_pk=pk, actor=Actor(id=str(pk)), role=role) for pk, role in parts]
    return found


def killed(least, most=None):
    return Figure(FigureKind.KILLED, least, most or least, False, "persons", Span(0, 2, "14", 0, 2))


def compared(a=(), b=(), kind="events"):
    return compare_articles(*(Article(**{kind: list(facts)}) for facts in (a, b)))


def quote(text, speaker=1):
    return Quote(text=text, speaker_pk=speaker)


@pytest.mark.parametrize(
    ("a", "b", "matters"),
    [
        (event(), event(), {}),
        (event("2021-07-26"), event("2021-07"), {}),  # may be the same day
        (event("2021-07-26"), event("2021-07-28"), {"date": CONTRADICT}),
        (event("../2021"), event("2021/.."), {}),
        (event(country="US"), event(country="IQ"), {"place": CONTRADICT}),
        (event(country="US", place="Washington"), event(country="US", place="Camp David"), {"place": DIFFER}),
        (event(country="US"), event(), {}),
        (event(), event(modality=Modality.HYPOTHETICAL), {"whether it happened": CONTRADICT}),
        (event(), event(modality=Modality.PLANNED), {"whether it happened": DIFFER}),
        (event(), event(modality=Modality.DENIED), {"whether it happened": CONTRADICT}),
        (event(modality=Modality.DENIED), event(modality=Modality.PLANNED), {"whether it happened": CONTRADICT}),
        (event(), event(actors=(2,), recipients=(1,)), {"who does it to whom": CONTRADICT}),
        (event(), event(actors=(1, 2), recipients=()), {}),
        (event(figures=[killed(14)]), event(figures=[killed(20)]), {"figures": CONTRADICT}),
        (event(figures=[killed(14)]), event(figures=[killed(10, 20)]), {}),
        (event(figures=[killed(14)]), event(), {}),
    ],
)
def test_event_that_both_tell(a, b, matters):
    (pair,) = compared([a], [b]).events
    assert pair.matters == matters
    assert pair.agreement == max(matters.values(), key=[AGREE, DIFFER, CONTRADICT].index, default=AGREE)


@pytest.mark.parametrize(
    "other",
    [event("2021-09"), event(type=EventType.AID), event(actors=(3,)), event(actors=(), recipients=())],
)
def test_other_event(other):
    mine = event("2021-07")
    comparison = compared([mine], [other])
    assert not comparison.events
    assert [only.events for only in comparison.only] == [[mine], [other]]


def test_events_of_one_occurrence_are_one_whatever_their_participants_and_dates():
    here = event("2021-07-01", occurrence_pk=7)
    there = event("2021-09-01", actors=(3,), recipients=(), type=EventType.AGREE, occurrence_pk=7)
    (pair,) = compared([event(), here], [there, event(type=EventType.AID)]).events
    assert pair.sides == (here, there)
    assert pair.matters == {"date": CONTRADICT, "who does it to whom": DIFFER}


def test_organ_acts_for_its_state():
    here, there = (event(actors=(), occurrence_pk=7) for _ in range(2))
    for side, pk, type_ in ((here, 1, ActorType.STATE), (there, 2, ActorType.GOVERNMENT)):
        actor = Actor(id=str(pk), type=type_, country="GR")
        side.participants = [EventParticipant(actor_pk=pk, actor=actor, role=ParticipantRole.ACTOR)]
    (pair,) = compared([here], [there]).events
    assert not pair.matters


def test_events_are_paired_with_those_most_alike():
    here = [event("2021-07-01"), event("2021-07-05")]
    there = [event("2021-07-05"), event("2021-07-01"), event("2021-07-03")]
    comparison = compared(here, there)
    assert [pair.sides for pair in comparison.events] == [(here[0], there[1]), (here[1], there[0])]
    assert comparison.only[1].events == [there[2]]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("We want peace.", "we want “peace”", True),
        ("We want an end to the war", "Today we want an end to the war, he said", True),
        ("an end to the war", "we want an end to the warfare", False),
        ("the war", "we want an end to the war", False),
    ],
)
def test_same_words(a, b, same):
    assert bool(compared([quote(a)], [quote(b)], "quotes").quotes) == same


def test_words_of_somebody_else_or_of_nobody_are_others():
    for speaker in (2, None):
        assert not compared([quote("we want peace")], [quote("we want peace", speaker)], "quotes").quotes
    assert not compared([quote("we want peace", None)], [quote("we want peace", None)], "quotes").quotes


def test_contradictions_come_first():
    comparison = compared(
        [event("2021-07-01"), event(type=EventType.AID, country="US")],
        [event("2021-07-01"), event(type=EventType.AID, country="IQ")],
    )
    assert [pair.agreement for pair in comparison.events] == [CONTRADICT, AGREE]
    assert comparison.counts == {CONTRADICT: 1, AGREE: 1}
