"""Actors across articles."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload, selectinload

from ontology.enums import ActorType, FactOrigin, FactStatus, HitKind, LinkReason, StateLink
from ontology.searching import Alternative
from store.models import Actor, ActorCount, ActorKey, Appearance, Article, Mention
from store.queries.conditions import Several, among, changed, contains, each, is_live, refers, within
from store.queries.dates import first_published, last_published
from store.queries.lists import List
from store.queries.paging import NEWEST, Page, Paging, both_ways, chunks, counted, fact_order, newest_first
from store.queries.states import list_states, under


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor, its other names in articles (the most frequent first), and its numbers of articles and positions."""

    id: str
    type: ActorType
    name: str
    country: str | None
    role: str | None
    state: str | None
    state_link: StateLink | None
    aliases: tuple[str, ...]
    articles: int
    positions: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words that mention an actor, and the reasons why their articles were linked to it."""

    exact: str
    mentions: int
    links: tuple[LinkReason, ...]


@dataclass(frozen=True, slots=True)
class AppearanceGroup:
    """Appearances that say the same of an actor; `last_pk` is the primary key of the latest of them.

    Judgements may show them at another actor than the one to which they were linked.
    """

    type: ActorType
    name: str
    country: str | None
    role: str | None
    keys: tuple[str, ...]
    link: LinkReason | None
    last_pk: int
    is_linked: bool
    is_shown: bool


class ActorFilters(Paging, total=False):
    """The arguments of the list of actors."""

    id: Several[str]
    q: Sequence[Alternative]
    article: str | None
    type: Several[ActorType]
    country: Several[str]
    under: Several[str]
    name: str | None
    created_from: datetime | None
    updated_from: datetime | None


class AppearanceFilters(Paging, total=False):
    """The arguments of the list of appearances. Without `status`, rejected ones are left out."""

    actor: Several[str]
    article: Several[str]
    status: Several[FactStatus]
    origin: Several[FactOrigin]
    reviewed_by: Several[str]


_ORDER = newest_first(Actor)


def _an_appearance(
    *conditions: ColumnElement[bool], by: InstrumentedAttribute[Any] = Appearance.actor_pk
) -> ScalarSelect[int]:
    """Select 1 where an actor has such an appearance. For EXISTS, Postgres may read all appearances of the table."""
    found = select(literal(1)).where(by == Actor.pk, *conditions)
    return found.correlate(Actor).limit(1).scalar_subquery()


def _has_none(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """An actor has no such appearance, nor one that judgements have given to another actor."""
    return and_(*(_an_appearance(*conditions, by=by).is_(None) for by in (Appearance.actor_pk, Appearance.linked_pk)))


_ACTORS = List(
    select(Actor),
    [
        each(
            id=among(Actor.id),
            type=among(Actor.type),
            country=among(Actor.country),
            under=under(Actor.acts_for),
            **changed(Actor),
        ),
        within(
            Actor.pk,
            select(Appearance.actor_pk).where(is_live(Appearance)),
            article=refers(Appearance.article_pk, Article),
        ),
        each(
            name=lambda given: exists().where(
                Appearance.actor_pk == Actor.pk, is_live(Appearance), contains(Appearance.folded)(given)
            )
        ),
    ],
    both_ways(
        created_at=_ORDER.reversed(),
        updated_at=_ORDER.first_by(Actor.updated_at, descending=True).reversed(),
        name=_ORDER.first_by(Actor.name),
        **counted(ActorCount, ActorCount.actor_pk, Actor.counts),
    ),
    hit=HitKind.ACTOR,
    # Not all of its appearances are rejected, or shown at another actor.
    live=or_(_an_appearance(is_live(Appearance)).is_not(None), _has_none()),
    shows_all="id",
)
_APPEARANCES = List(
    select(Appearance)
    .options(
        joinedload(Appearance.article, innerjoin=True).load_only(Article.id, raiseload=True),
        joinedload(Appearance.actor, innerjoin=True),
        selectinload(Appearance.mentions),
    )
    .where(Appearance.joined.is_(None)),
    [
        each(
            actor=refers(Appearance.actor_pk, Actor),
            article=refers(Appearance.article_pk, Article),
            status=among(Appearance.status),
            origin=among(Appearance.origin),
            reviewed_by=among(Appearance.reviewed_by),
        )
    ],
    {NEWEST: fact_order(Appearance)},
    live=is_live(Appearance),
)


def list_actors(session: Session, **asked: Unpack[ActorFilters]) -> Page[ActorSummary]:
    """List actors; `name` is part of a name or an alias, in upper or lower case."""
    page = _ACTORS.page(session, asked)
    return replace(page, items=_summaries(session, page.items))


def get_actor(session: Session, actor_id: str) -> ActorSummary | None:
    """Get an actor; one whose appearances are shown at others is none."""
    actor = session.scalar(select(Actor).where(Actor.id == actor_id, is_shown()))
    return _summaries(session, [actor])[0] if actor else None


def is_shown(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Condition: among such appearances, the actor has none, or other actors do not show all of them."""
    return or_(_an_appearance(Appearance.joined.is_(None), *conditions).is_not(None), _has_none(*conditions))


