"""Positions from words of attitude: holder and matter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from spacy.tokens import Token

from extraction import matters, syntax
from extraction.actors import gazetteer
from extraction.positions import phrases
from extraction.positions.embedding import Hold, hold, is_finite
from extraction.positions.holding.holders import Holders
from extraction.positions.judgements import Judgement, assessed, judge, turned, valued, wanted
from extraction.positions.matters import carried, following, is_question
from extraction.positions.words import Attitude, Sense, Shift, idioms, senses, shift
from extraction.values import called
from ontology.enums import ActorType, Stance

_MAYBE = frozenset({"may", "might", "could"})
_OUGHT = frozenset({"should", "must", "ought"})
_SPEAKERS = frozenset({"i", "we"})
_IF = frozenset({"if", "whether", "unless"})
_WRONGS = ("of", "for", "over")
_DEEDS = frozenset(
    "seek pursue endorse ratify agree choose opt vote campaign elect undertake accept promise pledge vow swear offer"
    " guarantee commit ask demand call appeal request urge propose suggest recommend push press lobby petition order"
    " instruct direct tell advise encourage welcome hail celebrate plan intend allow permit recognise recognize bow"
    " yield surrender".split()
)
_PAST = frozenset({"did", "has", "have", "had", "could"})
_TRYING = frozenset({"try", "attempt", "endeavour", "endeavor"})
_REFUSING = frozenset({Attitude.OBJECTS, Attitude.TOLERATES})
_ACCEPTING = frozenset({"accept", "approve"})
_CLAIMED = frozenset({"that", "of", "inf"})
_THAT = frozenset({"that"})
_INFINITIVE = frozenset({"inf"})
_CONDITIONALS = frozenset({"would", "will", "could", "'d", "’d", "'ll", "’ll"})
_CONDITIONS = frozenset({"if", "unless", "provided"})
# A list of these is one fault or merit.
_PERSONAL = frozenset({Attitude.ACCUSES, Attitude.CREDITS})
_DIPLOMATIC = frozenset({ActorType.STATE, ActorType.GOVERNMENT, ActorType.INTERGOVERNMENTAL})
_ASSESSMENTS = frozenset({Stance.EXPECTS, Stance.DOUBTS})


@dataclass(frozen=True, slots=True)
class Reading:
    """Position as tokens: the word of attitude, its complement, and the judgement of the complement."""

    holder: int
    word: Token
    followed: Token
    judgement: Judgement
    is_said: bool
    next: Token | None = None
    """The next member of the same list, which is a position of its own."""
    shown: tuple[int, int] | None = None
    """The evidence as tokens [start, end), where it is not the clause from the word to its complement."""


def readings(word: Token, holders: Holders) -> Iterator[Reading]:
    """Yield the positions that a word shows."""
    chosen = _chosen(word)
    if chosen is None or _is_hypothetical(word) or is_asked(word) or _is_balanced(word, chosen[1]):
        return
    part, sense, followed = chosen
    had = _holders(word, part, sense.attitude, followed, holders)
    held = hold(word) if had and part != "holder" else Hold.HAD
    if not had or held is Hold.NOT_HAD:
        return
    row = [followed] if sense.attitude in _PERSONAL else _coordinated(followed)
    for one, after in zip_longest(row, row[1:]):
        judgement = _judged(word, sense.attitude, one)
        if judgement is not None:
            if held is Hold.GIVEN_UP:
                judgement = replace(judgement, stance=turned(judgement.stance, True))
            for holder in had:
                told = _demanded(word, one, holder, holders) or judgement
                yield Reading(holder, word, one, told, sense.attitude.is_said, after)


def _demanded(word: Token, followed: Token, holder: int, holders: Holders) -> Judgement | None:
    """Return the demand of a state or body in diplomatic language: "expects Peru to withdraw", "expects an apology"."""
    if word.lemma_ != "expect" or syntax.is_negated(word) or holders.actor(holder).type not in _DIPLOMATIC:
        return None
    if followed.pos_ not in ("VERB", "AUX"):
        return wanted(followed, Attitude.DEMANDS) if shift(followed) is Shift.OWED else None
    who = phrases.subject(followed)
    is_asked = syntax.is_infinitive(followed) and who is not None and any(a != holder for a in holders.of(who))
    return wanted(followed, Attitude.DEMANDS) if is_asked else None


def _coordinated(followed: Token) -> list[Token]:
    """Return the complement of an attitude and its coordinated members that are matters of their own."""
    if followed.pos_ in ("VERB", "AUX"):
        return [c for c in syntax.conjuncts(followed) if c.i == followed.i or not _is_apart(c)]
    nouns = [c for c in syntax.conjuncts(followed) if c.i == followed.i or _is_full(c)]
    if followed.dep_ == "pobj":  # "of peace and of trade"
        nouns += [c for p in followed.head.children if p.dep_ == "conj" for c in p.children if _is_full(c)]
    return nouns


def _is_full(noun: Token) -> bool:
    """Return whether a coordinated noun names a matter of its own: "delivery of grain"."""
    return noun.pos_ == "NOUN" and syntax.child(noun, "prep") is not None


def _is_apart(verb: Token) -> bool:
    """Return whether a coordinated verb begins its own clause instead of continuing an infinitive or -ing form."""
    return verb.tag_ not in ("VB", "VBG") or syntax.child(verb, *syntax.SUBJECTS) is not None


def _chosen(word: Token) -> tuple[str, Sense, Token] | None:
    """Return the sense of a word whose complement is present; a clause is preferred to an object beside it."""
    best: tuple[str, Sense, Token] | None = None
    for sense, noun in idioms(word):
        inner = next(chain(following(noun, sense.follows), following(word, sense.follows)), None)
        if inner is not None and inner.i != noun.i:
            return "verb", sense, inner
    for part, sense in senses(word):
        for followed in _followed(word, sense):
            if followed.pos_ in ("VERB", "AUX"):
                return part, sense, followed
            best = best or (part, sense, followed)
        if best is None and part == "noun" and sense.attitude.stance not in _ASSESSMENTS:
            received = _received(word)
            best = (part, sense, received) if received is not None else None
    return best


def _received(noun: Token) -> Token | None:
    """Return the matter that an attitude responds to: "the plan was met with anger"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or shift(noun.head.head) is not Shift.RECEIVES:
        return None
    verb = noun.head.head
    return phrases.subject(verb) if syntax.is_passive(verb) else syntax.child(verb, "dobj")


