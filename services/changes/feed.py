"""The feed: each transaction writes its own changes, as its last statement before the commit."""

import time
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from services import clock
from services.changes.entries import entries_of
from services.changes.recorder import RECORDER, Recorder
from store import queries
from store.models import Article

BY = "communique.by"
"""The key of `Session.info` for the label of the API key of the request, if it has one."""

RETENTION = timedelta(days=90)
_PRUNE_INTERVAL_S = 10
# The maximum number of changes that one transaction deletes, so that none takes long.
_PRUNED_AT_ONCE = 5000


class _Keeping:
    """The time for which the feed keeps changes, and the time at which this process last deleted older ones."""

    time = RETENTION
    pruned_at = 0.0


def keep(retention: timedelta) -> None:
    """Set the time for which the feed keeps changes."""
    _Keeping.time = retention


def add(session: Session, articles: Sequence[Article]) -> None:
    """Record articles, with their facts, that were inserted without the session."""
    recorder: Recorder | None = session.info.get(RECORDER)
    if recorder is not None:
        recorder.add(articles)


def write(recorder: Recorder) -> None:
    """Write the recorded changes. The transaction must then be committed without further changes."""
    session = recorder.session
    if recorder.is_empty():
        return
    session.flush()
    entries = entries_of(recorder)
    if not entries:
        return
    now, by = clock.now(), session.info.get(BY)
    _prune(session)
    queries.add_changes(session, [entry | {"at": now, "by": by} for entry in entries])


def _prune(session: Session) -> None:
    if time.monotonic() - _Keeping.pruned_at >= _PRUNE_INTERVAL_S:
        _Keeping.pruned_at = time.monotonic()
        queries.delete_old_changes(session, before=clock.now() - _Keeping.time, limit=_PRUNED_AT_ONCE)
