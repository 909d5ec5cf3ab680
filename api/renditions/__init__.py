"""Briefs in all their formats."""
