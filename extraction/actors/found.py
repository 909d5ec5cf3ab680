"""The actors of one text, with a lookup by position."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ontology.enums import ActorType


class MentionKind(StrEnum):
    """The way a mention names its actor."""

    NAME = "name"
    ROLE = "role"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    DEMONYM = "demonym"
    """An adjective such as "Danish", or a name in a compound such as "UN appeal": it modifies another noun."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A mention as token offsets [start, end), with the token that heads it."""

    start: int
    end: int
    head: int
    kind: MentionKind
    rule: str = ""
    """How a name was recognised; empty for the other kinds."""


@dataclass(frozen=True, slots=True)
class FoundActor:
    """One actor of the text, its mentions in text order."""

    type: ActorType
    name: str
    country: str | None
    role: str | None
    aliases: tuple[str, ...]
    mentions: tuple[ActorMention, ...]
    confidence: float


class ActorTable:
    """The actors found, looked up by the tokens of their mentions."""

    def __init__(
        self,
        actors: Iterable[FoundActor],
        affected: Iterable[FoundActor] = (),
        idle: Mapping[int, int] = MappingProxyType({}),
        issuing: Mapping[int, tuple[int, ...]] = MappingProxyType({}),
        together: Mapping[int, tuple[int, ...]] = MappingProxyType({}),
    ) -> None:
        """Index the actors by the heads of their mentions.

        `affected` only undergo events and come last; `idle` maps the heads of phrases not in an actor's position to the
        index of the actor they name, `issuing` verbs without a subject to the issuers of the document, `together` the
        heads of collective phrases to their members.
        """
        acting = tuple(actors)
        self.actors = (*acting, *affected)
        self._idle = idle
        self.issuing = issuing
        pairs = [(mention, index) for index, actor in enumerate(acting) for mention in actor.mentions]
        pairs.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        self._pairs = pairs
        self._starts = [mention.start for mention, _ in pairs]
        self._by_head: dict[int, int] = {}
        self._together: dict[int, list[int]] = {}
        for mention, index in pairs:
            # An outer mention comes first: "the Iraqi prime minister" wins over an inner mention with the same head.
            self._by_head.setdefault(mention.head, index)
            if mention.kind is MentionKind.PRONOUN:
                self._together.setdefault(mention.head, []).append(index)
        for head, members in together.items():
            self._by_head.setdefault(head, members[0])
            self._together.setdefault(head, list(members))

    def headed_by(self, token: int) -> int | None:
        """Return the index of the actor with a mention headed by this token."""
        return self._by_head.get(token)

    def together(self, token: int) -> tuple[int, ...]:
        """Return the indices of the actors that the phrase with this head stands for: for a "we", all its speakers."""
        several = self._together.get(token)
        found = self._by_head.get(token)
        return tuple(several) if several is not None else () if found is None else (found,)

    def named_by(self, token: int) -> int | None:
        """Return the index of the actor named by the phrase with this head, even where it does not act."""
        found = self._by_head.get(token)
        return self._idle.get(token) if found is None else found

    def within(self, start: int, end: int) -> list[tuple[ActorMention, int]]:
        """Return the mentions that start in the token range [start, end), with their actors, outer ones first."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end - 1)
        return self._pairs[first:last]
