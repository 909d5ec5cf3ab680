"""Reading a pasted text or a file, and storing it."""

from io import BytesIO

import pytest
from werkzeug.datastructures import MultiDict

from ontology.enums import Scope
from services import api_keys
from tests.api.reader.test_articles import text_of
from tests.factories import TEXT

HOSTILE = (
    "<script>alert(1)</script> Iraq “wants <b>peace” & </p></article><img src=x onerror=alert(2)>,\n"
    "President Joe Biden said \u202e in Washington \u2067 on Monday. <!-- "
)
SAVED = (
    b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    b"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><head><title>Iraq and peace</title></head><body><article><p>Iraq wants peace, the minister said=2E</p>"
    b"</article></body></html>\r\n--x--\r\n"
)


@pytest.fixture
def paste(browse):
    def paste(text, **fields):
        return browse("/read", method="POST", data={"text": text} | fields)

    return paste


@pytest.fixture
def send(browse):
    """A function that sends a file in the form."""

    def send(data, name="statement.txt", **fields):
        return browse("/read", method="POST", data={"file": (BytesIO(data), name)} | fields)

    return send


def test_pasted_text_is_shown_and_not_stored(browse, paste, seed_text):
    response = paste(seed_text, title="Pasted", published_at="2021-07")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert len(response.page.xpath("//details[contains(@class, 'card')]")) > 20
    assert "Not stored" in response.page.text_content()
    assert "July 2021" in response.page.text_content()
    links = set(response.page.xpath("//main//a/@href[starts-with(., '/')]"))
    assert links == {"/confidence"}  # no other page exists for the text
    assert "None yet." in browse("/").page.text_content()


@pytest.mark.parametrize("path", ["/read", "/articles"])
@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        ([("file", "Iran wants peace."), ("file", "Iraq wants peace.")], "Choose one file, not several."),
        ([("file", "Iran wants peace."), ("other", "Iraq wants peace.")], "Unknown name."),
    ],
)
def test_no_file_is_ignored(browse, path, files, wrong):
    data = MultiDict((name, (BytesIO(text.encode()), "a.txt")) for name, text in files)
    response = browse(path, method="POST", data=data)
    assert response.status_code == 422
    assert wrong in response.page.text_content()


def test_pasted_text_comes_in_all_formats_too(client, paste):
    text = "Iraq wants peace, the minister said.\nSo “does” Iran."
    form = paste(text, title='"Pasted"').page.get_element_by_id("pasted")
    sent = dict(form.form_values())
    assert sent == {"text": text, "title": '"Pasted"', "publisher": "", "published_at": "", "url": ""}
    buttons = paste(text).page.xpath("//footer//button[@form='pasted']")
    for button in buttons:
        answer = client.post(button.get("formaction"), data=sent)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert [button.text for button in buttons] == ["JSON", "Markdown", "JSON-LD", "CSV", "Word", "PDF"]
    assert client.post("/read.md", data=sent).text.startswith('# "Pasted"')


def test_ends_of_lines_are_those_that_were_pasted(paste):
    response = paste("Iraq wants peace.\r\nSo does Iran.")
    assert text_of(response.page) == "Iraq wants peace.\nSo does Iran."


def test_hostile_text_is_text(paste):
    page = paste(HOSTILE, title="</title><script>alert(3)</script>").page
    assert text_of(page) == HOSTILE
    assert not page.xpath("//script[not(@src)] | //img | //*[@onerror]")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "text: Paste a text, or choose a file that is not empty."),
        ({"text": ""}, "text: Paste a text, or choose a file that is not empty."),
        ({"text": " \n"}, "text: The text is blank."),
        ({"text": TEXT, "published_at": "soon"}, "published_at"),
        ({"text": TEXT, "title": "x" * 501}, "title"),
        ({"text": TEXT, "colour": "red"}, "colour: Unknown name."),
        ({"text": "Der Irak will Frieden, sagte der Minister gestern in Bagdad."}, "only English"),
    ],
)
def test_wrong_input_is_a_page_that_says_what(browse, fields, told):
    response = browse("/read", method="POST", data=fields)
    assert response.status_code == 422
    assert told in response.page.text_content()


def test_longest_text_is_taken_and_a_longer_one_refused(paste):
    assert paste("a " * (512 * 1024) + "b").status_code == 413
    assert paste("é" * 100_000).status_code == 200  # more than Flask's default limit for a form


def test_address_of_a_pasted_text_is_the_form(browse):
    page = browse("/read").page
    assert page.get_element_by_id("paste-form").get("action") == "/read"
    assert "It stores nothing" in page.text_content()


