"""Likeness of actors that were not linked: what speaks for their being one, for a person to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from extraction.actors import names
from extraction.linking import Identity
from ontology.enums import ActorType, LikenessReason

# How much a name counts by the way in which it agrees, of which the best counts, and what else agrees.
_NAMES = {
    LikenessReason.NAME: 0.6,
    LikenessReason.SPELLING: 0.5,
    LikenessReason.ACRONYM: 0.5,
    LikenessReason.PART: 0.4,
}
_OTHERS = {LikenessReason.COUNTRY: 0.2, LikenessReason.ROLE: 0.1, LikenessReason.TYPE: 0.1}


@dataclass(frozen=True, slots=True)
class Named:
    """An actor, and its other names."""

    identity: Identity
    aliases: Sequence[str]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.identity.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two actors are, from 0 to 1, and why."""

    score: float
    reasons: tuple[LikenessReason, ...]


NONE = Likeness(0, ())


def compare(one: Named, other: Named) -> Likeness:
    """Compare two actors. Without a name in common, in two states, or when one only is a person, they are not alike."""
    a, b = one.identity, other.identity
    if (a.type is ActorType.PERSON) != (b.type is ActorType.PERSON) or (a.country or b.country) != (
        b.country or a.country
    ):
        return NONE
    found = {reason for pair in product(one.names, other.names) if (reason := _reason(*pair, a, b))}
    if not found:
        return NONE
    reasons = [max(found, key=lambda reason: (_NAMES[reason], reason))]
    if a.country and a.country == b.country:
        reasons.append(LikenessReason.COUNTRY)
    if a.role and b.role and set(names.words(a.role)) & set(names.words(b.role)):
        reasons.append(LikenessReason.ROLE)
    if a.type is b.type:
        reasons.append(LikenessReason.TYPE)
    return Likeness(round(sum((_NAMES | _OTHERS)[reason] for reason in reasons), 2), tuple(reasons))


def _reason(one: str, other: str, a: Identity, b: Identity) -> LikenessReason | None:
    """Return how two names agree."""
    forms = names.words(one), names.words(other)
    if not all(forms) or names.generation(one) != names.generation(other):
        return None
    if forms[0] == forms[1]:
        return LikenessReason.NAME
    if any(names.acronym(x) == names.undotted(y) for x, y in ((one, other), (other, one))):
        return LikenessReason.ACRONYM
    if a.type is ActorType.PERSON:
        if not names.same_person(*forms):
            return None
        return LikenessReason.PART if 1 in map(len, forms) else LikenessReason.SPELLING
    if len(forms[0]) == len(forms[1]) and all(names.same_word(*pair) for pair in zip(*forms, strict=True)):
        return LikenessReason.SPELLING
    words = set(forms[0]), set(forms[1])
    is_part = words[0] <= words[1] or words[1] <= words[0]
    return LikenessReason.PART if a.type is b.type and a.type is not ActorType.STATE and is_part else None
