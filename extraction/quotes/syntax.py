"""Questions to the parse: subjects, phrases, clauses. All ranges are of tokens, half-open."""

from spacy.tokens import Doc, Token

Range = tuple[int, int]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OUTER = frozenset({"relcl", "appos", "acl"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependencies."""
    return next((kid for kid in token.children if kid.dep_ in deps), None)


def subject(verb: Token) -> Token | None:
    """Who does what the verb says: its own subject, or the one it shares or modifies."""
    for _ in range(6):
        own = child(verb, *_SUBJECTS)
        if own is not None:
            if own.lower_ in _RELATIVE and verb.dep_ == "relcl":
                return verb.head
            return own
        if verb.dep_ == "acl":
            return verb.head
        if (
            verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux")
            or verb.head.i == verb.i
        ):
            return None
        verb = verb.head
    return None


def phrase(noun: Token) -> Range:
    """The noun phrase without what follows in apposition or as a clause."""
    end = noun.right_edge.i + 1
    for kid in noun.rights:
        if kid.dep_ in _OUTER or kid.dep_ == "punct":
            end = kid.left_edge.i
            break
    return trimmed(noun.doc, noun.left_edge.i, max(end, noun.i + 1))


def trimmed(doc: Doc, start: int, end: int) -> Range:
    """The range without punctuation and space at its ends."""
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end
