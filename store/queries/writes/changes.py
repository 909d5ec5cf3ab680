"""Write the feed of changes, and read the rows that the recorder compares."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from ontology.enums import ChangeKind
from store.models import (
    Actor,
    Appearance,
    Article,
    Change,
    Event,
    EventParticipant,
    Issue,
    Judgement,
    Occurrence,
    Position,
    Quote,
)
from store.queries.actors import is_shown
from store.queries.paging import chunks

Row = dict[str, Any]

_LOCK = int.from_bytes(b"changes")
_FACT = {
    "confidence": "confidence",
    "status": "status",
    "origin": "origin",
    "reviewed_by": "reviewed_by",
    "found": "found",
    "updated_at": "updated_at",
}
_OF_ARTICLE = "title title_basis url publisher language published_at published_at_basis status engine dates warnings"
SERVED: dict[type[Any], dict[str, str]] = {
    Article: {name: name for name in (*_OF_ARTICLE.split(), "copy_of", "copies", "updated_at")},
    Actor: {name: name for name in ("id", "type", "name", "country", "role", "updated_at")},
    Issue: {name: name for name in ("id", "slug", "label", "topic")},
    Occurrence: {name: name for name in ("id", "sources", "updated_at")},
    Quote: {
        **{name: name for name in ("kind", "cue", "content")},
        "speaker_pk": "speaker",
        "speaker_mention": "speaker",
        **_FACT,
    },
    Event: {
        **{name: name for name in ("type", "title", "triggers", "modality", "figures")},
        "when_edtf": "when",
        "when_span": "when",
        "country": "where",
        "place": "where",
        "occurrence_pk": "occurrence_id",
        **_FACT,
    },
    Position: {
        **{name: name for name in ("link", "stance", "evidence", "basis")},
        "holder_pk": "holder",
        "issue_pk": "issue",
        "own_label": "label",
        "quote_pk": "quote_id",
        **_FACT,
    },
    Judgement: {"revoked_at": "revoked_at", "revoked_by": "revoked_by"},
}
"""The own columns of served objects, with their served names.

They exclude values that are counted from other objects or read from the record that an object refers to.
"""

KINDS: dict[type[Any], ChangeKind] = {
    Article: ChangeKind.ARTICLE,
    Actor: ChangeKind.ACTOR,
    Issue: ChangeKind.ISSUE,
    Occurrence: ChangeKind.OCCURRENCE,
    Quote: ChangeKind.QUOTE,
    Event: ChangeKind.EVENT,
    Position: ChangeKind.POSITION,
    Judgement: ChangeKind.JUDGEMENT,
}
FACTS = (Quote, Event, Position)


def add_changes(session: Session, rows: Sequence[Row]) -> None:
    """Add changes as the last statement of a transaction, so that their order is that of the commits.

    On Postgres, a transaction could otherwise take the first numbers and commit last. Others therefore wait here until
    it ends.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    session.connection().execute(insert(Change), list(rows))


def list_states(session: Session, model: type[Any], which: ColumnElement[bool]) -> dict[int, Row]:
    """Get the served columns of rows, by primary key, with the `id` and, for a fact, the `article_id`.

    Events also have their `participants`.
    """
    return _read_states(session, model, _STATES[model].where(which))


def list_states_by_pk(session: Session, model: type[Any], pks: Collection[int]) -> dict[int, Row]:
    """As `list_states`, by primary keys."""
    found: dict[int, Row] = {}
    for some in chunks(sorted(pks)):
        found |= _read_states(session, model, _STATES_BY_PK[model], {"pks": some})
    return found


def _states(model: type[Any]) -> Select[Any]:
    columns = [getattr(model, name) for name in dict.fromkeys(("pk", "id", *SERVED[model]))]
    query: Select[Any] = select(*columns)
    return query.add_columns(Article.id.label("article_id")).join(model.article) if model in FACTS else query


# Built once: each transaction sends some, and building them takes longer than reading a row.
_STATES = {model: _states(model) for model in SERVED}
_STATES_BY_PK = {model: query.where(model.pk.in_(bindparam("pks", expanding=True))) for model, query in _STATES.items()}


