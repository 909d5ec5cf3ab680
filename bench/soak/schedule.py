"""The order of the acts: which kind of caller is on stage when."""

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier

CALM = "calm callers alone"

_ACT_S = 20  # about, when there is time for more than one round


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of caller beside the calm ones; times in seconds of the monotonic clock, the same in all processes."""

    name: str
    round: int
    start: float
    end: float


def schedule(names: Sequence[str], seconds: float, start: float | None = None) -> list[Act]:
    """Return rounds of all acts that take `seconds` together; each round begins calm, and so does the end."""
    order = [CALM, *names]
    rounds = max(1, int(seconds // (len(order) * _ACT_S)))
    each = seconds / (rounds * len(order) + 1)
    start = time.monotonic() if start is None else start
    played = [(name, number) for number in range(rounds) for name in order]
    return [
        Act(name, number, start + place * each, start + (place + 1) * each)
        for place, (name, number) in enumerate([*played, (CALM, rounds)])
    ]


def act_at(acts: Sequence[Act], moment: float) -> str:
    """Return the name of the act that is on at a moment, the first or the last one outside the schedule."""
    return acts[max(bisect_right([act.start for act in acts], moment) - 1, 0)].name


def meet(barrier: Barrier) -> None:
    """Wait until all processes of callers have been started, which takes some seconds."""
    barrier.wait()
