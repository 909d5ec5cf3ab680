"""The work that is done in processes of its own, by name. Each process loads what it needs before its first task."""

from typing import Any

import extraction
from extraction.model import Extraction, Header
from services.webpages import webpage


def load() -> None:
    """Load the models. They must survive a fork: no threads, no open connections."""
    extraction.load()


def examine(text: str) -> tuple[Header, str]:
    """Return what a text says of itself, and its language."""
    return extraction.examine(text)


def extract(text: str, published_at: str | None) -> Extraction:
    """Extract the facts of a text."""
    return extraction.extract(text, published_at)


def explain(text: str, published_at: str | None) -> Extraction:
    """Extract the facts of a text with their explanations."""
    return extraction.explain(text, published_at)


def read_page(page: bytes, content_type: str) -> dict[str, str | None]:
    """Read the text and the metadata of a web page."""
    return webpage.read(page, content_type)


TASKS: dict[str, Any] = {task.__name__: task for task in (examine, extract, explain, read_page)}
