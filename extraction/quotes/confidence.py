"""How sure each rule is: the share of its quotes that are right, content and speaker, where it was measured.

Counted over the 605 news articles of PolNeAR (9,463 quotes found). Families of rules that had fewer than 30 quotes
there share the last figure, those of some classes of words the figure of their class. Turns of transcripts, which
PolNeAR has hardly any of, were counted over 45 statements and readouts: 32 of 33 right.
"""

_MEASURED = {
    "direct:turn": 0.95,
    "direct:behind": 0.94,
    "direct:before": 0.78,
    "warn": 0.83,
    "say:inserted": 0.82,
    "headline": 0.8,
    "question": 0.79,
    "according": 0.77,
    "announce:that": 0.76,
    "say:that": 0.75,
    "attitude": 0.71,
    "call:preposition": 0.7,
    "think:that": 0.65,
    "promise:to": 0.64,
    "portray:object_as": 0.64,
    "call:object_named": 0.61,
    "talk:preposition": 0.6,
    "judge:object": 0.6,
    "tell:that": 0.59,
    "announce:object": 0.57,
    "want:to": 0.55,
    "urge": 0.49,
    "wish": 0.41,
    "thought": 0.4,
    "word": 0.39,
}
_OTHER = 0.65


def confidence(rule: str) -> float:
    """The share of a rule's quotes that were right."""
    return _MEASURED.get(rule) or _MEASURED.get(rule.partition(":")[0], _OTHER)
