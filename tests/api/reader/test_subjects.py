"""The pages of an actor and of an issue."""

import pytest

from ontology.enums import ActorType, EventType, LinkReason, Stance
from store import queries
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_contradiction,
    create_event,
    create_issue,
    create_position,
    create_quote,
    create_state,
    make_publication,
    make_span,
    make_when,
)


@pytest.fixture
def article(session, iraq):
    article = create_article(session, **make_publication("2021-07"))
    create_appearance(session, article, iraq, mentions=("Iraq", "the minister"), role="host")
    return article


def said(element):
    return " ".join(" ".join(element.itertext()).split())


def section(page, name):
    (found,) = page.xpath(f"//section[@aria-labelledby='{name}']")
    return said(found)


def test_actor(browse, session, iraq, article):
    other = create_actor(session, name="Iran", country="IR")
    create_quote(session, article, speaker=iraq, content=(make_span("wants peace"),))
    create_event(
        session, article, actors=(iraq,), recipients=(other,), type=EventType.AID, title="Aid", **make_when("2021")
    )
    create_event(session, article, actors=(other,), recipients=(iraq,), title="Undated")
    create_position(session, article, holder=iraq, issue=create_issue(session, "Peace"), stance=Stance.DOUBTS)
    page = browse(f"/actors/{iraq.id}").page
    assert "Iraq 1 the minister 1" in section(page, "names")
    assert "host 1 article, July 2021" in section(page, "roles")
    assert "Peace doubts July 2021 “ Iraq wants peace ”" in section(page, "positions")
    assert "Iraq Iran aid 1" in section(page, "network")
    assert "2021 Aid aid" in section(page, "events")
    assert "Without a date Undated" in section(page, "events")
    assert "wants peace" in section(page, "quotes")


def test_actor_page_has_its_articles_its_state_and_links_in_its_picture(browse, session):
    iraq = create_state(session)
    council = create_actor(session, type=ActorType.GOVERNMENT, name="Iraqi parliament")
    article = create_article(session, title="Peace")
    create_appearance(session, article, council, link=LinkReason.ORGAN)
    create_event(session, article, actors=(council,), recipients=(iraq,))
    response = browse(f"/actors/{council.id}")
    shown = section(response.page, "articles")
    assert (
        shown == "Articles Peace No publisher · no date · as “ Iraqi parliament ” · linked as the same body of a state"
    )
    assert section(response.page, "names") == "Names and spellings Iraq 1 linked as the same body of a state"
    assert response.page.xpath("//section[@aria-labelledby='articles']//a/@href") == [
        f"/articles/{article.id}#{council.id}"
    ]
    assert "organ of Iraq" in said(response.page.xpath("//header[@class='headline']")[0])
    (link,) = response.page.xpath("//*[@class='star']//a")
    assert (link.get("href"), link.get("tabindex")) == (f"/actors/{iraq.id}", "-1")


@pytest.mark.usefixtures("article")
def test_actor_without_facts(browse, iraq):
    page = browse(f"/actors/{iraq.id}").page
    for name in ("positions", "events", "quotes"):
        assert section(page, name).endswith("None.")
    assert section(page, "network").endswith("No event connects this actor with another one.")
    assert not page.xpath("//main//svg")


def test_issue(browse, session, iraq):
    peace = create_issue(session, "Peace")
    iran = create_actor(session, name="Iran", country="IR")
    for holder, stance, published in (
        (iraq, Stance.OPPOSES, "2021-06"),
        (iraq, Stance.SUPPORTS, "2021-07-26"),
        (iran, Stance.OPPOSES, "2020"),
    ):
        create_position(
            session, create_article(session, **make_publication(published)), holder=holder, issue=peace, stance=stance
        )
    page = browse(f"/issues/{peace.id}").page
    rows = [said(row) for row in page.xpath("//tbody/tr")]
    assert len(rows) == 2
    turned = "change on 26 July 2021: opposes, then supports"
    assert rows[0].startswith(f"Iraq Iraq opposes 1, June 2021 supports 1, 26 July 2021 {turned} “ Iraq wants peace ”")
    marks = page.xpath("//tbody/tr[1]/td[@class='drawn']/svg/*[self::rect or self::circle]")
    assert [(mark.tag, mark.get("class")) for mark in marks] == [("rect", "opposes"), ("circle", "supports")]