def _read_states(
    session: Session, model: type[Any], query: Select[Any], values: dict[str, Any] | None = None
) -> dict[int, Row]:
    rows = session.connection().execute(query, values)
    names = tuple(rows.keys())
    found = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    if model is Event:
        for pk, parts in _participants(session, found).items():
            found[pk]["participants"] = parts
    return found


def list_matching(session: Session, model: type[Any], columns: Sequence[Any], which: Sequence[Any]) -> list[Any]:
    """List columns of the rows of a table that a statement is about to change."""
    return list(session.connection().execute(select(*columns).select_from(model).where(*which)))


def list_ids_where(session: Session, model: type[Any], which: ColumnElement[bool]) -> list[tuple[str, str]]:
    """List the ids of facts, each with the id of its article."""
    query = select(model.id, Article.id).join(model.article).where(which).order_by(model.pk)
    return [(fact_id, article_id) for fact_id, article_id in session.connection().execute(query)]


def list_shown_actors(session: Session, pks: Collection[int], *, without: Collection[int] = ()) -> dict[int, str]:
    """Get the ids of those actors, by primary key, that are served: other actors do not show all their appearances.

    Appearances in the articles `without`, given by primary key, do not count.
    """
    conditions = [Appearance.article_pk.not_in(sorted(without))] if without else []
    return {
        pk: actor_id
        for some in chunks(sorted(pks))
        for pk, actor_id in session.connection().execute(
            select(Actor.pk, Actor.id).where(Actor.pk.in_(some), is_shown(*conditions))
        )
    }


def list_occurrences_of_events(session: Session, ids: Collection[str]) -> dict[str, str]:
    """Get the ids of the occurrences of events, by the ids of the events; events without one are omitted."""
    query = select(Event.id, Occurrence.id).join(Event.occurrence)
    return {
        event_id: occurrence_id
        for some in chunks(sorted(ids))
        for event_id, occurrence_id in session.connection().execute(query.where(Event.id.in_(some)))
    }


def list_linked_actors(session: Session, which: ColumnElement[bool]) -> set[int]:
    """Get the primary keys of the actors that show appearances, and of those to which they were first linked."""
    rows = session.connection().execute(select(Appearance.actor_pk, Appearance.linked_pk).where(which))
    return {pk for row in rows for pk in row if pk is not None}


def list_ids_of_appearances(session: Session, which: Sequence[Any]) -> list[tuple[str, str]]:
    """List the ids of the articles and the actors of appearances."""
    query = select(Article.id, Actor.id).select_from(Appearance).join(Appearance.article).join(Appearance.actor)
    return [(article_id, actor_id) for article_id, actor_id in session.connection().execute(query.where(*which))]


def delete_old_changes(session: Session, *, before: datetime, limit: int) -> None:
    """Delete some of the changes before a time.

    The last of them stays: a follower that has read up to it has missed nothing, so its cursor must stay valid.
    """
    oldest = select(Change.pk, Change.at).order_by(Change.pk).limit(limit + 1)
    old = [pk for pk, at in session.execute(oldest) if at < before]
    if len(old) > 1:
        session.execute(delete(Change).where(Change.pk < old[-1]))


def _participants(session: Session, pks: Collection[int]) -> dict[int, list[tuple[str, int]]]:
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    part = EventParticipant
    for some in chunks(sorted(pks)):
        query = select(part.event_pk, part.role, part.actor_pk).where(part.event_pk.in_(some)).order_by(part.pk)
        for event_pk, role, actor_pk in session.connection().execute(query):
            found[event_pk].append((str(role), actor_pk))
    return {pk: found[pk] for pk in pks}


def follows_issue(pks: Collection[int]) -> ColumnElement[bool]:
    """Condition: the position has no label of its own and shows the label of one of these issues."""
    return (Position.issue_pk.in_(sorted(pks))) & Position.own_label.is_(None)


def is_of(pks: Collection[int], *columns: Any) -> ColumnElement[bool]:
    """Condition: one of the columns has one of the primary keys."""
    return or_(*(column.in_(sorted(pks)) for column in columns))
