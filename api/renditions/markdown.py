"""Facts as Markdown that is readable unrendered, on a terminal: CommonMark and GitHub's variant.

No text of an article begins a line, and markup characters within a line are escaped.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote as percent_encoded

from ontology.edtf import Edtf
from ontology.enums import FigureKind
from ontology.headings import without_modality

Fact = Mapping[str, Any]

_ELLIPSIS = " … "
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, which terminals interpret, and characters that change the direction of the text around them."""
_MARKUP = re.compile(
    r"""[\\`*\[\]<#|~]
    | (?<![^\W_])_ | _(?![^\W_])    # inside a word it is none
    | &(?=\#?\w+;)
    | :(?=//) | (?<=www)\.          # GitHub makes links of what has these
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD_JOINER = "\u2060"
_URL_CHARACTERS = ":/?#[]@!$&'()*+,;=%"


def document(title: str, head: Iterable[str], sections: Mapping[str, Iterable[str]]) -> str:
    """Return a heading, some lines, and the items of each section under its own heading."""
    parts = [f"# {title}", "\n".join(head)]
    parts += (f"## {name}\n\n" + ("\n".join(items) or "None.") for name, items in sections.items())
    return "\n\n".join(filter(None, parts)) + "\n"


def quote(fact: Fact, name: str | None, source: str = "") -> str:
    """Return a quote as an item of a list; `name` is the speaker's, if known."""
    speaker = fact["speaker"]
    if speaker is None:
        who = "Unnamed speaker"
    else:
        mention = text(speaker["mention"]["exact"])
        name = name or mention
        who = f"**{name}**" + (f", “{mention}”" if mention != name else "")
    return f"- {who} ({fact['kind']}){source}:\n  {quoted(*fact['content'])}"


def event(fact: Fact, head: str, when: str, actors: Iterable[str], recipients: Iterable[str]) -> str:
    """Return an event as an item of a list that begins with `head`; the names are those of its participants."""
    where = fact["where"]
    known = {
        "When": when,
        "Where": ", ".join(dict.fromkeys(filter(None, (text(where["place"]), where["country"])))) if where else "",
        "By": ", ".join(actors),
        "To or with": ", ".join(recipients),
        "Figures": "; ".join(map(_figure, fact["figures"])),
    }
    return "\n".join((head, *(f"  - {name}: {value}" for name, value in known.items() if value)))


def _figure(figure: Fact) -> str:
    """Return a figure in the words of the text, with its kind where these do not show it: "at least 12" killed."""
    kind = "" if figure["kind"] in (FigureKind.MONEY, FigureKind.DURATION) else figure["kind"].replace("_", " ")
    return f"{quoted(figure['span'])} {kind}".rstrip()


def happens(fact: Fact) -> str:
    """Return an event in a few words, with its modality after its title."""
    title = without_modality(fact["title"], fact["modality"])
    return f"**{text(title)}** ({fact['type']}, {fact['modality']})"


def is_a(actor: Fact) -> str:
    """Return the type, role and country of an actor in words."""
    return ", ".join(filter(None, (actor["type"], actor["country"], text(actor["role"]))))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'s' if number != 1 else ''}"


def date(edtf: str | None) -> str:
    """Return a date in EDTF, but intervals, seasons and decades in words; "" when there is none."""
    return Edtf.parse(edtf).in_words(plain=True) if edtf else ""


def link(url: str | None) -> str:
    """Return a link that shows its address; "" when there is none."""
    return f"<{percent_encoded(url, safe=_URL_CHARACTERS)}>" if url else ""


def quoted(*spans: Fact) -> str:
    """Return words of the article as a quotation."""
    return f"“{_ELLIPSIS.join(text(span['exact']) for span in spans)}”"


def text(value: str | None) -> str:
    """Return a text in one line without markup; "" when there is none."""
    line = HIDDEN.sub("\N{REPLACEMENT CHARACTER}", " ".join((value or "").split()))
    # GitHub links an address even if escaped, unless the character before the sign cannot be part of an address.
    return _MARKUP.sub(r"\\\g<0>", line).replace("@", f"{_WORD_JOINER}@")
