from collections.abc import Iterator

import pytest

from tests.databases import Postgres, Sqlite


@pytest.fixture
def database_url(databases: Sqlite | Postgres) -> Iterator[str]:
    """The URL of a new migrated database, which may be altered."""
    with databases.database(migrated=True) as url:
        yield url
