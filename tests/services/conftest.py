import pytest

import extraction
from tests.factories import make_extraction


@pytest.fixture
def extracts(monkeypatch):
    """Makes extraction find what it is told, whatever the text."""

    def tell(found):
        monkeypatch.setattr(extraction, "extract", lambda _text, _published_at: found)

    tell(make_extraction())
    return tell
