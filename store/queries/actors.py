"""Actors across articles."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from ontology.enums import ActorType, LinkReason
from store.models import Actor, ActorKey, Appearance, Article
from store.queries.paging import (
    NEWEST,
    Key,
    Page,
    Several,
    among,
    both_ways,
    chunks,
    entity_page,
    fact_order,
    record_order,
    refers,
)

_ORDER = record_order(Actor)
_SORTS = both_ways(created_at=_ORDER.reversed(), name=_ORDER.behind(Actor.name))


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor, the other names that articles give it (the most usual first) and how many articles do."""

    id: str
    type: ActorType
    name: str
    country: str | None
    role: str | None
    aliases: tuple[str, ...]
    articles: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """What one or more appearances say of an actor in the same way; `last` is the key of the latest of them."""

    type: ActorType
    name: str
    country: str | None
    role: str | None
    keys: tuple[str, ...]
    link: LinkReason | None
    last: int


def list_actors(
    session: Session,
    *,
    id: Several[str] = (),  # noqa: A002
    article: str | None = None,
    type: Several[ActorType] = (),  # noqa: A002
    country: Several[str] = (),
    name: str | None = None,
    sort: str = NEWEST,
    after: Key | None = None,
    limit: int,
    count: bool = False,
) -> Page[ActorSummary]:
    """Actors; `name` is part of a name or an alias, in upper or lower case."""
    query = select(Actor)
    if id:
        query = query.where(among(Actor.id, id))
    if article is not None:
        query = query.where(
            Actor.pk.in_(select(Appearance.actor_pk).where(refers(Appearance.article_pk, Article, [article])))
        )
    if type:
        query = query.where(among(Actor.type, type))
    if country:
        query = query.where(among(Actor.country, country))
    if name is not None:
        named = Appearance.folded.contains(name.casefold(), autoescape=True)
        query = query.where(exists().where(Appearance.actor_pk == Actor.pk, named))
    page = entity_page(session, query, _SORTS[sort], after, limit, count=count)
    return Page(_summaries(session, page.items), page.next, page.total)


def get_actor(session: Session, actor_id: str) -> ActorSummary | None:
    """One actor."""
    actor = session.scalar(select(Actor).where(Actor.id == actor_id))
    return _summaries(session, [actor])[0] if actor else None


def list_appearances(
    session: Session, *, actor: Several[str], after: Key | None = None, limit: int, count: bool = False
) -> Page[Appearance]:
    """An actor as each article presents it, with its mentions there."""
    query = select(Appearance).where(refers(Appearance.actor_pk, Actor, actor))
    query = query.options(
        joinedload(Appearance.article, innerjoin=True).load_only(Article.id, raiseload=True),
        joinedload(Appearance.actor, innerjoin=True),
        selectinload(Appearance.mentions),
    )
    return entity_page(session, query, fact_order(Appearance), after, limit, count=count)


def actors_by_id(session: Session, ids: Sequence[str]) -> dict[str, Actor]:
    """Those of the actors that are stored."""
    return {
        actor.id: actor for some in chunks(ids) for actor in session.scalars(select(Actor).where(Actor.id.in_(some)))
    }


def actors_by_key(session: Session, keys: Sequence[str]) -> list[tuple[str, Actor]]:
    """The actors that have one of the keys, each with that key, the oldest first."""
    query = select(ActorKey.key, Actor).join(ActorKey.actor).order_by(Actor.pk)
    return [
        (key, actor) for some in chunks(keys) for key, actor in session.execute(query.where(ActorKey.key.in_(some)))
    ]


def tellings_of(session: Session, pks: Sequence[int]) -> Iterator[tuple[Actor, list[Telling]]]:
    """These actors, each with what its appearances say, in the order of their storing.

    What many say alike, as they do of states, is counted out by the database: they may be all articles there are.
    """
    said = (Appearance.type, Appearance.name, Appearance.country, Appearance.role, Appearance.keys, Appearance.link)
    first = func.min(Appearance.pk)
    query = select(Appearance.actor_pk, *said, func.max(Appearance.pk)).group_by(Appearance.actor_pk, *said)
    for some in chunks(pks):
        found: defaultdict[int, list[Telling]] = defaultdict(list)
        rows = session.execute(query.where(Appearance.actor_pk.in_(some)).order_by(first))
        for pk, kind, name, country, role, keys, link, last in rows:
            found[pk].append(Telling(kind, name, country, role, keys, link, last))
        for actor in session.scalars(select(Actor).where(Actor.pk.in_(some)).order_by(Actor.pk)):
            yield actor, found[actor.pk]


def keep_keys(session: Session, actor: Actor, keys: set[str]) -> None:
    """Leave an actor only these of its keys."""
    session.execute(delete(ActorKey).where(ActorKey.actor_pk == actor.pk, ActorKey.key.not_in(sorted(keys))))


def _summaries(session: Session, actors: Sequence[Actor]) -> list[ActorSummary]:
    usage = (
        select(Appearance.actor_pk, Appearance.name, Appearance.aliases, func.count())
        .where(Appearance.actor_pk.in_([actor.pk for actor in actors]))
        .group_by(Appearance.actor_pk, Appearance.name, Appearance.aliases)
    )
    articles: Counter[int] = Counter()
    names: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for pk, name, aliases, count in session.execute(usage):
        articles[pk] += count
        for each in {name, *aliases}:
            names[pk][each] += count
    return [
        ActorSummary(
            id=actor.id,
            type=actor.type,
            name=actor.name,
            country=actor.country,
            role=actor.role,
            aliases=_by_use(names[actor.pk], but=actor.name),
            articles=articles[actor.pk],
            created_at=actor.created_at,
            updated_at=actor.updated_at,
        )
        for actor in actors
    ]


def _by_use(names: Counter[str], *, but: str) -> tuple[str, ...]:
    return tuple(sorted((name for name in names if name != but), key=lambda name: (-names[name], name)))
