"""Modality of an event, from its clause: it took place, is planned, is only possible, or is denied."""

from spacy.tokens import Token

from extraction import syntax
from extraction.events.factuality import governors, negation
from extraction.events.factuality.governors import Sense, applied
from extraction.events.lexicon import EventClass
from extraction.events.model import Trigger
from ontology.enums import EventType, Modality

_WILL = frozenset("will shall 'll ’ll wo".split())
_MAYBE = frozenset("may might could should must ought can ca".split())
_CONDITION = frozenset("if unless whether lest though".split())
_INVERTED = frozenset("had were should".split())
_TIMES = frozenset("when whenever once until till before after".split())
_SOON = ("soon", "long")  # "as soon as"
_PRESENT = ("VBZ", "VBP")
_FINITE = ("VBD", *_PRESENT)
_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")
_ANY = frozenset("any every whatever whichever".split())
_ANYBODY = frozenset("anyone anybody whoever everyone those one he any".split())
_PERHAPS = frozenset("perhaps maybe possibly allegedly supposedly purportedly conceivably".split())
# These leave the event open even in the past tense.
_OF_FACTS = (Sense.WANTED, Sense.DOUBTED, Sense.REFUSED, Sense.FAILED, Sense.TRUE, Sense.SHOWN)
# Prepositions of cause or time: the act after one took place.
_REASONS = frozenset("for over after despite since".split())
# The object of "not know" or "not mention" is a fact.
_FACTIVE = frozenset("know realise realize notice remember forget regret mention care mind".split())
_CONDITIONS = ("provided", "provided that", "providing that", "as long as", "so long as", "in case", "assuming that")
# A warning about one's own act is a plan.
_THREATENING = ("warn", "threaten")
# What is backed need not be there yet.
_BACKING = frozenset("support back favour favor endorse advocate encourage champion".split())
_WISHES = frozenset("want wish like let allow permit have need".split())
_PERFORMED = frozenset(
    "thank condemn congratulate commend praise applaud denounce deplore salute apologise apologize".split()
)
_FIRST = frozenset("i we me us".split())
# What is discussed has not been done yet, as a rule, if it is one of these.
_DISCUSSED = frozenset((EventType.AID, EventType.CONCEDE, EventType.COOPERATE, EventType.RETREAT))
_DISCUSSING = frozenset("discuss debate negotiate explore examine".split())
_TALKS = frozenset("talk negotiation discussion negotiate".split())
_TOPICAL = frozenset("about regarding concerning".split())
_SUFFICIENT = frozenset("enough sufficient insufficient".split())
_USING = frozenset("use exploit employ misuse utilise utilize deploy seize take".split())
_DEEPEST = 8

_DENIED = {
    None: Modality.DENIED,
    Modality.OCCURRED: Modality.DENIED,
    Modality.PLANNED: Modality.DENIED,
    Modality.HYPOTHETICAL: Modality.HYPOTHETICAL,
    Modality.DENIED: Modality.HYPOTHETICAL,
}


def modality(trigger: Trigger) -> Modality | None:
    """Return the modality that a trigger and its light verb get from the words around them; None where it is open."""
    token, anchor = trigger.token, trigger.anchor
    nouns = [word for word in trigger.words if word.i != anchor.i and word.pos_ in _NOUNS]
    if anchor.pos_ in _VERBS or anchor.dep_ == "acomp":
        found = _of_clause(anchor)
        if anchor.i != token.i:
            found = applied(governors.sense_of_light(anchor), found)
    else:
        found = _of_noun(anchor, trigger.kind, 0)
        nouns = [noun for noun in nouns if noun.i != anchor.i]
    for noun in nouns:
        found = _with_modifiers(noun, found, counted=_is_counted(noun, anchor))
    return found


def modality_at(word: Token) -> Modality | None:
    """Return the modality that a verb, predicate or noun gets from the words around it; None where it is open."""
    if word.pos_ in _VERBS or word.dep_ == "acomp":
        return _of_clause(word)
    return _of_noun(word, None, 0)


def _is_counted(noun: Token, verb: Token) -> bool:
    """Return whether the negation of a noun is taken for the verb's: "sent no troops"."""
    return noun.head.i == verb.i and noun.dep_ in ("dobj", "attr", "dative", *syntax.SUBJECTS)


