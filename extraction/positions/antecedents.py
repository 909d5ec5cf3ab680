"""Antecedents of "the deal" or "the proposal"."""

from spacy.tokens import Token

from extraction.document import Document

_VAGUE = frozenset(
    "deal move decision proposal measure step agreement idea matter issue thing situation offer request demand effort"
    " action case claim accusation allegation suggestion statement remark comment request point question".split()
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
_FULLER = frozenset({"amod", "compound", "nmod", "poss"})
_SAID_OF = frozenset({"prep", "acl", "relcl"})


class Antecedents:
    """Fuller noun phrases of a text, by their head noun."""

    def __init__(self, document: Document) -> None:
        self._named: dict[str, list[Token]] = {}
        for token in document.doc:
            if token.lemma_ in _VAGUE and token.pos_ == "NOUN" and _is_full(token):
                self._named.setdefault(token.lemma_, []).append(token)

    def of(self, noun: Token) -> Token | None:
        """Return the noun itself, or the nearest earlier noun that a vague one refers to; None if there is none."""
        is_vague = noun.pos_ == "NOUN" and noun.lemma_ in _VAGUE
        if not is_vague or _is_full(noun) or not any(c.lower_ in _DEFINITE for c in noun.lefts):
            return noun
        before = [token for token in self._named.get(noun.lemma_, ()) if token.i < noun.i]
        return before[-1] if before else None


def _is_full(noun: Token) -> bool:
    return any(c.dep_ in _FULLER and c.pos_ != "PRON" for c in noun.lefts) or any(
        c.dep_ in _SAID_OF for c in noun.rights
    )
