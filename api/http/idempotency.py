"""The header Idempotency-Key: a POST that is sent again gets its answer again, and is done once."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from flask import Response, current_app, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api.database import new_session, release
from api.http.bodies import read_body
from api.http.problems import ProblemError
from api.middleware.request_log import request_info
from services import idempotency
from services.idempotency import Claim, StoredAnswer

_KEY = re.compile(r"[!-~]{1,255}")


def once(create: Callable[[], tuple[str, Response]], repeat: Callable[[StoredAnswer], Response]) -> Response:
    """Do a request that stores an article; with an Idempotency-Key, once.

    `create` does it and returns the id of the article with the answer; `repeat` makes that answer again.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return create()[1]
    if not _KEY.fullmatch(key):
        raise ProblemError(400, "The Idempotency-Key must be 1 to 255 visible ASCII characters.")
    wanted = idempotency.new_claim(request_info().key, key)
    # A session of its own: a commit would take from the request's what the answer is made of.
    with new_session() as keys, _released_if_it_fails(keys, wanted):
        claim = idempotency.claim(keys, wanted, _fingerprint())
        if isinstance(claim, StoredAnswer):
            release()  # the answer may be newer than the state that the request has read so far
            return repeat(claim)
        article_id, answer = create()
        idempotency.finish(keys, claim, status=answer.status_code, article_id=article_id)
        return answer


@contextmanager
def _released_if_it_fails(keys: Session, claim: Claim) -> Iterator[None]:
    """Set the key of a request that fails free, so that the client can send the request again at once.

    A key that cannot be set free while the database is away is set free by a later request.
    """
    lost: set[Claim] = current_app.extensions.setdefault("lost_claims", set())
    _release(keys, lost)
    try:
        yield
    except BaseException:
        lost.add(claim)
        with suppress(OperationalError):  # the error of the request is the one that counts
            _release(keys, lost)
        raise


def _release(keys: Session, lost: set[Claim]) -> None:
    claims = tuple(lost)  # other threads may be at it, too
    if claims:
        idempotency.release(keys, *claims)
        lost.difference_update(claims)


def _fingerprint() -> str:
    """Of the decompressed body: compressed again, it may have other bytes."""
    head = repr((request.method, request.path, request.query_string, request.content_type))
    return hashlib.sha256(head.encode() + read_body()).hexdigest()
