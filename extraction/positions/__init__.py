"""Positions: who wants, rejects, expects or doubts what."""

from extraction.positions.find import find_positions
from extraction.positions.found import FoundPosition

__all__ = ["FoundPosition", "find_positions"]
