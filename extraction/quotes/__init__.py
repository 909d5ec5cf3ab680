"""Quotes: words and their speakers."""
