"""Citations of articles in all styles, with known data only."""

import pytest

from api.renditions import citations
from ontology.enums import QuoteKind
from tests.factories import create_article

ARTICLE = {
    "id": "art_aaaaaaaaaaaaaaaa",
    "title": "Iraq and the US meet",
    "publisher": "Example News",
    "published_at": "2021-07-26",
    "url": "https://news.example/1",
    "language": "en",
}


@pytest.mark.parametrize(
    ("known", "note"),
    [
        ({}, "“Iraq and the US meet,” Example News, July 26, 2021, https://news.example/1."),
        ({"published_at": "2021-07"}, "“Iraq and the US meet,” Example News, July 2021, https://news.example/1."),
        ({"published_at": "2021"}, "“Iraq and the US meet,” Example News, 2021, https://news.example/1."),
        ({"published_at": "2021-07-06T12:00:00Z", "url": None}, "“Iraq and the US meet,” Example News, July 6, 2021."),
        ({"published_at": None, "url": None}, "“Iraq and the US meet,” Example News, n.d."),
        ({"url": "javascript:alert(1)"}, "“Iraq and the US meet,” Example News, July 26, 2021."),
        ({"publisher": None, "url": None}, "“Iraq and the US meet,” July 26, 2021."),
        ({"title": "Will Iraq wait?", "url": None}, "“Will Iraq wait?” Example News, July 26, 2021."),
        ({"title": 'Iraq "wants peace."', "url": None}, "“Iraq ‘wants peace,’” Example News, July 26, 2021."),
        ({"title": "“Will Iraq wait?”", "url": None}, "“‘Will Iraq wait?’” Example News, July 26, 2021."),
        ({"title": "Iraq “waits”\n now", "url": None}, "“Iraq ‘waits’ now,” Example News, July 26, 2021."),
        ({"title": None, "url": None}, "Untitled article, Example News, July 26, 2021."),
    ],
)
def test_chicago_note(known, note):
    assert citations.chicago(ARTICLE | known) == note


def test_words_of_a_speaker():
    source = ARTICLE | {"url": None}
    note = "“Iraq and the US meet,” Example News, July 26, 2021."
    direct, mixed = QuoteKind.DIRECT, QuoteKind.MIXED
    assert citations.quotation(["We want peace"], "Ana Duarte", source, kind=direct) == (
        f"“We want peace”\nAna Duarte, quoted in {note}"
    )
    assert citations.quotation(["It was “time”", "to\nact"], None, source, kind=mixed) == (
        f"“It was ‘time’ … to act”\n{note}"
    )
    assert citations.statement("Iraq supports peace", ["wants peace"], source) == (
        f"Iraq supports peace: “wants peace”\n{note}"
    )


@pytest.mark.parametrize("kind", [QuoteKind.INDIRECT, QuoteKind.MIXED])
def test_reported_words_are_not_quoted_as_those_of_the_speaker(kind):
    cited = citations.quotation(["Iran wants peace"], "Ana Duarte", ARTICLE, kind=kind)
    assert "\nAna Duarte, as reported in “Iraq and the US meet,”" in cited


def test_no_text_turns_the_direction_of_a_citation():
    note = citations.chicago(ARTICLE | {"title": "\u202eevil \u2067title\x07", "publisher": "Example\u202e News"})
    assert note == "“evil title,” Example News, July 26, 2021, https://news.example/1."


@pytest.mark.parametrize(
    ("date", "parts"), [("2021-07-26T12:00:00Z", [2021, 7, 26]), ("2021-07", [2021, 7]), ("2021", [2021])]
)
def test_csl_json(date, parts):
    assert citations.csl(ARTICLE | {"published_at": date}) == [
        {
            "id": "art_aaaaaaaaaaaaaaaa",
            "type": "article-newspaper",
            "title": "Iraq and the US meet",
            "container-title": "Example News",
            "issued": {"date-parts": [parts]},
            "URL": "https://news.example/1",
            "language": "en",
        }
    ]


def test_unknown_fields_are_omitted():
    unknown = dict.fromkeys(ARTICLE) | {"id": "art_b"}
    assert citations.csl(unknown) == [{"id": "art_b", "type": "document"}]
    assert citations.bibtex(unknown) == "@misc{art_b,\n}\n"


def test_bibtex():
    assert citations.bibtex(ARTICLE) == (
        "@article{art_aaaaaaaaaaaaaaaa,\n"
        "  title = {{Iraq and the US meet}},\n"
        "  journal = {Example News},\n"
        "  year = {2021},\n"
        "  month = jul,\n"
        "  day = {26},\n"
        "  url = {https://news.example/1},\n"
        "  language = {en},\n"
        "}\n"
    )


def test_no_text_is_markup_of_bibtex():
    odd = citations.bibtex(ARTICLE | {"title": r"50% of \input{x} & $y$_#", "url": "https://a.example/%7B{x}#y"})
    assert r"title = {{50\% of \textbackslash{}input\textbraceleft{}x\textbraceright{} \& \$y\$\_\#}}," in odd
    assert r"url = {https://a.example/\%7B%7Bx%7D\#y}," in odd


def test_a_brace_in_a_text_does_not_end_the_field_of_bibtex():
    title = citations.bibtex(ARTICLE | {"title": "Peace}}, note = {{forged", "publisher": "}"})
    depths = [line.count("{") - line.count("}") for line in title.splitlines()]
    assert depths == [1, *[0] * 7, -1]


@pytest.mark.parametrize(
    ("suffix", "media_type", "start"),
    [
        (".json", "application/json", '[{"id":"art_'),
        (".bib", "application/x-bibtex", "@article{art_"),
        (".txt", "text/plain", "“Talks,” News, July 2021."),
    ],
)
def test_citation_is_served_by_suffix_and_by_accept(client, session, suffix, media_type, start):
    article = create_article(session, title="Talks", publisher="News", published_at="2021-07", url=None)
    path = f"/v1/articles/{article.id}/citation"
    for answer in (client.get(f"{path}{suffix}"), client.get(path, headers={"Accept": media_type})):
        assert (answer.status_code, answer.mimetype) == (200, media_type)
        assert answer.text.startswith(start)
        assert "Accept" in answer.vary
    assert client.get(path).json == client.get(path, headers={"Accept": "application/vnd.citationstyles.csl+json"}).json
    assert client.get(path, headers={"Accept": "text/csv"}).status_code == 406
    assert client.get(f"/v1/articles/art_{'a' * 16}/citation").status_code == 404
