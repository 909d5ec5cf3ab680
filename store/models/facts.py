"""Facts, and the issues of positions."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, declared_attr, foreign, mapped_column, relationship

from ontology.enums import (
    ActorType,
    Basis,
    EventType,
    FactOrigin,
    FactStatus,
    FigureKind,
    IssueLink,
    LinkReason,
    Modality,
    QuoteKind,
    Stance,
    Topic,
)
from ontology.explanation import Explanation
from ontology.figure import DAYS, Figure
from ontology.span import Span
from store.base import KEY, Base, Pk, PublicId, Times
from store.models.actors import Actor
from store.models.articles import Article
from store.models.counts import IssueCount
from store.types import Json

ArticlePk = Annotated[int, mapped_column(KEY, ForeignKey("articles.pk", ondelete="CASCADE"))]
ActorPk = Annotated[int, mapped_column(KEY, ForeignKey("actors.pk"))]
ActsFor = Annotated[str | None, mapped_column()]
"""`Actor.acts_for` of the actor of a fact. Triggers copy it here, so that an index has a state's facts in order."""


class ParticipantRole(StrEnum):
    """The part of an actor in an event: the one who does it, or the one to or with whom it is done."""

    ACTOR = "actor"
    RECIPIENT = "recipient"


class Fact(Times):
    """The columns of every fact. Every query of facts loads `article`."""

    __tablename__: str

    pk: Mapped[Pk]
    article_pk: Mapped[ArticlePk]
    confidence: Mapped[float]
    status: Mapped[FactStatus]
    origin: Mapped[FactOrigin] = mapped_column(server_default=FactOrigin.MACHINE.value)
    reviewed_by: Mapped[str | None]
    """The label of the key with which the fact was last reviewed; null without a review, and without a key."""
    found: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """What the machine found last, where that is not revision 0 and a person has judged the fact; else null."""
    explanation: ClassVar[Explanation | None] = None
    """Why it was found. It is not stored: only a preview that was asked for it has one, on its rows."""

    @declared_attr
    def article(cls) -> Mapped[Article]:  # noqa: N805
        return relationship(back_populates=cls.__tablename__, lazy="raise")

    @property
    def article_id(self) -> str:
        return self.article.id


class Appearance(Fact, Base):
    """An actor as one article presents it."""

    __tablename__ = "appearances"

    actor_pk: Mapped[ActorPk]
    type: Mapped[ActorType]
    name: Mapped[str]
    country: Mapped[str | None]
    role: Mapped[str | None]
    aliases: Mapped[tuple[str, ...]]
    folded: Mapped[str]
    """Name and aliases, casefolded, one a line: lower() of SQLite handles ASCII only."""
    keys: Mapped[tuple[str, ...]]
    """The keys by which it identifies its actor."""
    link: Mapped[LinkReason | None]
    """The reason why it is an actor of other articles; null for the first appearance of an actor."""
    linked_pk: Mapped[int | None] = mapped_column(KEY)
    """The actor to which it was linked, where a judgement has given it to another one."""
    joined: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """Set when the article has the actor twice, and this is shown as part of the other one: what that took over."""

    actor: Mapped[Actor] = relationship(lazy="raise")
    mentions: Mapped[list["Mention"]] = relationship(order_by="Mention.pk", lazy="raise", viewonly=True)
    """Read-only: `store.queries.add_articles` writes them."""

    __table_args__ = (UniqueConstraint("article_pk", "actor_pk"),)

    @property
    def spans(self) -> list[Span]:
        return [mention.span for mention in self.mentions]


class Mention(Base):
    """The words with which an article names or describes an actor. They move with their appearance to another actor."""

    __tablename__ = "mentions"

    pk: Mapped[Pk]
    article_pk: Mapped[int] = mapped_column(KEY)
    actor_pk: Mapped[int] = mapped_column(KEY)
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    utf16_start: Mapped[int]
    utf16_end: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(
            ["article_pk", "actor_pk"],
            ["appearances.article_pk", "appearances.actor_pk"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        Index("ix_mentions_appearance", "article_pk", "actor_pk"),
    )

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.exact, self.utf16_start, self.utf16_end)


