"""Contradictions of one holder on one issue: opposite stances, and acts against a stated position."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from ontology.edtf import EARLIEST, LATEST
from ontology.enums import EventType, Stance, Turn
from ontology.stances import are_opposite

WINDOW = timedelta(days=31)
"""The longest time from the start of the first date to the end of the second one: days that are 30 days apart."""

UNDATED = timedelta(days=7)
"""The time before the publication in which an act without a date took place, as for occurrences."""

ACTS = {
    ("ceasefire", Stance.SUPPORTS): EventType.ASSAULT,
    ("ceasefire", Stance.OPPOSES): EventType.RETREAT,
    ("peace_talks", Stance.SUPPORTS): EventType.ASSAULT,
    ("talks", Stance.SUPPORTS): EventType.ASSAULT,
    ("attack", Stance.OPPOSES): EventType.ASSAULT,
    ("invasion", Stance.OPPOSES): EventType.ASSAULT,
    ("withdrawal_troops", Stance.SUPPORTS): EventType.MOBILIZE,
    ("withdrawal_troops", Stance.OPPOSES): EventType.RETREAT,
    ("troop_presence", Stance.OPPOSES): EventType.MOBILIZE,
    ("troop_presence", Stance.SUPPORTS): EventType.RETREAT,
    ("sanctions", Stance.OPPOSES): EventType.SANCTION,
}
"""The type of the acts that contradict a stance on a matter; matters are concepts or classes of words of its label."""

DIRECTED = frozenset({"attack", "invasion", "sanctions"})
"""Matters that one side does to another: who is named in the label may be the one to whom it is done."""

INTERNAL = frozenset({"ceasefire"})
"""Matters that a state can have with somebody at home; of all others its own country is no target."""

WANTED = frozenset({Stance.SUPPORTS, Stance.OPPOSES, Stance.MIXED})
"""The stances that say what a holder wants; the others say what it assesses."""


@dataclass(frozen=True, slots=True)
class Held:
    """A stance as one article reports it, and the time in which the article was published."""

    pk: int
    id: str
    article_pk: int
    stance: Stance
    since: datetime
    until: datetime
    confidence: float


@dataclass(frozen=True, slots=True)
class Spell:
    """Equal stances that follow each other; `before` is the last one that differed, and `turn` how."""

    held: Sequence[Held]
    before: Held | None = None
    turn: Turn | None = None


def spells(held: Iterable[Held]) -> list[Spell]:
    """Return the run of stances of one holder on one issue in time; what it wants and what it assesses are two runs.

    Opposite stances of one article are left out: nobody knows which came first, and most often one is wrong.
    """
    found = list(held)
    wanted = [each for each in found if each.stance in WANTED]
    assessed = [each for each in found if each.stance not in WANTED]
    return sorted([*_spells(wanted), *_spells(assessed)], key=lambda spell: in_time(spell.held[0]))


def _spells(held: Sequence[Held]) -> Iterator[Spell]:
    of_article: defaultdict[int, set[Stance]] = defaultdict(set)
    for each in held:
        of_article[each.article_pk].add(each.stance)
    clear = [each for each in held if not are_opposite(of_article[each.article_pk], of_article[each.article_pk])]
    before = None
    for _, run in groupby(sorted(clear, key=in_time), key=attrgetter("stance")):
        same = list(run)
        yield Spell(same, before, _turn(before, same[0]) if before else None)
        before = same[-1]


def _turn(one: Held, other: Held) -> Turn:
    is_near = max(one.until, other.until) - one.since <= WINDOW
    return Turn.CONTRADICTION if is_near and are_opposite({one.stance}, {other.stance}) else Turn.CHANGE


def in_time(held: Held) -> tuple[datetime, datetime, Stance, str]:
    """Return the key by which stances are sorted in time, in one order for all."""
    return held.since, held.until, held.stance, held.id


def shifted(moment: datetime, by: timedelta) -> datetime:
    """Return a moment that is so much later, or the first or last one that there is."""
    try:
        return moment + by
    except OverflowError:
        return EARLIEST if by < timedelta() else LATEST
