"""States of facts as the model of a store keeps them, and the judgements by which they are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extraction import matters
from ontology.enums import ActorType, FactStatus, Subject
from services import ids
from services.review.review import FactRef

IRAQ = ids.actor_id("state IQ")
ISSUE = ids.issue_id("", "", matters.key("Peace in Iraq"))
REJECTED = FactStatus.REJECTED.value


@dataclass(frozen=True)
class Said:
    """A judgement: a merge, or a split of what one article has of a record."""

    id: str
    one: str
    other: str
    article: str | None = None
    part: str | None = None


def minister_of(article_id: str) -> str:
    return ids.local_actor_id(article_id, ActorType.PERSON, "the minister")


def crowd_of(article_id: str) -> str:
    return ids.local_actor_id(article_id, ActorType.GROUP, "peace")


def told_by(state: dict[str, Any], owns: dict[str, str]) -> dict[str, Any]:
    """A state as it is served, with the records to which the facts were linked."""
    return with_records(state, lambda record: owns[record])


def with_records(state: dict[str, Any], of: Callable[[str], str]) -> dict[str, Any]:
    """A state that refers to other records."""
    state = dict(state)
    if state.get("speaker"):
        state["speaker"] = state["speaker"] | {"actor_id": of(state["speaker"]["actor_id"])}
    for role in {"actors", "recipients"} & state.keys():
        state[role] = [of(each) for each in state[role]]
    if "issue" in state:
        state |= {"holder": of(state["holder"]), "issue": state["issue"] | {"id": of(state["issue"]["id"])}}
    return state


def is_rejected(state: dict[str, Any]) -> bool:
    return state["status"] == REJECTED


def unjudged(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != "status"}


def differ(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return unjudged(one) != unjudged(other)


def settled(state: dict[str, Any], first: dict[str, Any]) -> dict[str, Any]:
    """Return a state that is contested no more."""
    return state | {"status": "corrected" if differ(state, first) else "confirmed"}


def without(ref: FactRef, value: dict[str, Any], rejected: set[str]) -> dict[str, Any] | None:
    """Return what is found without the actors that people have rejected."""
    match ref.subject:
        case Subject.QUOTE if value["speaker"] and value["speaker"]["actor_id"] in rejected:
            return value | {"speaker": value["speaker"] | {"actor_id": None}}
        case Subject.EVENT:
            return value | {role: [a for a in value[role] if a not in rejected] for role in ("actors", "recipients")}
        case Subject.POSITION if value["holder"] in rejected:
            return None
    return value


def references(ref: FactRef, state: dict[str, Any]) -> set[str]:
    quotes = {state["quote_id"]} if ref.subject is Subject.POSITION else set()
    return (actors_of(ref, state) | quotes) - {None}


def actors_of(ref: FactRef, state: dict[str, Any]) -> set[str]:
    match ref.subject:
        case Subject.QUOTE:
            return {state["speaker"]["actor_id"]} if state["speaker"] else set()
        case Subject.EVENT:
            return {*state["actors"], *state["recipients"]}
        case Subject.POSITION:
            return {state["holder"]}
    return set()
