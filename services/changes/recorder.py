"""Recorder of the changes of a transaction, through ORM objects and through statements.

Session events announce each write: the rows of ORM objects before a flush, and statements before they run. The recorder
keeps each object as it was before its first change and compares it at the end of the transaction. A change that is
undone, or that alters no served field, is therefore not recorded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

from ontology.enums import ChangeKind
from services.changes.rendering import render
from store import queries
from store.models import Actor, Appearance, Article, Event, EventParticipant, Occurrence, Position, Quote
from store.queries import FACTS, KINDS, SERVED, Row

RECORDER = "communique.recorder"
"""The key of `Session.info` for the recorder of the current transaction."""

_PLACES = frozenset(("actor_pk", "linked_pk", "joined"))


class Recorder:
    """The objects that one transaction has created, changed and deleted so far."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._forget()

    def _forget(self, *_: object) -> None:
        """Discard everything recorded, after a rollback."""
        self.new: dict[Any, str | None] = {}
        """Added rows, with the ids of their articles; their own ids are read at the end."""
        self.before: defaultdict[type[Any], dict[int, Row]] = defaultdict(dict)
        """The rows before their first change, by model and primary key."""
        self.objects: defaultdict[ChangeKind, dict[str, dict[str, Any]]] = defaultdict(dict)
        """The served objects of rows that may be deleted."""
        self.was_shown: dict[int, str | None] = {}
        """The ids of the actors whose appearances changed, by primary key; None if the actor was not shown."""
        self.appearances: dict[tuple[str, str], None] = {}
        """The changed appearances, by the ids of the article and the actor."""
        self.dropped: set[tuple[type[Any], int]] = set()
        """The model and the primary key of deleted rows, which may be new ones."""
        self.moves_positions = False

    def is_empty(self) -> bool:
        """Return whether nothing was recorded and the session has nothing to flush."""
        session = self.session
        recorded = self.new or any(self.before.values()) or self.was_shown or self.appearances
        return not (recorded or session.new or session.dirty or session.deleted)

    def __enter__(self) -> "Recorder":
        event.listen(self.session, "before_flush", self._on_flush)
        event.listen(self.session, "do_orm_execute", self._on_execute)
        event.listen(self.session, "after_rollback", self._forget)
        self.session.info[RECORDER] = self
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.session, "before_flush", self._on_flush)
        event.remove(self.session, "do_orm_execute", self._on_execute)
        event.remove(self.session, "after_rollback", self._forget)
        del self.session.info[RECORDER]

    def created(self, model: type[Any]) -> list[Any]:
        """Return the added rows of a model that were not deleted again."""
        return [each for each in self.new if type(each) is model and (model, each.pk) not in self.dropped]

    def add(self, articles: Iterable[Article]) -> None:
        """Record new articles, with their facts, that are inserted without the session."""
        for article in articles:
            rows = (article, *article.quotes, *article.events, *article.positions)
            self.new |= dict.fromkeys(rows, article.id)

    # --- ORM objects --------------------------------------------------------------------------------------------------

    def _on_flush(self, session: Session, *_: Any) -> None:
        new, changed, deleted = list(session.new), list(session.dirty), list(session.deleted)
        if not (new or changed or deleted):
            return
        with session.no_autoflush:
            self.new |= {each: _article_of(each) for each in new if type(each) in KINDS}
            for model in KINDS:
                some = {each.pk for each in changed if type(each) is model and self._changes(each)}
                some |= {each.pk for each in deleted if type(each) is model}
                if some:
                    self._keep(model, some)
            moved = [each for each in (*new, *changed, *deleted) if isinstance(each, Appearance)]
            self._note_appearances(moved, set(new), set(deleted))

    def _changes(self, row: Any) -> bool:
        state = inspect(row)
        names = state.committed_state.keys() & {*SERVED[type(row)], *_REFERENCES.get(type(row), ())}
        return any(state.attrs[name].history.has_changes() for name in names)

    def _note_appearances(self, rows: Collection[Appearance], new: Collection[Any], deleted: Collection[Any]) -> None:
        for row in rows:
            state = inspect(row)
            names = state.committed_state.keys()
            if row in new or row in deleted or names & _PLACES or "actor" in names:
                pks = {row.actor_pk, row.linked_pk, row.actor.pk if "actor" in state.dict and row.actor else None}
                pks |= {state.committed_state.get(name) for name in ("actor_pk", "linked_pk") if name in names}
                self._watch_actors(pk for pk in pks if isinstance(pk, int))
            if (row in new or self.session.is_modified(row)) and "actor" in state.dict and "article" in state.dict:
                self.appearances[row.article.id, row.actor.id] = None

    # --- statements ---------------------------------------------------------------------------------------------------

    def _on_execute(self, state: ORMExecuteState) -> None:
        if not (state.is_update or state.is_delete):
            return
        mapper = state.bind_mapper
        model: type[Any] | None = mapper.class_ if mapper is not None else None
        statement: Any = state.statement
        if model is EventParticipant:
            rows = self._matching(model, (model.event_pk,), statement)
            self._keep(Event, {pk for (pk,) in rows})
        elif model is Appearance:
            self._before_appearances(state, statement)
        elif model in KINDS:
            self._before(model, state, statement)

    def _before(self, model: type[Any], state: ORMExecuteState, statement: Any) -> None:
        names = {column.key for column in statement._values or ()} if state.is_update else set()
        if isinstance(state.parameters, list):  # an update of rows by their primary keys
            names = {name for row in state.parameters for name in row}
        if state.is_update and not names & SERVED[model].keys():
            return
        self.moves_positions = self.moves_positions or "issue_pk" in names
        if isinstance(state.parameters, list):
            pks = {row["pk"] for row in state.parameters}
        else:
            pks = {pk for (pk,) in self._matching(model, (model.pk,), statement)}
        if pks and state.is_delete:
            self._before_deletion(model, pks)
        elif pks:
            self._keep(model, pks)

    def _before_appearances(self, state: ORMExecuteState, statement: Any) -> None:
        rows = self._matching(Appearance, (Appearance.actor_pk, Appearance.linked_pk), statement)
        pks = {pk for row in rows for pk in row if pk is not None}
        if state.is_update and pks:
            values = {column.key: value for column, value in (statement._values or {}).items()}
            target = getattr(values.get("actor_pk"), "value", None)
            pks |= {target} if isinstance(target, int) else set()
        elif pks:
            gone = queries.list_ids_of_appearances(self.session, statement._where_criteria)
            self.appearances |= dict.fromkeys(gone)
        self._watch_actors(pks)

    def _before_deletion(self, model: type[Any], pks: Collection[int]) -> None:
        self.dropped |= {(model, pk) for pk in pks}
        kept = self._keep(model, pks)
        if model is Article:
            of_articles = {fact: fact.article_pk.in_(sorted(pks)) for fact in FACTS}
            for fact, which in of_articles.items():
                found = queries.list_states(self.session, fact, which)
                self._keep_rows(fact, found)
                self._keep_objects(fact, found)
            self._watch_actors(queries.list_linked_actors(self.session, Appearance.article_pk.in_(sorted(pks))))
        elif model is Quote:  # its positions lose their quote
            self._keep_rows(
                Position, queries.list_states(self.session, Position, queries.is_of(pks, Position.quote_pk))
            )
        elif model is Actor:
            self._watch_actors(pks)
            return
        self._keep_objects(model, kept)

    def _matching(self, model: type[Any], columns: tuple[Any, ...], statement: Any) -> list[Any]:
        return queries.list_matching(self.session, model, columns, statement._where_criteria)

    # --- the state before the change ----------------------------------------------------------------------------------

    def _keep(self, model: type[Any], pks: Collection[int]) -> dict[int, Row]:
        """Keep the current rows, except those already kept or created by this transaction."""
        left = set(pks) - self.before[model].keys() - self._new_pks(model)
        found = queries.list_states_by_pk(self.session, model, left) if left else {}
        self._keep_rows(model, found)
        return {pk: self.before[model][pk] for pk in pks if pk in self.before[model]}

    def _new_pks(self, model: type[Any]) -> set[int]:
        return {each.pk for each in self.new if type(each) is model and each.pk is not None}

    def _keep_rows(self, model: type[Any], rows: dict[int, Row]) -> None:
        created = self._new_pks(model)
        for pk, row in rows.items():
            if pk not in created:
                self.before[model].setdefault(pk, row)
        if model is Event:
            self._watch_occurrences({row["occurrence_pk"] for row in rows.values()} - {None})

    def _keep_objects(self, model: type[Any], rows: dict[int, Row]) -> None:
        kind = KINDS[model]
        ids = [row["id"] for row in rows.values() if row["id"] not in self.objects[kind]]
        self.objects[kind] |= render(self.session, kind, ids)

    def _watch_occurrences(self, pks: Collection[int]) -> None:
        """Keep occurrences before they lose an event: without any event they cannot be rendered."""
        left = set(pks) - self.before[Occurrence].keys()
        if left:
            self._keep_objects(Occurrence, self._keep(Occurrence, left))

    def _watch_actors(self, pks: Iterable[int]) -> None:
        """Keep actors, and whether they are shown, before their appearances change."""
        left = set(pks) - self.was_shown.keys()
        if not left:
            return
        # The rows of new articles are there before judgements move them: until then they were not shown.
        new = self._new_pks(Article)
        shown = queries.list_shown_actors(self.session, left - self._new_pks(Actor), without=new)
        self.was_shown |= {pk: shown.get(pk) for pk in left}
        kept = self._keep(Actor, shown)
        self._keep_objects(Actor, kept)


_REFERENCES: dict[type[Any], tuple[str, ...]] = {
    Quote: ("speaker",),
    Event: ("occurrence",),
    Position: ("holder", "issue", "quote"),
}
"""Relationships whose assignment changes a served column at the next flush."""


def _article_of(row: Any) -> str | None:
    if isinstance(row, Article):
        return row.id
    return row.article.id if isinstance(row, FACTS) else None
