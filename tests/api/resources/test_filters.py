"""What the parameters of the lists let through, and what they refuse."""

from datetime import UTC, datetime

import pytest

from ontology.enums import ActorType, Basis, EventType, FactStatus, FigureKind, Modality, QuoteKind, Stance, Topic
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_contradiction,
    create_event,
    create_issue,
    create_occurrence,
    create_position,
    create_quote,
    make_figure,
    make_span,
)


def ids(response):
    assert response.status_code == 200, response.json
    return [item["id"] for item in response.json["items"]]


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
        ("place=Washington", True),
        ("place=Baghdad&place=Washington", True),
        ("place=Baghdad", False),
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
        ("killed_min=12", True),
        ("killed_min=13", False),
        ("killed_max=12", False),
        ("killed_min=12&modality=planned", True),
        ("injured_min=0", False),
        ("money_min=2500000&currency=EUR", True),
        ("money_min=2500000&currency=USD", False),
        ("money_max=2500000", True),
        ("currency=USD&currency=EUR", True),
        ("duration_min=730&duration_max=730", True),
        ("duration_min=731", False),
    ],
)
def test_events_are_filtered(client, session, query, found):
    giver, taker = create_actor(session), create_actor(session)
    event = create_event(
        session,
        type=EventType.AID,
        country="US",
        place="Washington",
        modality=Modality.PLANNED,
        when_edtf="2021-07-26",
        when_span=make_span("peace"),
        when_from=moment(2021, 7, 26),
        when_to=moment(2021, 7, 27),
        figures=(
            make_figure(most=None),
            make_figure(FigureKind.MONEY, 2.5e6, 2.5e6, "EUR"),
            make_figure(FigureKind.DURATION, 2, 2, "years"),
        ),
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
        ("topic=peace", True),
        ("topic=trade", False),
        ("topic=trade&topic=peace", True),
        ("stance=doubts", True),
        ("stance=supports", False),
        ("basis=stated", True),
        ("basis=reported", False),
        ("min_confidence=1", False),
        ("status=rejected", False),
    ],
)
def test_positions_are_filtered(client, session, query, found):
    issue, holder = create_issue(session, slug="peace", topic=Topic.PEACE), create_actor(session)
    position = create_position(session, issue=issue, holder=holder, stance=Stance.DOUBTS, basis=Basis.STATED)
    found_ids = ids(client.get("/v1/positions?" + query.format(issue=issue.id, holder=holder.id)))
    assert found_ids == [position.id] * found


def test_issues_are_filtered_and_count_stances(client, session):
    article, holder = create_article(session), create_actor(session)
    issue = create_issue(session, "Trêve in Iraq", topic=Topic.PEACE)
    create_position(session, article, issue=issue, holder=holder, stance=Stance.OPPOSES)
    create_position(session, issue=issue, stance=Stance.OPPOSES)
    create_issue(session, "Trade")
    url = f"/v1/issues?label=TRÊVE&article={article.id}&holder={holder.id}&topic=peace"
    (found,) = client.get(url).json["items"]
    assert (found["id"], found["topic"]) == (issue.id, "peace")
    assert found["stances"] == {"supports": 0, "opposes": 2, "mixed": 0, "expects": 0, "doubts": 0}
    assert ids(client.get("/v1/issues?label=tariff")) == []
    assert ids(client.get("/v1/issues?topic=trade")) == []
    assert client.get("/v1/issues?topic=songs").status_code == 400


def test_candidates_of_an_issue_are_those_most_like_it(client, session):
    issue, near, _, _ = issues = [
        create_issue(session, label, topic=topic)
        for label, topic in (
            ("Ceasefire in Gaza", Topic.PEACE),
            ("Truce in Gaza and Rafah", Topic.PEACE),
            ("Peace in Peru", Topic.PEACE),
            ("Gaza ceasefire", Topic.TRADE),
        )
    ]
    for each in issues:
        create_position(session, issue=each)
    (found,) = client.get(f"/v1/issues/{issue.id}/candidates").json["items"]
    assert (found["issue"]["id"], found["score"]) == (near.id, 1.0)
    assert found["shared"] == {"names": ["Gaza"], "words": ["ceasefire"], "concept": "ceasefire"}
    assert client.get(f"/v1/issues/{issue.id}/candidates?limit=0").status_code == 400
    assert client.get("/v1/issues/iss_aaaaaaaaaaaaaaaa/candidates").status_code == 404


