"""The numbers of rows in the tables; tests/services/bulk/test_stores.py has their contents."""

from store import queries
from tests.factories import create_article, create_brief


def test_counts_of_everything(session):
    create_brief(session, 2)
    create_article(session)
    assert queries.count_all(session) == {
        "articles": 2, "actors": 2, "quotes": 2, "events": 2, "positions": 2, "issues": 2,
    }  # fmt: skip


def test_nobody_counts_millions(session, monkeypatch):
    monkeypatch.setattr("store.queries.tables.MAX_COUNT", 2)
    create_brief(session, 5)
    assert queries.count_all(session) | {"articles": 3} == dict.fromkeys(queries.count_all(session), 3)
