"""Metadata of stored articles."""

import pytest

from ontology.enums import DateBasis, FactStatus, Subject, TitleBasis
from services import articles, metadata
from services.errors import Invalid, NotFound, UnsupportedLanguage
from services.review import review
from services.review.review import FactRef
from store import queries

DATED = "Iraq signed a ceasefire with Iran on Monday. Iran will attack Iraq on Tuesday, the minister said."


@pytest.fixture
def article(session):
    """An article whose facts the engine finds, without metadata."""
    return articles.ingest(session, text=DATED)[0]


def stored(session, article):
    session.rollback()
    return queries.get_brief(session, article.id)


def test_metadata_is_corrected(session, article):
    given = {"title": "Peace", "url": "https://example.org/", "publisher": "News", "language": "en-gb"}
    metadata.change(session, article.id, given)
    changed = stored(session, article)
    assert (changed.title, changed.title_basis, changed.url) == ("Peace", TitleBasis.STATED, "https://example.org/")
    assert (changed.publisher, changed.language, changed.text) == ("News", "en-GB", DATED)

    metadata.change(session, article.id, {"title": None, "publisher": None})
    assert (stored(session, article).title, stored(session, article).publisher) == (None, None)
    assert stored(session, article).url == "https://example.org/"


def test_dates_are_read_again(session, article):
    assert {event.when_edtf for event in article.events} == {None}
    judged, other = article.events[:2]
    review.correct(session, FactRef(Subject.EVENT, judged.id), {"status": FactStatus.CONFIRMED}, key_id=None)
    metadata.change(session, article.id, {"published_at": "2021-07-28"})

    changed = stored(session, article)
    assert (changed.published_at, changed.published_at_basis) == ("2021-07-28", DateBasis.STATED)
    assert [date.edtf for date in changed.dates] == ["2021-07-26", "2021-08-03"]
    dated = {event.id: event.when_edtf for event in changed.events}
    assert (dated[judged.id], dated[other.id]) == (None, "2021-08-03")
    assert [row.id for row in queries.list_quotes(session, published_from=changed.published_from, limit=9).items] == [
        quote.id for quote in changed.quotes
    ]


def test_wrong_metadata_changes_nothing(session, article):
    for given, error in (
        ({"published_at": "2999"}, Invalid),
        ({"language": "fr"}, UnsupportedLanguage),
        ({"title": "a\0"}, Invalid),
    ):
        with pytest.raises(error):
            metadata.change(session, article.id, given)
    assert stored(session, article).updated_at == article.created_at
    with pytest.raises(NotFound):
        metadata.change(session, "art_none", {"title": "Peace"})


def test_text_that_is_posted_again_adds_what_is_missing(session, article):
    again, is_new = articles.ingest(session, text=DATED, title="Peace", published_at="2021-07-28")
    assert (is_new, again.title, again.published_at) == (False, "Peace", "2021-07-28")
    assert again.warnings == (
        "Added: title was missing and is now 'Peace'.",
        "Added: published_at was missing and is now '2021-07-28'.",
    )
    assert {event.when_edtf for event in again.events} == {"2021-07-26", "2021-08-03"}

    again, _ = articles.ingest(session, text=DATED, title="War", published_at="2021-07-28")
    assert (again.title, again.warnings) == ("Peace", ("Not changed: title is 'Peace', not 'War'.",))
    assert stored(session, article).warnings == ()
    assert articles.ingest(session, text=DATED)[0].warnings == ()
