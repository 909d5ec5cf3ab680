"""Atom feeds."""

import pytest
from lxml import etree

from ontology.enums import FactStatus, Modality, Stance
from tests.factories import NOW, create_article, create_event, create_issue, create_position, create_quote, make_when

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def feed(client):
    """A function that returns a parsed feed: `feed("/search.atom?q=iraq")`."""

    def feed(path):
        answer = client.get(path, headers={"Host": "localhost"})
        assert answer.status_code == 200
        assert answer.content_type == "application/atom+xml; charset=utf-8"
        return etree.fromstring(answer.data)

    return feed


def texts(element, path):
    return [found.text for found in element.findall(path, ATOM)]


def test_actor_has_a_feed_of_its_newest_facts(feed, session, iraq, iran):
    article = create_article(session)
    position = create_position(
        session, article, holder=iraq, issue=create_issue(session, "Peace"), stance=Stance.OPPOSES
    )
    create_quote(session, article, speaker=iraq)
    create_event(
        session, article, actors=(iran,), recipients=(iraq,), title="Visit", country="IQ", **make_when("2021-07")
    )
    create_quote(session, article, speaker=iran)
    create_position(session, article, holder=iraq, status=FactStatus.REJECTED)
    root = feed(f"/actors/{iraq.id}.atom")
    assert texts(root, "a:title") == ["Iraq · Communiqué"]
    assert texts(root, "a:updated") == ["2026-01-02T03:04:05+00:00"]
    entries = dict(zip(texts(root, "a:entry/a:title"), texts(root, "a:entry/a:summary"), strict=True))
    assert entries == {
        "Iraq opposes Peace": "Iraq wants peace",
        "Iraq is quoted": "Iraq wants peace",
        "Visit": "request · occurred · July 2021 · Iraq",
    }
    links = [link.get("href") for link in root.findall("a:entry/a:link", ATOM)]
    assert f"http://localhost/articles/{article.id}#{position.id}" in links
    assert root.find("a:link[@rel='self']", ATOM).get("href") == f"http://localhost/actors/{iraq.id}.atom"
    assert root.find("a:link[@rel='alternate']", ATOM).get("href") == f"http://localhost/actors/{iraq.id}"


def test_issue_has_a_feed_of_its_positions(feed, session, iraq):
    issue = create_issue(session, "Peace")
    create_position(session, holder=iraq, issue=issue)
    create_position(session, holder=iraq)
    assert texts(feed(f"/issues/{issue.id}.atom"), "a:entry/a:title") == ["Iraq supports Peace"]


def test_search_has_a_feed_of_its_results_the_newest_first(feed, session):
    old = create_article(session, title="Peace talks", created_at=NOW.replace(year=2020))
    create_event(session, old, title="Talks on peace", modality=Modality.PLANNED)
    create_article(session, title="Other", text="Nothing.")
    root = feed("/search.atom?q=talks")
    assert texts(root, "a:entry/a:title") == ["Talks on peace", "Peace talks"]
    assert [each.get("term") for each in root.findall("a:entry/a:category", ATOM)] == ["event", "article"]


def test_names_of_entries_stay_the_same(feed, session, iraq):
    create_quote(session, speaker=iraq)
    first, second = (feed(f"/actors/{iraq.id}.atom") for _ in range(2))
    assert texts(first, "a:entry/a:id") == texts(second, "a:entry/a:id")
    assert texts(first, "a:id")[0].startswith("urn:uuid:")
    assert len({*texts(first, "a:entry/a:id"), *texts(first, "a:id")}) == 2


def test_feed_without_entries_and_with_characters_that_xml_cannot_have(feed, session):
    assert texts(feed("/search.atom?q=%22nothing+%26+%3Cb%3E%22"), "a:title") == ['“"nothing & <b>"” · Communiqué']
    create_article(session, title="Talks \x0b <now>")
    assert texts(feed("/search.atom?q=talks"), "a:entry/a:title") == ["Talks \ufffd <now>"]


def test_unchanged_feed_is_not_sent_again(client, session, iraq):
    create_quote(session, speaker=iraq)
    tag = client.get(f"/actors/{iraq.id}.atom").headers["ETag"]
    assert client.get(f"/actors/{iraq.id}.atom", headers={"If-None-Match": tag}).status_code == 304


def test_pages_lead_to_their_feeds(browse, session, iraq):
    issue = create_issue(session, "Peace")
    create_position(session, holder=iraq, issue=issue)
    for page, expected in (
        (f"/actors/{iraq.id}", f"/actors/{iraq.id}.atom"),
        (f"/issues/{issue.id}", f"/issues/{issue.id}.atom"),
        ("/search?q=a+%26+b", "/search.atom?q=a+%26+b"),
    ):
        found = browse(page).page
        assert found.xpath("//link[@type='application/atom+xml']/@href") == [expected]
        assert found.xpath("//footer//a[text()='Atom feed']/@href") == [expected]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search.atom", 400),
        ("/search.atom?q=-", 400),
        ("/search.atom?q=a&x=1", 400),
        ("/actors/act_aaaaaaaaaaaaaaaa.atom", 404),
        ("/issues/iss_aaaaaaaaaaaaaaaa.atom", 404),
        ("/issues/act_aaaaaaaaaaaaaaaa.atom", 404),
    ],
)
def test_wrong_feed(client, path, status):
    assert client.get(path).status_code == status
