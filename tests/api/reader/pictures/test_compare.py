"""The comparison of two actors or two articles."""

import pytest

from ontology.enums import EventType, Stance
from tests.api.reader.pictures import said
from tests.factories import (
    create_appearance,
    create_article,
    create_event,
    create_issue,
    create_position,
    create_quote,
    make_when,
)


def test_actors_where_they_agree_and_contradict(browse, session, iraq, iran):
    for label, mine, yours in (
        ("Peace", Stance.SUPPORTS, Stance.SUPPORTS),
        ("Oil", Stance.SUPPORTS, Stance.OPPOSES),
        ("Tax", Stance.MIXED, None),
    ):
        issue = create_issue(session, label)
        create_position(session, holder=iraq, issue=issue, stance=mine)
        if yours:
            create_position(session, holder=iran, issue=issue, stance=yours)
    create_event(session, actors=(iran,), recipients=(iraq,), title="Iran thanks Iraq")
    page = browse(f"/compare?a={iraq.id}&b={iran.id}").page
    assert [said(row.find("th")) for row in page.xpath("//tbody/tr")] == ["Oil ≠ contradiction", "Peace = agreement"]
    assert "Issues of Iraq only mixed Tax" in said(page.find("body"))
    assert "What Iran does to or with Iraq Iran thanks Iraq" in said(page.find("body"))


def test_articles_side_by_side(browse, session, iraq, iran):
    issue = create_issue(session, "Peace")
    articles = []
    for stance, date in ((Stance.SUPPORTS, "2021-07-01"), (Stance.OPPOSES, "2021-07-03")):
        article = create_article(session, title=f"Of {date}")
        create_appearance(session, article, iraq)
        create_position(session, article, holder=iraq, issue=issue, stance=stance)
        create_position(session, article, holder=iraq, issue=create_issue(session, f"Day {date}"))
        create_quote(session, article, speaker=iraq)
        create_event(
            session, article, actors=(iraq,), recipients=(iran,), type=EventType.AID, title=date, **make_when(date)
        )
        articles.append(article.id)
    page = browse(f"/compare?a={articles[0]}&b={articles[1]}").page
    rows = [said(row) for row in page.xpath("//tbody/tr")]
    assert [row.split(" ≠ ")[0].split(" = ")[0] for row in rows] == ["Iraq on Peace", "aid Iraq, Iran", "Iraq"]
    assert "≠ contradiction: date 2021-07-01 1 July 2021 · occurred" in rows[1]
    assert "= agreement Iraq wants peace" in rows[2]
    assert said(page.xpath("//*[@class='tally']")[0]) == "≠ 2 contradictions = 1 agreement ~ 0 differences"
    assert "Only in A Positions 1 Iraq supports Day 2021-07-01" in said(page.find("body"))
    assert "Actors of both Iraq" in said(page.find("body"))


def test_nothing_in_common(browse, session):
    a, b = create_article(session).id, create_article(session).id
    text = browse(f"/compare?a={a}&b={b}").page.text_content()
    assert "The articles share no position, no event and no quote." in text


def test_boxes_offer_frequent_actors_and_newest_articles(browse, session, iraq):
    article = create_article(session, title="Peace")
    create_appearance(session, article, iraq)
    links = browse("/compare").page.xpath("//a[@class='name']/@href")
    assert links == [f"/compare?a={iraq.id}", f"/compare?a={article.id}"]
    for chosen in (iraq.id, article.id):
        page = browse(f"/compare?a={chosen}").page
        assert page.xpath("//input[@type='hidden'][@name='a']/@value") == [chosen]
        assert page.xpath("//span[@class='chosen']/a/@href") == ["/compare"]


def test_boxes_take_names(browse, session, iraq, iran):
    article = create_article(session)
    for actor in (iraq, iran):
        create_appearance(session, article, actor)
    assert said(browse("/compare?a=iraq&b=IRAN").page.find(".//h1")) == "Iraq and Iran"
    page = browse("/compare?a=ira&b=iran").page
    assert [said(link) for link in page.xpath("//section[@class='question']//a")] == ["Iraq", "Iran"]
    assert page.xpath("//section[@class='question']//a/@href")[0] == f"/compare?a={iraq.id}&b=iran"
    assert "Both are the same." in said(browse(f"/compare?a=iraq&b={iraq.id}").page.find("body"))


def test_boxes_take_words_of_articles(browse, session):
    for title in ("Peace talks", "Oil prices"):
        create_article(session, title=title)
    page = browse("/compare?kind=articles&a=peace+talks&b=oil+prices").page
    assert said(page.find(".//h1")) == "Compare two articles"
    assert "No article matches “ nothing ”" in said(browse("/compare?kind=articles&a=nothing").page.find("body"))
    assert browse("/compare?kind=articles&a=-").status_code == 200


@pytest.mark.parametrize("query", ["kind=x", "a=act_a&b=act_a", "a=act_a&b=art_a", "b=%00", "a=1&a=2"])
def test_wrong_pair(browse, query):
    assert browse(f"/compare?{query}").status_code == 400


@pytest.mark.parametrize("pair", [("act_a", "act_b"), ("art_a", "art_b"), ("act_a", ""), ("art_a", "")])
def test_unknown_pair(browse, pair):
    assert browse("/compare?a={}&b={}".format(*pair)).status_code == 404


def test_comparison_begins_with_where_two_differ(browse, session, iraq, iran):
    for label, mine, yours in (
        ("Alike", Stance.SUPPORTS, Stance.SUPPORTS),
        ("Unlike", Stance.SUPPORTS, Stance.MIXED),
        ("Against", Stance.SUPPORTS, Stance.OPPOSES),
    ):
        issue = create_issue(session, label)
        create_position(session, holder=iraq, issue=issue, stance=mine)
        create_position(session, holder=iran, issue=issue, stance=yours)
    page = browse(f"/compare?a={iraq.id}&b={iran.id}").page
    sections = {said(each.find("h2")): each for each in page.xpath("//section[.//table]")}
    assert list(sections) == ["Where they differ", "Where they agree"]
    rows = [said(row.find("th")) for row in sections["Where they differ"].xpath(".//tbody/tr")]
    assert rows == ["Against ≠ contradiction", "Unlike ~ difference"]
