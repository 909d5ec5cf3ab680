"""Lists over HTTP: keyset pages with an opaque cursor and a link to the next one, or the whole list as a stream."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, TypeVar
from urllib.parse import urlencode

import orjson
from flask import Flask, Response, current_app, jsonify, request

from api.database import own_session, session
from api.http.codes import Code
from api.http.etags import list_tag
from api.http.expansion import Dump, actor_names, article_names, expand, expansions, schemas_of
from api.http.feed import HEADER, current_cursor
from api.http.formats import ACTORS, ARTICLES, CSV, JSON, Table, ndjson
from api.http.parsing import Values
from api.http.problems import ProblemError, query_item, wrong_input
from api.http.streams import streamed
from schemas.base import Out
from schemas.query.paging import MAX_PAGE
from store.queries import Cursor, Page, WrongCursorError

_CHANGEABLE = ("cursor", "limit", "fields", "count", "expand")  # from page to page
_STORED = ("sort", "limit", "count")  # what a query of the store takes
_FIRST_ITEMS = 50  # of a stream: its first page takes no longer than a list; further ones are larger
_CHECK_BYTES = 8  # of a cursor: they tie it to its list

_Items = list[dict[str, Any]]
_ReadPage = Callable[[Values], Page[Any]]
T = TypeVar("T")


def answer_list(read_page: _ReadPage, item: type[Out], paging: Values, media_type: str) -> Response:
    """Return a list in a format; `read_page` reads a page of it, given what a query of the store takes.

    As JSON it is one page. As NDJSON and CSV it is the list from there on, or as many items as `limit` says.
    """
    names = expansions(paging)
    schema = _schema(item, paging.get("fields"))
    page = page_values(paging)
    is_whole = media_type != JSON and "limit" not in request.args
    if is_whole:
        page["limit"] = min(_FIRST_ITEMS, MAX_PAGE)
    headers = {"ETag": list_tag(media_type), "Vary": "Accept", HEADER: current_cursor()}
    first = read_or_refuse(read_page, page)
    if media_type == JSON:
        return _answer_page(first, _expanded(schema, names, first.items), headers)
    if media_type == CSV:
        table = Table(schema, schemas_of(names))
        body = table.csv(_stream(first, partial(_rows, table, schema, names), read_page, page, is_whole=is_whole))
    else:
        dump = partial(_expanded, schema, names)
        body = ndjson(_stream(first, dump, read_page, page, is_whole=is_whole))
    return streamed(body, media_type, headers)


def page_values(paging: Values) -> Values:
    """Return what a query of the store takes of the parameters of a page; raises a 400 for a wrong cursor."""
    page = {name: paging[name] for name in _STORED if name in paging}
    return page | {"after": _read_cursor(paging["cursor"]) if "cursor" in paging else None}


def read_or_refuse(read_page: _ReadPage, page: Values) -> Page[Any]:
    """Read a page; raises a 400 for a cursor of another list."""
    try:
        return read_page(page)
    except WrongCursorError as error:
        raise _wrong_cursor() from error


def next_path(following: Cursor) -> str:
    """Return the path of the page of this list that begins at a cursor."""
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{request.path}?{urlencode([*others, ('cursor', _write_cursor(following))])}"


def _answer_page(page: Page[Any], items: _Items, headers: dict[str, str]) -> Response:
    content: dict[str, Any] = {"items": items, "next": None, "total": page.total, "capped": page.capped}
    if page.next is not None:
        content["next"] = next_path(page.next)
        headers["Link"] = f'<{content["next"]}>; rel="next"'
    response = jsonify(content)
    response.headers.extend(headers)
    return response


def _expanded(schema: Out, names: Sequence[str], rows: Sequence[Any], dump: Dump = Out.encodable) -> _Items:
    items = dump(schema, rows)
    if names:
        expand(session(), names, rows, items, dump=dump)
    return items


def _rows(table: Table, schema: Out, names: Sequence[str], rows: Sequence[Any]) -> list[list[str]]:
    items = _expanded(schema, names, rows, partial(Out.dump, many=True))
    return table.rows(items, {ACTORS: partial(actor_names, session()), ARTICLES: partial(article_names, session())})


def _stream(
    first: Page[Any], dump: Callable[[Sequence[Any]], T], read_page: _ReadPage, page: Values, *, is_whole: bool
) -> Iterator[T]:
    """The items of a page and, of a whole list, those of each page after it; one page at a time is in memory."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    waiting = [dump(first.items)]
    after = first.next if is_whole else None
    del first

    def pages() -> Iterator[T]:
        nonlocal after
        yield waiting.pop()
        while after is not None:
            yield read()

    def read() -> T:  # holds no connection while a possibly slow client reads the page
        nonlocal after
        with own_session(app):
            following = read_page(page | {"after": after, "limit": MAX_PAGE, "count": False})
            after = following.next
            return dump(following.items)

    return pages()


def _schema(item: type[Out], names: str | None) -> Out:
    """The schema of an item with only these fields, which are separated by commas."""
    only = tuple(dict.fromkeys(name.strip(" ") for name in names.split(","))) if names is not None else ()
    unknown = [name for name in only if name not in item._declared_fields]
    if unknown:
        known = ", ".join(item._declared_fields)
        raise wrong_input([query_item("fields", f"There is no field {unknown[0]!r}, only {known}.")])
    return _schema_with(item, only)


@lru_cache(maxsize=256)
def _schema_with(item: type[Out], only: tuple[str, ...]) -> Out:
    return item(only=only or None)


def _write_cursor(key: Cursor) -> str:
    packed = orjson.dumps(key)
    return urlsafe_b64encode(_check(packed) + packed).rstrip(b"=").decode()


def _read_cursor(cursor: str) -> Cursor:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        check, packed = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
        key = orjson.loads(packed)
    except ValueError as error:
        raise _wrong_cursor() from error
    if check != _check(packed) or not isinstance(key, list):
        raise _wrong_cursor()
    return tuple(key)


def _wrong_cursor() -> ProblemError:
    return wrong_input([query_item("cursor", "Not a cursor of this list with these filters.")], Code.INVALID_CURSOR)


def _check(packed: bytes) -> bytes:
    """Ties a cursor to the list, its filters and its order; its key is checked by the query of the list."""
    filters = sorted(pair for pair in request.args.items(multi=True) if pair[0] not in _CHANGEABLE)
    return hashlib.sha256(repr((request.path, filters)).encode() + packed).digest()[:_CHECK_BYTES]
