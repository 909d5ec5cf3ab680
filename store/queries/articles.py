"""Articles and their briefs."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Unpack

from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import Session, defer, immediateload, joinedload, selectinload

from ontology.enums import HitKind
from ontology.searching import Alternative
from store.models import Appearance, Article, Event, EventParticipant, ExternalId, Position, Quote
from store.queries.conditions import PUBLISHED, Several, among, changed, each, is_live, within
from store.queries.lists import List
from store.queries.paging import Page, Paging, both_ways, chunks, newest_first


class ArticleFilters(Paging, total=False):
    """The arguments of the list of articles."""

    id: Several[str]
    q: Sequence[Alternative]
    publisher: str | None
    language: str | None
    copy_of: Several[str]
    engine: Several[str]
    external_id: Several[str]
    source: Several[str]
    published_from: datetime | None
    published_to: datetime | None
    created_from: datetime | None
    updated_from: datetime | None


_ORDER = newest_first(Article)
_ARTICLES = List(
    select(Article).options(defer(Article.text, raiseload=True)),
    [
        each(
            id=among(Article.id),
            publisher=among(Article.publisher),
            language=among(Article.language),
            copy_of=among(Article.copy_of),
            engine=among(Article.engine),
            **changed(Article),
            **PUBLISHED,
        ),
        within(
            Article.pk,
            select(ExternalId.article_pk),
            external_id=among(ExternalId.external_id),
            source=among(ExternalId.source),
        ),
    ],
    both_ways(
        created_at=_ORDER.reversed(),
        updated_at=_ORDER.first_by(Article.updated_at, descending=True).reversed(),
        published_at=_ORDER.first_by(Article.published_from, descending=True).reversed(),
    ),
    hit=HitKind.ARTICLE,
)
_WITH_EXTERNAL_IDS = List(
    _ARTICLES.query.options(selectinload(Article.external_ids)), _ARTICLES.filters, _ARTICLES.sorts, hit=_ARTICLES.hit
)


def list_articles(session: Session, **asked: Unpack[ArticleFilters]) -> Page[Article]:
    """List articles without their text and their callers' ids."""
    return _ARTICLES.page(session, asked)


def list_articles_with_external_ids(session: Session, **asked: Unpack[ArticleFilters]) -> Page[Article]:
    """List articles without their text."""
    return _WITH_EXTERNAL_IDS.page(session, asked)


def get_article(session: Session, article_id: str, *, lock: bool = False) -> Article | None:
    """Get an article without its facts; with `lock` no other transaction changes it before this one ends."""
    query = select(Article).where(Article.id == article_id).options(selectinload(Article.external_ids))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def get_brief(session: Session, article_id: str) -> Article | None:
    """Get an article with all that was found in it and was not rejected."""
    # Joined below the first level: a second level of selectinload takes more statements as articles grow.
    # immediateload finds the article in the session, without a statement.
    query = select(Article).where(Article.id == article_id)
    query = query.options(
        selectinload(Article.external_ids),
        selectinload(Article.appearances.and_(is_live(Appearance))).options(
            immediateload(Appearance.article),
            joinedload(Appearance.actor, innerjoin=True),
            joinedload(Appearance.mentions),
        ),
        selectinload(Article.quotes.and_(is_live(Quote))).options(
            immediateload(Quote.article),
            joinedload(Quote.speaker),
        ),
        selectinload(Article.events.and_(is_live(Event))).options(
            immediateload(Event.article),
            joinedload(Event.participants).joinedload(EventParticipant.actor),
            joinedload(Event.occurrence),
        ),
        selectinload(Article.positions.and_(is_live(Position))).options(
            immediateload(Position.article),
            joinedload(Position.holder, innerjoin=True),
            joinedload(Position.issue, innerjoin=True),
            joinedload(Position.quote.and_(is_live(Quote))).load_only(Quote.id, raiseload=True),
        ),
    )
    return session.scalar(query)


def get_articles_by_external_id(
    session: Session, external_ids: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Get the ids of articles by external id and source; external ids without an article are omitted."""
    key = (ExternalId.external_id, ExternalId.source)
    query = select(*key, Article.id).join(Article, Article.pk == ExternalId.article_pk)
    wanted = sorted({external_id for external_id, _ in external_ids})
    rows = [row for some in chunks(wanted) for row in session.execute(query.where(ExternalId.external_id.in_(some)))]
    return {(row[0], row[1]): row[2] for row in rows if (row[0], row[1]) in external_ids}


def list_article_names(session: Session, ids: Sequence[str]) -> Sequence[Row[str, str | None, str | None]]:
    """List the ids, titles and dates of publication of the articles with these ids."""
    columns = (Article.id, Article.title, Article.published_at)
    return session.execute(select(*columns).where(Article.id.in_(ids))).all()


def list_engines(session: Session) -> Sequence[str]:
    """List the engines that have read articles."""
    return session.scalars(select(Article.engine).distinct().order_by(Article.engine)).all()


def list_texts(session: Session, article_ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the ids and the texts of articles; only a few are in memory."""
    query = select(Article.id, Article.text).where(Article.id.in_(article_ids)).execution_options(yield_per=10)
    return ((article_id, text) for article_id, text in session.execute(query))


def get_length(session: Session, article_id: str) -> int | None:
    """Get the number of characters of an article's text."""
    return session.scalar(select(func.length(Article.text)).where(Article.id == article_id))


def get_stored_ids(session: Session, ids: Sequence[str]) -> set[str]:
    """Return the ids that are ids of stored articles."""
    return {found for some in chunks(ids) for found in session.scalars(select(Article.id).where(Article.id.in_(some)))}


def has_articles(session: Session) -> bool:
    """Return whether any article is stored."""
    return session.scalar(select(exists(select(Article.pk)))) or False
