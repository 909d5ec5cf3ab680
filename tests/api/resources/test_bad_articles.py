"""What is not an article gets a clear 4xx and leaves no trace."""

import json

import pytest

from api.http.bodies import MAX_BODY_BYTES

GERMAN = "Der Bundeskanzler hat gestern in Berlin gesagt, dass die Regierung keine weiteren Truppen schicken wird."
ENGLISH = "Biden met Putin in Geneva on Monday."
LARGE = "x" * (1024 * 1024 + 1)


@pytest.fixture(params=["/v1/articles", "/v1/extractions"])
def refused(request, client):
    """Posts, expects a problem with that status, gives it; nothing is stored."""

    def post(status, body, content_type="application/json", query=""):
        response = client.post(f"{request.param}{query}", data=body, content_type=content_type)
        assert response.status_code == status, response.json
        assert response.content_type == "application/problem+json"
        assert response.json["status"] == status
        assert response.json["instance"] == request.param
        assert client.get("/v1/articles").json["items"] == []
        return response.json

    return post


def test_empty_body_is_not_json(refused):
    assert refused(400, b"", None)["detail"] == "The body is empty; it must be a JSON object."


def test_bad_json_says_where(refused):
    assert "line 1 column 9" in refused(400, b'{"text":}')["detail"]


def test_nan_is_not_json(refused):
    refused(400, b'{"text": NaN}')


@pytest.mark.parametrize(("status", "depth"), [(422, 950), (413, 2000), (413, 100_000)])
def test_deep_nesting_is_refused(refused, status, depth):
    refused(status, b'{"text": ' + b"[" * depth + b"]" * depth + b"}")


def test_name_given_twice_is_told(refused):
    detail = refused(400, b'{"text": "a", "title": "b", "text": "c", "title": "d"}')["detail"]
    assert detail == "The body has the name 'text' more than once in an object."
    refused(400, b'{"text": {"a": 1, "a": 1}}')


@pytest.mark.parametrize(
    ("status", "number"), [(400, b"9" * 5000), (400, b"-1e999"), (422, b"1" + b"0" * 30), (422, b"1e308")]
)
def test_huge_number_is_no_text(refused, status, number):
    refused(status, b'{"text": ' + number + b"}")


@pytest.mark.parametrize("constant", [b"Infinity", b"-Infinity", b"01", b"1.", b"+1", b"0x1", b"True"])
def test_what_javascript_would_read_is_not_json(refused, constant):
    refused(400, b'{"text": ' + constant + b"}")


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
def test_other_encodings_say_where(refused, content_type):
    detail = refused(400, b"caf\xe9", content_type)["detail"]
    assert detail == "The body is not UTF-8: byte 0xe9 at offset 3."


@pytest.mark.parametrize("escaped", [b"\\ud800", b"\\udc00", b"\\ud800\\ud800"])
def test_lone_surrogate_is_not_json(refused, escaped):
    assert refused(400, b'{"text": "a' + escaped + b'"}')["detail"].startswith("The body is not JSON: ")


def test_surrogate_in_plain_text_is_not_utf8(refused):
    refused(400, "a\ud800".encode("utf-8", "surrogatepass"), "text/plain")


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"null", b'[{"text": "Biden met Putin."}]'])
def test_json_must_be_an_object(refused, body):
    assert refused(422, body)["errors"] == [{"pointer": "#", "detail": "Must be a JSON object."}]


