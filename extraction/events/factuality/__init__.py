"""Modality of events: actual, planned, possible, denied, asked about or fictional."""

from extraction.events.factuality.clauses import modality

__all__ = ["modality"]
