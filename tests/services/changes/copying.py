"""A copy that follows the feed, and the served objects to compare it with."""

from typing import Any

import orjson
from sqlalchemy import func, select

from api.http.objects import render
from ontology.enums import ChangeKind, Operation
from store import queries
from store.models import Issue

DERIVED = {
    ChangeKind.ACTOR: ("aliases", "articles", "positions", "state", "state_link"),
    ChangeKind.ISSUE: ("articles", "positions", "stances"),
    ChangeKind.OCCURRENCE: ("event_id", "type", "title", "when", "where", "modality"),
    ChangeKind.EVENT: ("sources",),
}
"""The fields that are counted or read from other objects, whose changes are not in the feed."""


def own(kind: ChangeKind, item: dict[str, Any]) -> dict[str, Any]:
    """Return an object without its derived fields, as the feed keeps it up to date."""
    item = {name: value for name, value in item.items() if name not in DERIVED.get(kind, ())}
    if kind is ChangeKind.QUOTE and item["speaker"]:
        item["speaker"] = {name: value for name, value in item["speaker"].items() if name != "name"}
    if kind is ChangeKind.POSITION:
        item["issue"] = item["issue"]["id"]
    return item


class Copy:
    """The copy of a follower, which reads only the objects that the entries name."""

    def __init__(self) -> None:
        self.items: dict[tuple[ChangeKind, str], dict[str, Any]] = {}
        self.at = 0

    def follow(self, session: Any) -> list[Any]:
        """Apply the new entries; check each one against the copy."""
        session.rollback()
        session.expunge_all()
        changes = queries.list_changes(session, after=self.at, limit=100_000)
        for change in changes:
            self.apply(session, change)
            assert change.pk > self.at
            self.at = change.pk
        session.rollback()
        return list(changes)

    def apply(self, session: Any, change: Any) -> None:
        kind, key = ChangeKind(change.kind), (ChangeKind(change.kind), change.id)
        match change.operation:
            case Operation.CREATE:
                assert key not in self.items, f"{change} comes twice"
            case Operation.UPDATE:
                assert key in self.items, f"{change} is of nothing"
                assert orjson.loads(change.changed)
            case Operation.DELETE:
                was = orjson.loads(change.object)
                assert was["id"] == change.id
                del self.items[key]
                return
            case Operation.MERGE:
                assert change.into is not None
                del self.items[key]
                return
        found = render(session, kind, [change.id])
        if change.id in found:  # otherwise a later entry removes it
            self.items[key] = own(kind, _plain(found[change.id]))
        else:
            self.items[key] = {}


def served(session: Any) -> dict[tuple[ChangeKind, str], dict[str, Any]]:
    """Return all served objects, as the copy should have them."""
    session.rollback()
    session.expunge_all()
    found = {}
    for model, kind in queries.KINDS.items():
        ids = list(session.scalars(select(model.id).order_by(model.pk)))
        if kind is ChangeKind.ACTOR:
            ids = list(queries.list_shown_actors(session, session.scalars(select(model.pk)).all()).values())
        if model is Issue:
            ids = [each for each in ids if each not in queries.get_standing(session, ids)]
        found |= {(kind, each): own(kind, _plain(item)) for each, item in render(session, kind, ids).items()}
        assert len(ids) <= (session.scalar(select(func.count()).select_from(model)) or 0)
    session.rollback()
    return found


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = orjson.loads(orjson.dumps(item))
    return plain
