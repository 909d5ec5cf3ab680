"""Forms and spellings of English words, so that a search for a word also finds these.

Rules generate the forms. A form that does not exist (`goed`) finds nothing and costs one look-up in the index, so a
rule may generate too many forms, but no form may be another word. Derived words (withdraw, withdrawal) are not forms; a
prefix finds them.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

_MIN_LENGTH = 3
_MAX_LENGTH = 30
_MIN_PART = 3  # the minimum length of both parts of a compound that may be written as two words

_VOWELS = "aeiou"
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprtv]$")  # stop, stopped; British l in travelled, too
_UNDOUBLED = re.compile(r"([bdgklmnprtv])\1$")
_SIBILANT = ("s", "x", "z", "ch", "sh")
_NO_PLURAL = ("ss", "us", "is")

# Spellings of Britain and of the United States, in both directions.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(?=(e|ed|es|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})iz(?=(e|ed|es|ing|er|ers|ation|ations)$)"), "is"),
    (re.compile(r"(?<=[a-z]{2})ys(?=(e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})yz(?=(e|ed|es|ing)$)"), "ys"),
    (re.compile(r"(?<=[a-z]{2})our(?=(s|ed|ing|er|ers|able|ite|ites|al|hood|hoods|ful|less)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})or(?=(s|ed|ing|er|ers|able|ite|ites|al|hood|hoods|ful|less)?$)"), "our"),
    (re.compile(r"(?<=[a-z]{2})(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z]{2})(?<=[bt])er(?=s?$)"), "re"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=[a-z]{2})ense(?=s?$)"), "ence"),
    (re.compile(r"(?<=[a-z]{3})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[a-z]{3})og(?=s?$)"), "ogue"),
    (re.compile(r"(?<=[a-z]{3})amme(?=s?$)"), "am"),
    (re.compile(r"(?<=[a-z]{3})am(?=s?$)"), "amme"),
    (re.compile(r"(?<=[aeiou]l)l(?=(ed|ing|er|ers)$)"), ""),
    (re.compile(r"(?<=[a-z][aeiou]l)(?=(ed|ing|er|ers)$)"), "l"),
)
_FUNCTION_WORDS = frozenset(
    "a about after all also am an and any are as at be been but by can could did do does down for from had has have he "
    "her him his how i if in into is it its may me might more must my no nor not of off on one or other our out over "
    "own she should so some such than that the their them then there these they this those through to too under up us "
    "very was we were what when where which while who whom whose why will with would you your".split()
)


# Words that look like forms of other words but are not.
_UNINFLECTED = frozenset("according during following including news united".split())


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """Return a word in lower case, followed by its forms (plural, past and so on) in both spellings."""
    found = dict.fromkeys([word])
    if _is_plain(word) and word not in _FUNCTION_WORDS | _UNINFLECTED:
        bases = list(_bases(word))
        for base in bases or [word]:
            found |= dict.fromkeys(_inflected(base))
        if bases and word.endswith("ing"):
            found[word + "s"] = None
        for form in tuple(found):
            found |= dict.fromkeys(_spelled(form))
    return tuple(found)


def apart(word: str) -> tuple[str, ...]:
    """Return the pairs of words into which a word in lower case may be split: `cease fire` for `ceasefire`."""
    if not _is_plain(word):
        return ()
    cuts = ((word[:at], word[at:]) for at in range(_MIN_PART, len(word) - _MIN_PART + 1))
    return tuple(f"{first} {second}" for first, second in cuts if not _FUNCTION_WORDS & {first, second})


def together(first: str, second: str) -> str | None:
    """Return two words in lower case as one, such as `ceasefire` for `cease` and `fire`; None for `not able`."""
    parts = (first, second)
    if _FUNCTION_WORDS & {*parts} or not all(_is_plain(part) for part in parts):
        return None
    return first + second


def is_function_word(word: str) -> bool:
    """Return whether a word in lower case is a function word."""
    return word in _FUNCTION_WORDS


def _is_plain(word: str) -> bool:
    """Return whether the rules apply to the word: its letters are a to z, and it is not a number or a code."""
    return _MIN_LENGTH <= len(word) <= _MAX_LENGTH and word.isascii() and word.isalpha()


def _bases(word: str) -> Iterator[str]:
    """Yield the words of which this word may be a form."""
    yield from _irregular()[0].get(word, ())
    stripped = list(_stripped(word))
    if word.endswith("ings"):
        stripped += _stripped(word[:-1])
    for base in stripped:
        if len(base) >= _MIN_LENGTH and any(letter in "aeiouy" for letter in base):
            yield base


def _stripped(word: str) -> Iterator[str]:
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    elif word.endswith(("ed", "ing")):
        rest = word.removesuffix("ed").removesuffix("ing")
        if _UNDOUBLED.search(rest):
            yield rest[:-1]
        if not (_DOUBLED.search(rest) and len(rest) == _MIN_LENGTH):  # stoping
            yield rest
        yield rest + "e"
    elif word.endswith("es") and word[:-2].endswith(_SIBILANT):
        yield word[:-2]
        yield word[:-1]
    elif word.endswith("s") and not word.endswith(_NO_PLURAL):
        yield word[:-1]


def _inflected(base: str) -> Iterator[str]:
    yield base
    yield from _irregular()[1].get(base, ())
    if base.endswith("y") and base[-2] not in _VOWELS:
        yield from (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    elif base.endswith("e"):
        yield from (base + "s", base + "d", base[:-1] + "ing")
        if base.endswith("ee"):
            yield base + "ing"
        if base.endswith("ie"):
            yield base[:-2] + "ying"
    else:
        yield base + ("es" if base.endswith(_SIBILANT) else "s")
        yield from (base + "ed", base + "ing")
        if _DOUBLED.search(base):
            yield from (base + base[-1] + "ed", base + base[-1] + "ing")
        if base.endswith("o"):
            yield base + "es"


def _spelled(form: str) -> Iterator[str]:
    return (spelling.sub(other, form) for spelling, other in _SPELLINGS if spelling.search(form))


@cache
def _irregular() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the bases of irregular forms, and the forms of their bases."""
    bases: dict[str, list[str]] = {}
    inflected: dict[str, list[str]] = {}
    for line in files("ontology.data").joinpath("irregular_words.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            base, others = line.split("\t")
            inflected[base] = others.split()
            for other in inflected[base]:
                bases.setdefault(other, []).append(base)
    return bases, inflected
