"""The matrix of stances."""

import pytest

from ontology.enums import ActorType, Stance, Topic
from tests.api.reader.pictures import said
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_issue,
    create_position,
    create_state,
    make_publication,
)


def test_matrix_cell_leads_to_its_evidence(browse, session, iraq):
    position = create_position(session, holder=iraq, issue=create_issue(session, "Peace"), stance=Stance.OPPOSES)
    page = browse("/matrix").page
    (cell,) = page.xpath("//button[contains(@class, 'opposes')]")
    assert cell.get("aria-label") == "Iraq opposes Peace"
    (evidence,) = page.xpath(f"//*[@id='{cell.get('popovertarget')}']")
    assert "Iraq wants peace" in evidence.text_content()
    assert evidence.xpath(f".//a[@href='/articles/{position.article.id}#{position.id}']")
    assert [said(each) for each in page.xpath("//th[@scope='rowgroup']")] == ["other"]


@pytest.mark.parametrize(
    ("query", "holders"),
    [
        ("", 2),
        ("?country=&published_from=&published_to=", 2),
        ("?country=IR", 1),
        ("?topic=peace", 2),
        ("?topic=trade", 0),
        ("?published_from=2021", 1),
        ("?country=FR", 0),
    ],
)
def test_matrix_filters(browse, session, iraq, iran, query, holders):
    issue = create_issue(session, topic=Topic.PEACE)
    for holder, published in ((iraq, "2020"), (iran, "2021")):
        create_position(session, create_article(session, **make_publication(published)), holder=holder, issue=issue)
    page = browse(f"/matrix{query}").page
    assert len(page.xpath("//thead/tr/th")) == holders
    assert ("No position matches these filters." in page.text_content()) == (holders == 0)


def test_column_of_a_state_opens(browse, session):
    iraq, peace = create_state(session), create_issue(session, "Peace")
    organ = create_actor(session, type=ActorType.GOVERNMENT, name="Iraqi parliament")
    for holder in (iraq, organ):
        create_position(session, holder=holder, issue=peace)
    folded = browse("/matrix?topic=other").page
    (column,) = folded.xpath("//thead/tr/th")
    assert said(column) == "Iraq +1"
    (evidence,) = folded.xpath("//*[@popover]")
    assert [a.text_content() for a in evidence.xpath(f".//a[@href='/actors/{organ.id}']")] == ["Iraqi parliament"]

    (link,) = column.xpath(".//a[starts-with(@href, '/matrix')]/@href")
    opened = browse(link).page

    assert {said(each) for each in opened.xpath("//thead/tr/th")} == {"Iraq", "Iraqi parliament"}
    assert opened.xpath("//p[@id='shown']/a[last()]/@href") == ["/matrix?topic=other"]
    assert browse("/matrix?under=act_aaaaaaaaaaaaaaaa").status_code == 404


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("country=XX", "country: Must be a country code of ISO 3166-1"),
        ("country=Iraq", "country: Must be a country code of ISO 3166-1"),
        ("published_from=soon", "published_from: 'soon' is not a time"),
        ("published_from=2022&published_to=2021", "published_to: Must not be earlier than published_from."),
        ("topic=songs", "topic: Must be one of"),
        ("colour=red", "colour: Unknown name."),
    ],
)
def test_wrong_filter_is_a_page_that_says_what(browse, query, told):
    response = browse(f"/matrix?{query}")
    assert response.status_code == 400
    assert told in said(response.page)


def test_issues_come_in_the_order_that_is_asked_for(browse, session, iraq, iran):
    turkey = create_actor(session, name="Turkey", country="TR")
    oil, aid, tax = (create_issue(session, label) for label in ("Oil", "Aid", "Tax"))
    old, new = (create_article(session, **make_publication(date)) for date in ("2020", "2021"))
    for holder in (iraq, iran, turkey):
        create_position(session, old, holder=holder, issue=oil)
    for holder, stance in ((iraq, Stance.SUPPORTS), (iran, Stance.OPPOSES)):
        create_position(session, old, holder=holder, issue=tax, stance=stance)
    create_position(session, new, holder=turkey, issue=aid)

    def rows(query):
        return [said(row) for row in browse(f"/matrix{query}").page.xpath("//tbody/tr/th[@scope='row']")]

    assert rows("") == ["Oil", "Tax", "Aid"]
    assert rows("?issues=disputed")[0] == "Tax"
    assert rows("?issues=latest")[0] == "Aid"
    assert rows("?issues=name") == ["Aid", "Oil", "Tax"]
    columns = browse("/matrix?actors=name").page.xpath("//thead/tr/th")
    assert [said(column) for column in columns] == ["Iran", "Iraq", "Turkey"]
    assert browse("/matrix?issues=length").status_code == 400


def test_issues_and_actors_are_searched_by_parts_of_their_names(browse, session, iraq, iran):
    oil, tax = (create_issue(session, label) for label in ("Oil prices", "Tax"))
    for holder, issue in ((iraq, oil), (iran, oil), (iran, tax)):
        position = create_position(session, holder=holder, issue=issue)
        create_appearance(session, position.article, holder)
    for query, issues, actors in (("label=PRICES", 1, 2), ("name=iran", 2, 1), ("label=tax&name=iraq", 0, 0)):
        page = browse(f"/matrix?{query}").page
        assert len(page.xpath("//tbody/tr/th[@scope='row']")) == issues
        assert len(page.xpath("//thead/tr/th")) == actors


def test_topic_leads_to_its_issues_and_heads_lead_to_their_pages(browse, session, iraq):
    issue = create_issue(session, topic=Topic.PEACE)
    create_position(session, holder=iraq, issue=issue)
    page = browse("/matrix?actors=name").page
    assert page.xpath("//th[@scope='rowgroup']/a/@href") == ["/matrix?actors=name&topic=peace"]
    assert page.xpath("//th[@scope='row']/a/@href") == [f"/issues/{issue.id}"]
    assert page.xpath("//th[@scope='col']//a/@href") == [f"/actors/{iraq.id}"]
