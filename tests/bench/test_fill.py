import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import joinedload

from bench.api.fill import SENTENCES, SPEAKERS, fill
from bench.reviewed import review_a_tenth
from ontology.enums import FactStatus, Subject
from services import ids
from services.review import review
from services.review.review import FactRef
from store import queries
from store.engine import make_engine, make_sessions
from store.models import Actor, Quote
from tests.factories import create_brief


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('bench') / 'bench.sqlite3'}"
    speaker = fill(url, 4_400)
    engine = make_engine(url)
    with make_sessions(engine)() as session:
        yield session, speaker
    engine.dispose()


def test_it_has_as_many_quotes_as_asked_for_as_many_of_each_speaker(filled):
    session, speaker = filled
    counts = dict(session.execute(select(Actor.id, func.count()).join(Quote.speaker).group_by(Actor.id)).all())
    assert sum(counts.values()) == 4_400
    assert set(counts.values()) == {400}
    assert speaker in counts


def test_quotes_ground_and_have_the_ids_that_ingest_would_give(filled):
    session, _ = filled
    for quote in session.scalars(select(Quote).options(joinedload(Quote.article), joinedload(Quote.speaker))):
        for span in (*quote.content, quote.cue, quote.speaker_mention):
            assert quote.article.text[span.start : span.end] == span.exact
        assert quote.speaker_mention.exact == quote.speaker.name
        assert quote.cue.exact == "said"
        assert quote.id == ids.quote_id(quote.article.id, quote.content)


def test_every_speaker_of_an_article_says_the_same_number_of_sentences(filled):
    session, _ = filled
    said = select(func.count(), func.count(Quote.speaker_pk.distinct())).group_by(Quote.article_pk)
    assert set(map(tuple, session.execute(said))) == {(SPEAKERS * SENTENCES, SPEAKERS)}


@pytest.mark.database("sqlite")
def test_it_has_all_indexes_and_all_triggers(filled, session):
    made = text("SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name")
    assert filled[0].execute(made).all() == session.execute(made).all()


def test_articles_and_quotes_can_be_searched(filled):
    def found(word):
        each = "(SELECT count(*) FROM {0} WHERE {0} MATCH :word)"
        search = text(f"SELECT {each.format('search_articles')} + {each.format('search_quotes')}")
        return filled[0].scalar(search, {"word": word})

    assert found("report") == 4_400 / (SPEAKERS * SENTENCES)
    quotes = filled[0].scalar(select(func.count()).where(Quote.text.contains("troops")))
    assert found("troops") == quotes + found("report")


def test_another_number_is_refused(tmp_path):
    with pytest.raises(ValueError, match="4001 quotes"):
        fill(f"sqlite:///{tmp_path / 'bench.sqlite3'}", 4_001)


def test_a_tenth_is_reviewed_and_has_a_history(session):
    for _ in range(30):
        create_brief(session)
    review_a_tenth(session.connection())
    reviewed = queries.list_quotes(session, reviewed_by=["reviewer7"], status=[*FactStatus], limit=50).items
    assert sorted(quote.status for quote in reviewed) == ["confirmed", "corrected", "rejected"]
    for quote in reviewed:
        history = review.list_revisions(session, FactRef(Subject.QUOTE, quote.id), limit=5).items
        assert [revision.status for revision in history] == [quote.status, "machine"]
    assert session.scalar(select(func.count()).select_from(Quote)) == 30
