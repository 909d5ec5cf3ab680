"""Events by or to political actors: past, current or planned."""

from extraction.events.find import find_events
from extraction.events.model import FoundEvent

__all__ = ["FoundEvent", "find_events"]
