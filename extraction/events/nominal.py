"""Participants of events named by nouns: "the invasion of Kuwait by Iraq", "held talks with Iran"."""

from spacy.tokens import Token

from extraction.events import sides
from extraction.events.model import Trigger
from extraction.events.parties import Parties, Roles, agents, is_somebody, phrases
from extraction.events.setting import THERE
from ontology.enums import EventType

# "The genocide case at the court": the court is where it is said.
_VENUES = frozenset("court council assembly summit conference meeting tribunal nations hearing session un".split())
_RECIPIENT = ("against", "on", "with", "to", "into", "from", "at", "over")
# The noun after "from" is the doer, except for taking and withdrawal.
_TAKEN = frozenset((EventType.THREATEN, EventType.RETREAT, EventType.SANCTION, EventType.COERCE, EventType.ASSAULT))
# Nouns for a thing that others give: "has the support of".
_GIVEN = frozenset((EventType.SUPPORT, EventType.AID))
_HAVING = frozenset("have enjoy win gain earn get receive obtain secure".split())
# "blamed Oslo over its raid": "its" refers to the recipient of the verb.
_FOR_WHAT = ("over", "for", "about")
_WHILE = ("during", "on")
_ASKED = ("request", "invitation", "behest", "urging", "insistence")


class Nominal:
    """Finder of the participants of nouns."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def of(self, trigger: Trigger) -> Roles:
        """Return the participants of an event noun, including those of its light verb."""
        parties, noun, link = self._parties, trigger.token, ""
        doers, recipients = self._before(trigger)
        doers = parties.who(agents(noun)) or doers
        for phrase in phrases(noun):
            word = phrase.lower_
            nouns = [n for n in sides.prepositional(phrase) if word != "at" or n.lemma_.lower() not in _VENUES]
            found = parties.answerable(nouns) if trigger.kind.is_judgement else parties.who(nouns)
            if word == "of" and trigger.of == "actor":
                doers = doers or found
            elif word == "of" and trigger.of in ("recipient", "patient"):
                recipients = recipients or found
            elif word == "between" or (word == "from" and trigger.kind.type not in _TAKEN):
                doers = doers or found
            elif trigger.kind.reciprocal and word not in ("with", "to", "against") and doers:
                continue
            elif word in ("in", "for", *_RECIPIENT) and not recipients:
                recipients = parties.named(nouns) if word in ("in", "for") else found
                link = word
        roles = Roles(doers, recipients, link)
        return roles if trigger.carrier is None else self._carried(trigger, trigger.carrier, roles)

    def _carried(self, trigger: Trigger, carrier: Token, roles: Roles) -> Roles:
        doers = self._parties.doers(sides.doers(carrier))
        if trigger.kind.type in _GIVEN and carrier.lemma_.lower() in _HAVING:
            # "has the support of its allies": the allies give it
            givers = [noun for word in ("of", "from") for noun in sides.behind(trigger.token, word)]
            givers += sides.behind(carrier, "from")
            return Roles(self._parties.who(givers), doers)
        if trigger.carrier_side == "recipient":
            return roles._replace(recipients=roles.recipients or doers)
        unnamed = not doers and any(map(is_somebody, sides.doers(carrier)))
        roles = roles._replace(doers=doers or roles.doers, unnamed=unnamed)
        for word in ("with", "to", "against", "on"):
            if not roles.recipients:
                roles = roles._replace(recipients=self._parties.who(sides.behind(carrier, word)), link=word)
        return roles

    def _before(self, trigger: Trigger) -> tuple[list[int], list[int]]:
        """Return the sides named before a noun."""
        noun = trigger.token
        owner = sides.possessor(noun)
        if noun.dep_ != "pobj":
            return self._parties.before(noun, there=trigger.kind.name in THERE, only_doers=trigger.kind.reciprocal)
        preposition, verb = noun.head, noun.head.head
        if owner is None and trigger.kind.reciprocal and preposition.lower_ == "in" and verb.pos_ == "VERB":
            # "in cooperation with Oslo, Lima sent ...": the sender cooperates
            found = self._parties.before(noun, there=trigger.kind.name in THERE, only_doers=True)
            return found if found[0] or found[1] else (self._parties.doers(sides.doers(verb)), [])
        if owner is None and trigger.kind.name == "visit" and preposition.lower_ in _WHILE and verb.pos_ == "VERB":
            return self._parties.doers(sides.doers(verb)), []  # "said on a visit to Oslo"
        if owner is not None and owner.pos_ == "PRON":
            subject = sides.subject(verb) if verb.pos_ in ("VERB", "AUX") else None
            if subject is not None and noun.i < subject.i:
                return self._parties.named([subject]), []  # "in his meeting with Cole, Lund said"
            if preposition.lower_ == "at" and noun.lemma_ in _ASKED:
                return [], []  # "sent police to Oslo at its request": not the sender's
            if preposition.lower_ in _FOR_WHAT and verb.pos_ == "VERB":
                meant = self._parties.named(sides.objects(verb))
                if meant and meant != self._parties.named(sides.doers(verb)):
                    return meant, []
        return self._parties.before(noun, there=trigger.kind.name in THERE, only_doers=trigger.kind.reciprocal)
