"""Contradictions over HTTP: the list and its filters, and those of an issue."""

import pytest

from ontology.enums import EventType, Stance, Topic
from services import contradictions
from tests.factories import (
    create_actor,
    create_article,
    create_contradiction,
    create_event,
    create_issue,
    create_position,
    make_publication,
    make_when,
)


def ids(response):
    assert response.status_code == 200, response.json
    return [item["id"] for item in response.json["items"]]


@pytest.fixture
def holder(session):
    return create_actor(session, name="Iraq")


@pytest.fixture
def issue(session):
    return create_issue(session, "Truce in Gaza", topic=Topic.PEACE)


@pytest.fixture
def earlier(session, holder, issue):
    article = create_article(session, publisher="Example News", **make_publication("2021-07-26"))
    return create_position(session, article, holder=holder, issue=issue)


@pytest.fixture
def later(session, holder, issue):
    article = create_article(session, publisher="Other News", **make_publication("2021-08-02"))
    return create_position(session, article, holder=holder, issue=issue, stance=Stance.OPPOSES, confidence=0.75)


@pytest.fixture
def act(session, holder):
    article = create_article(session, **make_publication("2021-08-03"))
    return create_event(session, article, actors=(holder,), type=EventType.ASSAULT, **make_when("2021-08-01"))


def test_contradiction_has_both_pieces_of_evidence(client, session, earlier, later, act, queries_sent):
    create_contradiction(session, earlier, later)
    create_contradiction(session, earlier, act)

    with queries_sent:
        breach, turn = client.get("/v1/contradictions").json["items"]

    assert len(queries_sent) == 3, queries_sent.statements
    assert (turn["kind"], turn["topic"], turn["confidence"]) == ("stance", "peace", 0.25)
    assert turn["holder"] == earlier.holder.id
    assert turn["issue"] == {"id": earlier.issue.id, "label": "Truce in Gaza"}
    shown = [(each["id"], each["stance"], each["type"], each["date"]) for each in (turn["earlier"], turn["later"])]
    assert shown == [(earlier.id, "supports", None, "2021-07-26"), (later.id, "opposes", None, "2021-08-02")]
    assert [span["exact"] for span in turn["later"]["spans"]] == ["Iraq wants peace"]
    assert (breach["kind"], breach["earlier"]) == ("act", turn["earlier"])
    told = breach["later"]
    assert (told["id"], told["stance"], told["type"]) == (act.id, None, "ASSAULT")
    assert (told["date"], told["published_at"], told["article_id"]) == ("2021-08-01", "2021-08-03", act.article.id)
    assert [span["exact"] for span in told["spans"]] == ["wants"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=stance", True),
        ("kind=act", False),
        ("holder={holder}", True),
        ("holder=act_aaaaaaaaaaaaaaaa", False),
        ("country=IQ", True),
        ("country=US", False),
        ("issue={issue}", True),
        ("issue={slug}", True),
        ("issue=songs", False),
        ("topic=peace", True),
        ("topic=trade", False),
        ("article={earlier}", True),
        ("article={later}", True),
        ("article=art_aaaaaaaaaaaaaaaa", False),
        ("publisher=Example News", True),
        ("publisher=Other News", True),
        ("publisher=Nobody", False),
        ("published_from=2021-08", True),
        ("published_from=2021-09", False),
        ("published_to=2021-07", True),
        ("published_to=2021-06", False),
        ("publisher=Example News&published_from=2021-08", False),
        ("min_confidence=0.25", True),
        ("min_confidence=0.26", False),
    ],
)
def test_filters(client, session, earlier, later, query, found):
    stored = create_contradiction(session, earlier, later)
    names = {"holder": earlier.holder.id, "issue": earlier.issue.id, "slug": earlier.issue.slug}
    asked = query.format(**names, earlier=earlier.article.id, later=later.article.id)

    assert ids(client.get(f"/v1/contradictions?{asked}")) == [stored.id] * found


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("kind=war", "kind"),
        ("stance=supports", "stance"),
        ("holder=Iraq", "holder"),
        ("min_confidence=2", "min_confidence"),
        ("published_from=2022&published_to=2021", "published_to"),
        ("sort=date", "sort"),
    ],
)
def test_wrong_queries_say_what_is_wrong(client, query, parameter):
    response = client.get(f"/v1/contradictions?{query}")

    assert (response.status_code, response.json["errors"][0]["parameter"]) == (400, parameter)


def test_formats_order_and_expansion(client, session, earlier, later, act):
    turn = create_contradiction(session, earlier, later, confidence=0.3)
    breach = create_contradiction(session, earlier, act, confidence=0.1)

    assert ids(client.get("/v1/contradictions?sort=-confidence")) == [turn.id, breach.id]
    header, first, _ = client.get("/v1/contradictions.csv").text.splitlines()
    assert {"earlier.spans", "later.spans", "holder.name"} <= set(header.split(","))
    assert first.startswith(f"{breach.id},act,")
    (item,) = client.get("/v1/contradictions?kind=act&expand=holder,issue").json["items"]
    assert (item["expanded"]["holder"]["country"], item["expanded"]["issue"]["topic"]) == ("IQ", "peace")


def test_issue_has_the_run_of_each_holder_and_its_contradictions(client, session, earlier, later):
    again = create_article(session, **make_publication("2021-12"))
    third = create_position(session, again, holder=earlier.holder, issue=earlier.issue)
    contradictions.renew(session, [earlier.article_pk, later.article_pk, third.article_pk])
    session.commit()

    found = client.get(f"/v1/issues/{earlier.issue.id}").json

    (holder,) = found["holders"]
    assert [(each["stance"], each["turn"], each["since"], each["latest"]) for each in holder["run"]] == [
        ("supports", None, "2021-07-26", "2021-07-26"),
        ("opposes", "contradiction", "2021-08-02", "2021-08-02"),
        ("supports", "change", "2021-12", "2021-12"),
    ]
    assert [each["evidence"]["id"] for each in holder["run"]] == [earlier.id, later.id, third.id]
    assert [each["before"] and each["before"]["id"] for each in holder["run"]] == [None, earlier.id, later.id]
    (contradiction,) = found["contradictions"]
    assert (contradiction["earlier"]["id"], contradiction["later"]["id"]) == (earlier.id, later.id)
    assert contradiction["confidence"] == 0.375
