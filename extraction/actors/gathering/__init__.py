"""Actors gathered from candidates: names, roles and nouns with the same referent."""
