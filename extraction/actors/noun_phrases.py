"""Noun phrases around a head: their start, their end and the country they name."""

from spacy.tokens import Doc, Token

from extraction.document import Document
from extraction.homonyms import homonyms
from ontology import countries

# A noun phrase has none of these on its left: the parser has attached a separate clause there by mistake.
_OUTSIDE = frozenset("mark relcl preconj nsubj nsubjpass dobj aux auxpass advcl ccomp prep dative agent cc".split())
DEFINITE = frozenset("the this that these those its their his her our".split())
_ARTICLES = frozenset(
    "the a an no this that these those its their his her our my your some any many most few only all several".split()
)


def left_edge(head: Token) -> int:
    """Return the first token of the noun phrase of `head`, with its modifiers but nothing before a bracket."""
    doc = head.doc
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in _OUTSIDE:
            break
        start = child.left_edge.i
    for i in range(head.i - 1, start - 1, -1):
        if doc[i].is_space or doc[i].text in _CLOSING or (doc[i].text == "-" and doc[i - 1].whitespace_):
            start = i + 1
            break
    while start < head.i and doc[start].lower_ in _LOOSE and not _is_both(doc[start], head):
        start += 1
    return start


def _is_both(token: Token, head: Token) -> bool:
    """Return whether a "both" counts the phrase ("both presidents"), and does not join two."""
    return (
        token.lower_ == "both" and token.head.i == head.i and head.tag_ in ("NNS", "NNPS") and token.dep_ != "preconj"
    )


_CLOSING = frozenset(['"', "“", "”", "``", "''", ":", ";", "—", "–", "(", ")", "[", "]"])
_LOOSE = frozenset([",", "-", "and", "or", "but", "both", "either", "only", "even", "just", "whose"])
_LONGEST = 60  # tokens of what belongs to a head; the parser chains "the president of the president of" without end


def right_edge(head: Token, *, relational: bool = True) -> int:
    """Return one past the last token of the phrase: the head with its prepositional phrase of possession.

    A relational noun ("families of", "aides to") takes any; another noun only one with a name of a place or body.
    """
    end = _past_hyphens(head)
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in ("of", "in", "to", "for", "from") or child.i != end:
            continue
        named = any(grandchild.ent_type_ in ("GPE", "ORG") for grandchild in child.children)
        if named or (relational and child.lower_ in ("of", "to")):
            end = max(end, _until_break(head.doc, child.i, child.right_edge.i + 1))
    return max([end, *(one.i + 1 for one in of_several(head))])


def of_several(head: Token) -> list[Token]:
    """Return the states whose people or bodies a phrase lists: "the heads of state of Mali, Niger and Chad"."""
    for child in head.rights:
        first = next((c for c in child.rights if c.dep_ == "pobj"), None) if child.dep_ == "prep" else None
        if first is None or child.lower_ not in ("of", "from"):
            continue
        row = [first, *first.conjuncts]
        if len(row) > 2 and all(one.ent_type_ == "GPE" or countries.NAMES.find(one.text) for one in row):
            return row
        if first.lower_ in ("state", "government"):
            return of_several(first)
    return []


def _past_hyphens(head: Token) -> int:
    """Return the end of a compound with its head first: "son-in-law", "commander-in-chief"."""
    doc, end = head.doc, head.i + 1
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        end += 2
    return end


def _until_break(doc: Doc, start: int, end: int) -> int:
    end = min(end, start + _LONGEST)
    for i in range(start, end):
        if doc[i].text in (",", *_CLOSING) or doc[i].dep_ in ("relcl", "acl") or doc[i].is_space:
            return i
    return end


def without_article(doc: Doc, start: int, end: int) -> int:
    """Return the first token of [start, end) that is not an article, quantifier or possessive pronoun."""
    while start < end - 1 and doc[start].lower_ in _ARTICLES:
        start += 1
    return start


# These introduce the target of a role, not its owner: "the envoy to Oslo", "an expert on Norway".
_TOWARDS = frozenset("to for on with against about toward towards over concerning regarding".split())
# An envoy serves abroad: "the ambassador in Oslo".
_SENT = frozenset(
    "ambassador envoy consul consul-general consulate embassy attaché attache emissary nuncio legate correspondent"
    " chargé charge mission delegation legation representative resident-coordinator peacekeeper".split()
)
# These take the side that they are for or against: "supporters of Norway".
_MINDED = frozenset(
    "supporter opponent critic ally enemy foe friend rival neighbor neighbour partner backer admirer defender"
    " adversary expert scholar historian student observer specialist analyst lover detractor".split()
)
# "A US ally" belongs to another state.
_OTHERS = frozenset("ally enemy foe adversary rival neighbor neighbour".split())


def country_in(document: Document, start: int, end: int) -> str | None:
    """Return the country that a phrase belongs to: "Iraqi", "of Iraq", "the government in Riyadh".

    "The ambassador of Peru to Mexico" belongs to Peru, "an expert on China" to no country.
    """
    doc = document.doc
    if any(token.lemma_.lower() in _OTHERS for token in doc[start:end]):
        return None
    directed = frozenset[str]()
    skipped = False
    i = start
    while i < end:
        token = doc[i]
        if token.lemma_.lower() in _SENT:
            directed |= {"in", "at"}
        if token.lemma_.lower() in _MINDED:
            directed |= {"of"}
        if token.pos_ in ("ADP", "PART") and token.text not in ("'s", "’s", "'", "’"):
            skipped = token.lower_ in _TOWARDS or token.lower_ in directed
        length, code = (1, None) if skipped else _country_at(document, i, end)
        if code:
            return code
        i += length
    return None


def _country_at(document: Document, i: int, end: int) -> tuple[int, str | None]:
    """Return the length in tokens of the country name or adjective at a token, and its code; 1 and None for none."""
    doc = document.doc
    if other := homonyms(doc).get(i):
        return other.end - i, other.country
    if not any(c.isupper() for c in doc[i].text) or doc[i].pos_ == "DET":
        return 1, None
    for length in range(min(4, end - i), 0, -1):
        text = document.text_of(i, i + length)
        # "pro-Iranian" and "US-led" do not name an owner.
        if "-" not in text and not _is_hyphened(doc, i, i + length) and (code := _country_of(text)):
            # "The Central African States" are several states.
            return length, None if document.doc[i + length : i + length + 1].text in ("States", "Nations") else code
    return 1, None


def _is_hyphened(doc: Doc, start: int, end: int) -> bool:
    return (start > 0 and doc[start - 1].text == "-") or (end < len(doc) and doc[end].text == "-")


def _country_of(text: str) -> str | None:
    organ = countries.seat(text)
    return organ.code if organ else countries.demonym(text) or countries.place_country(text)