@pytest.mark.parametrize("name", ["quotes", "events", "positions"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("publisher=Example News", True),
        ("publisher=Other&publisher=Example News", True),
        ("publisher=Other", False),
        ("published_from=2021-07-31", True),
        ("published_from=2021-08", False),
        ("published_to=2021-07", True),
        ("published_to=2021-06", False),
    ],
)
def test_facts_are_filtered_by_what_is_known_of_their_article(client, session, name, query, found):
    create_brief(session)
    create = {"quotes": create_quote, "events": create_event, "positions": create_position}[name]
    month = {"published_from": moment(2021, 7, 1), "published_to": moment(2021, 8, 1)}
    fact = create(session, create_article(session, publisher="Example News", published_at="2021-07", **month))

    assert ids(client.get(f"/v1/{name}?{query}")) == [fact.id] * found


@pytest.mark.parametrize("name", ["quotes", "events", "positions"])
def test_facts_of_several_articles(client, session, name):
    first, second, _ = (create_brief(session) for _ in range(3))

    assert len(ids(client.get(f"/v1/{name}?article={first.id}&article={second.id}"))) == 2


@pytest.mark.parametrize("name", ["quotes", "events", "positions"])
def test_facts_are_filtered_by_article(client, session, name):
    article = create_brief(session, 2)
    create_brief(session)
    found = client.get(f"/v1/{name}?article={article.id}").json["items"]
    assert [fact["article_id"] for fact in found] == [article.id] * 2


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("articles?limit=0", "limit"),
        ("articles?limit=501", "limit"),
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
        ("events?country=IQ%0A", "country"),
        ("events?country=UK", "country"),
        ("network?country=ZZ", "country"),
        ("brief?country=uk", "country"),
        ("articles?language=en%0A", "language"),
        ("articles?id=art_aaaaaaaaaaaaaaaa%0A", "id"),
        ("articles?published_from=2021%0A", "published_from"),
        ("articles?published_from=2022&published_to=2021", "published_to"),
        ("positions?published_from=2021-07&published_to=2021-06-30", "published_to"),
        ("events?date_from=2021-07-02&date_to=2021-07-01", "date_to"),
        ("events?killed_min=12&killed_max=11", "killed_max"),
        ("events?killed_min=-1", "killed_min"),
        ("events?killed_min=1.5", "killed_min"),
        ("events?sent_max=many", "sent_max"),
        ("events?dead_min=1", "dead_min"),
        ("events?currency=usd", "currency"),
        ("events?currency=ZZZ", "currency"),
        ("network?published_from=2022&published_to=2021-12-31", "published_to"),
        ("brief?from=2022&to=2021", "to"),
        ("actors?name=", "name"),
        ("issues?label=", "label"),
        ("articles?publisher=", "publisher"),
        ("quotes?publisher=Example&publisher=", "publisher"),
        ("events?place=", "place"),
        ("positions?issue=", "issue"),
        ("quotes?min_confidence=0_0.5", "min_confidence"),
        ("quotes?min_confidence=%200.5", "min_confidence"),
        ("quotes?min_confidence=٠.٥", "min_confidence"),
        ("quotes?fields=id%0A", "fields"),
        *((f"{name}?expand=article%0A", "expand") for name in ("quotes", "events", "positions")),
    ],
)
def test_wrong_parameter_is_named(client, path, parameter):
    response = client.get(f"/v1/{path}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert [error["parameter"] for error in response.json["errors"]] == [parameter]


@pytest.mark.parametrize("path", ["events?country=UK", "actors?country=UK", "brief?country=UK"])
def test_a_code_of_no_country_is_refused_alike(client, path):
    (error,) = client.get(f"/v1/{path}").json["errors"]
    assert error["detail"] == "Must be a country code of ISO 3166-1 alpha-2, in capital letters, such as IQ or GB."


@pytest.mark.parametrize(
    "path", ["articles?published_from=2021&published_to=2021", "events?date_from=2021&date_to=2021"]
)
def test_a_window_of_one_year_is_no_error(client, path):
    assert client.get(f"/v1/{path}").status_code == 200


def test_every_wrong_parameter_is_named(client):
    errors = client.get("/v1/quotes?kind=loud&limit=0").json["errors"]
    assert {error["parameter"] for error in errors} == {"kind", "limit"}


@pytest.fixture
def two_sides(session):
    """Store facts of Iraq, with an event done to Spain, and facts of an actor without a country."""
    iraq, spain = create_actor(session, country="IQ"), create_actor(session, country="ES")
    nobody = create_actor(session, country=None)
    event = create_event(session, actors=(iraq,), recipients=(spain,), country="FR")
    create_event(session, actors=(nobody,))
    quote, position = create_quote(session, speaker=iraq), create_position(session, holder=iraq)
    create_quote(session, speaker=nobody)
    other = create_position(session, holder=nobody)
    create_contradiction(session, other, other)
    contradiction = create_contradiction(session, position, position)
    return {
        "events": event.id,
        "occurrences": create_occurrence(session, event).id,
        "quotes": quote.id,
        "positions": position.id,
        "issues": position.issue.id,
        "contradictions": contradiction.id,
    }


@pytest.mark.parametrize(
    ("name", "parameter", "country"),
    [
        *((name, "actor_country", "IQ") for name in ("events", "occurrences")),
        *((name, "recipient_country", "ES") for name in ("events", "occurrences")),
        *((name, each, "FR") for name in ("events", "occurrences") for each in ("place_country", "country")),
        ("quotes", "speaker_country", "IQ"),
        *((name, "holder_country", "IQ") for name in ("positions", "issues", "contradictions")),
        ("contradictions", "country", "IQ"),
    ],
)
def test_country_of_whom_is_in_the_name_of_the_filter(client, two_sides, name, parameter, country):
    assert ids(client.get(f"/v1/{name}?{parameter}={country}")) == [two_sides[name]]
    assert ids(client.get(f"/v1/{name}?{parameter}={country}&{parameter}=DE")) == [two_sides[name]]
    assert ids(client.get(f"/v1/{name}?{parameter}=DE")) == []
    assert client.get(f"/v1/{name}?{parameter}=iq").status_code == 400


DATED = ["articles", "actors", "quotes", "events", "positions", "occurrences"]


@pytest.mark.parametrize("name", [*DATED, "issues", "contradictions"])
def test_lists_begin_at_a_time_of_storing(client, session, name):
    create_brief(session)
    (public_id,) = ids(client.get(f"/v1/{name}"))
    created_at = client.get(f"/v1/{name}").json["items"][0]["created_at"]

    assert ids(client.get(f"/v1/{name}", query_string={"created_from": created_at})) == [public_id]
    assert ids(client.get(f"/v1/{name}?created_from=2999")) == []
    assert client.get(f"/v1/{name}?created_from=soon").status_code == 400
    assert client.get(f"/v1/{name}?created_from=2021-02-03T20:18:35.70").status_code == 200
    told = client.get(f"/v1/{name}?created_from=2021-02-31T20:18:35.70").json["detail"]
    assert "is not on the calendar" in told


@pytest.mark.parametrize(
    ("time", "status"),
    [
        ("2026-11-24T02:00:00.123456Z", 200),
        ("2026-11-24T02:00:00.5+01:00", 200),
        ("2026-11-24T02:00:00.Z", 400),
        ("2026-02-30T02:00:00.5Z", 400),
        ("0001-01-01T00:00:00.5+14:00", 400),
        ("9999-12-31T23:59:59.9-14:00", 400),
    ],
)
def test_times_of_answers_are_taken_back(client, time, status):
    for name in ("created_from", "updated_from"):
        assert client.get("/v1/quotes", query_string={name: time}).status_code == status


@pytest.mark.parametrize("name", DATED)
def test_lists_begin_at_a_time_of_change_and_are_sorted_by_it(client, session, name):
    for hour in (2, 1, 3):
        times = {"created_at": moment(2026, 11, 1), "updated_at": datetime(2026, 11, 24, hour, tzinfo=UTC)}
        match name:
            case "articles":
                create_article(session, **times)
            case "actors":
                create_appearance(session, create_article(session), create_actor(session, **times))
            case "quotes":
                create_quote(session, **times)
            case "events":
                create_event(session, **times)
            case "positions":
                create_position(session, **times)
            case _:
                create_occurrence(session, create_event(session), **times)

    def hours(query):
        return [int(item["updated_at"][11:13]) for item in client.get(f"/v1/{name}?{query}").json["items"]]

    since = "updated_from=2026-11-24T02:00:00Z"
    assert hours(f"sort=updated_at&{since}") == [2, 3]
    assert hours(f"sort=-updated_at&{since}") == [3, 2]
    assert hours("sort=updated_at&created_from=2026-11-02") == []
    first = client.get(f"/v1/{name}?sort=updated_at&limit=2&{since[:12]}=2026").json
    rest = client.get(first["next"]).json
    assert [item["updated_at"][11:13] for item in (*first["items"], *rest["items"])][-1] == "03"


def test_name_finds_issues_and_the_old_name_says_that_it_goes(client, session):
    found = create_position(session, issue=create_issue(session, "Military presence")).issue.id
    create_position(session)

    by_name, by_label = (client.get(f"/v1/issues?{each}=military") for each in ("name", "label"))

    assert ids(by_name) == ids(by_label) == [found]
    assert "Deprecation" not in by_name.headers
    assert by_label.headers["Deprecation"] == "@1795996800"
    assert by_label.headers["Sunset"] == "Fri, 31 Dec 2027 00:00:00 GMT"
    assert {"Deprecation", "Sunset"}.isdisjoint(client.get("/v1/issues").headers.keys())
