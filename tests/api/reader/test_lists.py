"""Pages that list everything: filters, order, pages, and what they lead to."""

import pytest

from ontology.enums import ActorType, FactStatus, Modality, Stance, Topic
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_occurrence,
    create_position,
    create_quote,
    make_when,
)

KINDS = ("articles", "actors", "quotes", "events", "positions", "issues")


def said(element):
    return " ".join(" ".join(element.itertext()).split())


def rows(response):
    return [said(row) for row in response.page.xpath("//ul[contains(@class, 'rows')]/li")]


@pytest.mark.parametrize("kind", KINDS)
def test_list_has_all_and_leads_to_each(browse, client, session, kind):
    create_brief(session)
    response = browse(f"/{kind}")
    assert len(rows(response)) == 1
    for link in response.page.xpath("//ul[contains(@class, 'rows')]//a/@href"):
        assert browse(link).status_code == 200
    formats = response.page.xpath("//footer/p/a/@href")
    assert [client.get(each).status_code for each in formats] == [200, 200, 200]
    assert response.page.xpath("//nav[@aria-label='Lists']/a[@aria-current]/text()") == [kind]


@pytest.mark.parametrize("kind", KINDS)
def test_empty_list_says_how_to_fill_the_store(browse, kind):
    page = browse(f"/{kind}").page
    (link,) = page.xpath("//main//p/a[text()='How to fill it']/@href")
    assert browse("/").page.xpath(f"//section[@id='{link.rpartition('#')[2]}']")
    assert "Nothing matches these filters." in said(browse(f"/{kind}?{_FILTERED[kind]}").page)


_FILTERED = {
    "articles": "publisher=Nobody",
    "actors": "name=nobody",
    "quotes": "kind=direct",
    "events": "modality=denied",
    "positions": "stance=doubts",
    "issues": "topic=health",
}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("events?modality=denied", ["b"]),
        ("events?country=IQ", ["a"]),
        ("events?date_from=2021", ["a"]),
        ("events?modality=&country=&q=", ["b", "a"]),
        ("events?sort=date", ["b", "a"]),
        ("events?sort=-date", ["a", "b"]),
        ("events?status=rejected", ["c"]),
    ],
)
def test_events_are_filtered_and_sorted(browse, session, query, shown):
    article = create_article(session)
    create_event(session, article, title="a", country="IQ", **make_when("2021"))
    create_event(session, article, title="b", modality=Modality.DENIED, **make_when("2020"))
    create_event(session, article, title="c", status=FactStatus.REJECTED)
    found = browse(f"/{query}").page.xpath("//p[@class='what']/bdi/text()")
    assert sorted(found) == sorted(shown)
    if "sort" in query:
        assert found == shown


def test_other_lists_are_filtered(browse, session):
    article = create_article(session, title="Peace talks", publisher="News")
    iraq = create_actor(session, name="Iraq")
    create_appearance(session, article, iraq)
    create_quote(session, article)
    for stance, topic in ((Stance.OPPOSES, Topic.PEACE), (Stance.SUPPORTS, Topic.TRADE)):
        create_position(session, article, holder=iraq, stance=stance, issue=create_issue(session, topic, topic=topic))
    create_appearance(session, article, create_actor(session, name="Maria", type=ActorType.PERSON, country="NI"))
    filtered = ["articles?publisher=News", "actors?type=person", "actors?name=iraq", "actors?country=NI"]
    filtered += ["quotes?kind=indirect", "positions?topic=peace", "positions?stance=supports", "issues?topic=trade"]
    for query in [*filtered, f"positions?stance=supports&holder={iraq.id}", "issues?label=PEACE"]:
        assert len(rows(browse(f"/{query}"))) == 1, query
    page = browse(f"/positions?holder={iraq.id}").page
    assert iraq.id in said(page.xpath("//p[@class='hint']")[0])
    assert page.xpath("//form[@class='filters']//input[@type='hidden']/@value") == [iraq.id]


@pytest.mark.parametrize("kind", ["articles", "issues"])
def test_pages_lead_on_and_back(browse, session, kind):
    for number in range(3):
        create_position(
            session, create_article(session, title=f"Title {number}"), issue=create_issue(session, f"I{number}")
        )
    first = browse(f"/{kind}?limit=2&q=" if kind == "articles" else f"/{kind}?limit=2")
    (link,) = first.page.xpath("//a[@rel='next']/@href")
    second = browse(link)
    assert len(rows(first) + rows(second)) == 3
    assert not set(rows(first)) & set(rows(second))
    (back,) = second.page.xpath("//a[text()='First page']/@href")
    assert rows(browse(back))[0] == rows(first)[0]


def test_first_page_keeps_a_filter_that_is_given_twice(browse, session):
    for label, topic in (("a", Topic.PEACE), ("b", Topic.TRADE), ("c", Topic.HEALTH)):
        create_position(session, issue=create_issue(session, label, topic=topic))
    (link,) = browse("/issues?topic=peace&topic=trade&limit=1").page.xpath("//a[@rel='next']/@href")
    (back,) = browse(link).page.xpath("//a[text()='First page']/@href")
    assert len(rows(browse(back))) == 2


@pytest.mark.parametrize("query", ["colour=red", "sort=colour", "cursor=x", "limit=0", "fields=id", "expand=article"])
def test_wrong_parameter_is_a_page_that_says_so(browse, query):
    response = browse(f"/quotes?{query}")
    assert response.status_code == 400
    assert query.partition("=")[0] in said(response.page)


def test_topics_lead_to_their_issues(browse, session):
    for label, topic in (("a", Topic.PEACE), ("b", Topic.PEACE), ("c", Topic.TRADE)):
        create_position(session, issue=create_issue(session, label, topic=topic))
    create_position(session, issue=create_issue(session, "d", topic=Topic.HEALTH), status=FactStatus.REJECTED)
    response = browse("/topics")
    assert [row.partition(" issue")[0] for row in rows(response)] == ["Peace 2", "Trade 1"]
    for link in response.page.xpath("//ul[contains(@class, 'rows')]//a/@href"):
        assert browse(link).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_lists_take_few_queries(browse, session, queries_sent, kind):
    counts = set()
    for size in (2, 5):
        create_brief(session, size)
        with queries_sent:
            browse(f"/{kind}")
        counts.add(len(queries_sent))
    assert counts == {{"articles": 1, "actors": 3, "quotes": 1, "events": 2, "positions": 2, "issues": 2}[kind]}


def test_event_that_several_articles_report_leads_to_its_reports(browse, session):
    events = [create_event(session) for _ in range(2)]
    occurrence = create_occurrence(session, *events)
    create_event(session)
    page = browse("/occurrences?sources_min=2").page
    (row,) = page.xpath("//ul[contains(@class, 'rows')]/li")
    (link,) = row.xpath(".//a/@href")
    assert link == f"/events?occurrence={occurrence.id}"
    assert len(browse(link).page.xpath("//ul[contains(@class, 'rows')]/li")) == len(events)
    assert browse("/events").page.xpath(f"//a[@href='{link}']")
    assert not browse("/occurrences?sources_min=3").page.xpath("//ul[contains(@class, 'rows')]")


def test_without_occurrences_the_page_says_what_is_missing(browse, session):
    create_event(session)
    assert "No event is reported by more than one article yet." in browse("/occurrences").page.text_content()
