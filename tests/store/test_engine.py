import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from psycopg.errors import DiskFull
from sqlalchemy import inspect, text
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from services import migrate
from store.engine import begin_write, make_engine, schema_change, trouble, version_of
from store.models import Article
from tests.factories import create_article


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 10000)]
)
def test_sqlite_is_told(engine, pragma, value):
    with engine.connect() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value


def test_malformed_url_is_refused():
    with pytest.raises(ArgumentError):
        make_engine("no url")


def test_errors_do_not_tell_the_values(session):
    article = create_article(session, text="what somebody wrote")
    with pytest.raises(IntegrityError) as caught:
        create_article(session, id=article.id, text="what somebody wrote")
    assert "what somebody wrote" not in str(caught.value)


def test_full_disk_of_postgres_is_told():
    assert (
        trouble(OperationalError("INSERT", None, DiskFull("could not extend file")))
        == "The disk of the database is full."
    )


def test_foreign_keys_are_enforced(session):
    with pytest.raises(IntegrityError):
        session.execute(text("INSERT INTO mentions VALUES (1, 1, 1, 0, 1, 'x', 0, 1)"))


def test_reads_of_one_transaction_see_one_state(session, reader):
    create_article(session)
    before = reader.query(Article).count()

    create_article(session)

    assert reader.query(Article).count() == before
    reader.rollback()
    assert reader.query(Article).count() == before + 1


def test_every_write_changes_the_version(session, reader):
    versions = [version_of(reader.connection())]
    for _ in range(3):
        begin_write(session)
        create_article(session)
        reader.rollback()
        versions += [version_of(reader.connection()), version_of(reader.connection())]

    assert len(set(versions)) == 4


def test_migrations_change_the_version_and_their_absence_does_not(blank_url):
    engine = make_engine(blank_url)

    def version():
        with engine.connect() as connection:
            return version_of(connection)

    blank = version()
    migrate.upgrade(engine)
    migrated = version()
    migrate.upgrade(engine)

    assert blank != migrated
    assert version() == migrated
    engine.dispose()


@pytest.mark.database("sqlite")
def test_version_is_one_that_no_copy_of_the_file_comes_to(session, database_url, tmp_path):
    copy = make_engine(f"sqlite:///{shutil.copy(database_url.removeprefix('sqlite:///'), tmp_path / 'copy')}")
    versions = []
    for each in (session, Session(copy)):
        with each:
            versions.append(version_of(each.connection()))
            for _ in range(3):
                each.rollback()
                begin_write(each)
                each.commit()
                versions.append(version_of(each.connection()))
    copy.dispose()

    assert versions[0] == versions[4]
    assert len(set(versions)) == 7


def test_second_writer_waits_for_the_first(sessions):
    both_read = threading.Barrier(2, timeout=0.5)

    def write():
        with sessions() as session:
            begin_write(session)
            session.query(Article).count()
            # Two that have both read cannot both write; the barrier breaks because the second is not let in.
            with suppress(threading.BrokenBarrierError):
                both_read.wait()
            create_article(session)

    with ThreadPoolExecutor() as pool:
        for writer in [pool.submit(write) for _ in range(2)]:
            writer.result()

    with sessions() as session:
        assert session.query(Article).count() == 2


def test_schema_statements_are_part_of_the_transaction(engine):
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE extra (x INTEGER)"))
        connection.rollback()
        assert not inspect(connection).has_table("extra")


@pytest.mark.database("sqlite")
def test_schema_change_keeps_other_writers_out_before_it_looks(engine):
    with engine.connect() as connection, schema_change(connection), connection.begin(), engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout = 0")
        other.rollback()
        with pytest.raises(OperationalError, match="locked"):
            other.execution_options(communique_writes=True).begin()


@pytest.mark.database("sqlite")
def test_schema_change_ends_with_foreign_keys_on(engine):
    with engine.connect() as connection:
        with schema_change(connection):
            assert connection.scalar(text("PRAGMA foreign_keys")) == 0
            connection.commit()
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
