"""Errors that no resource is to blame for."""

from io import BytesIO

import pytest
from werkzeug.exceptions import TooManyRequests

from api.app import create_app
from api.http import problems
from api.http.codes import Code, code_of
from services.errors import ServiceError
from store.engine import make_engine, make_sessions


@pytest.fixture
def broken(database_url):
    """A client of an application with routes that fail."""
    app = create_app({"DATABASE_URL": database_url})

    @app.get("/crash")
    def crash():
        raise RuntimeError("the secret of the house")

    @app.get("/busy")
    def busy():
        raise TooManyRequests("Come back later.", retry_after=30)

    @app.get("/old/")
    def old():
        return "here"

    return app.test_client()


def test_not_found(client):
    response = client.get("/v1/nothing/é?a=b", headers={"X-Request-Id": "mine"})
    assert response.content_type == "application/problem+json"
    assert response.json == {
        "type": "/docs/problems/not_found",
        "code": "not_found",
        "title": "Not Found",
        "status": 404,
        "detail": "The path /v1/nothing/é does not exist.",
        "instance": "/v1/nothing/%C3%A9",
        "request_id": "mine",
    }


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/actors", "/openapi.json", "/docs", "/static/docs.js"])
def test_method_not_allowed_keeps_allow(client, path):
    response = client.patch(path)
    assert response.status_code == 405
    assert response.content_type == "application/problem+json"
    allowed = sorted(response.headers["Allow"].split(", "))
    assert "GET" in allowed
    assert "PATCH" not in allowed
    assert response.json["detail"] == f"PATCH is not possible here, only {', '.join(allowed)}."


def test_too_many_requests_keeps_retry_after(broken):
    response = broken.get("/busy")
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "30"
    assert response.content_type == "application/problem+json"
    assert response.json["title"] == "Too Many Requests"
    assert response.json["detail"] == "Come back later."


def test_crash_is_logged_and_not_told(broken, caplog):
    response = broken.get("/crash")
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert response.json["title"] == "Internal Server Error"
    assert b"secret" not in response.data
    assert b"Traceback" not in response.data
    assert "the secret of the house" in caplog.text


def test_database_that_is_away_is_a_503(app, client, tmp_path, caplog):
    app.extensions["engine"] = make_engine(f"sqlite:///{tmp_path}/no/such/folder/a.sqlite3")
    app.extensions["sessions"] = make_sessions(app.extensions["engine"])
    response = client.get("/v1/articles")
    assert response.status_code == 503
    assert response.content_type == "application/problem+json"
    assert response.headers["Retry-After"] == "10"
    assert response.json["detail"] == "The database cannot be opened; its folder must exist and be writable."
    assert "unable to open database file" in caplog.text


@pytest.mark.parametrize(
    ("path", "media_type", "status"), [("/v1/nothing", "text/plain", 404), ("/v1/articles", "image/png", 415)]
)
def test_body_is_read_to_its_end_all_the_same(client, path, media_type, status):
    body = BytesIO(b"x" * 200_000)
    response = client.post(path, input_stream=body, content_length=200_000, content_type=media_type)
    assert response.status_code == status
    assert body.read() == b""


@pytest.mark.parametrize("media_type", ["text/plain", "application/json"])
def test_body_that_is_cut_short(client, media_type):
    body = BytesIO(b'{"text": "Iraq wants peace."}')
    told = {"CONTENT_LENGTH": "31", "wsgi.input_terminated": True}
    response = client.post("/v1/articles", input_stream=body, content_type=media_type, environ_overrides=told)
    assert response.status_code == 400
    assert response.json["detail"] == "The body is cut short: 29 of 31 bytes arrived."
    assert client.get("/v1/articles").json["items"] == []


@pytest.mark.parametrize(
    ("path", "media_type", "body"),
    [
        ("/v1/articles", "text/plain", b"Iraq wants"),
        ("/v1/articles", "text/html", b"<p>Iraq wants"),
        ("/v1/articles", "application/json", b'{"text": "Iraq wants peace."}'),
        ("/v1/extractions", "application/json", b'{"text": "Iraq wants peace."}'),
        ("/v1/imports", "application/x-ndjson", b'{"text": "Iraq wants peace."}\n'),
        ("/read", "application/x-www-form-urlencoded", b"text=Iraq+wants"),
        ("/sign-in", "application/x-www-form-urlencoded", b"key=a"),
    ],
)
def test_body_in_chunks_may_end_anywhere(client, path, media_type, body):
    chunks = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
    response = client.post(path, content_type=media_type, environ_overrides=chunks)
    assert response.status_code == 411
    assert "Content-Length" in response.json["detail"]
    assert client.get("/v1/articles").json["items"] == []