def list_appearances(session: Session, **asked: Unpack[AppearanceFilters]) -> Page[Appearance]:
    """List an actor as each article presents it, with its mentions there."""
    return _APPEARANCES.page(session, asked)


def get_appearance(session: Session, article_id: str, actor_id: str) -> Appearance | None:
    """Get an actor as an article presents it, also a rejected one."""
    found = list_appearances(session, article=[article_id], actor=[actor_id], status=tuple(FactStatus), limit=1)
    return next(iter(found.items), None)


def get_actors(session: Session, ids: Sequence[str]) -> dict[str, Actor]:
    """Get the actors with these ids, by id; those that are not stored are left out."""
    return {
        actor.id: actor for some in chunks(ids) for actor in session.scalars(select(Actor).where(Actor.id.in_(some)))
    }


def list_actor_names(session: Session, ids: Sequence[str]) -> Sequence[Row[str, str, str | None]]:
    """List the ids, names and countries of the actors with these ids."""
    return session.execute(select(Actor.id, Actor.name, Actor.country).where(Actor.id.in_(ids))).all()


def list_actors_by_key(session: Session, keys: Sequence[str]) -> list[tuple[str, Actor]]:
    """List the actors that have one of the keys, each with that key, the oldest first."""
    query = select(ActorKey.key, Actor).join(ActorKey.actor).order_by(Actor.pk)
    return [
        (key, actor) for some in chunks(keys) for key, actor in session.execute(query.where(ActorKey.key.in_(some)))
    ]


def list_appearance_groups(session: Session, pks: Sequence[int]) -> Iterator[tuple[Actor, list[AppearanceGroup]]]:
    """Yield actors, each with the groups of its appearances, in the order in which they were stored.

    Those that judgements have given to an actor come after its own. Rejected ones are left out, unless an actor has no
    others.

    The database groups them: a state may appear in all articles, and most of them say the same of it.
    """
    said = (Appearance.type, Appearance.name, Appearance.country, Appearance.role, Appearance.keys, Appearance.link)
    is_joined = Appearance.joined.is_not(None)
    places = (Appearance.actor_pk, Appearance.linked_pk, is_joined)
    first = func.min(Appearance.pk)
    other = aliased(Appearance)
    accepted, others = (each.status != FactStatus.REJECTED for each in (Appearance, other))
    counts = or_(accepted, ~exists().where(other.actor_pk == Appearance.actor_pk, others))
    query = select(*places, *said, func.max(Appearance.pk)).group_by(*places, *said).order_by(first)
    for some in chunks(pks):
        found: defaultdict[int, list[AppearanceGroup]] = defaultdict(list)
        theirs = or_(Appearance.actor_pk.in_(some), Appearance.linked_pk.in_(some))
        for row in session.execute(query.where(theirs, counts)):
            at, linked, joined, *group = row
            own = linked or at
            found[own].append(_group(group, is_linked=True, is_shown=at == own and not joined))
            if at != own and not joined:
                found[at].append(_group(group, is_linked=False, is_shown=True))
        for actor in session.scalars(select(Actor).where(Actor.pk.in_(some)).order_by(Actor.pk)):
            yield actor, sorted(found[actor.pk], key=lambda group: not group.is_linked)


def _group(columns: Sequence[Any], *, is_linked: bool, is_shown: bool) -> AppearanceGroup:
    return AppearanceGroup(*columns, is_linked=is_linked, is_shown=is_shown)  # type: ignore[misc]