@pytest.mark.parametrize(
    "data",
    [
        "“Iraq wants peace,”\r\nthe minister said.".encode(),
        "\ufeff“Iraq wants peace,”\nthe minister said.".encode(),
        "“Iraq wants peace,”\rthe minister said.".encode("utf-16"),
        "“Iraq wants peace,”\nthe minister said.".encode("cp1252"),
    ],
)
def test_file_is_read_in_the_encodings_that_people_have(send, data):
    assert text_of(send(data).page) == "“Iraq wants peace,”\nthe minister said."


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "page"])
def test_saved_page_is_read_with_its_metadata(send, name):
    page = b"""<!doctype html><html><head><title>Iraq and peace</title>
    <meta property="og:site_name" content="Example News"><meta property="article:published_time" content="2021-07-26">
    <link rel="canonical" href="https://news.example/1"></head>
    <body><article><p>Iraq wants peace, the minister said.</p></article></body></html>"""
    shown = send(page, name, publisher="Mine").page
    assert text_of(shown) == "Iraq wants peace, the minister said."
    assert dict(shown.get_element_by_id("pasted").form_values()) == {
        "text": "Iraq wants peace, the minister said.",
        "title": "Iraq and peace",
        "publisher": "Mine",
        "published_at": "2021-07-26",
        "url": "https://news.example/1",
    }


def test_page_that_is_saved_as_one_file_is_read(send):
    shown = send(SAVED, "page.mhtml").page
    assert text_of(shown) == "Iraq wants peace, the minister said."
    assert shown.get_element_by_id("pasted").fields["title"] == "Iraq and peace"


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"%PDF-1.7 ...", "a.pdf", "The file is a PDF, which cannot be read."),
        (b"PK\x03\x04...", "a.docx", "Save it as text or as a web page (HTML) first."),
        (b"", "a.txt", "choose a file that is not empty"),
        (b"\x00\x01Iraq", "a.txt", "NUL"),
        (b"<html></html>", "a.html", "There is no main text in the page."),
        (b"MIME-Version: 1.0\r\n\r\nIraq wants peace.", "a.mht", "There is no main text in the page."),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--", "a.mht", "no main text"),
    ],
)
def test_file_that_is_no_text_is_refused_in_words(send, data, name, told):
    response = send(data, name)
    assert response.status_code == 422
    assert told in response.page.text_content()


def test_text_and_file_at_once_is_one_too_many(send):
    response = send(b"Iraq wants peace.", text=TEXT)
    assert response.status_code == 422
    assert "not both" in response.page.text_content()


def test_file_that_is_too_large_is_refused(send):
    response = send(b"a" * (4 * 1024 * 1024))
    assert response.status_code == 413
    assert "The form has 4.0 MiB; the maximum is 4 MiB. Save the page as HTML only" in response.page.text_content()
    assert send(b"a & b " * 300).status_code == 200  # the content of a file does not count as form fields


def test_pasted_text_is_stored_with_its_metadata(browse, client, paste):
    form = paste(TEXT, published_at="2021-07").page.get_element_by_id("pasted")
    sent = dict(form.form_values()) | {"title": "Iraq", "publisher": "Example News", "url": "https://news.example/1"}
    assert form.get("action") == "/articles"
    response = browse("/articles", method="POST", data=sent)
    assert response.status_code == 303
    stored = client.get(f"/v1{response.location}").json
    assert {name: stored[name] for name in sent} == sent
    assert "Not stored" not in browse(response.location).page.text_content()
    again = browse("/articles", method="POST", data=sent)
    assert again.location == response.location
    (link,) = paste(TEXT).page.xpath("//form[@id='pasted']//a/@href")
    assert link == response.location


def test_wrong_date_stores_nothing(browse, client):
    response = browse("/articles", method="POST", data={"text": TEXT, "published_at": "soon"})
    assert response.status_code == 422
    assert "published_at" in response.page.text_content()
    assert client.get("/v1/articles").json["items"] == []


def sign_in(browse, session, *scopes):
    key = api_keys.create(session, label="Test", scopes=scopes)[1]
    assert browse("/sign-in", method="POST", data={"key": key, "to": "/read"}).location == "/read"


def test_only_a_key_that_may_write_stores(browse, client, session, paste):
    sign_in(browse, session, Scope.READ)
    page = paste(TEXT).page
    assert not page.xpath("//button[text()='Store this article']")
    (link,) = page.xpath("//form[@id='pasted']//a/@href")
    assert browse("/articles", method="POST", data={"text": TEXT}).status_code == 403
    assert browse(link).page.xpath("//main//input[@name='to']/@value") == ["/read"]
    sign_in(browse, session, Scope.READ, Scope.WRITE)
    assert paste(TEXT).page.xpath("//button[text()='Store this article']")
    assert browse("/articles", method="POST", data={"text": TEXT}).status_code == 303
    assert (
        client.post("/v1/articles", json={"text": "Iraq wants peace."}).status_code == 401
    )  # the API accepts no cookie


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_no_other_site_stores_in_the_name_of_a_key(browse, session, headers):
    sign_in(browse, session, Scope.READ, Scope.WRITE)
    assert browse("/articles", method="POST", data={"text": TEXT}, headers=headers).status_code == 403
