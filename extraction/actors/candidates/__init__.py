"""Candidates: names and common nouns that may stand for an actor where they stand."""
