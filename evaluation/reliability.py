"""Reliability of confidence: of the facts with 0.8 to 0.9, how many are right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from evaluation import score

Judged = tuple[float, bool]
"""The confidence of a fact, and True when the fact is right."""

Line = Mapping[str, Any]

BINS = 10
_KINDS = ("actors", "quotes", "events", "positions")
_NOTHING: dict[str, list[Any]] = {kind: [] for kind in _KINDS}


def judge_quotes(scorer: ModuleType, gold: Iterable[Line], predicted: Mapping[str, Line]) -> Iterator[Judged]:
    """Judge every quote alone: right when its content matches at 0.8 and its speaker leniently."""
    for document in gold:
        for quote in predicted[document["id"]]["quotes"]:
            figures = scorer.score([document], {document["id"]: [quote]})
            if figures["pred"]:  # else it lies in what the annotators left out
                yield quote["confidence"], figures["end_to_end_F"] > 0


def judge_facts(gold: Iterable[Line], predicted: Mapping[str, Line]) -> dict[str, list[Judged]]:
    """Judge every fact of every kind alone against its article, with the actors it needs.

    Right is, for an actor, half of the mentions and the type; for a quote, the content at 0.8 and the speaker;
    for an event, a trigger and the type; for a position, the holder, the evidence and the stance.
    """
    judged: dict[str, list[Judged]] = {kind: [] for kind in _KINDS}
    for article in gold:
        brief = predicted[article["id"]]
        for kind in _KINDS:
            if kind == "quotes" and not article["quotes"]:
                continue  # nobody annotated any
            against = {**article} | {other: [] for other in _KINDS if other not in (kind, "actors")}
            for fact in brief[kind]:
                alone = _NOTHING | {"actors": _needed(kind, fact, brief["actors"])} | {kind: [fact]}
                counts = score.score(against, alone, article["text"])
                judged[kind].append((fact["confidence"], _is_right(kind, counts)))
    return judged


def _needed(kind: str, fact: Line, actors: Sequence[Line]) -> Sequence[Line]:
    if kind == "quotes":
        # A missing speaker is right only if no actor found is the speaker.
        return actors if fact["speaker"] is None else [actors[fact["speaker"]]]
    return [actors[fact["holder"]]] if kind == "positions" else []


def _is_right(kind: str, counts: Mapping[str, float]) -> bool:
    if kind == "actors":
        return counts["actors right"] >= 0.5 and counts["actor types right"] == 1
    names = {"quotes": "speakers right", "events": "events right", "positions": "positions right"}
    return counts[names[kind]] == 1


def table(judged: Iterable[Judged]) -> list[str]:
    """Return one line per tenth of confidence that has facts: their number, mean confidence and share that is right."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for confidence, right in judged:
        bins[min(int(confidence * BINS + 1e-9), BINS - 1)].append((confidence, right))
    lines = [f"{'confidence':12}{'facts':>8}{'mean':>8}{'right':>8}"]
    for number, facts in sorted(bins.items()):
        mean = sum(confidence for confidence, _ in facts) / len(facts)
        share = sum(right for _, right in facts) / len(facts)
        label = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
        lines.append(f"{label:12}{len(facts):8,}{mean:8.2f}{share:8.2f}")
    return lines
