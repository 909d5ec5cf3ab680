"""Where the parse says that what reads like a date is none: a name, a number, a modal."""

from spacy.tokens import Token

from extraction.dates.atoms import Atom

_NAMES = ("MONTH", "WEEKDAY", "HOLIDAY", "SEASON")
# Before these a number of four figures is a year even if it is none of the last or the next decades.
_PREPOSITIONS = frozenset("in since until till by from before after during around circa between".split())
# Figures with a colon are also scores, verses and lengths.
_BEFORE_TIMES = frozenset(("at", "by", "until", "till", "from", "to", "before", "after", "around", "about", "and"))
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
        return not (first == last and _is_name(first)) and first.tag_ != "MD"
    if "CLOCK" in atom.classes:
        return first.i > 0 and first.nbor(-1).lower_ in _BEFORE_TIMES
    if "OFTEN" in atom.classes:
        return first.is_sent_start or not first.is_title
    if "DEICTIC" in atom.classes:
        return not (first.is_title and first.i and first.nbor(-1).pos_ == "PROPN" and not first.is_sent_start)
    return True


def _is_year(number: int, token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    if before is None:
        return number in _LIKELY_YEARS
    if before.text in _MONEY or before.lower_ == "no.":
        return False
    definite = before.pos_ in ("DET", "PRON") or before.tag_ == "POS"
    counts = token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i > token.i
    if counts and not definite and token.nbor().pos_ != "PROPN":  # "2015 people", but "2015 Paris talks"
        return False
    return number in _LIKELY_YEARS or before.lower_ in _PREPOSITIONS


def _is_name(token: Token) -> bool:
    """Whether a token is part of a name: "April Smith", "Johnnie Christmas"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.ent_type_ == "PERSON" and (token.ent_iob_ == "I" or (after is not None and after.ent_iob_ == "I")):
        return True
    return any(child.i == token.i - 1 and child.pos_ == "PROPN" and child.dep_ == "compound" for child in token.lefts)
