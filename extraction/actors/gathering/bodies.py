"""Names of states and other bodies, gathered by body."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extraction.actors import gazetteer, names
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.gathering.cluster import Cluster
from ontology.enums import ActorType

# "The Department of Labor" is the Labor Department.
_LINKS = frozenset("of for the and".split())


def gather_bodies(candidates: list[Candidate], brackets: dict[str, str]) -> list[Cluster]:
    """Gather states by their code, other bodies by their names, their acronyms and parts of their names.

    `brackets` maps acronyms introduced in brackets to the name before them.
    """
    bodies: list[Cluster] = []
    by_key: dict[object, Cluster] = {}
    # The bodies whose names begin or end with these words.
    longer: defaultdict[tuple[ActorType, tuple[str, ...]], dict[int, Cluster]] = defaultdict(dict)
    by_noun: defaultdict[str, dict[int, Cluster]] = defaultdict(dict)
    # Longest first, so that a short name finds the long one that contains it.
    for candidate in sorted(candidates, key=lambda c: -len(names.words(c.name))):
        form = names.words(candidate.name)
        if candidate.type is ActorType.STATE or candidate.body:
            keys: list[object] = [(candidate.type, candidate.country or candidate.name.lower())]
        else:
            short = names.undotted(candidate.name)
            keys = [form, frozenset(form) - _LINKS, short]
            if short in brackets:
                keys.append(names.words(brackets[short]))
        body = next((by_key[key] for key in keys if key in by_key), None)
        if body is None and len(keys) > 1:
            wholes = longer[candidate.type, form]
            body = next(iter(wholes.values())) if len(wholes) == 1 else None
        if body is None and candidate.definite and len(form) == 1:
            body = _only(by_noun[form[0]].values(), candidate)
        if body is None:
            body = _new(candidate.type, bodies)
        by_key.setdefault(keys[0], body)
        if len(keys) > 1:
            by_key.setdefault(keys[1], body)
            if initials := names.acronym(candidate.name):
                by_key.setdefault(initials, body)
            if len(form) > 1:
                for noun in gazetteer.name_nouns().keys() & form:
                    by_noun[noun][id(body)] = body
            for part in _parts(form):
                longer[candidate.type, part][id(body)] = body
        body.add(candidate)
    return bodies


def _new(actor_type: ActorType, *lists: list[Cluster]) -> Cluster:
    cluster = Cluster(actor_type)
    for members in lists:
        members.append(cluster)
    return cluster


def _only(bodies: Iterable[Cluster], candidate: Candidate) -> Cluster | None:
    """Return the only body with a noun in its name, whatever its type: the Security Council for "the Council"."""
    found = [body for body in bodies if not (candidate.country and body.country) or candidate.country == body.country]
    return found[0] if len(found) == 1 else None


def _parts(form: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield all shorter names that a name begins or ends with."""
    for length in range(1, len(form)):
        yield form[:length]
        yield form[-length:]
