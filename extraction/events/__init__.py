"""Events: what happened, is happening or is planned, by or to political actors."""

from extraction.events.find import find_events
from extraction.events.model import FoundEvent

__all__ = ["FoundEvent", "find_events"]
