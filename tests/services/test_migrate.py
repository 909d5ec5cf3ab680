import subprocess
import sys

import pytest
from sqlalchemy import inspect, text

from services import migrate
from services.errors import UnknownSchema
from store.engine import make_engine

SERVER = """
import sys
from services import migrate
from store.engine import make_engine

print("ready", flush=True)
sys.stdin.readline()
engine = make_engine(sys.argv[1])
migrate.upgrade(engine)
print("current" if migrate.is_current(engine) else "behind")
"""


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
    with pytest.raises(UnknownSchema, match="does not know: 9999"):
        migrate.upgrade(engine)


def test_upgrade_needs_no_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    engine = make_engine("sqlite:///here.sqlite3")

    migrate.upgrade(engine)

    assert migrate.is_current(engine)


def test_several_servers_may_migrate_at_once(blank_url):
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", SERVER, blank_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for server in servers:
        assert server.stdout.readline() == "ready\n"
    for server in servers:
        server.stdin.write("go\n")
        server.stdin.flush()

    assert [server.communicate()[0] for server in servers] == ["current\n"] * 4
    assert [server.returncode for server in servers] == [0] * 4


@pytest.mark.database("sqlite")
def test_connections_check_foreign_keys_after_an_upgrade(engine):
    migrate.upgrade(engine)

    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