def list_spellings(session: Session, actor_id: str, *, limit: int) -> list[Spelling]:
    """List the words that mention an actor, the most frequent first."""
    links = {reason: func.max(case((Appearance.link == reason, 1), else_=0)) for reason in LinkReason}
    rows = session.execute(
        select(Mention.exact, func.count().label("mentions"), *links.values())
        .join(
            Appearance,
            and_(Appearance.article_pk == Mention.article_pk, Appearance.actor_pk == Mention.actor_pk),
        )
        .where(Appearance.actor_pk == _pk_of(actor_id), is_live(Appearance))
        .group_by(Mention.exact)
        .order_by(func.count().desc(), Mention.exact)
        .limit(limit)
    )
    return [
        Spelling(exact, mentions, tuple(reason for reason, has in zip(links, given, strict=True) if has))
        for exact, mentions, *given in rows
    ]


def list_roles(
    session: Session, actor_id: str, *, limit: int
) -> Sequence[Row[str | None, int, str | None, str | None]]:
    """List the roles of an actor, each with its number of articles and the dates of the first and the last, as EDTF."""
    role = Appearance.role
    count = func.count().over(partition_by=role).label("articles")
    since, latest = first_published(role).label("since"), last_published(role).label("latest")
    return session.execute(
        select(role, count, since, latest)
        .distinct()
        .join(Appearance.article)
        .where(Appearance.actor_pk == _pk_of(actor_id), role.is_not(None), is_live(Appearance))
        .order_by(count.desc(), role)
        .limit(limit)
    ).all()


def list_leading_actors(session: Session, *, newest: int, limit: int) -> Sequence[Row[str, str, ActorType, int]]:
    """List the actors that appear in the most of the newest articles, each with the number of these articles.

    Of actors with the same number, those with more mentions come first.
    """
    articles = select(Article.pk).order_by(Article.pk.desc()).limit(newest).scalar_subquery()
    count = func.count(Appearance.article_pk.distinct()).label("articles")
    return session.execute(
        select(Actor.id, Actor.name, Actor.type, count)
        .join(Appearance, Appearance.actor_pk == Actor.pk)
        .join(Appearance.mentions)
        .where(Appearance.article_pk.in_(articles), is_live(Appearance))
        .group_by(Actor.pk, Actor.id, Actor.name, Actor.type)
        .order_by(count.desc(), func.count(Mention.pk).desc(), Actor.name, Actor.id)
        .limit(limit)
    ).all()


def _pk_of(actor_id: str) -> ScalarSelect[int]:
    return select(Actor.pk).where(Actor.id == actor_id).scalar_subquery()


def _summaries(session: Session, actors: Sequence[Actor]) -> list[ActorSummary]:
    pks = [actor.pk for actor in actors]
    columns = (ActorCount.actor_pk, ActorCount.articles, ActorCount.positions, Appearance.name, Appearance.aliases)
    theirs = Appearance.actor_pk.in_(pks)  # otherwise Postgres reads the appearances of all actors
    usage = (
        select(*columns, func.count())
        .outerjoin(Appearance, and_(Appearance.actor_pk == ActorCount.actor_pk, theirs, is_live(Appearance)))
        .where(ActorCount.actor_pk.in_(pks))
        .group_by(*columns)
    )
    counts: dict[int, tuple[int, int]] = {}
    names: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for pk, articles, positions, name, aliases, count in session.execute(usage):
        counts[pk] = articles, positions
        for spelling in {name, *aliases} if name is not None else ():
            names[pk][spelling] += count
    states = list_states(session, pks)
    return [
        ActorSummary(
            id=actor.id,
            type=actor.type,
            name=actor.name,
            country=actor.country,
            role=actor.role,
            state=states.get(actor.pk, (None, None))[0],
            state_link=states.get(actor.pk, (None, None))[1],
            aliases=_by_use(names[actor.pk], but=actor.name),
            articles=counts[actor.pk][0],
            positions=counts[actor.pk][1],
            created_at=actor.created_at,
            updated_at=actor.updated_at,
        )
        for actor in actors
    ]


def _by_use(names: Counter[str], *, but: str) -> tuple[str, ...]:
    return tuple(sorted((name for name in names if name != but), key=lambda name: (-names[name], name)))