class Quote(Fact, Base):
    """Words attributed to a speaker. `text` has the pieces of `content`, joined by an ellipsis."""

    __tablename__ = "quotes"

    id: Mapped[PublicId]
    kind: Mapped[QuoteKind]
    speaker_pk: Mapped[ActorPk | None]
    acts_for: Mapped[ActsFor]
    speaker_mention: Mapped[Span | None]
    cue: Mapped[Span | None]
    content: Mapped[tuple[Span, ...]]
    start: Mapped[int]
    text: Mapped[str]

    speaker: Mapped[Actor | None] = relationship(lazy="raise")

    @property
    def speaker_id(self) -> str | None:
        return self.speaker.id if self.speaker else None

    @property
    def speaker_name(self) -> str | None:
        return self.speaker.name if self.speaker else None


class Occurrence(Times, Base):
    """An event that several articles report."""

    __tablename__ = "occurrences"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    sources: Mapped[int]
    """The number of its articles."""


class Event(Fact, Base):
    """Something that happened, is happening or is planned. `start` is the start of its first trigger."""

    __tablename__ = "events"

    id: Mapped[PublicId]
    type: Mapped[EventType]
    title: Mapped[str]
    triggers: Mapped[tuple[Span, ...]]
    start: Mapped[int]
    when_edtf: Mapped[str | None]
    when_from: Mapped[datetime | None]
    when_to: Mapped[datetime | None]
    when_span: Mapped[Span | None]
    country: Mapped[str | None]
    place: Mapped[str | None]
    modality: Mapped[Modality]
    figures: Mapped[tuple[Figure, ...]] = mapped_column(server_default="[]")
    """The figures as they are served; `EventFigure` repeats their bounds for filters."""
    report: Mapped[str | None]
    """What it is compared by with events of other articles, a dumped `extraction.occurrences.Report`."""
    occurrence_pk: Mapped[int | None] = mapped_column(KEY)
    """Null for an event that no other article reports. SQLite adds a foreign key only to a copy of the table."""

    occurrence: Mapped[Occurrence | None] = relationship(
        primaryjoin=lambda: foreign(Event.occurrence_pk) == Occurrence.pk, lazy="raise"
    )
    blocks: Mapped[list["EventBlock"]] = relationship(lazy="raise")
    participants: Mapped[list["EventParticipant"]] = relationship(order_by="EventParticipant.pk", lazy="raise")

    @property
    def occurrence_id(self) -> str | None:
        return self.occurrence.id if self.occurrence else None

    @property
    def sources(self) -> int:
        """The number of articles that report it."""
        return self.occurrence.sources if self.occurrence else 1

    @property
    def actors(self) -> list[Actor]:
        """The actors who do it, in text order."""
        return [part.actor for part in self.participants if part.role == ParticipantRole.ACTOR]

    @property
    def recipients(self) -> list[Actor]:
        """The actors to or with whom it is done, in text order."""
        return [part.actor for part in self.participants if part.role == ParticipantRole.RECIPIENT]

    @property
    def actor_ids(self) -> list[str]:
        return [actor.id for actor in self.actors]

    @property
    def recipient_ids(self) -> list[str]:
        return [actor.id for actor in self.recipients]


class EventParticipant(Base):
    """An actor's part in an event.

    Triggers copy the article and the occurrence of the event here, so that an index has the events of an actor, or of
    a state, in the order of their lists.
    """

    __tablename__ = "event_participants"

    pk: Mapped[Pk]
    event_pk: Mapped[int] = mapped_column(KEY, ForeignKey("events.pk", ondelete="CASCADE"))
    actor_pk: Mapped[ActorPk]
    role: Mapped[ParticipantRole]
    acts_for: Mapped[ActsFor]
    article_pk: Mapped[int | None] = mapped_column(KEY)
    occurrence_pk: Mapped[int | None] = mapped_column(KEY)

    actor: Mapped[Actor] = relationship(lazy="raise")

    __table_args__ = (UniqueConstraint("event_pk", "role", "actor_pk"),)


