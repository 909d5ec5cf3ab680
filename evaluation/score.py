"""Scores of briefs against gold, as docs/evaluation.md defines them.

Spans are compared by the words that they cover. Whatever is matched is matched one to one, the best pair first.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

Line = Mapping[str, Any]
Words = frozenset[int]
"""Words of a text, by their place among all of its words."""

SAME_MENTION = 0.5  # of the words of two mentions
SAME_CONTENT = 0.8  # of the words of two quotes
SAME_EVIDENCE = 0.5  # of the words of the shorter evidence

_WORD = re.compile(r"\w+")
# Mentions that differ only in these are the same.
_TITLES = frozenset("mr mrs ms dr sen rep gov president prime minister king general".split())
_DETERMINERS = frozenset("a an the this that these those".split())
_LEAD = _TITLES | _DETERMINERS
_PRONOUNS = frozenset(
    "i me my we us our you your he him his himself she her hers herself it its itself they them their theirs "
    "themselves who whom which that this these those".split()
)
_STEM = 5  # letters of a word of an issue
_ROLES = ("actors", "recipients")


class _Text:
    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.text = text
        self._starts, self._ends = [word.start() for word in found], [word.end() for word in found]
        self._words = [word[0].lower() for word in found]

    def words(self, spans: Iterable[Any], without: Collection[str] = ()) -> Words:
        """Return the words that the spans touch."""
        return frozenset(
            place
            for start, end in map(_pair, spans)
            for place in range(bisect_left(self._ends, start + 1), bisect_left(self._starts, end))
            if self._words[place] not in without
        )

    def mentions(self, spans: Iterable[Any]) -> list[Words]:
        """Return the words of each mention, without titles and articles where there are others."""
        each = (self.words([span], _LEAD) or self.words([span]) for span in spans)
        return [words for words in each if words]

    def is_pronoun(self, span: Any) -> bool:
        start, end = _pair(span)
        return self.text[start:end].strip().lower() in _PRONOUNS


def score(gold: Line, predicted: Line, text: str) -> Counter[str]:
    """Count what is right of a brief: `figures` makes figures of the counts of one text or the sum of several."""
    words = _Text(text)
    counts: Counter[str] = Counter()
    same = _score_actors(gold["actors"], predicted["actors"], words, counts)
    if gold["quotes"]:  # else nobody may have looked for them
        _score_quotes(gold["quotes"], predicted["quotes"], words, same, counts)
    _score_events(gold["events"], predicted["events"], words, same, counts)
    _score_positions(gold["positions"], predicted["positions"], words, same, counts)
    return counts


def figures(counts: Mapping[str, float]) -> dict[str, float | None]:
    """Return shares and F1 from 0 to 1 by name; null for what could not be measured."""

    def share(right: str, of: str) -> float | None:
        return counts.get(right, 0) / counts[of] if counts.get(of) else None

    def f1(right: str, kind: str) -> float:
        return _f1(*(counts.get(name, 0) for name in (right, f"{kind} predicted", f"{kind} gold")))

    return {
        "actors": f1("actors right", "actors"),
        "type": share("actor types right", "actors matched"),
        "country": share("actor countries right", "actor countries gold"),
        "quotes": f1("quotes right", "quotes") if counts.get("quotes gold") else None,
        "speaker": share("speakers right", "quotes right"),
        "events": f1("events right", "events"),
        "untyped": f1("events of any type", "events"),
        "sides": f1("sides right", "sides"),
        "when": share("dates right", "events right"),
        "where": share("places right", "places gold"),
        "modality": share("modalities right", "events right"),
        "positions": f1("positions right", "positions"),
        "unstanced": f1("positions of any stance", "positions"),
        "issue": share("issues right", "positions of any stance"),
    }


def _f1(right: float, predicted: float, gold: float) -> float:
    precision = right / predicted if predicted else float(not gold)
    recall = right / gold if gold else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pair(span: Any) -> tuple[int, int]:
    return (span["start"], span["end"]) if isinstance(span, dict) else (span[0], span[1])


def _likeness(one: Words, other: Words) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def _match(
    some: Sequence[Any], others: Sequence[Any], value: Callable[[int, int], float]
) -> list[tuple[int, int, float]]:
    """Match things one to one by their indexes, the pairs of the highest value first; 0 is no pair."""
    pairs = [(value(i, j), i, j) for i in range(len(some)) for j in range(len(others))]
    left, right = set(range(len(some))), set(range(len(others)))
    matched = []
    for worth, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if worth > 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            matched.append((i, j, worth))
    return matched


def _score_actors(
    gold: Sequence[Line], predicted: Sequence[Line], words: _Text, counts: Counter[str]
) -> dict[Any, Any]:
    """Score actors as clusters of mentions (CEAF-e); return the ids of predicted actors by those of gold."""
    wanted = [words.mentions(actor["mentions"]) for actor in gold]
    named = [(a, words.mentions(m for m in a["mentions"] if not words.is_pronoun(m))) for a in predicted]
    named = [each for each in named if each[1]]

    def worth(i: int, j: int) -> float:
        one, other = wanted[i], named[j][1]

        def likeness(m: int, n: int) -> float:
            found = _likeness(one[m], other[n])
            return found if found >= SAME_MENTION else 0.0

        return 2 * len(_match(one, other, likeness)) / (len(one) + len(other))

    matched = _match(wanted, named, worth)
    counts["actors right"] += sum(worth for *_, worth in matched)  # type: ignore[assignment]
    counts["actors predicted"] += len(named)
    counts["actors gold"] += len(gold)
    counts["actors matched"] += len(matched)
    for i, j, _ in matched:
        right, found = gold[i], named[j][0]
        counts["actor types right"] += right["type"] == found["type"]
        if right["country"]:
            counts["actor countries gold"] += 1
            counts["actor countries right"] += right["country"] == found["country"]
    return {gold[i]["id"]: named[j][0]["id"] for i, j, _ in matched}


def _score_quotes(
    gold: Sequence[Line], predicted: Sequence[Line], words: _Text, same: Line, counts: Counter[str]
) -> None:
    wanted, found = ([words.words(quote["content"]) for quote in quotes] for quotes in (gold, predicted))

    def worth(i: int, j: int) -> float:
        likeness = _likeness(wanted[i], found[j])
        return likeness if likeness >= SAME_CONTENT else 0.0

    matched = _match(wanted, found, worth)
    counts["quotes right"] += len(matched)
    counts["quotes predicted"] += len(found)
    counts["quotes gold"] += len(wanted)
    counts["speakers right"] += sum(same.get(gold[i]["speaker"]) == predicted[j]["speaker"] for i, j, _ in matched)


def _score_events(
    gold: Sequence[Line], predicted: Sequence[Line], words: _Text, same: Line, counts: Counter[str]
) -> None:
    wanted, found = ([words.words(event["triggers"]) for event in events] for events in (gold, predicted))

    def shared_sides(i: int, j: int) -> int:
        sides = [(role, same[actor]) for role in _ROLES for actor in gold[i][role] if actor in same]
        return sum(actor in predicted[j][role] for role, actor in sides)

    def is_same_type(i: int, j: int) -> bool:
        return bool(gold[i]["type"] == predicted[j]["type"])

    def worth(i: int, j: int) -> float:
        return 1 + shared_sides(i, j) if wanted[i] & found[j] and is_same_type(i, j) else 0

    matched = _match(wanted, found, worth)
    counts["events right"] += len(matched)
    counts["events of any type"] += len(
        _match(wanted, found, lambda i, j: 1 + is_same_type(i, j) if wanted[i] & found[j] else 0)
    )
    counts["events predicted"] += len(found)
    counts["events gold"] += len(wanted)
    for i, j, _ in matched:
        right, event = gold[i], predicted[j]
        for role in _ROLES:
            sides = {same.get(actor, ("not found", actor)) for actor in right[role]}
            counts["sides right"] += len(sides & set(event[role]))
            counts["sides gold"] += len(sides)
            counts["sides predicted"] += len(set(event[role]))
        counts["dates right"] += right["when"] == event["when"]
        counts["modalities right"] += _modality(right) == _modality(event)
        if right["country"]:
            counts["places gold"] += 1
            counts["places right"] += right["country"] == event["country"]


def _modality(event: Line) -> str:
    """Gold of before has one word for what is hypothetical and what is denied."""
    modality = str(event["modality"])
    return "hypothetical" if modality == "denied" else modality


def _score_positions(
    gold: Sequence[Line], predicted: Sequence[Line], words: _Text, same: Line, counts: Counter[str]
) -> None:
    wanted, found = ([words.words([each["evidence"]]) for each in positions] for positions in (gold, predicted))

    def is_same_stance(i: int, j: int) -> bool:
        return bool(gold[i]["stance"] == predicted[j]["stance"])

    def worth(i: int, j: int) -> float:
        one, other, holder = wanted[i], found[j], gold[i]["holder"]
        if not one or not other or holder not in same or same[holder] != predicted[j]["holder"]:
            return 0
        if len(one & other) / min(len(one), len(other)) < SAME_EVIDENCE:
            return 0
        return 1 + _likeness(one, other) + is_same_stance(i, j)

    matched = _match(wanted, found, worth)
    counts["positions of any stance"] += len(matched)
    counts["positions right"] += sum(is_same_stance(i, j) for i, j, _ in matched)
    counts["positions predicted"] += len(found)
    counts["positions gold"] += len(wanted)
    counts["issues right"] += sum(
        not _stems(gold[i]["issue"]).isdisjoint(_stems(predicted[j]["issue"])) for i, j, _ in matched
    )


def _stems(issue: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(issue))
    return {word[:_STEM] for word in words if len(word) > 2 and word not in _LEAD}
