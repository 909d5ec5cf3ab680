"""What people have said of records, as linking obeys it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from ontology.enums import ActorType, Topic
from store import queries
from store.models import Actor, Issue

_ENUMS = {"type": ActorType, "topic": Topic}


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements that hold, by ids of records: what was merged, split off and corrected."""

    stands: Mapping[str, str] = field(default_factory=dict)
    """The record that stands for one that was merged away."""
    split: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The record to which the part of an article in another record belongs, by article and that other record."""
    corrected: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The columns that a person has corrected."""

    def place(self, article_id: str, record_id: str) -> str:
        """Return the record to which that belongs which an article has of the record it was linked to."""
        belongs = self.split.get((article_id, record_id), record_id)
        return self.stands.get(belongs, belongs)


def load(session: Session, record_ids: Collection[str], *, articles: Collection[str] = ()) -> Judged:
    """Load what has been said of records, and of articles or, without these, of all articles of the records."""
    parts = queries.list_splits(session, articles=articles, records=() if articles else record_ids)
    split = {(article, record): other for article, record, other in parts if other}
    ids = {*record_ids, *split.values()}
    stands = queries.get_standing(session, ids)
    return Judged(stands, split, corrections(session, {*ids, *stands.values()}))


def corrections(session: Session, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the corrected columns of records; the last correction of a column holds."""
    found: dict[str, dict[str, Any]] = {}
    for judgement in queries.list_corrections(session, ids):
        found.setdefault(judgement.one, {}).update(judgement.value or {})
    return found


def machine_value(record: Actor | Issue, name: str) -> Any:
    """Return what the machine says of a column, which a person may have corrected."""
    machine = record.machine or {}
    return machine[name] if name in machine else getattr(record, name)


def learn(record: Actor | Issue, said: Mapping[str, Any]) -> bool:
    """Set what the machine says of a record, and return whether that changes anything.

    What a person has corrected stays; the machine's value is kept for when the correction is revoked.
    """
    changed = False
    for name, value in said.items():
        if record.machine and name in record.machine:
            record.machine = {**record.machine, name: value}
        elif getattr(record, name) != value:
            setattr(record, name, value)
            changed = True
    return changed


def correct(record: Actor | Issue, values: Mapping[str, Any]) -> None:
    """Set the columns of a record to these corrections, and all that are corrected no more to the machine's values."""
    machine = dict(record.machine or {})
    for name in values.keys() - machine.keys():
        machine[name] = getattr(record, name)
    for name in machine.keys() | values.keys():
        value = values[name] if name in values else machine[name]
        setattr(record, name, _ENUMS[name](value) if name in _ENUMS else value)
    if isinstance(record, Issue):
        record.folded = record.label.casefold()
    record.machine = {name: machine[name] for name in sorted(values)} or None
