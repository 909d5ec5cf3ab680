"""Where the parse says that what reads like a date is none: a name, a number, a modal."""

from spacy.tokens import Token

from extraction.dates.atoms import Atom

_NAMES = ("MONTH", "WEEKDAY", "HOLIDAY", "SEASON")
# Before these a number of four figures is a year even if it is none of the last or the next decades.
_PREPOSITIONS = frozenset("in since until till by of from before after during around circa between and to".split())
_LIKELY_YEARS = range(1700, 2100)
_MONEY = frozenset("$£€¥#")


def plausible(atom: Atom, first: Token, last: Token) -> bool:
    """Whether an expression, from its first to its last token, can be one of time."""
    if "VAGUE" in atom.classes and atom.text == "now":
        # Elsewhere it mostly joins sentences.
        return last.i + 1 < len(last.doc) and last.nbor().pos_ == "VERB"
    if "YEAR" in atom.classes:
        return _is_year(atom.classes["YEAR"], first)
    if any(name in atom.classes for name in _NAMES):
        return not _is_name(first, last) and first.tag_ != "MD"
    if "DEICTIC" in atom.classes:
        return not (first.is_title and first.i and first.nbor(-1).pos_ == "PROPN" and not first.is_sent_start)
    return True


def _is_year(number: int, token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    if before is not None and (before.text in _MONEY or before.lower_ == "no."):
        return False
    if before is not None and before.lower_ in _PREPOSITIONS:
        return True
    definite = before is not None and (before.pos_ in ("DET", "PRON") or before.tag_ == "POS")
    counts = token.dep_ == "nummod" and token.head.tag_ in ("NNS", "NNPS") and token.head.i > token.i
    return number in _LIKELY_YEARS and (definite or not counts or token.nbor().pos_ == "PROPN")


def _is_name(first: Token, last: Token) -> bool:
    """Whether the tokens are part of a person's name: "April Smith", "Johnnie Christmas"."""
    if first.ent_type_ != "PERSON":
        return False
    before = first.i > 0 and first.ent_iob_ == "I"
    after = last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I"
    return before or after
