"""Words of a text that can name an event."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extraction import syntax
from extraction.actors import gazetteer
from extraction.document import Document
from extraction.encoder import Chances
from extraction.events import lexicon, sides
from extraction.events.factuality.negation import is_negated
from extraction.events.factuality.scenes import as_real
from extraction.events.learned import weighed
from extraction.events.lexicon import Frame, Needs
from extraction.events.model import Trigger
from extraction.questions import Questions
from extraction.values import called, is_good
from ontology import countries
from ontology.enums import EventType

# Clauses whose mood makes a statement an event: "X said that Y must leave".
_OBLIGING = frozenset("must should ought".split())
_SAYING = frozenset("say tell add warn reiterate argue insist stress declare state write note explain".split())
# "declined to comment" is no refusal.
_TELLING = frozenset("say comment answer discuss identify name elaborate respond speak specify talk give".split())
_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")
_CONTENT = frozenset((*_VERBS, *_NOUNS, "ADJ"))
# Nouns that only measure or contain the topic of the event: "tons of food aid", "a state of siege".
_MEASURES = frozenset(
    "ton tonne part number series state kind dozen hundred thousand million billion day week round wave act pair couple"
    " trio handful score batch string salvo volley barrage group team".split()
)
# Nouns that add nothing to the event before them: "mediation efforts", "the withdrawal plan".
_SHELLS = frozenset(
    "effort attempt process plan agreement deal operation campaign move action activity program programme".split()
)
# Prepositions that form one unit with a verb even when they do not lead to the recipient: "call for talks".
_LEADING = frozenset("for on upon to into behind with from by over".split())
# A missile fired into these is a test.
_WATERS = frozenset(
    "sea ocean water bay gulf strait pacific atlantic mediterranean baltic caspian arctic air sky space orbit range "
    "desert lake".split()
)
_TIMES = ("DATE", "TIME")
_HIM = ("him", "her", "he", "she", "whom")
_TARGETED = ("at", "against", "into", "on", "toward", "towards")
# A statement without a speaker is no event.
_SPOKEN = frozenset((EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.REJECT))
_HOSTILE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST))
# Classes whose denial is a refusal: "will not accept", "failed to reach an agreement".
_ANYBODY = frozenset("people person anyone anybody someone somebody those man woman suspect individual".split())
# What a truce does when it is over.
_FALLING = frozenset("collapse crumble unravel fail break fall lapse expire end disintegrate founder".split())
# Who did not get there need not have refused: "did not reach agreement".
_REACHING = frozenset("reach conclude find come achieve".split())
_SHARES = frozenset("% percent percentage share half third quarter majority fraction most part all".split())
# Words before these nouns that give them another sense: "a press release", "a cardiac arrest".
_OTHER_SENSE = {
    "release": ("press", "news", "media"),
    "arrest": ("cardiac", "respiratory"),
    "attack": ("heart", "panic", "asthma"),
}
_DISEASES = ("outbreak", "epidemic")
_WITHHELD = frozenset("agree accord concession recognition asylum release access easing".split())


def find_triggers(document: Document, chances: Chances | None = None) -> list[Trigger]:
    """Return every trigger in text order; without chances those of the rules alone."""
    found: list[Trigger] = []
    questions = Questions(document)
    for token in document.doc:
        part = token.pos_
        if (part not in _CONTENT and token.dep_ != "acomp") or token in questions:
            continue
        if part in _VERBS:
            found += _verb(token)
        elif part == "ADJ" or token.dep_ == "acomp":
            found += _adjective(token)
        if part in _NOUNS:
            found += _noun(token)
    if chances is not None:
        found = weighed(found, document, chances, questions)
    named = {trigger.token.i: trigger for trigger in found}
    framed = {word.i for trigger in found if trigger.kind.name != "agree" for word in trigger.words[1:]}
    found = [trigger for trigger in found if not _is_told_by_verb(trigger, named)]
    bent = (_bent(trigger, named) for trigger in found if trigger.token.i not in framed)
    real = (as_real(trigger) for trigger in bent if trigger is not None)
    return [trigger for trigger in real if trigger is not None]


def _is_told_by_verb(trigger: Trigger, named: dict[int, Trigger]) -> bool:
    """Return whether a disaster is the cause of harm that is an event itself: "an earthquake killed forty people"."""
    return trigger.kind.name == "disaster" and trigger.token.dep_ in syntax.SUBJECTS and trigger.token.head.i in named


def _verb(token: Token) -> Iterator[Trigger]:
    lemma = token.lemma_.lower()
    if token.dep_ in ("amod", "compound", "aux", "auxpass"):
        return
    particles = {child.lower_: child for child in token.rights if child.dep_ in ("prt", "prep", "advmod")}
    particles |= {mark.lower_: mark for mark in _marks(token) if mark.lower_ == "for"}  # "called for it to be dropped"
    if token.pos_ == "VERB":
        trigger = _framed(token, lemma, particles) or _plain(token, lemma, particles)
        if trigger is not None:
            if token.dep_ == "advcl" and syntax.is_infinitive(token) and token.head.lemma_ != "be":
                # A purpose clause is an event only where it specifies the verb before it: "met to discuss".
                trigger = replace(trigger, needs=Needs.ECHO)
            yield trigger
    mood = _mood(token)
    if mood is not None:
        yield mood


def _marks(verb: Token) -> Iterator[Token]:
    """Yield the words that introduce the infinitives that depend on a verb."""
    for clause in verb.rights:
        if clause.dep_ in ("advcl", "xcomp", "ccomp") and syntax.is_infinitive(clause):
            yield from (word for word in clause.lefts if word.dep_ == "mark")


def _plain(token: Token, lemma: str, particles: dict[str, Token]) -> Trigger | None:
    if lemma in lexicon.adjectives() or token.lower_ in lexicon.adjectives():
        entry = lexicon.adjectives().get(token.lower_)
        if entry is not None and token.tag_ == "VBN" and _is_predicate(token):
            return Trigger(token, (token,), entry.kind, entry.slots, entry.needs, "", rule=f"adjective {token.lower_}")
    for entry in lexicon.verbs().get(lemma, ()):
        if entry.particle and not _has_particle(entry.particle, entry.slots, particles):
            continue
        if entry.required and not any(_leads(token, slot) for slot in entry.required):
            continue
        if "intr" in entry.slots and (syntax.has_object(token) or _leads(token, "clause")):
            continue
        rule = f"verb {_entry(lemma, entry.particle)}"
        return Trigger(token, (token,), entry.kind, entry.slots, entry.needs, "", rule=rule)
    return None


def _entry(lemma: str, particle: str) -> str:
    """Return a verb with its particle as in the lexicons."""
    return f"{lemma}+{particle}" if particle else lemma


def _leads(verb: Token, preposition: str) -> bool:
    """Return whether a verb has the preposition, object or clause that an entry requires."""
    if preposition == "obj":
        return bool(sides.objects(verb))
    if preposition in ("good", "bad"):
        name = called(verb)
        return name is not None and is_good(name) is (preposition == "good")
    if preposition == "guest":
        return any(map(_is_person, sides.objects(verb)))
    if preposition == "worker":
        workers = lexicon.object_classes()["worker"]
        return any(noun.lemma_.lower() in workers for noun in sides.doers(verb))
    if preposition == "counted":
        nouns = (*sides.objects(verb), *sides.doers(verb))
        return any(child.dep_ == "nummod" for noun in nouns for child in noun.lefts)
    if preposition == "subclause":
        return any(_is_wish(clause) for clause in sides.complements(verb))
    if preposition in ("clause", "infinitive"):
        clauses = list(sides.complements(verb))
        return any(preposition == "clause" or syntax.is_infinitive(clause) for clause in clauses)
    led = [*sides.behind(verb, preposition)]
    led += [other for noun in sides.objects(verb) for other in sides.behind(noun, preposition)]
    return any(noun.ent_type_ not in _TIMES for noun in led)


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.lower_ in _HIM or gazetteer.person_noun(noun)


def _is_wish(clause: Token) -> bool:
    """Return whether a clause states an act wanted of others: "wants the troops to leave", "asks that they stay"."""
    marks = {child.lower_ for child in clause.lefts if child.dep_ in ("mark", "advmod", "dobj", "attr")}
    return syntax.has_subject(clause) and marks <= {"that"} and not sides.is_finite_past(clause)


def _has_particle(word: str, slots: tuple[str, ...], particles: dict[str, Token]) -> bool:
    """Return whether the particle is present; a preposition counts only where it leads to the recipient."""
    found = particles.get(word)
    return found is not None and (found.dep_ != "prep" or word in slots or word in _LEADING or not any(found.children))


def _framed(token: Token, lemma: str, particles: dict[str, Token]) -> Trigger | None:
    frames = lexicon.frames().get(lemma)
    if not frames or syntax.is_naming(token):
        return None
    nouns = _measured(sides.objects(token)) + [child for child in token.rights if _is_result(child)]
    for frame in frames:
        candidates = nouns
        if frame.particle:
            particle = _last_particle(frame.particle, particles)
            if particle is None:
                continue
            candidates = [*nouns, *_measured(sides.prepositional(particle))]
        for noun in candidates:
            if frame.required and not any(_leads(token, slot) or _has_clause(noun, slot) for slot in frame.required):
                continue
            if frame.kind.name == "attack" and _is_into_waters(token, noun):
                continue
            if frame.kind.type is EventType.CONSULT and _is_of_the_press(noun):
                continue
            if _is_among(noun, frame.objects) or _compound_in(noun, frame.objects) or _is_people(noun, frame):
                words, is_sum = (token, noun), noun.lemma_.lower() not in frame.objects and noun.ent_type_ == "MONEY"
                needs = Needs.STATES if is_sum else frame.needs  # people give money to campaigns
                rule = f"frame {_entry(lemma, frame.particle)} {noun.lemma_.lower()}"
                return Trigger(token, words, frame.kind, frame.slots, needs, "", name=_proper_name(noun), rule=rule)
    return None


def _has_clause(noun: Token, slot: str) -> bool:
    """Return whether a noun leads to a clause that a frame requires: "gave her word that ..."."""
    return slot in ("clause", "infinitive") and any(sides.complements(noun))


def _last_particle(words: str, particles: dict[str, Token]) -> Token | None:
    """Return the last of one or two particles, if all are present: "of" in "pulled out of the treaty"."""
    first, _, second = words.partition("+")
    found = particles.get(first)
    if found is None or not second:
        return found
    return particles.get(second) or next((child for child in found.children if child.lower_ == second), None)


def _is_result(child: Token) -> bool:
    """Return whether a word says what its verb makes of the object: "held Norway responsible"."""
    return child.dep_ == "oprd" or (child.dep_ == "ccomp" and child.pos_ == "ADJ")


def _is_among(noun: Token, objects: frozenset[str]) -> bool:
    """Return whether a noun is one of these; a sum of money is money."""
    return noun.lemma_.lower() in objects or (noun.ent_type_ == "MONEY" and "money" in objects)


def _is_people(noun: Token, frame: Frame) -> bool:
    """Return whether a frame takes people, and the noun is people of a country: "three Germans"."""
    people = frame.objects is lexicon.object_classes()["people"]
    return people and noun.tag_ in ("NNS", "NNPS") and countries.demonym(noun.text) is not None


def _is_into_waters(verb: Token, noun: Token) -> bool:
    targets = [n for word in _TARGETED for n in (*sides.behind(verb, word), *sides.behind(noun, word))]
    return any(target.lemma_.lower() in _WATERS for target in targets)


def _measured(nouns: list[Token]) -> list[Token]:
    """Return nouns and the nouns that they measure: "thousands of tons of aid"."""
    found = list(nouns)
    for noun in found:
        if noun.lemma_.lower() in _MEASURES:
            found += sides.behind(noun, "of")
    return found


def _compound_in(noun: Token, objects: frozenset[str]) -> bool:
    """Return whether the compound before an empty noun is one of these: "a military aid programme"."""
    return noun.lemma_.lower() in _SHELLS and any(
        child.dep_ == "compound" and child.lemma_.lower() in objects for child in noun.lefts
    )


def _adjective(token: Token) -> Iterator[Trigger]:
    entry = lexicon.adjectives().get(token.lower_)
    if entry is not None and _is_predicate(token):
        yield Trigger(token, (token,), entry.kind, entry.slots, entry.needs, "", rule=f"adjective {token.lower_}")


def _is_predicate(token: Token) -> bool:
    if token.dep_ == "acomp":
        return True
    return token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.children)


def _noun(token: Token) -> Iterator[Trigger]:
    phrase = token
    if token.dep_ in ("compound", "amod", "nmod"):
        if token.head.lemma_.lower() not in _SHELLS:
            return
        phrase = token.head
    word = token.lower_ if token.lower_ in lexicon.nouns() else token.lemma_.lower()
    for entry in lexicon.nouns().get(word, ()):
        if entry.modifiers and not _is_modified(token, entry.modifiers):
            continue
        if (token.lemma_.lower() == "vote" and _is_count(token)) or (
            entry.kind.type is EventType.CONSULT and _is_of_the_press(token)
        ):
            return
        if any(child.lower_ in _OTHER_SENSE.get(token.lemma_, ()) for child in token.lefts):
            return
        if entry.kind.name == "disaster" and token.lemma_ not in _DISEASES and any(sides.behind(token, "of")):
            return  # "a flood of calls"
        rule = f"noun {word}, modified" if entry.modifiers else f"noun {word}"
        trigger = Trigger(phrase, (token,), entry.kind, (), entry.needs, entry.of, name=_proper_name(token), rule=rule)
        if trigger.name and entry.kind.type is EventType.CONSULT:
            trigger = replace(trigger, needs=Needs.NONE)
        yield _carried(trigger)
        return


def _is_count(noun: Token) -> bool:
    """Return whether votes are counted: "the votes", "a vote of 52 to 48", "a quarter of the vote"."""
    if noun.tag_ == "NNS" or any(c.pos_ == "NUM" for c in sides.behind(noun, "of")):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _SHARES


def _is_of_the_press(meeting: Token) -> bool:
    """Return whether a conference is one with journalists, or a body that is quoted: "according to the Conference"."""
    named = meeting.dep_ == "pobj" and meeting.head.head.lower_ == "according"
    return named or any(c.lower_ in ("press", "news") for c in meeting.lefts)


def _proper_name(noun: Token) -> str:
    """Return the proper name of an event, if any: "Munich Security Conference"."""
    words = [
        child.text for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod") and child.text[:1].isupper()
    ]
    return " ".join((*words, noun.text)) if noun.text[:1].isupper() and words else ""


def _is_modified(noun: Token, modifiers: frozenset[str]) -> bool:
    words = [*noun.lefts, *sides.behind(noun, "of"), *sides.behind(noun, "by")]
    return any(word.lemma_.lower() in modifiers for word in words)


def _carried(trigger: Trigger) -> Trigger:
    """Return the trigger with its light verb: one that has it as object or passive subject, or "come under"."""
    noun = trigger.token
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    verb = noun.head
    if syntax.is_naming(verb):
        return trigger
    if noun.dep_ in ("nsubjpass", "dobj"):
        side = lexicon.light_verbs().get(verb.lemma_.lower())
    elif noun.dep_ == "pobj":
        preposition, verb = verb, verb.head
        side = lexicon.light_verbs().get(f"{verb.lemma_.lower()}+{preposition.lower_}")
    else:
        return trigger
    return replace(trigger, carrier=verb, carrier_side=side) if side is not None else trigger


def _mood(token: Token) -> Trigger | None:
    """Return a trigger from the mood of a clause: "X said Y must go" demands, "X will go unless ..." threatens."""
    auxiliaries = {child.lower_ for child in token.children if child.dep_ == "aux"}
    if not _OBLIGING.isdisjoint(auxiliaries) and "have" not in auxiliaries and speaker_verb(token) is not None:
        word = next((child for child in token.rights if child.dep_ == "acomp"), token)
        if word.lower_ in ("able", "allowed"):
            return None
        demand = lexicon.classes()["demand"]
        carrier = speaker_verb(token)
        return Trigger(token, (word,), demand, (), Needs.BOTH, "obliged", carrier=carrier, rule="mood obliged")
    if not auxiliaries.isdisjoint(("will", "would", "may", "might", "could")):
        for child in token.rights:
            if child.dep_ == "advcl" and any(g.lower_ == "unless" for g in child.children if g.dep_ == "mark"):
                threat, slots = lexicon.classes()["threat"], ("obj", "from", "to", "on")
                return Trigger(token, (token,), threat, slots, Needs.ACTOR, "", rule="mood unless")
    return None


def speaker_verb(token: Token) -> Token | None:
    """Return the verb of saying whose content is a clause."""
    verb = token
    for _ in range(4):
        if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _SAYING:
            return verb.head
        if verb.dep_ not in ("conj", "ccomp", "xcomp"):
            return None
        verb = verb.head
    return None


def _is_mere_possibility(verb: Token) -> bool:
    return any(child.lower_ in ("may", "might", "should", "must") for child in verb.children if child.dep_ == "aux")


def _is_unreal(verb: Token) -> bool:
    """Return whether a clause tells what did not come about: "would not have signed"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return "have" in auxiliaries and not auxiliaries.isdisjoint(("would", "could"))


