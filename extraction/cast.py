"""The actors of a text; a collective ("the two leaders") is replaced by its members where the text names them."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from extraction.actors.candidates.clauses import part_of
from extraction.actors.found import ActorTable, FoundActor, MentionKind
from extraction.document import Document
from extraction.positions.holding.collectives import Collectives
from ontology.enums import ActorType


class Cast:
    """The actors of a table in the order of their first mentions, with the index of each by its number in the table."""

    def __init__(
        self,
        document: Document,
        actors: ActorTable,
        parties: ActorTable,
        taking_part: Collection[int],
        speaking: Collection[int | None],
    ) -> None:
        """Order the actors. `parties` adds at its end those only affected by events.

        `taking_part` join events, `speaking` speak or hold positions.
        """
        collectives = Collectives(document, actors)
        acting = range(len(actors.actors))
        self._members = {i: found for i in acting if (found := collectives.members(i)) != (i,)}
        more: dict[int, list[int]] = {}
        for collective, members in self._members.items():
            for member in members:
                more.setdefault(member, []).append(collective)
        told = {*taking_part, *speaking}
        vague = {i for i in acting if i not in told and _is_vague(document, actors.actors[i])}
        kept = {i for i in (*acting, *taking_part) if i not in self._members and i not in vague}
        order = sorted(kept, key=lambda i: parties.actors[i].mentions[0].start)
        self._places = {i: place for place, i in enumerate(order)}
        self.actors = tuple(
            _with_mentions(parties.actors[i], [parties.actors[whole] for whole in more.get(i, ())]) for i in order
        )

    def places(self, actors: Iterable[int]) -> tuple[int, ...]:
        """Return the indices of several actors, each once; a collective gives those of its members."""
        one_by_one = (member for i in actors for member in self._members.get(i, (i,)))
        return tuple(self._places[i] for i in dict.fromkeys(one_by_one))

    def place(self, actor: int) -> int:
        """Return the index of one actor; a collective gives that of its first member."""
        return self.places([actor])[0]


def _is_vague(document: Document, actor: FoundActor) -> bool:
    """Return whether an actor that no fact is about is but "doctors", once, or a country without a name.

    Of 36 such plurals 8 are actors in texts annotated whole, of 17 such countries 4.
    """
    if any(mention.kind is MentionKind.NAME for mention in actor.mentions):
        return False
    if actor.type is ActorType.STATE:
        return True
    first = document.doc[actor.mentions[0].head]
    plain = len(actor.mentions) == 1 and actor.mentions[0].end - actor.mentions[0].start == 1
    return plain and actor.type is ActorType.GROUP and first.tag_ == "NNS" and part_of(first)[0] != "object"


def _with_mentions(actor: FoundActor, collectives: list[FoundActor]) -> FoundActor:
    more = [m for collective in collectives for m in collective.mentions if m.kind is not MentionKind.PRONOUN]
    if not more:
        return actor
    return replace(actor, mentions=tuple(sorted((*actor.mentions, *more), key=lambda m: (m.start, m.end))))
