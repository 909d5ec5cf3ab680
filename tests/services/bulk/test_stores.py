"""A whole store as files, and from them a store again."""

import hashlib
import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from ontology.enums import EventType, FactStatus, JobStatus, Scope, Subject, WebhookStatus
from services import api_keys, articles, idempotency
from services.bulk import stores
from services.errors import DamagedExport, NotEmpty
from services.idempotency import Claim
from services.judgements import judge
from services.review import review
from services.review.review import FactRef
from store import queries
from store.engine import make_engine, make_sessions
from store.models import Article, ArticleBlock, Base, ClashSlot, Conduct, EventBlock, ExternalId, Quote
from store.queries import TABLES
from tests.factories import (
    NOW,
    TEXT,
    create_article,
    create_brief,
    create_contradiction,
    create_delivery,
    create_event,
    create_job,
    create_position,
    create_webhook,
    make_figure,
    make_when,
)


@pytest.fixture
def filled(session, extracts):
    """A store with all that there can be, from an ingest, and the bounds of the calendar."""
    assert extracts
    first, _ = articles.ingest(session, text=TEXT, title="Peace", published_at="2021-07")
    article = create_brief(session, size=2)
    blocks = [EventBlock(block="violence IQ 105470", nth=1)]
    create_event(session, article, **make_when("../9999"), figures=(make_figure(most=None),), blocks=blocks)
    row, _ = api_keys.create(session, label="Test", scopes=[Scope.READ], days=3)
    quotes = session.scalars(select(Quote.id).where(Quote.article_pk == article.pk)).all()
    for quote_id, status in zip(quotes, (FactStatus.REJECTED, FactStatus.CONFIRMED), strict=True):
        review.correct(session, FactRef(Subject.QUOTE, quote_id), {"status": status, "note": "Read."}, key_id=row.id)
    again, _ = articles.ingest(session, text=f"{TEXT} Again.")
    judge.split(session, again.appearances[0].actor.id, [again.id], note="Another one.", key_id=row.id)
    api_keys.revoke(session, row.id)
    idempotency.claim(session, Claim("key", NOW), "0" * 64)
    create_job(session, status=JobStatus.FAILED, error="MemoryError")
    act = {"who": "IQ", "act": EventType.ASSAULT, "target": "IR", "subject": Subject.EVENT, "fact": "evt_1"}
    session.add(ArticleBlock(block="00", nth=1, article_pk=article.pk))
    session.add(ClashSlot(slot=1, writes=1))
    session.add(ExternalId(external_id="1", source="wire", article_pk=article.pk))
    session.add(Conduct(since=NOW, until=NOW, **act))
    create_contradiction(session, create_position(session, article), create_position(session, article))
    create_delivery(session, create_webhook(session, status=WebhookStatus.PAUSED))
    articles.delete(session, first.id)  # keys with a gap
    return session


@pytest.fixture
def other(sqlite, tmp_path):
    """The session of another, empty store."""
    path = tmp_path / "other.sqlite3"
    path.write_bytes(sqlite.template.read_bytes())
    engine = make_engine(f"sqlite:///{path}")
    with make_sessions(engine)() as session:
        yield session
    engine.dispose()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "exported"


def export(session, folder):
    return stores.export(session, folder, lambda _: None)


def load(session, folder):
    stores.load(session, folder, stores.read_manifest(folder), lambda _: None)


def contents(session):
    """All rows of all tables."""
    found = {table.name: session.execute(select(table).order_by(*table.primary_key)).all() for table in tables()}
    session.rollback()
    return found


def tables():
    return Base.metadata.sorted_tables


def test_store_is_the_same_in_another_database(filled, other, folder):
    manifest = export(filled, folder)
    load(other, folder)

    assert contents(other) == contents(filled)
    assert [name for name, some in contents(other).items() if not some] == []
    assert manifest.rows == sum(len(contents(filled)[name]) for name in manifest.tables)


def test_webhooks_of_an_import_are_paused(filled, other, folder):
    webhook = create_webhook(filled)
    export(filled, folder)
    load(other, folder)
    assert queries.get_webhook(other, webhook.id).status is WebhookStatus.PAUSED


def test_export_of_an_import_is_the_same(filled, other, folder, tmp_path):
    export(filled, folder)
    load(other, folder)
    export(other, tmp_path / "again")

    for file in folder.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name


def test_imported_store_is_searched_and_goes_on(filled, other, folder):
    export(filled, folder)
    load(other, folder)

    found, expected = (
        {(hit.id, hit.snippet) for hit in queries.list_hits(session, q=queries_of("iraq"), limit=50).items}
        for session in (other, filled)
    )
    assert found == expected != set()
    other.rollback()
    newest = create_article(other)
    assert newest.pk > filled.scalars(select(Article.pk).order_by(Article.pk.desc())).first()


def queries_of(words):
    from ontology import searching

    return searching.parse(words)


