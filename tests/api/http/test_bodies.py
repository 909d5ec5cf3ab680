"""Packed bodies: unpacked within bounds, or refused."""

import gzip
import json
import zlib

import pytest

from api.http.bodies import MAX_BODY_BYTES

BODY = json.dumps({"text": "Biden met Putin in Geneva on Monday."}).encode()
PACKED = gzip.compress(BODY, mtime=0)  # the names of tests are made of it, and are the same in all processes


@pytest.fixture
def post(client):
    def post(body, coding):
        response = client.post("/v1/articles", data=body, headers={"Content-Encoding": coding})
        assert response.status_code < 300 or client.get("/v1/articles").json["items"] == []
        return response

    return post


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (PACKED, "gzip"),
        (PACKED, "GZIP"),
        (PACKED, "x-gzip"),
        (zlib.compress(BODY), "deflate"),
        (BODY, "identity"),
    ],
)
def test_packed_body_is_unpacked(post, body, coding):
    response = post(body, coding)
    assert response.status_code == 201
    assert response.json["article"]["text_sha256"] == "97572406701a785426559ced62821cee12416fc471eb5f336dc28c15c3cf1d79"


@pytest.mark.parametrize(
    ("body", "coding", "detail"),
    [
        (BODY, "gzip", "The body is not gzip: "),
        (BODY, "deflate", "The body is not deflate: "),
        (PACKED, "deflate", "The body is not deflate: "),
        (PACKED[:-9], "gzip", "The body is not gzip: it is cut short."),
        (b"", "gzip", "The body is not gzip: it is cut short."),
        (PACKED + b"more", "gzip", "The body has data after the end of the gzip stream."),
        (PACKED[:-5] + b"\1" + PACKED[-4:], "gzip", "The body is not gzip: "),
        (gzip.compress(b"{", mtime=0), "gzip", "The body is not JSON: "),
    ],
)
def test_malformed_body_is_refused(post, body, coding, detail):
    response = post(body, coding)
    assert response.status_code == 400
    assert response.json["detail"].startswith(detail)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_bomb_is_too_large(post, coding):
    bomb = zlib.compressobj(9, wbits={"gzip": 31, "deflate": 15}[coding])
    body = b"".join(bomb.compress(b"\0" * MAX_BODY_BYTES) for _ in range(25)) + bomb.flush()
    assert len(body) < MAX_BODY_BYTES / 25
    response = post(body, coding)
    assert response.status_code == 413
    assert response.json["detail"] == f"The body is larger than {MAX_BODY_BYTES} bytes."


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_body_of_exactly_the_most_bytes_is_read(post, compress):
    body = BODY + b" " * (MAX_BODY_BYTES - len(BODY))
    coding = "identity" if compress is bytes else "gzip"
    refused = post(compress(body + b" "), coding)
    assert refused.status_code == 413
    assert refused.json["detail"] == f"The body is larger than {MAX_BODY_BYTES} bytes."
    assert post(compress(body), coding).status_code == 201


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "", "\0"])
def test_other_codings_are_told_what_can_be_read(post, coding):
    response = post(BODY, coding)
    assert response.status_code == 415
    assert response.headers["Accept-Encoding"] == "gzip, deflate"
    assert "only gzip and deflate" in response.json["detail"]
