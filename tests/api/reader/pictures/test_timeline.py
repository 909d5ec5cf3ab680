"""The timeline of events."""

import pytest

from ontology.enums import ActorType, EventType, Modality, Topic
from tests.api.reader.pictures import said
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_event,
    create_issue,
    create_occurrence,
    create_position,
    create_state,
    make_figure,
    make_when,
)


def test_figures_stand_beside_their_event(browse, session):
    create_event(session, figures=(make_figure(),), **make_when("2019"))

    for path in ("/", "/timeline"):
        assert "· peace killed ·" in said(browse(path).page.xpath("//main")[0])


def test_timeline_draws_imprecise_dates_as_bars(browse, session):
    for date in ("2021-07-26", "2021-05", "../2020"):
        create_event(session, title=f"Event of {date}", **make_when(date))
    create_event(session, title="Undated")
    page = browse("/timeline").page
    rows = page.xpath("//tbody/tr")
    assert [said(row.find("th")) for row in rows] == ["26 July 2021", "May 2021", "until 2020"]
    day, month, until = (row.xpath(".//svg/*[self::circle or self::rect]")[0] for row in rows)
    assert (day.tag, month.tag, until.tag) == ("circle", "rect", "rect")
    assert (month.get("class"), until.get("class")) == (None, "open")
    (undated,) = page.xpath("//section[@id='undated']")
    assert said(undated).startswith("Without a date 1 Undated")


def test_timeline_distinguishes_planned_events(browse, session):
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
        assert page.xpath("//footer/p/a/@href")[0] == f"/v1/brief.json?{asked}&limit=60"
    assert "No event with a date matches these filters." in browse("/timeline?country=FR").page.text_content()


def test_timeline_has_pages_of_earlier_events(browse, session):
    article = create_article(session)
    for year in range(1900, 1961):
        create_event(session, article, title=f"Event {year}", **make_when(str(year)))
    page = browse("/timeline").page
    assert len(page.xpath("//tbody/tr")) == 60
    assert "Event 1900" not in page.text_content()
    (link,) = page.xpath("//a[text()='Earlier events']/@href")
    last = browse(link).page
    assert "Event 1900" in last.text_content()
    assert last.xpath("//a[text()='Later events']/@href") == ["/timeline"]
    assert "ends before this page" in browse("/timeline?page=9").page.text_content()


def test_event_is_there_once_by_the_report_with_the_most_precise_date(browse, session):
    vague = create_event(session, title="Vague", confidence=0.9, **make_when("2021"))
    exact = create_event(session, title="Exact", confidence=0.2, **make_when("2021-07-26"))
    create_occurrence(session, vague, exact)
    create_event(session, title="Another", **make_when("2020"))
    page = browse("/timeline").page
    assert [said(row.find("th")) for row in page.xpath("//tbody/tr")] == ["26 July 2021", "2020"]
    assert "Exact request · 2 sources" in said(page.xpath("//tbody")[0])
    assert "Events 1 to 2 of 2" in said(page.find("body"))


def test_undated_events_are_there_once_too(browse, session):
    create_occurrence(session, *(create_event(session, title="Undated") for _ in range(2)))
    (undated,) = browse("/timeline").page.xpath("//section[@id='undated']")
    assert said(undated.find("h2")) == "Without a date 1"
    assert len(undated.xpath(".//li")) == 1


def test_window_says_how_many_events_without_a_date_match_the_other_filters(browse, session):
    create_event(session, title="Undated", country="IQ")
    page = browse("/timeline?country=IQ&date_from=2021").page
    (undated,) = page.xpath("//section[@id='undated']")
    assert "Undated" not in said(undated)
    assert undated.xpath(".//a/@href") == ["/timeline?country=IQ#undated"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("type=AID", ["Aid"]),
        ("modality=denied", ["Denied"]),
        ("topic=peace", ["Peaceful"]),
        ("topic=trade", []),
        ("state=IQ", ["Aid", "Organ"]),
        ("state=FR", []),
        ("actor=Iraq", ["Aid"]),
        ("actor=parliament", ["Organ"]),
    ],
)
def test_filters_of_the_timeline(browse, session, query, titles):
    iraq = create_state(session)
    organ = create_actor(session, type=ActorType.GOVERNMENT, name="Iraqi parliament")
    article = create_article(session)
    for actor in (iraq, organ):
        create_appearance(session, article, actor)
    create_event(session, article, title="Aid", type=EventType.AID, recipients=(iraq,), **make_when("2021-05"))
    create_event(session, article, title="Organ", actors=(organ,), **make_when("2021-04"))
    create_event(session, article, title="Denied", modality=Modality.DENIED, **make_when("2021-03"))
    peaceful = create_position(session, issue=create_issue(session, topic=Topic.PEACE)).article
    create_event(session, peaceful, title="Peaceful", **make_when("2021-02"))
    rows = browse(f"/timeline?{query}").page.xpath("//tbody/tr/td[last()]")
    assert [said(row).removeprefix("denied ").split()[0] for row in rows] == titles


