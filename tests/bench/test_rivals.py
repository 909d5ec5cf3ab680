import sqlite3

import orjson
import pytest

from api.app import create_app
from bench.api import floor, rivals
from bench.api.fill import fill

LIMIT = 50


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database, a speaker, and the items that the service gives."""
    database = tmp_path_factory.mktemp("bench") / "bench.sqlite3"
    speaker = fill(f"sqlite:///{database}", 4_000)
    app = create_app({"DATABASE_URL": f"sqlite:///{database}"})
    items = app.test_client().get(f"/v1/quotes?speaker={speaker}&limit={LIMIT}").json["items"]
    assert len(items) == LIMIT
    return database, speaker, items


def test_the_floor_gives_the_items_of_the_service(filled):
    database, speaker, items = filled
    answer = floor.create_app(str(database)).test_client().get(f"/v1/quotes?speaker={speaker}&limit={LIMIT}")
    assert answer.json["items"] == items


def test_the_query_for_datasette_gives_the_items_of_the_service(filled):
    database, speaker, items = filled
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    rows = connection.execute(rivals.DATASETTE, {"speaker": speaker, "limit": LIMIT}).fetchall()
    connection.close()
    assert [_item(dict(row)) for row in rows] == items


def _item(row):
    return row | {name: orjson.loads(row[name]) for name in rivals.AS_JSON if row[name] is not None}
