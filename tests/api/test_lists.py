"""Every list: its number of queries, its pages, its filters."""

from datetime import UTC, datetime

import pytest

from ontology.enums import ActorType, Basis, EventType, FactStatus, Modality, QuoteKind, Stance
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_position,
    create_quote,
    make_span,
)

QUERIES = {"articles": 1, "actors": 2, "quotes": 1, "events": 2, "positions": 1, "issues": 2}
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
    assert len(queries_sent) == 2 + QUERIES[name], queries_sent.statements
    assert items == ids(client.get(f"/v1/{name}?{FACTS[name]}={actor.id}"))


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
    alone.pop("text", None)
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


@pytest.mark.parametrize("name", FACTS)
def test_lists_of_an_unknown_actor_are_not_found(client, name):
    assert client.get(f"/v1/actors/act_aaaaaaaaaaaaaaaa/{name}").status_code == 404


@pytest.mark.parametrize(("name", "parameter"), FACTS.items())
def test_list_of_an_actor_has_no_filter_for_it(client, session, name, parameter):
    actor = create_actor(session)
    response = client.get(f"/v1/actors/{actor.id}/{name}?{parameter}={actor.id}")
    assert response.status_code == 400
    assert response.json["errors"] == [{"parameter": parameter, "detail": "Unknown name."}]


def moment(*date):
    return datetime(*date, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("publisher=Example News", True),
        ("publisher=Example", False),
        ("language=en", True),
        ("language=fr", False),
        ("published_from=2021-07-31", True),
        ("published_from=2021-08", False),
        ("published_to=2021-07-01", True),
        ("published_to=2021-06", False),
        ("published_from=2021&published_to=2021", True),
    ],
)
def test_articles_are_filtered(client, session, query, found):
    month = {"published_from": moment(2021, 7, 1), "published_to": moment(2021, 8, 1)}
    create_article(session, publisher="Example News", published_at="2021-07", **month)
    assert len(ids(client.get(f"/v1/articles?{query}"))) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=state", True),
        ("type=person", False),
        ("type=person&type=state", True),
        ("country=IQ", True),
        ("country=US", False),
        ("name=RÉPUB", True),
        ("name=bagh", True),
        ("name=100%", False),
    ],
)
def test_actors_are_filtered(client, session, query, found):
    actor = create_actor(session, type=ActorType.STATE, name="Iraq", country="IQ")
    appearance = {"name": "République d’Irak", "aliases": ("Baghdad",)}
    article = create_article(session)
    create_appearance(session, article, actor, **appearance)
    assert ids(client.get(f"/v1/actors?{query}")) == [actor.id] * found
    assert ids(client.get(f"/v1/actors?{query}&article={article.id}")) == [actor.id] * found
    assert ids(client.get(f"/v1/actors?{query}&article={create_article(session).id}")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=direct", True),
        ("kind=indirect", False),
        ("kind=indirect&kind=direct", True),
        ("status=confirmed", True),
        ("status=machine", False),
        ("min_confidence=0.5", True),
        ("min_confidence=0.51", False),
    ],
)
def test_quotes_are_filtered(client, session, query, found):
    quote = create_quote(session, kind=QuoteKind.DIRECT, status=FactStatus.CONFIRMED, confidence=0.5)
    assert ids(client.get(f"/v1/quotes?{query}")) == [quote.id] * found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=AID", True),
        ("type=ASSAULT", False),
        ("country=US", True),
        ("country=IQ", False),
        ("modality=planned", True),
        ("modality=occurred", False),
        ("date_from=2021-07-26", True),
        ("date_from=2021-07-27", False),
        ("date_to=2021-07-26", True),
        ("date_to=2021-07-25", False),
        ("actor={giver}", True),
        ("actor={taker}", False),
        ("recipient={taker}", True),
        ("recipient={giver}", False),
        ("participant={taker}", True),
        ("min_confidence=0.9", False),
        ("status=machine", True),
    ],
)
def test_events_are_filtered(client, session, query, found):
    giver, taker = create_actor(session), create_actor(session)
    event = create_event(
        session,
        type=EventType.AID,
        country="US",
        modality=Modality.PLANNED,
        when_edtf="2021-07-26",
        when_span=make_span("peace"),
        when_from=moment(2021, 7, 26),
        when_to=moment(2021, 7, 27),
        actors=(giver,),
        recipients=(taker,),
    )
    found_ids = ids(client.get("/v1/events?" + query.format(giver=giver.id, taker=taker.id)))
    assert found_ids == [event.id] * found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("holder={holder}", True),
        ("holder=act_bbbbbbbbbbbbbbbb", False),
        ("issue={issue}", True),
        ("issue=peace", True),
        ("issue=war", False),
        ("stance=doubts", True),
        ("stance=supports", False),
        ("basis=stated", True),
        ("basis=reported", False),
        ("min_confidence=1", False),
        ("status=rejected", False),
    ],
)
def test_positions_are_filtered(client, session, query, found):
    issue, holder = create_issue(session, slug="peace"), create_actor(session)
    position = create_position(session, issue=issue, holder=holder, stance=Stance.DOUBTS, basis=Basis.STATED)
    found_ids = ids(client.get("/v1/positions?" + query.format(issue=issue.id, holder=holder.id)))
    assert found_ids == [position.id] * found


