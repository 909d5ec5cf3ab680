"""How much a caller may ask: so many requests a time by key, or by address where no key is shown.

With `limits`, the engine of Flask-Limiter: Flask-Limiter itself costs ten times as much a request, puts a
Retry-After on every answer, and gives a point in time where RateLimit-Reset takes seconds.
"""

import math
import time

from flask import request
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api.observation import observed
from api.problems import ProblemError
from api.settings import Settings

UNLIMITED = frozenset(("service.health", "service.ready"))
"""Endpoints that answer always: who asks them restarts the service when they do not."""

READS = frozenset(("GET", "HEAD", "OPTIONS"))


class Limits:
    """The limits of an application, kept in memory: there is one process."""

    def __init__(self, settings: Settings) -> None:
        self._reads, self._writes = settings.read_limit, settings.write_limit
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def count(self, caller: str) -> None:
        """Count this request against the limit of its caller, and tell what is left; raises a 429."""
        kind, limit = ("reads", self._reads) if request.method in READS else ("writes", self._writes)
        if limit is None or request.endpoint in UNLIMITED:
            return
        allowed = self._limiter.hit(limit, kind, caller)
        reset_at, remaining = self._limiter.get_window_stats(limit, kind, caller)
        reset = str(max(1, math.ceil(reset_at - time.time())))
        observed().headers += [
            ("RateLimit-Limit", str(limit.amount)),
            ("RateLimit-Remaining", str(remaining)),
            ("RateLimit-Reset", reset),
        ]
        if not allowed:
            detail = f"That is more than {limit.amount} {kind} in {limit.get_expiry()} seconds."
            raise ProblemError(429, detail, headers={"Retry-After": reset})
