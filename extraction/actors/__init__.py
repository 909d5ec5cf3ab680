"""Actors: the people and bodies that act, speak, want something or are acted upon."""
