"""Properties of the words at the ends of a line or sentence: open words, abbreviations, parts of names."""

import itertools
import re
from functools import cache

from extraction.lexicon import rows
from ontology import countries

_LAST = re.compile(r"[^\s\"“”'‘’(\[]+$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
# No heading or sentence ends with one of these.
_OPEN = frozenset(
    "a an the this these those his her its their our my your some any every each no another such "
    "and or nor but than as if that which who whom whose when while where because although though whether "
    "of in on at by for from to with without into onto upon over under between among against during through across "
    "after before since until till about around toward towards via per near behind beyond within despite amid "
    "including like is are was were be been being am has have had having do does did will would shall should can "
    "could may might must not very more most less both either neither also only just".split()
)
# A line that begins with one of these mostly begins a sentence.
_OPENING = frozenset(
    "the a an this these those he she it they we i you his her its their our my there here in on at by for from to "
    "with as if when while after before since during under but and or so yet however meanwhile although though "
    "despite according both all some many most no not one two three who what where why how dear ladies".split()
)
_PROSE = frozenset(
    "the a an his her its their our was were is are has have had will would that which who said says told".split()
)
_TITLES = frozenset(
    "mr mrs ms dr prof sen rep gov gen col maj capt lt sgt adm amb st hon rev fr cmdr brig cpl pres no nos vs art "
    "sec fig vol".split()
)
_ABBREVIATIONS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec inc corp co ltd jr sr dept gov't".split())
_INITIALS = re.compile(r"(?:[A-Z]\.){1,5}$")
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)


# Abbreviations that a sentence may end with.
_CLOSING = frozenset(
    "u.s. u.s.a. u.k. u.n. e.u. u.a.e. d.c. d.r.c. u.s.s.r. p.r.c. n.y. l.a. a.m. p.m. b.c. a.d. inc. corp. co. ltd. "
    "jr. sr. etc. jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.".split()
)
# Words that begin a sentence when capitalized; prepositions and conjunctions are capitalized in headings, too.
_BEGINNING = frozenset(
    "the a an this these those he she it they we i his her its their our my your there here if when while although "
    "though however meanwhile despite but what where why how both some many most".split()
)


def last(line: str) -> str:
    """Return the last word of a line, with the full stop of an abbreviation."""
    found = _LAST.search(line)
    return found[0] if found else ""


def first(line: str) -> str:
    """Return the first word of a line, after an opening quotation mark."""
    found = _WORD.search(line)
    return found[0] if found else ""


def is_open(line: str) -> bool:
    """Return whether a line ends with a word that requires another word after it."""
    return last(line).lower() in _OPEN


def opens(line: str) -> bool:
    """Return whether a line begins as a sentence does."""
    return first(line).lower() in _OPENING


def is_prose(line: str) -> bool:
    """Return whether a line has function words that headings omit."""
    words = [word.lower() for word in _WORD.findall(line)]
    return len(words) >= 3 and (words[0] in _OPENING or any(word in _PROSE for word in words))


def is_abbreviated(line: str) -> bool:
    """Return whether the full stop at the end of a line belongs to an abbreviation."""
    word = last(line)
    return word.endswith(".") and (bool(_INITIALS.fullmatch(word)) or word[:-1].lower() in _TITLES | _ABBREVIATIONS)


def is_closing(word: str) -> bool:
    """Return whether a word is an abbreviation that a sentence may end with."""
    return word.lower() in _CLOSING


def begins_sentence(word: str) -> bool:
    """Return whether a capitalized word is the first of a sentence."""
    return word.lower() in _BEGINNING


def is_title(word: str) -> bool:
    """Return whether a word stands before a name: "Mr.", "General"."""
    return word.rstrip(".").lower() in _TITLES or word.lower() in _people()


def begins_document(line: str) -> bool:
    """Return whether a line begins as the heading of a document does: "Statement by"."""
    return bool(_documents().intersection(word.lower() for word in line.split()[:3]))


def is_country(word: str) -> bool:
    """Return whether a word names a country."""
    return countries.lookup(word) is not None


def is_calendar(word: str) -> bool:
    """Return whether a word names a month or a day of the week."""
    return word.rstrip(".").lower() in _CALENDAR


def is_given_name(word: str) -> bool:
    """Return whether a word is a given name."""
    return word in _given_names()


def is_demonym(word: str) -> bool:
    """Return whether a word is an adjective of nationality."""
    return countries.demonym(word) is not None


def is_name(*words: str) -> bool:
    """Return whether two words stand beside each other in a known name: "United States"."""
    return words in _pairs()


@cache
def _people() -> frozenset[str]:
    return frozenset(lemma for lemma, singular, *_ in rows("actors/actor_nouns.tsv") if singular == "person")


@cache
def _documents() -> frozenset[str]:
    return frozenset(word for word, *_ in rows("quotes/document_nouns.tsv"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name for _, found in rows("actors/given_names.tsv") for name in found.split("|"))


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    forms = [form for found, *_ in rows("actors/known_actors.tsv") for form in found.split("|")]
    for table in (countries.NAMES, countries.CAPITALS, countries.PLACES, countries.SEATS):
        forms += table.entries
    parts = (form.split() for form in forms)
    return frozenset(pair for words in parts for pair in itertools.pairwise(words))
