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
    stored or deleted the same article, actor or issue, and when its connection was one that can no longer be used; but
    not when the connection is lost with the answer to the commit, of which nobody knows then whether it was done.
    When that does not end, its error is raised.
    """
    left = _RETRIES
    while True:
        session.rollback()
        at_work = True
        try:
            begin_write(session)
            result = work()
            at_work = False
            session.commit()
        except BaseException as error:
            session.rollback()
            again = isinstance(error, DBAPIError) and (is_clash(error) or (at_work and error.connection_invalidated))
            if not again or not left:
                raise
            left -= 1
        else:
            return result
