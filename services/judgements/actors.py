"""Showing what articles say of actors at the records where judgements want it.

An appearance keeps the record to which it was linked; where it is shown follows from that and from the judgements that
hold. So one can be revoked whatever has happened since: everything goes home, and what still holds is applied again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ontology.enums import FactStatus
from ontology.span import Span
from services import briefs, links
from services.judgements import judged
from services.judgements.judged import Judged
from services.judgements.touched import Touched
from store import queries
from store.models import Actor, Appearance
from store.queries import Cause

_TAKEN_OVER = ("aliases", "country", "role", "mentions")


def settle(session: Session, ids: Collection[str], cause: Cause) -> None:
    """Show what was linked to actors, which judgements connect, where the judgements that hold want it."""
    actors = queries.get_actors(session, sorted(ids))
    touched = Touched()
    _send_home(session, {actor.pk for actor in actors.values()}, touched)
    rules = judged.load(session, ids)
    _apply(session, actors, rules, cause.at, touched)
    pks = [actor.pk for actor in actors.values()]
    links.refresh_actors(session, pks)
    links.give_keys(session, [actors[each] for each in dict.fromkeys(rules.split.values()) if each in actors])
    touched.renew(session)
    queries.delete_unused_actors(session, pks, cause)


def send_home(session: Session, article_pk: int, pks: Collection[int]) -> None:
    """Show actors of an article, all of whose own and others are given, where it was linked to them."""
    _send_home(session, pks, Touched(), article_pk=article_pk)


def obey(
    session: Session, article_ids: Sequence[str], appearances: Iterable[Appearance], rules: Judged, now: datetime
) -> bool:
    """Show actors of new articles where judgements want them; return whether any moved."""
    actors = {appearance.actor.id: appearance.actor for appearance in appearances}
    moved = _apply(session, actors, rules, now, Touched(), article_ids=article_ids)
    links.refresh_actors(session, sorted(moved), now)
    return bool(moved)


def _apply(
    session: Session,
    actors: dict[str, Actor],
    rules: Judged,
    now: datetime,
    touched: Touched,
    *,
    article_ids: Collection[str] | None = None,
) -> set[int]:
    """Split first, then merge, in these articles or in all; return the primary keys of the actors that changed."""
    parts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (article_id, record_id), other in rules.split.items():
        parts[record_id, other].append(article_id)
    moves: list[tuple[tuple[str, str], Collection[str] | None]] = [*parts.items()]
    moves += [(merge, article_ids) for merge in sorted(rules.stands.items())]
    changed: set[int] = set()
    for (from_id, to_id), some in moves:
        source = actors.get(from_id)
        shown = queries.list_articles_of_actor(session, source.pk, article_ids=some) if source else []
        if source is not None and shown:
            target = actors[to_id] = get_or_add(session, actors, source, to_id, rules, now)
            touched.add(session, shown)
            _move(session, shown, source, target)
            changed |= {source.pk, target.pk}
    return changed


def get_or_add(
    session: Session, actors: dict[str, Actor], source: Actor, actor_id: str, rules: Judged, now: datetime
) -> Actor:
    """Get the actor at which another one is shown, or add it as that one is."""
    target = actors.get(actor_id) or queries.get_actors(session, [actor_id]).get(actor_id)
    if target is None:
        target = links.copy_actor(source, actor_id, now)
        judged.correct(target, rules.corrected.get(actor_id, {}))
        session.add(target)
        session.flush()
    return target


def _move(session: Session, article_pks: Sequence[int], source: Actor, target: Actor) -> None:
    both = queries.list_articles_with(session, target.pk, article_pks)
    queries.move_appearances(session, [pk for pk in article_pks if pk not in both], source.pk, target.pk)
    for article_pk in sorted(both):
        _join(session, article_pk, source.pk, target.pk)


def _send_home(session: Session, pks: Collection[int], touched: Touched, *, article_pk: int | None = None) -> None:
    joined = queries.list_joined_appearances(session, pks, article_pk=article_pk)
    touched.add(session, [appearance.article_pk for appearance in joined])
    for appearance in sorted(joined, key=_number, reverse=True):
        _part(session, appearance)
    while moved := queries.list_moved_appearances(session, pks, article_pk=article_pk):
        # One waits until the other that is shown in its place has gone home, too.
        places = {(article_pk, actor_pk) for article_pk, actor_pk, _ in moved}
        groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for article_pk, actor_pk, linked_pk in moved:
            if (article_pk, linked_pk) not in places:
                groups[actor_pk, linked_pk].append(article_pk)
        for (actor_pk, linked_pk), article_pks in groups.items():
            touched.add(session, article_pks)
            queries.move_appearances(session, article_pks, actor_pk, linked_pk)


def _number(appearance: Appearance) -> int:
    number: int = (appearance.joined or {})["number"]
    return number


# --- two actors of one article ----------------------------------------------------------------------------------------


def _join(session: Session, article_pk: int, source_pk: int, target_pk: int) -> None:
    """Show an actor of an article as part of another one of it, which takes over its names, mentions and facts."""
    appearance, other = (queries.get_appearance_at(session, article_pk, pk) for pk in (source_pk, target_pk))
    number = queries.count_joined_appearances(session, article_pk)
    before = _taken_over(other)
    if appearance.status is not FactStatus.REJECTED:
        _set(session, other, before | briefs.union(other, appearance) | {"mentions": _mentions(other, appearance)})
    after = _taken_over(other)
    facts = queries.take_over_facts(session, article_pk, source_pk, target_pk)
    appearance.joined = {"into": target_pk, "number": number, "before": before, "after": after, "facts": facts}
    session.flush()


def _part(session: Session, appearance: Appearance) -> None:
    """Take `_join` back; what a person has changed since stays."""
    saved: dict[str, Any] = appearance.joined or {}
    other = queries.get_appearance_at(session, appearance.article_pk, saved["into"])
    queries.give_back_facts(session, saved["facts"], appearance.actor_pk, other.actor_pk)
    now, before, after = _taken_over(other), saved["before"], saved["after"]
    _set(session, other, {name: before[name] if now[name] == after[name] else now[name] for name in _TAKEN_OVER})
    appearance.joined = None
    session.flush()


def _taken_over(appearance: Appearance) -> dict[str, Any]:
    mentions = [mention.span._asdict() for mention in appearance.mentions]
    own = {"aliases": list(appearance.aliases), "country": appearance.country, "role": appearance.role}
    return own | {"mentions": mentions}


def _mentions(one: Appearance, other: Appearance) -> list[dict[str, Any]]:
    spans = {mention.span for each in (one, other) for mention in each.mentions}
    return [span._asdict() for span in sorted(spans)]


def _set(session: Session, appearance: Appearance, value: dict[str, Any]) -> None:
    changes_mentions = value["mentions"] != _taken_over(appearance)["mentions"]
    appearance.aliases = tuple(value["aliases"])
    appearance.country, appearance.role = value["country"], value["role"]
    appearance.folded = briefs.folded(appearance.name, appearance.aliases)
    session.flush()
    if changes_mentions:
        queries.set_mentions(session, appearance, [Span(**span) for span in value["mentions"]])
        session.refresh(appearance, ["mentions"])
