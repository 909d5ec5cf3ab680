"""Ties between actors, and between actors and issues."""

import pytest

from ontology.edtf import Edtf
from ontology.enums import EventType, Modality, Stance
from store import queries
from tests.factories import (
    create_actor,
    create_article,
    create_event,
    create_issue,
    create_position,
    make_publication,
)


def ties(rows):
    return [(row.source_name, row.target_name, row.relation, row.weight) for row in rows]


def test_denied_event_ties_nobody(session, iraq, iran):
    create_event(session, actors=(iran,), recipients=(iraq,), type=EventType.ASSAULT, modality=Modality.DENIED)
    assert ties(queries.list_event_ties(session, limit=10)) == []


def test_stances_are_counted_by_kind(session, iraq, iran):
    peace = create_issue(session, "Peace")
    for holder, stance in ((iraq, Stance.SUPPORTS), (iran, Stance.OPPOSES), (iran, Stance.OPPOSES)):
        create_position(session, holder=holder, issue=peace, stance=stance)
    found = queries.list_stance_ties(session, limit=10)
    assert ties(found) == [("Iran", "Peace", Stance.OPPOSES, 2), ("Iraq", "Peace", Stance.SUPPORTS, 1)]
    assert ties(queries.list_stance_ties(session, actor=[iraq.id], limit=10)) == ties(found[1:])
    assert ties(queries.list_stance_ties(session, country=["IR"], limit=10)) == ties(found[:1])
    assert ties(queries.list_stance_ties(session, limit=1)) == ties(found[:1])


def test_events_tie_each_who_acts_to_each_acted_upon(session, iraq, iran):
    oman = create_actor(session, name="Oman", country="OM")
    create_event(session, actors=(iraq, iran), recipients=(oman,), type=EventType.AID)
    create_event(session, actors=(iraq,), recipients=(oman,), type=EventType.AID)
    create_event(session, actors=(iraq,), type=EventType.PROTEST)
    found = queries.list_event_ties(session, limit=10)
    assert ties(found) == [("Iraq", "Oman", EventType.AID, 2), ("Iran", "Oman", EventType.AID, 1)]
    assert ties(queries.list_event_ties(session, actor=[oman.id], limit=10)) == ties(found)
    assert ties(queries.list_event_ties(session, actor=[iran.id], limit=10)) == ties(found[1:])
    assert ties(queries.list_event_ties(session, country=["IQ"], limit=10)) == ties(found[:1])
    assert ties(queries.list_event_ties(session, limit=1)) == ties(found[:1])


@pytest.mark.parametrize(
    ("window", "weight"),
    [
        ({"published_from": Edtf.parse("2021-07").earliest}, 1),
        ({"published_to": Edtf.parse("2021-06").latest}, 1),
        ({"published_from": Edtf.parse("2022").earliest}, None),
        ({}, 2),
    ],
)
def test_time_of_publication(session, iraq, iran, window, weight):
    issue = create_issue(session)
    for published in ("2021-06", "2021-07"):
        article = create_article(session, **make_publication(published))
        create_event(session, article, actors=(iraq,), recipients=(iran,))
        create_position(session, article, holder=iraq, issue=issue)
    for listed in (queries.list_event_ties, queries.list_stance_ties):
        assert [row.weight for row in listed(session, **window, limit=10)] == ([weight] if weight else [])


def test_a_list_of_ties_takes_one_query(session, iraq, iran, queries_sent):
    create_event(session, actors=(iraq,), recipients=(iran,))
    with queries_sent:
        queries.list_event_ties(session, limit=10)
        queries.list_stance_ties(session, limit=10)
    assert len(queries_sent) == 2
