"""The cookie of the theme. For keys see test_front."""

import pytest


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_is_kept_and_shown(browse, theme):
    response = browse("/theme", method="POST", data={"theme": theme, "to": "/matrix?topic=security"})
    assert (response.status_code, response.location) == (303, "/matrix?topic=security")
    cookie = response.headers["Set-Cookie"]
    assert all(word in cookie for word in ("SameSite=Lax", "Path=/", "Max-Age=31536000"))
    for path in ("/", "/matrix", "/docs", "/nothing"):
        shown = browse(path)
        assert shown.page.get("data-theme") == theme, path
        assert shown.page.xpath("//meta[@name='color-scheme']/@content") == [theme]
        assert shown.page.xpath("//*[@class='theme']//button[@aria-pressed='true']/@value") == [theme]


def test_system_theme_has_no_cookie(client, browse):
    browse("/theme", method="POST", data={"theme": "dark"})
    assert browse("/theme", method="POST", data={"theme": "system"}).location == "/"
    assert client.get_cookie("communique_theme") is None
    page = browse("/").page
    assert page.get("data-theme") is None
    assert page.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]


@pytest.mark.parametrize("kept", ["", "blue", '"><script>', "dark\0"])
def test_unknown_theme_is_ignored(client, browse, kept):
    client.set_cookie("communique_theme", kept)
    assert browse("/").page.get("data-theme") is None


@pytest.mark.parametrize("given", [{}, {"theme": "blue"}, {"theme": "dark", "x": "y"}])
def test_wrong_theme_is_a_problem(browse, given):
    response = browse("/theme", method="POST", data=given)
    assert response.status_code == 422
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/é"])
def test_theme_leads_nowhere_else(browse, to):
    assert browse("/theme", method="POST", data={"theme": "dark", "to": to}).location == "/"


def test_other_site_does_not_set_the_theme(browse):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert browse("/theme", method="POST", data={"theme": "dark"}, headers=foreign).status_code == 403


def test_address_to_return_to_is_that_of_the_page(browse):
    page = browse("/matrix?topic=security").page
    assert page.xpath("//*[@class='theme']//input[@name='to']/@value") == ["/matrix?topic=security"]
    assert browse("/").page.xpath("//*[@class='theme']//input[@name='to']/@value") == ["/"]


def test_caches_keep_the_themes_of_a_page_apart(browse):
    for path in ("/", "/docs", "/matrix"):
        assert "Cookie" in browse(path).vary
