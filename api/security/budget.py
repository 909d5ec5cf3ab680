"""One budget for heavy work: slots by kind of work and by caller, taken before the work and given back after it.

Other requests always find a thread, and other callers a slot.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Condition
from typing import NamedTuple

from flask import Flask, Response, g, request

from api.database import release, session, time_limit
from api.http.formats import DOCUMENT_SUFFIXES
from api.http.problems import ProblemError
from api.middleware.request_log import request_info
from api.security.apart import run_view
from services.processes import pool
from store import queries

LONG = 20_000
"""Characters of a text from which its brief is heavy work."""

_ANSWER_SECONDS = 20.0  # of its queries, and of computing


class Places:
    """Places for one kind of work; one caller has all but some, which are `left` for others."""

    def __init__(self, sentence: str, *, places: int, left: int, retry_after: int) -> None:
        self.places = places
        self._sentence, self._left, self._retry_after = sentence, left, retry_after
        self._changed = Condition()
        self._admitted: Counter[str] = Counter()

    @contextmanager
    def place(self, caller: str) -> Iterator[None]:
        """Hold a place for the block; raises a 503 when there is none."""
        with self._changed:
            if self._admitted.total() >= self.places:
                raise self._refusal(f"{self.places} {self._sentence}, the most allowed at a time.")
            if self._admitted[caller] >= self.places - self._left:
                raise self._refusal(
                    f"{self.places - self._left} of your {self._sentence}, the most allowed for one caller."
                )
            self._admitted[caller] += 1
        try:
            yield
        finally:
            self._take_off(self._admitted, caller)

    def _take_off(self, counts: Counter[str], caller: str) -> None:
        with self._changed:
            counts[caller] -= 1
            if not counts[caller]:  # callers make up as many addresses as they like
                del counts[caller]
            self._changed.notify_all()

    def _refusal(self, detail: str) -> ProblemError:
        headers = {"Retry-After": str(self._retry_after)}
        return ProblemError(503, f"{detail} Nothing was done; send the request again.", headers=headers)


class Slots(Places):
    """Places of which few have their turn at a time, while the others wait; one caller has all turns but one."""

    def __init__(self, sentence: str, *, turns: int, places: int, patience: float) -> None:
        super().__init__(sentence, places=places, left=2, retry_after=2)
        self._turns, self._patience = turns, patience
        self._at_work: Counter[str] = Counter()

    @contextmanager
    def slot(self, caller: str, before_waiting: Callable[[], None]) -> Iterator[None]:
        """Hold a slot for the block; raises a 503 when there is no place, or no turn for a long time."""
        with self.place(caller), self._turn(caller, before_waiting):
            yield

    @contextmanager
    def _turn(self, caller: str, before_waiting: Callable[[], None]) -> Iterator[None]:
        with self._changed:
            if not self._is_free(caller):
                before_waiting()
                if not self._changed.wait_for(lambda: self._is_free(caller), self._patience):
                    raise self._refusal(
                        f"{self._sentence.capitalize()}: none was finished within {self._patience:.0f} seconds."
                    )
            self._at_work[caller] += 1
        try:
            yield
        finally:
            self._take_off(self._at_work, caller)

    def _is_free(self, caller: str) -> bool:
        return self._at_work.total() < self._turns and self._at_work[caller] < self._turns - 1


TEXTS = Slots("texts are being read or are waiting", turns=pool.AT_ONCE, places=6, patience=60)
"""Bodies that are unpacked and read, web pages, and extraction."""

ANSWERS = Slots("large answers are being made or are waiting", turns=2, places=8, patience=20)
"""Answers of many rows: renditions, networks, searches, pages with charts."""

STREAMS = Places("lists are being sent", places=100, left=20, retry_after=10)
"""Exports: each holds a page of its list, and what packs it, up to some megabytes, but no thread."""

WAITS = Places("requests are waiting for changes", places=500, left=100, retry_after=10)
"""The limit of long polls and event streams of the feed; each holds a connection but no thread."""

CALLS = Slots("webhooks are being checked or wait", turns=2, places=4, patience=60)
"""Requests that wait for a name server or for the receiver of a webhook."""

THREADS = TEXTS.places + ANSWERS.places + CALLS.places
"""Threads that heavy work takes at most."""


class _Heavy(NamedTuple):
    slots: Slots
    seconds: float | None = None
    """After which its queries are ended."""
    apart: bool = False
    """Its view runs in a process of its own, which is ended after as many seconds of computing."""
    applies: Callable[[], bool] = lambda: True


def _is_long() -> bool:
    length = queries.get_length(session(), (request.view_args or {})["article_id"])
    return length is not None and length > LONG


def _is_long_or_set() -> bool:
    return request.environ.get("HTTP_ACCEPT") in DOCUMENT_SUFFIXES.values() or _is_long()


_QUERY = _Heavy(ANSWERS, _ANSWER_SECONDS)
_ANSWER = _QUERY._replace(apart=True)
_HEAVY = {
    "articles.create_article": _Heavy(TEXTS),
    "articles.create_extraction": _Heavy(TEXTS),
    "articles.get_brief": _ANSWER._replace(applies=_is_long_or_set),
    "briefs.get_cross_brief": _ANSWER,
    "imports.create_import": _Heavy(TEXTS),
    "network.get_network": _ANSWER,
    "reader.actor_network": _ANSWER,
    "reader.article": _ANSWER._replace(applies=_is_long),
    "reader.compare": _ANSWER,
    "reader.keep": _Heavy(TEXTS),
    "reader.issue_stances": _ANSWER,
    "reader.matrix": _ANSWER,
    "reader.read": _Heavy(TEXTS),
    "reader.search_feed": _QUERY,
    "reader.timeline": _ANSWER,
    "reader.world": _ANSWER,
    "review_queue.decide": _Heavy(TEXTS),
    "review_queue.get_review_summary": _QUERY,
    "review_queue.list_reviews": _QUERY,
    "reviews.correct_article": _Heavy(TEXTS),
    "reviews.reread_article": _Heavy(TEXTS),
    "search.search": _QUERY,
    "webhooks.change_webhook": _Heavy(CALLS),
    "webhooks.create_webhook": _Heavy(CALLS),
    "webhooks.send_test": _Heavy(CALLS),
}
"""By endpoint."""


def init_budget(app: Flask) -> None:
    """Let each request for heavy work hold a slot from before its view until after its answer is made."""
    app.before_request(_take)
    app.teardown_request(_give_back)


def _take() -> Response | None:
    heavy = _HEAVY.get(request.endpoint or "")
    if heavy is None or not heavy.applies():
        return None
    held = g.budget = ExitStack()
    held.enter_context(heavy.slots.slot(request_info().caller, release))
    if heavy.seconds is None:
        return None
    if heavy.apart and (answer := run_view(heavy.seconds)) is not None:
        return answer
    held.enter_context(time_limit(heavy.seconds))
    return None


def _give_back(_error: BaseException | None) -> None:
    held = g.pop("budget", None)
    if held is not None:
        held.close()
