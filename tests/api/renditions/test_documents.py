"""Briefs as documents for people: DOCX and PDF."""

import zipfile
from io import BytesIO

import docx
import pytest
import typst

from api.http.formats import DOCUMENT_SUFFIXES, DOCX, PDF
from api.renditions import documents, pdf
from api.renditions.article_markdown import markdown
from api.renditions.articles import ArticleRendition
from api.renditions.documents import Document, Item, Piece, Section
from tests.api.renditions.briefs import make_article, make_brief
from tests.factories import TEXT, create_brief

# In the scripts of news: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic, Devanagari, Thai, Han, Hangul.
NAMES = "Dvořák Ελλάδα Владимир Հայաստան საქართველო נתניהו محمد نریندرا मोदी ประยุทธ์ 习近平 문재인 日本"
MARKUP = "*a* _b_ `c` #d $e$ <f> @g \\h [i] = j // k https://l.example/?m=n&o=p www.q.example"


def words_of(document):
    """Return all words of a DOCX, with a line for each paragraph."""
    return [paragraph.text for paragraph in docx.Document(BytesIO(document)).paragraphs]


def test_document_has_the_content_of_the_markdown():
    text = (
        "# A \\*title\\*\n\n- Publisher: x\u2060@y\n\n"
        "## Part\n\n- **Bold** (a):\n  “b”\n  - By: <https://c.example>\n\n## Empty\n\nNone.\n"
    )
    bold = Item(
        [Piece("Bold", is_strong=True), Piece(" (a):"), Piece("\n"), Piece("“b”")],
        [Item([Piece("By: "), Piece("https://c.example", link="https://c.example")])],
    )
    assert documents.parse(text) == Document(
        "A *title*",
        [Section("", [Item([Piece("Publisher: x@y")])]), Section("Part", [bold]), Section("Empty", [], "None.")],
    )


def test_word_document_has_every_line_of_the_markdown():
    brief = make_brief(title=f"Peace {NAMES}", url="https://example.org/a?b=c", publisher="News")
    source = documents.parse(markdown(brief))
    made = documents.render(source, DOCX)
    lines = words_of(made)
    assert lines[0] == f"Peace {NAMES}"
    assert {"Actors", "Quotes", "Events", "Positions", "Dates", "Warnings"} < set(lines)
    assert any(line.endswith("“Iraq wants peace”") or "Iraq wants peace" in line for line in lines)
    paragraphs = docx.Document(BytesIO(made)).paragraphs
    (linked,) = [paragraph for paragraph in paragraphs if paragraph.hyperlinks]
    assert (linked.text, linked.hyperlinks[0].url) == ("URL: https://example.org/a?b=c", "https://example.org/a?b=c")
    assert {paragraph.style.name for paragraph in paragraphs} == {"Title", "Heading 1", "List Bullet", "List Bullet 2"}


@pytest.mark.parametrize("media_type", [DOCX, PDF])
def test_same_brief_is_the_same_bytes(media_type, monkeypatch):
    source = documents.parse(markdown(make_brief(title=NAMES)))
    first = documents.render(source, media_type)
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2001, 2, 3, 4, 5, 6, 0, 1, 0))
    assert documents.render(source, media_type) == first


def test_pdf_is_accessible_and_has_a_glyph_for_every_name():
    source = documents.parse(markdown(make_brief(title=NAMES)))
    # PDF/UA refuses a document without tags or a title, or with characters that cannot be displayed.
    made = pdf.render(source, pdf_standards=["ua-1"])
    assert made.startswith(b"%PDF-1.7")
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        pdf.render(documents.parse("# \U0001f9ff\U00010000"), pdf_standards=["ua-1"])


def test_no_text_of_an_article_is_markup():
    source = documents.parse(markdown(make_brief(title=MARKUP, publisher=MARKUP)))
    assert source.title == MARKUP
    assert words_of(documents.render(source, DOCX))[:2] == [MARKUP, f"Publisher: {MARKUP}"]
    assert documents.render(source, PDF).startswith(b"%PDF")


@pytest.mark.parametrize("odd", ["\ufffe", "\uffff", "\ufdd0", "\x85", "\u2028", "\u200f", "\U0001f9ff", "\U0010ffff"])
def test_odd_characters_fail_nothing(odd):
    source = documents.parse(markdown(make_brief(title=f"Peace{odd}")))
    for media_type in (DOCX, PDF):
        assert documents.render(source, media_type)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Iraq’s “peace”: a/b\\c?", "Iraq’s “peace” a b c"),
        ("x" * 100, "x" * 80),
        ("...", "brief"),
        ("CON: \r\n.", "CON"),
    ],
)
def test_name_of_the_file_is_the_title(title, name):
    assert documents.file_name(Document(title, [])) == name


@pytest.mark.parametrize(("suffix", "media_type"), DOCUMENT_SUFFIXES.items())
def test_documents_are_served_by_suffix_and_by_accept(client, session, suffix, media_type):
    article = create_brief(session)
    path = f"/v1/articles/{article.id}/brief"
    answers = [
        client.get(f"{path}{suffix}"),
        client.get(path, headers={"Accept": media_type}),
        client.post(f"/v1/extractions{suffix}", json={"text": TEXT}),
        client.post(f"/read{suffix}", data={"text": TEXT}),
        client.get(f"/v1/brief{suffix}?country=IQ"),
    ]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    for answer in answers:
        assert answer.mimetype == media_type
        assert answer.headers["Content-Disposition"].startswith(
            f'attachment; filename="brief{suffix}"; filename*=UTF-8'
        )
    again = client.get(f"{path}{suffix}", headers={"If-None-Match": answers[0].headers["ETag"]})
    assert again.status_code == 304


def test_name_in_the_header_is_one_that_every_client_can_read():
    answer = ArticleRendition(make_article(title='“Peace”\r\nSet-Cookie: a="b"')).response(PDF)
    (header,) = answer.headers.getlist("Content-Disposition")
    name = "%E2%80%9CPeace%E2%80%9D%20Set-Cookie%20a%3D%20b.pdf"
    assert header == f"attachment; filename=\"brief.pdf\"; filename*=UTF-8''{name}"


def test_word_document_keeps_no_time():
    made = documents.render(documents.parse("# A\n"), DOCX)
    with zipfile.ZipFile(BytesIO(made)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
