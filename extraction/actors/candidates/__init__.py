"""Candidates: names and common nouns that may stand for an actor at their position."""
