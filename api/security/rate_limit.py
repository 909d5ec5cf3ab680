"""Rate limits: so many requests in a window of time for each key, or for each address where no key is shown.

With `limits`, the engine of Flask-Limiter: Flask-Limiter itself costs ten times as much a request, puts a
Retry-After on every answer, and gives a point in time where RateLimit-Reset takes seconds.
"""

import math
import time
from typing import Literal

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api.http.problems import ProblemError
from api.middleware.request_log import Observed
from api.settings import Settings

UNLIMITED = frozenset(("service.health", "service.ready"))
"""Endpoints that always answer: a monitor restarts the service when they do not."""

_MAX_URL_CHARS = 8190  # as most servers have it

READS = frozenset(("GET", "HEAD", "OPTIONS"))


def check_url(url: str) -> None:
    """Raise a 414 for a URL, given without its host, that is too long."""
    if len(url) > _MAX_URL_CHARS:
        raise ProblemError(414, f"The URL is longer than {_MAX_URL_CHARS} characters.")


class Limits:
    """The limits of an application, kept in memory: there is one process."""

    def __init__(self, settings: Settings) -> None:
        self._limits = {"reads": settings.read_limit, "writes": settings.write_limit}
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def count(self, caller: str, kind: Literal["reads", "writes"], this: Observed) -> None:
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

    def _hit(self, limit: RateLimitItem, kind: str, caller: str, this: Observed) -> str | None:
        """Count; return the seconds to wait when the limit is exceeded."""
        allowed = self._limiter.hit(limit, kind, caller)
        reset_at, remaining = self._limiter.get_window_stats(limit, kind, caller)
        reset = str(max(1, math.ceil(reset_at - time.time())))
        this.headers += [
            ("RateLimit-Limit", str(limit.amount)),
            ("RateLimit-Remaining", str(remaining)),
            ("RateLimit-Reset", reset),
        ]
        return None if allowed else reset
