"""The matrix, the timeline, two side by side."""

import pytest

from ontology.enums import ActorType, EventType, Modality, Stance, Topic
from store import queries
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_position,
    create_quote,
    create_state,
    make_figure,
    make_publication,
    make_when,
)


def said(element):
    return " ".join(" ".join(element.itertext()).split())


def test_matrix_cell_leads_to_its_evidence(browse, session, iraq):
    position = create_position(session, holder=iraq, issue=create_issue(session, "Peace"), stance=Stance.OPPOSES)
    page = browse("/matrix").page
    (cell,) = page.xpath("//button[contains(@class, 'opposes')]")
    assert cell.get("aria-label") == "Iraq opposes Peace"
    (evidence,) = page.xpath(f"//*[@id='{cell.get('popovertarget')}']")
    assert "Iraq wants peace" in evidence.text_content()
    assert evidence.xpath(f".//a[@href='/articles/{position.article.id}#{position.id}']")
    assert page.xpath("//th[@scope='rowgroup']/text()") == ["other"]


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
    assert ("No position matches." in page.text_content()) == (holders == 0)


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


def test_figures_stand_beside_their_event(browse, session):
    create_event(session, figures=(make_figure(),), **make_when("2019"))

    for path in ("/", "/timeline"):
        assert "· peace killed ·" in said(browse(path).page.xpath("//main")[0])


def test_timeline_draws_what_is_not_precise_as_such(browse, session):
    for date in ("2021-07-26", "2021-05", "../2020"):
        create_event(session, title=f"Event of {date}", **make_when(date))
    create_event(session, title="Undated")
    page = browse("/timeline").page
    rows = page.xpath("//tbody/tr")
    assert [said(row.find("th")) for row in rows] == ["26 July 2021", "May 2021", "until 2020"]
    day, month, until = (row.xpath(".//svg/*[self::circle or self::rect]")[0] for row in rows)
    assert (day.tag, month.tag, until.tag) == ("circle", "rect", "rect")
    assert (month.get("class"), until.get("class")) == (None, "open")
    assert "Undated" not in page.text_content()


def test_timeline_tells_what_did_not_happen_yet(browse, session):
    create_event(session, modality=Modality.PLANNED, **make_when("2021"))
    assert browse("/timeline").page.xpath("//svg[@class='when planned']")


def test_denied_event_is_marked_with_a_word(browse, session):
    create_event(session, title="no attack on Iraq", modality=Modality.DENIED, **make_when("2021"))
    for path in ("/", "/timeline"):
        (mark,) = browse(path).page.xpath("//*[@class='modality denied']")
        assert said(mark) == "denied"
    (cross,) = browse("/timeline").page.xpath("//svg[@class='when denied']/*[@class='cross']")
    assert said(cross) == "×"


def test_timeline_filters(browse, session):
    create_event(session, title="Here", country="IQ", **make_when("2021"))
    create_event(session, title="There", country="IR", **make_when("2019"))
    for query, asked in (("country=IQ", "country=IQ&from=2021-01-01"), ("date_from=2020", "from=2020")):
        page = browse(f"/timeline?{query}").page
        assert "Here" in page.text_content()
        assert "There" not in page.text_content()
        assert page.xpath("//footer/p/a/@href")[0] == f"/v1/brief.json?{asked}&limit=100"
    assert "No dated event matches." in browse("/timeline?country=FR").page.text_content()


def test_timeline_goes_on_further_back(browse, session):
    article = create_article(session)
    for year in range(1900, 2001):
        create_event(session, article, title=f"Event {year}", **make_when(str(year)))
    page = browse("/timeline").page
    assert len(page.xpath("//tbody/tr")) == 100
    (link,) = page.xpath("//a[text()='Earlier events']/@href")
    assert "Event 1900" in browse(link).page.text_content()


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
    assert "The articles share no stance." in text


def test_choice_of_two(browse, session, iraq):
    article = create_article(session, title="Peace")
    create_appearance(session, article, iraq)
    options = browse("/compare").page.xpath("//option[@value!='']/text()")
    assert options == ["Iraq", "Iraq", "Peace", "Peace"]
    for chosen in (iraq.id, article.id):
        assert browse(f"/compare?a={chosen}").page.xpath("//option[@selected]/@value") == [chosen]


@pytest.mark.parametrize("query", ["a=x", "b=act_aaaaaaaaaaaaaaaa", "a=act_a&b=act_a", "a=act_a&b=art_a"])
def test_wrong_pair(browse, query):
    assert browse(f"/compare?{query}").status_code == 400


@pytest.mark.parametrize("pair", [("act_a", "act_b"), ("art_a", "art_b"), ("act_a", ""), ("art_a", "")])
def test_unknown_pair(browse, pair):
    assert browse("/compare?a={}&b={}".format(*pair)).status_code == 404


@pytest.mark.parametrize(
    ("path", "most"), [("/matrix", 5), ("/timeline", 2), ("/compare", 2), ("/compare?a={a}&b={b}", 14)]
)
@pytest.mark.parametrize("size", [2, 5])
def test_views_take_few_queries(browse, session, reader, queries_sent, path, most, size):
    brief = queries.get_brief(reader, create_brief(session, size).id)
    a, b = (position.holder.id for position in brief.positions[:2])
    with queries_sent:
        assert browse(path.format(a=a, b=b)).status_code == 200
    assert len(queries_sent) == most


@pytest.mark.parametrize(
    "path", ["/matrix", "/timeline", "/matrix?country=IQ&published_to=2022", "/compare?a={a}&b={b}"]
)
def test_what_is_shown_comes_in_all_formats(browse, client, session, iraq, iran, path):
    article = create_article(session, **make_publication("2021"))
    for holder in (iraq, iran):
        create_position(session, article, holder=holder)
    create_event(session, article, **make_when("2021"))
    links = browse(path.format(a=iraq.id, b=iran.id)).page.xpath("//footer/p/a")
    assert [link.text for link in links][:4] == ["JSON", "Markdown", "JSON-LD", "CSV"]
    answers = [client.get(link.get("href")) for link in links]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].json["positions"]["total"] == (1 if "country" in path else 2)
