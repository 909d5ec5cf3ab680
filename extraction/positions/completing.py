"""Fuller headings for nouns that name no matter by themselves: "reports", "the treatment", "200 volunteers"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction import syntax
from extraction.matters import read
from extraction.positions import phrases
from extraction.positions.headings import Heading, possessive

_PLEDGES = frozenset("pledge promise offer".split())
_ACCUSING = frozenset("accuse suspect convict acquit".split())
MEASURED = frozenset("amount number lot row year decade point thing time way case nation person people".split())
"""Nouns that only measure or point."""
# The most words of a participle in a heading.
_LONGEST = 9


def completed(noun: Token, heading: str, holder: str, headings: Heading) -> str:
    """Return a fuller heading of a noun, from its clauses and the clause it stands in; "" when nothing completes it."""
    if noun.pos_ != "NOUN" or noun.lemma_ in MEASURED or not heading:
        return ""
    candidates = (
        _content(noun, heading, headings),
        _specified(noun, heading, headings),
        _coordinated(noun, heading, headings),
        _from_verb(noun, heading, holder, headings),
    )
    return next((found for each in candidates for found in each if read(found).is_full), "")


def _content(noun: Token, heading: str, headings: Heading) -> Iterator[str]:
    """Yield the content of what is said: "a bill on funding the government", "reports that two were threatened"."""
    clause = syntax.child(noun, "acl", "relcl", "ccomp")
    if clause is None or clause.pos_ not in ("VERB", "AUX") or clause.i < noun.i:
        return
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        yield headings.of(clause)
    elif _is_content(clause):
        told = headings.inside(clause, noun.text)
        if told[:1].isalpha():
            yield f"{heading} on {told}"


def _is_content(clause: Token) -> bool:
    """Return whether a clause gives the content of its noun: "a bill that would fund it", "a plan to leave"."""
    if clause.dep_ == "relcl":
        return any(c.dep_ == "aux" and c.tag_ == "MD" for c in clause.children)
    return clause.tag_ == "VBG" or syntax.is_infinitive(clause)


def _specified(noun: Token, heading: str, headings: Heading) -> Iterator[str]:
    """Yield the noun with who or what its clause names: "treatment of the lawyer", "curbs placed on the flights"."""
    clause = syntax.child(noun, "acl", "relcl")
    if clause is None or clause.pos_ not in ("VERB", "AUX"):
        return
    if clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBD"):
        words = clause.doc[clause.i : phrases.right(clause)]
        if 1 < len(words) <= _LONGEST and clause.i == noun.i + 1 and not any(word.is_punct for word in words[:-1]):
            yield f"{heading} {words.text.rstrip('.,;')}"
    doer, done = syntax.child(clause, "nsubj"), syntax.child(clause, "nsubjpass")
    for who, link in ((doer, "by"), (done, "of")):
        if who is not None and who.lower_ not in syntax.RELATIVES:
            name = headings.inside(who)
            if name:
                yield f"{heading} {link} {name}"
    thing = syntax.child(clause, "dobj")
    if doer is not None and doer.lower_ in syntax.RELATIVES and thing is not None:
        yield f"{heading} on {headings.inside(thing)}"


def _coordinated(noun: Token, heading: str, headings: Heading) -> Iterator[str]:
    """Yield the noun with the matter it is coordinated with: "restraint and easing of tensions"."""
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    # The parser often takes the second noun of "called for A and B" for a second verb.
    others = (c for c in governor.rights if c.dep_ == "conj" and c.i > noun.i)
    for other in (*syntax.conjuncts(noun)[1:], *others):
        if other.pos_ == "NOUN" and read(told := headings.inside(other)).is_full:
            yield f"{heading} and {told}"
            return


def _from_verb(noun: Token, heading: str, holder: str, headings: Heading) -> Iterator[str]:
    """Yield the noun with other parts of the clause it stands in."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.i == noun.right_edge.i + 1 and prep.i > noun.i:
            told = headings.phrase(prep)
            if told:
                yield f"{heading} {told}"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and verb.lemma_ in _ACCUSING:
        accused = phrases.subject(verb) if syntax.is_passive(verb) else syntax.child(verb, "dobj")
        name = headings.inside(accused) if accused is not None else ""
        if name:
            yield f"{heading} by {name}"
    if noun.dep_ == "dobj" and verb.lemma_ in _PLEDGES and holder:
        yield " ".join([*possessive(holder.split()), headings.inside(noun)])
