import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text

import extraction
from extraction.model import When
from ontology.enums import EventType, Stance
from schemas.briefs.brief import BriefOut
from services import articles, briefs
from services.errors import Invalid, NotFound
from services.external_ids import External
from services.links import Known
from services.submission import check
from store import queries
from store.models import Article, Base, Quote
from tests.factories import NOW, TEXT, make_event, make_extraction, make_figure, make_position, make_quote, make_span

pytestmark = pytest.mark.usefixtures("extracts")

# Those that a brief goes into, but for the counts, which triggers keep.
_OTHERS = (
    "actor_counts",
    "api_keys",
    "clash_slots",
    "deliveries",
    "idempotent_requests",
    "issue_counts",
    "jobs",
    "judgements",
    "removals",
    "revisions",
    "split_parts",
    "webhooks",
)
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in _OTHERS]


def rows(session):
    """How many rows each table has."""
    return {
        table.name: session.scalar(text(f"SELECT count(*) FROM {table.name}"))  # noqa: S608
        for table in TABLES
        if table.name != "changes"  # every transaction adds rows to it
    }


def dump(article):
    """The brief as it is served."""
    return BriefOut().dump(article)


def test_text_is_stored_with_its_brief(session, reader):
    article, created = articles.ingest(session, text=TEXT, title="Peace", published_at="2021-07")

    assert created
    assert rows(reader) == {
        "articles": 1,
        "actors": 2,
        "actor_keys": 1,
        "appearances": 2,
        "mentions": 2,
        "quotes": 1,
        "events": 1,
        "event_figures": 0,
        "event_participants": 2,
        "event_blocks": 6,
        "occurrences": 0,
        "issues": 1,
        "positions": 1,
        "contradictions": 0,
        "conduct": 0,
        "article_blocks": 0,
        "external_ids": 0,
    }
    stored = queries.get_brief(reader, article.id)
    assert (stored.title, stored.published_at, stored.created_at) == ("Peace", "2021-07", NOW)


def test_given_article_is_loaded_like_a_brief(session, reader):
    article, _ = articles.ingest(session, text=TEXT)

    assert dump(article) == dump(queries.get_brief(reader, article.id))


def test_facts_keep_the_order_of_the_text(session, reader, extracts):
    words = TEXT.rstrip(".").replace(",", "").split()
    quotes = tuple(make_quote(content=(make_span(word),)) for word in words)
    extracts(make_extraction(quotes=quotes, positions=()))

    article, _ = articles.ingest(session, text=TEXT)

    assert [quote.text for quote in queries.get_brief(reader, article.id).quotes] == words
    listed = queries.list_quotes(reader, limit=50).items
    assert [json.loads(quote.content)[0]["exact"] for quote in listed] == words


def test_extraction_is_told_the_date(session, monkeypatch):
    told = []
    monkeypatch.setattr(extraction, "extract", lambda *args: told.append(args) or make_extraction())

    articles.ingest(session, text=TEXT, published_at="2021-07")

    assert told == [(TEXT, "2021-07")]


@pytest.mark.parametrize("use_case", [articles.ingest, articles.preview])
def test_no_transaction_is_open_while_extraction_works(session, monkeypatch, use_case):
    open_then = []
    monkeypatch.setattr(
        extraction, "extract", lambda *_: open_then.append(session.in_transaction()) or make_extraction()
    )
    session.query(Article).count()

    use_case(session, text=TEXT)

    assert open_then == [False]


def test_same_text_again_is_the_first_article(session, reader):
    first, _ = articles.ingest(session, text=TEXT, title="First")

    again, created = articles.ingest(reader, text=TEXT, title="Second")

    assert not created
    assert [quote.text for quote in again.quotes] == ["Iraq wants peace"]  # loaded, before anything else is asked
    assert dump(again) | {"warnings": []} == dump(first) | {"warnings": []}
    assert again.warnings == ("Not changed: title is 'First', not 'Second'.",)
    assert rows(reader)["quotes"] == 1


def test_two_at_once_with_the_same_text_store_it_once(sessions, monkeypatch):
    both_extracted = threading.Barrier(2, timeout=10)

    def extract(*_):
        both_extracted.wait()
        return make_extraction()

    monkeypatch.setattr(extraction, "extract", extract)

    def ingest():
        with sessions() as session:
            article, created = articles.ingest(session, text=TEXT)
            return article.id, len(article.quotes), created

    with ThreadPoolExecutor() as pool:
        one, two = [job.result() for job in [pool.submit(ingest) for _ in range(2)]]

    assert one[:2] == two[:2]
    assert {one[2], two[2]} == {True, False}
    with sessions() as session:
        assert rows(session)["articles"] == 1


def test_article_that_another_writer_stores_meanwhile_is_found(session, sessions, monkeypatch):
    """As on a database that lets two writers in: only the unique constraint tells the second one."""
    stored_among = queries.get_stored_ids
    looks = []

    def look(session, ids):
        looks.append(ids)
        if len(looks) != 1:
            return stored_among(session, ids)
        session.rollback()  # gives up the write lock
        with sessions() as other:
            other.add(briefs.build(check(TEXT), make_extraction(), Known(), NOW)[0])
            other.commit()
        return set()

    monkeypatch.setattr(queries, "get_stored_ids", look)

    article, created = articles.ingest(session, text=TEXT)

    assert (article.created_at, created) == (NOW, False)


