"""Names that need no context, by their position in a text."""

from collections.abc import Iterator

from spacy.tokens import Doc

from extraction.actors import gazetteer, names
from extraction.actors.gazetteer import Known
from extraction.actors.spotting.name import Name
from extraction.document import Document
from extraction.homonyms import homonyms
from ontology.enums import ActorType


def find_known(document: Document) -> Iterator[Name]:
    doc = document.doc
    lengths, table = gazetteer.longest_known(), gazetteer.known_names()
    meant = homonyms(doc)
    words = [token.text for token in doc]
    i = 0
    while i < len(words):
        step = 1
        if i in meant:
            other = meant[i]
            if not other.is_person:
                text = document.text_of(other.start, other.end)
                place = Known(text, ActorType.STATE, other.country, place=True)
                yield Name(other.start, other.end, "", text, place)
            i = max(other.end, i + 1)
            continue
        # A word of a known name may be several tokens ("U.S.-China", "Da'esh").
        for length in range(min(2 * lengths.get(words[i], 0), len(words) - i), 0, -1):
            text = names.straight(document.text_of(i, i + length))
            if text in table and not _is_shouted(doc, i, text):
                if table[text].article and not (i and doc[i - 1].lower_ == "the"):
                    continue
                yield Name(i, i + length, "", text, table[text])
                step = length
                break
        i += step


def _is_shouted(doc: Doc, i: int, text: str) -> bool:
    """Return whether a short acronym stands among words in capitals, where "IS" and "WHO" are words."""
    around = [doc[j].text for j in (i - 1, i + 1) if 0 <= j < len(doc) and doc[j].is_alpha]
    return len(text) <= 3 and text.isupper() and any(len(word) > 3 and word.isupper() for word in around)
