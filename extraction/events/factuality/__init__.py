"""Tells what happened from what is planned, possible, denied, asked or made up."""

from extraction.events.factuality.clauses import modality

__all__ = ["modality"]
