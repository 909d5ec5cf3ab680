"""A small transformer that was fine-tuned in training/: it sees events and positions in words that no lexicon has."""

from extraction.encoder.reader import Chances, Scores, load, read

__all__ = ["Chances", "Scores", "load", "read"]
