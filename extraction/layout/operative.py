"""Operative paragraphs: numbered ones that begin with what the issuer does: "3. Decides to ..."."""

import re
from functools import cache

from extraction.lexicon import rows

_NUMBER = re.compile(r"(?:(?:\d{1,3}|[IVXivx]{1,5}|[a-z])[.)]|\((?:\d{1,3}|[IVXivx]{1,5}|[a-z])\)|[-–—•*])\s+")
_ADVERB = r"(?:(?:also|further|again|strongly|firmly|deeply|once more|once again|in particular|hereby|[a-z]+ly) ){0,2}"
_SHOUTED = re.compile(r"\b[A-Z]{3,}(?: (?:UPON|ON|FOR|THAT|TO|OF|NOTE|TRIBUTE))*\b")


def number(text: str, start: int, end: int) -> int | None:
    """The end of the number or the dash that a paragraph begins with."""
    match = _NUMBER.match(text, start, end)
    return match.end() if match is not None and match.end() < end else None


def is_operative(text: str, start: int, end: int, *, plural: bool) -> bool:
    """Return whether the words after a number begin with an operative verb.

    `plural`: the issuers call themselves "we", so that the verb has no ending.
    """
    match = _verb().match(text, start, end)
    if match is None:
        return False
    return plural or match[1].lower() not in _bases() or match[1].isupper()


def clauses(text: str, start: int, end: int) -> list[int]:
    """Where the clauses of an operative paragraph start: "Condemns it; calls for calm", "CONDEMN it, DEMAND that"."""
    found = [start]
    for match in _further().finditer(text, start + 1, end):
        verb = match["verb"]
        if verb.isupper() or (match[0].startswith(";") and verb.lower() not in _bases()):
            found.append(match.start("clause"))
    return found


def with_subject(words: str) -> str:
    """The words of an operative paragraph after a subject of one token, as a sentence without shouted verbs.

    What comes after the subject is as long as before.
    """
    spoken = _SHOUTED.sub(_spoken, words)
    verb = _verb().match(spoken)
    subject = "They " if verb is not None and verb[1].lower() in _bases() else "It "
    return subject + spoken[0].lower() + spoken[1:]


def _spoken(match: re.Match[str]) -> str:
    return match[0].lower() if match[0].split()[0].lower() in _forms() else match[0]


@cache
def _bases() -> frozenset[str]:
    return frozenset(base for base, *_ in rows("layout/operative_verbs.tsv"))


@cache
def _forms() -> frozenset[str]:
    return _bases() | {_third_person(base) for base in _bases()}


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


@cache
def _verb() -> re.Pattern[str]:
    forms = "|".join(sorted(_forms(), key=len, reverse=True))
    return re.compile(rf"{_ADVERB}({forms}|is(?= \w+(?:ed|ly|ful)\b))\b(?! of )", re.IGNORECASE)


@cache
def _further() -> re.Pattern[str]:
    forms = "|".join(sorted(_forms(), key=len, reverse=True))
    return re.compile(rf"(?:[;,](?: and)?| and) (?P<clause>{_ADVERB}(?P<verb>{forms}|{forms.upper()})\b)")