def _of_clause(verb: Token, depth: int = 0) -> Modality | None:
    """Return the modality of a verb or predicate from its auxiliaries, else its governor; negation reverses it."""
    if verb.dep_ == "acomp" and verb.head.pos_ in _VERBS:
        found = _before_negation(verb.head, depth)
    else:
        found = _before_negation(verb, depth)
    return _DENIED[found] if negation.is_negated(verb) else found


def _before_negation(verb: Token, depth: int) -> Modality | None:
    if depth > _DEEPEST:
        return None
    own = _of_auxiliaries(verb)
    if own is not None:
        return _as_reported(verb, own, depth)
    if _is_finite(verb):
        return _of_finite(verb, depth)
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in _VERBS and not syntax.has_subject(verb):
        return _before_negation(head, depth + 1)
    if head.i == verb.i:
        return _of_root(verb)
    if verb.dep_ == "pcomp" and head.lower_ in _REASONS and head.head.pos_ in _VERBS:
        return Modality.OCCURRED  # "did not apologise for attacking"
    leading = verb.doc[max(_first(verb) - 2, 0) : _first(verb)].text.lower()
    if leading == "rather than" or (leading.endswith("yet") and syntax.is_infinitive(verb)):
        return Modality.DENIED  # "has yet to concede"
    if leading.endswith("but") and syntax.is_infinitive(verb):
        return Modality.OCCURRED  # "had no choice but to attack"
    if verb.dep_ == "xcomp" and head.lemma_ == "able" and head.head.tag_ == "VBD":
        return _of_clause(head, depth + 1)  # Ability in the past means that the act took place.
    shared = any(c.lower_ == "us" for c in verb.lefts)  # "let us condemn it"
    if verb.dep_ in ("xcomp", "ccomp") and verb.lemma_ in _PERFORMED and not shared and _is_announced(verb):
        return Modality.OCCURRED  # "I want to thank Norway"
    sense, governor = governors.over(verb)
    if sense is not None:
        return applied(sense, _world(governor, depth))
    if verb.dep_ == "advcl" and syntax.is_infinitive(verb):
        return Modality.HYPOTHETICAL
    if head.pos_ in _NOUNS and syntax.is_infinitive(verb) and head.dep_ == "dobj" and head.head.lemma_ in _USING:
        return _of_clause(head.head, depth + 1)  # "would use the pause to rearm"
    if head.pos_ in _NOUNS and syntax.is_infinitive(verb) and any(c.lower_ in _SUFFICIENT for c in head.lefts):
        return Modality.HYPOTHETICAL  # "has enough votes to override her"
    if head.pos_ in _NOUNS:
        # "a plan to deploy" was decided above; "troops sent to Iraq" were sent
        return Modality.OCCURRED if verb.tag_ in ("VBN", "VBG", "VBD") else _of_noun(head, None, depth + 1)
    if verb.dep_ == "xcomp" and head.lemma_ == "be" and syntax.is_infinitive(verb):
        return applied(Sense.INTENDED, _of_clause(head, depth + 1))  # "is to visit"
    return _world(governor, depth)


def _world(governor: Token, depth: int) -> Modality | None:
    """Return the modality of the governor of a clause."""
    if governor.pos_ in _NOUNS:
        return _of_noun(governor, None, depth + 1)
    return _of_clause(governor, depth + 1)


def _first(verb: Token) -> int:
    return min((c.i for c in verb.lefts if c.dep_ == "aux"), default=verb.i)


def _of_root(verb: Token) -> Modality | None:
    """Return the modality of a root infinitive: a headline ("Iran to release prisoners") or an imperative."""
    if syntax.is_infinitive(verb):
        return Modality.PLANNED
    if verb.tag_ == "VB" and not syntax.has_subject(verb):
        return Modality.HYPOTHETICAL
    return None


def _of_auxiliaries(verb: Token) -> Modality | None:
    if _is_conditional(verb):
        return Modality.HYPOTHETICAL
    bearer = verb
    if verb.dep_ == "conj" and not syntax.has_subject(verb) and syntax.child(verb, "aux", "auxpass") is None:
        bearer = syntax.first_conjunct(verb) if verb.tag_ not in _FINITE else verb
    words = {c.lower_ for c in bearer.children if c.dep_ in ("aux", "auxpass")}
    if not words.isdisjoint(("do", "let")) and verb.left_edge.lower_ in words and not syntax.has_subject(verb):
        return Modality.HYPOTHETICAL  # "do not attack"
    if any(c.lower_ in _PERHAPS for c in verb.children if c.dep_ == "advmod"):
        return Modality.HYPOTHETICAL
    if words & _WILL:
        return Modality.PLANNED
    if "would" in words or "'d" in words:
        told = verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN") and "have" not in words
        return Modality.PLANNED if told else Modality.HYPOTHETICAL
    if words & _MAYBE:
        unable = not words.isdisjoint(("can", "ca", "could")) and syntax.child(verb, "neg") is not None
        return Modality.OCCURRED if unable else Modality.HYPOTHETICAL
    return None


