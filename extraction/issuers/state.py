"""The state whose ministry, forces or leader issues a document."""

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Token

from extraction.actors import gazetteer
from extraction.document import Document
from extraction.issuers.naming import Line, find_issuers
from extraction.layout.part import PartKind
from ontology import countries
from ontology.enums import ActorType

_NATIONAL = frozenset((ActorType.GOVERNMENT, ActorType.MILITARY, ActorType.PERSON))
_LETTERHEAD = 6  # lines
# "The Taiwan Affairs Office", "the Central African States": not one of that country.
_OTHERS = frozenset("affairs states nations countries".split())


def issuing_state(document: Document) -> str | None:
    """Return the country of the national body or office that issues a document, also where it never says "we".

    It is named with the body ("Ministry of Trade of Peru") or in a line of the letterhead ("REPUBLIC OF KENYA").
    """
    lines = own_lines(document)
    issuers = find_issuers(lines) if lines else []
    if len(issuers) != 1:
        return None
    phrase = document.doc[slice(*issuers[0])]
    if gazetteer.is_international(phrase.text) or not any(map(_is_national, phrase)):
        return None
    named = set(_named(phrase.text))
    if not named:
        head = (line.text.strip() for line in takewhile(lambda line: not line.text.endswith("."), lines[:_LETTERHEAD]))
        named = {code for text in head if (code := countries.NAMES.find(text))}
    return named.pop() if len(named) == 1 else None


def own_lines(document: Document) -> list[Line]:
    """Return the paragraphs of a document's own sentences."""
    lines = (Line(document, *tokens) for tokens in document.parts(None, PartKind.OPERATIVE))
    return [line for line in lines if line.text]


def _is_national(token: Token) -> bool:
    noun = gazetteer.noun_of(token)
    return gazetteer.name_nouns().get(token.lower_) in _NATIONAL or (noun is not None and noun.type in _NATIONAL)


def _named(phrase: str) -> Iterator[str]:
    """Yield the countries in the name of an issuer."""
    words = [word.strip(",.()") for word in phrase.split()]
    position = 0
    while position < len(words):
        length, code = countries.named_at(words, position)
        position += length
        if code and (position == len(words) or words[position].lower() not in _OTHERS):
            yield code
