"""The page of what the search box finds."""

import pytest

from ontology.enums import Topic
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_occurrence,
    create_position,
    make_publication,
)

NONE = dict.fromkeys(("actors", "articles", "positions", "events", "occurrences", "quotes", "issues"), 0)


def said(element):
    return " ".join(" ".join(element.itertext()).split())


def counts(page):
    links = page.xpath("//p[@class='kinds']/a")
    return {name: int(number) for name, number in (said(link).split() for link in links)}


def test_everything_is_found_by_kind(browse, session):
    article = create_article(session, title="Talks about Iraq")
    iraq = create_actor(session, name="Iraq")
    create_appearance(session, article, iraq)
    position = create_position(session, article, holder=iraq, issue=create_issue(session, "Peace in Iraq"))
    event = create_event(session, article, title="Visit to Iraq")
    occurrence = create_occurrence(session, event)
    page = browse("/search?q=iraq").page
    assert counts(page) == dict.fromkeys(NONE, 1) | {"quotes": 0}
    links = page.xpath("//ul[contains(@class, 'rows')]//p[@class='what']/a/@href")
    paths = [f"/actors/{iraq.id}", f"/articles/{article.id}", f"/articles/{article.id}#{position.id}"]
    paths += [f"/articles/{article.id}#{event.id}", f"/events?occurrence={occurrence.id}"]
    assert links == [*paths, f"/issues/{position.issue.id}"]
    assert "Iraq supports Peace in Iraq" in said(page)
    assert "Iraq" in page.xpath("//mark/text()")


def test_long_kind_leads_to_its_list(browse, session):
    article = create_article(session)
    for number in range(10):
        actor = create_actor(session, name=f"Iraqi group {number}")
        create_appearance(session, article, actor)
    page = browse("/search?q=iraqi").page
    assert counts(page)["actors"] == 10
    (link,) = page.xpath("//a[text()='All 10 actors']/@href")
    assert len(browse(link).page.xpath("//ul[contains(@class, 'rows')]/li")) == 10


@pytest.mark.parametrize("query", ["", "?q=", "?q=+"])
def test_box_alone(browse, query):
    response = browse(f"/search{query}")
    assert response.status_code in (200, 400)
    assert response.page.xpath("//form[@role='search']")


def test_nothing_found(browse):
    assert "Nothing matches." in said(browse("/search?q=nobody").page)


def test_wrong_query_says_what(browse):
    assert browse(f"/search?q={'x' * 1001}").status_code == 400
    assert browse("/search?colour=red").status_code == 400


def test_words_are_shown_as_text(browse):
    assert "<script>alert" not in browse("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text


def test_found_comes_as_data(browse, client, session):
    create_brief(session)
    for link in browse("/search?q=iraq").page.xpath("//footer/p/a/@href"):
        assert client.get(link).status_code == 200


def test_search_takes_few_queries(browse, session, queries_sent):
    sent = set()
    for size in (2, 5):
        create_brief(session, size)
        with queries_sent:
            browse("/search?q=iraq")
        sent.add(len(queries_sent))
    assert len(sent) == 1


@pytest.fixture
def dated(session):
    """Two articles on Iraq with a position each, of Iraq in 2020 and of Iran in 2021."""
    for name, code, publisher, date in (("Iraq", "IQ", "Old News", "2020"), ("Iran", "IR", "New News", "2021")):
        article = create_article(session, title=f"{name} and peace", publisher=publisher, **make_publication(date))
        actor = create_actor(session, name=name, country=code)
        create_appearance(session, article, actor)
        create_position(
            session, article, holder=actor, issue=create_issue(session, f"Peace of {name}", topic=Topic.PEACE)
        )


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", NONE | {"articles": 2, "positions": 2, "issues": 2}),
        ("&kind=position", {"positions": 2}),
        ("&kind=position&country=IQ", {"positions": 1}),
        ("&publisher=New+News", NONE | {"articles": 1, "positions": 1, "issues": 1}),
        ("&published_to=2020-12&kind=article&kind=position", {"articles": 1, "positions": 1}),
        ("&topic=trade&kind=position", {"positions": 0}),
        ("&topic=peace&kind=", NONE | {"positions": 2, "issues": 2}),
    ],
)
def test_filters(browse, query, found):
    page = browse(f"/search?q=peace{query}").page
    assert counts(page) == found
    resets = page.xpath("//form[@class='filters']/a/@href")
    assert resets == (["/search?q=peace"] if query else [])


def test_hits_name_their_article(browse, dated):  # noqa: ARG001
    shown = said(browse("/search?q=peace&publisher=New+News").page)
    assert "Iran and peace New News · 2021" in shown


def test_all_hits_of_a_kind_are_in_a_list_with_the_same_filters_or_on_the_page_with_this_kind(browse, session):
    article = create_article(session, publisher="Example News")
    for number in range(10):
        actor = create_actor(session, name=f"Iraqi group {number}", country="IQ")
        create_appearance(session, article, actor)
        create_position(session, article, holder=actor, issue=create_issue(session, f"Peace {number}"))
    page = browse("/search?q=peace&publisher=Example+News&country=IQ").page
    (link,) = page.xpath("//a[text()='All 10 positions']/@href")
    assert len(browse(link).page.xpath("//ul[contains(@class, 'rows')]/li")) == 10
    (link,) = browse("/search?q=iraqi&publisher=Example+News").page.xpath("//a[text()='All 10 actors']/@href")
    alone = browse(link).page
    assert len(alone.xpath("//ul[contains(@class, 'rows')]/li")) == 10
    assert not alone.xpath("//a[text()='All 10 actors']")


def test_wrong_filter_says_what(browse):
    response = browse("/search?q=peace&country=XX")
    assert response.status_code == 400
    assert "country" in response.page.text_content()
