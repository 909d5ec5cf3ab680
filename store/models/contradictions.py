"""Contradictions, and what they are found by."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ontology.enums import ContradictionKind, EventType, Subject
from store.base import KEY, Base, Pk, PublicId

PositionPk = Annotated[int, mapped_column(KEY, ForeignKey("positions.pk", ondelete="CASCADE"))]
EventPk = Annotated[int, mapped_column(KEY, ForeignKey("events.pk", ondelete="CASCADE"))]


class Contradiction(Base):
    """A position, and a later position or an act of the same holder that is against it.

    It is made from the facts, and made again whenever they change.
    """

    __tablename__ = "contradictions"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    kind: Mapped[ContradictionKind]
    holder_pk: Mapped[int] = mapped_column(KEY)
    issue_pk: Mapped[int] = mapped_column(KEY)
    earlier_pk: Mapped[PositionPk]
    earlier_article_pk: Mapped[int] = mapped_column(KEY)
    later_pk: Mapped[PositionPk | None]
    event_pk: Mapped[EventPk | None]
    later_article_pk: Mapped[int] = mapped_column(KEY)
    confidence: Mapped[float]
    """The probability that both facts are right."""
    created_at: Mapped[datetime]


class Conduct(Base):
    """A position and the acts that would be against it, or such an act: they meet in `who`, `act` and `target`.

    `who` is the id of an actor, or the country of a state and of its organs and forces. `target` is the country or
    the name, casefolded, of where or to whom it is done. `since` and `until` bound the time of an act; of a position,
    the time in which an act is against it. `fact` is the id of the position or event.
    """

    __tablename__ = "conduct"

    who: Mapped[str] = mapped_column(primary_key=True)
    act: Mapped[EventType] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[Subject] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]
    position_pk: Mapped[PositionPk | None]
    event_pk: Mapped[EventPk | None]


class ClashSlot(Base):
    """A number that two writers of facts which may contradict each other both raise: the second one is done again.

    Only on Postgres, where neither sees the facts of the other; facts have one of a fixed number of slots.
    """

    __tablename__ = "clash_slots"

    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    writes: Mapped[int]


for _name in ("earlier_pk", "later_pk", "event_pk", "earlier_article_pk", "later_article_pk"):
    Index(f"ix_contradictions_{_name.removesuffix('_pk')}", getattr(Contradiction, _name))
Index("ix_contradictions_holder", Contradiction.holder_pk, Contradiction.issue_pk)
Index("ix_contradictions_issue", Contradiction.issue_pk, Contradiction.pk)
Index("ix_contradictions_confidence", Contradiction.confidence.desc(), Contradiction.pk.desc())
Index("ix_conduct_position", Conduct.position_pk)
Index("ix_conduct_event", Conduct.event_pk)
