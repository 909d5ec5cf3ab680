import pytest
from sqlalchemy import inspect, text

from services import migrate
from store.engine import make_engine


def test_upgrade_builds_a_database(blank_url):
    engine = make_engine(blank_url)
    assert not migrate.is_current(engine)

    migrate.upgrade(engine)

    assert migrate.is_current(engine)
    assert inspect(engine).has_table("articles")


def test_upgrade_of_a_current_database_changes_nothing(engine):
    migrate.upgrade(engine)

    assert migrate.is_current(engine)


def test_database_of_a_newer_version_is_not_current(blank_url):
    engine = make_engine(blank_url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert not migrate.is_current(engine)


def test_upgrade_needs_no_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    engine = make_engine("sqlite:///here.sqlite3")

    migrate.upgrade(engine)

    assert migrate.is_current(engine)


@pytest.mark.database("sqlite")
def test_connections_check_foreign_keys_after_an_upgrade(engine):
    migrate.upgrade(engine)

    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
