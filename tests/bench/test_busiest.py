"""The lists of `bench.busiest`: each has items in the store."""

import pytest

from api.app import create_app
from bench import busiest, rows
from store.engine import make_engine

pytestmark = pytest.mark.database("postgres")


def test_lists_are_of_what_the_store_has(postgres):
    with postgres.database(migrated=True) as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            rows.fill(connection, 200)
        with engine.connect() as connection:
            paths = list(busiest.paths(connection))
        engine.dispose()
        client = create_app({"DATABASE_URL": url}).test_client()
        for path in paths:
            response = client.get(path)
            assert response.status_code == 200, path
            if "under" not in path and "limit" in path:
                assert response.json["items"], path
    assert {path.split("?")[0] for path in paths} >= {"/v1/events", "/v1/occurrences", "/v1/issues", "/matrix"}
    assert not [path for path in paths if "None" in path]