def _holders(word: Token, part: str, attitude: Attitude, followed: Token, holders: Holders) -> list[int]:
    if attitude is Attitude.EXCLUDES:
        return holders.subject(followed) if followed.pos_ == "VERB" else []
    if attitude.holder_is_object:
        thing = phrases.subject(word) if syntax.is_passive(word) else syntax.child(word, "dobj")
        return holders.of(thing) if thing is not None else []
    if part == "verb":
        return holders.of_verb(word)
    if part == "adjective":
        return holders.of(word.head) if word.dep_ == "amod" else holders.subject(word)
    if attitude is Attitude.STRESSES:
        return holders.voicing(word)
    return holders.named(word) if part == "holder" else holders.of_noun(word, followed)


def _followed(word: Token, sense: Sense) -> Iterator[Token]:
    if sense.attitude is Attitude.ASKS:
        yield from _asked(word, sense)
    elif sense.attitude is Attitude.CALLS:
        yield from (c for c in [called(word)] if c is not None)
    elif sense.attitude.holder_is_object:
        thing = syntax.agent(word) if syntax.is_passive(word) else phrases.subject(word)
        if word.dep_ == "advcl" and word.tag_ == "VBG":
            thing = word.head  # "recognised the annexation, angering Algeria"
        if thing is not None and syntax.child(word, "dobj", "nsubjpass") is not None:
            yield thing
    else:
        if sense.attitude in (Attitude.ACCUSES, Attitude.CREDITS):
            yield from syntax.prepositional(word, _WRONGS)
        # Who is welcomed is a guest.
        yield from (c for c in following(word, sense.follows) if word.lemma_ != "welcome" or not _is_person(c))


def _asked(word: Token, sense: Sense) -> Iterator[Token]:
    """Yield the acts that somebody is asked to do."""
    prepositions = sense.follows - _INFINITIVE
    if not prepositions or any(c.dep_ == "dobj" for c in word.children):
        yield from (c for c in following(word, _INFINITIVE) if c.dep_ != "advcl" or syntax.child(word, "dobj"))
    for asked in syntax.prepositional(word, prepositions):
        if asked.dep_ == "pcomp":
            yield asked
        else:
            yield from (c for c in word.children if c.i > asked.i and c.pos_ == "VERB" and syntax.is_infinitive(c))
            yield from (c for c in asked.children if c.pos_ == "VERB" and syntax.is_infinitive(c))


def _judged(word: Token, attitude: Attitude, followed: Token) -> Judgement | None:
    really = syntax.is_negated(word)
    if attitude is Attitude.EXCLUDES:
        return wanted(followed, attitude, Stance.OPPOSES) if really else None
    if attitude is Attitude.CALLS:
        return _named(word, followed) if not really else None
    if attitude is Attitude.DENIES and followed.lemma_ in syntax.WITHHELD:
        return None
    if attitude is Attitude.DOUBTS and _is_person(followed):
        return None  # who is questioned is not doubted
    if attitude is Attitude.TOLERATES and _is_act(word, followed, really):
        return None
    if word.lemma_ in _TRYING and word.pos_ == "VERB" and not _is_under_way(word):
        return None  # "tried to storm the gate" is an act, "is trying to save the treaty" an aim
    stance = turned(attitude.stance, really)
    is_clause = followed.pos_ in ("VERB", "AUX")
    if attitude.stance in _ASSESSMENTS:
        if is_clause and is_question(followed):
            return None
        own = judge(followed) if is_clause and stance is Stance.EXPECTS else None
        return own or assessed(followed, attitude, stance)
    if really and (attitude in _PERSONAL | {Attitude.OBJECTS} or _is_past_deed(word)):
        return None  # not to condemn is not to praise; not to seek an office is not to be against it
    if stance is Stance.OPPOSES and attitude in _REFUSING and (said := _claimed(followed)) is not None:
        return assessed(said, Attitude.DENIES, Stance.DOUBTS)  # to reject a claim is to deny its content
    if attitude is Attitude.OBJECTS and is_clause and syntax.is_negated(followed):
        return None
    if attitude is Attitude.ACCUSES and not is_clause:
        return Judgement(stance, followed, attitude)
    if attitude in (Attitude.ACCUSES, Attitude.CREDITS) and is_clause:
        undone = syntax.child(followed, "xcomp") if shift(followed) is Shift.FAILS else None  # "for failing to sign"
        really = syntax.is_negated(followed) ^ (undone is not None)
        return Judgement(turned(stance, really), carried(undone or followed), attitude)
    return wanted(followed, attitude, Stance.MIXED if _is_conditional(word) else stance)