def test_issues_of_the_same_content_words_are_one_across_articles(session, extracts):
    articles.ingest(session, text=TEXT)
    other = make_position(issue="Iraqi peace", stance=Stance.OPPOSES)
    extracts(make_extraction(positions=(other,)))

    article, _ = articles.ingest(session, text=TEXT + " Again.")

    assert article.positions[0].issue.label == "Peace in Iraq"
    (issue,) = queries.list_issues(session, limit=10).items
    assert (issue.stances["supports"], issue.stances["opposes"]) == (1, 1)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 0, 4, 1, 3)])
def test_which_positions_share_an_issue_does_not_depend_on_the_order_of_articles(session, extracts, order):
    labels = (
        "Truce in Gaza",
        "Ceasefire in the Gaza Strip",
        "Ceasefire in Rafah",
        "Ceasefire",
        "Halt to the fighting in Gaza",
    )
    issue_of = {}
    for index in order:
        extracts(make_extraction(positions=(make_position(issue=labels[index]),)))
        article, _ = articles.ingest(session, text=f"{TEXT} Edition {index}.")
        issue_of[index] = article.positions[0].issue.id

    assert issue_of[0] == issue_of[1] == issue_of[4]
    assert len({issue_of[0], issue_of[2], issue_of[3]}) == 3


def test_an_issue_without_a_name_is_one_of_its_article(session, extracts):
    extracts(make_extraction(positions=(make_position(issue="Price cap"),)))
    one, _ = articles.ingest(session, text=TEXT)
    other, _ = articles.ingest(session, text=TEXT + " Again.")

    assert one.positions[0].issue.id != other.positions[0].issue.id
    assert one.positions[0].issue.label == other.positions[0].issue.label


def test_two_articles_share_their_states_and_issues(session, reader):
    articles.ingest(session, text=TEXT)
    articles.ingest(session, text=TEXT + " Again.")

    counts = rows(reader)
    assert (counts["articles"], counts["appearances"], counts["actors"], counts["issues"]) == (2, 4, 3, 1)
    (state,) = queries.list_actors(reader, country=["IQ"], limit=10).items
    assert state.articles == 2


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_failure_in_the_middle_leaves_nothing(engine, session, reader, extracts, table):
    attack = make_event(type=EventType.ASSAULT, when=When("2021-07-25", make_span("said")), figures=(make_figure(),))
    extracts(make_extraction(events=(attack,)))
    if table == "occurrences":
        articles.ingest(session, text=TEXT + " Again.", published_at="2021-07-26")
    if table == "contradictions":
        extracts(make_extraction(positions=(make_position(stance=Stance.OPPOSES),)))
        articles.ingest(session, text=TEXT + " Never.", published_at="2021-07-25")
        extracts(make_extraction(events=(attack,)))
    before = rows(reader)
    reader.rollback()
    text = f"{TEXT} {' '.join(map(str, range(30)))}"  # long enough for copies

    def fail(_connection, _cursor, statement, *_):
        if statement.startswith(f"INSERT INTO {table} "):
            raise RuntimeError("power cut")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        articles.ingest(session, text=text, published_at="2021-07-26", external=External("1", "wire"))
    event.remove(engine, "before_cursor_execute", fail)

    assert rows(reader) == before
    reader.rollback()
    assert articles.ingest(session, text=text)[1]


def test_bad_input_leaves_nothing(session):
    with pytest.raises(Invalid):
        articles.ingest(session, text=" ")

    assert set(rows(session).values()) == {0}


def test_date_after_now_is_refused(session, set_clock):
    set_clock(datetime(2021, 7, 1, tzinfo=UTC))
    with pytest.raises(Invalid):
        articles.ingest(session, text=TEXT, published_at="2021-08")


def test_preview_is_what_would_be_stored(session, reader):
    preview = dump(articles.preview(session, text=TEXT, title="Peace", published_at="2021-07"))
    assert rows(reader)["articles"] == 0
    reader.rollback()

    stored = dump(articles.ingest(session, text=TEXT, title="Peace", published_at="2021-07")[0])

    assert preview == without_times(stored)


def without_times(served):
    if isinstance(served, dict):
        times = dict.fromkeys(served.keys() & {"created_at", "updated_at"})
        return {name: without_times(value) for name, value in served.items()} | times
    return [without_times(item) for item in served] if isinstance(served, list) else served


def test_delete_leaves_nothing_of_an_article(session, reader):
    article, _ = articles.ingest(session, text=TEXT)

    articles.delete(session, article.id)

    assert set(rows(reader).values()) == {0}


def test_delete_leaves_other_articles_whole(session, reader):
    gone, _ = articles.ingest(session, text=TEXT)
    stays, _ = articles.ingest(session, text=TEXT + " Again.")
    before = dump(queries.get_brief(reader, stays.id))
    reader.rollback()

    articles.delete(session, gone.id)

    reader.expunge_all()
    assert dump(queries.get_brief(reader, stays.id)) == before
    assert reader.query(Article).count() == reader.query(Quote).count() == 1


def test_delete_of_nothing(session):
    with pytest.raises(NotFound) as caught:
        articles.delete(session, "art_none")
    assert (caught.value.kind, caught.value.id) == ("article", "art_none")


def test_deleted_text_can_come_back(session):
    article, _ = articles.ingest(session, text=TEXT)
    articles.delete(session, article.id)

    again, created = articles.ingest(session, text=TEXT)

    assert (again.id, created) == (article.id, True)
