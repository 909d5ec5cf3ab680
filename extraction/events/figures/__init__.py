"""Figures of events: how many persons were killed, detained or sent, how much money, how many votes, how long."""

from extraction.events.figures.attach import with_figures

__all__ = ["with_figures"]
