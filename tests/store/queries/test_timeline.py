"""Events once each."""

from ontology.edtf import Edtf
from ontology.enums import FactStatus
from store import queries
from store.queries import EventOrder
from store.queries import timeline as module
from tests.factories import create_event, create_occurrence, create_state, make_when


def listed(session, order=EventOrder.ALL, **filters):
    return [event.id for event in queries.list_distinct_events(session, order, **filters).events]


def test_dated_events_come_latest_first_and_others_newest_first(session, reader):
    old, new, undated, last = (create_event(session, **when) for when in (make_when("2020"), make_when("2021"), {}, {}))
    assert listed(reader, EventOrder.DATED) == [new.id, old.id]
    assert listed(reader, EventOrder.UNDATED) == [last.id, undated.id]
    assert listed(reader) == [last.id, undated.id, new.id, old.id]


def test_best_report_that_matches_stands_for_an_event(session, reader):
    exact = create_event(session, country="IR", confidence=0.1, **make_when("2020-01-01"))
    sure, unsure = (create_event(session, country="IQ", confidence=c, **make_when("2021")) for c in (0.9, 0.2))
    undated = create_event(session, confidence=1.0)
    create_occurrence(session, exact, sure, unsure, undated)
    assert listed(reader) == [exact.id]
    assert listed(reader, EventOrder.DATED, country=["IQ"]) == [sure.id]
    assert listed(reader, EventOrder.UNDATED) == [undated.id]


def test_place_in_the_order_is_that_of_the_best_report(session, reader):
    exact, vague = create_event(session, **make_when("2019-01-01")), create_event(session, **make_when("2021"))
    between = create_event(session, **make_when("2020"))
    create_occurrence(session, exact, vague)
    assert listed(reader, EventOrder.DATED) == [between.id, exact.id]


def test_rejected_events_and_those_outside_the_window_are_left_out(session, reader):
    create_event(session, status=FactStatus.REJECTED, **make_when("2021"))
    create_event(session, **make_when("2019"))
    kept = create_event(session, **make_when("2021"))
    assert listed(reader, EventOrder.DATED, date_from=Edtf.parse("2020").earliest) == [kept.id]


def test_only_so_many_reports_are_read(session, reader, monkeypatch):
    monkeypatch.setattr(module, "MAX_EVENTS", 2)
    ids = [create_event(session).id for _ in range(3)]
    found = queries.list_distinct_events(reader, EventOrder.ALL)
    assert [event.id for event in found.events] == [ids[2], ids[1]]
    assert (found.read, found.is_cut) == (2, True)


def test_state_of_a_country(session, reader):
    iraq = create_state(session)
    assert queries.get_state_id(reader, "IQ") == iraq.id
    assert queries.get_state_id(reader, "IR") is None
