"""Entries of the feed, built from the recorded changes of a transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import orjson

from ontology.enums import ChangeKind, FactStatus, JudgementKind, Operation, Record
from services.changes.recorder import Recorder
from store import queries
from store.models import Actor, Article, Event, Issue, Judgement, Occurrence, ParticipantRole, Position, Quote
from store.queries import KINDS, SERVED, Row

_Names = dict[tuple[ChangeKind, str], dict[str, None]]


def entries_of(recorder: Recorder) -> list[Row]:
    """Return the entries of a completely flushed transaction; empty if no served field changed.

    An object follows the objects that it refers to. Creates come first, then updates, then merges, splits and deletes.
    """
    return _Entries(recorder).all()


class _Entries:
    def __init__(self, recorder: Recorder) -> None:
        self.recorder, self.session = recorder, recorder.session
        self.new: dict[tuple[ChangeKind, str], Row] = {}
        self.changed: _Names = defaultdict(dict)
        self.again: dict[int, int] = {}
        """The primary keys of the rows that have the ids of occurrences now, by those of the rows that had them."""
        self.articles: dict[str, str] = {}
        """The ids of the articles of changed facts, by the ids of the facts."""
        self.last: list[Row] = []
        """The entries of merges, splits and deletes, which come last."""

    def all(self) -> list[Row]:
        for model in KINDS:
            _RULES.get(model, _Entries._things)(self, model)
        updates = [
            _entry(kind, public_id, Operation.UPDATE, self.articles.get(public_id), changed=tuple(names))
            for (kind, public_id), names in self.changed.items()
            if (kind, public_id) not in self.new
        ]
        order = list(KINDS.values())
        updates.sort(key=lambda entry: order.index(entry["kind"]))
        return [*self.new.values(), *updates, *self._appearances(), *self.last]

    # --- by model -----------------------------------------------------------------------------------------------------

    def _things(self, model: type[Any]) -> None:
        for row in self._created(model):
            self._create(model, row.id, self.recorder.new[row])
        for before, now in self._compared(model):
            if now is None:
                self._delete(model, before)
            elif names := _differences(model, self._as_placed(before), now):
                self._update(model, now, names)
                self._follow(model, before, now, names)

    def _as_placed(self, before: Row) -> Row:
        """Return a thing as it was, an event in the row that its occurrence has now."""
        pk = before.get("occurrence_pk")
        return before | {"occurrence_pk": self.again[pk]} if pk in self.again else before

    def _follow(self, model: type[Any], before: Row, now: Row, names: Collection[str]) -> None:
        """Add the objects that change with another object because they show a part of it."""
        if model is Article and "published_at" in names:
            self._also(Position, Position.article_pk == now["pk"], "published_at")
        elif model is Quote and (before["status"] is FactStatus.REJECTED) != (now["status"] is FactStatus.REJECTED):
            self._also(Position, Position.quote_pk == now["pk"], "quote_id")

    def _actors(self, model: type[Any]) -> None:
        watched = self.recorder.was_shown
        created, compared = self._created(model), self._compared(model)
        changed = {now["pk"] for _, now in compared if now is not None}
        looked_at = changed | watched.keys() | ({row.pk for row in created} if watched else set())
        shown = queries.list_shown_actors(self.session, looked_at) if looked_at else {}
        for row in created:
            if not watched or row.pk in shown:
                self._create(model, row.id)
        appeared = {pk for pk, before in watched.items() if before is None and pk in shown}
        for pk in appeared:
            self._create(model, shown[pk])
        for before, now in compared:
            if now is not None and now["pk"] in shown and (names := _differences(model, before, now)):
                self._update(model, now, names)
        gone = {before for pk, before in watched.items() if before is not None and pk not in shown} - {*shown.values()}
        into = queries.get_standing(self.session, gone) if gone else {}
        for actor_id in sorted(gone):
            if actor_id in into:
                self._merge(ChangeKind.ACTOR, actor_id, into[actor_id])
            else:
                self._delete(Actor, {"id": actor_id})

    def _issues(self, model: type[Any]) -> None:
        created, compared = self._created(model), self._compared(model)
        ids = {before["id"] for before, _ in compared}
        ids |= {row.id for row in created} if self.recorder.moves_positions else set()
        merged = queries.get_standing(self.session, ids) if ids else {}
        for row in created:
            if row.id not in merged:
                self._create(model, row.id)
        for before, now in compared:
            if before["id"] in merged:
                continue
            if now is None:
                self._delete(model, before)
            elif names := _differences(model, before, now):
                self._rename(model, before, now, names)
                if "id" in names:
                    self._also(Position, Position.issue_pk == now["pk"], "issue")
                if "label" in names:
                    self._also(Position, queries.follows_issue([now["pk"]]), "label")

    def _occurrences(self, model: type[Any]) -> None:
        for row in self._created(model):
            self._create(model, row.id)
        gone = []
        for before, now in self._compared(model):
            if now is None:
                gone.append(before)
            elif names := _differences(model, before, now):
                self._rename(model, before, now, names)
                if "id" in names:
                    self._also(Event, Event.occurrence_pk == now["pk"], "occurrence_id")
        if gone:
            first = {f"evt_{before['id'].removeprefix('occ_')}": before for before in gone}
            joined = queries.list_occurrences_of_events(self.session, first)
            for event_id, before in first.items():
                if event_id in joined:
                    self._merge(ChangeKind.OCCURRENCE, before["id"], joined[event_id])
                else:
                    self._delete(model, before)

    def _rename(self, model: type[Any], before: Row, now: Row, names: list[str]) -> None:
        """Add an update; if the id of the object changed, the old id was merged into it."""
        if "id" in names:
            self._merge(KINDS[model], before["id"], now["id"])
        else:
            self._update(model, now, names)

    def _judgements(self, model: type[Any]) -> None:
        for row in self.recorder.created(model):
            self._create(model, row.id)
            kind = ChangeKind(row.record.value)
            if row.kind is JudgementKind.SAME and row.record is Record.ISSUE:
                self._merge(kind, row.one, row.other)
            elif row.kind is JudgementKind.DIFFERENT and row.__dict__.get("parts"):
                self.last.append(_entry(kind, row.one, Operation.SPLIT, into=row.other))
        for before, now in self._compared(model):
            if now is not None and (names := _differences(model, before, now)):
                self._update(model, now, names)
                revoked = queries.get_judgement(self.session, now["id"])
                if revoked and revoked.kind is JudgementKind.SAME and revoked.record is Record.ISSUE:
                    for issue in queries.list_issues_by_id_or_slug(self.session, [revoked.one], []):
                        self._create(Issue, issue.id)

    def _appearances(self) -> list[Row]:
        """Return the actors whose appearance in an article changed, except in new and deleted articles."""
        others = {
            (entry["kind"], entry["id"])
            for entry in (*self.new.values(), *self.last)
            if entry["operation"] in (Operation.CREATE, Operation.DELETE)
        }
        present = self.recorder.appearances
        actors = queries.get_actors(self.session, sorted({actor_id for _, actor_id in present})) if present else {}
        shown = queries.list_shown_actors(self.session, {actor.pk for actor in actors.values()}) if actors else {}
        return [
            _entry(ChangeKind.ACTOR, actor_id, Operation.UPDATE, article_id, changed=("appearance",))
            for article_id, actor_id in present
            if actor_id in shown.values()
            and not {(ChangeKind.ARTICLE, article_id), (ChangeKind.ACTOR, actor_id)} & others
        ]

    # --- entries ------------------------------------------------------------------------------------------------------

    def _created(self, model: type[Any]) -> list[Any]:
        """Return the rows that were added, but for those with the id of something that was there before."""
        known = {before["id"] for before in self.recorder.before[model].values()}
        return [row for row in self.recorder.created(model) if row.id not in known]

    def _compared(self, model: type[Any]) -> list[tuple[Row, Row | None]]:
        """Return things as they were and as they are: the row that has the id now, or else the same row.

        A row that has got an id that was not there before is a new thing.
        """
        kept = self.recorder.before[model]
        if not kept:
            return []
        now = queries.list_states_by_pk(self.session, model, kept)
        known = {before["id"] for before in kept.values()}
        added = {row.pk for row in self.recorder.created(model) if row.id in known}
        rows = [*now.values(), *queries.list_states_by_pk(self.session, model, added).values()]
        has_id = {row["id"]: row for row in rows}
        for public_id in has_id.keys() - known:
            self._create(model, public_id)
        if model is Occurrence:
            self.again = {pk: has_id[row["id"]]["pk"] for pk, row in kept.items() if row["id"] in has_id}
        return [(before, has_id.get(before["id"], now.get(pk))) for pk, before in kept.items()]

    def _create(self, model: type[Any], public_id: str, article_id: str | None = None) -> None:
        kind = KINDS[model]
        self.new.setdefault((kind, public_id), _entry(kind, public_id, Operation.CREATE, article_id))

    def _update(self, model: type[Any], now: Row, names: Iterable[str]) -> None:
        kind = KINDS[model]
        self.changed[kind, now["id"]] |= dict.fromkeys(names)
        self._place(kind, now["id"], now.get("article_id"))

    def _also(self, model: type[Any], which: Any, name: str) -> None:
        for fact_id, article_id in queries.list_ids_where(self.session, model, which):
            self.changed[KINDS[model], fact_id][name] = None
            self._place(KINDS[model], fact_id, article_id)

    def _place(self, kind: ChangeKind, public_id: str, article_id: str | None) -> None:
        article = public_id if kind is ChangeKind.ARTICLE else article_id
        if article is not None:
            self.articles[public_id] = article

    def _merge(self, kind: ChangeKind, public_id: str, into: str | None) -> None:
        self.last.append(_entry(kind, public_id, Operation.MERGE, into=into))

    def _delete(self, model: type[Any], before: Row) -> None:
        kind = KINDS[model]
        public_id = before["id"]
        article_id = public_id if model is Article else before.get("article_id")
        found = self.recorder.objects[kind].get(public_id)
        as_it_was = None if found is None else orjson.dumps(found).decode()
        self.last.append(_entry(kind, public_id, Operation.DELETE, article_id, as_it_was=as_it_was))


_RULES = {
    Actor: _Entries._actors,
    Issue: _Entries._issues,
    Occurrence: _Entries._occurrences,
    Judgement: _Entries._judgements,
}


def _differences(model: type[Any], before: Row, now: Row) -> list[str]:
    names = dict.fromkeys(name for column, name in SERVED[model].items() if before[column] != now[column])
    if model is Event:
        for role, name in ((ParticipantRole.ACTOR, "actors"), (ParticipantRole.RECIPIENT, "recipients")):
            one, other = ([pk for part, pk in state["participants"] if part == role] for state in (before, now))
            names |= {} if one == other else {name: None}
    return list(names)


def _entry(
    kind: ChangeKind,
    public_id: str,
    operation: Operation,
    article_id: str | None = None,
    *,
    into: str | None = None,
    changed: tuple[str, ...] = (),
    as_it_was: str | None = None,
) -> Row:
    return {
        "kind": kind,
        "id": public_id,
        "operation": operation,
        "article_id": article_id,
        "into": into,
        "changed": changed,
        "object": as_it_was,
    }
