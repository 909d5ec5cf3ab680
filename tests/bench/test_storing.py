"""The store that `bench.storing` fills, small: what many articles share is what the imported ones say."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import extraction
from bench import storing
from services.bulk.imports import Line
from store.engine import make_engine
from store.models import Appearance, Article, Event, EventBlock, Position
from tests.factories import TEXT, make_event, make_extraction

pytestmark = pytest.mark.database("postgres")


def test_many_articles_repeat_the_imported_ones(postgres, monkeypatch):
    monkeypatch.setattr(extraction, "extract", lambda *_: make_extraction(events=(make_event(),)))
    with postgres.database(migrated=True) as url:
        engine = make_engine(url)
        storing.fill(engine, 200, [Line(1, {"text": TEXT, "published_at": "2021-02-10"})])
        with Session(engine) as session:
            newest = session.scalar(select(func.max(Article.pk)))
            holder = session.scalar(select(Position.holder_pk).where(Position.article_pk == newest))
            of_holder = session.scalar(select(func.count()).where(Position.holder_pk == holder))
            actors = session.scalars(select(Appearance.actor_pk).where(Appearance.article_pk == newest)).all()
            appearances = session.scalar(select(func.count()).where(Appearance.actor_pk.in_(actors)))
            alike = select(Event.pk).where(Event.title.like("Like %"))
            unlike = select(func.count()).where(EventBlock.event_pk.in_(alike), EventBlock.sketch.is_(None))

            assert (newest, of_holder) == (201, 1 + 200)
            assert appearances > 200
            assert session.scalar(select(func.count()).select_from(alike.subquery())) == 800
            assert session.scalar(unlike) == 0
        engine.dispose()
