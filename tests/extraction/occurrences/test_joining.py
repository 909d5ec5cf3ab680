"""Whether two reports are of one event."""

from dataclasses import replace

import pytest

from extraction import extract, occurrences
from extraction.occurrences import Report
from ontology.edtf import Edtf
from ontology.enums import EventType, Modality


def report(text: str, published: str, type_: EventType = EventType.ASSAULT) -> Report:
    """The report of the first event of a type."""
    found = extract(text, published)
    event = next(event for event in found.events if event.type is type_)
    read = occurrences.read(event, found.actors, text, Edtf.parse(published))
    assert read is not None
    return read


def joined(one: Report, other: Report) -> bool:
    """Whether they are one, whichever comes first, and an index would find the one by the other."""
    decisions = [occurrences.compare(*pair) for pair in ((one, other), (other, one))]
    assert decisions[0] == decisions[1]
    near = not set(occurrences.blocks(one)).isdisjoint(occurrences.blocks(other))
    return near and decisions[0] is not None and decisions[0].same


BOMB = "A car bomb outside the barracks in Gao, in northern Mali, killed six soldiers on May 7."
LATER = "Five soldiers were killed on Wednesday when a vehicle full of explosives blew up at an army camp in Gao, Mali."


def test_reports_in_other_words_are_one() -> None:
    assert joined(report(BOMB, "2025-05-09"), report(LATER, "2025-05-11"))


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (BOMB.replace("May 7", "April 7"), "2025-04-09"),
        (BOMB.replace("May 7", "May 3"), "2025-05-09"),
        (BOMB.replace("six soldiers", "ninety soldiers"), "2025-05-09"),
        ("Norway killed two soldiers of Sweden on May 7.", "2025-05-09"),
    ],
)
def test_look_alikes_stay_apart(text: str, published: str) -> None:
    assert not joined(report(BOMB, "2025-05-09"), report(text, published))


def test_direction_is_kept() -> None:
    attack = "On May 7 {} bombed the oil port of {}, and three tankers burned."
    one = report(attack.format("Norway", "Sweden"), "2025-05-09")

    assert joined(one, report("Three tankers burned when Norway bombed an oil port of Sweden on May 7.", "2025-05-09"))
    assert not joined(one, report(attack.format("Sweden", "Norway"), "2025-05-09"))


def test_statement_of_another_is_another() -> None:
    said = "On May 7 {} condemned the raid on the port of Oslo by Sweden."
    one, other = (report(said.format(who), "2025-05-08", EventType.ACCUSE) for who in ("Norway", "Finland"))

    assert joined(one, one)
    assert not joined(one, other)


def test_event_that_is_denied_is_not_the_one_that_is_reported() -> None:
    one = report(BOMB, "2025-05-09")

    assert not joined(one, replace(one, modality=Modality.DENIED))


def test_report_is_the_same_after_a_store() -> None:
    one = report(BOMB, "2025-05-09")

    assert Report.load(one.dump()) == one
    assert Report.load(one.dump()).dump() == one.dump()


def test_report_without_a_date_is_of_the_days_before_publication() -> None:
    one = report("A bomb in Gao killed six soldiers.", "2025-05-09")

    assert (one.end - one.start, one.dated) == (7, False)
    found = extract(BOMB, None)
    undated = next(event for event in found.events if event.when is None or event.when.edtf.startswith("XXXX"))
    assert occurrences.read(undated, found.actors, BOMB, None) is None
