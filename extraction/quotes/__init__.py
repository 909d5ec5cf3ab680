"""Quotes: who said what."""
