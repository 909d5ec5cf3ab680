"""Members of collective phrases: "the two leaders", "both sides", "the members of the Council"."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice

from spacy.tokens import Token

from extraction import syntax
from extraction.actors import gazetteer, names, noun_phrases
from extraction.actors.candidates.clues import OFFICES
from extraction.actors.found import ActorTable, FoundActor, MentionKind
from extraction.actors.gathering.cluster import HEADS
from extraction.document import Document
from ontology import countries
from ontology.enums import ActorType

_PEOPLE = frozenset(
    "leader president minister premier chancellor head king monarch counterpart interlocutor official diplomat chief"
    " chairman chairperson statesman politician secretary ambassador envoy negotiator".split()
)
_STATES = frozenset("country nation state government capital power neighbour neighbor republic".split())
_EITHER = frozenset("side party delegation signatory participant".split())
_TWO = 2
_COLLECTIVES = _PEOPLE | _STATES | _EITHER
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
        self._members = {i: found for i, a in enumerate(actors.actors) if (found := self._of(a))}

    def members(self, actor: int) -> tuple[int, ...]:
        """Return the members of an actor: itself unless it is a collective with known members."""
        return self._members.get(actor, (actor,))

    # Most texts ask for none of these.
    @cached_property
    def _heads(self) -> tuple[int, ...]:
        return self._pair_of_heads()

    @cached_property
    def _persons(self) -> tuple[int, ...]:
        pair = self._pair(_PERSONS)
        return self._heads if any(self._holds_none_of(_PEOPLE | OFFICES, i) for i in pair) else pair or self._heads

    @cached_property
    def _states(self) -> tuple[int, ...]:
        return self._pair(frozenset({ActorType.STATE})) or self._pair(_BODIES)

    @cached_property
    def _has_parties(self) -> bool:
        return any(a.type is ActorType.PARTY for a in self._actors.actors)

    @cached_property
    def _nations(self) -> set[str]:
        """Return the countries that the opening names."""
        doc = self._document.doc
        starts = (token.i for sentence in self._opening for token in sentence if token.text[:1].isupper())
        names = (doc[i : i + length].text for i in starts for length in (1, 2, 3))
        return {code for name in names if (code := countries.NAMES.find(name))}

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

    def phrases(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the heads of the collective phrases that are not actors of their own, each with its members."""
        for token in self._document.doc:
            plural = token.tag_ in ("NNS", "NNPS") and _singular(token) in _COLLECTIVES
            if plural and self._actors.headed_by(token.i) is None and (members := self.at(token)):
                yield token.i, members

    def at(self, head: Token) -> tuple[int, ...]:
        """Return the members of a collective phrase, given by its head, that is not an actor of its own."""
        return self._named([head])

    def _named(self, heads: list[Token]) -> tuple[int, ...]:
        kinds = set(map(_singular, heads))
        if kinds <= _PEOPLE and (listed := self._of_countries(heads)):
            return listed
        # In a text about Democrats and Republicans "both parties" are those.
        if not all(_is_plain(head) for head in heads) or ("party" in kinds and self._has_parties):
            return ()
        if kinds <= HEADS and self._heads:
            return self._heads
        if kinds <= HEADS and any(self._holds_none_of(HEADS, i) for i in self._persons):
            return ()  # "the two presidents" in a text about a president and a pilot
        if kinds <= _PEOPLE:
            # "The Ministers" of a joint statement that names none of them
            return self._persons or (self._states if not self._people() else ())
        if kinds <= _STATES or (kinds <= _EITHER and all(head.text[0].isupper() for head in heads)):
            return self._states  # "the Sides" of a treaty or communiqué
        return self._persons or self._states if kinds <= _EITHER | _PEOPLE | _STATES else ()

    def _of_countries(self, heads: list[Token]) -> tuple[int, ...]:
        """Return the office holders of the countries that a phrase lists: "the Danish and Polish presidents"."""
        listed = [_countries_of(head) for head in heads if set(_words_before(head)) - _PLAIN]
        if not listed or len(listed[0]) < 2 or any(codes != listed[0] for codes in listed):
            return ()
        noun = _singular(heads[0])
        found = [[i for i, a in self._people() if a.country == code and _holds(a, noun)] for code in listed[0]]
        return tuple(people[0] for people in found) if all(len(people) == 1 for people in found) else ()

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
        if kinds is not _PERSONS and len(self._nations) > len(found):
            # "The Heads of State of Mali, Niger and Chad" are no pair
            return self._of_two_nations(named) if self._meets else ()
        return tuple(found) if self._meets and len(found) == 2 else ()

    def _of_two_nations(self, named: Collection[int]) -> tuple[int, ...]:
        """Return the actors of the only two countries that the opening names, one for each."""
        theirs = [i for i in named if self._actors.actors[i].country in self._nations]
        return tuple(sorted(theirs)) if len(self._nations) == len(theirs) == _TWO else ()

    def _people(self) -> list[tuple[int, FoundActor]]:
        return [(i, a) for i, a in enumerate(self._actors.actors) if a.type is ActorType.PERSON]

    def _pair_of_heads(self) -> tuple[int, ...]:
        """Return the only two heads of state or government in the text, of two countries, named or by office."""
        heads = [i for i, a in self._people() if _is_head(a)]
        theirs = {self._actors.actors[i].country for i in heads}
        if len(theirs) != _TWO:
            return ()
        # "Turkey's leader" beside Mr Erdogan is he.
        named = sorted(heads, key=lambda i: self._is_unnamed(i))
        found = sorted(next(i for i in named if self._actors.actors[i].country == code) for code in theirs)
        people = {i: a.country for i, a in self._people()}
        for row in self._rows():  # "met Mr Havel and Mr Ek"
            if not row.isdisjoint(found) and any(people.get(i, "") not in {"", *theirs} for i in row):
                return ()
        return tuple(found)

    def _holds_none_of(self, offices: Collection[str], actor: int) -> bool:
        """Return whether a person has a role, but none of these."""
        role = self._actors.actors[actor].role
        return bool(role) and _words(role or "").isdisjoint(offices)

    def _is_unnamed(self, actor: int) -> bool:
        return all(m.kind is not MentionKind.NAME for m in self._actors.actors[actor].mentions)

    def _rows(self) -> Iterator[frozenset[int]]:
        """Yield the actors that do or undergo something together."""
        for token in self._document.doc:
            if token.dep_ in syntax.SUBJECTS or token.dep_ in ("pobj", "dobj"):
                row = [self._actors.headed_by(one.i) for one in syntax.conjuncts(token)]
                if len(row) > 1 and None not in row:
                    yield frozenset(actor for actor in row if actor is not None)

    def _together(self, named: set[int]) -> tuple[int, ...]:
        """Return the only two actors with a joint act: "Mr Prado and Mr Havel stressed"."""
        pairs = {row for row in self._rows() if len(row) == 2 and row <= named}
        return tuple(sorted(pairs.pop())) if len(pairs) == 1 else ()


