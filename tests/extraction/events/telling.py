"""Short ways to read the events of a small text."""

from extraction.dates import find_dates
from extraction.engine import parsed
from extraction.events import FoundEvent, find_events
from extraction.pipeline import find_speakers


def found(text: str, published_at: str | None = None, quoted: tuple[tuple[int, int], ...] = ()) -> list[FoundEvent]:
    """The events as the rules find them."""
    with parsed(text) as document:
        dates = find_dates(document, published_at)
        return find_events(document, find_speakers(document).parties, dates, quoted, published_at)


def told(text: str) -> list[str]:
    """Each event as "TYPE: actors -> recipients", names without their article."""
    with parsed(text) as document:
        table = find_speakers(document).parties
        names = [actor.name.removeprefix("the ").removeprefix("The ") for actor in table.actors]
        return [
            f"{event.type}: {', '.join(names[i] for i in event.actors)}"
            f" -> {', '.join(names[i] for i in event.recipients)}"
            for event in find_events(document, table, [], [], None)
        ]


def types(text: str) -> list[str]:
    """The types of the events, in text order."""
    return [event.type.value for event in found(text)]


def words(text: str, type_: str) -> list[list[str]]:
    """The triggers of each event of a type, as text."""
    return [[text[a:b] for a, b in event.triggers] for event in found(text) if event.type == type_]
