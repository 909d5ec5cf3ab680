"""`communique relink`: positions of stores of before are joined as new ones are."""

import pytest
from sqlalchemy import update

from extraction import matters
from ontology.enums import IssueLink, Topic
from services import ids
from services.errors import NotFound
from services.relink import relink
from store import queries
from store.models import EventParticipant, Position, Quote
from tests.factories import (
    create_article,
    create_event,
    create_issue,
    create_official,
    create_position,
    create_quote,
)
from tests.kept_keys import wrong_keys

CEASEFIRE = ids.issue_id("", "", matters.key("Ceasefire in Gaza"))


def issues(reader):
    return {issue.label: issue for issue in queries.list_issues(reader, limit=100).items}


def test_positions_on_one_matter_get_one_issue(session, reader):
    for label in ("Truce in Gaza", "Halt to the fighting in the Gaza Strip", "Ceasefire in Rafah"):
        create_position(session, issue=create_issue(session, label))

    done = relink(session)

    assert (done.articles, done.moved) == (3, 3)
    found = issues(reader)
    assert [found["Truce in Gaza"].id, found["Truce in Gaza"].stances["supports"]] == [CEASEFIRE, 2]
    assert found["Truce in Gaza"].topic is Topic.PEACE
    assert set(found) == {"Truce in Gaza", "Ceasefire in Rafah"}
    labels = [(row.label, row.link) for row in queries.list_positions(reader, issue=[CEASEFIRE], limit=10).items]
    assert sorted(labels) == [("Halt to the fighting in the Gaza Strip", "meaning"), ("Truce in Gaza", "meaning")]


def test_an_issue_of_before_with_the_same_slug_is_used(session, reader):
    before = create_issue(session, "Ceasefire in Gaza", slug="ceasefire-in-gaza")
    create_position(session, issue=before)

    assert relink(session).moved == 0
    assert issues(reader)["Ceasefire in Gaza"].id == CEASEFIRE


def test_positions_that_were_joined_wrongly_come_apart(session, reader):
    shared = create_issue(session, "Price cap")
    for text in ("One.", "Two."):
        create_position(session, create_article(session, text=text), issue=shared)

    relink(session)

    assert len(queries.list_issues(reader, limit=10).items) == 2
    assert {row.link for row in queries.list_positions(reader, limit=10).items} == {None}


def test_it_goes_on_after_an_article_and_a_second_run_changes_nothing(session):
    articles = [create_article(session, text=f"Text {number}.") for number in range(3)]
    for article in articles:
        create_position(session, article, issue=create_issue(session, "Truce in Gaza"))

    assert relink(session, limit=1).last == articles[0].id
    assert relink(session, articles[0].id, limit=5).articles == 2
    assert relink(session, articles[2].id) is None
    assert [relink(session).moved, relink(session).moved] == [0, 0]


def test_after_an_article_that_is_not_there(session):
    with pytest.raises(NotFound):
        relink(session, "art_aaaaaaaaaaaaaaaa")


def test_the_number_of_statements_does_not_grow_with_the_articles(session, queries_sent):
    counts = []
    for number in (1, 5):
        for _ in range(number):
            create_position(session, create_article(session), issue=create_issue(session, "Truce in Gaza"))
        with queries_sent:
            relink(session)
        counts.append(sum(statement.startswith("SELECT") for statement in queries_sent.statements))
    assert counts[0] == counts[1]


def test_link_of_a_new_position_is_that_of_relink(session, reader):
    position = create_position(session, issue=create_issue(session, "Songs of Peru"))
    relink(session)
    assert queries.get_position(reader, position.id).link == IssueLink.WORDS


def test_facts_that_missed_a_change_of_their_state_get_it(session):
    official = create_official(session, "Sabri", "foreign minister")
    create_quote(session, speaker=official)
    create_position(session, holder=official)
    create_event(session, actors=(official,))
    for fact in (Quote, Position, EventParticipant):  # as if it had been added while the office was stored
        session.execute(update(fact).values(acts_for="IR"))
    session.commit()
    assert len(wrong_keys(session)) > 2

    relink(session)

    assert wrong_keys(session) == []
