"""Dated events of the text, for dates counted from them: "18 years after the invasion"."""

from dataclasses import dataclass

from spacy.tokens import Token

from extraction.dates.calendar import Period

_COUNTED_FROM = {"after": 1, "following": 1, "before": -1}
# Verbs that state that their subject or object took place; "condemned the attack on Friday" dates the verb.
_TAKES_PLACE = frozenset(
    "be occur happen take begin start open end conclude culminate erupt come follow strike hit hold launch carry "
    "commit stage sign reach agree win lose declare suffer face".split()
)


@dataclass(frozen=True, slots=True)
class DatedNoun:
    """Noun to count from, forwards (1) or backwards (-1), and the date of its event."""

    noun: Token
    sign: int
    date: Period


class DatedEvents:
    """Dated nouns of a text, by their lemma."""

    def __init__(self) -> None:
        self._dates: dict[str, Period] = {}

    def note(self, root: Token, period: Period) -> None:
        """Date the noun that a date modifies ("the 2003 invasion"), or the nouns of the verb that it modifies."""
        head = root.head.head if root.dep_ == "pobj" else root.head
        for noun in [head, *_taking_place(head)]:
            if noun.pos_ == "NOUN":
                self._dates.setdefault(noun.lemma_, period)

    def counted_from(self, token: Token) -> DatedNoun | None:
        """Return the dated noun that the "after" in "after the invasion" counts from, None without one."""
        sign = _COUNTED_FROM.get(token.lower_)
        noun = next((child for child in token.rights if child.dep_ == "pobj"), None)
        if sign is None or noun is None or noun.lemma_ not in self._dates:
            return None
        return DatedNoun(noun, sign, self._dates[noun.lemma_])


def _taking_place(verb: Token) -> list[Token]:
    """Return the subjects and objects that take place according to their verb; "culminated with" counts."""
    if verb.lemma_ not in _TAKES_PLACE:
        return []
    found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "with":
            found += [noun for noun in child.children if noun.dep_ == "pobj"]
    return found
