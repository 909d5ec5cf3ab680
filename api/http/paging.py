"""Lists over HTTP: keyset pages with an opaque cursor and a link to the next one, or the whole list as a stream."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response, jsonify, request
from sqlalchemy.orm import Session

from api.database import session, session_factory
from api.http.etags import list_tag
from api.http.expansion import expand
from api.http.formats import CSV, JSON, LIST_FORMATS, csv_rows, ndjson, negotiated
from api.http.problems import ProblemError, query_item, wrong_input
from api.http.streams import streamed
from schemas.base import MAX_PAGE, Out
from store.queries import Key, Page, WrongKeyError

_PAGES = ("cursor", "limit", "fields", "count", "expand")  # what may change from page to page
_CHECK = 8  # bytes of a cursor that tell whether it belongs to the list

_Dump = Callable[[Session, Sequence[Any]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a view lists: a list function of the store, and what a schema of filters has read."""

    query: Callable[..., Page[Any]]
    filters: dict[str, Any]


def answer(listing: Listing, item: type[Out]) -> Response:
    """The list in the format that the request asks for.

    As JSON it is one page. As NDJSON and CSV it is the list from there on, or as many as `limit` says.
    """
    media_type = negotiated(LIST_FORMATS)
    streams = media_type != JSON
    filters = dict(listing.filters)
    cursor, names, expansions = (filters.pop(name, None) for name in ("cursor", "fields", "expand"))
    if expansions and media_type == CSV:
        raise wrong_input([query_item("expand", "A row of CSV has no room for it; JSON and NDJSON have.")])
    if streams and "limit" not in request.args:
        filters["limit"] = MAX_PAGE
    schema = _schema(item, names)
    after = None if cursor is None else _read(cursor)
    headers = {"ETag": list_tag(media_type), "Vary": "Accept"}
    try:
        page = listing.query(session(), **filters, after=after)
    except WrongKeyError as error:
        raise _wrong_cursor() from error
    if streams:
        further = None if "limit" in request.args else partial(listing.query, **filters | {"count": False})
        if media_type == CSV:
            body = csv_rows(schema, _pages(lambda _, rows: schema.dump(rows, many=True), page, further))
        else:
            body = ndjson(_pages(_encodable(schema, expansions), page, further))
        return streamed(body, media_type, headers)
    items = _encodable(schema, expansions)(session(), page.items)
    content: dict[str, Any] = {"items": items, "next": None, "total": page.total}
    if page.next is not None:
        others = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
        content["next"] = f"{request.path}?{urlencode([*others, ('cursor', _write(page.next))])}"
        headers["Link"] = f'<{content["next"]}>; rel="next"'
    response = jsonify(content)
    response.headers.extend(headers)
    return response


def _encodable(schema: Out, expansions: str | None) -> _Dump:
    names = dict.fromkeys(expansions.split(",")) if expansions else ()

    def dump(reads: Session, rows: Sequence[Any]) -> list[dict[str, Any]]:
        items = schema.encodable(rows)
        expand(reads, names, rows, items)
        return items

    return dump


def _pages(
    dump: _Dump,
    page: Page[Any],
    further: Callable[..., Page[Any]] | None,
) -> Iterator[list[dict[str, Any]]]:
    """The items of a page and, with `further`, of each page behind it; no more than one page is in memory."""
    open_session = session_factory()
    first = dump(session(), page.items)

    def pages() -> Iterator[list[dict[str, Any]]]:
        yield first
        after = page.next
        while further is not None and after is not None:
            with open_session() as own:  # ended before the client reads, who may be slow
                following = further(own, after=after)
                items = dump(own, following.items)
            yield items
            after = following.next

    return pages()


def _schema(item: type[Out], names: str | None) -> Out:
    """The schema of an item with only these fields, which are separated by commas."""
    only = tuple(dict.fromkeys(name.strip() for name in names.split(","))) if names is not None else ()
    unknown = [name for name in only if name not in item._declared_fields]
    if unknown:
        known = ", ".join(item._declared_fields)
        raise wrong_input([query_item("fields", f"There is no field {unknown[0]!r}, only {known}.")])
    return _only(item, only)


@lru_cache(maxsize=256)
def _only(item: type[Out], only: tuple[str, ...]) -> Out:
    return item(only=only or None)


def _write(key: Key) -> str:
    packed = orjson.dumps(key)
    return urlsafe_b64encode(_check(packed) + packed).rstrip(b"=").decode()


def _read(cursor: str) -> Key:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        check, packed = raw[:_CHECK], raw[_CHECK:]
        key = orjson.loads(packed)
    except ValueError as error:
        raise _wrong_cursor() from error
    if check != _check(packed) or not isinstance(key, list):
        raise _wrong_cursor()
    return tuple(key)


def _wrong_cursor() -> ProblemError:
    return wrong_input([query_item("cursor", "Not a cursor of this list with these filters.")])


def _check(packed: bytes) -> bytes:
    """Ties a cursor to the list, its filters and its order."""
    filters = sorted(pair for pair in request.args.items(multi=True) if pair[0] not in _PAGES)
    return hashlib.sha256(repr((request.path, filters)).encode() + packed).digest()[:_CHECK]