def test_issue_shows_contradictions(browse, session, iraq):
    one, other = (create_article(session, **make_publication(day)) for day in ("2021-07-26", "2021-08-02"))
    earlier = create_position(session, one, holder=iraq)
    attack = create_event(session, other, actors=(iraq,), type=EventType.ASSAULT, **make_when("2021-08-01"))
    assert "Contradictions" not in browse(f"/issues/{earlier.issue.id}").page.text_content()
    create_contradiction(session, earlier, attack)
    page = browse(f"/issues/{earlier.issue.id}").page
    shown = section(page, "contradictions")
    assert "supports “ Iraq wants peace ” 26 July 2021" in shown
    assert "assault “ wants ” 1 August 2021" in shown


def test_issue_without_dates_has_no_axis(browse, session):
    position = create_position(session)
    page = browse(f"/issues/{position.issue.id}").page
    assert not page.xpath("//*[contains(@class, 'drawn')]")
    assert "“Iraq wants peace”" in page.text_content()


@pytest.mark.parametrize(("path", "size"), [(path, size) for path in ("actors", "issues") for size in (1, 5)])
def test_pages_take_few_queries(browse, session, reader, queries_sent, path, size):
    brief = queries.get_brief(reader, create_brief(session, size).id)
    found = brief.positions[0].holder.id if path == "actors" else brief.positions[0].issue.id
    with queries_sent:
        assert browse(f"/{path}/{found}").status_code == 200
    assert len(queries_sent) == {"actors": 16, "issues": 8}[path]


@pytest.mark.parametrize("path", [f"/actors/act_{'a' * 16}", f"/issues/iss_{'a' * 16}"])
def test_unknown(browse, path):
    assert browse(path).status_code == 404


def test_no_query(browse, iraq):
    assert browse(f"/actors/{iraq.id}?x=1").status_code == 400


@pytest.mark.parametrize("path", ["actors", "issues"])
def test_what_is_shown_comes_in_all_formats(browse, client, session, reader, path):
    brief = queries.get_brief(reader, create_brief(session).id)
    shown = brief.positions[0].holder.id if path == "actors" else brief.positions[0].issue.id
    links = browse(f"/{path}/{shown}").page.xpath("//footer/p/a")
    assert [link.text for link in links][:4] == ["JSON", "Markdown", "JSON-LD", "CSV"]
    answers = [client.get(link.get("href")) for link in links]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].json["positions"]["total"] == 1


def test_state_shows_its_organs_forces_and_officials(browse, session):
    state = create_state(session, country="IQ")
    council = create_actor(session, name="Council of Representatives", type=ActorType.GOVERNMENT, country="IQ")
    army = create_actor(session, name="Iraqi army", type=ActorType.MILITARY, country="IQ")
    other = create_actor(session, name="Syrian army", type=ActorType.MILITARY, country="SY")
    for actor in (state, council, army, other, army):
        create_appearance(session, create_article(session), actor)
    (section,) = browse(f"/actors/{state.id}").page.xpath("//section[@aria-labelledby='organs']")
    assert section.xpath(".//li/a/bdi/text()") == ["Iraqi army", "Council of Representatives"]
    (listed, *_) = section.xpath("./p/a/@href")
    assert len(browse(listed).page.xpath("//ul[contains(@class, 'rows')]/li")) == 3
    assert not browse(f"/actors/{army.id}").page.xpath("//section[@aria-labelledby='organs']")
