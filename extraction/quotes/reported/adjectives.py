"""Thoughts and feelings in adjectives: "they are wary of the deal", "he was confident that it would hold"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes import cues
from extraction.quotes.cues import Cue, Frame
from extraction.quotes.reading import Attribution, Reading
from extraction.quotes.who import IN_DIALOGUE, Range
from extraction.syntax import child

_SAID_OF = frozenset({"acomp", "oprd"})
_DEGREES = frozenset({"so", "too", "as"})
"""With these the clause gives the result: "so angry that he left"."""


def attitudes(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """Yield attributions by adjectives with a subject; `taken` are tokens in direct speech and cues in use.

    In 605 articles 53 quotes match, 41 of them right.
    """
    table = cues.adjectives()
    for token in reading.doc:
        adjective = table.get(token.lower_) if token.dep_ in _SAID_OF and token.i not in taken else None
        if adjective is None or any(kid.lower_ in _DEGREES for kid in token.lefts):
            continue
        who = reading.who_does(token.head)
        told = next(_frames(token, adjective), None)
        if who is None or told is None or reading.doc[who.mention[0]].lower_ in IN_DIALOGUE:
            continue
        frame, end, piece = told
        span = reading.content(*piece)
        if span is not None:
            found = reading.attribution(f"{adjective.name}:{frame}", (token.i, end), who)
            found.content = [span]
            yield found


def _frames(token: Token, adjective: Cue) -> Iterator[tuple[Frame, int, Range]]:
    for kid in token.rights:
        if kid.dep_ == "ccomp" and kid.left_edge.i > token.i:
            start = kid.left_edge.i
            yield Frame.THAT, token.i + 1, (start + (kid.doc[start].lower_ == "that"), kid.right_edge.i + 1)
        elif kid.dep_ == "prep" and kid.lower_ in adjective.prepositions:
            target = child(kid, "pobj", "pcomp")
            if target is not None and target.i > kid.i:
                yield Frame.PREPOSITION, kid.i + 1, (target.left_edge.i, target.right_edge.i + 1)
