"""A database that cannot be written, or not be opened: told, survived, and over when its cause is."""

import shutil

import pytest
from sqlalchemy import event

import store.engine
from store.engine import make_engine, make_sessions
from tests.disks import is_whole, locked

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."
FIRST, SECOND = {"text": TEXT}, {"text": f"{TEXT} Again."}


@pytest.fixture
def placed(app, sqlite, disk):
    """The application, with its database on a disk of its own."""
    shutil.copy(sqlite.template, disk.database)
    engine = app.extensions["engine"] = make_engine(disk.url)
    app.extensions["sessions"] = make_sessions(engine)
    yield app
    engine.dispose()


def stored(client):
    return [item["id"] for item in client.get("/v1/articles?sort=created_at").json["items"]]


def assert_told(response, detail):
    assert response.status_code == 503
    assert response.content_type == "application/problem+json"
    assert response.headers["Retry-After"] == "10"
    assert response.json["detail"] == detail


@pytest.mark.database("sqlite")
@pytest.mark.usefixtures("placed")
def test_full_disk(client, disk):
    told = "The disk of the database is full."
    first = client.post("/v1/articles", json=FIRST).json["article"]["id"]
    key = {"Idempotency-Key": "one"}
    line = f'{{"text": "{TEXT} By the line."}}'
    assert client.get("/readyz").status_code == 200
    with disk.full():
        assert_told(client.get("/readyz"), told)
        assert client.get("/healthz").status_code == 200
        assert_told(client.post("/v1/articles", json=SECOND, headers=key), told)
        assert_told(client.post("/v1/imports", data=line, content_type="application/x-ndjson"), told)
        assert_told(client.delete(f"/v1/articles/{first}", headers={"If-Match": "*"}), told)
        assert client.get(f"/v1/articles/{first}/brief").json["quotes"]
        assert stored(client) == [first]
    assert client.get("/readyz").status_code == 200
    assert is_whole(disk.database)
    second = client.post("/v1/articles", json=SECOND, headers=key)
    assert second.status_code == 201
    assert stored(client) == [first, second.json["article"]["id"]]
    assert is_whole(disk.database)


@pytest.mark.database("sqlite")
def test_file_that_is_read_only(placed, client, disk):
    first = client.post("/v1/articles", json=FIRST).json["article"]["id"]
    placed.extensions["engine"].dispose()
    with disk.read_only_database():
        assert stored(client) == [first]
        assert_told(client.post("/v1/articles", json=SECOND), "The database is read-only.")
        assert stored(client) == [first]
    assert client.post("/v1/articles", json=SECOND).status_code == 201  # over a new connection
    assert len(stored(client)) == 2
    assert is_whole(disk.database)


@pytest.mark.database("sqlite")
def test_folder_that_is_read_only(placed, client, disk):
    first = client.post("/v1/articles", json=FIRST).json["article"]["id"]
    placed.extensions["engine"].dispose()
    told = "The database cannot be opened; its folder must exist and be writable."
    with disk.read_only():
        assert_told(client.get("/v1/articles"), told)
        assert_told(client.post("/v1/articles", json=SECOND), told)
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
    assert stored(client) == [first]
    assert client.post("/v1/articles", json=SECOND).status_code == 201
    assert is_whole(disk.database)


@pytest.mark.database("sqlite")
def test_file_that_another_process_has_locked(client, app, monkeypatch, tmp_path, sqlite):
    monkeypatch.setattr(store.engine, "_PRAGMAS", ("PRAGMA busy_timeout = 50", *store.engine._PRAGMAS[1:]))
    path = shutil.copy(sqlite.template, tmp_path / "communique.sqlite3")
    engine = app.extensions["engine"] = make_engine(f"sqlite:///{path}")
    app.extensions["sessions"] = make_sessions(engine)
    first = client.post("/v1/articles", json=FIRST).json["article"]["id"]
    with locked(path):
        assert_told(client.post("/v1/articles", json=SECOND), "The database is locked by another process.")
        assert stored(client) == [first]
    assert client.post("/v1/articles", json=SECOND).status_code == 201
    assert len(stored(client)) == 2
    engine.dispose()
    assert is_whole(path)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("good", [16, 0])
def test_file_that_is_damaged(client, app, tmp_path, sqlite, good):
    path = shutil.copy(sqlite.template, tmp_path / "communique.sqlite3")
    with path.open("r+b") as file:
        file.seek(good)
        file.write(bytes(2**16))
    engine = app.extensions["engine"] = make_engine(f"sqlite:///{path}")
    app.extensions["sessions"] = make_sessions(engine)
    told = "The file of the database is damaged, or is not a SQLite database."
    assert_told(client.get("/v1/articles"), told)
    assert_told(client.post("/v1/articles", json=FIRST), told)
    assert client.get("/readyz").status_code == 503
    engine.dispose()


@pytest.mark.usefixtures("app")
def test_database_that_takes_no_writes(client, engine):
    first = client.post("/v1/articles", json=FIRST).json["article"]["id"]
    engine.dispose()

    @event.listens_for(engine, "connect")
    def protect(connection, _entry):
        if engine.dialect.name == "sqlite":
            connection.execute("PRAGMA query_only = 1")
        else:
            connection.read_only = True

    assert_told(client.post("/v1/articles", json=SECOND), "The database is read-only.")
    assert stored(client) == [first]
    event.remove(engine, "connect", protect)  # other tests use the pool, too
    engine.dispose()
