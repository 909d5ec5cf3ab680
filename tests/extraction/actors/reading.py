"""What the actor tests read: the actors of a small text as plain strings."""

from extraction.actors.find import find_actors
from extraction.actors.found import FoundActor, MentionKind
from extraction.engine import parsed


def actors(text: str) -> list[FoundActor]:
    """The actors as the rules find them."""
    with parsed(text) as document:
        return list(find_actors(document)[0].actors)


def mentions(text: str, *, pronouns: bool = False) -> dict[str, list[str]]:
    """The mentions of each actor by its name, as text."""
    with parsed(text) as document:
        return {
            actor.name: [
                document.text_of(m.start, m.end)
                for m in actor.mentions
                if pronouns or m.kind is not MentionKind.PRONOUN
            ]
            for actor in find_actors(document)[0].actors
        }


def described(text: str) -> set[str]:
    """Each actor as "type country name"; without the country where there is none."""
    return {" ".join(filter(None, (a.type.value, a.country, a.name))) for a in actors(text)}


def only(text: str, name: str) -> FoundActor:
    """The one actor of that name."""
    (actor,) = [actor for actor in actors(text) if actor.name == name]
    return actor
