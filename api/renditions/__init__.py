"""Renditions of briefs in all their formats."""
