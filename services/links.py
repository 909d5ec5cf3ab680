"""Links between articles: an actor of an article is an actor of other articles, where that is certain, or a new one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from extraction import linking, model
from extraction.actors import names
from extraction.linking import Identity
from ontology import countries
from ontology.enums import ActorType, LinkReason
from services import ids
from services.judgements import judged
from services.judgements.judged import Judged
from store import queries
from store.models import Actor, ActorKey, Issue
from store.queries import AppearanceGroup

# Strong enough to join two actors of one article, too; the other reasons hold for two that the article distinguishes.
_ALSO_WITHIN = frozenset((LinkReason.ISO_CODE, LinkReason.ORGAN, LinkReason.NAME))
# For these reasons a longer name is a better one; states and their bodies have names of different words.
_NAMING = frozenset((LinkReason.NAME, LinkReason.SPELLING, LinkReason.ACRONYM, LinkReason.OFFICE))


@dataclass(frozen=True, slots=True)
class Link:
    """The stored or new actor that an actor of an article is, and why it is one of other articles."""

    actor: Actor
    reason: LinkReason | None


@dataclass(frozen=True, slots=True)
class Known:
    """Actors that articles may mean, by their keys and ids, and issues by id and slug; new ones are added.

    `judged` says what people have said of them. In a preview `shown` has the actors that are shown for others, by the
    ids of these; the actors and issues of articles that are stored are moved afterwards.
    """

    by_key: defaultdict[str, list[Actor]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[str, Actor] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    shown: dict[str, Actor] = field(default_factory=dict)
    judged: Judged = field(default_factory=Judged)


def keys_of(found: Iterable[model.Actor]) -> list[str]:
    """Return the keys of all actors of an article."""
    return list(dict.fromkeys(key for actor in found for key in actor.keys))


def ids_of(article: str, found: Iterable[model.Actor]) -> list[str]:
    """Return the ids that the actors of an article get when they are new.

    They include the ids that only this article gives: when it has been deleted, other articles may still have its
    actors.
    """
    of_keys, local = [], []
    for actor in found:
        of_keys += [ids.actor_id(key) for key in actor.keys[:1]]
        local.append(ids.local_actor_id(article, actor.type, actor.name))
    return list(dict.fromkeys([*of_keys, *local]))


class Linker:
    """Links the actors of one article, in order; a stored actor learns what the article adds."""

    def __init__(self, article: str, known: Known, stored_at: datetime | None, taken: Iterable[Actor] = ()) -> None:
        """Create a linker; actors that are `taken` are others of the article."""
        self.article = article
        self.stored_at = stored_at
        self.new_keys: list[ActorKey] = []
        self._by_id, self._by_key, self._judged = known.by_id, known.by_key, known.judged
        self._taken = {actor.id for actor in taken}

    def link(self, actor: model.Actor) -> Link:
        """Return the one actor that the strongest evidence finds, or a new one where it finds none or several."""
        identity = Identity(actor.type, actor.name, actor.country, actor.role)
        matches = next(filter(None, (self._matches(key, identity) for key in actor.keys)), [])
        if len({self._judged.stands.get(match.id, match.id) for match, _ in matches}) == 1:
            known, reason = matches[0]
            _learn(known, identity, reason, self.stored_at)
        else:
            known, reason = self._new(actor, actor.keys if not matches else ()), None
        for key in actor.keys:
            if known not in self._by_key[key]:
                self._by_key[key].append(known)
                self.new_keys.append(ActorKey(key=key, actor=known))
        self._taken.add(known.id)
        return Link(known, reason)

    def _matches(self, key: str, identity: Identity) -> list[tuple[Actor, LinkReason]]:
        """Return the actors that share the key and that nothing excludes; only the closest one where one is closest."""
        known = self._by_key[key]
        # A state may have been stored before there were keys; any other actor was deleted with the last of its keys.
        stored = self._by_id.get(ids.actor_id(key)) if key.startswith("state ") else None
        if stored is not None and stored not in known:
            known = [*known, stored]
        found = []
        for actor in known:
            reason = linking.reason(key, identity, _identity(actor))
            if reason and (actor.id not in self._taken or reason in _ALSO_WITHIN):
                found.append((actor, reason))
        form = names.words(identity.name)
        for closer in (
            [match for match in found if names.words(match[0].name) == form],
            [match for match in found if match[0].country == identity.country],
        ):
            if len(found) > 1 and len(closer) == 1:
                return closer
        return found

    def _new(self, actor: model.Actor, keys: Sequence[str]) -> Actor:
        actor_id = ids.actor_id(keys[0]) if keys else ""
        if not keys or actor_id in self._by_id:
            actor_id = ids.local_actor_id(self.article, actor.type, actor.name)
        if actor_id in self._by_id:
            known = self._by_id[actor_id]
            _learn(known, Identity(actor.type, actor.name, actor.country, actor.role), None, self.stored_at)
            return known
        new = Actor(
            id=actor_id,
            type=actor.type,
            name=_canonical(actor),
            country=actor.country,
            role=actor.role,
            created_at=self.stored_at,
            updated_at=self.stored_at,
        )
        judged.correct(new, self._judged.corrected.get(actor_id, {}))
        self._by_id[actor_id] = new
        return new


def refresh_actors(session: Session, pks: Sequence[int], now: datetime | None = None) -> None:
    """Give actors what their appearances say, and the keys of those that were linked to them.

    `now` is the time of a change of what articles say; without it what changes is only where that is shown.
    """
    owned = list(queries.list_appearance_groups(session, pks))
    for actor, groups in owned:
        _refresh(actor, groups, now)
        queries.delete_other_keys(session, actor, _own_keys(groups))
    session.flush()
    for actor, groups in owned:
        queries.add_missing_keys(session, actor, _own_keys(groups))


def give_keys(session: Session, split_off: Iterable[Actor]) -> None:
    """Give actors that were split off the keys which, of those that they share, no other actor has."""
    session.flush()
    for actor, groups in queries.list_appearance_groups(session, [actor.pk for actor in split_off]):
        queries.add_missing_keys(session, actor, {key for group in groups for key in group.keys})


def copy_actor(actor: Actor, actor_id: str, now: datetime) -> Actor:
    """Return a new actor, in no session, that starts as another one is."""
    said = {"type": actor.type, "name": actor.name, "country": actor.country, "role": actor.role}
    return Actor(id=actor_id, **said, created_at=now, updated_at=now)


def _refresh(actor: Actor, groups: Sequence[AppearanceGroup], now: datetime | None) -> None:
    groups = [group for group in groups if group.is_shown] or groups
    if not groups:
        return
    first = groups[0]
    is_state = judged.machine_value(actor, "type") == ActorType.STATE
    name = judged.machine_value(actor, "name") if is_state else first.name
    for group in groups:
        if group.link in _NAMING and group.is_linked:
            name = _fuller(name, group.name)
    country = next((group.country for group in groups if group.country), None)
    role = max(((group.last_pk, group.role) for group in groups if group.role), default=(0, None))[1]
    if judged.learn(actor, {"type": first.type, "name": name, "country": country, "role": role}) and now is not None:
        actor.updated_at = now


def _own_keys(groups: Sequence[AppearanceGroup]) -> set[str]:
    """Return the keys of what is linked to an actor and shown there; of all that is linked to one without any."""
    home = [group for group in groups if group.is_linked and group.is_shown]
    return {key for group in home or groups if group.is_linked for key in group.keys}


def _learn(actor: Actor, said: Identity, reason: LinkReason | None, now: datetime | None) -> None:
    name, country = (judged.machine_value(actor, each) for each in ("name", "country"))
    name = _fuller(name, said.name) if reason in _NAMING else name
    fuller = {"name": name, "country": country or said.country, "role": said.role or actor.role}
    if judged.learn(actor, fuller) and now is not None:
        actor.updated_at = now


def _fuller(name: str, other: str) -> str:
    return other if len(names.words(other)) > len(names.words(name)) else name


def _canonical(actor: model.Actor) -> str:
    """Return the name of a new actor: a state has its usual name, whatever the article calls it."""
    code = actor.country
    if actor.type is ActorType.STATE and code and countries.lookup(actor.name) == code:
        return countries.name_of(code)
    return actor.name


def _identity(actor: Actor) -> Identity:
    # By the name that articles give it: a person may call it by another one.
    return Identity(actor.type, judged.machine_value(actor, "name"), actor.country, actor.role)
