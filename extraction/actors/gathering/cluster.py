"""An actor under construction: the candidates with one referent, and the properties they give it."""

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from extraction.actors import gazetteer, gender, names
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.found import ActorMention, FoundActor, MentionKind
from extraction.actors.spotting.roles import Role
from ontology.enums import ActorType

# A text seldom has two of these without distinguishing them.
ORGANS = frozenset((ActorType.GOVERNMENT, ActorType.MILITARY))
# Shares of actors found that are annotated, too, with half of their mentions and their type, of 3,265 in 179 texts
# annotated whole, which leave out those that take no part in politics:
#   people named in full        with a role 0.95 of 551, without 0.70 of 200
#   organizations               0.24 of 291
#   other names                 0.75 of 927
#   common nouns                0.57 of 840
#   roles without a name        0.48 of 265
# People of one word and peoples are too few: theirs are older figures, on nine of these texts and 22 others.
_WITH_ROLE, _OTHER_NAME, _FULL_NAME, _NOUN, _ONE_WORD, _ROLE, _PEOPLE, _ORGANIZATION = (
    0.95, 0.75, 0.7, 0.57, 0.55, 0.48, 0.45, 0.24,
)  # fmt: skip
# Roles in the service of a state, and its people.
_OFFICES = frozenset(
    "president premier minister chancellor senator lawmaker legislator parliamentarian congressman official general"
    " admiral colonel commander policeman officer prosecutor judge governor mayor ambassador diplomat soldier"
    " secretary spokesman spokeswoman voter citizen public elite electorate".split()
)
HEADS = frozenset("president premier minister chancellor leader".split())
EMPTY = frozenset(
    "of in to for from the a an and or more number hundreds thousands tens millions dozens scores many most some"
    " majority".split()
)
# The number of names and of roles of one actor that are compared with others; it keeps the work linear.
_MOST = 40


@dataclass(eq=False)
class Cluster:
    """The candidates that mean one actor."""

    type: ActorType
    mentions: list[Candidate] = field(default_factory=list)
    words: set[tuple[str, ...]] = field(default_factory=set)
    """Its names, as `names.words`; no more than a text has that makes sense, as they are compared with all others."""
    roles: dict[Role, None] = field(default_factory=dict)
    """Its roles, each once, as few as its names."""
    title: str = ""
    """The gender shown by the first title that shows one."""
    gender: str = ""
    """The gender shown by the first name that shows one."""
    generations: set[str] = field(default_factory=set)
    role_nouns: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, set[str]] = field(default_factory=dict)
    """The common nouns that name it, with their modifiers."""
    leads: bool = False
    """The person is a known leader, present or past, of the country."""
    _starts: list[int] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Add a mention."""
        self.mentions.append(candidate)
        insort(self._starts, candidate.start)
        self.title = self.title or candidate.clues.title
        self.gender = self.gender or gender.of_name(candidate.name)
        if mark := names.generation(candidate.name):
            self.generations.add(mark)
        if candidate.kind is MentionKind.NAME and len(self.words) < _MOST:
            self.words.add(names.words(candidate.name))
        if candidate.kind is MentionKind.NOMINAL:
            self.bodies.setdefault(candidate.body, set()).update(modifiers(candidate))
        if candidate.role:
            if len(self.roles) < _MOST:
                self.roles[candidate.role] = None
            self.role_nouns |= candidate.role.nouns
        if candidate.country:
            self.countries[candidate.country] += 1

    def absorb(self, other: "Cluster") -> None:
        """Add all mentions of another cluster."""
        for mention in other.mentions:
            self.add(mention)

    def count_before(self, position: int) -> int:
        """Return the number of mentions before a position."""
        return bisect_left(self._starts, position)

    def last_before(self, position: int) -> int:
        """Return where the last mention before a position starts, -1 for none."""
        index = self.count_before(position)
        return self._starts[index - 1] if index else -1

    @property
    def country(self) -> str | None:
        """The country named most often; the first of equals."""
        return self.countries.most_common(1)[0][0] if self.countries else None

    def fullest(self) -> Candidate:
        """Return the mention with the longest name, the first of equals; without a name, the longest mention."""
        named = [m for m in self.mentions if m.kind is MentionKind.NAME]
        # "Ben" is also a particle of names.
        return max(named or self.mentions, key=lambda m: (len(names.words(m.name)), m.name.count(" "), -m.start))

    def actor(self, home: str | None, *, of_heads: bool = True) -> FoundActor:
        """Return the finished actor; officials of no named state belong to `home`, heads only if `of_heads`."""
        mentions = sorted(self.mentions, key=lambda m: (m.start, m.end))
        named = [m for m in mentions if m.kind is MentionKind.NAME]
        fullest = self.fullest()
        forms = dict.fromkeys(m.written or m.name for m in named)
        return FoundActor(
            type=self.type,
            name=fullest.name,
            country=self.country or (home if self._is_official(of_heads=of_heads) else None),
            role=next((role.text for role in self.roles if role.text), None) if self.type is ActorType.PERSON else None,
            aliases=tuple(form for form in forms if form != fullest.name),
            mentions=tuple(ActorMention(m.start, m.end, m.head, m.kind, m.rule) for m in mentions),
            confidence=self._confidence(fullest),
        )

    def _confidence(self, fullest: Candidate) -> float:
        if fullest.kind is not MentionKind.NAME:
            return _ROLE if fullest.kind is MentionKind.ROLE else _NOUN
        if self.type is ActorType.PERSON:
            if self.roles:
                return _WITH_ROLE
            return _FULL_NAME if len(names.words(fullest.name)) > 1 else _ONE_WORD
        return {ActorType.ORGANIZATION: _ORGANIZATION, ActorType.GROUP: _PEOPLE}.get(self.type, _OTHER_NAME)

    def _is_official(self, *, of_heads: bool) -> bool:
        if self.type in ORGANS or self.type is ActorType.PARTY:
            return not any(gazetteer.is_international(mention.name) for mention in self.mentions)
        if any(gazetteer.is_international(role.text) for role in self.roles):
            return False
        nouns = self.role_nouns | self.bodies.keys()
        if not of_heads and not HEADS.isdisjoint(nouns) and self.words:
            return False
        return self.type in (ActorType.PERSON, ActorType.GROUP) and not _OFFICES.isdisjoint(nouns)


def modifiers(candidate: Candidate) -> frozenset[str]:
    """Return the distinguishing words of a noun phrase: "extremist Shiite" of "the extremist Shiite factions"."""
    words = names.words(candidate.name)
    return frozenset(words) - EMPTY - {names.words(candidate.body or "-")[-1], words[-1]}