def test_words_that_match_several_actors_offer_a_choice(browse, session):
    article = create_article(session)
    actors = [create_actor(session, name=name) for name in ("Iraq", "Iraqi parliament")]
    for actor in actors:
        create_appearance(session, article, actor)
    create_event(session, article, actors=(actors[0],), **make_when("2021"))
    page = browse("/timeline?actor=ira&type=REQUEST").page
    (question,) = page.xpath("//section[@class='question']")
    assert question.xpath(".//a/@href")[0] == f"/timeline?actor={actors[0].id}&type=REQUEST"
    assert not page.xpath("//tbody")
    chosen = browse(question.xpath(".//a/@href")[0]).page
    assert chosen.xpath("//input[@name='actor']/@value") == [actors[0].id]
    assert len(chosen.xpath("//tbody/tr")) == 1
    assert "No actor matches “ zz ”" in said(browse("/timeline?actor=zz").page.find("body"))


def test_timeline_zooms_from_years_to_months_to_days(browse, session):
    for date in ("2020-03-01", "2021-07-26", "2021-07-27", "2021-05", "2021"):
        create_event(session, **make_when(date))

    def bars(page):
        return {said(bar).rpartition(" in ")[2]: bar for bar in page.xpath("//ol[@class='bars']//a")}

    months = browse("/timeline?type=REQUEST").page
    assert said(bars(months)["July 2021"]).startswith("2 ")
    assert "1 more has no date within a single month" in said(months.xpath("//nav[@class='zoom']")[0])
    days = browse(bars(months)["July 2021"].get("href")).page
    assert [said(bar).split()[0] for bar in bars(days).values()] == ["1", "1"]
    around = {said(link): link.get("href") for link in days.xpath("//nav[@class='zoom']/p//a")}
    assert around["2021"] == "/timeline?type=REQUEST&date_from=2021&date_to=2021"
    assert around["All years"] == "/timeline?type=REQUEST"
    assert around["August 2021 ›"] == "/timeline?type=REQUEST&date_from=2021-08&date_to=2021-08"
    day = browse(bars(days)["26 July 2021"].get("href")).page
    assert not day.xpath("//ol[@class='bars']")
    assert [said(row.find("th")) for row in day.xpath("//tbody/tr")] == ["26 July 2021", "2021"]


def test_event_that_reaches_beyond_the_window_is_drawn_as_open(browse, session):
    create_event(session, **make_when("2021-06-20/2021-07-10"))
    (bar,) = browse("/timeline?date_from=2021-07&date_to=2021-07").page.xpath("//tbody//svg/*[@class='open']")
    assert bar.get("x") == "0.0%"


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=999999", "state=XX", "type=war", "actor=%00"])
def test_wrong_parameter_of_the_timeline(browse, query):
    assert browse(f"/timeline?{query}").status_code == 400


def test_unknown_actor_of_the_timeline(browse):
    assert browse("/timeline?actor=act_aaaaaaaaaaaaaaaa").status_code == 404


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("type=REQUEST&date_from=2020", "/v1/events.json?type=REQUEST&date_from=2020"),
        ("state=IQ&modality=occurred", "/v1/events.json?under={iraq}&modality=occurred"),
        ("topic=peace", "/v1/brief.json?topic=peace&from=2021-01-01&limit=60"),
        ("topic=peace&type=REQUEST", None),
        ("actor={iraq}&date_to=2022", "/v1/brief.json?actor={iraq}&from=2021-01-01&to=2022&limit=60"),
    ],
)
def test_data_of_a_timeline_are_of_the_same_events(browse, client, session, query, path):
    iraq = create_state(session)
    article = create_position(session, holder=iraq, issue=create_issue(session, topic=Topic.PEACE)).article
    create_event(session, article, actors=(iraq,), **make_when("2021"))
    page = browse(f"/timeline?{query.format(iraq=iraq.id)}").page
    assert len(page.xpath("//tbody/tr")) == 1
    links = page.xpath("//footer/p/a[text()='JSON']/@href")
    assert links == ([path.format(iraq=iraq.id)] if path else [])
    assert all(client.get(link).status_code == 200 for link in links)


def test_id_of_an_article_is_no_actor(browse, session):
    article = create_article(session)
    assert "No actor matches" in browse(f"/timeline?actor={article.id}").page.text_content()
