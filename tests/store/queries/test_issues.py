from ontology.enums import Stance, Topic
from store import queries
from tests.factories import create_actor, create_article, create_issue, create_position, make_publication


def ids(page):
    return [item.id for item in page.items]


def test_issue_carries_its_stances(session, reader):
    issue = create_issue(session)
    for stance in (Stance.SUPPORTS, Stance.SUPPORTS, Stance.DOUBTS):
        create_position(session, issue=issue, stance=stance)
    create_position(session, stance=Stance.OPPOSES)

    found = queries.get_issue(reader, issue.id)

    assert (found.id, found.slug, found.label) == (issue.id, issue.slug, issue.label)
    assert found.stances == {"supports": 2, "opposes": 0, "mixed": 0, "expects": 0, "doubts": 1}


def test_issue_shows_who_stands_where_since_when(session, reader, queries_sent):
    issue = create_issue(session)
    first, second = (create_article(session, **make_publication(at)) for at in ("2021-07-15", "2021-10"))
    undated = create_article(session)
    turncoat, steady = create_actor(session, name="Turncoat", country=None), create_actor(session, name="Steady")
    for article, holder, stance in (
        (second, turncoat, Stance.OPPOSES),
        (first, turncoat, Stance.SUPPORTS),
        (second, turncoat, Stance.SUPPORTS),
        (undated, steady, Stance.DOUBTS),
    ):
        create_position(session, article, issue=issue, holder=holder, stance=stance)

    with queries_sent:
        changed, kept = queries.get_issue(reader, issue.id).holders

    assert len(queries_sent) == 6
    assert (changed.id, changed.name, changed.country) == (turncoat.id, "Turncoat", None)
    assert [(s.stance, s.positions, s.since, s.latest) for s in changed.stances] == [
        ("supports", 2, "2021-07-15", "2021-10"),
        ("opposes", 1, "2021-10", "2021-10"),
    ]
    assert (kept.name, kept.country) == ("Steady", "IQ")
    assert [(s.stance, s.positions, s.since, s.latest) for s in kept.stances] == [("doubts", 1, None, None)]


EARLY, LATE = "2021-07-02T01:00:00+09:00", "2021-07-01T20:00:00-05:00"
"""In this order, although not as text."""


def test_times_of_other_offsets_are_in_their_order(session, reader):
    issue, holder = create_issue(session), create_actor(session)
    for at in (LATE, EARLY):
        create_position(session, create_article(session, **make_publication(at)), issue=issue, holder=holder)

    (shown,) = queries.get_issue(reader, issue.id).holders
    assert [(s.since, s.latest) for s in shown.stances] == [(EARLY, LATE)]
    brief = queries.get_cross_brief(reader, issue=issue.id, limit=10)
    assert [s.latest for part in brief.positions.items for s in part.stances] == [LATE]


def test_stances_are_in_the_order_of_their_times(session, reader):
    issue, holder = create_issue(session), create_actor(session)
    for at, stance in ((LATE, Stance.OPPOSES), (EARLY, Stance.SUPPORTS)):
        article = create_article(session, **make_publication(at))
        create_position(session, article, issue=issue, holder=holder, stance=stance)

    (shown,) = queries.get_issue(reader, issue.id).holders
    assert [s.stance for s in shown.stances] == [Stance.SUPPORTS, Stance.OPPOSES]


def test_no_issue(reader):
    assert queries.get_issue(reader, "iss_none") is None


def test_list_takes_two_statements(session, reader, queries_sent):
    issues = [create_position(session).issue for _ in range(3)]

    with queries_sent:
        page = queries.list_issues(reader, limit=2)

    assert ids(page) == [issues[2].id, issues[1].id]
    assert len(queries_sent) == 2
    assert ids(queries.list_issues(reader, limit=2, after=page.next)) == [issues[0].id]


def test_label_is_a_part_in_any_case(session, reader):
    wanted = create_position(session, issue=create_issue(session, "Élections in IRAQ")).issue
    create_position(session, issue=create_issue(session, "Trade"))

    assert ids(queries.list_issues(reader, label="élections in iraq", limit=10)) == [wanted.id]
    assert ids(queries.list_issues(reader, label="%", limit=10)) == []


def test_article_and_holder_meet_in_one_position(session, reader):
    article, other = create_article(session), create_article(session)
    holder = create_actor(session)
    wanted = create_position(session, article, holder=holder).issue
    in_article = create_position(session, article).issue
    of_holder = create_position(session, other, holder=holder, issue=in_article).issue

    by_article = queries.list_issues(reader, article=article.id, limit=10)
    by_holder = queries.list_issues(reader, holder=[holder.id], limit=10)
    by_both = queries.list_issues(reader, article=article.id, holder=[holder.id], limit=10)

    assert ids(by_article) == [in_article.id, wanted.id]
    assert ids(by_holder) == [of_holder.id, wanted.id]
    assert ids(by_both) == [wanted.id]


def test_stored_issues_by_id_or_slug(session):
    one, other = create_issue(session), create_issue(session)

    found = queries.list_issues_by_id_or_slug(session, [one.id, "iss_none"], ["none", other.slug])

    assert found == [one, other]


def test_positions_have_the_topic_of_their_issue(session, reader):
    peace, trade = (create_issue(session, topic=topic) for topic in (Topic.PEACE, Topic.TRADE))
    one, other = create_position(session, issue=peace), create_position(session, issue=trade)

    def on(topic):
        reader.rollback()
        return {position.id for position in queries.list_positions(reader, topic=[topic], limit=9).items}

    assert on(Topic.PEACE) == {one.id}
    other.issue = peace
    session.commit()
    assert on(Topic.PEACE) == {one.id, other.id}
    peace.topic = Topic.NUCLEAR
    session.commit()
    assert (on(Topic.PEACE), on(Topic.NUCLEAR)) == (set(), {one.id, other.id})
