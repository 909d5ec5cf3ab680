"""Holders of the attitudes that words show."""

from collections.abc import Sequence

from spacy.tokens import Token

from extraction import syntax
from extraction.actors.found import ActorTable, FoundActor
from extraction.document import Document
from extraction.positions import phrases
from extraction.positions.holding.collectives import Collectives
from extraction.positions.holding.voices import OwnVoice, Voice, Voices
from extraction.positions.words import Shift, shift
from extraction.quotes.found import FoundQuote
from ontology.enums import ActorType

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_SEEN = frozenset({"chance", "prospect", "hope", "likelihood"})
_BEARERS = ("by", "from", "in", "among", "of")
_SEATS = ("at", "of", "in", "from")
_BODIES = frozenset(
    "country nation state government administration ministry army troop force party company group office team".split()
)
_STATELY = frozenset({ActorType.STATE, ActorType.GOVERNMENT})
_SETTINGS = frozenset({"in", "with", "for", "as"})
# "Support for the tax came from the senator."
_COMING = frozenset({"come", "arrive", "emerge"})
_WORDS = frozenset({"statement", "message", "expression", "word", "voice", "note"})


class Holders:
    """Actors of a text as holders; first persons in a quote are its speakers."""

    def __init__(
        self,
        document: Document,
        actors: ActorTable,
        quotes: Sequence[FoundQuote],
        speakers: Sequence[int | None],
        own: OwnVoice,
    ) -> None:
        self._actors = actors
        self._collectives = Collectives(document, actors)
        self._voices = Voices(document, actors, quotes, speakers, self._collectives, own)

    def name_of(self, pronoun: Token) -> str:
        """Return the name of the actor that a pronoun refers to, "" if unknown."""
        actor = self._actors.headed_by(pronoun.i)
        return "" if actor is None else self._actors.actors[actor].name

    def actor(self, holder: int) -> FoundActor:
        """Return the actor of a holder."""
        return self._actors.actors[holder]

    def members(self, holder: int) -> tuple[int, ...]:
        """Return the actors of a holder: each member of a collective."""
        return self._collectives.members(holder)

    def voice_at(self, token: Token) -> Voice | None:
        """Return the innermost stretch of speech that contains the token."""
        return self._voices.at(token)

    def _speakers(self, token: Token) -> tuple[int, ...]:
        voice = self.voice_at(token)
        return () if voice is None else voice.speakers

    def of(self, token: Token) -> list[int]:
        """Return the actors of a phrase given by its head; "X and Y" has two."""
        token = syntax.antecedent(token)
        found = self._each(token)
        if not found and token.pos_ == "NOUN":
            found = [actor for of in syntax.prepositional(token, _SEATS) for actor in self._one(of)]
        return found

    def _each(self, token: Token) -> list[int]:
        return list(dict.fromkeys(actor for one in phrases.members(token) for actor in self._one(one)))

    def is_of(self, actor: int, subject: Token) -> bool:
        """Return whether a subject is an actor or the actor's: "we", "his country", the state whose minister speaks."""
        owner = syntax.child(subject, "poss") if subject.lemma_.lower() in _BODIES else None
        found, holder = self._actors.headed_by(subject.i), self._actors.actors[actor]
        if found is not None and holder.country is not None and (holder.role or holder.type in _STATELY):
            body = self._actors.actors[found]
            if body.type in _STATELY and body.country == holder.country:
                return True
        return actor in self._one(subject) or (owner is not None and actor in self._one(owner))

    def _one(self, token: Token) -> tuple[int, ...]:
        if token.lower_ in _FIRST_PERSON:
            return self._speakers(token) or self._actors.together(token.i)
        actor = self._actors.headed_by(token.i)
        return () if actor is None else (actor,)

    def _met(self, token: Token) -> list[int]:
        """Return the pair that meets in the text, for "both sides" or for a "they" without another antecedent."""
        return list(self._collectives.meeting if token.lower_ == "they" else self._collectives.at(token))

    def _bearer(self, noun: Token) -> list[int]:
        """Return the actors that a thing belongs to: "the White House's statement"."""
        for c in noun.lefts:
            if c.dep_ == "poss" and (found := self.of(c)):
                return found
        return []

    def subject(self, predicate: Token) -> list[int]:
        """Return the actors that are the subject of a verb or predicate; a document speaks for its owner."""
        subject = phrases.subject(predicate)
        return self._behind(subject) if subject is not None else list(self._actors.issuing.get(predicate.i, ()))

    def _behind(self, subject: Token, depth: int = 3) -> list[int]:
        found = self.of(subject) or self._bearer(subject) or self._met(subject)
        if found or not depth:
            return found
        if subject.dep_ in ("dobj", "pobj", "attr", "nsubjpass") and subject.pos_ == "NOUN":
            governor = subject.head
            if governor.dep_ == "prep":
                governor = governor.head
            if syntax.has_nationality(subject) or syntax.is_negated(governor):
                return []  # "signed the Norwegian plan to leave", "did not join a plan to leave"
            if governor.pos_ in ("VERB", "AUX"):
                own = syntax.agent(governor) if subject.dep_ == "nsubjpass" else phrases.subject(governor)
                return self._behind(own, depth - 1) if own is not None and own.i != subject.i else []
        return []

    def of_verb(self, verb: Token) -> list[int]:
        """Return the doers of a verb of attitude."""
        if syntax.is_passive(verb):
            by = syntax.agent(verb)
            if by is None and syntax.is_impersonal(verb):
                return list(self._collectives.meeting)
            return self._behind(by) if by is not None else []
        return self.subject(verb)

    def of_noun(self, noun: Token, matter: Token) -> list[int]:
        """Return the holders of an attitude to a matter named by a noun: its owner, or the actor that voices it."""
        found = self._bearer(noun)
        if not found and syntax.child(noun, "poss") is not None:
            return []  # it has an owner, but an unknown one
        for word in _BEARERS:
            if found:
                return found
            owners = (token for token in syntax.prepositional(noun, (word,)) if token.i != matter.i)
            found = [actor for token in owners for actor in self.of(token)]
        if not found and shift(noun) is Shift.CLAIMS:
            return self._voiced(syntax.first_conjunct(noun))  # what is claimed need not be the speaker's claim
        return found or self.voicing(noun)

    def voicing(self, noun: Token) -> list[int]:
        """Return the actors that voice a noun's attitude: the subject of a verb such as "express", else the speaker."""
        found = self._voiced(syntax.first_conjunct(noun))
        return found or list(self._speakers(noun))

    def _voiced(self, noun: Token) -> list[int]:
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _WORDS:
            noun = noun.head.head  # "statements of support"
        governor = noun.head
        if noun.dep_ == "nsubj" and governor.lemma_ in _COMING and not syntax.is_negated(governor):
            return [actor for token in syntax.prepositional(governor, ("from",)) for actor in self.of(token)]
        is_seen = governor.lemma_ == "see" and noun.lemma_ in _SEEN  # "sees no chance of a truce"
        if noun.dep_ in ("dobj", "attr") and (is_seen or shift(governor) is Shift.EXPRESSES):
            return self.subject(governor)
        if noun.dep_ == "nsubjpass" and shift(governor) is Shift.EXPRESSES:
            by = syntax.agent(governor)
            return self.of(by) if by is not None else []
        if noun.dep_ == "pobj" and governor.lower_ in _SETTINGS and governor.dep_ == "prep":
            verb = governor.head
            return self.subject(verb) if verb.pos_ in ("VERB", "AUX") else []
        return []

    def named(self, noun: Token) -> list[int]:
        """Return the holders that a noun names by their attitude: "critics of the plan"."""
        found = self._each(syntax.antecedent(noun))  # not the noun after "of", which is the matter
        first = syntax.first_conjunct(noun)
        if not found and first.dep_ in ("attr", "appos", "pobj", "oprd"):
            governor = first.head
            if first.dep_ == "appos":
                return self.of(governor)
            if first.dep_ == "pobj":
                partitive = governor.head
                return self.subject(partitive.head) if governor.lower_ == "of" and partitive.dep_ == "attr" else []
            return self.subject(governor)
        return found