@pytest.mark.parametrize(
    ("article", "pointer"),
    [
        ({}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": 1}, "#/text"),
        ({"text": ["a"]}, "#/text"),
        ({"text": ""}, "#/text"),
        ({"text": " \n\t "}, "#/text"),
        ({"text": "12 345 …"}, "#/text"),
        ({"text": "a\0b"}, "#/text"),
        ({"text": ENGLISH, "colour": "red"}, "#/colour"),
        ({"text": ENGLISH, "a/b~c%": 1}, "#/a~1b~0c%25"),
        ({"text": ENGLISH, "title": ""}, "#/title"),
        ({"text": ENGLISH, "title": "x" * 501}, "#/title"),
        ({"text": ENGLISH, "title": "a\0b"}, "#/title"),
        ({"text": ENGLISH, "publisher": 7}, "#/publisher"),
        ({"text": ENGLISH, "url": "nowhere"}, "#/url"),
        ({"text": ENGLISH, "url": "javascript:alert(1)"}, "#/url"),
        ({"text": ENGLISH, "published_at": "yesterday"}, "#/published_at"),
        ({"text": ENGLISH, "published_at": "2021-02-30"}, "#/published_at"),
        ({"text": ENGLISH, "published_at": "2021/2022"}, "#/published_at"),
        ({"text": ENGLISH, "published_at": 2021}, "#/published_at"),
        ({"text": ENGLISH, "published_at": "9998"}, "#/published_at"),
        ({"text": ENGLISH, "language": "English!"}, "#/language"),
        ({"text": ENGLISH, "language": "fr"}, "#/language"),
    ],
)
def test_wrong_field_is_pointed_at(refused, article, pointer):
    problem = refused(422, json.dumps(article))
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert problem["errors"][0]["detail"] in problem["detail"]


def test_every_wrong_field_is_pointed_at(refused):
    problem = refused(422, json.dumps({"text": "a\0", "published_at": "soon"}))
    assert [error["pointer"] for error in problem["errors"]] == ["#/text", "#/published_at"]


def test_another_language_is_named(refused):
    problem = refused(422, json.dumps({"text": GERMAN}))
    assert problem["errors"] == [{"pointer": "#/text", "detail": "The language is de; only English (en) can be read."}]


def test_plain_text_is_the_whole_body(refused):
    assert refused(422, b" ", "text/plain")["errors"] == [{"pointer": "#", "detail": "The text is blank."}]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("?published_at=yesterday", "published_at"),
        ("?published_at=9998", "published_at"),
        ("?published_at=2021&published_at=2022", "published_at"),
        ("?colour=red", "colour"),
        ("?text=abc", "text"),
        ("?title=a%00b", "title"),
        ("?title=", "title"),
        ("?language=fr", "language"),
    ],
)
def test_wrong_metadata_of_plain_text_is_in_the_query(refused, query, parameter):
    problem = refused(400, ENGLISH, "text/plain", query)
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


def test_wrong_text_and_wrong_query_are_told_apart(refused):
    problem = refused(422, b"\0 abc", "text/plain", "?published_at=soon")
    assert [error.get("parameter") or error["pointer"] for error in problem["errors"]] == ["#", "published_at"]


def test_query_must_be_utf8(refused):
    assert refused(400, ENGLISH, "text/plain", "?title=caf%E9")["detail"].startswith("The query is not UTF-8")


def test_json_has_no_query(refused):
    problem = refused(400, json.dumps({"text": ENGLISH}), query="?published_at=2021")
    assert problem["errors"] == [{"parameter": "published_at", "detail": "Unknown name."}]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "text/plain; charset=latin-1",
        "application/json; charset=utf-16",
        "text/html; charset=nonsense",
    ],
)
def test_other_media_types_are_told_what_to_send(refused, content_type):
    detail = refused(415, ENGLISH, content_type)["detail"]
    assert "-H 'Content-Type: application/json'" in detail
    assert "-H 'Content-Type: text/plain'" in detail
    assert "-H 'Content-Type: text/html'" in detail


def test_other_media_types_are_told_in_a_header(client):
    response = client.post("/v1/articles", data=b"text=Biden", content_type="application/x-www-form-urlencoded")
    assert response.headers["Accept"] == "application/json, text/plain, text/html"


def test_large_text_is_refused(refused):
    assert "1048577 bytes" in refused(413, LARGE, "text/plain")["detail"]
    assert "1048577 bytes" in refused(413, json.dumps({"text": LARGE}))["detail"]


def test_text_is_measured_in_bytes(refused):
    refused(413, ("é" * (512 * 1024) + "x").encode(), "text/plain")


def test_large_body_is_refused_before_it_is_read(refused):
    assert refused(413, b"{" * (MAX_BODY_BYTES + 1))["detail"] == f"The body is larger than {MAX_BODY_BYTES} bytes."
