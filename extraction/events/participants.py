"""Who does an event, and to or with whom."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extraction import syntax
from extraction.actors.found import ActorTable
from extraction.events import sides
from extraction.events.lexicon import Needs
from extraction.events.model import Trigger
from extraction.events.setting import THERE
from extraction.events.triggers import speaker_verb
from ontology.enums import ActorType, EventType

_INNER = frozenset("of by from in against for with to on".split())
_COLLECTIVE = frozenset(
    "group number dozen hundred thousand million most some many one all none both series score".split()
)
# What stands before the noun in "US-led invasion" and "Russian-backed attack".
_LED = frozenset("led backed sponsored supported brokered imposed inspired".split())
_GIVEN_TO = ("to", "for", "with", "on", "against")
_NOMINAL_RECIPIENT = ("against", "on", "with", "to", "into", "from")


# These are done with people, not with what is theirs: "received an envoy", but not "received the envoy's apology".
_IN_PERSON = frozenset("welcome meeting call".split())
# Classes of words that also serve for words: "attacked his rival over taxes".
_VERBAL = frozenset("attack strike fighting".split())
_TALKERS = frozenset((ActorType.PERSON, ActorType.PARTY, ActorType.MEDIA, ActorType.ORGANIZATION))
_ARMIES = (ActorType.MILITARY, ActorType.ARMED_GROUP)
_ARMED = frozenset("terror terrorist suicide bomb knife gun armed deadly military car rocket missile physical".split())
# Types whose recipient may be the one that the clause behind them is about.
_TOWARDS_CLAUSE = frozenset(
    (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE)
)
# What comes "from" someone is done by him, except what is taken or withdrawn.
_TAKEN = frozenset((EventType.THREATEN, EventType.RETREAT, EventType.SANCTION, EventType.COERCE, EventType.ASSAULT))
# How far a phrase or clause is followed; what lies deeper has no part in the event.
_DEEPEST = 4
_WHERE = frozenset("in into at through inside within outside near across around throughout along off over".split())


_OWNERS = ("poss", "amod", "compound", "nmod")
Find = Callable[[Token], int | None]


class Cast:
    """Finds the participants of triggers in one actor table."""

    def __init__(self, actors: ActorTable) -> None:
        self._table = actors
        self._types = [actor.type for actor in actors.actors]

    def of(self, trigger: Trigger) -> tuple[list[int], list[int]]:
        """The actors and the recipients of a trigger, as indices of the table."""
        if trigger.of == "obliged":
            actors, recipients = self._obligation(trigger.token)
        elif trigger.token.pos_ in ("NOUN", "PROPN") and not trigger.slots and len(trigger.words) == 1:
            actors, recipients = self._nominal(trigger)
        else:
            actors, recipients = self._verbal(trigger)
        if trigger.kind.reciprocal and not actors and len(recipients) > 1:
            actors, recipients = recipients, []
        return actors, [index for index in recipients if index not in actors]

    def judged(self, trigger: Trigger, actors: Sequence[int], recipients: Sequence[int]) -> Trigger:
        """The trigger in the class that it is of between these participants."""
        if trigger.kind.name == "withdrawal" and any(
            self._types[index] is ActorType.INTERGOVERNMENTAL for index in recipients
        ):
            # Forces withdraw from a country, a member from its alliance.
            return trigger.of_class("departure")
        if trigger.kind.name == "visit" and actors and all(self._types[index] in _ARMIES for index in actors):
            return trigger.of_class("deployment")
        if trigger.kind.name in _VERBAL and self._is_verbal(trigger, actors, recipients):
            verbal = trigger.of_class("criticism")
            # one fights crime, or for a tax
            return replace(verbal, needs=Needs.BOTH) if trigger.needs is Needs.BOTH else verbal
        return trigger

    def _is_verbal(self, trigger: Trigger, actors: Sequence[int], recipients: Sequence[int]) -> bool:
        """Whether an attack is one of words: politicians, parties and the press attack one another so."""
        types = {self._types[index] for index in (*actors, *recipients)}
        if not types or not types <= _TALKERS:
            return False
        return not any(child.lemma_.lower() in _ARMED for word in trigger.words for child in word.lefts)

    def named(self, nouns: Iterable[Token], find: Find | None = None, depth: int = 0) -> list[int]:
        """The actors that nouns are mentions of; `find` tells the actor of one."""
        find = find or self._affected
        found: list[int] = []
        for noun in nouns:
            index = find(noun)
            if index is None and noun.lemma_.lower() in _COLLECTIVE and depth < _DEEPEST:
                found += self.named(sides.behind(noun, "of"), find, depth + 1)
            elif index is not None and index not in found:
                found.append(index)
        return found

    def _acting(self, noun: Token) -> int | None:
        """The actor that a noun names; an adjective names none."""
        return self._table.headed_by(noun.i) if noun.dep_ in _OWNERS else self._affected(noun)

    def _affected(self, noun: Token) -> int | None:
        """The actor that a noun or adjective names, but none that is only the place of something."""
        first = syntax.first_conjunct(noun)
        if first.dep_ == "pobj" and first.head.lower_ in _WHERE:
            return self._table.headed_by(noun.i)
        return self._table.named_by(noun.i)

    def _anywhere(self, noun: Token) -> int | None:
        """The actor that a noun or adjective names, wherever it stands."""
        return self._table.named_by(noun.i)

    def _inside(self, nouns: Iterable[Token], find: Find, depth: int = 0) -> list[int]:
        """The actors that nouns, no actors themselves, belong to: "Israeli changes", "efforts of Haiti"."""
        for noun in nouns:
            owners = [child for child in noun.lefts if child.dep_ in _OWNERS]
            found = self.named(owners, find)
            for owner in owners:
                found += self.named((child for child in owner.children if child.dep_ in _OWNERS), find)
            if found:
                return found
            for child in noun.rights if depth < _DEEPEST else ():
                if child.dep_ in ("prep", "agent") and child.lower_ in _INNER:
                    deeper = sides.prepositional(child)
                elif child.dep_ == "acl" and child.tag_ == "VBN":
                    deeper = sides.doers(child)  # "crimes committed by the rebels"
                else:
                    continue
                found = self.named(deeper, find) or self._inside(deeper, find, depth + 1)
                if found:
                    return found
        return []

    def _doers(self, nouns: list[Token]) -> list[int]:
        """Who acts; "Danish farmers" are not Denmark."""
        return self.named(nouns) or self._inside(nouns, self._acting)

    def _who(self, nouns: list[Token], *, places: bool = False) -> list[int]:
        """Who is affected, with `places` those too that are only where it happens."""
        return self.named(nouns, self._anywhere if places else None) or self._inside(nouns, self._affected)

    def _verbal(self, trigger: Trigger) -> tuple[list[int], list[int]]:
        verb, slots = trigger.token, trigger.slots
        actors = self._doers(sides.doers(verb))
        if not actors and verb.dep_ == "acl" and verb.head.dep_ in ("dobj", "attr", "conj"):
            # "issued a statement demanding": whoever issued it demands
            actors = self._doers(sides.doers(verb.head.head))
        if "self" in slots:
            return [], actors or self._who(sides.objects(verb))
        if "own" in slots:
            if not actors:
                actors = self._who(sides.objects(verb))
            slots = tuple(slot for slot in slots if slot != "own")
        recipients: list[int] = []
        promised = trigger.kind.type is EventType.AGREE
        for slot in slots:
            # A mere place is done something to only if somebody does it.
            recipients = recipients or self._slot(trigger, slot, places=bool(actors))
        if not recipients and trigger.kind.type in _TOWARDS_CLAUSE:
            recipients = self._complement(verb, promised=promised)
        if trigger.kind.name == "warning" and not syntax.has_object(verb) and recipients != actors:
            # "warned that the crisis ..." is no threat, but "warned they would leave" is
            return [], []
        return actors, recipients

    def _slot(self, trigger: Trigger, slot: str, *, places: bool) -> list[int]:
        verb = trigger.token
        if slot == "obj":
            nouns = [noun for noun in sides.objects(verb) if noun.i != trigger.words[-1].i]
            return self.named(nouns) if trigger.kind.name in _IN_PERSON else self._who(nouns)
        found = self._who(sides.behind(verb, slot), places=places)
        if not found:
            # The phrase is often hung on the object: "launched an attack on Iraq".
            found = self._who([n for noun in sides.objects(verb) for n in sides.behind(noun, slot)], places=places)
        return found

    def _complement(self, verb: Token, *, promised: bool, depth: int = 0) -> list[int]:
        """The one a clause is about: "demanded that Iran stop", "refused to meet Abbas"; of a promise, only the one
        it is made to: "pledged to send aid to Somalia"."""
        for clause in sides.complements(verb):
            subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None and not promised:
                found = self._who(sides.coordinated(subject))
                if found:
                    return found
            things = [noun for noun in sides.objects(clause) if not _is_own(noun)]
            found = [] if promised else self._who(things)
            for child in (*clause.rights, *(c for noun in sides.objects(clause) for c in noun.rights)):
                if child.dep_ in ("prep", "dative") and (not promised or child.lower_ in _GIVEN_TO):
                    found = found or self._who(sides.prepositional(child))
            if not found and depth < _DEEPEST:
                found = self._complement(clause, promised=promised, depth=depth + 1)
            return found
        return []

    def _obligation(self, verb: Token) -> tuple[list[int], list[int]]:
        saying = speaker_verb(verb)
        if saying is None:
            return [], []
        return self.named(sides.doers(saying)), self._who(sides.coordinated(sides.subject(verb)))

    def _nominal(self, trigger: Trigger) -> tuple[list[int], list[int]]:
        noun = trigger.token
        actors, recipients = self._modifiers(trigger)
        by = self._who(
            [pobj for phrase in _phrases(noun) if phrase.lower_ == "by" for pobj in sides.prepositional(phrase)]
        )
        actors = by or actors
        for phrase in _phrases(noun):
            found = self._who(sides.prepositional(phrase))
            word = phrase.lower_
            if word == "of" and trigger.of == "actor":
                actors = actors or found
            elif word == "of" and trigger.of in ("recipient", "patient"):
                recipients = recipients or found
            elif word == "between" or (word == "from" and trigger.kind.type not in _TAKEN):
                actors = actors or found
            elif trigger.kind.reciprocal and word not in ("with", "to", "against") and actors:
                continue
            elif word in ("in", "for"):
                recipients = recipients or self.named(sides.prepositional(phrase))
            elif word in _NOMINAL_RECIPIENT:
                recipients = recipients or found
        if not recipients and trigger.kind.type in _TOWARDS_CLAUSE:
            recipients = self._complement(noun, promised=trigger.kind.type is EventType.AGREE)
        if trigger.carrier is not None:
            actors, recipients = self._carried(trigger, actors, recipients)
            if not recipients and trigger.kind.type is EventType.REQUEST:
                # "repeated its demand today that Iran stop": the clause is hung on the verb
                recipients = self._complement(trigger.carrier, promised=False)
        return actors, recipients

    def _carried(self, trigger: Trigger, actors: list[int], recipients: list[int]) -> tuple[list[int], list[int]]:
        assert trigger.carrier is not None  # noqa: S101
        doers = self._doers(sides.doers(trigger.carrier))
        if trigger.carrier_side == "recipient":
            return actors, recipients or doers
        for word in ("with", "to", "against", "on"):
            recipients = recipients or self._who(sides.behind(trigger.carrier, word))
        return doers or actors, recipients

    def _modifiers(self, trigger: Trigger) -> tuple[list[int], list[int]]:
        """The sides that stand before a noun: "Iran's attack", "US-led invasion", "Iraq invasion"."""
        actors: list[int] = []
        recipients: list[int] = []
        for child in trigger.token.lefts:
            if child.lower_ in _LED:
                actors += self.named(child.children)
                continue
            if child.dep_ not in _OWNERS:
                continue
            phrase = [child, *(g for g in child.children if g.dep_ in ("compound", "amod", "conj", "nmod"))]
            found = self.named(phrase, self._acting if trigger.kind.name in THERE else None)
            if (child.dep_ == "poss" and trigger.of == "patient") or (
                child.dep_ == "compound" and self._is_target(trigger, child)
            ):
                recipients += found
            else:
                actors += found or (self._inside([child], self._acting) if child.dep_ == "poss" else [])
        return list(dict.fromkeys(actors)), list(dict.fromkeys(recipients))

    def _is_target(self, trigger: Trigger, noun: Token) -> bool:
        """Whether a state's name in a compound is the target: "Iraq invasion" but "US invasion"."""
        index = self._affected(noun)
        if index is None or trigger.kind.reciprocal or trigger.of == "actor":
            return False
        return self._types[index] is ActorType.STATE and not noun.text.replace(".", "").isupper()


def _is_own(noun: Token) -> bool:
    """Whether a thing is that of whoever disposes of it: "withdraw their troops"."""
    owner = sides.possessor(noun)
    return owner is not None and owner.pos_ == "PRON"


def _phrases(noun: Token) -> list[Token]:
    """The prepositions behind a noun, those the parser hung on the noun before them included."""
    found: list[Token] = []
    for child in noun.rights:
        if child.dep_ in ("prep", "agent"):
            found.append(child)
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    found += [
                        deeper
                        for deeper in pobj.rights
                        if deeper.dep_ == "prep" and deeper.lower_ in ("by", "to", "from")
                    ]
    return found
