"""Gathers the candidates of a text into actors: which names, roles and common nouns mean the same one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extraction.actors import names
from extraction.actors.candidates import Candidate
from extraction.actors.roles import Role
from extraction.actors.table import ActorMention, FoundActor, MentionKind
from ontology.enums import ActorType

_NAMED = MentionKind.NAME
# "The alliance" may mean a body of these types when none has the word in its name.
_ANAPHORS = {
    "alliance": ActorType.INTERGOVERNMENTAL, "bloc": ActorType.INTERGOVERNMENTAL, "union": ActorType.INTERGOVERNMENTAL,
    "organization": ActorType.INTERGOVERNMENTAL, "country": ActorType.STATE, "movement": ActorType.ARMED_GROUP,
    "militia": ActorType.ARMED_GROUP, "party": ActorType.PARTY, "company": ActorType.ORGANIZATION,
    "newspaper": ActorType.MEDIA, "broadcaster": ActorType.MEDIA,
}  # fmt: skip


@dataclass
class Cluster:
    """An actor in the making."""

    type: ActorType
    key: str = ""
    mentions: list[Candidate] = field(default_factory=list)
    words: set[tuple[str, ...]] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)

    def add(self, candidate: Candidate) -> None:
        """Take a mention in."""
        self.mentions.append(candidate)
        if candidate.kind is _NAMED:
            self.words.add(names.words(candidate.name))
        if candidate.role:
            self.roles.append(candidate.role)
        if candidate.country:
            self.countries[candidate.country] += 1

    @property
    def country(self) -> str | None:
        """The country named most often, the first of equals."""
        return self.countries.most_common(1)[0][0] if self.countries else None

    @property
    def role_nouns(self) -> set[str]:
        """The nouns of all the actor's roles."""
        return {noun for role in self.roles for noun in role.nouns}


def gather(candidates: list[Candidate], brackets: dict[str, str], home: str | None) -> list[FoundActor]:
    """The actors of a text.

    `brackets` maps acronyms introduced in brackets to the name before them; `home` is the country the text is
    about, whose "the police" and "the minister" are unless it says otherwise.
    """
    clusters: list[Cluster] = []
    by_person = _people([c for c in candidates if c.kind is _NAMED and c.type is ActorType.PERSON], clusters)
    _bodies([c for c in candidates if c.kind is _NAMED and c.type is not ActorType.PERSON], clusters, brackets)
    _common([c for c in candidates if c.kind is not _NAMED], clusters, by_person)
    found = [_actor(cluster, home) for cluster in clusters if cluster.mentions]
    return sorted(found, key=lambda actor: (actor.mentions[0].start, actor.mentions[0].end))


def _people(candidates: list[Candidate], clusters: list[Cluster]) -> list[tuple[int, Cluster]]:
    """Gather names of people; returns the position of each name with its cluster, in text order."""
    placed: dict[int, Cluster] = {}
    full = [c for c in candidates if len(names.words(c.name)) > 1]
    people: list[Cluster] = []
    for candidate in full:
        form = names.words(candidate.name)
        match = [p for p in people if any(names.same_person(form, other) for other in p.words)]
        if match:
            person = match[-1]
        else:
            person = Cluster(ActorType.PERSON)
            people.append(person)
        person.add(candidate)
        placed[candidate.start] = person
    for candidate in candidates:
        if candidate.start in placed:
            continue
        form = names.words(candidate.name)
        found = _bearer(form, candidate.start, people, placed) if form else None
        if found is None:
            found = Cluster(ActorType.PERSON)
            people.append(found)
        found.add(candidate)
        placed[candidate.start] = found
    clusters += people
    return sorted(placed.items(), key=lambda item: item[0])


