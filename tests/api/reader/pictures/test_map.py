"""The map of events by country."""

import pytest

from api.reader.pictures.world import outlines
from ontology.countries import COUNTRIES
from ontology.enums import EventType
from tests.api.reader.pictures import said
from tests.factories import create_article, create_event, create_occurrence, make_when


def test_event_is_drawn_once_on_its_country_and_stands_in_the_table(browse, session):
    first = create_event(session, title="First", country="IQ", place="Basra", **make_when("2021-07-26"))
    again = create_event(session, title="Again", country="IQ", **make_when("2021"))
    create_occurrence(session, first, again)
    create_event(session, title="Aid", country="IQ", type=EventType.AID, **make_when("2020"))
    create_event(session, title="There", country="IR")
    page = browse("/map?type=&date_to=").page
    circles = page.xpath("//svg[@class='world']/a")
    assert [circle.get("aria-label") for circle in circles] == ["Iraq: 2 events", "Iran: 1 event"]
    assert circles[0].get("href") == "/timeline?country=IQ"
    assert len(page.xpath("//svg[@class='world']//path[@class='with']")) == 2
    rows = [said(row) for row in page.xpath("//tbody/tr")]
    assert rows[0].startswith("Iraq 2 ")
    assert "aid 1" in rows[0]
    assert "request 1" in rows[0]
    assert rows[0].endswith("26 July 2021: First Basra · in the text")
    assert rows[1] == "Iran 1 request 1 none"
    assert "shown at its country" in said(page.find("body"))


def test_area_of_a_circle_is_the_number_of_events(browse, session):
    article = create_article(session)
    for country, number in (("IQ", 4), ("IR", 1)):
        for _ in range(number):
            create_event(session, article, country=country)
    page = browse("/map").page
    most, least = (float(each.get("r")) for each in page.xpath("//svg[@class='world']//circle"))
    assert most == pytest.approx(2 * least)


def test_events_without_a_country_are_counted_and_listed(browse, session):
    create_event(session, title="Somewhere", place="the summit")
    create_event(session, country="IQ")
    page = browse("/map").page
    assert "1 of 2 events have no country" in said(page.xpath("//p[@id='shown']")[0])
    (nowhere,) = page.xpath("//section[@id='nowhere']")
    assert "Without a country 1" in said(nowhere)
    assert "Somewhere" in said(nowhere)


def test_country_that_the_map_is_too_coarse_for_is_in_the_table(browse, session):
    create_event(session, country="GI")
    page = browse("/map").page
    assert not page.xpath("//svg[@class='world']/a")
    assert said(page.xpath("//tbody/tr/th")[0]) == "Gibraltar not on the map"


def test_circle_leads_to_the_events_under_the_same_filters(browse, session):
    create_event(session, country="IQ", **make_when("2021"))
    create_event(session, country="IR", **make_when("2019"))
    page = browse("/map?type=REQUEST&date_from=2020").page
    assert page.xpath("//tbody/tr/th/a/@href") == ["/timeline?type=REQUEST&date_from=2020&country=IQ"]
    assert "No event matches these filters." in browse("/map?state=FR").page.text_content()


def test_every_state_is_on_the_map():
    drawn = outlines()["countries"]
    missing = {code for code, country in COUNTRIES.items() if country.is_state and code not in drawn}
    assert missing == {"TV"}  # Natural Earth has no Tuvalu at this scale
    assert drawn.keys() <= COUNTRIES.keys()


def test_marks_lie_on_the_map_where_the_countries_are():
    world = outlines()
    places = {code: country["at"] for code, country in world["countries"].items()}
    assert all(0 <= x <= world["width"] and 0 <= y <= world["height"] for x, y in places.values())
    west_to_east = [places[code][0] for code in ("US", "BR", "GB", "IQ", "IN", "CN", "JP", "NZ")]
    assert west_to_east == sorted(west_to_east)
    north_to_south = [places[code][1] for code in ("GL", "NO", "DE", "LY", "CD", "ZA", "FK")]
    assert north_to_south == sorted(north_to_south)
