"""Positions: who wants, rejects, expects or doubts what."""

from extraction.positions.find import find_positions
from extraction.positions.found import FoundPosition
from extraction.positions.voices import OwnVoice

__all__ = ["FoundPosition", "OwnVoice", "find_positions"]
