"""Holders of keys, and whether the service needs a key: looked up once for each state of the store."""

import hashlib
from collections.abc import Callable

from sqlalchemy.orm import Session

from services import api_keys
from services.api_keys import Holder
from store import queries

MAX_HOLDERS = 1024
"""Keys that are remembered at a time."""


class Identity:
    """The callers of an application.

    What is remembered belongs to one version of the store (`store.engine.version_of`): a key that is made or revoked
    changes the version. The session that a method takes must read that version; it is opened only for what is not
    remembered.
    """

    def __init__(self) -> None:
        self._holders: dict[tuple[str, bytes], Holder] = {}
        self._open: tuple[str, bool] = ("", False)

    @property
    def size(self) -> int:
        """The number of holders that are remembered."""
        return len(self._holders)

    def find_holder(self, key: str, version: str, session: Callable[[], Session]) -> Holder | None:
        """Return the holder of a key that is valid now."""
        entry = (version, _hash(key))
        holder = self._holders.get(entry)
        if holder is None:
            holder = api_keys.recognise(session(), key)
            if holder is None:  # not remembered: callers make up as many as they like
                return None
            if len(self._holders) >= MAX_HOLDERS:
                self._holders.clear()
            self._holders[entry] = holder
        return holder if holder.is_valid() else None

    def is_open(self, version: str, session: Callable[[], Session]) -> bool:
        """Return whether the store has never had a key, so that none is needed."""
        known, is_open = self._open
        if known != version:
            is_open = not queries.has_api_keys(session())
            self._open = (version, is_open)
        return is_open


def _hash(key: str) -> bytes:
    # A lookup takes the same time for every key of one length, so it does not help to guess one.
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