def _bearer(form: tuple[str, ...], position: int, people: list[Cluster], placed: dict[int, Cluster]) -> Cluster | None:
    """The person whom a single name means: by surname, the last one named before it, else the first one after."""
    for part in (-1, 0):
        bearers = [p for p in people if any(words and names.same_word(form[-1], words[part]) for words in p.words)]
        if part == 0 and len(bearers) > 1:
            return None
        if bearers:
            before = [(at, p) for at, p in placed.items() if at < position and p in bearers]
            return max(before, key=lambda item: item[0])[1] if before else bearers[0]
    return None


def _bodies(candidates: list[Candidate], clusters: list[Cluster], brackets: dict[str, str]) -> None:
    by_key: dict[tuple[ActorType, str], Cluster] = {}
    by_form: dict[tuple[str, ...], Cluster] = {}
    acronyms: dict[str, Cluster] = {}
    for candidate in sorted(candidates, key=lambda c: -len(names.words(c.name))):
        form = names.words(candidate.name)
        if candidate.type is ActorType.STATE or candidate.body:
            key = (candidate.type, candidate.country or candidate.name.lower())
            cluster = by_key.get(key)
        else:
            key = None
            short = names.undotted(candidate.name)
            cluster = by_form.get(form) or acronyms.get(short) or by_form.get(names.words(brackets.get(short, "")))
            cluster = cluster or _part_of(form, candidate, by_form)
        if cluster is None:
            cluster = Cluster(candidate.type)
            clusters.append(cluster)
        if key:
            by_key[key] = cluster
        else:
            by_form.setdefault(form, cluster)
            if initials := names.acronym(candidate.name):
                acronyms.setdefault(initials, cluster)
        cluster.add(candidate)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda c: c.start)


def _part_of(form: tuple[str, ...], candidate: Candidate, by_form: dict[tuple[str, ...], Cluster]) -> Cluster | None:
    """The one longer name that ends or starts with this one and is of the same type."""
    longer = {
        id(cluster): cluster
        for other, cluster in by_form.items()
        if len(other) > len(form) and form and form in (other[-len(form) :], other[: len(form)])
        and cluster.type is candidate.type
    }  # fmt: skip
    return next(iter(longer.values())) if len(longer) == 1 else None


def _common(candidates: list[Candidate], clusters: list[Cluster], people: list[tuple[int, Cluster]]) -> None:
    """Place roles and common nouns: with a named actor where one fits, else by themselves."""
    bodies: dict[tuple[ActorType, str, str | None], Cluster] = {}
    positions: list[tuple[int, Cluster]] = sorted(
        ((m.start, cluster) for cluster in clusters for m in cluster.mentions), key=lambda item: item[0]
    )
    person_at = dict(people)
    cursor = 0
    recent: list[Cluster] = []  # the last one named is last
    for candidate in candidates:
        while cursor < len(positions) and positions[cursor][0] < candidate.start:
            _touch(recent, positions[cursor][1])
            cursor += 1
        cluster = person_at.get(candidate.names_person) if candidate.names_person is not None else None
        if cluster is None:
            cluster = _antecedent(candidate, recent, bodies)
        if cluster is None:
            cluster = Cluster(candidate.type)
            clusters.append(cluster)
        cluster.add(candidate)
        _touch(recent, cluster)
        bodies.setdefault(_body_key(candidate), cluster)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda c: c.start)


def _touch(recent: list[Cluster], cluster: Cluster) -> None:
    if cluster in recent:
        recent.remove(cluster)
    recent.append(cluster)


def _body_key(candidate: Candidate) -> tuple[ActorType, str, str | None]:
    return candidate.type, candidate.body, candidate.country


def _antecedent(
    candidate: Candidate, recent: list[Cluster], bodies: dict[tuple[ActorType, str, str | None], Cluster]
) -> Cluster | None:
    if candidate.kind is MentionKind.ROLE:
        return _person_with_role(candidate, recent) if candidate.definite else None
    if candidate.country:
        return bodies.get(_body_key(candidate))
    if candidate.definite and candidate.bare and (found := _anaphor(candidate, recent)):
        return found
    return _same_body(candidate, recent)


