from datetime import UTC, datetime

import pytest

from ontology.enums import Stance
from store import queries
from tests.factories import (
    create_actor,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_position,
    create_quote,
    make_publication,
    make_when,
)


@pytest.fixture
def brief(reader):
    def get(**filters):
        return queries.get_cross_brief(reader, **{"limit": 50} | filters)

    return get


def ids(part):
    return [item.id for item in part.items]


def stances(part):
    """Issue, holder, stance and how many positions there are of each."""
    return [
        (item.issue.label, shown.first.holder.name, shown.first.stance, shown.positions)
        for item in part.items
        for shown in item.stances
    ]


def shown(brief):
    """The ids of all facts of a brief."""
    positions = [shown.first.id for item in brief.positions.items for shown in item.stances]
    return {*ids(brief.quotes), *ids(brief.timeline), *positions}


def create_facts(session, actor, **article):
    """A quote, an event and a position of an actor, in an article."""
    there = create_article(session, **article)
    return [
        create_quote(session, there, speaker=actor),
        create_event(session, there, actors=(actor,)),
        create_position(session, there, holder=actor),
    ]


def test_actors_have_what_they_say_do_and_want(session, brief):
    one, two = create_actor(session), create_actor(session)
    of_one, of_two = create_facts(session, one), create_facts(session, two)
    create_facts(session, create_actor(session))

    assert shown(brief(actor=[one.id])) == {fact.id for fact in of_one}
    assert shown(brief(actor=[one.id, two.id])) == {fact.id for fact in (*of_one, *of_two)}
    assert shown(brief(actor=["act_none"])) == set()


def test_recipient_of_an_event_takes_part_in_it(session, brief):
    actor = create_actor(session)
    event = create_event(session, recipients=(actor,))

    assert ids(brief(actor=[actor.id]).timeline) == [event.id]


def test_country_has_what_its_actors_say_do_and_want_and_what_happens_there(session, brief):
    facts = create_facts(session, create_actor(session, country="FR"))
    there = create_event(session, country="FR")
    elsewhere = create_facts(session, create_actor(session, country="US"))
    create_event(session, country="IQ")

    assert shown(brief(country=["FR"])) == {fact.id for fact in (*facts, there)}
    assert shown(brief(country=["FR", "US"])) == {fact.id for fact in (*facts, there, *elsewhere)}


def test_issue_has_its_positions_their_quotes_and_the_events_told_beside(session, brief):
    issue, article = create_issue(session, slug="peace"), create_article(session)
    quote = create_quote(session, article)
    position = create_position(session, article, issue=issue, quote=quote)
    event = create_event(session, article)
    create_quote(session, article)
    create_position(session, article)
    create_event(session)

    for key in (issue.id, "peace"):
        assert shown(brief(issue=key)) == {quote.id, position.id, event.id}
    assert shown(brief(issue="war")) == set()


def test_time_is_that_of_publication(session, brief):
    actor = create_actor(session)
    june = create_facts(session, actor, **make_publication("2021-06-15"))
    year = create_facts(session, actor, **make_publication("2021"))
    create_facts(session, actor)

    def found(**window):
        return shown(brief(actor=[actor.id], **window))

    first, second = {fact.id for fact in june}, {fact.id for fact in year}
    assert found(since=datetime(2021, 6, 1, tzinfo=UTC)) == first | second
    assert found(since=datetime(2021, 6, 16, tzinfo=UTC)) == second
    assert found(until=datetime(2021, 6, 15, tzinfo=UTC)) == second
    assert found(since=datetime(2022, 1, 1, tzinfo=UTC)) == set()


def test_event_with_a_date_has_its_own_time(session, brief):
    article = create_article(session, **make_publication("2021-06"))
    past = create_event(session, article, **make_when("2003"))
    undated = create_event(session, article)

    june, july = datetime(2021, 6, 1, tzinfo=UTC), datetime(2021, 7, 1, tzinfo=UTC)
    assert ids(brief(since=june, until=july).timeline) == [undated.id]
    assert ids(brief(until=datetime(2004, 1, 1, tzinfo=UTC)).timeline) == [past.id]


def test_all_filters_must_let_a_fact_through(session, brief):
    actor, other = create_actor(session, country="FR"), create_actor(session, country="US")
    issue = create_issue(session)
    article = create_article(session, **make_publication("2021-06"))
    wanted = create_position(session, article, holder=actor, issue=issue)
    create_position(session, article, holder=other, issue=issue)
    create_position(session, article, holder=actor)
    create_position(session, holder=actor, issue=issue)

    found = brief(actor=[actor.id], country=["FR"], issue=issue.id, since=datetime(2021, 1, 1, tzinfo=UTC))

    assert shown(found) == {wanted.id}
    assert found.positions.total == 1


