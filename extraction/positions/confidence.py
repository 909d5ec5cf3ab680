"""How sure a position is: the chance that its holder, evidence and stance are annotated, by how it was found.

The weights are in extraction/data/positions/confidence.tsv. They were fitted by logistic regression to the 675
positions found in 142 annotated texts (stories, readouts and statements; 0.59 are right) and checked on 37 other
articles, of whose 375 positions 0.54 are right:

                     142 texts, fitted    37 articles, checked
    0.7 to 0.8       0.77 of 243          0.72 of 114
    0.6 to 0.7       0.53 of 146          0.47 of 80
    0.5 to 0.6       0.52 of 124          0.47 of 78
    below 0.5        0.41 of 162          0.43 of 103

No position reaches 0.8. The signs were thought of earlier, with both sets in view. Annotators leave out much that is
so, and that counts as wrong here.
"""

from collections.abc import Iterator

from extraction import syntax
from extraction.actors.found import FoundActor, MentionKind
from extraction.positions.attitudes import Reading
from extraction.positions.holding.voices import Voice
from ontology.enums import Stance

TABLE = "positions/confidence.tsv"
"""The file with the weights of the signs."""

_CLOSE = frozenset({"ROOT", "ccomp", "conj", "xcomp", "dobj", "pobj", "amod"})
_WEAK = frozenset({"seek", "claim", "be"})


def signs(reading: Reading, issue: str, holder: FoundActor, voice: Voice | None, *, is_member: bool) -> Iterator[str]:
    """Yield the signs of how sure a position is that its reading shows."""
    yield from _of_reading(reading)
    if not any(mention.kind is MentionKind.NAME for mention in holder.mentions):
        yield "unnamed"
    if voice is not None and reading.holder not in voice.speakers and not is_member:
        yield "elsewhere"
    if is_member:
        yield "member"
    if len(issue.split()) == 1:
        yield "single"


def _of_reading(reading: Reading) -> Iterator[str]:
    word = reading.word
    if reading.judgement.stance in (Stance.EXPECTS, Stance.DOUBTS):
        yield "assessment"
    if reading.judgement.rule in ("future", "value", "learned"):
        yield reading.judgement.rule
    if syntax.is_negated(word):
        yield "negated"
    if word.dep_ not in _CLOSE:
        yield "loose"
    if word.tag_ == "VBG":
        yield "gerund"
    if word.lemma_.lower() in _WEAK:
        yield "weak"
