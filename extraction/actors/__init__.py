"""Actors: who acts, speaks, wants something or is acted upon."""