def test_manifest_tells_what_is_there(filled, folder):
    export(filled, folder)

    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert (manifest["format"], manifest["tables"].keys()) == (1, set(TABLES))
    assert manifest["schema"] == filled.scalar(text("SELECT version_num FROM alembic_version"))
    assert {file.name for file in folder.iterdir()} == {"manifest.json", *(f"{name}.jsonl" for name in TABLES)}
    for name, told in manifest["tables"].items():
        data = (folder / f"{name}.jsonl").read_bytes()
        assert told == {"rows": data.count(b"\n"), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def test_export_is_for_its_owner_alone(filled, folder):
    export(filled, folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_export_shows_one_moment(filled, reader, folder):
    before = len(contents(filled)["articles"])
    moved = []

    def meanwhile(_rows):
        if not moved:
            create_article(reader)
        moved.append(1)

    manifest = stores.export(filled, folder, meanwhile)

    assert manifest.tables["articles"].rows == before
    assert len(contents(filled)["articles"]) == before + 1


def test_export_that_fails_leaves_nothing(filled, folder):
    def fail(_rows):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        stores.export(filled, folder, fail)
    assert [path.name for path in folder.parent.iterdir() if "exported" in path.name] == []


def test_export_overwrites_nothing(filled, folder):
    folder.mkdir()
    with pytest.raises(FileExistsError, match="exists already"):
        export(filled, folder)
    assert list(folder.iterdir()) == []


def test_store_that_is_not_empty_is_refused(filled, session, folder):
    export(filled, folder)
    before = contents(session)
    with pytest.raises(NotEmpty, match=r"The database is not empty: actors, api_keys, articles, "):
        load(session, folder)
    assert contents(session) == before


def test_store_with_a_key_is_not_empty(filled, other, folder):
    export(filled, folder)
    api_keys.create(other, label="Test", scopes=[Scope.READ])
    with pytest.raises(NotEmpty, match=r"The database is not empty: api_keys\."):
        load(other, folder)


def cut(folder):
    path = folder / "quotes.jsonl"
    path.write_bytes(path.read_bytes()[:-10])


def change(folder):
    path = folder / "quotes.jsonl"
    path.write_bytes(path.read_bytes().replace(b"peace", b"pears"))


def remove(folder):
    (folder / "quotes.jsonl").unlink()


def no_manifest(folder):
    (folder / "manifest.json").unlink()


def told(**values):
    def change(folder):
        path = folder / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | values))

    return change


def put(line):
    """Another line in a file, and the manifest true of it."""

    def change(folder):
        path = folder / "issues.jsonl"
        path.write_bytes(path.read_bytes() + line + b"\n")
        data = path.read_bytes()
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["tables"]["issues"] = {
            "rows": data.count(b"\n"), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()
        }  # fmt: skip
        (folder / "manifest.json").write_text(json.dumps(manifest))

    return change


ISSUE = {
    "pk": 1,
    "id": "iss_x",
    "slug": "x",
    "label": "X",
    "folded": "x",
    "topic": "other",
    "machine": None,
    "created_at": "2021-01-01T00:00:00+00:00",
}
OTHER = ISSUE | {"pk": 99}


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut, r"quotes.jsonl is cut short or changed: it has \d rows, \d+ bytes, SHA-256 \w+, the manifest "),
        (change, "quotes.jsonl is cut short or changed"),
        (remove, "quotes.jsonl is missing"),
        (no_manifest, "is not an export: it has no manifest.json"),
        (told(format=2), "The export has format 2 and schema .*; this version reads format 1 and schema"),
        (told(schema="0001"), "The export has format 1 and schema 0001"),
        (told(tables={}), "lists other tables than actors, "),
        (told(tables={"actors": {"rows": "1", "bytes": 1, "sha256": ""}}), "is not a manifest: TypeError"),
        (told(tables=1), "is not a manifest: AttributeError"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "is not a manifest: JSONDecodeError"),
        (put(b"{"), "issues.jsonl has a row that does not fit its table"),
        (put(b"[]"), "issues.jsonl has a row that does not fit its table: it has other columns"),
        (put(json.dumps(ISSUE | {"colour": 1}).encode()), "it has other columns"),
        (put(json.dumps(ISSUE).encode()), "does not fit its table: UNIQUE constraint failed: issues.pk"),
        (put(json.dumps(OTHER | {"created_at": "soon"}).encode()), "does not fit its table: Invalid isoformat string"),
        (put(json.dumps(OTHER | {"created_at": 1}).encode()), "does not fit its table"),
        (put(json.dumps(OTHER | {"label": ["x"]}).encode()), "does not fit its table: label is not a plain value"),
        (put(json.dumps(OTHER | {"label": None}).encode()), "does not fit its table"),
    ],
)  # fmt: skip
def test_damaged_export_is_refused_and_leaves_nothing(filled, other, folder, damage, message):
    export(filled, folder)
    damage(folder)
    with pytest.raises(DamagedExport, match=message):
        load(other, folder)
    assert not any(contents(other).values())


def test_database_that_fails_keeps_nothing(filled, other, folder, monkeypatch):
    export(filled, folder)
    real = queries.add_rows

    def fill(session, name, rows):
        if name == "quotes":
            raise OperationalError("INSERT", {}, Exception("disk full"))
        real(session, name, rows)

    monkeypatch.setattr(queries, "add_rows", fill)
    with pytest.raises(OperationalError):
        load(other, folder)
    assert not any(contents(other).values())


@pytest.mark.database("postgres")
def test_jobs_that_have_not_ended_are_enqueued_again(session, other, folder):
    jobs = [create_job(other, status=status) for status in JobStatus]
    export(other, folder)
    load(session, folder)

    enqueued = session.scalars(text("SELECT args ->> 'job_id' FROM procrastinate_jobs ORDER BY id")).all()
    assert enqueued == [job.id for job in jobs if job.status in (JobStatus.QUEUED, JobStatus.RUNNING)]
