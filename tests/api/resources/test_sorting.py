"""Lists in another order, by ids, and by words."""

from datetime import UTC, datetime

import pytest

from ontology.edtf import Edtf
from ontology.enums import ActorType
from schemas.actors import ActorPaging
from schemas.articles import ArticlePaging
from schemas.events import EventPaging
from schemas.issues import IssuePaging
from schemas.positions import PositionPaging
from schemas.quotes import QuotePaging
from store.queries import actors, articles, facts, issues
from tests.factories import create_actor, create_article, create_event, create_issue, create_position, create_quote


def walk(client, path):
    """The ids of a list, read in pages of one."""
    found = []
    while path:
        page = client.get(path).json
        found += [item["id"] for item in page["items"]]
        path = page["next"]
    return found


def test_facts_by_confidence(client, session):
    made = [create_quote(session, confidence=confidence).id for confidence in (0.5, 0.9, 0.2, 0.5)]

    down = walk(client, "/v1/quotes?sort=-confidence&limit=1")

    assert down == [made[1], made[3], made[0], made[2]]
    assert walk(client, "/v1/quotes?sort=confidence&limit=1") == down[::-1]


@pytest.mark.parametrize("sort", ["date", "-date"])
def test_undated_events_come_last_whichever_way(client, session, sort):
    undated = [create_event(session).id for _ in range(2)]
    dated = []
    for value in ("2021", "2020-05"):
        bounds = Edtf.parse(value)
        dated.append(create_event(session, when_edtf=value, when_from=bounds.earliest, when_to=bounds.latest).id)

    found = walk(client, f"/v1/events?sort={sort}&limit=1")

    assert found[:2] == (dated[::-1] if sort == "date" else dated)
    assert sorted(found[2:]) == sorted(undated)


def test_by_publication(client, session):
    late, never, early = (
        create_article(session, published_from=when, published_to=when)
        for when in (datetime(2021, 7, 1, tzinfo=UTC), None, datetime(2020, 1, 1, tzinfo=UTC))
    )
    positions = {article.id: create_position(session, article).id for article in (late, never, early)}
    order = [late.id, early.id, never.id]

    assert walk(client, "/v1/articles?sort=-published_at&limit=1") == order
    assert walk(client, "/v1/articles?sort=published_at&limit=1") == [early.id, late.id, never.id]
    assert walk(client, "/v1/positions?sort=-published_at&limit=1") == [positions[article] for article in order]


def test_records_by_name(client, session):
    named = {name: create_actor(session, type=ActorType.PERSON, name=name).id for name in ("Basra", "Anbar", "Cairo")}
    labelled = {
        label: create_position(session, issue=create_issue(session, label=label)).issue.id for label in ("Oil", "Arms")
    }

    assert walk(client, "/v1/actors?sort=name&limit=1&type=person") == [named[name] for name in sorted(named)]
    assert walk(client, "/v1/issues?sort=-label&limit=1") == [labelled["Oil"], labelled["Arms"]]


def test_cursor_of_another_order_is_refused(client, session):
    for _ in range(2):
        create_quote(session)
    following = client.get("/v1/quotes?sort=confidence&limit=1").json["next"]

    assert client.get(following.replace("sort=confidence", "sort=created_at")).status_code == 400
    assert client.get("/v1/quotes?sort=text").status_code == 400


@pytest.mark.parametrize(
    ("schema", "sorts"),
    [
        (QuotePaging, facts._QUOTES.sorts),
        (EventPaging, facts._EVENTS.sorts),
        (PositionPaging, facts._POSITIONS.sorts),
        (ActorPaging, actors._ACTORS.sorts),
        (ArticlePaging, articles._ARTICLES.sorts),
        (IssuePaging, issues._ISSUES.sorts),
    ],
)
def test_orders_that_are_offered_are_those_there_are(schema, sorts):
    (one_of,) = schema().fields["sort"].validators
    assert set(one_of.choices) == {*sorts, "relevance"}


@pytest.mark.parametrize(
    "create", [create_article, create_actor, create_quote, create_event, create_position, create_issue]
)
def test_by_ids(client, session, create):
    rows = [create(session) for _ in range(3)]
    path = f"/v1/{rows[0].__tablename__}?id={rows[0].id}&id={rows[2].id}"

    assert set(walk(client, path)) >= {rows[0].id, rows[2].id}
    assert rows[1].id not in walk(client, path)


def test_facts_and_articles_by_words(client, session):
    article = create_article(session, text="The ministers met in Basra.", title="Talks")
    quote = create_quote(session, article, text="We leave Basra")
    create_quote(session, article, text="We stay")

    assert walk(client, "/v1/quotes?q=basra -stay") == [quote.id]
    assert client.get("/v1/quotes?q=basra&count=true").json["total"] == 1
    assert walk(client, "/v1/articles?q=talks basra") == [article.id]
    assert walk(client, "/v1/events?q=basra") == []
    assert client.get("/v1/quotes?q=-basra").status_code == 400
