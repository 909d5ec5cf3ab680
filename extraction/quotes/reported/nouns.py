"""Speech and thought in nouns: "the minister's claim that ...", "a call for ..."."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes import cues
from extraction.quotes.cues import Frame
from extraction.quotes.reading import Attribution, Reading
from extraction.quotes.who import Range, Who, is_clausal, who_does, who_is
from extraction.syntax import child

_UTTERING = frozenset(
    "make issue express voice raise renew repeat reiterate have give add take hold share convey maintain advance"
    " deliver level air echo".split()
)
"""Verbs whose subject is the source of the words in their object."""
_NO = frozenset({"no", "neither", "any"})


def nominal(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """Yield attributions by nouns; `taken` are tokens in direct speech and cues in use."""
    table = cues.nouns()
    for token in reading.doc:
        if token.tag_ not in ("NN", "NNS") or token.i in taken:
            continue
        noun = table.get(token.lemma_.lower())
        if noun is None:
            continue
        if any(kid.lower_ in _NO for kid in token.lefts):
            continue
        who = _source(token)
        for frame, end, piece in _frames(token, noun):
            span = reading.content(*piece)
            if span is not None and (who is not None or frame is Frame.THAT):
                found = reading.attribution(f"{noun.name}:{frame}", (token.i, end), who)
                found.content = [span]
                yield found
                break


def _source(noun: Token) -> Who | None:
    """Return the source of the words: the possessor, the noun after "by", or the subject of a verb of uttering."""
    owner = child(noun, "poss")
    if owner is not None:
        return who_is(owner)
    for kid in noun.rights:
        source = child(kid, "pobj") if kid.dep_ == "prep" and kid.lower_ in ("by", "of") else None
        if source is not None and (kid.lower_ == "by" or source.ent_type_ == "PERSON"):
            return who_is(source)
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _UTTERING:
        return who_does(noun.head)
    return None


def _frames(token: Token, noun: cues.Cue) -> Iterator[tuple[Frame, int, Range]]:
    for kid in token.rights:
        whole = (kid.left_edge.i, kid.right_edge.i + 1)
        if kid.dep_ in ("acl", "ccomp", "relcl"):
            mark = child(kid, "mark")
            if Frame.THAT in noun.takes and mark is not None and mark.lower_ == "that":
                yield Frame.THAT, token.i + 1, (mark.i + 1, whole[1])
            if Frame.TO in noun.takes and any(helper.tag_ == "TO" for helper in kid.lefts):
                yield Frame.TO, token.i + 1, whole
        elif kid.dep_ == "prep" and kid.lower_ in noun.prepositions:
            target = child(kid, "pobj", "pcomp")
            if target is not None and target.i > kid.i and is_clausal(target):
                yield Frame.PREPOSITION, kid.i + 1, (target.left_edge.i, target.right_edge.i + 1)
