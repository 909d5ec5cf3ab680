"""Queries on a parse, used by all kinds of rules: subject, agent, passive, infinitive, negation, coordination."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from ontology.countries import demonym

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
"""The dependencies of a subject on its verb."""

RELATIVES = frozenset({"who", "which", "that", "whom"})
"""The words that stand for the noun before a relative clause."""

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "barely", "neither", "nor", "nobody", "none"})
_NOBODY = frozenset("nobody none nothing neither noone".split())
_NO = frozenset("no neither not nor".split())
_FOLLOWED = frozenset("only just merely simply solely least surprisingly for".split())
_AUXILIARIES = ("aux", "auxpass")
_FEW = frozenset({"no", "few", "little", "neither", "nobody", "none"})
_PREPOSITIONAL = frozenset({"prep", "agent", "prt", "dative", "advmod"})
_NAMING = frozenset("call label brand term dub".split())
_QUANTIFIERS = frozenset(
    "number group handful lot majority most many some several all both any each few coalition series host sort kind"
    " type form piece matter".split()
)
WITHHELD = frozenset("entry access admittance admission visa permission permit passage asylum shelter bail".split())
"""Nouns of what is denied to somebody, not denied to be so."""
_CLIMB = 12


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of these dependencies."""
    for c in token.children:  # a loop, since this is asked most often of all
        if c.dep_ in deps:
            return c
    return None


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all tokens coordinated with it, in text order."""
    found = [token]
    for one in found:
        found += [c for c in one.children if c.dep_ == "conj" and len(found) < _CLIMB]
    return found


def first_conjunct(token: Token) -> Token:
    """Return the first token of the coordination that a token is part of."""
    for _ in range(_CLIMB):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for; any other token unchanged."""
    if token.lower_ not in RELATIVES:
        return token
    verb = token
    for _ in range(_CLIMB):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ == "ROOT":
            break
        verb = verb.head
    return token


def has_nationality(noun: Token) -> bool:
    """Return whether a nationality says whose a noun is: "the Norwegian plan"."""
    return any(each.dep_ in ("amod", "compound", "nmod") and demonym(each.text) for each in noun.lefts)


def has_subject(verb: Token) -> bool:
    """Return whether a verb has a subject of its own."""
    return child(verb, *SUBJECTS) is not None


def has_object(verb: Token) -> bool:
    """Return whether a verb has a direct object of its own."""
    return child(verb, "dobj") is not None


def agent(verb: Token) -> Token | None:
    """Return the noun after the "by" of a passive."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def is_infinitive(verb: Token) -> bool:
    """Return whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Return whether a verb is passive, participles without an auxiliary included ("troops sent to Iraq")."""
    for _ in range(_CLIMB):
        if child(verb, "nsubjpass") is not None:
            return True
        if child(verb, "nsubj") is not None:
            return False
        if child(verb, "auxpass") is not None:
            return True
        if child(verb, "aux") is not None:
            return False
        if child(verb, "agent") is not None:
            return True
        if verb.dep_ == "acl":
            return verb.tag_ in ("VBN", "VBD")  # The model often takes a participle after its noun for a past tense.
        if verb.tag_ != "VBN":
            return False
        if verb.dep_ != "conj":
            return verb.dep_ != "acomp"  # "is committed to" describes the subject.
        if has_object(verb):
            return False
        verb = verb.head  # "was tried and sentenced"
    return False


def is_naming(verb: Token) -> bool:
    """Return whether a verb says what its object is: "called the protests treasonous"."""
    return verb.lemma_.lower() in _NAMING and child(verb, "oprd") is not None


def is_impersonal(verb: Token) -> bool:
    """Return whether a verb is impersonal and leaves out the agent ("it was agreed that")."""
    subject = child(verb, *SUBJECTS)
    return subject is not None and subject.lower_ == "it" and is_passive(verb) and child(verb, "agent") is None


def is_negated(token: Token) -> bool:
    """Return whether a verb, adjective or noun has an odd number of negations."""
    count = sum(c.lower_ in _NEGATIONS and c.dep_ in ("neg", "det", "advmod", "preconj") for c in token.children)
    for c in token.children:
        if c.dep_ == "advmod":
            count += any(d.dep_ == "neg" for d in c.children)
        elif c.dep_ in SUBJECTS:
            count += c.lower_ in _FEW or any(d.lower_ in _FEW for d in c.children if d.dep_ in ("det", "amod"))
        elif c.dep_ in ("attr", "acomp"):
            count += any(d.lower_ in ("no", "not") for d in c.children if d.dep_ in ("det", "neg"))
        elif c.dep_ == "amod" and token.pos_ == "NOUN":
            count += c.lower_ in _FEW
    if token.dep_ in ("acomp", "attr") and token.head.pos_ == "AUX":
        count += sum(c.dep_ == "neg" for c in token.head.children)
    return (count + shared_negations(token)) % 2 == 1


def shared_negations(verb: Token) -> int:
    """Return the number of negations shared by joined verbs: "did not attack or bomb", "nobody came and helped"."""
    count = 0
    for _ in range(_CLIMB):
        head = verb.head
        if verb.dep_ != "conj" or head.pos_ not in ("VERB", "AUX") or has_subject(verb):
            break
        count += sum(is_negative(c) for c in head.children if c.dep_ in SUBJECTS)
        joined = {c.lower_ for c in head.children if c.dep_ in ("cc", "preconj")}
        bare = verb.tag_ in ("VB", "VBN", "VBG") and verb.tag_ == head.tag_ and child(verb, *_AUXILIARIES) is None
        if bare and "but" not in joined:
            count += sum(c.dep_ == "neg" and not is_only(c) for c in head.children)
        elif "nor" in joined and child(verb, "neg") is None:
            count += 1
        verb = head
    return count


def is_negative(noun: Token) -> bool:
    """Return whether a noun phrase is negative: "nobody", "no attack", "neither side"."""
    if noun.lower_ in _NOBODY or (noun.lower_ == "one" and noun.i > 0 and noun.nbor(-1).lower_ == "no"):
        return True
    return any(
        c.lower_ in _NO and c.i < noun.i and c.dep_ in ("det", "neg", "preconj", "cc", "advmod") and not is_only(c)
        for c in noun.children
    )


def is_only(negation: Token) -> bool:
    """Return whether what is negated did take place: "not only", "not until"."""
    following = negation.i + 1
    return following < len(negation.doc) and negation.doc[following].lower_ in _FOLLOWED


def prepositional(token: Token, words: Collection[str]) -> Iterator[Token]:
    """Yield the nouns and -ing clauses after one of these prepositions that depends on the token."""
    for prep in token.children:
        if prep.dep_ in _PREPOSITIONAL and prep.lower_ in words:
            for inner in prep.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield inner
                elif inner.dep_ == "prep":
                    yield from (c for c in inner.children if c.dep_ in ("pobj", "pcomp"))


def is_due(noun: Token) -> bool:
    """Return whether "time" is the time for something: "it is (high) time to", but not "the first time that"."""
    return noun.lemma_ == "time" and all(c.lower_ in ("high", "about") for c in noun.lefts)


def counted(token: Token) -> Token:
    """Return X for "a number of X", "some sort of X"; any other token unchanged."""
    if token.lemma_.lower() in _QUANTIFIERS or token.pos_ == "NUM":
        return next(prepositional(token, ("of",)), token)
    return token