def _bent(trigger: Trigger, named: dict[int, Trigger]) -> Trigger | None:
    """Return the trigger as changed by its negation or complement; None if it is no event."""
    verb, name = trigger.anchor, trigger.kind.name
    negated = verb.pos_ in _VERBS and is_negated(verb)
    if trigger.kind.type in _SPOKEN and negated:
        return None
    if name in _WITHHELD and verb.pos_ == "VERB" and verb.lemma_ != "concede":
        if negated and verb.lemma_ not in _REACHING and not _is_unreal(verb) and not _is_mere_possibility(verb):
            return replace(trigger.of_class("refusal"), withheld=True)
        if verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "fail":
            words = (verb.head, *trigger.words)
            failure = trigger.of_class("breakdown")
            return replace(failure, words=words, carrier=verb.head, carrier_side="actor", withheld=True)
    if name == "praise" and verb.lemma_ == "thank" and _is_courtesy(verb):
        return None
    if name in ("accusation", "charge") and _is_of_anybody(verb):
        return None
    if name in ("accord", "ceasefire") and verb.dep_ in syntax.SUBJECTS and verb.head.lemma_ in _FALLING:
        return None
    if name == "refusal" and any(clause.lemma_ in _TELLING for clause in sides.complements(trigger.token)):
        return None
    if name == "promise" and trigger.token.text in lexicon.adjectives():
        return trigger if any(clause.i in named for clause in sides.complements(trigger.token)) else None
    if name == "promise" and trigger.token.pos_ != "NOUN":
        for clause in sides.complements(trigger.token):
            if is_negated(clause):
                continue  # "assured us that it did not attack"
            complement = named.get(clause.i)
            if complement is not None and complement.kind.type is EventType.REJECT:
                return None
            if complement is not None and complement.kind.type in _HOSTILE and complement.words[-1].lemma_ != "justice":
                return trigger.of_class("threat")
    return trigger


def _is_courtesy(thank: Token) -> bool:
    """Return whether somebody ends or begins to speak: "thank you very much"; not "thank you for your help"."""
    thanked = syntax.child(thank, "dobj")
    reasons = any(child.dep_ == "prep" and child.lower_ in ("for", "to") for child in thank.rights)
    return not syntax.has_subject(thank) and not reasons and thanked is not None and thanked.lower_ == "you"


def _is_of_anybody(verb: Token) -> bool:
    """Return whether a clause only says which people are meant: "extradite people accused of crimes"."""
    is_clause = verb.pos_ == "VERB" and verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl")
    return is_clause and verb.head.lemma_.lower() in _ANYBODY and syntax.agent(verb) is None
