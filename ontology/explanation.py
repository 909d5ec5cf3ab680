"""Why a fact was found: the rules, their words, what the encoder makes of them, and what its confidence is made of."""

from typing import NamedTuple

from ontology.span import Span


class ReadWords(NamedTuple):
    """Words that a rule read, with the encoder's chances, from 0 to 1: the likely labels, the highest first, and none.

    The chances of several words are their mean; actors have none.
    """

    span: Span
    scores: dict[str, float]


class Finding(NamedTuple):
    """A rule that found a fact, or `encoder`, and its words."""

    rule: str
    words: tuple[ReadWords, ...]


class Explanation(NamedTuple):
    """Why a fact was found: a finding for each rule and place.

    `confidence` are weights in logits by the signs that the fact shows; they add up to its confidence. They are empty
    where the confidence is a share that was measured for the rule or the kind of name.
    """

    findings: tuple[Finding, ...]
    confidence: dict[str, float]
