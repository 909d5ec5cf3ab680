import pytest

from services.errors import Unreadable
from services.processes import pool
from services.webpages import pages

WORDS = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington on Monday. “We will help,” Biden said."
PAGE = f"<html><body><p>{WORDS}</p></body></html>".encode()


def test_page_is_read():
    assert pages.read(PAGE)["text"] == WORDS


def test_charset_of_the_request_goes_first():
    assert pages.read(PAGE.decode().encode("cp1252"), "text/html; charset=windows-1252")["text"] == WORDS


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"<!--"])
def test_page_without_a_text_is_refused(page):
    with pytest.raises(Unreadable, match="no main text"):
        pages.read(page)


@pytest.mark.parametrize(
    ("too_slow", "message"), [(True, "The page takes too long to read."), (False, "The page cannot be read.")]
)
def test_page_that_ends_its_process_is_refused(monkeypatch, too_slow, message):
    def run(*_, **__):
        raise pool.Ended(too_slow=too_slow)

    monkeypatch.setattr(pool.pool, "run", run)
    with pytest.raises(Unreadable) as refused:
        pages.read(PAGE)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Please enable JavaScript to view this page. It is needed.", "enable JavaScript"),
        ("Sorry. The page could not be found. Try the search instead.", "page could not be found"),
        ("Access denied. Your address is blocked for reasons of safety.", "Access denied"),
        ("Subscribe to read the whole of this story. It costs a euro.", "Subscribe to read"),
        ("News Sport Weather Travel Culture Video Podcasts Newsletters Business Science", "no sentence"),
    ],
)
def test_page_without_an_article_is_refused_with_the_reason(text, reason):
    with pytest.raises(Unreadable, match=reason):
        pages.read(f"<html><body><article><p>{text}</p></article></body></html>".encode())


@pytest.mark.parametrize(
    "text",
    [
        "The ministry was denied access to the file. “Access denied,” it said. " + WORDS * 6,
        "Lawmakers want sites to ask before they enable cookies. " + WORDS * 6,
        "Nobody was found.",
    ],
)
def test_article_about_such_pages_is_read(text):
    assert pages.read(f"<html><body><article><p>{text}</p></article></body></html>".encode())["text"]
