"""What copies are found by, and writing them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, exists, func, or_, select, update
from sqlalchemy.orm import Session

from store.models import Article, ArticleBlock
from store.queries.paging import chunks


def list_article_blocks(session: Session, blocks: Sequence[str]) -> list[Row[Any]]:
    """List the articles that have one of the keys: block, nth and article_pk, in the order of nth."""
    query = select(ArticleBlock.block, ArticleBlock.nth, ArticleBlock.article_pk).order_by(ArticleBlock.nth)
    rows: list[Row[Any]] = []
    for some in chunks(blocks):
        rows += session.execute(query.where(ArticleBlock.block.in_(some)))
    return rows


def list_originals(session: Session, pks: Collection[int]) -> list[tuple[int, str]]:
    """List articles, given by their primary keys, each with the id of the first one of its group."""
    query = select(Article.pk, func.coalesce(Article.copy_of, Article.id)).order_by(Article.pk)
    return [
        (pk, original)
        for some in chunks(sorted(pks))
        for pk, original in session.execute(query.where(Article.pk.in_(some)))
    ]


def list_group(session: Session, originals: Collection[str]) -> Sequence[Article]:
    """List articles, given by their ids, and their copies."""
    return session.scalars(select(Article).where(or_(Article.id.in_(originals), Article.copy_of.in_(originals)))).all()


def get_text(session: Session, pk: int) -> str:
    """Get the text of an article by its primary key."""
    return session.scalars(select(Article.text).where(Article.pk == pk)).one()


def list_uncompared(session: Session, pks: Collection[int]) -> Sequence[Article]:
    """List those of the articles, given by their primary keys, that have no keys yet."""
    compared = exists().where(ArticleBlock.article_pk == Article.pk)
    return session.scalars(select(Article).where(Article.pk.in_(pks), ~compared).order_by(Article.pk)).all()


def set_copies(session: Session, articles: Sequence[Article]) -> None:
    """Store the copies of articles that are in no session."""
    if not articles:
        return
    session.execute(
        update(Article), [{"pk": each.pk, "copy_of": each.copy_of, "copies": each.copies} for each in articles]
    )