def _anaphor(candidate: Candidate, recent: list[Cluster]) -> Cluster | None:
    """What "the ministry" means: the last body with the word in its name, or with such a body, or of such a type."""
    word = names.words(candidate.name)[-1]
    for cluster in reversed(recent):
        if cluster.type is candidate.type and any(word in form for form in cluster.words):
            return cluster
    for cluster in reversed(recent):
        if any(m.body == candidate.body and m.kind is MentionKind.NOMINAL for m in cluster.mentions):
            return cluster
    wanted = _ANAPHORS.get(candidate.body)
    return next((c for c in reversed(recent) if wanted is not None and c.type is wanted), None)


def _same_body(candidate: Candidate, recent: list[Cluster]) -> Cluster | None:
    """The last body of this kind with which the phrase shares a modifier, or that it has none against."""
    own = _modifiers(candidate)
    if not (own or candidate.definite):
        return None
    for cluster in reversed(recent):
        if cluster.type is not candidate.type:
            continue
        for mention in cluster.mentions:
            if mention.kind is not MentionKind.NOMINAL or mention.body != candidate.body:
                continue
            if (own & _modifiers(mention)) if own else candidate.type in _ORGANS:
                return cluster
    return None


def _modifiers(candidate: Candidate) -> frozenset[str]:
    words = names.words(candidate.name)
    return frozenset(words) - _EMPTY - {names.words(candidate.body or "-")[-1], words[-1]}


_EMPTY = frozenset("of in to for from the a an and or other more".split())
# Of these a text seldom has two without saying which.
_ORGANS = frozenset((ActorType.GOVERNMENT, ActorType.MILITARY))


def _person_with_role(candidate: Candidate, recent: list[Cluster]) -> Cluster | None:
    """The last person whose role has the noun and no other country."""
    nouns = candidate.role.nouns if candidate.role else frozenset()
    for cluster in reversed(recent):
        if cluster.type is not ActorType.PERSON or not nouns & cluster.role_nouns:
            continue
        if candidate.country and cluster.country and candidate.country != cluster.country:
            continue
        return cluster
    return None


# Roles in the service of a state.
_OFFICES = frozenset(
    "president premier minister chancellor senator lawmaker legislator parliamentarian congressman official general"
    " admiral colonel commander policeman officer prosecutor judge governor mayor ambassador diplomat soldier"
    " secretary spokesman spokeswoman".split()
)


def _is_official(cluster: Cluster) -> bool:
    """Whether an actor belongs to a state, whichever it is."""
    if cluster.type in _ORGANS:
        return True
    nouns = cluster.role_nouns | {mention.body for mention in cluster.mentions}
    return cluster.type in (ActorType.PERSON, ActorType.GROUP) and not _OFFICES.isdisjoint(nouns)


_CONFIDENCE = {
    MentionKind.NAME: 0.9,
    MentionKind.ROLE: 0.6,
    MentionKind.NOMINAL: 0.6,
    MentionKind.PRONOUN: 0.5,
}


def _actor(cluster: Cluster, home: str | None) -> FoundActor:
    named = [m for m in cluster.mentions if m.kind is _NAMED]
    first = max(named or cluster.mentions, key=lambda m: (len(names.words(m.name)), -m.start))
    forms: Iterable[str] = dict.fromkeys(m.name for m in named)
    return FoundActor(
        type=cluster.type,
        name=first.name,
        country=cluster.country or (home if _is_official(cluster) else None),
        role=next((role.text for role in cluster.roles), None) if cluster.type is ActorType.PERSON else None,
        aliases=tuple(form for form in forms if form != first.name),
        mentions=tuple(ActorMention(m.start, m.end, m.head, m.kind) for m in cluster.mentions),
        confidence=_CONFIDENCE[_NAMED if named else cluster.mentions[0].kind],
    )
