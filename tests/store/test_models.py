import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError, InvalidRequestError

from ontology.enums import EventType
from store.models import Actor, Appearance, Article, Base, Event, Mention, Quote
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_quote,
)


def test_every_relationship_raises_when_it_was_not_loaded():
    relationships = [link for mapper in Base.registry.mappers for link in mapper.relationships]

    assert relationships
    assert {link.lazy for link in relationships} == {"raise"}


def test_article_id_is_the_public_one(session):
    article = create_article(session)

    assert create_quote(session, article).article_id == article.id


def test_article_id_is_not_loaded_behind_ones_back(session, reader):
    quote = create_quote(session)

    with pytest.raises(InvalidRequestError, match="lazy"):
        _ = reader.get_one(Quote, quote.pk).article_id


def test_enums_are_stored_by_value(session):
    create_event(session, type=EventType.COOPERATE)

    assert session.execute(text("SELECT type, modality FROM events")).one() == ("COOPERATE", "occurred")


@pytest.mark.parametrize(
    ("table", "column"),
    [("articles", "status"), ("actors", "type"), ("events", "modality"), ("positions", "stance"), ("quotes", "kind")],
)
def test_values_outside_the_vocabulary_are_refused_by_the_database(session, table, column):
    create_brief(session)

    with pytest.raises(IntegrityError, match=r"(?i)check constraint"):
        session.execute(text(f"UPDATE {table} SET {column} = 'odd'"))  # noqa: S608


def test_what_hangs_on_an_article_goes_with_it(session):
    create_brief(session)

    session.execute(text("DELETE FROM articles"))

    under = ("appearances", "mentions", "quotes", "events", "event_participants", "positions")
    assert [session.scalar(text(f"SELECT count(*) FROM {table}")) for table in under] == [0] * 6  # noqa: S608
    assert session.query(Actor).count() == 1


def test_mentions_follow_their_appearance_to_another_actor(session):
    old, new = create_actor(session), create_actor(session)
    create_appearance(session, create_article(session), old)

    session.execute(update(Appearance).values(actor_pk=new.pk))

    assert session.query(Mention.actor_pk).scalar() == new.pk


def test_participants_are_told_apart_by_role(session):
    one, two = create_actor(session), create_actor(session)
    event = create_event(session, actors=(two, one), recipients=(one,))

    assert event.actor_ids == [two.id, one.id]
    assert event.recipient_ids == [one.id]


def test_mention_has_a_span(session):
    appearance = create_appearance(session, create_article(session), create_actor(session))

    span = appearance.mentions[0].span

    assert appearance.article.text[span.start : span.end] == span.exact == "Iraq"


def test_same_text_cannot_be_stored_twice(session):
    article = create_article(session)

    with pytest.raises(IntegrityError):
        create_article(session, text_sha256=article.text_sha256)
    session.rollback()
    assert session.query(Article).count() == 1
    assert session.query(Event).count() == 0
