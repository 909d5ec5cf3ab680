"""What the front page asks for."""

from store import queries
from tests.factories import create_actor, create_appearance, create_article, create_brief


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


def test_actors_of_the_most_articles_lead_then_those_mentioned_more_often(session):
    names = ("Iran", "Iraq", "Oman", "Qatar")
    iran, iraq, oman, qatar = (create_actor(session, name=name) for name in names)
    create_appearance(session, create_article(session), qatar)  # too old to count
    first, second = create_article(session), create_article(session)
    create_appearance(session, first, oman)
    create_appearance(session, second, oman)
    create_appearance(session, second, iran)
    create_appearance(session, second, iraq, mentions=("Iraq", "the minister"))
    found = queries.list_leading_actors(session, newest=2, limit=3)
    assert [(row.name, row.articles) for row in found] == [("Oman", 2), ("Iraq", 1), ("Iran", 1)]


def test_actors_lead_by_one_query(session, queries_sent):
    create_brief(session, 3)
    with queries_sent:
        queries.list_leading_actors(session, newest=10, limit=2)
    assert len(queries_sent) == 1
