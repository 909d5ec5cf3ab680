"""Request ids, and the line that each request leaves in the log."""

import pytest
from structlog.testing import capture_logs

from api.app import create_app
from ontology.enums import Scope
from services import api_keys


def request_line(client, path, method="GET", **options):
    """The answer to a request, and the line it leaves."""
    with capture_logs() as lines:
        response = client.open(path, method=method, buffered=True, **options)
    (line,) = lines
    return response, line


@pytest.mark.parametrize("given", ["a", "req-1.2_3~4:5/6+7=8@9", "x" * 128])
def test_sensible_id_is_taken(client, given):
    response, line = request_line(client, "/v1/nothing", headers={"X-Request-Id": given})
    assert response.headers["X-Request-Id"] == response.json["request_id"] == line["request_id"] == given


@pytest.mark.parametrize("given", [None, "", "x" * 129, "a b", "é", "a\tb", "<script>", '"', "a,b", "\x00"])
def test_any_other_is_replaced(client, given):
    environ = {} if given is None else {"HTTP_X_REQUEST_ID": given}
    response, line = request_line(client, "/v1/quotes?limit=0", environ_overrides=environ)
    made = response.headers["X-Request-Id"]
    assert made != given
    assert len(made) == 36
    assert response.json["request_id"] == line["request_id"] == made


def test_every_answer_has_an_id_of_its_own(client):
    paths = ("/", "/v1/quotes", "/docs", "/v1/nothing", "/static/docs.js", "/static/docs.js")
    ids = {client.get(path).headers["X-Request-Id"] for path in paths}
    assert len(ids) == len(paths)


def test_line_of_a_request(client):
    response, line = request_line(client, "/v1/quotes?limit=5")
    milliseconds = line.pop("ms")
    assert 0 < milliseconds < 60_000
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "/v1/quotes",
        "path": "/v1/quotes",
        "status": 200,
        "bytes": len(response.data),
        "request_id": response.headers["X-Request-Id"],
        "key": None,
    }


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/v1/articles/art_aaaaaaaaaaaaaaaa", {"route": "/v1/articles/<id(art):article_id>", "status": 404}),
        ("GET", "/v1/nothing", {"route": "none", "status": 404}),
        ("PUT", "/v1/quotes", {"route": "none", "status": 405}),
        ("BREW", "/v1/quotes", {"method": "other", "status": 405}),
        ("HEAD", "/v1/quotes", {"method": "HEAD", "status": 200, "bytes": 0}),
        ("GET", "/a%0A%1B[31mb", {"path": "/a%0A%1B%5B31mb"}),
        ("GET", "/é", {"path": "/%C3%A9"}),
    ],
)
def test_line_of_other_requests(client, method, path, expected):
    _, line = request_line(client, path, method)
    assert {name: line[name] for name in expected} == expected


def test_line_of_a_file_has_its_size(client):
    response, line = request_line(client, "/static/docs.js")
    assert line["bytes"] == len(response.data) > 0


def test_line_names_the_key_and_does_not_tell_it(client, session):
    row, key = api_keys.create(session, label="Test", scopes=[Scope.READ])
    _, line = request_line(client, "/v1/quotes", headers={"Authorization": f"Bearer {key}"})
    assert line["key"] == row.id
    assert key[21:] not in str(line)


def test_line_holds_neither_text_nor_query(client):
    text = "Iraq wants peace, the minister of secrets said."
    for path, options in [
        ("/v1/articles", {"json": {"text": text, "title": "secrets"}}),
        ("/v1/articles?title=secrets", {"data": text, "content_type": "text/plain"}),
        ("/v1/articles", {"data": '{"text": "secrets'}),
        ("/v1/extractions", {"json": {"text": text, "secrets": 1}}),
    ]:
        _, line = request_line(client, path, "POST", **options)
        assert "secrets" not in str(line)
    _, line = request_line(client, "/v1/actors?name=secrets")
    assert "secrets" not in str(line)


def test_stream_is_measured_when_it_ends_and_not_gathered(database_url):
    app = create_app({"DATABASE_URL": database_url})
    given = []

    @app.get("/stream")
    def stream():
        def parts():
            for number in range(3):
                given.append(number)
                yield b"part"

        return app.response_class(parts())

    with capture_logs() as lines:
        response = app.test_client().get("/stream")
        assert given == [0]
        assert lines == []
        assert response.data == b"part" * 3
        response.close()
    assert [line["bytes"] for line in lines] == [12]


def test_crash_leaves_its_id(database_url):
    app = create_app({"DATABASE_URL": database_url})

    @app.get("/crash")
    def crash():
        raise RuntimeError("broken")

    response, line = request_line(app.test_client(), "/crash", headers={"X-Request-Id": "mine"})
    assert response.json["request_id"] == response.headers["X-Request-Id"] == "mine"
    assert (line["status"], line["route"]) == (500, "/crash")
