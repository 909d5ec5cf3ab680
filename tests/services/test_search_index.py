"""What taking in, linking and deleting articles does to the search index."""

import pytest

from ontology.enums import ActorType
from services import articles
from services.errors import Invalid
from tests.factories import TEXT, make_actor, make_extraction, make_span
from tests.index import words

NAMES = "Maria Luz Ortega met Maria Ortega. Iraq wants peace, the minister said."


def tell(extracts, name):
    person = make_actor(name, NAMES, type=ActorType.PERSON, country=None, mentions=(make_span(name, NAMES),))
    extracts(make_extraction(actors=(person,), quotes=(), events=(), positions=()))


def test_article_is_found_as_soon_as_it_is_stored(extracts, session):
    extracts(make_extraction())
    articles.ingest(session, text=TEXT, title="Vienna")

    assert {"vienna", "iraq", "peace"} <= words(session)


def test_refused_article_leaves_nothing(extracts, session):
    extracts(make_extraction())
    with pytest.raises(Invalid):
        articles.ingest(session, text=TEXT, title="Vienna", published_at="never")

    assert words(session) == set()


def test_nothing_of_a_deleted_article_is_left(extracts, session):
    extracts(make_extraction())
    article, _ = articles.ingest(session, text=TEXT, title="Vienna")

    articles.delete(session, article.id)

    assert words(session) == set()


def test_actor_is_found_by_the_name_it_has_now(extracts, session):
    tell(extracts, "Maria Ortega")
    articles.ingest(session, text=NAMES)
    tell(extracts, "Maria Luz Ortega")
    fuller, _ = articles.ingest(session, text=NAMES + " ")
    assert "luz" in words(session)

    articles.delete(session, fuller.id)

    assert {"maria", "ortega"} <= words(session)
