"""Keyset pages over HTTP: an opaque cursor in, a link to the next page out."""

import hashlib
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request

from api.conditional import list_tag
from api.database import session
from api.problems import ProblemError, query_item, wrong_input
from store.queries import Key, Page, WrongKeyError

_CHECK = 8  # bytes of a cursor that tell whether it belongs to the list


@dataclass(frozen=True, slots=True)
class Listing:
    """A page as it is served: rows, and the URL of the next page."""

    items: list[Any]
    next: str | None


def paged(query: Callable[..., Page[Any]], filters: dict[str, Any]) -> tuple[Listing, dict[str, str]]:
    """The page of a list that the request asks for, and its headers.

    `query` is a list function of the store, `filters` are what a schema of filters has read.
    """
    headers = {"ETag": list_tag()}
    cursor = filters.pop("cursor")
    after = None if cursor is None else _read(cursor)
    try:
        page = query(session(), **filters, after=after)
    except WrongKeyError as error:
        raise _wrong_cursor() from error
    if page.next is None:
        return Listing(page.items, None), headers
    url = f"{request.path}?{urlencode([*_parameters('cursor'), ('cursor', _write(page.next))])}"
    return Listing(page.items, url), headers | {"Link": f'<{url}>; rel="next"'}


def _write(key: Key) -> str:
    packed = struct.pack(f">{len(key)}q", *key)
    return urlsafe_b64encode(_check(packed) + packed).rstrip(b"=").decode()


def _read(cursor: str) -> Key:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        check, packed = raw[:_CHECK], raw[_CHECK:]
        key = struct.unpack(f">{len(packed) // 8}q", packed)
    except (ValueError, struct.error):
        check, packed, key = b"", b"", ()
    if check != _check(packed):
        raise _wrong_cursor()
    return key


def _wrong_cursor() -> ProblemError:
    return wrong_input([query_item("cursor", "Not a cursor of this list with these filters.")])


def _check(packed: bytes) -> bytes:
    """Ties a cursor to the list and its filters; a page may change its size on the way."""
    filters = sorted(_parameters("cursor", "limit"))
    return hashlib.sha256(repr((request.path, filters)).encode() + packed).digest()[:_CHECK]


def _parameters(*without: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name not in without]
