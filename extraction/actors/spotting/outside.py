"""Names outside the report itself: in credits and in headlines."""

from spacy.tokens import Doc

from extraction.actors import gazetteer, names
from extraction.actors.spotting.name import Name
from extraction.document import Document


def without_outside(document: Document, found: list[Name], speakers: frozenset[int]) -> list[Name]:
    """Drop names in datelines and credits, and those only in headlines unless known, titled or a speaker's."""
    doc = document.doc
    headlines = [range(*p) for p in document.parts(None) if _is_headline(doc, *p)]
    inside = (n.text for n in found if not any(n.start in h for h in headlines))
    # "MINISTER LINDQVIST:" in a transcript
    body = {word.title() if word.isupper() else word for text in inside for word in text.split()}
    return [
        name
        for name in found
        if name.start not in document.asides
        and (
            name.known
            or set(name.text.split()) <= body
            or not any(name.start in h for h in headlines)
            or _has_role_before(doc, name)
            or not speakers.isdisjoint(range(name.start, name.end))
        )
    ]


def _has_role_before(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1] if name.start else None
    titled = before is not None and (names.is_title(before.text) or gazetteer.person_noun(before))
    return titled and name.label == "PERSON"


def _is_headline(doc: Doc, start: int, end: int) -> bool:
    """Return whether a paragraph is a headline in title case, where the model sees names everywhere."""
    words = [token for token in doc[start:end] if token.is_alpha and len(token) > 3]
    if doc[start:end].text.isupper():
        return True
    capital = sum(token.text[0].isupper() for token in words)
    return 3 <= len(words) <= 20 and capital >= 0.8 * len(words) and doc[end - 1].text not in (".", "!", "”", '"')