@pytest.mark.parametrize(
    ("path", "media_type", "status"), [("/v1/nothing", "text/plain", 404), ("/v1/articles", "image/png", 415)]
)
def test_client_that_asks_first_keeps_the_body_that_is_refused(client, path, media_type, status):
    body = BytesIO(b"x" * 1000)
    asked = {"HTTP_EXPECT": "100-continue"}
    response = client.post(
        path, input_stream=body, content_length=1000, content_type=media_type, environ_overrides=asked
    )
    assert response.status_code == status
    assert body.tell() == 0


def test_redirect_is_no_problem(broken):
    response = broken.get("/old")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/old/")
    assert "problem" not in response.content_type


def test_head_of_a_problem_has_no_body(client):
    response = client.head("/v1/nothing")
    assert response.status_code == 404
    assert response.data == b""


@pytest.mark.parametrize("path", ["/v1/quotes", "/healthz"])
def test_parameter_without_a_name(client, path):
    response = client.get(f"{path}?=1")
    assert response.status_code == 400
    assert response.json["detail"] == "query: Unknown name."
    assert response.json["errors"] == [{"parameter": "", "detail": "Unknown name."}]


def test_every_service_error_has_a_status():
    known, kinds = set(), [ServiceError]
    while kinds:
        below = kinds.pop().__subclasses__()
        known.update(below)
        kinds.extend(below)
    assert {kind for kind in known if kind.__module__ == "services.errors"} == problems.CODES.keys()


def test_errors_of_an_answer_are_bounded_and_the_others_counted(client):
    article = {"text": "Iraq wants peace."} | {f"x{number}": 1 for number in range(567)}
    response = client.post("/v1/articles", json=article)
    assert response.status_code == 422
    assert "(and 566 more, see errors)" in response.json["detail"]
    assert len(response.json["errors"]) == 101
    assert response.json["errors"][-1] == {"detail": "And 467 more."}


def test_body_of_too_many_values_is_not_parsed(client, monkeypatch):
    monkeypatch.setattr("api.json.parse", None)
    for body in (b"[" + b"[]," * 10_000, b"{" + b'"x":0,' * 300_000):
        response = client.post("/v1/articles", data=body, content_type="application/json")
        assert response.status_code == 413
        assert response.json["detail"] == "The body has more than 1,000 values; an article has few."


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": " \n"}, "blank_text"),
        ({"text": "1 2 3"}, "blank_text"),
        ({"text": "Der Minister sagte gestern, dass die Regierung den Plan nicht mehr will."}, "unsupported_language"),
        ({"text": "Iraq wants peace.", "language": "de"}, "unsupported_language"),
        ({"text": "Iraq wants peace.", "colour": "red"}, "invalid_body"),
        ({"text": "Iraq wants peace.", "published_at": "Monday"}, "invalid_body"),
        ({"text": "x" * 1_100_000}, "too_large"),
    ],
)
def test_reasons_are_told_apart_by_code(client, body, code):
    response = client.post("/v1/articles", json=body)
    assert (response.json["code"], response.json["type"]) == (code, f"/docs/problems/{code}")
    page = client.get(response.json["type"], headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert response.json["title"] in page.text


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/v1/quotes?limt=5", "invalid_query"),
        ("/v1/quotes?cursor=x", "invalid_cursor"),
        ("/v1/quotes/quo_aaaaaaaaaaaaaaaa", "not_found"),
        ("/v1/articles.xml", "not_found"),
    ],
)
def test_errors_of_a_query_have_a_code(client, path, code):
    assert client.get(path).json["code"] == code


def test_every_code_has_its_page_and_stands_on_the_page_of_all(client):
    everything = client.get("/docs/problems").text
    for code in Code:
        page = client.get(code.path)
        assert page.status_code == 200
        assert page.text.count("<section") == 1
        assert f'id="{code.word}"' in everything
    assert client.get("/docs/problems/nothing").status_code == 404


def test_status_has_a_general_code():
    assert [code_of(status).value.status for status in (400, 401, 403, 404, 409, 422, 429, 500, 503)] == [
        400, 401, 403, 404, 409, 422, 429, 500, 503,
    ]  # fmt: skip
    assert (code_of(418), code_of(507)) == (Code.BAD_REQUEST, Code.INTERNAL_ERROR)
