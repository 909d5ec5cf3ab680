"""Sentence ends after abbreviations: "has left the U.S. Horvat said", but "the U.S. Treasury said".

The full stop of an abbreviation can also end its sentence, and the parser mostly misses that. This pipeline
component runs after the tagger and marks the sentence starts that the parser must keep.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from extraction.text import words

NAME = "sentence_ends"
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NAMES = frozenset(("NNP", "NNPS"))
_SUBJECTS = _NAMES | {"NNS"}
# Tokens between the first word of a subject and its verb: "Horvat, the minister of Norway, also said".
_BETWEEN = _SUBJECTS | frozenset(("RB", "CC", ",", "IN", "DT", "NN", "JJ", "POS", "CD", "WP", "PRP$", "HYPH"))
_BEFORE_TITLES = frozenset("prime vice deputy former acting first foreign".split())
_NEAR = 6
_FARTHEST = 60
_LONGEST_SUBJECT = 12
# A name that begins with one of these continues the abbreviation: "the U.S. Supreme Court".
_ORGANS = frozenset(
    "government administration congress senate house department ministry treasury supreme federal central national "
    "state states embassy consulate army navy air marine marines coast military armed forces special central defense "
    "defence foreign homeland justice energy trade geological attorney capitol customs border postal patent holocaust "
    "steel open virgin general security human high refugee children food world secretariat assembly council "
    "development population charter bank agency office parliament labour labor home cabinet district "
    " circuit court chamber virgin bureau commission environmental securities "
    "secret strategic northern southern central pacific fifth sixth seventh first mission delegation permanent "
    "republican democratic republicans democrats".split()
)


@Language.component(NAME)
def sentence_ends(doc: Doc) -> Doc:
    """Mark each sentence start after an abbreviation."""
    start = 0
    for token in doc:
        if token.text in (".", "!", "?"):
            start = token.i + 1
        elif token.i + 1 < len(doc) and _ends_sentence(token, max(start, token.i - _FARTHEST)):
            start = token.i + 1
            _mark(doc, start)
    return doc


def _mark(doc: Doc, start: int) -> None:
    """Mark a start, and mark the words before it and the rest of its name as no starts."""
    for token in reversed(doc[max(start - _NEAR, 1) : start]):
        if token.is_punct:
            break
        token.is_sent_start = False
    doc[start].is_sent_start = True
    for token in doc[start + 1 : start + _NEAR]:
        if token.tag_ not in _NAMES:
            break
        token.is_sent_start = False


def _ends_sentence(token: Token, start: int) -> bool:
    """Return whether the full stop of an abbreviation ends the sentence that begins at `start`."""
    doc, after = token.doc, token.nbor()
    if token.text[-1] != "." or not after.text[0].isupper() or not words.is_closing(token.text):
        return False
    if not any(other.tag_ in _FINITE for other in doc[start : token.i]):
        return False
    if words.begins_sentence(after.text):
        return True
    if words.is_calendar(after.text) or after.lower_ in _ORGANS:
        return False
    title_end = _title_end(after)
    if title_end == after.i:
        return _is_subject(after)
    # "The U.S. Secretary said", "U.S. Secretary Keller said", but "he left the U.S. Secretary Keller said"
    named = title_end < len(doc) and doc[title_end].tag_ in _NAMES and doc[title_end].lower_ not in _ORGANS
    return named and token.i > start + 1 and token.nbor(-1).lower_ == "the" and _is_subject(doc[title_end])


def _title_end(first: Token) -> int:
    """Return the end of the titles that begin at a token."""
    end = first.i
    while end < len(first.doc) and (words.is_title(first.doc[end].text) or first.doc[end].lower_ in _BEFORE_TITLES):
        end += 1
    return end


def _is_subject(first: Token) -> bool:
    """Return whether a name is followed by its verb: "Horvat said", "Ana Kovac, the minister, said"."""
    if first.tag_ not in _SUBJECTS:
        return False
    for token in first.doc[first.i + 1 : first.i + _LONGEST_SUBJECT]:
        if token.tag_ in _FINITE:
            return token.nbor(-1).tag_ != "CC"
        if token.tag_ not in _BETWEEN or token.text == ";":
            return False
    return False
