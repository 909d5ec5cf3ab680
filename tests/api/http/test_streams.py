"""Streams packed piece by piece, in the coding that the client likes."""

import gzip
import zlib

import brotli
import pytest
from backports import zstd

from api.http.streams import streamed
from api.middleware.request_log import RequestInfo
from tests.factories import create_quote

UNPACK = {
    "zstd": lambda: zstd.ZstdDecompressor().decompress,
    "br": lambda: brotli.Decompressor().process,
    "gzip": lambda: zlib.decompressobj(wbits=31).decompress,
    "deflate": lambda: zlib.decompressobj().decompress,
}
codings = pytest.mark.parametrize("coding", UNPACK)


@codings
@pytest.mark.parametrize("suffix", ["ndjson", "csv"])
def test_list_is_packed_as_the_client_likes(client, session, monkeypatch, coding, suffix):
    monkeypatch.setattr("api.http.paging.MAX_PAGE", 2)
    for _ in range(5):
        create_quote(session)
    plain = client.get(f"/v1/quotes.{suffix}")

    packed = client.get(f"/v1/quotes.{suffix}", headers={"Accept-Encoding": f"{coding}, identity;q=0.5"})

    assert packed.headers["Content-Encoding"] == coding
    assert UNPACK[coding]()(packed.data) == plain.data
    assert "Content-Length" not in packed.headers
    for response in (plain, packed):
        assert {"Accept", "Accept-Encoding"} <= set(response.headers["Vary"].split(", "))
        assert response.headers["ETag"] == plain.headers["ETag"]


@codings
def test_piece_is_sent_before_the_next_is_made(app, coding):
    made = []

    def pieces():
        for number in range(3):
            made.append(number)
            yield b"%d" % number * 1000

    environ = {"communique.request_info": RequestInfo("")}
    with app.test_request_context(headers={"Accept-Encoding": coding}, environ_base=environ):
        response = streamed(pieces(), "text/csv", {})
    unpack = UNPACK[coding]()

    for number, piece in zip(range(3), response.iter_encoded(), strict=False):
        assert made == list(range(number + 1))
        assert unpack(piece) == b"%d" % number * 1000


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate", "gzip"),
        ("deflate, gzip, br, zstd", "zstd"),
        ("gzip, zstd;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("*", "zstd"),
        ("compress", None),
        ("", None),
    ],
)
def test_coding_is_the_one_that_the_client_likes_best(client, accepted, coding):
    for path in ("/v1/quotes.csv", "/openapi.json"):
        response = client.get(path, headers={"Accept-Encoding": accepted})
        assert response.headers.get("Content-Encoding") == coding


def test_head_and_304_of_a_packed_stream_have_its_headers(client):
    accept = {"Accept-Encoding": "gzip"}
    got = client.get("/v1/quotes.csv", headers=accept)

    head = client.head("/v1/quotes.csv", headers=accept)
    have = client.get("/v1/quotes.csv", headers=accept | {"If-None-Match": got.headers["ETag"]})

    assert (head.status_code, head.data) == (200, b"")
    assert (have.status_code, have.data) == (304, b"")
    for name in ("ETag", "Vary", "Cache-Control"):
        assert head.headers[name] == have.headers[name] == got.headers[name]
    assert head.headers["Content-Encoding"] == "gzip"


def test_static_file_is_packed_and_known_again(client):
    path, accept = "/docs/swagger-ui/swagger-ui.css", {"Accept-Encoding": "gzip"}

    got = client.get(path, headers=accept)
    have = client.get(path, headers=accept | {"If-None-Match": got.headers["ETag"]})

    assert gzip.decompress(got.data) == client.get(path).data
    assert (have.status_code, have.data, have.headers["ETag"]) == (304, b"", got.headers["ETag"])
