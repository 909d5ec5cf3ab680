"""The history of facts."""

from typing import Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ontology.enums import Subject
from store.models import Revision
from store.queries.conditions import among, each
from store.queries.lists import List
from store.queries.paging import NEWEST, Page, Paging, Sort


class RevisionFilters(Paging, total=False):
    """The arguments of the list of revisions: the kind of a fact, and its primary key."""

    subject: Subject
    subject_pk: int


_REVISIONS = List(
    select(Revision),
    [each(subject=among(Revision.subject), subject_pk=among(Revision.subject_pk))],
    {NEWEST: Sort(((Revision.number, True),))},
)


def list_revisions(session: Session, **asked: Unpack[RevisionFilters]) -> Page[Revision]:
    """List the revisions of a fact, the newest first."""
    return _REVISIONS.page(session, asked)


def get_revision(session: Session, subject: Subject, subject_pk: int, number: int) -> Revision | None:
    """Get a revision of a fact."""
    return session.scalar(
        select(Revision).where(
            Revision.subject == subject, Revision.subject_pk == subject_pk, Revision.number == number
        )
    )


def get_first_revisions(session: Session, article_pk: int) -> dict[tuple[Subject, int], Revision]:
    """Get revision 0 of each fact of an article that has changed, by its kind and its primary key."""
    query = select(Revision).where(Revision.article_pk == article_pk, Revision.number == 0)
    return {(revision.subject, revision.subject_pk): revision for revision in session.scalars(query)}


def get_last_number(session: Session, subject: Subject, subject_pk: int) -> int | None:
    """Get the number of the last revision of a fact; None for a fact that has none."""
    return session.scalar(
        select(func.max(Revision.number)).where(Revision.subject == subject, Revision.subject_pk == subject_pk)
    )
