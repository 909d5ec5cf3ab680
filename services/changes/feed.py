"""The feed: the changes of a transaction are written by it, as the last thing that it does."""

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
"""The key of `Session.info` for the label of the caller's key, where a request came with one."""

RETENTION = timedelta(days=90)
_PRUNE_INTERVAL_S = 10
# One transaction deletes only so many, so that it does not wait for all.
_PRUNED_AT_ONCE = 5000


class _Keeping:
    """How long changes are kept, and when this process last deleted older ones."""

    time = RETENTION
    pruned_at = 0.0


def keep(retention: timedelta) -> None:
    """Keep changes for this time from now on."""
    _Keeping.time = retention


def add(session: Session, articles: Sequence[Article]) -> None:
    """Record articles that were added past the session, with their facts."""
    recorder: Recorder | None = session.info.get(RECORDER)
    if recorder is not None:
        recorder.add(articles)


def write(recorder: Recorder) -> None:
    """Write what was recorded; the transaction is to be committed after this, without any other change."""
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
