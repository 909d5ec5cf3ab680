"""Write transactions: all of a use case, or none of it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services.changes import feed
from services.changes.recorder import Recorder
from store.engine import begin_write, is_clash, settle_counts

T = TypeVar("T")
P = ParamSpec("P")

_RETRIES = 4


def transactional(work: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Decorator: do the work in one transaction and commit it. An open transaction of the session is rolled back first.

    The same transaction writes the changes of served objects to the feed.

    The work must check for itself whether what it adds exists: it is done again when another writer has just stored or
    deleted the same article, actor or issue, the last time while no other transaction writes; and when its connection
    was no longer usable. It is not done again when the connection is lost during the commit, because then it may have
    been committed. After the last retry the error is raised.
    """

    return _in_transaction(work, alone=False)


def judging(work: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Decorator: as `transactional`, for work that changes judgements: no other transaction writes at the same time.

    Others link and refer to records, and would do so to those that are just being merged or split.
    """
    return _in_transaction(work, alone=True)


def _in_transaction(work: Callable[Concatenate[Session, P], T], *, alone: bool) -> Callable[Concatenate[Session, P], T]:
    @wraps(work)
    def wrapper(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
        retries = _RETRIES
        while True:
            session.rollback()
            committing = False
            try:
                begin_write(session, alone=alone or not retries)  # the last time it cannot clash
                with Recorder(session) as recorder:
                    result = work(session, *args, **kwargs)
                    is_counted = not recorder.is_empty()
                    feed.write(recorder)
                committing = True
                session.commit()
            except BaseException as error:
                session.rollback()
                again = isinstance(error, DBAPIError) and (
                    is_clash(error) or (not committing and error.connection_invalidated)
                )
                if not again or not retries:
                    raise
                retries -= 1
            else:
                if is_counted:
                    settle_counts(session)
                return result

    return wrapper
