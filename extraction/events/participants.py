"""Doers and recipients of events."""

from dataclasses import replace

from spacy.tokens import Token

from extraction import syntax
from extraction.actors.found import ActorTable
from extraction.events import lexicon, sides
from extraction.events.factuality import negation
from extraction.events.lexicon import Needs
from extraction.events.model import Trigger
from extraction.events.nominal import Nominal
from extraction.events.parties import DEEPEST, Parties, Roles, is_somebody
from extraction.events.triggers import speaker_verb
from ontology.enums import ActorType, EventType

_GIVEN_TO = ("to", "for", "with", "on", "against")
_NOUNS = ("NOUN", "PROPN")
_TURNED_DOWN = frozenset(
    "reject veto block oppose criticise criticize condemn dismiss denounce defeat withdraw abandon ignore defy receive"
    " refuse see read cite".split()
)
# The recipient of these is a person, not a possession: "received an envoy", but not "received the envoy's apology".
_IN_PERSON = frozenset("welcome meeting call promise".split())
# Classes whose words also name verbal attacks: "attacked his rival over taxes".
_VERBAL = frozenset("attack strike fighting".split())
_TALKERS = frozenset((ActorType.PERSON, ActorType.PARTY, ActorType.MEDIA, ActorType.ORGANIZATION))
_OFFICIAL = (ActorType.STATE, ActorType.GOVERNMENT, ActorType.INTERGOVERNMENTAL)
_ARMIES = (ActorType.MILITARY, ActorType.ARMED_GROUP)
_ARMED = frozenset("terror terrorist suicide bomb knife gun armed deadly military car rocket missile physical".split())
# Types whose recipient may be the subject of the clause after them.
_TOWARDS_CLAUSE = frozenset(
    (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.SUPPORT)
)
# Of the clause after these only the subject counts: "welcomed that Oslo released them", "opposes bombing Oslo".
_SUBJECT_MEANT = frozenset("criticism praise endorsement rejection".split())
_OWN = frozenset("i we he she it they".split())
# For acts that help somebody: "sent troops to Oslo to help it".
_HELPING = frozenset("help assist aid support defend protect reinforce train guard secure shield reassure".split())


