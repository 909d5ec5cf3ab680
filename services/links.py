"""Which record an actor of an article is: one of other articles where that is beyond doubt, else a new one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from extraction import linking, model
from extraction.actors import names
from extraction.linking import Identity
from ontology import countries
from ontology.enums import ActorType, LinkReason
from services import ids
from store.models import Actor, ActorKey, Issue
from store.queries import Telling

# Strong enough for two actors of one article, too; the other reasons hold for two that the article tells apart.
_ALSO_WITHIN = frozenset((LinkReason.ISO_CODE, LinkReason.ORGAN, LinkReason.NAME))
# With these a fuller name is a better one; states and their bodies are called by different words.
_NAMING = frozenset((LinkReason.NAME, LinkReason.SPELLING, LinkReason.ACRONYM, LinkReason.OFFICE))


@dataclass(frozen=True, slots=True)
class Link:
    """The record of an actor, and why it is one of other articles."""

    record: Actor
    reason: LinkReason | None


@dataclass(frozen=True, slots=True)
class Known:
    """Records that articles may mean, by their keys and ids; issues by id and slug. What is new is added to them."""

    by_key: defaultdict[str, list[Actor]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[str, Actor] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)


def keys_of(found: Iterable[model.Actor]) -> list[str]:
    """The keys of all actors of an article."""
    return list(dict.fromkeys(key for actor in found for key in actor.keys))


def ids_of(article: str, found: Iterable[model.Actor]) -> list[str]:
    """The ids that new records of the actors of an article may get.

    Those of this article only are among them: it may have been deleted, and others still have its records.
    """
    of_keys, local = [], []
    for actor in found:
        of_keys += [ids.actor_id(key) for key in actor.keys[:1]]
        local.append(ids.local_actor_id(article, actor.type, actor.name))
    return list(dict.fromkeys([*of_keys, *local]))


class Linker:
    """Links the actors of one article, one after the other; a record learns what the article tells more of it."""

    def __init__(self, article: str, known: Known, now: datetime | None) -> None:
        self.article = article
        self.now = now
        self.new_keys: list[ActorKey] = []
        self._by_id, self._by_key = known.by_id, known.by_key
        self._taken: set[str] = set()

    def link(self, actor: model.Actor) -> Link:
        """The one record that the strongest evidence finds; a new one where there is none, or more than one."""
        identity = Identity(actor.type, actor.name, actor.country, actor.role)
        matches = next(filter(None, (self._matches(key, identity) for key in actor.keys)), [])
        if len(matches) == 1:
            record, reason = matches[0]
            _learn(record, identity, reason, self.now)
        else:
            record, reason = self._new(actor, actor.keys if not matches else ()), None
        for key in actor.keys:
            if record not in self._by_key[key]:
                self._by_key[key].append(record)
                self.new_keys.append(ActorKey(key=key, actor=record))
        self._taken.add(record.id)
        return Link(record, reason)

    def _matches(self, key: str, identity: Identity) -> list[tuple[Actor, LinkReason]]:
        """The records that share the key and that nothing speaks against; the closest one where it stands out."""
        records = self._by_key[key]
        # A state may have been stored before there were keys; for any other the key went with all who gave it.
        stored = self._by_id.get(ids.actor_id(key)) if key.startswith("state ") else None
        if stored is not None and stored not in records:
            records = [*records, stored]
        found = []
        for record in records:
            reason = linking.reason(key, identity, _identity(record))
            if reason and (record.id not in self._taken or reason in _ALSO_WITHIN):
                found.append((record, reason))
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
            record = self._by_id[actor_id]
            _learn(record, Identity(actor.type, actor.name, actor.country, actor.role), None, self.now)
            return record
        record = Actor(
            id=actor_id,
            type=actor.type,
            name=_canonical(actor),
            country=actor.country,
            role=actor.role,
            created_at=self.now,
            updated_at=self.now,
        )
        self._by_id[actor_id] = record
        return record


def refresh(record: Actor, tellings: Sequence[Telling], now: datetime) -> set[str]:
    """Make a record what its appearances, in the order of their storing, say; gives the keys it has then."""
    first = tellings[0]
    name = record.name if record.type == ActorType.STATE else first.name
    for telling in tellings:
        if telling.link in _NAMING:
            name = _fuller(name, telling.name)
    country = next((each.country for each in tellings if each.country), None)
    role = max(((each.last, each.role) for each in tellings if each.role), default=(0, None))[1]
    told = (first.type, name, country, role)
    if (record.type, record.name, record.country, record.role) != told:
        record.type, record.name, record.country, record.role = told
        record.updated_at = now
    return {key for telling in tellings for key in telling.keys}


def _learn(record: Actor, told: Identity, reason: LinkReason | None, now: datetime | None) -> None:
    name = _fuller(record.name, told.name) if reason in _NAMING else record.name
    country, role = record.country or told.country, told.role or record.role
    if (record.name, record.country, record.role) != (name, country, role):
        record.name, record.country, record.role = name, country, role
        if now is not None:
            record.updated_at = now


def _fuller(name: str, other: str) -> str:
    return other if len(names.words(other)) > len(names.words(name)) else name


def _canonical(actor: model.Actor) -> str:
    """The name of a new record: a state is called by its usual name, whatever the article calls it."""
    code = actor.country
    if actor.type is ActorType.STATE and code and countries.lookup(actor.name) == code:
        return countries.name_of(code)
    return actor.name


def _identity(record: Actor) -> Identity:
    return Identity(record.type, record.name, record.country, record.role)