def test_issues_are_filtered_and_count_stances(client, session):
    article, holder = create_article(session), create_actor(session)
    issue = create_issue(session, "Trêve in Iraq")
    create_position(session, article, issue=issue, holder=holder, stance=Stance.OPPOSES)
    create_position(session, issue=issue, stance=Stance.OPPOSES)
    create_issue(session, "Trade")
    url = f"/v1/issues?label=TRÊVE&article={article.id}&holder={holder.id}"
    (found,) = client.get(url).json["items"]
    assert found["id"] == issue.id
    assert found["stances"] == {"supports": 0, "opposes": 2, "mixed": 0, "expects": 0, "doubts": 0}
    assert ids(client.get("/v1/issues?label=tariff")) == []


@pytest.mark.parametrize("name", ["quotes", "events", "positions"])
def test_facts_are_filtered_by_article(client, session, name):
    article = create_brief(session, 2)
    create_brief(session)
    found = client.get(f"/v1/{name}?article={article.id}").json["items"]
    assert [fact["article_id"] for fact in found] == [article.id] * 2


def test_quotes_name_their_speaker(client, session):
    actor = create_actor(session, name="Mustafa al-Kazemi")
    create_quote(session, speaker=actor, speaker_mention=make_span("the minister"))
    create_quote(session, speaker=None, speaker_mention=make_span("the minister"))
    create_quote(session, speaker=None, speaker_mention=None)
    nobody, unknown, named = (quote["speaker"] for quote in client.get("/v1/quotes").json["items"])
    assert nobody is None
    assert unknown["actor_id"] is None
    assert unknown["name"] is None
    assert unknown["mention"]["exact"] == "the minister"
    assert named["actor_id"] == actor.id
    assert named["name"] == "Mustafa al-Kazemi"


def test_events_say_when_and_where(client, session):
    create_event(session, when_edtf="2021-07", when_span=make_span("peace"), place="Baghdad")
    (event,) = client.get("/v1/events").json["items"]
    assert event["when"]["edtf"] == "2021-07"
    assert event["when"]["span"]["exact"] == "peace"
    assert event["where"] == {"country": None, "place": "Baghdad"}


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("articles?limit=0", "limit"),
        ("articles?limit=201", "limit"),
        ("articles?limit=-1", "limit"),
        ("articles?limit=ten", "limit"),
        ("articles?limit=1.5", "limit"),
        ("articles?limit=", "limit"),
        ("articles?limit=" + "9" * 5000, "limit"),
        ("articles?limit=1&limit=2", "limit"),
        ("articles?colour=red", "colour"),
        ("articles?published_from=soon", "published_from"),
        ("articles?published_to=2021-02-30", "published_to"),
        ("articles?publisher=a%00b", "publisher"),
        ("articles?language=English!", "language"),
        ("actors?type=STATE", "type"),
        ("actors?country=Iraq", "country"),
        ("actors?article=1", "article"),
        ("actors?article=art_aaaaaaaaaaaaaaaa&article=art_bbbbbbbbbbbbbbbb", "article"),
        ("quotes?kind=direct&kind=loud", "kind"),
        ("quotes?speaker=Biden", "speaker"),
        ("quotes?min_confidence=2", "min_confidence"),
        ("quotes?min_confidence=nan", "min_confidence"),
        ("events?type=aid", "type"),
        ("events?date_from=2021/2022", "date_from"),
        ("positions?stance=for", "stance"),
        ("positions?speaker=act_aaaaaaaaaaaaaaaa", "speaker"),
        ("issues?article=art_AAAAAAAAAAAAAAAA", "article"),
        ("articles/art_aaaaaaaaaaaaaaaa?text=no", "text"),
    ],
)
def test_wrong_parameter_is_named(client, path, parameter):
    response = client.get(f"/v1/{path}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert [error["parameter"] for error in response.json["errors"]] == [parameter]


def test_every_wrong_parameter_is_named(client):
    errors = client.get("/v1/quotes?kind=loud&limit=0").json["errors"]
    assert {error["parameter"] for error in errors} == {"kind", "limit"}