def _singular(noun: Token) -> str:
    """Return the singular of a noun in lower case; the model has none of "the Parties"."""
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NNPS" or not lemma.endswith("s"):
        return lemma
    return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma[:-1]


def _words_before(head: Token) -> list[str]:
    return [token.lower_ for token in head.doc[noun_phrases.left_edge(head) : head.i]]


def _countries_of(head: Token) -> list[str]:
    """Return the countries of a list of adjectives before a noun; none where there are other words."""
    codes = []
    for token in head.doc[noun_phrases.left_edge(head) : head.i]:
        if code := countries.demonym(token.text):
            codes.append(code)
        elif token.lower_ not in _PLAIN and token.text not in ("and", ","):
            return []
    return codes


def _holds(actor: FoundActor, noun: str) -> bool:
    """Return whether a person holds the office of a noun; a known leader is any head."""
    return noun in _words(actor.role or "") or (noun in HEADS and _is_head(actor))


def _words(role: str) -> frozenset[str]:
    return frozenset(word.strip(".,;").lower() for word in role.split())


def _is_head(actor: FoundActor) -> bool:
    led = gazetteer.leader_country(names.words(actor.name), titled=True)
    return actor.country is not None and (led == actor.country or not HEADS.isdisjoint(_words(actor.role or "")))


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