class EventBlock(Base):
    """A key that events share with those of other articles that may be the same.

    `nth` numbers its events. Two writers that do not see each other give the same number, so that the second one fails
    and is done again.
    """

    __tablename__ = "event_blocks"

    block: Mapped[str] = mapped_column(primary_key=True)
    nth: Mapped[int] = mapped_column(primary_key=True)
    event_pk: Mapped[int] = mapped_column(KEY, ForeignKey("events.pk", ondelete="CASCADE"))
    sketch: Mapped[str | None]
    """Shows of most others that they are not the same (`extraction.occurrences.sketch`); null before migration 0023."""

    __table_args__ = (Index("ix_event_blocks_event", "event_pk"),)


class EventFigure(Base):
    """The bounds of a figure of an event, by which lists are filtered: durations in days, others in their unit."""

    __tablename__ = "event_figures"

    pk: Mapped[Pk]
    event_pk: Mapped[int] = mapped_column(KEY, ForeignKey("events.pk", ondelete="CASCADE"))
    kind: Mapped[FigureKind]
    low: Mapped[float | None]
    high: Mapped[float | None]
    currency: Mapped[str | None]

    @staticmethod
    def bounds(figure: Figure) -> dict[str, Any]:
        """Return the values of the row of a figure."""
        days = DAYS[figure.unit] if figure.kind is FigureKind.DURATION else 1
        return {
            "kind": figure.kind,
            "low": None if figure.min is None else figure.min * days,
            "high": None if figure.max is None else figure.max * days,
            "currency": figure.unit if figure.kind is FigureKind.MONEY else None,
        }

    __table_args__ = (
        Index("ix_event_figures_event", "event_pk"),
        Index("ix_event_figures_low", "kind", "low", "event_pk"),
        Index("ix_event_figures_high", "kind", "high", "event_pk"),
    )


class Issue(Base):
    """The subject of positions, across articles."""

    __tablename__ = "issues"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    slug: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    folded: Mapped[str]
    """The label, casefolded: lower() of SQLite handles ASCII only."""
    topic: Mapped[Topic] = mapped_column(server_default=Topic.OTHER)
    machine: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The machine's values of the columns that a person has corrected."""
    created_at: Mapped[datetime]

    counts: Mapped[IssueCount] = relationship(lazy="raise", viewonly=True)


class Position(Fact, Base):
    """The stance of an actor on an issue. `start` is the start of its evidence."""

    __tablename__ = "positions"

    id: Mapped[PublicId]
    holder_pk: Mapped[ActorPk]
    acts_for: Mapped[ActsFor]
    issue_pk: Mapped[int] = mapped_column(KEY, ForeignKey("issues.pk"))
    linked_pk: Mapped[int | None] = mapped_column(KEY)
    """The issue that it was joined with, where a judgement has given it to another one."""
    own_label: Mapped[str | None]
    """What the article calls the issue; null in positions of earlier versions until they are joined again."""
    link: Mapped[IssueLink | None]
    stance: Mapped[Stance]
    evidence: Mapped[Span]
    start: Mapped[int]
    basis: Mapped[Basis]
    quote_pk: Mapped[int | None] = mapped_column(KEY, ForeignKey("quotes.pk", ondelete="SET NULL"))
    since: Mapped[datetime | None]
    """The `published_from` of its article, by which the stances of a holder on an issue are read in time."""

    topic: Mapped[Topic | None]
    """The topic of its issue, which triggers keep here, so that an index has the positions of a topic in order."""

    holder: Mapped[Actor] = relationship(lazy="raise")
    issue: Mapped[Issue] = relationship(lazy="raise")
    quote: Mapped[Quote | None] = relationship(lazy="raise")

    @property
    def holder_id(self) -> str:
        return self.holder.id

    @property
    def issue_id(self) -> str:
        return self.issue.id

    @property
    def issue_label(self) -> str:
        return self.issue.label

    @property
    def label(self) -> str:
        return self.own_label or self.issue.label

    @property
    def quote_id(self) -> str | None:
        return self.quote.id if self.quote else None

    @property
    def published_at(self) -> str | None:
        return self.article.published_at

    __table_args__ = (
        Index("ix_positions_quote", "quote_pk"),
        Index("ix_positions_holder_issue", "holder_pk", "issue_pk", "since"),
    )


