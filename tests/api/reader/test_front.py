"""The front page, who gets it, and the key that a browser keeps."""

from io import BytesIO

import pytest

from api.app import create_app
from ontology.enums import Scope
from services import api_keys
from tests.factories import create_brief


@pytest.fixture
def key(session):
    """A key that reads and writes; the service is not open any more."""
    return api_keys.create(session, label="Test", scopes=[Scope.READ, Scope.WRITE])[1]


def test_browser_gets_the_page_and_everybody_else_the_index(client, browse):
    assert browse("/").mimetype == "text/html"
    for accept in ("*/*", "application/json", "application/json, text/html"):
        assert client.get("/", headers={"Accept": accept}).mimetype == "application/json"
    assert client.get("/").mimetype == "application/json"
    assert "Accept" in browse("/").vary
    assert "Accept" in client.get("/").vary


def test_everything_at_a_glance(browse, session):
    article = create_brief(session)
    page = browse("/").page
    counts = {each.find("dt/a").text: each.find("dd").text for each in page.findall(".//dl[@class='counts']/div")}
    assert counts == {"articles": "1", "actors": "1", "quotes": "1", "events": "1", "positions": "1", "issues": "1"}
    assert len(page.xpath(f"//a[starts-with(@href, '/articles/{article.id}#')]")) == 3
    for title in ("Articles", "Actors", "Quotes", "Events", "Positions", "Issues"):
        (heading,) = page.xpath(f"//h2[a='{title}']")
        assert heading.xpath("../ul/li")
        assert heading.xpath("a/@href") == page.xpath(f"//dl//a[text()='{title.lower()}']/@href")


def test_empty_store_says_how_to_fill_it(browse):
    page = browse("/").page
    assert page.text_content().count("None yet.") == 6
    assert page.xpath("//h1/text()") == ["Nothing is stored yet"]
    assert len(page.xpath("//section[@id='fill']//li")) == 3
    assert "curl http://localhost/v1/articles" in page.xpath("//section[@id='fill']")[0].text_content()


@pytest.mark.parametrize("size", [1, 5])
def test_front_page_takes_few_queries(browse, session, queries_sent, size):
    create_brief(session, size)
    with queries_sent:
        browse("/")
    assert len(queries_sent) == 10


def test_what_is_shown_comes_in_all_formats(browse, client, session):
    create_brief(session)
    links = browse("/").page.xpath("//footer/p/a")
    assert [link.text for link in links][:4] == ["JSON", "Markdown", "JSON-LD", "CSV"]
    assert {client.get(link.get("href")).status_code for link in links} == {200}


def test_unknown_parameter_is_a_page_that_says_so(browse):
    response = browse("/?nmae=x")
    assert response.status_code == 400
    assert "nmae: Unknown name." in response.page.text_content()


def test_errors_are_pages_for_browsers_only(client, browse):
    assert browse("/nothing").status_code == 404
    assert "The path /nothing does not exist." in browse("/nothing").page.text_content()
    assert client.get("/nothing").mimetype == "application/problem+json"
    assert browse("/v1/nothing").mimetype == "application/problem+json"


def test_what_was_wrong_is_shown_as_text(browse):
    response = browse("/?%3Cscript%3Ealert(1)%3C/script%3E=x")
    assert "<script>alert" not in response.text


@pytest.mark.usefixtures("key")
def test_closed_service_asks_for_a_key(browse):
    response = browse("/search?q=iraq")
    assert response.status_code == 401
    assert response.page.xpath("//main//input[@name='to']/@value") == ["/search?q=iraq"]


def test_key_is_kept_and_opens_pages_and_reading(client, browse, key):
    response = browse("/sign-in", method="POST", data={"key": f" {key} ", "to": "/?q=x"})
    assert (response.status_code, response.location) == (303, "/?q=x")
    cookie = response.headers["Set-Cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/"))
    assert browse("/").status_code == 200
    assert client.get("/v1/quotes").status_code == 200


def test_kept_key_does_not_write(client, browse, key, session):
    browse("/sign-in", method="POST", data={"key": key})
    article = create_brief(session)
    path = f"/v1/articles/{article.id}"
    assert client.delete(path, headers={"If-Match": "*"}).status_code == 401
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("proxies", "secure"), [("0", False), ("1", True)])
def test_behind_a_proxy_that_speaks_tls_the_key_is_kept_for_tls(database_url, key, proxies, secure):
    client = create_app({"DATABASE_URL": database_url, "COMMUNIQUE_PROXIES": proxies}).test_client()
    response = client.post("/sign-in", data={"key": key}, headers={"X-Forwarded-Proto": "https"})
    assert ("Secure" in response.headers["Set-Cookie"]) == secure


@pytest.mark.usefixtures("key")
def test_wrong_key_is_not_kept(browse):
    response = browse("/sign-in", method="POST", data={"key": "cmq_x", "to": "/?q=x"})
    assert response.status_code == 401
    assert "Set-Cookie" not in response.headers
    assert "The key is not valid" in response.page.text_content()
    assert response.page.xpath("//main//input[@name='to']/@value") == ["/?q=x"]


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nb", "x", "/é"])
def test_key_form_leads_nowhere_else(browse, key, to):
    assert browse("/sign-in", method="POST", data={"key": key, "to": to}).location == "/"


def test_key_form_is_small(client, key):
    fits, too_large = "x" * (16 * 1024 - len(f"key={key}&to=")), "x" * 16 * 1024
    assert client.post("/sign-in", data={"key": key, "to": fits}).status_code == 303
    refused = client.post("/sign-in", data={"key": key, "to": too_large})
    assert refused.status_code == 413
    assert refused.json["detail"] == "The body is larger than 16384 bytes."


@pytest.mark.parametrize("path", ["/sign-in", "/read"])
def test_form_of_many_fields_is_refused_in_few_words(client, path):
    refused = client.post(path, data={str(number): "" for number in range(101)})
    assert refused.status_code == 400
    assert refused.json["detail"] == "The form has more than 100 fields."


def test_form_that_is_cut_short_is_refused(client):
    told = {"CONTENT_LENGTH": "10", "wsgi.input_terminated": True}
    refused = client.post(
        "/read",
        input_stream=BytesIO(b"text=Iraq"),
        content_type="application/x-www-form-urlencoded",
        environ_overrides=told,
    )
    assert refused.status_code == 400
    assert refused.json["detail"] == "The body is cut short: 9 of 10 bytes arrived."


def test_key_is_forgotten(client, browse, key):
    browse("/sign-in", method="POST", data={"key": key})
    assert browse("/sign-out", method="POST").location == "/"
    assert client.get("/v1/quotes").status_code == 401


def test_revoked_key_in_the_cookie_is_a_page_that_says_so(client, browse, key, session):
    browse("/sign-in", method="POST", data={"key": key})
    api_keys.revoke(session, f"key_{key.split('_')[1]}")
    assert "The key is not valid" in browse("/").page.text_content()
    assert 'error="invalid_token"' in client.get("/v1/quotes").headers["WWW-Authenticate"]
