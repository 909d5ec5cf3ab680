import pytest

from tests.receiver import receiving


@pytest.fixture
def receiver():
    """A receiver on this machine."""
    with receiving() as receiver:
        yield receiver