def _index_some(name: str, *columns: Any, where: ColumnElement[bool]) -> None:
    """Index the rows for which a condition holds."""
    Index(name, *columns, postgresql_where=where, sqlite_where=where)


def _index_lists(fact: type[Quote | Event | Position], *filters: str) -> None:
    """Index a fact by confidence and each filter, in the order of its lists: newest article first, in text order."""
    order = (fact.article_pk.desc(), fact.pk)
    table = fact.__tablename__
    Index(f"ix_{table}_article", *order)
    Index(f"ix_{table}_confidence", fact.confidence.desc(), *order)
    Index(f"ix_{table}_updated", fact.updated_at.desc(), *order)
    for name in filters:
        # With the columns by which issues are counted, so that these counts read only an index.
        also = ["stance", "status"] if name == "issue_pk" else None
        Index(f"ix_{table}_{name.removesuffix('_pk')}", getattr(fact, name), *order, postgresql_include=also)
    _index_some(f"ix_{table}_reviewed_by", fact.reviewed_by, *order, where=fact.reviewed_by.is_not(None))


Index("ix_issues_topic", Issue.topic, Issue.pk)
Index("ix_issues_label", Issue.label, Issue.pk.desc())
_index_some("ix_actors_acts_for", Actor.acts_for, Actor.pk, where=Actor.acts_for.is_not(None))
for _fact in (Appearance, Position):
    _index_some(f"ix_{_fact.__tablename__}_linked", _fact.linked_pk, where=_fact.linked_pk.is_not(None))
Index("ix_appearances_actor", Appearance.actor_pk, Appearance.article_pk.desc(), Appearance.pk)
_index_lists(Quote, "speaker_pk", "kind", "status", "origin")
Index("ix_occurrences_updated", Occurrence.updated_at, Occurrence.pk)
Index("ix_occurrences_sources", Occurrence.sources.desc(), Occurrence.pk.desc())
_index_lists(Event, "type", "country", "place", "when_from", "status", "origin", "occurrence_pk")
_index_lists(Position, "holder_pk", "issue_pk", "topic", "stance", "status", "origin")
for _stated in (Quote, Position):
    _index_some(
        f"ix_{_stated.__tablename__}_acts_for",
        *(_stated.acts_for, _stated.article_pk.desc(), _stated.pk),
        where=_stated.acts_for.is_not(None),
    )
_part = EventParticipant
_newest = (_part.article_pk.desc(), _part.event_pk)
_is_told, _is_of_state = _part.occurrence_pk.is_not(None), _part.acts_for.is_not(None)
Index("ix_event_participants_actor", _part.actor_pk, *_newest, _part.role)
_index_some("ix_event_participants_acts_for", _part.acts_for, *_newest, where=_is_of_state)
_index_some(
    "ix_event_participants_actor_occurrence", _part.actor_pk, _part.occurrence_pk.desc(), _part.role, where=_is_told
)
_index_some(
    "ix_event_participants_acts_for_occurrence",
    *(_part.acts_for, _part.occurrence_pk.desc()),
    where=and_(_is_of_state, _is_told),
)
