"""Normalization of a text for reading: hidden characters, line breaks, quoted mail, ends of sentences."""
