from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bench import api, extraction
from store.engine import make_engine, make_sessions
from store.models import Actor, Quote


def test_the_database_of_the_api_benchmark_holds_quotes_that_ground(tmp_path):
    url = f"sqlite:///{tmp_path / 'bench.sqlite3'}"
    speaker, count = api.fill(url)
    engine = make_engine(url)
    with make_sessions(engine)() as session:
        quotes = session.scalars(select(Quote).options(joinedload(Quote.article), joinedload(Quote.speaker))).all()
        assert len(quotes) == count
        assert sum(quote.speaker.id == speaker for quote in quotes) > api.LIMIT
        assert len({quote.id for quote in quotes}) == count
        for quote in quotes:
            for span in (*quote.content, quote.cue, quote.speaker_mention):
                assert quote.article.text[span.start : span.end] == span.exact
            assert quote.speaker_mention.exact == quote.speaker.name
            assert quote.cue.exact == "said"
        assert len(session.scalars(select(Actor)).all()) == api.SPEAKERS
    engine.dispose()


def test_a_text_is_lengthened_by_its_own_paragraphs():
    longer = extraction.lengthened("one two three\nfour five", 100)
    assert 100 <= len(longer.split()) < 103
    assert set(longer.split("\n")) == {"one two three", "four five"}
    assert longer == extraction.lengthened("one two three\nfour five", 100)
