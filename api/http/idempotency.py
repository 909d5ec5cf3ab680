"""The header Idempotency-Key: a POST that comes again is answered again, and done once."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import current_app, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api.database import new_session, session
from api.http.bodies import read_body
from api.http.problems import ProblemError
from services import idempotency
from services.errors import AnswerGone
from services.idempotency import Answer, Claim
from store import queries
from store.models import Article, Job

Stored = tuple[Article | Job, int, dict[str, str]]
"""What a view gives that has stored an article or a job for one: it, the status and the headers of the answer."""

_View = Callable[..., Stored]
_KEY = r"[!-~]{1,255}"

PARAMETER = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "Any text that no other request has, such as a UUID: when the request comes again within 24 hours, "
    "it is answered again and nothing is done twice: 409 while the first one is under way, 410 when its article has "
    "been deleted, 422 when it is another request. A refused request does not use up its key.",
    "schema": {"type": "string", "pattern": f"^{_KEY}$"},
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}


def idempotent(answer: Callable[[Article | Job, int], Stored]) -> Callable[[_View], _View]:
    """Decorator: the view takes an Idempotency-Key; `answer` makes what it gave of the article or the job."""

    def decorator(view: _View) -> _View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Stored:
            key = request.headers.get("Idempotency-Key")
            if key is None:
                return view(*args, **kwargs)
            if not re.fullmatch(_KEY, key):
                raise ProblemError(400, "The Idempotency-Key must be 1 to 255 visible ASCII characters.")
            # A session of its own: a commit would take from the request's what the answer is made of.
            wanted = Claim(key, datetime.now(UTC))
            with new_session() as keys, _released_if_it_fails(keys, wanted):
                claim = idempotency.claim(keys, key, _fingerprint(), now=wanted.at)
                if isinstance(claim, Answer):
                    return answer(_stored(claim), claim.status)
                stored = view(*args, **kwargs)
                what, status, _ = stored
                article_id = what.article_id if isinstance(what, Job) else what.id
                idempotency.finish(keys, claim, status=status, article_id=article_id)
                return stored

        return wrapper

    return decorator


@contextmanager
def _released_if_it_fails(keys: Session, claim: Claim) -> Iterator[None]:
    """While the database is away, no key can be set free; who was told to come again then must not have to wait."""
    lost: set[Claim] = current_app.extensions.setdefault("lost_claims", set())
    _release(keys, lost)
    try:
        yield
    except BaseException:
        lost.add(claim)
        with suppress(OperationalError):  # what it failed for counts
            _release(keys, lost)
        raise


def _release(keys: Session, lost: set[Claim]) -> None:
    claims = tuple(lost)  # other threads may be at it, too
    if claims:
        idempotency.release(keys, *claims)
        lost.difference_update(claims)


def _stored(answer: Answer) -> Article | Job:
    get = queries.get_job_of if answer.status == HTTPStatus.ACCEPTED else queries.get_brief
    what = get(session(), answer.article_id)
    if what is None:
        raise AnswerGone(answer.article_id)
    return what


def _fingerprint() -> str:
    """Of the unpacked body: who packs it again gets other bytes."""
    head = repr((request.method, request.path, request.query_string, request.content_type))
    return hashlib.sha256(head.encode() + read_body(request)).hexdigest()
