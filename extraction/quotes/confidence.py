"""The reliability of each rule: the measured share of its quotes with correct content and speaker.

Counted over the 605 news articles of PolNeAR (9,463 quotes found). Families of rules with fewer than 30 quotes
there share the last figure; some classes of words have one figure for the class. The figures of `direct:turn`,
`direct:behind`, `according` and `tell:that` are those of 179 texts annotated whole (1,033 quotes found), where each has
34 to 88 quotes: they were off by more than 0.1 there, or had none in PolNeAR.
"""

_MEASURED = {
    "direct:turn": 0.94,
    "direct:behind": 0.83,
    "warn": 0.83,
    "say:inserted": 0.82,
    "headline": 0.8,
    "question": 0.79,
    "direct:before": 0.78,
    "announce:that": 0.76,
    "say:that": 0.75,
    "attitude": 0.71,
    "tell:that": 0.71,
    "call:preposition": 0.7,
    "think:that": 0.65,
    "according": 0.64,
    "promise:to": 0.64,
    "portray:object_as": 0.64,
    "call:object_named": 0.61,
    "talk:preposition": 0.6,
    "judge:object": 0.6,
    "announce:object": 0.57,
    "want:to": 0.55,
    "learned": 0.5,
    "urge": 0.49,
    "wish": 0.41,
    "thought": 0.4,
    "word": 0.39,
}
_OTHER = 0.65


def confidence(rule: str) -> float:
    """Return the share of a rule's quotes that were right, from 0 to 1."""
    return _MEASURED.get(rule) or _MEASURED.get(rule.partition(":")[0], _OTHER)
