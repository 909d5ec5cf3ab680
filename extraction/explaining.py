"""Explanations of facts: the rules that found them, and what the encoder says of the words that they read."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from extraction.actors.found import FoundActor, MentionKind
from extraction.confidence import weights
from extraction.document import Document
from extraction.encoder import Scores
from extraction.encoder.heads import HEADS
from extraction.events import FoundEvent
from extraction.events import confidence as of_events
from extraction.positions import FoundPosition
from extraction.positions import confidence as of_positions
from extraction.quotes.found import FoundQuote
from extraction.rule_words import RuleWords
from ontology.explanation import Explanation, Finding, ReadWords
from ontology.span import Span

_LEAST = 0.05
_LEARNED, _ENCODER = "learned", "encoder"


class Explainer:
    """Explains what was found in one text; `span` grounds a range of the text that the rules read."""

    def __init__(self, document: Document, scores: Scores, span: Callable[[int, int], Span]) -> None:
        self._document = document
        self._scores = scores
        self._span = span

    def actor(self, found: FoundActor) -> Explanation:
        """Explain each way in which mentions were recognised; pronouns are not shown."""
        words: dict[str, list[tuple[int, int]]] = {}
        for mention in found.mentions:
            if mention.kind is not MentionKind.PRONOUN:
                by = mention.rule or self._document.doc[mention.head].lemma_.lower()
                words.setdefault(f"{mention.kind}: {by}", []).append(self._document.offsets(mention.start, mention.end))
        return self._explanation([RuleWords(rule, tuple(several)) for rule, several in words.items()])

    def quote(self, found: FoundQuote) -> Explanation:
        """Explain a quote by its rule, its cue and its content."""
        words = (*([found.cue] if found.cue else ()), *found.content)
        return self._explanation([RuleWords(found.rule, words)], "quote")

    def event(self, found: FoundEvent) -> Explanation:
        """Explain an event by each of its mentions."""
        return self._explanation(found.rules, "trigger", of_events.TABLE, found.signs)

    def position(self, found: FoundPosition) -> Explanation:
        """Explain a position by its rule, the word that shows it, and its evidence."""
        return self._explanation([found.rule], "stance", of_positions.TABLE, found.signs)

    def _explanation(
        self, rules: Iterable[RuleWords], head: str | None = None, table: str | None = None, signs: Iterable[str] = ()
    ) -> Explanation:
        findings = (
            Finding(
                _ENCODER if each.rule == _LEARNED else each.rule,
                tuple(ReadWords(self._span(*pair), self._chances(head, *pair)) for pair in each.words),
            )
            for each in rules
        )
        known = weights(table) if table else {}
        return Explanation(tuple(findings), {sign: known[sign] for sign in ("base", *signs)} if table else {})

    def _chances(self, head: str | None, start: int, end: int) -> dict[str, float]:
        """Return the mean chances of a head's labels for a range of characters, as an explanation has them."""
        if head is None:
            return {}
        starts = self._document.starts
        first, last = max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)
        none, *rest = (round(chance, 3) for chance in getattr(self._scores, head)[first:last].mean(axis=0).tolist())
        likely = {str(label): chance for label, chance in zip(HEADS[head][1:], rest, strict=True) if chance > _LEAST}
        return dict(sorted(likely.items(), key=lambda each: -each[1])) | {"none": none}
