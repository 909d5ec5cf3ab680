import pytest

from ontology.enums import FigureKind
from ontology.figure import Figure, units
from ontology.span import Span

SPAN = Span(0, 2, "12", 0, 2)


@pytest.mark.parametrize(("least", "most"), [(12, 12), (12, None), (None, 300), (2.5, 3), (0, 0)])
def test_ranges_may_be_open_at_one_end(least, most):
    figure = Figure(FigureKind.KILLED, least, most, approximate=False, unit="persons", span=SPAN)
    assert (figure.min, figure.max) == (least, most)


@pytest.mark.parametrize(("least", "most"), [(None, None), (5, 3), (-1, 3), (None, -1)])
def test_ranges_without_meaning_are_refused(least, most):
    with pytest.raises(ValueError, match="A figure needs min or max"):
        Figure(FigureKind.KILLED, least, most, approximate=False, unit="persons", span=SPAN)


@pytest.mark.parametrize(
    ("kind", "unit", "other"),
    [
        (FigureKind.SENT, "persons", "votes"),
        (FigureKind.ABSTENTIONS, "votes", "persons"),
        (FigureKind.MONEY, "USD", "dollars"),
        (FigureKind.DURATION, "years", "P2Y"),
    ],
)
def test_each_kind_has_its_units(kind, unit, other):
    assert unit in units(kind)
    with pytest.raises(ValueError, match=f"'{other}' is not a unit of {kind}"):
        Figure(kind, 1, 1, approximate=False, unit=other, span=SPAN)
