"""Short ways to read the figures of a small text."""

from extraction.dates import find_dates
from extraction.engine import parsed
from extraction.events import find_events
from extraction.events.figures import with_figures
from extraction.events.figures.quantities import find_quantities
from extraction.events.model import FoundEvent
from extraction.pipeline import find_speakers


def found(text: str) -> list[FoundEvent]:
    """The events of a text with their figures."""
    with parsed(text) as document:
        dates = find_dates(document, None)
        return with_figures(document, find_events(document, find_speakers(document).parties, dates, [], None), dates)


def figures(text: str) -> list[str]:
    """Each figure as "12 killed", its range as "12.. killed", and what is not a count with its unit: "5 USD"."""
    return [
        " ".join((_range(figure.low, figure.high, figure.approximate), _of(figure.kind, figure.unit)))
        for event in found(text)
        for figure in event.figures
    ]


def owners(text: str) -> dict[str, list[str]]:
    """The words of the figures of each event that has any, by its first trigger."""
    return {
        text[slice(*event.triggers[0])]: [text[figure.start : figure.end] for figure in event.figures]
        for event in found(text)
        if event.figures
    }


def quantities(text: str) -> list[str]:
    """Each number of a text as "10..12 killed" of `figures`, with its unit if it has one, and its words."""
    with parsed(text) as document:
        return [
            f"{_range(each.low, each.high, each.approximate)}{(each.unit and f' {each.unit}') or ''}: "
            f"{text[each.start : each.end]}"
            for each in find_quantities(document, find_dates(document, None))
        ]


def _of(kind: str, unit: str) -> str:
    return unit if kind in ("money", "duration") else kind


def _range(low: float | None, high: float | None, approximate: bool) -> str:
    ends = f"{low}" if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    return f"~{ends}" if approximate else ends