def _claimed(noun: Token) -> Token | None:
    """Return the content of a claim: "the report that they left", "the explanation that it was lost"."""
    if shift(noun) is Shift.CLAIMS:
        return next(following(noun, _CLAIMED), None)
    if noun.pos_ != "NOUN" or any(senses(noun)):
        return None
    return next(filter(is_finite, following(noun, _THAT)), None)


def _is_person(noun: Token) -> bool:
    if noun.ent_type_ in ("PERSON", "NORP") or gazetteer.person_noun(noun):
        return True
    return any(word.lower_ == "who" for c in noun.rights if c.dep_ == "relcl" for word in c.lefts)


def _is_past_deed(verb: Token) -> bool:
    """Return whether a verb is a deed in the past: "did not seek a second term", "did not promise it"."""
    return verb.lemma_ in _DEEDS and any(c.dep_ == "aux" and c.lower_ in _PAST for c in verb.children)


def _is_act(verb: Token, followed: Token, really: bool) -> bool:
    """Return whether a verb is an act without an attitude: "accepted the offer", not "accepted the ceasefire"."""
    if really:
        return _is_past_deed(verb)
    noun = followed.doc[phrases.word_start(followed) : followed.i + 1].text
    return verb.lemma_ not in _ACCEPTING or not matters.has_class(noun)


def _is_under_way(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _is_conditional(word: Token) -> bool:
    """Return whether an attitude is conditional: "would support the deal if it is signed"."""
    verb = word.head if word.dep_ == "acomp" else word
    would = any(c.dep_ == "aux" and c.lower_ in _CONDITIONALS for c in verb.children)
    return would and any(
        c.dep_ == "advcl" and any(m.dep_ in ("mark", "advmod") and m.lower_ in _CONDITIONS for m in c.children)
        for c in verb.children
    )


def _named(verb: Token, name: Token) -> Judgement | None:
    thing = phrases.subject(verb) if syntax.is_passive(verb) else syntax.child(verb, "dobj")
    stance = valued(name)
    if thing is None or stance is None:
        return None
    return Judgement(stance, name if thing.lower_ == "what" else thing, Attitude.CALLS)


def _is_hypothetical(word: Token) -> bool:
    if word.dep_ in ("acomp", "ccomp") and word.pos_ == "ADJ" and word.head.lemma_ == "make":
        return True  # "make sure of" assesses nothing
    verb = word.head if word.dep_ == "acomp" else word
    while verb.dep_ == "conj" and verb.tag_ == "VB" and not syntax.has_subject(verb) and not _auxiliaries(verb):
        verb = verb.head
    if _auxiliaries(verb) & _MAYBE and not syntax.is_negated(word):
        return True
    if verb.tag_ == "VBN" and {"would", "have"} <= _auxiliaries(verb):
        return True  # "would have demanded a halt"
    if _auxiliaries(verb) & _OUGHT and not syntax.is_passive(verb):
        who = phrases.subject(verb)  # what somebody else should want is not what they want
        return who is None or who.lower_ not in _SPEAKERS
    return any(c.dep_ == "mark" and c.lower_ in _IF and not _is_even(c) for c in word.children)


def _is_balanced(word: Token, sense: Sense) -> bool:
    """Return whether both sides of a matter are denied, which leaves none: "neither supports nor opposes it"."""
    if word.pos_ != "VERB" or not syntax.is_negated(word):
        return False
    others = (other for other in syntax.conjuncts(syntax.first_conjunct(word)) if other.i != word.i)
    stances = {theirs.attitude.stance for other in others for _, theirs in senses(other)}
    return bool(stances) and turned(sense.attitude.stance, True) in stances


def _auxiliaries(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ == "aux"}


def _is_even(mark: Token) -> bool:
    """Return whether an "if" is part of "even if", which concedes a fact."""
    return mark.i > 0 and mark.nbor(-1).lower_ == "even"


def is_asked(token: Token) -> bool:
    """Return whether the sentence ends in a question mark, before any closing quotation mark."""
    return any(last.text == "?" for last in token.sent[-3:])
