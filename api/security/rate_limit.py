"""How much a caller may ask: so many requests a time by key, or by address where no key is shown.

With `limits`, the engine of Flask-Limiter: Flask-Limiter itself costs ten times as much a request, puts a
Retry-After on every answer, and gives a point in time where RateLimit-Reset takes seconds.
"""

import math
import time
from typing import Literal

from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api.http.problems import ProblemError
from api.middleware.request_log import Observed
from api.settings import Settings

UNLIMITED = frozenset(("service.health", "service.ready"))
"""Endpoints that answer always: who asks them restarts the service when they do not."""

_LONGEST_URL = 8190  # characters; it is the bound of most servers

READS = frozenset(("GET", "HEAD", "OPTIONS"))


def check_url(url: str) -> None:
    """Raises a 414 for a URL, without its host, that is too long."""
    if len(url) > _LONGEST_URL:
        raise ProblemError(414, f"The URL is longer than {_LONGEST_URL} characters.")


class Limits:
    """The limits of an application, kept in memory: there is one process."""

    def __init__(self, settings: Settings) -> None:
        self._limits = {"reads": settings.read_limit, "writes": settings.write_limit}
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def count(self, caller: str, kind: Literal["reads", "writes"], this: Observed) -> None:
        """Count a request against the limit of its caller, and tell what is left; raises a 429."""
        limit = self._limits[kind]
        if limit is None:
            return
        allowed = self._limiter.hit(limit, kind, caller)
        reset_at, remaining = self._limiter.get_window_stats(limit, kind, caller)
        reset = str(max(1, math.ceil(reset_at - time.time())))
        this.headers += [
            ("RateLimit-Limit", str(limit.amount)),
            ("RateLimit-Remaining", str(remaining)),
            ("RateLimit-Reset", reset),
        ]
        if not allowed:
            detail = f"That is more than {limit.amount} {kind} in {limit.get_expiry()} seconds."
            raise ProblemError(429, detail, headers={"Retry-After": reset})
