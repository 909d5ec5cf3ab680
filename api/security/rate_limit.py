"""Rate limits: so many requests in a window of time for each key, or for each address where no key is shown.

The service counts requests itself. Flask-Limiter costs many times as much per request, adds Retry-After to every answer
and has its own headers; the storage of its engine, `limits`, starts a thread per request. The headers follow the draft
ietf-httpapi-ratelimit-headers, version 8 or later.
"""

import math
import time
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from limits import RateLimitItem

from api.http.problems import ProblemError
from api.middleware.headers import POLICY, RATE_LIMIT
from api.middleware.request_log import RequestInfo
from api.settings import Settings

UNLIMITED = frozenset(("service.health", "service.ready", "static", "docs.swagger_ui"))
"""Endpoints that are not counted: monitors ask the first two, and a page has several files."""

_CLEAR_INTERVAL_S = 60

READS = frozenset(("GET", "HEAD", "OPTIONS"))


@dataclass(slots=True)
class _Window:
    ends_at: float
    count: int = 0


class Limits:
    """The limits of an application, kept in memory: there is one process."""

    def __init__(self, settings: Settings) -> None:
        self._limits = {"reads": settings.read_limit, "writes": settings.write_limit}
        self._windows: dict[tuple[str, str], _Window] = {}
        self._lock = Lock()
        self._clear_at = 0.0

    def count(self, caller: str, kind: Literal["reads", "writes"], this: RequestInfo) -> None:
        """Count a request against the limit of its caller and add the RateLimit headers; raises a 429.

        A request is counted once: called again, this raises again what it raised the first time.
        """
        limit = self._limits[kind]
        if limit is None:
            return
        if not this.is_counted:
            this.is_counted = True
            this.retry_after = self._hit(limit, kind, caller, this)
        if this.retry_after is not None:
            detail = f"Rate limit exceeded: {limit.amount} {kind} per {limit.get_expiry()} seconds."
            raise ProblemError(429, detail, headers={"Retry-After": this.retry_after})

    def _hit(self, limit: RateLimitItem, kind: str, caller: str, this: RequestInfo) -> str | None:
        """Count; return the seconds to wait when the limit is exceeded."""
        now = time.monotonic()
        with self._lock:
            window = self._windows.get((kind, caller))
            if window is None or window.ends_at <= now:
                self._clear(now)
                window = self._windows[kind, caller] = _Window(now + limit.get_expiry())
            window.count += 1
            left = limit.amount - window.count
        reset = str(max(1, math.ceil(window.ends_at - now)))
        this.headers += [
            (POLICY, f'"{kind}";q={limit.amount};w={limit.get_expiry()}'),
            (RATE_LIMIT, f'"{kind}";r={max(0, left)};t={reset}'),
        ]
        return None if left >= 0 else reset

    def _clear(self, now: float) -> None:
        """Forget the windows that have ended, once in a while."""
        if now >= self._clear_at:
            self._windows = {caller: window for caller, window in self._windows.items() if window.ends_at > now}
            self._clear_at = now + _CLEAR_INTERVAL_S
