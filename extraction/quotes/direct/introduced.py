"""Speakers without a verb of saying: before a colon, or in a line of their own above or below the quotation."""

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from extraction.quotes import cues
from extraction.quotes.direct.marks import Quoted
from extraction.quotes.reading import Reading
from extraction.quotes.who import FINITE, Who, who_does

_DASHES = frozenset(["-", "--", "—", "–", "―", "~"])
_SOURCES = frozenset({"from", "by", "of"})
_WORD = re.compile(r"\w")
_LONGEST_LINE = 30


def introduced(words: Tokens) -> Who | None:
    """Return the speaker named before a colon: "Petr Novak, mayor of Brno:", "they heard from its chair, X:"."""
    end = words.end
    person = _name_at_end(words)
    finite = [token for token in words if token.tag_ in FINITE]
    if person is not None and (not finite or _is_named_at_end(person.root, words)):
        return Who((person.start, person.end))
    if finite:
        return None
    source = next(
        (t for t in words if t.dep_ == "pobj" and t.head.lower_ in _SOURCES and _is_document(t.head.head)), None
    )
    if source is not None:
        return Who((source.left_edge.i, source.i + 1))
    comma = next((token.i for token in words if token.text == ","), end)
    first = words[0].i
    return Who((first, comma)) if comma > first and words[0].text[0].isupper() else None


def _name_at_end(words: Tokens) -> Tokens | None:
    """Return the name at the end of the words, if it is a person's or has several words."""
    start = words.end
    while start > words.start and words.doc[start - 1].pos_ == "PROPN":
        start -= 1
    name = words.doc[start : words.end]
    return name if len(name) > 1 or any(token.ent_type_ == "PERSON" for token in name) else None


def _is_document(noun: Token) -> bool:
    return noun.lemma_.lower() in cues.documents() or noun.lemma_.lower() in cues.nouns()


def _is_named_at_end(name: Token, words: Tokens) -> bool:
    """Return whether a name at the end of a clause stands for a speaker and not for an object of the verb."""
    first = name.left_edge.i
    if first > words.start and words.doc[first - 1].text == ",":
        before = (token for token in reversed(words.doc[words.start : first - 1]) if token.pos_ in ("NOUN", "PROPN"))
        name = next(before, name)
    return name.dep_ == "pobj" and name.head.lower_ in _SOURCES


def apart(reading: Reading, stretch: Quoted) -> tuple[int, Who | None] | None:
    """Return the introducing token in the line above or below a paragraph of pure quotation, and the speaker."""
    document, text = reading.document, reading.text
    paragraphs = document.paragraphs
    start, end = document.offsets(*paragraphs[stretch.paragraph])
    if _WORD.search(text, start, stretch.outer_start) or _WORD.search(text, stretch.outer_end, end):
        return None
    below = _line(reading, stretch.paragraph + 1)
    if below is not None and below[0].text in _DASHES and len(below) > 1 and below[1].text[0].isupper():
        comma = next((token.i for token in below if token.text == ","), below.end)
        if not any(token.tag_ in FINITE for token in below[1:]):
            return below.start, Who((below.start + 1, comma))
    above = _line(reading, stretch.paragraph - 1)
    if above is None or above[-1].text != ":" or len(above) < 2:
        return None
    words = above[:-1]
    who = introduced(words)
    if who is None:
        finite = [token for token in words if token.tag_ in FINITE]
        who = who_does(finite[-1]) if finite else None
    return above.end - 1, who


def _line(reading: Reading, number: int) -> Tokens | None:
    """Return the last sentence of a paragraph, without white space around it; None where it is not a short line."""
    paragraphs = reading.document.paragraphs
    if not 0 <= number < len(paragraphs):
        return None
    start, end = paragraphs[number]
    doc = reading.doc
    while end > start and doc[end - 1].is_space:
        end -= 1
    if start == end:
        return None
    start = max(start, doc[end - 1].sent.start)
    return doc[start:end] if end - start <= _LONGEST_LINE else None
