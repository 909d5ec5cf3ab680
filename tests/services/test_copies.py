"""Articles whose texts are nearly the same count once as a source, whatever the order in which they come."""

from itertools import permutations

import pytest

import extraction
from extraction.model import When, Where
from ontology.enums import EventType
from services import articles, metadata
from services.bulk import imports
from services.bulk.imports import Line
from services.relink import relink
from store import queries
from store.models import Article, ArticleBlock
from tests.factories import make_actor, make_event, make_extraction, make_span

REPORT = (
    "Six soldiers were killed on March 2 when a car bomb went off outside the barracks in Gao, the defence ministry of "
    "Mali said. No group claimed the attack, the third in the region since January. The wounded were flown to Bamako, "
    "where the president is to visit them, and the road to the north was closed until further notice."
)
AGENCY = f"GAO, March 3 (Agency) - {REPORT}"
SHORTER = " ".join(REPORT.split()[:40])
# Less than a copy of REPORT, but one of SHORTER, which links them.
SHORTEST = " ".join(REPORT.split()[:28])
OTHER = (
    "A car bomb at the gate of an army camp in Gao killed six soldiers on March 2, according to officers who asked not "
    "to be named. Mali has seen several such attacks this year. Hospitals in the town asked people to give blood, and "
    "the governor forbade gatherings of more than ten people in the streets after dark."
)
PUBLISHED = {
    REPORT: "2025-03-03",
    AGENCY: "2025-03-04",
    SHORTER: "2025-03-05",
    SHORTEST: "2025-03-06",
    OTHER: "2025-03-03",
}


@pytest.fixture(autouse=True)
def _extracts(monkeypatch):
    def killing(text, _published_at):
        event = make_event(
            type=EventType.ASSAULT,
            title="killing of soldiers",
            triggers=(make_span("killed", text),),
            actors=(),
            recipients=(),
            when=When("2025-03-02", make_span("March 2", text)),
            where=Where("ML", "Gao"),
        )
        mali = make_actor("Mali", text, country="ML")
        return make_extraction(actors=(mali,), quotes=(), events=(event,), positions=())

    monkeypatch.setattr(extraction, "extract", killing)


def ingest(session, *texts):
    return [articles.ingest(session, text=text, published_at=PUBLISHED[text])[0] for text in texts]


def groups(reader):
    """Each original with its number of copies, and each copy with its original, by their texts."""
    reader.rollback()
    reader.expunge_all()
    stored = reader.query(Article).all()
    texts = {article.id: article.text for article in stored}
    return {article.text: texts[article.copy_of] if article.copy_of else article.copies for article in stored}


def sources(reader):
    reader.rollback()
    reader.expunge_all()
    return [row.sources for row in queries.list_occurrences(reader, limit=10).items]


@pytest.mark.parametrize("order", [*permutations([REPORT, AGENCY, OTHER])])
def test_copies_are_those_of_the_first_published(session, reader, order):
    ingest(session, *order)

    assert groups(reader) == {REPORT: 1, AGENCY: REPORT, OTHER: 0}
    assert sources(reader) == [2]


@pytest.mark.parametrize("order", [*permutations([REPORT, SHORTER, SHORTEST])])
def test_copies_of_copies_are_one_group_until_the_link_goes(session, reader, order):
    ingest(session, *order)
    assert groups(reader) == {REPORT: 2, SHORTER: REPORT, SHORTEST: REPORT}

    articles.delete(session, articles.check(SHORTER).article_id)

    assert groups(reader) == {REPORT: 0, SHORTEST: 0}
    assert sources(reader) == [2]


def test_answer_to_a_copy_says_so(session):
    first, second = ingest(session, REPORT, AGENCY)

    assert (first.copy_of, first.copies) == (None, 0)
    assert (second.copy_of, second.copies) == (first.id, 0)
    (event,) = second.events
    assert event.sources == 1


def test_original_that_goes_leaves_another_one(session, reader):
    ingest(session, REPORT, AGENCY, SHORTER, OTHER)

    articles.delete(session, articles.check(REPORT).article_id)

    assert groups(reader) == {AGENCY: 1, SHORTER: AGENCY, OTHER: 0}
    assert sources(reader) == [2]


def test_original_changes_with_the_dates(session, reader):
    ingest(session, REPORT, AGENCY)

    metadata.change(session, articles.check(AGENCY).article_id, {"published_at": "2025-03-02"})

    assert groups(reader) == {AGENCY: 1, REPORT: AGENCY}
    assert sources(reader) == [1]


def test_import_finds_what_single_articles_do(session, reader):
    lines = [Line(number, {"text": text, "published_at": PUBLISHED[text]}) for number, text in enumerate(PUBLISHED)]
    list(imports.load(session, lines))

    assert groups(reader) == {REPORT: 3, AGENCY: REPORT, SHORTER: REPORT, SHORTEST: REPORT, OTHER: 0}
    assert sources(reader) == [2]


def test_relink_finds_those_of_a_store_of_before(session, reader):
    ingest(session, REPORT, AGENCY, OTHER)
    session.query(ArticleBlock).delete()
    session.query(Article).update({"copy_of": None, "copies": 0})
    session.commit()
    session.expunge_all()

    relink(session)

    assert groups(reader) == {REPORT: 1, AGENCY: REPORT, OTHER: 0}
    assert sources(reader) == [2]
