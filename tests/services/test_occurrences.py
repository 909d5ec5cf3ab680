"""Events of several articles that are one event."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest

import extraction
from extraction.model import When, Where
from ontology.enums import ChangeKind, EventType, FactStatus, FigureKind, Modality, Operation, Subject
from services import articles, ids, metadata
from services.bulk import imports
from services.bulk.imports import Line
from services.relink import relink
from services.review import review
from services.review.review import FactRef
from store import queries
from store.models import Event, EventBlock, Occurrence
from tests.factories import make_actor, make_event, make_extraction, make_figure, make_span
from tests.services.changes.copying import Copy, served

BOMB = "On March 2 a car bomb outside the barracks in Gao killed six soldiers."
BRIDGE = "Six soldiers died in early March when a car bomb went off at the barracks in Gao."
OTHER = "A car bomb outside the barracks in Gao killed six soldiers on March 5."
STRIKE = "A drone struck the market of Goma on March 2 and killed nineteen traders."
DATES = {BOMB: "2025-03-02", BRIDGE: "2025-03-01/2025-03-07", OTHER: "2025-03-05", STRIKE: "2025-03-02"}
PUBLISHED = {BOMB: "2025-03-03", BRIDGE: "2025-03-20", OTHER: "2025-03-06", STRIKE: "2025-03-03"}


def killing(text):
    """The extraction of one of the texts."""
    number = 19 if text == STRIKE else 6
    figure = make_figure(FigureKind.KILLED, number, number, span=make_span(text.split()[-2], text))
    event = make_event(
        type=EventType.ASSAULT,
        title="killing of soldiers",
        triggers=(make_span("died" if text == BRIDGE else "killed", text),),
        actors=(),
        recipients=(),
        when=When(DATES[text], make_span("March", text)),
        where=Where("CD", "Goma") if text == STRIKE else Where("ML", "Gao"),
        figures=(figure,),
    )
    place = make_actor("Goma" if text == STRIKE else "Gao", text, country="CD" if text == STRIKE else "ML")
    return make_extraction(actors=(place,), quotes=(), events=(event,), positions=())


@pytest.fixture(autouse=True)
def extracts(monkeypatch):
    monkeypatch.setattr(extraction, "extract", lambda text, _published_at: killing(text))


def ingest(session, text):
    return articles.ingest(session, text=text, published_at=PUBLISHED[text])[0]


def occurrences(session):
    """The occurrence of each event by the text of its article; None for events that are alone."""
    session.rollback()
    session.expunge_all()
    stored = [queries.get_brief(session, row.id) for row in queries.list_articles(session, limit=10).items]
    return {article.text: article.events[0].occurrence for article in stored}


def groups(session):
    """The texts of each occurrence and their number, by the id."""
    found = {}
    for text, occurrence in occurrences(session).items():
        if occurrence is not None:
            found.setdefault((occurrence.id, occurrence.sources), set()).add(text)
    return found


def first_of(text):
    """The id of the occurrence that this text reports first."""
    event = killing(text).events[0]
    return ids.occurrence_id(ids.event_id(articles.check(text).article_id, event.type, event.triggers))


@pytest.mark.parametrize("order", [*permutations([BOMB, BRIDGE, STRIKE])])
def test_what_is_joined_does_not_depend_on_the_order(session, reader, order):
    for text in order:
        ingest(session, text)

    assert groups(reader) == {(first_of(BOMB), 2): {BOMB, BRIDGE}}


@pytest.mark.parametrize("order", [*permutations([BOMB, OTHER, BRIDGE])])
def test_event_that_links_two_joins_them_and_parts_them_when_it_goes(session, reader, order):
    for text in order:
        ingest(session, text)
    assert groups(reader) == {(first_of(BOMB), 3): {BOMB, OTHER, BRIDGE}}

    articles.delete(session, articles.check(BRIDGE).article_id)

    assert occurrences(reader) == {BOMB: None, OTHER: None}
    assert queries.list_occurrences(reader, limit=10).items == []


def test_occurrence_that_loses_its_first_report_has_the_id_of_the_next_one(session, reader):
    for text in (BOMB, BRIDGE, OTHER):
        ingest(session, text)

    articles.delete(session, articles.check(BOMB).article_id)

    assert groups(reader) == {(first_of(OTHER), 2): {OTHER, BRIDGE}}
    assert queries.get_occurrence(reader, first_of(BRIDGE)).id == first_of(OTHER)
    assert queries.get_occurrence(reader, first_of(BOMB)) is None


@pytest.mark.parametrize("stored", [0, 1, 2])
def test_import_joins_as_single_articles_do(session, reader, stored):
    texts = [BRIDGE, STRIKE, BOMB]
    for text in texts[:stored]:
        ingest(session, text)

    lines = [Line(number, {"text": text, "published_at": PUBLISHED[text]}) for number, text in enumerate(texts)]
    assert not any(outcome.refusal for outcome in imports.load(session, lines))

    assert groups(reader) == {(first_of(BOMB), 2): {BOMB, BRIDGE}}


def test_preview_has_no_occurrence_and_changes_none(session, reader):
    ingest(session, BOMB)

    preview = articles.preview(session, text=BRIDGE, published_at=PUBLISHED[BRIDGE])

    assert preview.events[0].occurrence_id is None
    assert occurrences(reader) == {BOMB: None}


def test_writers_at_once_see_each_other(sessions):
    def store(text):
        with sessions() as session:
            ingest(session, text)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(store, [BOMB, BRIDGE, OTHER]))

    with sessions() as session:
        assert groups(session) == {(first_of(BOMB), 3): {BOMB, OTHER, BRIDGE}}


def test_joining_takes_the_same_statements_however_many_events_there_are(session, queries_sent):
    sent = []
    for text in (BOMB, OTHER):
        ingest(session, text)
        with queries_sent:
            ingest(session, BRIDGE)
        sent.append(len(queries_sent))
        articles.delete(session, articles.check(BRIDGE).article_id)

    assert sent[0] == sent[1], queries_sent.statements


@pytest.mark.parametrize("given", [{"status": FactStatus.REJECTED}, {"modality": Modality.DENIED}])
def test_event_that_a_person_changes_leaves_until_that_is_taken_back(session, given):
    event = FactRef(Subject.EVENT, ingest(session, BOMB).events[0].id)
    ingest(session, BRIDGE)
    joined = groups(session)
    assert list(joined.values()) == [{BOMB, BRIDGE}]

    review.correct(session, event, given, key_id=None)
    session.rollback()
    assert queries.list_occurrences(session, limit=10).items == []
    review.correct(session, event, {"status": FactStatus.MACHINE}, key_id=None)
    assert groups(session) == joined


def test_relink_joins_events_that_were_stored_before_there_were_occurrences(session, reader):
    articles_of = [ingest(session, text) for text in (BOMB, BRIDGE, OTHER, STRIKE)]
    joined, reports = groups(reader), reader.query(Event.id, Event.report).order_by(Event.id).all()
    blocks = reader.query(EventBlock.block, EventBlock.sketch, EventBlock.event_pk)
    keys = set(blocks)
    session.query(EventBlock).delete()
    session.query(Occurrence).delete()
    session.query(Event).update({"occurrence_pk": None, "report": None})
    session.commit()

    relink(session, limit=2)  # one that is broken off
    reader.rollback()
    assert list(groups(reader).values()) == [{BOMB, BRIDGE}]
    relink(session, articles_of[1].id)
    reader.rollback()

    assert groups(reader) == joined
    assert reader.query(Event.id, Event.report).order_by(Event.id).all() == reports
    assert set(blocks) == keys


def test_relink_gives_sketches_to_events_that_have_none(session, reader):
    ingest(session, BOMB)
    sketches = reader.query(EventBlock.block, EventBlock.sketch)
    known = set(sketches)
    session.query(EventBlock).update({"sketch": None})
    session.commit()
    ingest(session, BRIDGE)
    reader.rollback()
    assert list(groups(reader).values()) == [{BOMB, BRIDGE}]  # without a sketch, all are compared

    relink(session)
    reader.rollback()

    assert known <= set(sketches)
    assert None not in {sketch for _, sketch in sketches}


def test_occurrence_that_is_stored_again_under_its_id_stays(session, reader):
    copy = Copy()
    for text in (BOMB, BRIDGE):
        ingest(session, text)
    copy.follow(reader)
    there = (ChangeKind.OCCURRENCE, first_of(BOMB))

    metadata.change(session, articles.check(BRIDGE).article_id, {"published_at": "2025-03-21"})

    changes = copy.follow(reader)
    assert {each.operation for each in changes} == {Operation.UPDATE}
    assert ChangeKind.EVENT not in {each.kind for each in changes}
    assert there in copy.items
    assert copy.items == served(reader)