def _as_reported(verb: Token, own: Modality, depth: int) -> Modality | None:
    """Return the modality of "will" or "would" under a reporting word: "fears that it will", "denied it would"."""
    if own is Modality.PLANNED and verb.dep_ in ("ccomp", "acl"):
        sense, governor = governors.over(verb)
        if sense in _OF_FACTS and governor.lemma_.lower() not in _THREATENING:
            return applied(sense, _world(governor, depth))
    return own


def _is_conditional(verb: Token) -> bool:
    """Return whether a clause is a condition: "if", "unless", "had Russia invaded", "as if"."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if subject is not None:
        start = subject.left_edge.i
        if verb.doc[max(start - 3, 0) : start].text.lower().endswith(_CONDITIONS):
            return True
    had = verb.head
    if verb.dep_ == "ccomp" and had.lower_ in _INVERTED and had.dep_ == "advcl" and had.left_edge.i == had.i:
        return True  # "had the rebels attacked", where the parser takes "had" for the verb
    for c in verb.lefts:
        if c.dep_ == "mark" and c.lower_ in _CONDITION:
            return c.lower_ != "though" or (c.i > 0 and c.nbor(-1).lower_ == "as")
        if c.dep_ in ("aux", "auxpass") and c.lower_ in _INVERTED and subject is not None and c.i < subject.i:
            return c.i == verb.left_edge.i
    return verb.lower_ in _INVERTED and subject is not None and verb.left_edge.i == verb.i and verb.dep_ == "advcl"


def _of_finite(verb: Token, depth: int) -> Modality:
    """Return the modality of a finite clause: actual unless its governor leaves it open ("fears that")."""
    head = verb.head
    if head.i == verb.i:
        return Modality.OCCURRED
    told = verb.dep_ == "relcl" and syntax.child(verb, "mark") is not None  # "claims that ...", read as a relative
    if told or verb.dep_ in ("ccomp", "csubj", "acl", "xcomp"):
        sense, governor = governors.over(verb)
        if sense in _OF_FACTS:
            return applied(sense, _world(governor, depth)) or Modality.OCCURRED
        if verb.dep_ == "ccomp" and verb.i > head.i and head.pos_ == "VERB" and head.lemma_ not in _FACTIVE:
            said = Modality.OCCURRED if _is_announced(head) else _of_clause(head, depth + 1)
            if said in (Modality.DENIED, Modality.HYPOTHETICAL):
                return Modality.HYPOTHETICAL
    elif verb.dep_ == "relcl":
        general = head.lower_ in _ANYBODY or any(c.lower_ in _ANY for c in head.lefts)
        if (general and _is_present(verb)) or syntax.is_negative(head):
            return Modality.HYPOTHETICAL
    elif verb.dep_ == "advcl" and _is_present(verb) and _is_timed(verb):
        main = head.head if head.lower_ in _SOON else head
        if _of_clause(main, depth + 1) not in (Modality.OCCURRED, None):
            return Modality.HYPOTHETICAL
    elif verb.dep_ == "conj" and not syntax.has_subject(verb) and head.pos_ in _VERBS:
        return _before_negation(head, depth + 1) or Modality.OCCURRED
    return Modality.OCCURRED


def _is_announced(verb: Token) -> bool:
    """Return whether somebody says a thing by wishing to say it: "let me add that", "I would like to stress that"."""
    wish = verb.head if verb.dep_ in ("xcomp", "ccomp") else verb
    wishes = wish.lemma_.lower() in _WISHES or any(c.lower_ == "must" for c in wish.lefts)
    speakers = [c.lower_ for word in (wish, verb) for c in word.children if c.dep_ in ("nsubj", "dobj")]
    return wishes and not _FIRST.isdisjoint(speakers) and not negation.is_negated(wish)


def _is_timed(verb: Token) -> bool:
    if any(c.dep_ == "mark" and c.lower_ == "as" and c.nbor(-1).lower_ in _SOON for c in verb.lefts if c.i):
        return True
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _TIMES for c in verb.lefts)


def _is_present(verb: Token) -> bool:
    auxiliaries = [c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return any(tag in _PRESENT for tag in auxiliaries or [verb.tag_])


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in _FINITE:
        return True
    return any(c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))


def _of_noun(noun: Token, kind: EventClass | None, depth: int) -> Modality | None:
    """Return the modality that a noun phrase gets from its own words and from its governor."""
    if depth > _DEEPEST:
        return None
    own = governors.of_modifiers(noun)
    found = own if own is not None else _of_place(noun, kind, depth)
    return _with_modifiers(noun, found, counted=False)


def _with_modifiers(noun: Token, found: Modality | None, *, counted: bool) -> Modality | None:
    """Return the modality of a noun after its modifiers: "no attack", "any attack", "a possible attack".

    `counted` is true where the negation has already been applied at the verb.
    """
    own = governors.of_modifiers(noun)
    if own is not None and found in (None, Modality.OCCURRED):
        found = own
    if not counted and syntax.is_negative(noun):
        return _DENIED[found]
    if any(c.dep_ == "det" and c.lower_ == "any" for c in noun.lefts) and found in (None, Modality.OCCURRED):
        return Modality.HYPOTHETICAL
    return found


def _of_place(noun: Token, kind: EventClass | None, depth: int) -> Modality | None:
    """Return the modality that a noun gets from its governor."""
    head = noun.head
    if head.i == noun.i:
        return None
    if noun.dep_ == "conj" and head.pos_ in _NOUNS:
        return _of_noun(head, kind, depth + 1)
    sense, governor = governors.over(noun)
    if sense is not None:
        if kind is not None and governors.is_presupposed(sense, governor, kind):
            return None if _is_definite(noun) or kind.type is EventType.ASSAULT else Modality.HYPOTHETICAL
        return applied(sense, _world(governor, depth))
    if (negation.is_absent(noun) or negation.is_not_what(noun)) and not _is_one(noun):
        return Modality.DENIED
    if noun.dep_ == "dobj" and head.lemma_.lower() in _BACKING and not _is_one(noun):
        return Modality.HYPOTHETICAL  # "did not support sanctions"
    if _is_topic(noun) and (not _is_one(noun) or (kind is not None and kind.type in _DISCUSSED)):
        return Modality.HYPOTHETICAL
    if noun.dep_ in ("nsubj", "nsubjpass") and head.lemma_.lower() in governors.occurring():
        return _of_clause_but_noun(noun, head, depth)
    if noun.dep_ == "nsubj" and any(c.lower_ == "would" for c in head.lefts) and not _is_definite(noun):
        return Modality.HYPOTHETICAL  # "an attack would be a mistake"
    if noun.dep_ == "attr" and syntax.child(head, "expl") is not None:
        return _of_clause_but_noun(noun, head, depth)
    if noun.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ in _NOUNS:
        return _of_noun(head.head, None, depth + 1)
    if noun.dep_ in ("compound", "nmod", "amod") and head.pos_ in _NOUNS:
        return _of_noun(head, None, depth + 1)
    return None


def _is_topic(noun: Token) -> bool:
    """Return whether somebody merely talks about what a noun means: "discussed", "talks on", "as for"."""
    head = noun.head
    if noun.dep_ == "dobj":
        return head.lemma_.lower() in _DISCUSSING
    if noun.dep_ != "pobj":
        return False
    governor = head.head
    return (
        head.lower_ in _TOPICAL
        or (head.lower_ in ("on", "over") and governor.lemma_.lower() in _TALKS)
        or (
            head.lower_ in ("for", "to")
            and head.i > 0
            and head.nbor(-1).lower_ == "as"
            and head.nbor(-1).dep_ != "mark"
        )
    )


def _is_one(noun: Token) -> bool:
    """Return whether a noun phrase means one event: "the sanctions", "Oslo's attack", "last week's raid"."""
    return _is_definite(noun) or syntax.child(noun, "poss") is not None


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in ("the", "this", "these", "that", "those") for c in noun.lefts)


def _of_clause_but_noun(noun: Token, verb: Token, depth: int) -> Modality | None:
    """Return the modality of "there was no attack", leaving the negation to the noun."""
    found = _before_negation(verb, depth + 1)
    return _DENIED[found] if negation.is_negated(verb) != syntax.is_negative(noun) else found
