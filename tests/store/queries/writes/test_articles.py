import pytest
from sqlalchemy import select

from services import briefs
from services.links import Known
from services.submission import check
from store import queries
from store.engine import begin_write
from store.models import Appearance, Event, EventParticipant, Mention, Position, Quote
from tests.factories import NOW, TEXT, create_brief, make_actor, make_extraction, make_span


def store_brief(session, more=0):
    """Stores a brief with some more actors."""
    found = make_extraction()
    words = (make_span("Iraq"), make_span("peace"))
    actors = (*found.actors, *(make_actor(f"Side {i}", country=None, mentions=words) for i in range(more)))
    article, keys = briefs.build(check(TEXT), make_extraction(actors=actors), Known(), NOW)
    session.rollback()
    begin_write(session)
    queries.add_articles(session, [article], keys)
    session.commit()
    return article


@pytest.mark.parametrize("kind", [Appearance, Quote, Event, EventParticipant, Position, Mention])
def test_keys_go_on_from_those_that_are_there(session, kind):
    create_brief(session, 3)
    there = session.scalars(select(kind.pk)).all()

    store_brief(session)

    new = sorted(set(session.scalars(select(kind.pk))) - set(there))
    assert new == list(range(max(there) + 1, max(there) + 1 + len(new)))
    assert new


def test_mentions_are_read_back(session, reader):
    stored = store_brief(session)

    read = queries.get_brief(reader, stored.id)

    spans = [[mention.span for mention in appearance.mentions] for appearance in read.appearances]
    assert spans == [[make_span("Iraq")], [make_span("the minister")]]


@pytest.mark.parametrize("more", [0, 20])
def test_a_brief_takes_the_same_statements_however_much_is_in_it(session, queries_sent, more):
    with queries_sent:
        store_brief(session, more)
    assert len(queries_sent) == 11
