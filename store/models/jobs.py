"""Work that is done outside the request that asked for it."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ontology.enums import JobStatus
from store.base import Base, Pk, PublicId, Times
from store.types import Json


class Job(Times, Base):
    """An article to read and store, or to read again, and the progress of that work.

    The tables of the queue say what runs next.
    """

    __tablename__ = "jobs"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    article_id: Mapped[str] = mapped_column(unique=True)
    """The article is stored when the job has succeeded; it may have been deleted since."""
    submission: Mapped[str | None]
    """The text and its metadata as JSON, or that an article is read again; null when the job has succeeded."""
    status: Mapped[JobStatus]
    attempts: Mapped[int]
    """The number of attempts that were begun."""
    difference: Mapped[dict[str, int] | None] = mapped_column(Json)
    """How many facts were added, removed, changed and contested when the article was read again."""
    error: Mapped[str | None]
    """The error of the last attempt."""

    __table_args__ = (Index("ix_jobs_status", "status", "pk"),)
