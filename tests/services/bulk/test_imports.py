"""Lines into the store: as an ingest of the same texts would have it."""

from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from extraction import model
from ontology.date_expression import DateExpression
from ontology.enums import ActorType
from schemas.articles import ArticleIn
from schemas.briefs.brief import BriefOut
from schemas.briefs.brief_in import ArticleWithBriefIn
from services import articles
from services.bulk import imports
from services.bulk.imports import Line
from store.engine import make_engine, make_sessions
from store.models import Article, Base
from tests.factories import TEXT, make_actor, make_event, make_extraction, make_position, make_quote, make_span

pytestmark = pytest.mark.usefixtures("extracts")


def with_brief(text=TEXT, **metadata):
    """The line of an article with the brief that extraction makes of it."""
    article = {"text": text, **metadata}
    line = {"article": article, "brief": BriefOut().dump(articles.preview(None, **article))}
    return ArticleWithBriefIn().load(line)


def load(session, *lines):
    """Imports lines; gives what became of each: "stored", "there already" or why it was refused."""
    read = [
        Line(number, line["article"], line["brief"]) if "brief" in line else Line(number, ArticleIn().load(line))
        for number, line in enumerate(lines, 1)
    ]
    outcomes = list(imports.load(session, read))
    assert [outcome.line for outcome in outcomes] == [each.number for each in read]
    return [outcome.refusal or ("stored" if outcome.article else "there already") for outcome in outcomes]


def contents(session):
    """Return all rows of all tables except the locks of Postgres and the changes."""
    return {
        table.name: session.execute(select(table).order_by(*table.primary_key)).all()
        for table in Base.metadata.sorted_tables
        if table.name not in ("clash_slots", "changes")
    }


@pytest.fixture
def ingested(tmp_path, sqlite):
    """What is in a store of its own after an ingest of some articles."""

    def ingested(*lines):
        path = tmp_path / "ingested.sqlite3"
        path.write_bytes(sqlite.template.read_bytes())
        with make_sessions(make_engine(f"sqlite:///{path}"))() as session:
            for line in lines:
                articles.ingest(session, **line)
            return contents(session)

    return ingested


TOLD = make_extraction(
    events=(make_event(when=model.When("2021-10", make_span("peace")), where=model.Where("IQ", "Baghdad")),),
    dates=(
        DateExpression("2021-10", None, make_span("peace")),
        DateExpression(None, "P1D", make_span("the")),
    ),
    warnings=("odd",),
)


@pytest.mark.parametrize(
    "found",
    [
        make_extraction(),
        TOLD,
        make_extraction(quotes=(make_quote(speaker=None, cue=None),)),
        make_extraction(quotes=(make_quote(speaker=model.Speaker(None, make_span("the minister"))),)),
        make_extraction(actors=(), quotes=(), events=(), positions=()),
    ],
)
def test_ready_brief_ends_as_an_ingest_does(session, extracts, ingested, found):
    extracts(found)
    article = {"text": TEXT, "title": "Peace", "published_at": "2021-07", "publisher": "Example News"}

    assert load(session, with_brief(**article)) == ["stored"]
    assert contents(session) == ingested(article)


def test_actor_put_together_of_two_ends_as_an_ingest_does(session, extracts, ingested):
    person = partial(make_actor, type=ActorType.PERSON, country="ES")
    actors = (
        person("Maria Ortega", role="president", mentions=(make_span("Iraq"),)),
        person("María Ortega", role="prime minister", mentions=(make_span("the minister"),)),
    )
    extracts(make_extraction(actors=actors, positions=(make_position(holder=1), make_position(holder=0))))

    line = with_brief()
    assert len(line["brief"]["actors"]) == 1
    assert load(session, line) == ["stored"]
    assert contents(session) == ingested({"text": TEXT})


def test_ready_briefs_are_linked_with_each_other_and_with_what_is_there(session, ingested):
    texts = [TEXT, f"{TEXT} Again.", f"{TEXT} And again."]
    articles.ingest(session, text=texts[0])

    assert load(session, *map(with_brief, texts[1:])) == ["stored", "stored"]
    assert contents(session) == ingested(*({"text": each} for each in texts))


def test_articles_without_brief_are_extracted(session, ingested):
    article = {"text": TEXT, "published_at": "2021-07"}

    assert load(session, article) == ["stored"]
    assert contents(session) == ingested(article)


