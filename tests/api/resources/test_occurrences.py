"""Occurrences: events across articles."""

import pytest

from ontology.enums import EventType, Modality
from tests.factories import (
    create_actor,
    create_article,
    create_event,
    create_occurrence,
    make_figure,
    make_publication,
    make_when,
)


@pytest.fixture
def reports(session):
    """Two events that are one: six or at least nine killed, on a day or in a month, by Iraq or by nobody named."""
    iraq = create_actor(session)
    early = create_article(session, title="Six die", publisher="Example News", **make_publication("2021-07-27"))
    late = create_article(session, title="Nine die", **make_publication("2021-08-02"))
    six, nine = make_figure(least=6, most=6), make_figure(least=9, most=None)
    attack = {"type": EventType.ASSAULT, "title": "attack", "country": "IQ", "place": "Baghdad"}
    first = create_event(session, early, actors=(iraq,), figures=(six,), **attack | make_when("2021-07-26"))
    second = create_event(session, late, figures=(nine,), **attack | make_when("2021-07"))
    return first, second


def test_occurrence_has_its_articles_its_reports_and_where_they_differ(client, session, reports, queries_sent):
    occurrence = create_occurrence(session, *reports)
    first, second = reports

    with queries_sent:
        found = client.get(f"/v1/occurrences/{occurrence.id}").json

    assert len(queries_sent) == 4, queries_sent.statements
    assert (found["id"], found["event_id"], found["sources"]) == (occurrence.id, first.id, 2)
    assert (found["when"], found["where"]) == ("2021-07-26", {"country": "IQ", "place": "Baghdad"})
    assert [article["title"] for article in found["articles"]] == ["Six die", "Nine die"]
    assert [(event["id"], event["occurrence_id"]) for event in found["events"]] == [
        (first.id, occurrence.id),
        (second.id, occurrence.id),
    ]
    six, nine = {"value": "6 persons", "events": [first.id]}, {"value": "9 or more persons", "events": [second.id]}
    assert found["disagreements"] == [{"about": "killed", "versions": [six, nine]}]


def test_reports_differ_in_date_modality_and_actors(client, session):
    one = create_event(session, actors=(create_actor(session),), **make_when("2021-07-26"))
    other = create_event(
        session,
        actors=(create_actor(session, name="Iran", country="IR"),),
        modality=Modality.PLANNED,
        **make_when("2021-07-27"),
    )
    occurrence = create_occurrence(session, one, other)

    found = client.get(f"/v1/occurrences/{occurrence.id}").json["disagreements"]

    assert [(each["about"], [version["value"] for version in each["versions"]]) for each in found] == [
        ("date", ["2021-07-26", "2021-07-27"]),
        ("modality", ["occurred", "planned"]),
        ("actors", ["Iraq", "Iran"]),
    ]


def test_state_and_its_army_are_no_other_doers(client, session):
    army = create_actor(session, type="military", name="Iraqi army")
    reports = [create_event(session, actors=(doer,)) for doer in (create_actor(session), army)]
    occurrence = create_occurrence(session, *reports)

    assert client.get(f"/v1/occurrences/{occurrence.id}").json["disagreements"] == []


def test_id_of_any_of_its_events_leads_to_it(client, session, reports):
    occurrence = create_occurrence(session, *reports)
    former = reports[1].id.replace("evt_", "occ_")

    assert client.get(f"/v1/occurrences/{former}").json["id"] == occurrence.id
    assert client.get(f"/v1/occurrences/occ_{'a' * 16}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sources_min=2", True),
        ("sources_min=3", False),
        ("type=ASSAULT", True),
        ("type=AID", False),
        ("country=IQ&place=Baghdad", True),
        ("country=US", False),
        ("modality=occurred", True),
        ("date_from=2021-08", False),
        ("date_to=2021-07-20", True),
        ("killed_min=9", True),
        ("killed_min=10", False),
        ("publisher=Example News", True),
        ("publisher=Example News&published_from=2021-08", False),
        ("actor={actor}", True),
        ("recipient={actor}", False),
        ("participant={actor}", True),
        ("article={article}", True),
    ],
)
def test_occurrences_are_filtered(client, session, reports, query, found):
    occurrence = create_occurrence(session, *reports)
    asked = query.format(actor=reports[0].actors[0].id, article=reports[1].article.id)

    answer = client.get(f"/v1/occurrences?{asked}")

    assert [item["id"] for item in answer.json["items"]] == [occurrence.id] * found


@pytest.mark.parametrize("query", ["sources_min=0", "sources_min=two", "type=BATTLE", "occurrence=occ_1"])
def test_wrong_filters_are_refused(client, query):
    answer = client.get(f"/v1/occurrences?{query}")

    assert answer.status_code == 400
    assert answer.json["errors"][0]["parameter"] == query.partition("=")[0]


def test_occurrences_are_sorted_by_sources(client, session):
    few = create_occurrence(session, create_event(session), sources=2)
    many = create_occurrence(session, create_event(session), sources=5)

    assert [item["id"] for item in client.get("/v1/occurrences?sort=-sources").json["items"]] == [many.id, few.id]
    assert [item["id"] for item in client.get("/v1/occurrences?sort=sources").json["items"]] == [few.id, many.id]


def test_events_are_filtered_by_occurrence(client, session, reports):
    alone = create_event(session)
    occurrence = create_occurrence(session, *reports)

    found = client.get(f"/v1/events?occurrence={occurrence.id}").json["items"]

    assert {item["id"] for item in found} == {report.id for report in reports}
    assert {(item["occurrence_id"], item["sources"]) for item in found} == {(occurrence.id, 2)}
    item = client.get(f"/v1/events/{alone.id}").json
    assert (item["occurrence_id"], item["sources"]) == (None, 1)


def test_brief_across_articles_has_an_event_once(client, session, reports):
    create_occurrence(session, *reports)
    create_event(session, country="IQ")

    timeline = client.get("/v1/brief?country=IQ").json["timeline"]

    assert timeline["total"] == 2
    assert (timeline["items"][0]["id"], timeline["items"][0]["sources"]) == (reports[0].id, 2)
    assert ", 2 sources" in client.get("/v1/brief.md?country=IQ").text


def test_timeline_has_an_event_once(client, session, reports):
    create_occurrence(session, *reports)

    page = client.get("/timeline").text

    assert page.count("<bdi>attack</bdi>") == 1
    assert "2 sources" in page


def test_copies_are_shown_as_such(client, session):
    first = create_article(session, copies=1)
    copy = create_article(session, copy_of=first.id)
    occurrence = create_occurrence(session, *(create_event(session, article) for article in (first, copy)))

    found = client.get(f"/v1/occurrences/{occurrence.id}").json["articles"]

    assert [(article["id"], article["copy_of"]) for article in found] == [(first.id, None), (copy.id, first.id)]
    (item,) = client.get(f"/v1/articles?copy_of={first.id}").json["items"]
    assert (item["id"], item["copy_of"], item["copies"]) == (copy.id, first.id, 0)
    assert client.get(f"/v1/articles/{first.id}").json["copies"] == 1
    assert client.get("/v1/articles?copy_of=1").status_code == 400
