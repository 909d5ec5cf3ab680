from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import InvalidRequestError

from ontology.edtf import Edtf
from store import queries
from store.models import Actor, Article, Issue
from store.queries import Cause
from tests.factories import (
    NOW,
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_issue,
    create_position,
    create_quote,
)


def ids(page):
    return [item.id for item in page.items]


def create_published(session, date):
    bounds = Edtf.point(date)
    return create_article(session, published_at=date, published_from=bounds.earliest, published_to=bounds.latest)


@pytest.mark.parametrize(
    ("list_articles", "statements"), [(queries.list_articles, 1), (queries.list_articles_with_external_ids, 2)]
)
def test_newest_articles_come_first_in_few_statements(session, reader, queries_sent, list_articles, statements):
    first, second = create_article(session), create_article(session)

    with queries_sent:
        page = list_articles(reader, limit=10)

    assert ids(page) == [second.id, first.id]
    assert page.next is None
    assert len(queries_sent) == statements


def test_pages_hold_every_article_once(session, reader):
    articles = [create_article(session) for _ in range(5)]
    seen, after = [], None
    while True:
        page = queries.list_articles(reader, after=after, limit=2)
        seen += ids(page)
        after = page.next
        if after is None:
            break

    assert seen == [article.id for article in reversed(articles)]


def test_last_page_that_is_full_has_no_next(session, reader):
    create_article(session)
    create_article(session)

    assert queries.list_articles(reader, limit=2).next is None


def test_list_leaves_the_text_where_it_is(session, reader):
    create_article(session)

    article = queries.list_articles(reader, limit=1).items[0]

    with pytest.raises(InvalidRequestError):
        _ = article.text
    assert queries.get_article(reader, article.id).text


@pytest.mark.parametrize("wanted", [{"publisher": "Here"}, {"language": "en-GB"}])
def test_articles_by_what_is_known_of_them(session, reader, wanted):
    create_article(session, publisher="There", language="en")
    article = create_article(session, publisher="Here", language="en-GB")

    assert ids(queries.list_articles(reader, **wanted, limit=10)) == [article.id]


def test_publication_dates_overlap_the_window(session, reader):
    create_article(session)
    june, july, day = (create_published(session, date) for date in ("2021-06", "2021-07", "2021-07-15"))
    start, end = datetime(2021, 7, 1, tzinfo=UTC), datetime(2021, 7, 15, tzinfo=UTC)

    assert ids(queries.list_articles(reader, published_from=start, limit=10)) == [day.id, july.id]
    assert ids(queries.list_articles(reader, published_to=end, limit=10)) == [july.id, june.id]


def test_article_comes_with_its_text(session, reader):
    article = create_article(session)

    assert queries.get_article(reader, article.id).text == article.text
    assert queries.get_article(reader, "art_none") is None


@pytest.mark.parametrize("size", [1, 501])
def test_brief_is_whole_in_a_constant_number_of_statements(session, reader, queries_sent, size):
    if size == 1:
        article = create_brief(session)
    else:
        article = create_article(session)
        actors = [create_actor(session) for _ in range(size)]
        for actor in actors:
            create_appearance(session, article, actor)

    with queries_sent:
        brief = queries.get_brief(reader, article.id)
        facts = [*brief.appearances, *brief.quotes, *brief.events, *brief.positions]
        spoken_by = [quote.speaker and quote.speaker.id for quote in brief.quotes]
        done_by = [(event.actor_ids, event.recipient_ids) for event in brief.events]
        held = [(p.holder.id, p.issue.label, p.quote.id) for p in brief.positions]
        mentions = [mention.span for appearance in brief.appearances for mention in appearance.mentions]

    assert len(queries_sent) == 6
    assert {fact.article_id for fact in facts} == {article.id}
    assert len(mentions) == size
    if size == 1:
        actor = brief.appearances[0].actor
        assert spoken_by == [actor.id]
        assert done_by == [([actor.id], [actor.id])]
        assert held == [(actor.id, "Peace in Iraq", brief.quotes[0].id)]


def test_spans_ground_when_they_are_read_back(session, reader):
    article = create_brief(session)

    brief = queries.get_brief(reader, article.id)

    spans = [mention.span for appearance in brief.appearances for mention in appearance.mentions]
    spans += [span for quote in brief.quotes for span in (*quote.content, quote.speaker_mention)]
    spans += [span for event in brief.events for span in event.triggers]
    spans += [position.evidence for position in brief.positions]
    assert [brief.text[span.start : span.end] for span in spans] == [span.exact for span in spans]


def test_no_brief_without_an_article(reader):
    assert queries.get_brief(reader, "art_none") is None


def test_whether_there_are_articles(session):
    assert not queries.has_articles(session)
    create_article(session)
    assert queries.has_articles(session)


def test_delete_takes_what_nothing_else_refers_to(session, reader):
    gone, stays = create_article(session), create_article(session)
    shared, lone = create_actor(session), create_actor(session)
    both, one = create_issue(session), create_issue(session)
    for actor in (shared, lone):
        create_appearance(session, gone, actor)
    create_appearance(session, stays, shared)
    quote = create_quote(session, gone, speaker=lone)
    create_position(session, gone, holder=lone, issue=one, quote=quote)
    create_position(session, gone, holder=lone, issue=both)
    create_position(session, stays, holder=shared, issue=both)

    assert queries.delete_article(reader, gone.pk, Cause(NOW)) == [shared.pk]

    assert [row.id for row in reader.query(Article)] == [stays.id]
    assert [row.id for row in reader.query(Actor)] == [shared.id]
    assert [row.id for row in reader.query(Issue)] == [both.id]


def test_texts_of_articles_in_one_query(session, reader, queries_sent):
    articles = [create_article(session, text=f"Text {number}.") for number in range(12)]
    wanted = {article.id: article.text for article in articles[1:]}

    with queries_sent:
        assert dict(queries.list_texts(reader, wanted.keys())) == wanted

    assert len(queries_sent) == 1
