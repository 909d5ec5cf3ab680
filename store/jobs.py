"""Work that has left the request that asked for it."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ontology.enums import JobStatus
from store.base import Base, Pk, PublicId, Times


class Job(Times, Base):
    """An article to read and store, and how far that has got. What comes next for it is in the queue's own tables."""

    __tablename__ = "jobs"

    pk: Mapped[Pk]
    id: Mapped[PublicId]
    article_id: Mapped[str] = mapped_column(unique=True)
    """The article is there when the job has succeeded, and may have been deleted since."""
    submission: Mapped[str | None]
    """The text and its metadata as JSON, until they are stored as an article."""
    status: Mapped[JobStatus]
    attempts: Mapped[int]
    """How often it has been begun."""
    error: Mapped[str | None]
    """Of the last attempt."""

    __table_args__ = (Index("ix_jobs_status", "status", "pk"),)
