"""The brief across articles, over HTTP."""

import pytest

from tests.factories import (
    create_actor,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_position,
    create_quote,
    make_publication,
    make_span,
    make_when,
)

SOURCE = {"title": "Talks", "publisher": "Example News", "url": "https://example.org/talks"}


@pytest.fixture
def article(session):
    return create_article(session, **SOURCE, **make_publication("2021-07"))


@pytest.fixture
def source(article):
    return {"id": article.id, **SOURCE, "published_at": "2021-07"}


def get(client, **query):
    response = client.get("/v1/brief", query_string=query)
    assert response.status_code == 200, response.json
    return response.json


def test_key_actor_as_it_is_served(client, session, article):
    actor = create_actor(session, name="Maria Ortega", country="ES", role="envoy")
    create_quote(session, article, speaker=actor)

    assert get(client, actor=actor.id)["actors"] == {
        "total": 1,
        "items": [
            {
                "id": actor.id,
                "type": "state",
                "name": "Maria Ortega",
                "country": "ES",
                "role": "envoy",
                "quotes": 1,
                "events": 0,
                "positions": 0,
                "articles": 1,
            }
        ],
    }


def test_event_has_its_source_and_the_ids_of_those_who_take_part(client, session, article, source):
    giver, taker = create_actor(session, name="Iraq"), create_actor(session, name="Spain", country="ES")
    event = create_event(session, article, actors=(giver,), recipients=(taker,), **make_when("2021-07-26"))

    timeline = get(client, country="ES")["timeline"]

    (shown,) = timeline["items"]
    assert timeline["total"] == 1
    assert (shown["id"], shown["when"]["edtf"], shown["source"]) == (event.id, "2021-07-26", source)
    assert (shown["actors"], shown["recipients"]) == ([giver.id], [taker.id])


def test_stances_have_their_evidence_and_its_source(client, session, article, source):
    issue, holder = create_issue(session, "Peace", slug="peace"), create_actor(session, name="Maria Ortega")
    position = create_position(session, article, issue=issue, holder=holder)
    create_position(session, create_article(session, **make_publication("2021-10")), issue=issue, holder=holder)

    positions = get(client, issue="peace")["positions"]

    (shown,) = positions["items"]
    (stance,) = shown["stances"]
    assert positions["total"] == 1
    assert shown["issue"] == {"id": issue.id, "slug": "peace", "label": "Peace"}
    assert stance.pop("evidence")["exact"] == position.evidence.exact
    assert stance == {
        "holder": holder.id,
        "stance": "supports",
        "positions": 2,
        "since": "2021-07",
        "latest": "2021-10",
        "position_id": position.id,
        "source": source,
    }


def test_quote_has_its_source_and_its_speaker(client, session, article, source):
    actor = create_actor(session, name="Maria Ortega")
    quote = create_quote(session, article, speaker=actor, speaker_mention=make_span("the minister"))

    quotes = get(client, actor=actor.id)["quotes"]

    (shown,) = quotes["items"]
    assert quotes["total"] == 1
    assert (shown["id"], shown["speaker"]["actor_id"], shown["source"]) == (quote.id, actor.id, source)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"from": "2021-07"}, True),
        ({"from": "2021-08"}, False),
        ({"to": "2021-07-01"}, True),
        ({"to": "2021-06"}, False),
        ({"from": "2021", "to": "2021"}, True),
        ({"country": ["US", "IQ"]}, True),
        ({"country": "US"}, False),
        ({"country": "IQ", "from": "2022"}, False),
    ],
)
def test_window_and_countries(client, session, article, query, found):
    create_quote(session, article, speaker=create_actor(session))

    assert get(client, **query)["quotes"]["total"] == found


def test_limit_bounds_each_kind_and_not_the_totals(client, session):
    create_brief(session, 3)

    brief = get(client, country="IQ", limit=2)

    for part in ("actors", "timeline", "quotes"):
        assert (len(brief[part]["items"]), brief[part]["total"]) == (2, 3)
    assert sum(len(item["stances"]) for item in brief["positions"]["items"]) == 2
    assert brief["positions"]["total"] == 3


@pytest.mark.parametrize("size", [1, 5])
def test_brief_takes_the_same_queries_however_much_there_is(client, session, queries_sent, size):
    create_brief(session, size)
    with queries_sent:
        assert get(client, country="IQ")["quotes"]["total"] == size
    assert len(queries_sent) == 5, queries_sent.statements


@pytest.mark.parametrize("query", ["", "limit=20"])
def test_some_filter_must_be_given(client, query):
    response = client.get(f"/v1/brief?{query}")
    assert response.status_code == 400
    assert response.json["errors"] == [
        {"parameter": "actor", "detail": "At least one of actor, country, issue, topic, from and to must be given."}
    ]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("actor=Biden", "actor"),
        ("actor=act_aaaaaaaaaaaaaaaa&actor=' OR 1=1 --", "actor"),
        ("actor=act_aaaaaaaaaaaaaaaa* OR NEAR(a b)", "actor"),
        ("country=Iraq", "country"),
        ("country=IQ') --", "country"),
        ("issue=", "issue"),
        ("issue=a&issue=b", "issue"),
        ("issue=a%00b", "issue"),
        ("from=soon", "from"),
        ("from=2021; DROP TABLE articles", "from"),
        ("to=2021/2022", "to"),
        ("from=2021-08&to=2021-07", "to"),
        ("country=IQ&limit=0", "limit"),
        ("country=IQ&limit=501", "limit"),
        ("country=IQ&limit=1 OR 1=1", "limit"),
        ("country=IQ&cursor=a", "cursor"),
        ("country=IQ&since=2021", "since"),
    ],
)
def test_wrong_parameter_is_named(client, query, parameter):
    response = client.get(f"/v1/brief?{query}")
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json["errors"]] == [parameter]


@pytest.mark.parametrize("issue", ["' OR 1=1 --", "iraq* NEAR(peace)", "%", "_", '"', "\u202e", "x" * 5000])
def test_issue_is_only_ever_compared(client, session, issue):
    create_brief(session)
    brief = get(client, issue=issue)
    assert [part["total"] for part in brief.values()] == [0, 0, 0, 0]