def test_those_who_take_part_most_come_first_with_their_counts(session, brief):
    iraq, usa, iran = (create_actor(session, name=name, country="IQ") for name in ("Iraq", "USA", "Iran"))
    article = create_article(session)
    create_event(session, article, actors=(iraq,), recipients=(iraq, usa))
    create_event(session, article, actors=(usa,))
    create_quote(session, article, speaker=usa)
    create_quote(session, article, speaker=None)
    create_position(session, holder=usa)
    create_position(session, holder=iran)

    actors = brief(country=["IQ"]).actors

    counts = [(a.name, a.quotes, a.events, a.positions, a.articles) for a in actors.items]
    assert counts == [("USA", 1, 2, 1, 2), ("Iran", 0, 0, 1, 1), ("Iraq", 0, 1, 0, 1)]
    assert actors.total == 3


def test_timeline_is_in_the_order_of_time(session, brief):
    dates = ("2021-06", "2021-06-15", "2021", "2020/..", "../2019", "2018", "2021-06-01", None)
    article = create_article(session)
    events = {date: create_event(session, article, country="IQ", **make_when(date) if date else {}) for date in dates}

    order = ("2018", "../2019", "2020/..", "2021", "2021-06-01", "2021-06", "2021-06-15", None)
    assert ids(brief(country=["IQ"]).timeline) == [events[date].id for date in order]


def test_timeline_keeps_the_latest_and_events_of_one_time_in_the_order_of_the_text(session, brief):
    article = create_article(session)
    create_event(session, article, country="IQ", **make_when("2020"))
    create_event(session, article, country="IQ")
    first = create_event(session, article, country="IQ", **make_when("2021"))
    second = create_event(session, article, country="IQ", **make_when("2021"))

    timeline = brief(country=["IQ"], limit=2).timeline

    assert ids(timeline) == [first.id, second.id]
    assert timeline.total == 4


def test_positions_stand_by_issue_and_holder(session, brief):
    peace, trade = create_issue(session, "Peace"), create_issue(session, "Trade")
    iraq, usa = create_actor(session, name="Iraq"), create_actor(session, name="USA")
    for issue, holder, stance in (
        (peace, iraq, Stance.SUPPORTS),
        (trade, usa, Stance.DOUBTS),
        (trade, iraq, Stance.OPPOSES),
        (trade, iraq, Stance.OPPOSES),
    ):
        create_position(session, issue=issue, holder=holder, stance=stance)

    positions = brief(actor=[iraq.id, usa.id]).positions

    assert stances(positions) == [
        ("Trade", "Iraq", Stance.OPPOSES, 2),
        ("Trade", "USA", Stance.DOUBTS, 1),
        ("Peace", "Iraq", Stance.SUPPORTS, 1),
    ]
    assert positions.total == 3


def test_stance_has_its_first_position_and_the_latest_time(session, brief):
    issue, holder = create_issue(session), create_actor(session)
    articles = [create_article(session, **make_publication(date)) for date in ("2021-07", "2021-05", "2021-06")]
    articles.append(create_article(session))
    positions = [create_position(session, article, issue=issue, holder=holder) for article in articles]
    changed = create_position(session, articles[0], issue=issue, holder=holder, stance=Stance.OPPOSES)

    ((then, now),) = (item.stances for item in brief(issue=issue.id).positions.items)

    assert (then.first.id, then.first.article.published_at) == (positions[1].id, "2021-05")
    assert (then.positions, then.latest) == (4, "2021-07")
    assert now.first.id == changed.id


def test_quotes_of_the_latest_article_come_first_those_of_one_in_the_order_of_the_text(session, brief):
    actor = create_actor(session)
    old, new, unknown = (
        create_article(session, **make_publication(date) if date else {}) for date in ("2020", "2021", None)
    )
    quotes = [create_quote(session, article, speaker=actor) for article in (unknown, old, new, new)]

    found = brief(actor=[actor.id], limit=3).quotes

    assert ids(found) == [quotes[2].id, quotes[3].id, quotes[1].id]
    assert found.total == 4


@pytest.mark.parametrize("size", [1, 5])
def test_brief_takes_the_same_statements_however_much_there_is(session, brief, queries_sent, size):
    for _ in range(size):
        create_brief(session, size)

    with queries_sent:
        found = brief(country=["IQ"])
        assert all(event.article.title is None and event.actors for event in found.timeline.items)
        assert all(quote.article.url is None and quote.speaker for quote in found.quotes.items)

    assert found.quotes.total == found.timeline.total == size * size
    assert len(queries_sent) == 5


def test_nothing_is_found_in_nothing(brief):
    found = brief(country=["IQ"])

    assert [part.total for part in (found.actors, found.timeline, found.positions, found.quotes)] == [0] * 4
    assert shown(found) == set()
