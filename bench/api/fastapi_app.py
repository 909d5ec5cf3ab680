"""The same list as a good user of FastAPI, SQLAlchemy and pydantic writes it. Run by `bench.api lists`.

In an environment of its own, so it has models and schemas of its own.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    contains_eager,
    joinedload,
    mapped_column,
    relationship,
    sessionmaker,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    impl = DateTime
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON, list[dict[str, Any]]: JSON, datetime: UtcDateTime}  # noqa: RUF012


class Article(Base):
    __tablename__ = "articles"

    pk: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    text: Mapped[str]


class Actor(Base):
    __tablename__ = "actors"

    pk: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    name: Mapped[str]


class Quote(Base):
    __tablename__ = "quotes"

    pk: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    article_pk: Mapped[int] = mapped_column(ForeignKey("articles.pk"))
    speaker_pk: Mapped[int | None] = mapped_column(ForeignKey("actors.pk"))
    speaker_mention: Mapped[dict[str, Any] | None]
    kind: Mapped[str]
    cue: Mapped[dict[str, Any] | None]
    content: Mapped[list[dict[str, Any]]]
    confidence: Mapped[float]
    status: Mapped[str]
    origin: Mapped[str]
    reviewed_by: Mapped[str | None]
    found: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    article: Mapped[Article] = relationship()
    actor: Mapped[Actor | None] = relationship()

    @property
    def article_id(self) -> str:
        return self.article.id

    @property
    def speaker(self) -> dict[str, Any] | None:
        if self.actor is None:
            return None
        return {"actor_id": self.actor.id, "mention": self.speaker_mention}


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SpanOut(Out):
    start: int
    end: int
    exact: str
    utf16_start: int
    utf16_end: int


class SpeakerOut(Out):
    actor_id: str
    mention: SpanOut


class QuoteOut(Out):
    id: str
    article_id: str
    confidence: float
    status: Literal["machine", "confirmed", "corrected", "rejected"]
    origin: Literal["machine", "person"]
    reviewed_by: str | None
    found: dict[str, Any] | None
    created_at: datetime
    updated_at: datetime
    kind: Literal["direct", "indirect", "mixed"]
    speaker: SpeakerOut | None
    cue: SpanOut | None
    content: list[SpanOut]


class QuotePage(Out):
    items: list[QuoteOut]


engine = create_engine(f"sqlite:///{os.environ['DATABASE']}")
sessions = sessionmaker(engine)
app = FastAPI()


def get_session() -> Iterator[Session]:
    with sessions() as session:
        yield session


@app.get("/v1/quotes", response_model=QuotePage)
def list_quotes(
    session: Annotated[Session, Depends(get_session)],
    speaker: str,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    query = (
        select(Quote)
        .join(Quote.actor)
        .where(Actor.id == speaker)
        .order_by(Quote.article_pk.desc(), Quote.pk)
        .limit(limit)
        .options(contains_eager(Quote.actor), joinedload(Quote.article).load_only(Article.id))
    )
    return {"items": session.scalars(query).all()}
