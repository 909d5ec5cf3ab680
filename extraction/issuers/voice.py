"""The words of a document in its issuer's own voice: statements, resolutions, declarations, addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.document import Document
from extraction.issuers.naming import Range, find_issuers
from extraction.issuers.state import own_lines
from extraction.layout.part import PartKind

_FIRST = frozenset("i we my our us me".split())


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """The issuer of a document and the words in its own voice; quotes and turns inside them have other speakers."""

    issuers: tuple[Range, ...]
    """The phrases that name the issuer of the document."""
    said: tuple[Range, ...]
    """Paragraphs where "we" and "I" mean the issuer."""
    acts: frozenset[int]
    """Verbs without a subject in the issuer's operative paragraphs and preambles; the issuer is their subject."""


def find_own_voice(document: Document) -> OwnVoice | None:
    """Return the issuer of a document written in its issuer's own voice; None for all other texts."""
    lines = own_lines(document)
    acts = frozenset(_acts(document))
    if not acts and not any(token.lower_ in _FIRST for line in lines for token in line.tokens):
        return None
    issuers = find_issuers(lines) if lines else []
    if not issuers:
        return None
    said = tuple((line.start, line.end) for line in lines)
    return OwnVoice(tuple(issuers), said, acts)


def _acts(document: Document) -> Iterator[int]:
    if PartKind.OPERATIVE in document.kinds:
        for start, end in document.parts(None):
            first, last = document.doc[start], document.text_of(start, end)[-1:]
            if first.tag_ == "VBG" and first.dep_ == "ROOT" and last in (",", ";"):
                yield first.i  # "Condemning the raid," before a decision
    for start, end in document.parts(PartKind.OPERATIVE):
        for token in document.doc[start:end]:
            if token.pos_ in ("VERB", "AUX") and _is_bare(token) and token.sent.start <= start:
                yield token.i


def _is_bare(verb: Token) -> bool:
    """Return whether a verb and the verbs above it, up to the root of the sentence, all lack a subject."""
    for _ in range(8):
        if any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in verb.children):
            return False
        if verb.head.i == verb.i:
            return True
        joined = verb.dep_ in ("conj", "dep", "parataxis", "ccomp") or _is_own_intent(verb)
        if not joined or verb.head.pos_ not in ("VERB", "AUX"):
            return False
        verb = verb.head
    return False


def _is_own_intent(verb: Token) -> bool:
    """Return whether an infinitive has the subject of its verb: "decides to impose", not "urges Oslo to impose"."""
    others = ("dobj", "dative", "prep")
    return verb.dep_ == "xcomp" and not any(child.dep_ in others and child.i < verb.i for child in verb.head.rights)
