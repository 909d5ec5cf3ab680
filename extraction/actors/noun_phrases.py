"""Noun phrases around a head: where they start and end, and whose country they name."""

from spacy.tokens import Doc, Token

from extraction.document import Document
from ontology import countries

# What a noun phrase does not hold on its left: there a clause of its own has been attached by mistake.
_OUTSIDE = frozenset("mark relcl preconj nsubj nsubjpass dobj aux auxpass advcl ccomp prep dative agent cc".split())
DEFINITE = frozenset("the this that these those its their his her our".split())
_ARTICLES = frozenset(
    "the a an this that these those its their his her our my your some any many most few only all several".split()
)


def left_edge(head: Token) -> int:
    """The first token of the noun phrase that `head` heads, with its modifiers but nothing before a bracket."""
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
    while start < head.i and doc[start].lower_ in _LOOSE:
        start += 1
    return start


_CLOSING = frozenset(['"', "“", "”", "``", "''", ":", ";", "—", "–", "(", ")", "[", "]"])
_LOOSE = frozenset([",", "-", "and", "or", "but", "both", "either", "only", "even", "just", "whose"])


def right_edge(head: Token, *, relational: bool = True) -> int:
    """One past the last token of the phrase: the head and a prepositional phrase that says whose it is.

    A relational noun ("families of", "aides to") takes any; another one only what holds a name of a place or body.
    """
    end = head.i + 1
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in ("of", "in", "to", "for", "from") or child.i != end:
            continue
        named = any(grandchild.ent_type_ in ("GPE", "ORG") for grandchild in child.children)
        if named or (relational and child.lower_ in ("of", "to")):
            end = max(end, _until_break(head.doc, child.i, child.right_edge.i + 1))
    return end


def _until_break(doc: Doc, start: int, end: int) -> int:
    for i in range(start, end):
        if doc[i].text in (",", *_CLOSING) or doc[i].dep_ in ("relcl", "acl") or doc[i].is_space:
            return i
    return end


def without_article(doc: Doc, start: int, end: int) -> int:
    """The first token of [start, end) that is no article, quantifier or possessive pronoun."""
    while start < end - 1 and doc[start].lower_ in _ARTICLES:
        start += 1
    return start


def country_in(document: Document, start: int, end: int) -> str | None:
    """The country that the words of a phrase name: "Iraqi", "of Iraq", "the government in Riyadh"."""
    doc = document.doc
    for i in range(start, end):
        if not any(c.isupper() for c in doc[i].text) or doc[i].pos_ == "DET":
            continue
        for length in range(min(4, end - i), 0, -1):
            text = document.text_of(i, i + length)
            # "pro-Iranian" and "US-led" do not say whose.
            if "-" not in text and not _is_hyphened(doc, i, i + length) and (code := _country_of(text)):
                return code
    return None


def _is_hyphened(doc: Doc, start: int, end: int) -> bool:
    return (start > 0 and doc[start - 1].text == "-") or (end < len(doc) and doc[end].text == "-")


def _country_of(text: str) -> str | None:
    organ = countries.seat(text)
    return organ.code if organ else countries.demonym(text) or countries.place_country(text)
