import pytest

import extraction
from tests.conftest import extract_once
from tests.factories import NOW, make_extraction


@pytest.fixture(autouse=True)
def now(set_clock):
    set_clock(NOW)


@pytest.fixture(autouse=True)
def _extracts_once(monkeypatch):
    monkeypatch.setattr(extraction, "extract", extract_once)


@pytest.fixture
def extracts(monkeypatch):
    """Makes extraction find what it is told, whatever the text."""

    def tell(found):
        monkeypatch.setattr(extraction, "extract", lambda _text, _published_at: found)

    tell(make_extraction())
    return tell
