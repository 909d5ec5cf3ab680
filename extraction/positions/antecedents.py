"""The matter that "the deal" or "the proposal" takes up."""

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
    """The fuller noun phrases of a text, by the noun that heads them."""

    def __init__(self, document: Document) -> None:
        self._named: dict[str, list[Token]] = {}
        for token in document.doc:
            if token.lemma_ in _VAGUE and token.pos_ == "NOUN" and _is_full(token):
                self._named.setdefault(token.lemma_, []).append(token)

    def of(self, noun: Token) -> Token | None:
        """The noun; of one that only takes up a matter the nearest before it that names it, None where none does."""
        is_vague = noun.pos_ == "NOUN" and noun.lemma_ in _VAGUE
        if not is_vague or _is_full(noun) or not any(c.lower_ in _DEFINITE for c in noun.lefts):
            return noun
        before = [token for token in self._named.get(noun.lemma_, ()) if token.i < noun.i]
        return before[-1] if before else None


def _is_full(noun: Token) -> bool:
    return any(c.dep_ in _FULLER and c.pos_ != "PRON" for c in noun.lefts) or any(
        c.dep_ in _SAID_OF for c in noun.rights
    )
