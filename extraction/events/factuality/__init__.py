"""Modality of events: actual, planned, possible, denied, asked about or fictional."""

from extraction.events.factuality.clauses import modality, modality_at

__all__ = ["modality", "modality_at"]
