import pytest

TWO_SLASHES = ["//", "//v1/actors", "//evil.example/v1/actors", "///docs"]


@pytest.mark.parametrize("path", ["/v1//actors", "/v1///actors", "/static//docs.js", "/v1/actors//", *TWO_SLASHES])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_two_slashes_are_not_one(client, path, method):
    response = client.open(method=method, environ_overrides={"PATH_INFO": path}, headers={"Host": "evil.example"})
    assert response.status_code == 404
    assert "evil.example" not in str(response.headers)


def test_no_route_is_redirected_by_its_slashes(app):
    assert {rule.rule for rule in app.url_map.iter_rules() if rule.rule.endswith("/")} == {"/"}
    assert not app.url_map.merge_slashes


@pytest.mark.parametrize("path", ["/", "/v1/quotes", "/healthz", "/static/docs.js", "/nothing"])
@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost,localhost",
        "localhost,evil.example",
        "a b",
        "a/b",
        "user@localhost",
        "a:b",
        "[::1",
        "é",
        "a" * 256,
    ],
)
def test_host_that_is_none(client, path, host):
    response = client.get(path, environ_overrides={"HTTP_HOST": host})
    assert response.status_code == 400
    assert "Host" in response.json["detail"]


def test_old_clients_name_no_host(client):
    response = client.get("/v1/quotes", environ_overrides={"HTTP_HOST": "", "SERVER_PROTOCOL": "HTTP/1.0"})
    assert response.status_code == 200
