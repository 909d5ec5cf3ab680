"""Documents as speakers, and their issuers: "the ministry's statement", "a report by X", "the note"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.actors import gazetteer
from extraction.document import Document
from extraction.quotes import cues
from extraction.quotes.who import Range, phrase, who_does
from extraction.syntax import child
from ontology.enums import ActorType

_ISSUING = frozenset(
    "author circulate compile conduct draft file issue post prepare produce publish release send sign submit"
    " write".split()
)
"""Verbs for the issuing of a document by its speaker."""
_CARRYING = frozenset({"in", "through", "via"})
"""Prepositions before a document that carries somebody's words."""
_FURTHER = frozenset({"new", "newer", "recent", "earlier", "later", "previous", "other", "second", "separate"})
"""Modifiers that distinguish a document from an earlier one."""
RECEIVED = "filing"
"""The class of documents named after their recipient: "a court filing"."""
_TIMES = frozenset({"DATE", "TIME"})


def kind_of(noun: Token) -> str | None:
    """Return the class of a noun for a document; None for all other tokens."""
    return cues.documents().get(noun.lemma_.lower()) if noun.tag_ in ("NN", "NNS") else None


def issuers(document: Document) -> dict[int, Range | None]:
    """Return the phrases for the issuers of documents, by the token of the document; None for an unknown issuer.

    "The note" is the last note mentioned, else the last document of its class. In 605 articles 49 documents that
    speak have their issuer by this, 42 of them rightly.
    """
    found: dict[int, Range | None] = {}
    last: dict[str, Range | None] = {}
    for token in document.doc:
        kind = kind_of(token)
        if kind is None:
            continue
        told = next(_told(token), None)
        word = token.lower_
        if told is None and _is_known(token):
            told = last[word] if word in last else last.get(kind)
        else:
            last[word] = last[kind] = told if told is not None and document.doc[told[0]].pos_ != "PRON" else None
        found[token.i] = told
    return found


def _is_known(noun: Token) -> bool:
    """Return whether a document is one mentioned before: "the note", not "the latest note"."""
    return _is_definite(noun) and all(kid.lower_ not in _FURTHER and kid.tag_ != "JJS" for kid in noun.lefts)


def _is_definite(noun: Token) -> bool:
    return any(kid.lower_ == "the" for kid in noun.lefts)


def _told(noun: Token) -> Iterator[Range]:
    """Yield the issuers of a document in its phrase or its clause, best first."""
    owner = child(noun, "poss")
    if owner is not None and owner.ent_type_ not in _TIMES:
        yield phrase(owner)
    for kid in noun.rights:
        yield from _behind(noun, kid)
    for kid in reversed(list(noun.lefts)):
        if kid.dep_ in ("compound", "nmod") and kind_of(noun) != RECEIVED and _may_issue(kid):
            yield phrase(kid)
    yield from _around(noun)


def _may_issue(modifier: Token) -> bool:
    """Return whether a noun before a document is a name or a body: "State Department report", "police report"."""
    if modifier.tag_ in ("NNP", "NNPS"):
        return modifier.ent_type_ not in _TIMES
    body = gazetteer.noun_of(modifier)
    return body is not None and body.type is not ActorType.PERSON


def _behind(noun: Token, kid: Token) -> Iterator[Range]:
    """Yield the issuer after a document: "by X", "from X", "issued by X", "that X issued"."""
    if kid.dep_ == "prep" and kid.lower_ in ("by", "from", "in"):
        source = child(kid, "pobj")
        published = kid.lower_ != "in" or (source is not None and source.ent_type_ == "ORG")
        if source is not None and published and source.ent_type_ not in _TIMES:
            yield phrase(source)
    elif kid.dep_ in ("acl", "relcl") and kid.lemma_.lower() in _ISSUING:
        agent = child(kid, "agent") or child(kid, "nsubj")
        source = child(agent, "pobj") if agent is not None and agent.dep_ == "agent" else agent
        if source is not None and source.i != noun.i and source.tag_ not in ("WDT", "WP"):
            yield phrase(source)


def _around(noun: Token) -> Iterator[Range]:
    """Yield the issuer in the clause of a document: "X issued a statement", "in a statement, X said"."""
    verb = noun.head
    who = None
    if noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in _ISSUING:
        who = who_does(verb)
    elif noun.dep_ == "pobj" and verb.lower_ in _CARRYING:
        verb = verb.head
        if verb.lemma_.lower() in cues.verbs() and not _is_definite(noun):
            who = who_does(verb)
    if who is not None and not who.mention[0] <= noun.i < who.mention[1]:
        yield who.antecedent or who.mention
