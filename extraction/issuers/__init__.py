"""Issuers of documents and the words in their own voice."""

from extraction.issuers.state import issuing_state
from extraction.issuers.voice import OwnVoice, find_own_voice

__all__ = ["OwnVoice", "find_own_voice", "issuing_state"]
