"""The page of what the search box finds."""

import pytest

from tests.factories import create_actor, create_appearance, create_article, create_brief, create_issue, create_position


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
    page = browse("/search?q=iraq").page
    assert counts(page) == {"actors": 1, "articles": 1, "positions": 1, "events": 0, "quotes": 0, "issues": 1}
    links = page.xpath("//ul[contains(@class, 'rows')]//p[@class='what']/a/@href")
    paths = [f"/actors/{iraq.id}", f"/articles/{article.id}", f"/articles/{article.id}#{position.id}"]
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
    assert "Nothing in the store has this." in said(browse("/search?q=nobody").page)


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
