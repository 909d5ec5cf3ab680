"""Filter of false dates by the parse: names, numbers, modal verbs."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

from extraction.dates.atoms import Atom
from extraction.dates.lexicon import numbered

_NAMES = ("MONTH", "WEEKDAY", "HOLIDAY", "SEASON")
# After these a number of four figures is a year even if it lies outside the last or next decades.
_PREPOSITIONS = frozenset("in since until till by from before after during around circa between".split())
_ON = frozenset("on until till by from to since before after of dated".split())
# Figures with a colon are also scores, verses and lengths.
_BEFORE_TIMES = frozenset(("at", "by", "until", "till", "from", "to", "before", "after", "around", "about", "and"))
_LIKELY_YEARS = range(1700, 2100)
_MONEY = frozenset("$ £ € ¥ # usd eur gbp cny jpy chf rs. rs inr no. nr. nos. № §".split())
_BEFORE_NUMBERS = frozenset(", and or - ( ) EU EC No Nos No. Nos. no. no nr. .".split())
_LABELS_REACH = 100  # tokens from a number back to the noun that it labels; more would make lists quadratic
_MEASURES = frozenset("% percent per km kg mph m euros dollars pounds hours hrs people men women".split())
_DEFINITE = frozenset("the this that these those".split())
_SUMS = frozenset("crowd group force total sum army contingent some about nearly almost over least most than".split())
# Months that are also names of people, and verbs and nouns that occur with times only.
_ALSO_NAMES = frozenset("april may june august".split())
_OF_TIMES = frozenset("be see mark bring begin end start come pass remain become follow last turn".split())
# Last words of streets, movements and bodies named after a day.
_NAMED_AFTER = frozenset(
    "street avenue square bridge boulevard road movement brigade brigades battalion division party alliance stadium "
    "university hospital school park airport foundation institute group forces coalition front organization "
    "organisation martyrs club times mirror herald post telegraph".split()
)


def plausible(atom: Atom, first: Token, last: Token, people: Collection[str]) -> bool:
    """Return whether an expression, from its first to its last token, can be a time expression.

    `people` are the months, in lower case, that are names of people in the text.
    """
    if _names_something(last) or _is_decline(last):
        return False
    if "VAGUE" in atom.classes and atom.text == "now":
        # Elsewhere it mostly joins sentences.
        return last.i + 1 < len(last.doc) and last.nbor().pos_ == "VERB"
    if "YEAR" in atom.classes:
        return _is_year(atom.classes["YEAR"], first)
    if any(name in atom.classes for name in _NAMES):
        return first.tag_ != "MD" and not (first == last and _is_name(first, people))
    if "NUMERIC" in atom.classes:
        return _is_date_in_figures(atom.text, first)
    if "CLOCK" in atom.classes:
        return first.i > 0 and first.nbor(-1).lower_ in _BEFORE_TIMES
    if "OFTEN" in atom.classes:
        return first.is_sent_start or not first.is_title
    if "DEICTIC" in atom.classes:
        return not (first.is_title and first.i and first.nbor(-1).pos_ == "PROPN" and not first.is_sent_start)
    if len(atom.parts) == 2 and "NTH" in atom.parts[1].classes and atom.parts[0].text == "the":
        return _stands_alone(first, last)
    return True


def months_as_names(doc: Doc) -> frozenset[str]:
    """Return the months that are names of people in a text: "Theresa May", "Prime Minister May"."""
    return frozenset(
        token.lower_ for token in doc if token.lower_ in _ALSO_NAMES and token.is_title and _is_surname(token)
    )


def _is_surname(token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    if before is None or before.pos_ != "PROPN" or before.lower_ in _ALSO_NAMES:
        return False
    titled = token.ent_type_ == "PERSON" or before.ent_type_ == "PERSON" or before.text.endswith(".")
    return titled or (before.dep_ == "compound" and before.head == token)


def _is_year(number: int, token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and (after.lower_ in _MEASURES or (after.text == "/" and not token.whitespace_)):
        return False
    if before is None:
        return number in _LIKELY_YEARS
    if before.lower_ in _MONEY or _is_numbered(token):
        return False
    definite = before.lower_ in _DEFINITE or before.tag_ in ("POS", "PRP$")
    counts = token.dep_ == "nummod" and token.head.tag_ in ("NNS", "NNPS") and token.head.i > token.i
    if counts and not definite and token.nbor().pos_ != "PROPN":  # "2015 people", but "2015 Paris talks"
        return False
    if before.lower_ == "of" and before.head.lemma_ in _SUMS:
        return False
    return number in _LIKELY_YEARS or before.lower_ in _PREPOSITIONS


def _is_numbered(token: Token) -> bool:
    """Return whether a number is the label of one of many: "Resolution 1701", "rooms 1945 and 1946"."""
    doc = token.doc
    place = token.i - 1
    while place > max(token.i - _LABELS_REACH, 0) and (doc[place].like_num or doc[place].text in _BEFORE_NUMBERS):
        place -= 1
    noun = doc[place].lower_
    return noun in numbered() or noun.removesuffix("s") in numbered()


def _is_date_in_figures(written: str, token: Token) -> bool:
    """Return whether figures with a two-digit year are a date: two-digit day and month, or a preposition before."""
    day, *_, year = written.replace("/", ".").replace("-", ".").split(".")
    if len(year) == 4 or len(day) == 4 or "/" in written:
        return True
    return len(written) == len("31.12.23") or (token.i > 0 and token.nbor(-1).lower_ in _ON)


def _stands_alone(first: Token, last: Token) -> bool:
    """Return whether "the 14th" is a day: after a preposition, and no "14th floor"."""
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    counts = after is not None and (after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or after.text == "-")
    return first.i > 0 and first.nbor(-1).lower_ in _ON and not counts


def _names_something(last: Token) -> bool:
    """Return whether a street, a body or a paper is named after the day: "the 6 April Movement", "Sunday Times"."""
    doc = last.doc
    named = [token for token in doc[last.i + 1 : last.i + 4] if token.is_title]
    if not named or named[0].i != last.i + 1 or not named[0].nbor(-1).whitespace_:
        return False
    end = named[0].i
    while end < len(doc) and doc[end].is_title and end < last.i + 4:
        end += 1
    return doc[end - 1].lower_ in _NAMED_AFTER


def _is_decline(last: Token) -> bool:
    """Return whether "fall" is a fall of prices or of a city."""
    return last.lower_ == "fall" and any(child.dep_ == "prep" and child.i > last.i for child in last.children)


def _is_name(token: Token, people: Collection[str]) -> bool:
    """Return whether a token is a name or a part of one: "April Smith", "Prime Minister May"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.ent_type_ == "PERSON" and (token.ent_iob_ == "I" or (after is not None and after.ent_iob_ == "I")):
        return True
    if any(child.i == token.i - 1 and child.pos_ == "PROPN" and child.dep_ == "compound" for child in token.lefts):
        return True
    if token.lower_ not in _ALSO_NAMES:
        return False
    if token.pos_ == "AUX":  # "May had left"
        return True
    if after is not None and after.pos_ == "PROPN" and token.dep_ == "compound" and token.head == after:
        return after.ent_type_ not in ("DATE", "EVENT")
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in _OF_TIMES:
        return True
    by_itself = token.dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "agent", "conj", "appos", "ROOT")
    governed = token.dep_ == "pobj" and token.head.lower_ not in ("in", "since", "until", "during", "of", "through")
    return token.lower_ in people and (by_itself or governed)
