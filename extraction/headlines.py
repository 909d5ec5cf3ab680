"""Headlines without a full stop, which the parser takes for noun phrases: "A, B sign truce", "A to visit B"."""

from itertools import pairwise

from spacy.tokens import Doc, Token

from extraction.verbs import event_verbs, saying

_NOUNS = ("NOUN", "PROPN")


def read_headline(doc: Doc, start: int, end: int) -> None:
    """Read a line without a full stop as a headline: "A, B sign truce", "A to visit B"."""
    while end > start and doc[end - 1].is_space:
        end -= 1
    if end - start < 3 or doc[end - 1].text in ".!?:;,\"”')":
        return
    names = _names(doc, start, end)
    if not names:
        return
    verb = doc[names[-1].i + 1]
    if verb.lower_ == "to" and verb.i + 1 < end and doc[verb.i + 1].tag_ == "VB":
        verb = doc[verb.i + 1]
    elif len(names) < 2 or verb.lower_ not in event_verbs() | saying():
        return
    if verb.head.i != verb.i:
        lead(verb, doc[start].sent.root)
    verb.tag_ = "VB" if doc[verb.i - 1].lower_ == "to" else "VBP"
    verb.pos_, verb.lemma_, verb.dep_ = "VERB", verb.lower_, "ROOT"
    for child in list(verb.lefts):
        if child.dep_ not in ("aux", "punct", "cc"):
            child.dep_ = "dep"
    thing = next(
        (child for child in verb.rights if child.dep_ in ("appos", "nmod", "dep") and child.pos_ in _NOUNS), None
    )
    if thing is not None and not any(child.dep_ == "dobj" for child in verb.rights):
        thing.dep_ = "dobj"
    names[0].head, names[0].dep_ = verb, "nsubj"
    for before, name in pairwise(names):
        name.head, name.dep_ = before, "conj"


def _names(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the last words of the names at the beginning of a line: "Ann Roe, John Doe and Kim"."""
    found: list[Token] = []
    for i in range(start, end - 1):
        if doc[i].pos_ in _NOUNS and doc[i].text[:1].isupper():
            if found and found[-1].i == i - 1:
                found.pop()
            found.append(doc[i])
        elif i == start or doc[i].lower_ not in (",", "and", "&"):
            return found if found and found[-1].i == i - 1 else []
    return []


def lead(verb: Token, root: Token) -> None:
    """Make a verb the root of its sentence, and the previous root its subject or object."""
    side = "nsubj" if root.i < verb.i else "dobj"
    verb.head, verb.dep_ = verb, "ROOT"
    for child in list(root.children):
        if child.i > verb.i > root.i or (child.i < verb.i < root.i):
            child.head = verb
    root.head, root.dep_ = verb, side
