import pytest
from marshmallow import ValidationError

from schemas.articles import ArticleIn, BatchIn


def test_only_the_text_is_needed():
    assert ArticleIn().load({"text": "Biden met Putin."}) == {"text": "Biden met Putin."}


def test_unknown_metadata_may_be_null():
    article = {"text": "a", "title": None, "url": None, "publisher": None, "language": None, "published_at": None}
    assert ArticleIn().load(article) == article


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://localhost/a"])
def test_links_lead_to_the_web(url):
    assert ArticleIn().load({"text": "a", "url": url})["url"] == url


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/a", "javascript:alert(1)", "", "http://e.org/" + "a" * 2000]
)
def test_other_links_are_refused(url):
    with pytest.raises(ValidationError) as raised:
        ArticleIn().load({"text": "a", "url": url})
    assert raised.value.messages.keys() == {"url"}


@pytest.mark.parametrize("line_id", ["a-1", 7])
def test_line_of_a_batch_may_hold_more(line_id):
    line = {"id": line_id, "text": "a", "published_at": "2021", "title": "left alone"}
    assert BatchIn().load(line) == {"id": line_id, "text": "a", "published_at": "2021"}


@pytest.mark.parametrize("line", [{"text": "a"}, {"id": "1"}, {"id": "1", "text": 2}, []])
def test_other_lines_are_refused(line):
    with pytest.raises(ValidationError):
        BatchIn().load(line)
