"""Positions: demands, rejections, expectations and doubts of actors on issues."""

from extraction.positions.find import find_positions
from extraction.positions.found import FoundPosition
from extraction.positions.holding.voices import OwnVoice

__all__ = ["FoundPosition", "OwnVoice", "find_positions"]
