"""Write transactions: all of a use case, or none of it."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from store.engine import begin_write, is_clash

T = TypeVar("T")

_RETRIES = 4


def commit(session: Session, work: Callable[[], T]) -> T:
    """Do the work in one transaction and commit it; what the session has open is rolled back first.

    The work must look for itself whether what it adds is there: it is done again when another writer has just
    stored or deleted the same article, actor or issue, and when its connection was one that can no longer be used.
    When that does not end, its error is raised.
    """
    for _ in range(_RETRIES):
        try:
            return _once(session, work)
        except DBAPIError as error:
            if not is_clash(error) and not error.connection_invalidated:
                raise
    return _once(session, work)


def _once(session: Session, work: Callable[[], T]) -> T:
    session.rollback()
    try:
        begin_write(session)
        result = work()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    return result
