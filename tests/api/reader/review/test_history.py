"""Undoing goes back change by change."""

import pytest

from api.reader.review import history
from ontology.enums import FactStatus
from store.models import Revision


@pytest.mark.parametrize(
    ("restored", "leads_to"),
    [
        ((), None),
        ((None,), 0),
        ((None, None), 1),
        ((None, None, 1), 0),
        ((None, None, 1, 0), None),
        ((None, 0, None), 2),
        ((None, None, None, 1), 3),
        ((None, None, None, 1, 3), 2),
    ],
)
def test_undoing_goes_back_change_by_change(restored, leads_to):
    """`restored` has, for each revision after the first, the number of the one that it restored."""
    numbered = enumerate((None, *restored))
    revisions = [Revision(number=number, restores=each, status=FactStatus.CORRECTED) for number, each in numbered]
    assert history.previous(revisions[::-1]) == leads_to
