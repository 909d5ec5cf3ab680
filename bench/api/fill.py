"""Fill a database with quotes in bulk, each with a real id and real spans of its article's text."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, insert
from tqdm import tqdm

from ontology.enums import ActorType, ArticleStatus, FactStatus, QuoteKind
from ontology.span import Grounder
from services import ids, migrate
from store.engine import begin_write, make_engine, make_sessions
from store.models import Actor, Article, Quote

SPEAKERS = 10  # in an article
SENTENCES = 4  # of each speaker in an article
ARTICLES = 100  # of each speaker, all over the database

_BATCH = 250  # articles
_WORDS = "the talks will go on until both sides agree on a date for the troops to leave".split()
_SAID = " said that "
_START = datetime(2021, 7, 1, tzinfo=UTC)
_search = import_module("migrations.versions.0030_search_kinds")

Row = dict[str, Any]


def fill(url: str, quotes: int) -> str:
    """Make a SQLite database of `quotes` quotes, the same in every run, and return the id of one speaker.

    The number is a multiple of 400, at least 4,000. Whatever it is, a speaker has 400 quotes, in articles far from
    each other.
    """
    count, rest = divmod(quotes, ARTICLES * SENTENCES)
    if rest or count < SPEAKERS:
        raise ValueError(f"{quotes} quotes: not a multiple of {ARTICLES * SENTENCES}, or too few")
    speakers = [_speaker(number) for number in range(count)]
    articles = quotes // (SPEAKERS * SENTENCES)
    engine = make_engine(url)
    migrate.upgrade(engine)
    with make_sessions(engine)() as session:
        begin_write(session)
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA cache_size = -1000000")  # KiB: ids are inserted in no order
        connection.execute(insert(Actor.__table__), speakers)
        with _indexed_at_the_end(connection):
            for first in tqdm(range(0, articles, _BATCH), desc=f"{quotes:,} quotes", leave=False, disable=None):
                batch = [_article(number, speakers) for number in range(first, min(first + _BATCH, articles))]
                connection.execute(insert(Article.__table__), [article for article, _ in batch])
                connection.execute(insert(Quote.__table__), [quote for _, its in batch for quote in its])
        session.commit()
    engine.dispose()
    return str(speakers[0]["id"])


@contextmanager
def _indexed_at_the_end(connection: Connection) -> Iterator[None]:
    """Index the quotes added in the block at its end, which takes a third less time."""
    indexes = sorted(Quote.__table__.indexes, key=lambda index: index.name)
    trigger = "search_quotes_after_insert"
    connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)
    connection.exec_driver_sql(_search.add("quotes", "true"))
    connection.exec_driver_sql(_search.triggers()[trigger])


def _speaker(number: int) -> Row:
    name = f"Speaker {number}"
    return {
        "pk": number + 1,
        "id": ids.local_actor_id("bench", ActorType.PERSON, name),
        "type": ActorType.PERSON,
        "name": name,
        "created_at": _START,
        "updated_at": _START,
    }


def _article(number: int, speakers: list[Row]) -> tuple[Row, list[Row]]:
    """Return an article in which ten speakers say sentences of different lengths, and its quotes."""
    apart = len(speakers) // SPEAKERS
    those = [speakers[(number + i * apart) % len(speakers)] for i in range(SPEAKERS)] * SENTENCES
    sentences = [
        f"{speaker['name']}{_SAID}{_words(i % len(_WORDS), 8 + (7 * i + number) % 17)}."
        for i, speaker in enumerate(those)
    ]
    text = "\n".join([f"Report {number}.", *sentences])
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    stamp = _START + timedelta(minutes=number)
    article = {
        "pk": number + 1,
        "id": ids.article_id(sha256),
        "text": text,
        "text_sha256": sha256,
        "title": f"Report {number}",
        "language": "en",
        "status": ArticleStatus.READY,
        "engine": "bench",
        "dates": (),
        "warnings": (),
        "created_at": stamp,
        "updated_at": stamp,
    }
    spans = Grounder(text)
    quotes = []
    start = text.index("\n") + 1
    for speaker, sentence in zip(those, sentences, strict=True):
        quotes.append(_quote(article, speaker, spans, start, start + len(sentence)))
        start += len(sentence) + 1
    return article, quotes


@cache
def _words(first: int, count: int) -> str:
    return " ".join(_WORDS[(first + i) % len(_WORDS)] for i in range(count))


def _quote(article: Row, speaker: Row, spans: Grounder, start: int, end: int) -> Row:
    """Return the quote in the sentence text[start:end]."""
    said = start + len(speaker["name"]) + 1
    content = spans.span(start + len(speaker["name"]) + len(_SAID), end - 1)
    return {
        "id": ids.quote_id(article["id"], (content,)),
        "article_pk": article["pk"],
        "kind": QuoteKind.INDIRECT,
        "speaker_pk": speaker["pk"],
        "speaker_mention": spans.span(start, said - 1),
        "cue": spans.span(said, said + len("said")),
        "content": (content,),
        "start": content.start,
        "text": content.exact,
        "confidence": 0.8,
        "status": FactStatus.MACHINE,
        "created_at": article["created_at"],
        "updated_at": article["updated_at"],
    }
