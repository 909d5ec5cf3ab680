"""Every list: its number of queries, its pages, its items."""

import pytest

from ontology.enums import ActorType, LinkReason
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_position,
    create_quote,
    make_span,
)

QUERIES = {
    "articles": 2,
    "actors": 3,
    "quotes": 1,
    "events": 2,
    "positions": 1,
    "issues": 2,
    "occurrences": 2,
    "contradictions": 2,
}
FACTS = {"quotes": "speaker", "events": "participant", "positions": "holder"}


def ids(response):
    assert response.status_code == 200, response.json
    return [item["id"] for item in response.json["items"]]


def pages(client, url):
    while url:
        response = client.get(url)
        yield ids(response)
        url = response.json["next"]
        assert response.headers.get("Link") == (url and f'<{url}>; rel="next"')


@pytest.mark.parametrize(("name", "queries"), QUERIES.items())
@pytest.mark.parametrize("size", [1, 5])
def test_list_takes_the_same_queries_however_long(client, session, queries_sent, name, queries, size):
    for _ in range(size):
        create_brief(session)
    with queries_sent:
        items = ids(client.get(f"/v1/{name}"))
    assert len(items) == size
    assert len(queries_sent) == queries, queries_sent.statements


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("size", [1, 5])
def test_list_of_an_actor_takes_the_same_queries_however_long(client, session, queries_sent, name, size):
    create_brief(session)
    create = {"quotes": create_quote, "events": create_event, "positions": create_position}[name]
    actor = create_actor(session)
    part = {"quotes": {"speaker": actor, "speaker_mention": make_span("Iraq")}, "events": {"actors": (actor,)}}
    facts = [create(session, **part.get(name, {"holder": actor})) for _ in range(size)]
    with queries_sent:
        items = ids(client.get(f"/v1/actors/{actor.id}/{name}"))
    assert items == [fact.id for fact in reversed(facts)]
    assert len(queries_sent) == 3 + QUERIES[name], queries_sent.statements
    assert items == ids(client.get(f"/v1/{name}?{FACTS[name]}={actor.id}"))


def test_appearances_of_an_actor_say_why_they_are_its_own(client, session, queries_sent):
    actor = create_actor(session, name="Maria Luz Ortega", type=ActorType.PERSON)
    first, second = create_article(session), create_article(session)
    create_appearance(session, first, actor)
    create_appearance(
        session, second, actor, ("Iraq", "peace"), name="M. Ortega", aliases=("Ortega",), link=LinkReason.OFFICE
    )
    create_brief(session)

    with queries_sent:
        page = client.get(f"/v1/actors/{actor.id}/appearances?limit=1").json

    assert len(queries_sent) == 5, queries_sent.statements
    (item,) = page["items"]
    assert (item["id"], item["article_id"]) == (actor.id, second.id)
    assert (item["name"], item["aliases"], item["link"]) == ("M. Ortega", ["Ortega"], "office")
    assert [mention["exact"] for mention in item["mentions"]] == ["Iraq", "peace"]
    (item,) = client.get(page["next"]).json["items"]
    assert (item["article_id"], item["link"]) == (first.id, None)


def test_issue_shows_its_holders(client, session):
    article = create_article(session, published_at="2021-07")
    holder = create_actor(session, name="Maria Ortega", country="ES")
    issue = create_position(session, article, holder=holder).issue

    (shown,) = client.get(f"/v1/issues/{issue.id}").json["holders"]

    assert shown == {
        "actor_id": holder.id,
        "stances": [{"stance": "supports", "positions": 1, "since": "2021-07", "latest": "2021-07"}],
        "run": [],
    }


def test_positions_are_dated_by_their_article(client, session):
    create_position(session, create_article(session, published_at="2021-07-15"))

    (position,) = client.get("/v1/positions").json["items"]

    assert position["published_at"] == "2021-07-15"


@pytest.mark.parametrize("name", QUERIES)
def test_pages_hold_every_item_once(client, session, name):
    for _ in range(3):
        create_brief(session)
    whole = ids(client.get(f"/v1/{name}"))
    assert list(pages(client, f"/v1/{name}?limit=1")) == [[one] for one in whole]
    assert list(pages(client, f"/v1/{name}?limit=2")) == [whole[:2], whole[2:]]
    assert list(pages(client, f"/v1/{name}?limit=3")) == [whole]


@pytest.mark.parametrize("name", QUERIES)
def test_item_is_served_on_its_own(client, session, name):
    create_brief(session)
    (item,) = client.get(f"/v1/{name}").json["items"]
    alone = client.get(f"/v1/{name}/{item['id']}").json
    for more in ("text", "holders", "articles", "events", "disagreements", "contradictions"):
        if more not in item:
            alone.pop(more, None)
    assert alone == item


@pytest.mark.parametrize("name", QUERIES)
def test_unknown_item_is_not_found(client, session, name):
    create_brief(session)
    (item,) = client.get(f"/v1/{name}").json["items"]
    unknown = item["id"][:4] + "b" * 16
    response = client.get(f"/v1/{name}/{unknown}")
    assert response.status_code == 404
    assert response.json["detail"] == f"There is no {name[:-1]} {unknown}."
    assert client.get(f"/v1/{name}/{item['id']}x").status_code == 404


@pytest.mark.parametrize("name", [*FACTS, "appearances"])
def test_lists_of_an_unknown_actor_are_not_found(client, name):
    assert client.get(f"/v1/actors/act_aaaaaaaaaaaaaaaa/{name}").status_code == 404


@pytest.mark.parametrize(("name", "parameter"), FACTS.items())
def test_list_of_an_actor_has_no_filter_for_it(client, session, name, parameter):
    actor = create_actor(session)
    response = client.get(f"/v1/actors/{actor.id}/{name}?{parameter}={actor.id}")
    assert response.status_code == 400
    assert response.json["errors"] == [{"parameter": parameter, "detail": "Unknown name."}]


def test_quotes_have_their_speaker(client, session):
    actor = create_actor(session, name="Mustafa al-Kazemi")
    create_quote(session, speaker=actor, speaker_mention=make_span("the minister"))
    create_quote(session, speaker=None, speaker_mention=make_span("the minister"))
    create_quote(session, speaker=None, speaker_mention=None)
    nobody, unknown, named = (quote["speaker"] for quote in client.get("/v1/quotes").json["items"])
    assert nobody is None
    assert unknown["actor_id"] is None
    assert unknown["mention"]["exact"] == "the minister"
    assert named.keys() == {"actor_id", "mention"}
    assert named["actor_id"] == actor.id


def test_events_say_when_and_where(client, session):
    create_event(session, when_edtf="2021-07", when_span=make_span("peace"), place="Baghdad")
    (event,) = client.get("/v1/events").json["items"]
    assert event["when"]["edtf"] == "2021-07"
    assert event["when"]["span"]["exact"] == "peace"
    assert event["where"] == {"country": None, "place": "Baghdad"}
