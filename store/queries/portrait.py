"""How articles present an actor."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from store.models import Actor, Appearance, Article, Mention
from store.queries.paging import refers


def list_spellings(session: Session, actor_id: str, *, limit: int) -> Sequence[Row[str, int]]:
    """The words that mention an actor, each with how often they do, the most usual first."""
    return session.execute(
        select(Mention.exact, func.count().label("mentions"))
        .where(refers(Mention.actor_pk, Actor, [actor_id]))
        .group_by(Mention.exact)
        .order_by(func.count().desc(), Mention.exact)
        .limit(limit)
    ).all()


def list_roles(
    session: Session, actor_id: str, *, limit: int
) -> Sequence[Row[str | None, int, str | None, str | None]]:
    """The roles of an actor, each with how many articles give it and when the first and the last came out, as EDTF."""
    # Dates, months and years as EDTF has them sort as text.
    since, latest = func.min(Article.published_at).label("since"), func.max(Article.published_at).label("latest")
    return session.execute(
        select(Appearance.role, func.count().label("articles"), since, latest)
        .join(Appearance.article)
        .where(refers(Appearance.actor_pk, Actor, [actor_id]), Appearance.role.is_not(None))
        .group_by(Appearance.role)
        .order_by(func.count().desc(), Appearance.role)
        .limit(limit)
    ).all()
