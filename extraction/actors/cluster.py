"""An actor in the making: the candidates that mean the same one, and what they say of it."""

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from extraction.actors import gazetteer, names
from extraction.actors.candidate import Candidate
from extraction.actors.roles import Role
from extraction.actors.table import ActorMention, FoundActor, MentionKind
from ontology.enums import ActorType

# Of these a text seldom has two without saying which.
ORGANS = frozenset((ActorType.GOVERNMENT, ActorType.MILITARY))
_CONFIDENCE = {MentionKind.NAME: 0.9, MentionKind.ROLE: 0.6, MentionKind.NOMINAL: 0.6}
# Roles in the service of a state, and its people.
_OFFICES = frozenset(
    "president premier minister chancellor senator lawmaker legislator parliamentarian congressman official general"
    " admiral colonel commander policeman officer prosecutor judge governor mayor ambassador diplomat soldier"
    " secretary spokesman spokeswoman voter citizen public elite electorate".split()
)
EMPTY = frozenset(
    "of in to for from the a an and or more number hundreds thousands tens millions dozens scores many most some"
    " majority".split()
)


@dataclass(eq=False)
class Cluster:
    """The candidates that mean one actor."""

    type: ActorType
    mentions: list[Candidate] = field(default_factory=list)
    words: set[tuple[str, ...]] = field(default_factory=set)
    """Its names, as `names.words`."""
    roles: list[Role] = field(default_factory=list)
    role_nouns: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, set[str]] = field(default_factory=dict)
    """The common nouns that name it, with their modifiers."""
    _starts: list[int] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Take a mention in."""
        self.mentions.append(candidate)
        insort(self._starts, candidate.start)
        if candidate.kind is MentionKind.NAME:
            self.words.add(names.words(candidate.name))
        if candidate.kind is MentionKind.NOMINAL:
            self.bodies.setdefault(candidate.body, set()).update(modifiers(candidate))
        if candidate.role:
            self.roles.append(candidate.role)
            self.role_nouns |= candidate.role.nouns
        if candidate.country:
            self.countries[candidate.country] += 1

    def absorb(self, other: "Cluster") -> None:
        """Take all mentions of another cluster in."""
        for mention in other.mentions:
            self.add(mention)

    def last_before(self, position: int) -> int:
        """Where its last mention before a position starts, -1 for none."""
        index = bisect_left(self._starts, position)
        return self._starts[index - 1] if index else -1

    @property
    def country(self) -> str | None:
        """The country named most often, the first of equals."""
        return self.countries.most_common(1)[0][0] if self.countries else None

    def actor(self, home: str | None) -> FoundActor:
        """The finished actor; an organ or official of no named state is that of `home`."""
        mentions = sorted(self.mentions, key=lambda m: (m.start, m.end))
        named = [m for m in mentions if m.kind is MentionKind.NAME]
        fullest = max(named or mentions, key=lambda m: (len(names.words(m.name)), -m.start))
        forms = dict.fromkeys(m.written or m.name for m in named)
        return FoundActor(
            type=self.type,
            name=fullest.name,
            country=self.country or (home if self._is_official() else None),
            role=self.roles[0].text if self.roles and self.type is ActorType.PERSON else None,
            aliases=tuple(form for form in forms if form != fullest.name),
            mentions=tuple(ActorMention(m.start, m.end, m.head, m.kind) for m in mentions),
            confidence=_CONFIDENCE[MentionKind.NAME if named else mentions[0].kind],
        )

    def _is_official(self) -> bool:
        if self.type in ORGANS or self.type is ActorType.PARTY:
            return True
        if any(gazetteer.is_international(role.text) for role in self.roles):
            return False
        nouns = self.role_nouns | self.bodies.keys()
        return self.type in (ActorType.PERSON, ActorType.GROUP) and not _OFFICES.isdisjoint(nouns)


def modifiers(candidate: Candidate) -> frozenset[str]:
    """The words of a common noun's phrase that say which: "extremist Shiite" of "the extremist Shiite factions"."""
    words = names.words(candidate.name)
    return frozenset(words) - EMPTY - {names.words(candidate.body or "-")[-1], words[-1]}