class Cast:
    """Finder of the participants of triggers in one actor table."""

    def __init__(self, actors: ActorTable) -> None:
        self._parties = Parties(actors)
        self._nominal = Nominal(self._parties)

    def of(self, trigger: Trigger) -> Roles:
        """Return the participants of a trigger."""
        if trigger.of == "obliged":
            roles = self._obligation(trigger.token)
        elif trigger.token.pos_ in ("NOUN", "PROPN") and not trigger.slots and len(trigger.words) == 1:
            roles = self._nominal.of(trigger)
            if not roles.recipients and trigger.kind.type in _TOWARDS_CLAUSE:
                roles = roles._replace(recipients=self._of_clause_after(trigger))
        else:
            roles = self._verbal(trigger)
        if trigger.kind.reciprocal and not roles.doers and len(roles.recipients) > 1:
            return Roles(roles.recipients, [])
        others = [index for index in roles.recipients if index not in roles.doers]
        return roles._replace(recipients=others)

    def judged(self, trigger: Trigger, roles: Roles) -> Trigger:
        """Return the trigger in the class that fits its participants."""
        types, name = self._parties.types, trigger.kind.name
        if name == "withdrawal" and any(types[index] is ActorType.INTERGOVERNMENTAL for index in roles.recipients):
            return trigger.of_class("departure")  # forces withdraw from a country, a member from its alliance
        if name == "visit" and roles.doers and all(types[index] in _ARMIES for index in roles.doers):
            return trigger.of_class("deployment")
        if trigger.token.lemma_.lower() == "protest" and roles.doers:
            # crowds demonstrate, governments complain
            official = all(types[index] in _OFFICIAL for index in roles.doers)
            return trigger.of_class("criticism") if official else trigger
        if name == "strike" and any(map(_is_projectile, sides.doers(trigger.anchor))):
            return replace(trigger, needs=Needs.NONE)
        if name == "deployment" and roles.recipients and _is_for_help(trigger.anchor):
            return trigger.of_class("aid")
        if name == "arms" and not roles.recipients:
            return trigger.of_class("deployment")
        if name in _VERBAL and self._is_verbal(trigger, roles):
            verbal = trigger.of_class("criticism")
            # people fight crime, or for a tax
            return replace(verbal, needs=Needs.BOTH if trigger.needs is Needs.BOTH else Needs.ACTOR)
        return trigger

    def _is_verbal(self, trigger: Trigger, roles: Roles) -> bool:
        """Return whether an attack is verbal, as between politicians, parties and the press."""
        types = {self._parties.types[index] for index in (*roles.doers, *roles.recipients)}
        if not types or not types <= _TALKERS:
            return False
        return not any(child.lemma_.lower() in _ARMED for word in trigger.words for child in word.lefts)

    def _verbal(self, trigger: Trigger) -> Roles:
        verb, slots, parties = trigger.token, trigger.slots, self._parties
        doers = parties.doers(sides.doers(verb))
        if not doers and verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ in ("dobj", "attr", "conj"):
            # "issued a statement demanding": the issuer demands, but not who rejects the statement
            governor = verb.head.head
            own = governor.lemma_ not in _TURNED_DOWN and not negation.is_negated(governor)
            doers = parties.doers(sides.doers(governor)) if own else []
        if not doers:
            doers = list(parties.table.issuing.get(verb.i, ()))
        if "self" in slots:
            counted = not doers and any(map(_is_counted, sides.doers(verb)))
            return Roles([], doers or parties.who(sides.objects(verb)), unnamed=counted)
        if "own" in slots and not doers:
            doers = parties.who(sides.objects(verb))
        if "owner" in slots and not doers:
            doers = parties.owner(trigger.words[-1])
        found, link = self._slots(trigger, places=bool(doers))
        # "urges members to ban arms for gangs" asks nothing of the gangs
        others = trigger.kind.type is EventType.REQUEST and any(n.pos_ in _NOUNS for n in sides.objects(verb))
        if not found and trigger.kind.type in _TOWARDS_CLAUSE and not others:
            found = self._complement(trigger, verb)
        if trigger.kind.name == "warning" and not syntax.has_object(verb) and found != doers and not _is_of_own(verb):
            # "warned that the crisis ..." is no threat, but "warned they would leave" is
            return Roles([], [])
        unnamed = not doers and any(map(is_somebody, sides.doers(verb)))
        return Roles(doers, found, link, unnamed)

    def _slots(self, trigger: Trigger, *, places: bool) -> tuple[list[int], str]:
        """Return the recipients in the first position that has any, and the preposition there.

        With `places` a mere place counts too; it is a recipient only if the event has a doer.
        """
        verb, parties = trigger.token, self._parties
        things = sides.objects(verb)
        for slot in trigger.slots:
            if slot == "whose":
                found = parties.who([trigger.words[-1]])
            elif slot == "obj":
                found = self._object(trigger, [noun for noun in things if noun.i != trigger.words[-1].i])
            else:
                # The parser often attaches the phrase to the object: "launched an attack on Iraq".
                # "demanded the release of the hostages" is not a demand to them.
                loose = [] if slot == "of" and trigger.kind.type is EventType.REQUEST else things
                found = self._phrase(trigger, sides.behind(verb, slot), places) or self._phrase(
                    trigger, [noun for thing in loose for noun in sides.behind(thing, slot)], places
                )
            if found:
                return found, slot
        return [], ""

    def _object(self, trigger: Trigger, nouns: list[Token]) -> list[int]:
        if trigger.kind.name in _IN_PERSON:
            return self._parties.named(nouns)
        return self._parties.answerable(nouns) if trigger.kind.is_judgement else self._parties.who(nouns)

    def _phrase(self, trigger: Trigger, nouns: list[Token], places: bool) -> list[int]:
        if trigger.kind.is_judgement:
            return self._parties.answerable(nouns)
        return self._parties.who(nouns, places=places)

    def _of_clause_after(self, trigger: Trigger) -> list[int]:
        recipients = self._complement(trigger, trigger.token)
        if not recipients and trigger.carrier is not None and trigger.kind.type is EventType.REQUEST:
            # "repeated its demand today that Iran stop": the parser attaches the clause to the verb
            recipients = self._complement(trigger, trigger.carrier)
        return recipients

    def _complement(self, trigger: Trigger, verb: Token, depth: int = 0) -> list[int]:
        """Return the subject or object of a clause: "demanded that Iran stop", "refused to meet Abbas".

        For a promise, return only its addressee: "pledged to send aid to Somalia".
        """
        promised, parties = trigger.kind.type is EventType.AGREE, self._parties
        if trigger.kind.name == "denial":
            return []  # who is said to have acted is not denied anything
        for clause in sides.complements(verb):
            subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None and not promised:
                found = parties.who(sides.coordinated(subject))
                if found or (trigger.kind.type is EventType.REQUEST and subject.pos_ in _NOUNS):
                    return found
            if trigger.kind.name in _SUBJECT_MEANT:
                return []
            things = [noun for noun in sides.objects(clause) if not _is_own(noun)]
            found = [] if promised else parties.answerable(things)
            for child in (*clause.rights, *(c for noun in sides.objects(clause) for c in noun.rights)):
                if child.dep_ in ("prep", "dative") and (not promised or child.lower_ in _GIVEN_TO):
                    found = found or parties.named(sides.prepositional(child))
            if not found and depth < DEEPEST:
                found = self._complement(trigger, clause, depth + 1)
            return found
        return []

    def _obligation(self, verb: Token) -> Roles:
        saying = speaker_verb(verb)
        if saying is None:
            return Roles([], [])
        required = self._parties.who(sides.coordinated(sides.subject(verb)))
        return Roles(self._parties.named(sides.doers(saying)), required)


def _is_of_own(warning: Token) -> bool:
    """Return whether somebody warns of an act of their own: "warned that they would leave"."""
    for clause in sides.complements(warning):
        subject = syntax.child(clause, "nsubj")
        will = any(child.lower_ in ("will", "would") for child in clause.lefts if child.dep_ == "aux")
        return will and subject is not None and subject.lower_ in _OWN and clause.pos_ == "VERB"
    return False


def _is_own(noun: Token) -> bool:
    """Return whether a thing belongs to the doer: "withdraw their troops"."""
    owner = sides.possessor(noun)
    return owner is not None and owner.pos_ == "PRON"


def _is_for_help(verb: Token) -> bool:
    """Return whether forces are sent to help or by request: "to help its army", "at its request"."""
    for child in verb.rights:
        if child.dep_ in ("advcl", "xcomp") and syntax.is_infinitive(child) and child.lemma_ in _HELPING:
            return True
        if child.dep_ == "prep" and child.lower_ == "at":
            return any(noun.lemma_ in ("request", "invitation") for noun in sides.prepositional(child))
    return False


def _is_projectile(noun: Token) -> bool:
    """Return whether a noun is a weapon that strikes by itself, whoever fired it."""
    return noun.lemma_.lower() in lexicon.object_classes()["projectile"]


def _is_counted(noun: Token) -> bool:
    """Return whether a noun is a number of persons: "seven people"."""
    return is_somebody(noun) and any(child.dep_ == "nummod" for child in noun.lefts)
