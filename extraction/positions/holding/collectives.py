"""Members of collective phrases: "the two leaders", "both sides", "the members of the Council"."""

from collections.abc import Collection, Iterable
from itertools import islice

from spacy.tokens import Token

from extraction import syntax
from extraction.actors.found import ActorTable, FoundActor, MentionKind
from extraction.document import Document
from ontology.enums import ActorType

_PEOPLE = frozenset(
    "leader president minister premier chancellor head king monarch counterpart interlocutor official diplomat chief"
    " chairman chairperson statesman politician secretary ambassador envoy negotiator".split()
)
_STATES = frozenset("country nation state government capital power neighbour neighbor republic".split())
_EITHER = frozenset("side party delegation signatory participant".split())
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
# Any other word makes it a narrower phrase: "the two former leaders" may be others.
_PLAIN = frozenset({"the", "both", "of", "prime", "foreign", "defence", "defense", "two"})
_OFFICES = frozenset({"state", "government", "delegation"})
_ANY = frozenset("of from in for to with at on".split())
_BODIES = frozenset({ActorType.STATE, ActorType.GOVERNMENT, ActorType.INTERGOVERNMENTAL})
_PERSONS = frozenset({ActorType.PERSON})
# Kinds of actors that a phrase such as "the parties" may refer to.
_LOOSE = frozenset({ActorType.GROUP, ActorType.PARTY, ActorType.ORGANIZATION, ActorType.GOVERNMENT})
# The main actors of a text are named in its title and opening.
_OPENING = 3
_MEETING = frozenset(
    "meet meeting talk talks conversation telephone phone call visit negotiation negotiate discuss discussion summit"
    " receive host sign consultation confer conference exchange declaration statement communique communiqué brief"
    " agree".split()
)


class Collectives:
    """Members of the collective actors of a text, and the pair that meets in it."""

    def __init__(self, document: Document, actors: ActorTable) -> None:
        self._document = document
        self._actors = actors
        self._opening = tuple(islice((s for s in document.sentences if any(t.is_alpha for t in s)), _OPENING))
        self._meets = any(t.lemma_.lower() in _MEETING for s in self._opening for t in s)
        self._persons = self._pair(_PERSONS)
        self._states = self._pair(frozenset({ActorType.STATE})) or self._pair(_BODIES)
        self._members = {i: found for i, a in enumerate(actors.actors) if (found := self._of(a))}

    def members(self, actor: int) -> tuple[int, ...]:
        """Return the members of an actor: itself unless it is a collective with known members."""
        return self._members.get(actor, (actor,))

    @property
    def meeting(self) -> tuple[int, ...]:
        """Return the pair that meets, talks or declares together; empty where the text does not name it."""
        return (self._persons or self._states) if self._meets else ()

    def _of(self, actor: FoundActor) -> tuple[int, ...]:
        """Return the members of a collective actor, () for any other."""
        heads = [self._document.doc[m.head] for m in actor.mentions if m.kind is not MentionKind.PRONOUN]
        if actor.type not in _LOOSE or not heads:
            return ()
        if all(head.lower_ == "members" for head in heads):
            return self._whole(heads)
        return self._named(heads)

    def at(self, head: Token) -> tuple[int, ...]:
        """Return the members of a collective phrase, given by its head, that is not an actor of its own."""
        return self._named([head])

    def _named(self, heads: list[Token]) -> tuple[int, ...]:
        kinds = {head.lemma_.lower() for head in heads}
        if not all(_is_plain(head) for head in heads):
            return ()
        if kinds <= _PEOPLE:
            return self._persons
        if kinds <= _STATES or (kinds <= _EITHER and all(head.text[0].isupper() for head in heads)):
            return self._states  # "the Sides" of a treaty or communiqué
        return self._persons or self._states if kinds <= _EITHER | _PEOPLE | _STATES else ()

    def _whole(self, heads: Iterable[Token]) -> tuple[int, ...]:
        """Return the body in "the members of the Council"."""
        wholes: set[str] = set()
        for head in heads:
            if any(c.dep_ in ("amod", "nummod") or c.lower_ in ("some", "many") for c in head.lefts):
                return ()
            wholes |= {inner.text for inner in syntax.prepositional(head, ("of",))}
        bodies = tuple(
            i
            for i, a in enumerate(self._actors.actors)
            if a.type in _BODIES
            and any(m.kind is MentionKind.NAME and self._document.doc[m.head].text in wholes for m in a.mentions)
        )
        return bodies[:1]

    def _pair(self, kinds: Collection[ActorType]) -> tuple[int, ...]:
        """Return the only two named actors of these kinds: in the opening where it reports talks, else in the text."""
        named = {
            i
            for i, a in enumerate(self._actors.actors)
            if a.type in kinds and not a.name.isupper() and any(m.kind is MentionKind.NAME for m in a.mentions)
        }
        if len(named) == 2 and kinds is _PERSONS:
            return tuple(sorted(named))
        found: list[int] = []
        for sentence in self._opening:
            for _, actor in self._actors.within(sentence.start, sentence.end):
                if actor in named and actor not in found:
                    found.append(actor)
            if len(found) > 1:
                break
        if self._meets and not found and kinds is _PERSONS:
            return self._together(named)
        return tuple(found) if self._meets and len(found) == 2 else ()

    def _together(self, named: set[int]) -> tuple[int, ...]:
        """Return the only two actors with a joint act: "Mr Prado and Mr Havel stressed"."""
        pairs = set()
        for token in self._document.doc:
            if token.dep_ in syntax.SUBJECTS:
                row = [self._actors.headed_by(one.i) for one in syntax.conjuncts(token)]
                if len(row) == 2:
                    pairs.add(frozenset(actor for actor in row if actor in named))
        pairs = {pair for pair in pairs if len(pair) == 2}
        return tuple(sorted(pairs.pop())) if len(pairs) == 1 else ()


def _is_plain(head: Token) -> bool:
    """Return whether a phrase is only a number and a noun for the members: "the two foreign ministers"."""
    if syntax.child(head, "acl", "relcl") is not None:
        return False
    if any(inner.lower_ not in _OFFICES for inner in syntax.prepositional(head, _ANY)):
        return False
    words = {c.lower_ for c in head.lefts}
    return (
        head.tag_ in ("NNS", "NNPS") and words <= _PLAIN and bool(words) and all(_NUMBERS.get(w, 2) == 2 for w in words)
    )
