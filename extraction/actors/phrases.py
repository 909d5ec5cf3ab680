"""Noun phrases around a head: where they start and end, and whose country they name."""

from spacy.tokens import Doc, Token

from extraction.document import Document
from ontology import countries

_LEFT_DEPS = frozenset("det amod compound nmod nummod poss quantmod predet advmod npadvmod neg case punct".split())
_ARTICLES = frozenset("the a an this that these those its their his her our my your some any many most few".split())


def left_edge(head: Token) -> int:
    """The first token of the noun phrase that `head` heads, with its modifiers but nothing before a bracket."""
    doc = head.doc
    left = head.left_edge.i
    start = head.i
    for i in range(head.i - 1, left - 1, -1):
        token = doc[i]
        if token.is_space or token.text in _CLOSING:
            break
        if (token.dep_ == "cc" and token.head.i == head.i) or token.dep_ in ("mark", "relcl", "preconj"):
            break
        start = i
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "preconj")) and doc[start].text != "-":
        start += 1
    return start


_CLOSING = frozenset(['"', "“", "”", "``", "''", ":", ";", "—", "–", "(", ")", "[", "]"])


def right_edge(head: Token) -> int:
    """One past the last token of the phrase: the head and an "of" or "in" phrase that says whose it is."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in ("of", "in", "to", "for") or child.i != end:
            continue
        if child.lower_ != "of" and not any(grandchild.ent_type_ in ("GPE", "ORG") for grandchild in child.children):
            continue
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
        if not any(c.isupper() for c in doc[i].text):
            continue
        for length in range(min(4, end - i), 0, -1):
            text = document.text_of(i, i + length)
            code = countries.lookup(text) or countries.demonym(text) or countries.capital(text)
            if code:
                return code
    return None
