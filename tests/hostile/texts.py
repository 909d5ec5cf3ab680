"""Texts of any length that make a careless rule look again and again at what it has read: one shape repeated."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_MONTHS = "January February March April May June July August September October November December".split()
_STATES = "Norway Sweden Peru Chile Kenya Ghana Japan India Egypt Libya Spain Italy Qatar Oman Iran Iraq".split()


def _name(number: int) -> str:
    """Return a capitalized word of its own for each number."""
    syllables = ""
    number += len(_CONSONANTS) * len(_VOWELS)
    while number:
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        syllables += _CONSONANTS[consonant] + _VOWELS[vowel]
    return syllables.capitalize()


def _person(number: int) -> str:
    return f"{_name(number % 97)} {_name(number)}"


def _state(number: int) -> str:
    return _STATES[number % len(_STATES)]


_REPEATED = {
    "one word": "a",
    "one word of digits": "7",
    "line feeds": "\n",
    "spaces": " ",
    "carriage returns": "\r\n",
    "tabs": "\t",
    "a word a line": "a\n",
    "a word and a blank line": "a\n\n",
    "words": "word ",
    "capitals": "Word ",
    "square brackets": "[",
    "closing brackets": ")",
    "paired brackets": "()",
    "brackets apart": "( ",
    "straight quotation marks": '"',
    "straight quotation marks apart": 'a "b ',
    "curly quotation marks": "“",
    "closing quotation marks": "”",
    "quotations in quotations": "“a ",
    "quotations": "“We will go,” he said. ",
    "unclosed quotations": "“We will go, he said.\n",
    "single quotation marks": "‘",
    "apostrophes": "'",
    "apostrophes in a word": "a'",
    "possessives": "Norway's ",
    "full stops": ".",
    "full stops apart": ". ",
    "ellipses": "… ",
    "hyphens": "-",
    "hyphens in a word": "a-",
    "hyphens at line ends": "hyphen-\n",
    "dashes": "—",
    "dashes apart": "word — ",
    "commas": "a, ",
    "semicolons": "a; ",
    "colons": "a: ",
    "speakers without words": "Ann Roe:\n",
    "question marks": "?",
    "questions": "Did Norway attack Sweden? ",
    "exclamations": "No! ",
    "slashes": "a/",
    "underscores": "_",
    "symbols": "$%&",
    "initials": "J. ",
    "initials without spaces": "J.",
    "abbreviations": "U.S. ",
    "titles": "President ",
    "honorifics": "Mr. ",
    "said": "said ",
    "that": "that ",
    "he said that": "he said that ",
    "and": "Norway and ",
    "of": "the president of ",
    "not": "not ",
    "we": "We ",
    "pronouns": "He met her. ",
    "one event": "Norway attacked Sweden. ",
    "one event without a full stop": "Norway attacked Sweden and ",
    "negation": "Norway did not attack Sweden. ",
    "one position": "Norway supports the ceasefire. ",
    "one date": "on 3 May 2021 ",
    "months": "May ",
    "clock": "10:30 ",
    "from to": "from May to ",
    "addresses": "https://example.org/a?b=c#d ",
    "one address": "https://example.org/",
    "one mail address": "a@",
    "quoted mail": "> a word in mail\n",
    "deeply quoted mail": ">",
    "lists": "- a point\n",
    "bullets apart": "• ",
    "questions and answers": "Q: Did it?\nA: It did.\n",
    "capital lines": "THE PRESIDENT:\nWE WILL GO.\n",
    "headings": "Talks in Oslo\n\n",
    "credits": "(Reporting by Ann Roe; Editing by Ben Poe)\n",
    "datelines": "OSLO, May 3 (Reuters) - Norway agreed.\n\n",
    "operative paragraphs": "Condemns the attack;\n\n",
    "relative clauses": "the man who saw ",
    "nested clauses": "that he said that she said that ",
    "adjectives": "very ",
    "right-to-left letters": "قال الرئيس إن العراق ",
    "right-to-left without spaces": "ش",
    "Chinese": "伊拉克总统说",
    "Chinese with full stops": "总统说。",
    "Cyrillic": "президент сказал ",
    "emoji": "\U0001f600",
    "emoji apart": "\U0001f600 ",
    "emoji that are joined": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "flags": "\U0001f1ee\U0001f1f6",
    "zero-width spaces": "\u200b",
    "zero-width spaces in words": "a\u200b",
    "soft hyphens": "co\u00adoperate ",
    "accents on accents": "e\u0301\u0301",
    "accents": "\u0301",
    "line separators": "a\u2028",
    "no-break spaces": "a\u00a0",
    "null characters": "\0",
    "surrogates beside letters": "𝒜b",
    "a table": "Norway\t12\t3,400\n",
    "tags": "<p>word</p>",
    "escapes": "&amp;",
    "JSON": '{"a": [1, 2]}, ',
}  # fmt: skip

_NUMBERED: dict[str, Callable[[int], str]] = {
    "names": lambda i: f"{_name(i)} ",
    "names in a list": lambda i: f"{_person(i)}, ",
    "names joined": lambda i: f"{_person(i)} and ",
    "names without spaces": lambda i: _name(i),
    "names in lines": lambda i: f"{_person(i)}\n",
    "surnames of one given name": lambda i: f"Ann {_name(i)} went. ",
    "given names of one surname": lambda i: f"{_name(i)} Roe went. ",
    "names and their surname": lambda i: f"{_person(i)} met {_name(i // 2)}. ",
    "many speakers": lambda i: f"“We will go,” {_person(i)} said. ",
    "many speakers of reports": lambda i: f"{_person(i)} said that {_person(i + 1)} would go. ",
    "many holders": lambda i: f"{_person(i)} supports the {_name(i).lower()} plan. ",
    "many doers": lambda i: f"{_person(i)} attacked {_person(i + 7)}. ",
    "many events of states": lambda i: f"{_state(i)} attacked {_state(i // 16)} in {_name(i)}. ",
    "many roles": lambda i: f"President {_person(i)} of {_state(i)} met Foreign Minister {_name(i + 5)}. ",
    "names in parentheses": lambda i: f"{_person(i)} ({_name(i)}) ",
    "acronyms": lambda i: f"the {_name(i)} {_name(i + 1)} Group ({_name(i)[0]}{_name(i + 1)[0]}G) met. ",
    "acronyms alone": lambda i: f"{_name(i).upper()} ",
    "bodies": lambda i: f"the Ministry of {_name(i)} ",
    "spokesmen": lambda i: f"{_state(i)}'s spokesman {_person(i)} ",
    "pronouns after names": lambda i: f"{_person(i)} came. He said his wife saw him. ",
    "turns": lambda i: f"{_person(i)}: We will go.\n",
    "turns in capitals": lambda i: f"MR. {_name(i).upper()}: We will go.\n",
    "dates": lambda i: f"on {i % 28 + 1} {_MONTHS[i % 12]} {1900 + i % 130}, ",
    "dates in figures": lambda i: f"{i % 28 + 1:02}.{i % 12 + 1:02}.{1900 + i % 130} ",
    "years": lambda i: f"{1000 + i % 1100} ",
    "numbers": lambda i: f"{i} ",
    "relative dates": lambda i: f"He came on {_MONTHS[i % 12]} {i % 28 + 1} and left last week. ",
    "numbered paragraphs": lambda i: f"{i + 1}. Condemns the attack on {_state(i)};\n",
    "numbered headings": lambda i: f"{i + 1}.{i}.{i}\n",
    "many words": lambda i: f"{_name(i).lower()} ",
    "one sentence of many names": lambda i: f"{_person(i)} said that {_state(i)}, which attacked {_name(i)}, ",
    "all of it": lambda i: (
        f"{i + 1}. “We, {_person(i)} ({_state(i)})” — said on {i % 28 + 1} May to {_name(i)}-\nland: Q: Who? > J. {i}\n"
    ),
}  # fmt: skip


def _constant(unit: str) -> Callable[[int], str]:
    return lambda _: unit


SHAPES: Mapping[str, Callable[[int], str]] = {name: _constant(unit) for name, unit in _REPEATED.items()} | _NUMBERED
"""Each shape by its name: a function that returns the piece of a number; joined from 0 on they are the text."""


def text(shape: str, size: int) -> str:
    """Return a text of one shape that takes at most `size` bytes in UTF-8, and nearly that."""
    return "".join(_pieces(SHAPES[shape], size))


def _pieces(piece: Callable[[int], str], size: int) -> Iterator[str]:
    for number in count():
        part = piece(number)
        size -= len(part.encode())
        if size < 0:
            return
        yield part
