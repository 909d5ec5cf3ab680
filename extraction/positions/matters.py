"""Find the matter in the complement of an attitude: through "an end to", "efforts to", "not", "refuse to"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extraction import matters, syntax
from extraction.positions import phrases
from extraction.positions.words import Attitude, Shift, attitudes, shift
from extraction.values import key
from ontology.enums import Stance

_DEPTH = 5
_LESS = frozenset({"less", "fewer"})
_ENDED = frozenset({"to", "of"})
_CARRIED = frozenset({"inf", "of", "that"})
_PASSED = frozenset({Attitude.FAVOURS, Attitude.DEMANDS, Attitude.RESISTS, Attitude.OBJECTS, Attitude.ACCUSES})
# Deeds, not attitudes: to want to fight terrorism is to favour the fight.
_DEEDS = frozenset({"fight", "combat"})
_MEASURED = frozenset({Shift.LIFTS, Shift.SETS})
_WISHING = frozenset({"want", "like", "need", "wish"})
_AWAY = frozenset({"out", "gone", "away"})
_HARSH = frozenset({Attitude.OBJECTS, Attitude.ACCUSES})


@dataclass(frozen=True, slots=True)
class Matter:
    """Head of the matter of a position, and true if the attitude to it is opposite to that to the whole complement."""

    head: Token
    turned: bool


def matter(head: Token, turned: bool = False, depth: int = _DEPTH) -> Matter | None:
    """Return the matter inside a noun phrase or clause; None where there is none, as in "to know more"."""
    if depth == 0:
        return Matter(head, turned)
    if head.pos_ in ("VERB", "AUX"):
        return _of_clause(head, turned, depth - 1)
    return _of_noun(head, turned, depth - 1)


def _of_clause(verb: Token, turned: bool, depth: int) -> Matter | None:
    if syntax.is_negated(verb) ^ _is_lessened(verb):
        turned = not turned
    shifted = shift(verb)
    inner = syntax.child(verb, "xcomp")
    if shifted is Shift.IDLE:
        return None
    name = syntax.child(verb, "oprd")
    if name is not None and any(c.lower_ == "what" for c in verb.children):
        return Matter(name, turned)  # "what they call a cartel"
    if shifted is Shift.ENDS:
        ended = _undergoer(verb) or inner
        if ended is not None and matters.is_war(ended.text):
            return Matter(verb, turned)  # an end of the war is a ceasefire: the matter itself
        if ended is not None:
            return matter(ended, not turned, depth)
    if shifted in _MEASURED:
        measure = _undergoer(verb)
        if measure is not None and matters.is_measure(measure.text):
            return matter(measure, turned ^ (shifted is Shift.LIFTS), depth)
    if shifted is Shift.VANISHES:
        subject = syntax.child(verb, "nsubj")
        if subject is not None:
            return Matter(subject, not turned)
    if shifted in (Shift.CARRIES, Shift.FAILS) and inner is not None:
        return matter(inner, turned ^ (shifted is Shift.FAILS), depth)
    predicate = syntax.child(verb, "acomp")
    if predicate is not None and shift(predicate) is Shift.CARRIES:
        inner = syntax.child(predicate, "xcomp")
        if inner is not None:
            return matter(inner, turned, depth)
    for sense in attitudes().get(key(verb), ()) if verb.lemma_ not in _DEEDS else ():
        if sense.attitude in _PASSED:
            followed = next(following(verb, sense.follows), None)
            if followed is not None and turned and sense.attitude in _HARSH:
                return None
            if followed is not None and followed.pos_ != "PRON":
                return matter(followed, turned ^ (sense.attitude.stance is Stance.OPPOSES), depth)
    return Matter(verb, turned)


def _undergoer(verb: Token) -> Token | None:
    """Return to whom or what a verb is done, also in "wants the sanctions lifted"."""
    done = syntax.child(verb, "dobj", "nsubjpass")
    if done is None and verb.tag_ == "VBN" and syntax.child(verb, "aux", "auxpass") is None:
        return syntax.child(verb, "nsubj")
    return done


def is_harsh(word: Token) -> bool:
    """Return whether a word expresses opposition, so that declining to say it is not approval."""
    senses = (s for s in attitudes().get(key(word), ()) if s.attitude in _HARSH)
    return word.pos_ in ("VERB", "AUX") and any(next(following(word, s.follows), None) is not None for s in senses)


def _is_lessened(word: Token) -> bool:
    """Return whether less of something is wanted: "rely less on"."""
    return any(c.lower_ in _LESS and c.dep_ in ("advmod", "amod") for c in word.children)


def carried(verb: Token) -> Token:
    """Return the verb governed by a verb such as "try"."""
    for _ in range(_DEPTH):
        inner = syntax.child(verb, "xcomp")
        if inner is None or shift(verb) is not Shift.CARRIES:
            break
        verb = inner
    return verb


def _of_noun(noun: Token, turned: bool, depth: int) -> Matter | None:
    if any(c.dep_ in ("det", "preconj") and c.lower_ in ("no", "neither") for c in noun.children) ^ _is_lessened(noun):
        turned = not turned
    if noun.dep_ == "dobj" and noun.head.lemma_ in _WISHING and any(c.lower_ in _AWAY for c in noun.head.rights):
        turned = not turned  # "wants the soldiers out"
    shifted = shift(noun)
    if shifted is Shift.ENDS:
        for inner in syntax.prepositional(noun, _ENDED):
            if matters.is_war(inner.text):
                return Matter(noun, turned)
            return matter(inner, not turned, depth)
    if shifted in _MEASURED:
        for measure in syntax.prepositional(noun, ("of",)):
            if matters.is_measure(measure.text):
                return matter(measure, turned ^ (shifted is Shift.LIFTS), depth)
    for sense in attitudes().get(key(noun), ()):
        followed = next(following(noun, sense.follows), None)
        if followed is not None and sense.attitude.stance in (Stance.SUPPORTS, Stance.OPPOSES):
            return matter(followed, turned ^ (sense.attitude.stance is Stance.OPPOSES), depth)
    if shifted is Shift.CARRIES:
        followed = next(following(noun, _CARRIED), None)
        if followed is not None:
            return matter(followed, turned, depth)
    return Matter(noun, turned)


def following(word: Token, follows: frozenset[str]) -> Iterator[Token]:
    """Yield the complements of a word that its lexicon entry allows, heads of clauses before nouns."""
    if "inf" in follows:
        yield from _infinitives(word)
    if "that" in follows:
        yield from _finite(word)
    if "for" in follows:
        yield from _wished(word)
    if "obj" in follows:
        yield from _objects(word)
    if "ing" in follows:
        yield from (
            c
            for c in word.children
            if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG" and syntax.child(c, "aux", "nsubj") is None
        )
    if "dative" in follows:
        yield from (c for c in word.children if c.dep_ == "dative" and c.pos_ != "ADP")
    if "compound" in follows:
        yield from (c for c in word.lefts if c.dep_ in ("compound", "nmod") and c.pos_ in ("NOUN", "PROPN"))
    if "in_of" in follows and word.dep_ == "pobj" and word.head.lower_ == "in":
        yield from syntax.prepositional(word, ("of",))
        yield from syntax.prepositional(word.head.head, ("of",))
    if any(c.dep_ == "prt" and c.lower_ in follows for c in word.children):  # "rule out the plan"
        yield from _objects(word)
        yield from (c for c in word.children if c.dep_ == "xcomp" and c.tag_ == "VBG")
    yield from syntax.prepositional(word, follows)


def is_question(clause: Token) -> bool:
    """Return whether a clause is an indirect question: "whether it will", "what it does"."""
    first = clause.left_edge
    return first.tag_ in ("WP", "WRB", "WDT") or first.lower_ in ("if", "whether")


def _infinitives(word: Token) -> Iterator[Token]:
    for c in word.children:
        if c.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl") and c.i > word.i and syntax.is_infinitive(c):
            if c.dep_ == "advcl" and word.pos_ == "VERB" and syntax.child(word, "dobj") is None:
                continue
            yield c
    if word.dep_ == "dobj":
        # The parser often attaches the infinitive of "rejected calls to end it" to the verb.
        for c in word.head.children:
            if c.dep_ in ("advcl", "xcomp") and c.left_edge.i == word.i + 1 and syntax.is_infinitive(c):
                yield c


def _wished(verb: Token) -> Iterator[Token]:
    """Yield the clause with "for" and its own subject: "calls for the plan to be dropped"."""
    for c in verb.rights:
        is_clause = c.dep_ in ("advcl", "xcomp", "ccomp", "acl", "relcl") and syntax.is_infinitive(c)
        if is_clause and any(m.dep_ == "mark" and m.lower_ == "for" for m in c.children):
            yield c


def _finite(word: Token) -> Iterator[Token]:
    is_noun = word.pos_ in ("NOUN", "PROPN")
    for c in word.children:
        if c.dep_ not in ("ccomp", "acl", "relcl") or c.pos_ not in ("VERB", "AUX") or syntax.is_infinitive(c):
            continue
        marked = any(m.dep_ == "mark" for m in c.children)
        if syntax.child(c, *syntax.SUBJECTS) is not None and (marked or not is_noun):
            yield c


def _objects(verb: Token) -> Iterator[Token]:
    if syntax.is_passive(verb):
        own = syntax.child(verb, "nsubjpass")
        if own is not None:
            yield syntax.antecedent(own)
        elif verb.dep_ in ("acl", "relcl"):
            yield verb.head
        elif verb.dep_ == "conj":
            yield from _objects(verb.head)
        return
    for c in verb.children:
        if c.dep_ == "ccomp" and c.left_edge.lower_ == "what":
            yield c
        if c.dep_ == "dobj":
            yield phrases.whole(syntax.antecedent(c))
            return