def test_engine_is_that_of_the_brief(session, extracts):
    extracts(make_extraction(engine="an older one"))
    line = with_brief()
    extracts(make_extraction(engine="this one"))

    load(session, line)

    assert session.scalar(select(Article.engine)) == "an older one"


def test_what_is_there_stays_as_it_was(session):
    assert load(session, {"text": TEXT, "title": "First"}, with_brief(title="Second")) == ["stored", "there already"]
    before = contents(session)

    assert load(session, with_brief(title="Third"), {"text": TEXT}) == ["there already"] * 2
    assert contents(session) == before


def test_what_another_writer_stores_meanwhile_stays(session, sessions, monkeypatch):
    extract = articles.extract

    def late(submission):
        monkeypatch.setattr(articles, "extract", extract)
        with sessions() as other:
            articles.ingest(other, text=TEXT)
        return extract(submission)

    monkeypatch.setattr(articles, "extract", late)

    assert load(session, {"text": TEXT}) == ["there already"]


def test_bad_lines_leave_the_others_alone(session):
    record = Line(3, {}, refusal="no JSON")
    lines = [Line(1, {"text": " "}), Line(2, {"text": TEXT}), record]

    outcomes = list(imports.load(session, lines))

    assert [outcome.refusal for outcome in outcomes] == ["text: The text is blank.", None, "no JSON"]
    assert session.query(Article).count() == 1


def test_batches_are_committed_one_by_one(session, reader, monkeypatch):
    monkeypatch.setattr(imports, "_BATCH_SIZE", 2)
    seen = []

    for outcome in imports.load(session, [Line(n, {"text": f"{TEXT} {n}"}) for n in range(5)]):
        seen.append((outcome.line, reader.query(Article).count()))
        reader.rollback()

    assert seen == [(0, 2), (1, 2), (2, 4), (3, 4), (4, 5)]


def test_long_texts_make_short_batches(session, reader, monkeypatch):
    monkeypatch.setattr(imports, "_BATCH_CHARACTERS", len(TEXT) + 1)

    outcomes = imports.load(session, [Line(n, {"text": f"{TEXT} {n}"}) for n in range(2)])

    next(outcomes)
    assert reader.query(Article).count() == 1


def test_batch_takes_a_constant_number_of_queries(session, queries_sent):
    load(session, with_brief())  # its issue is known then
    counts = []
    for size in (1, 4):
        lines = [with_brief(f"{TEXT} {size} {n}") for n in range(size)]
        with queries_sent:
            load(session, *lines)
        counts.append(sum(statement.startswith("SELECT") for statement in queries_sent.statements))

    assert counts[0] == counts[1] > 0


def clashing(monkeypatch, *, longest):
    """Has transactions that store more than so many articles meet another writer, always; gives their sizes."""
    sizes = []
    real = imports._add

    def add(session, pending):
        sizes.append(len(pending))
        if len(pending) > longest:
            raise IntegrityError("INSERT", {}, Exception("not unique"))
        return real(session, pending)

    monkeypatch.setattr(imports, "_add", add)
    return sizes


def test_batch_that_meets_other_writers_again_and_again_is_stored_one_by_one(session, monkeypatch):
    sizes = clashing(monkeypatch, longest=1)

    assert load(session, with_brief(), with_brief(f"{TEXT} Again.")) == ["stored", "stored"]
    assert sizes[-2:] == [1, 1]


def test_clash_that_does_not_end_is_raised(session, monkeypatch):
    clashing(monkeypatch, longest=0)

    with pytest.raises(IntegrityError):
        load(session, with_brief())
    assert session.query(Article).count() == 0


@pytest.mark.database("sqlite")
def test_database_that_fails_leaves_whole_batches(session, reader, monkeypatch):
    monkeypatch.setattr(imports, "_BATCH_SIZE", 1)
    session.execute(text("CREATE TRIGGER full BEFORE INSERT ON articles WHEN (SELECT count(*) FROM articles) = 1 "
                         "BEGIN SELECT RAISE(ABORT, 'full'); END"))  # fmt: skip
    session.commit()

    with pytest.raises((IntegrityError, OperationalError)):
        load(session, with_brief(), with_brief(f"{TEXT} Again."))

    assert reader.query(Article).count() == 1
