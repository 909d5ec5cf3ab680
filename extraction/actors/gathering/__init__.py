"""Actors gathered from candidates: which names, roles and nouns mean the same one."""
