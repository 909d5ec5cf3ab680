"""Actors: who acts, speaks, wants something or is acted upon."""

from collections import Counter
from itertools import pairwise

from extraction.actors.candidates import find_candidates
from extraction.actors.gather import gather
from extraction.actors.pronouns import resolve_pronouns
from extraction.actors.spotting import Name, find_names
from extraction.actors.table import ActorTable
from extraction.document import Document
from ontology import countries


def find_actors(document: Document, speakers: frozenset[int] = frozenset()) -> ActorTable:
    """The actors of a text, each with all its mentions; what the tokens `speakers` head speaks, so it acts."""
    found = find_names(document)
    candidates = find_candidates(document, found, speakers)
    actors = gather(candidates, _brackets(document, found), _home(found))
    return ActorTable(resolve_pronouns(document, actors))


def _brackets(document: Document, found: list[Name]) -> dict[str, str]:
    """The acronyms introduced in brackets, each with the name before it: "the Free Front (FF)"."""
    doc = document.doc
    pairs = {}
    for name, after in pairwise(found):
        if after.start == name.end + 1 and doc[name.end].text == "(" and after.text.isupper() and " " in name.text:
            pairs[after.text.replace(".", "")] = name.text
    return pairs


# On nine articles with hand-made actors: 8 organs and officials get the right country by this, 1 a wrong one.
_HOME_SHARE = 0.5


def _home(found: list[Name]) -> str | None:
    """The country that most of a text's names of countries, nations and places belong to."""
    codes = (name.known.country if name.known else countries.demonym(name.text) for name in found)
    named = Counter(code for code in codes if code)
    if not named:
        return None
    code, count = named.most_common(1)[0]
    return code if count >= 3 and count >= _HOME_SHARE * named.total() else None
