"""Candidates gathered into actors: names, roles and common nouns with the same referent."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from extraction.actors import gazetteer, names
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.found import FoundActor, MentionKind
from extraction.actors.gathering.bodies import gather_bodies
from extraction.actors.gathering.cluster import EMPTY, HEADS, ORGANS, Cluster, modifiers
from extraction.actors.gathering.owners import Home, Owners
from extraction.actors.gathering.people import gather_people
from extraction.actors.spotting.roles import Role
from ontology import countries
from ontology.enums import ActorType

# "The alliance" may mean a body of these types when no name contains the word.
_ANAPHORS = {
    "alliance": ActorType.INTERGOVERNMENTAL,
    "bloc": ActorType.INTERGOVERNMENTAL,
    "union": ActorType.INTERGOVERNMENTAL,
    "organization": ActorType.INTERGOVERNMENTAL,
    "country": ActorType.STATE,
    "movement": ActorType.ARMED_GROUP,
    "militia": ActorType.ARMED_GROUP,
    "company": ActorType.ORGANIZATION,
    "newspaper": ActorType.MEDIA,
    "broadcaster": ActorType.MEDIA,
}
# Owners that are states: "its army", "the nation's army".
_STATE_OWNERS = frozenset("its country nation kingdom republic".split())
_OURS = ("our", "my")
# "The court" may belong to one of several states, "the bank" to one.
_NAMED_SO = (ActorType.INTERGOVERNMENTAL, ActorType.GOVERNMENT)
_RANKS = frozenset(
    "President Prime Minister Foreign Defense Defence Secretary General Senator Sen Rep Gov The Republican Democrat"
    " Democratic".split()
)
# A text has many of these.
_PARTISANS = frozenset("democrat republican conservative liberal socialist communist".split())
_OPPOSITES = frozenset("counterpart colleague interlocutor".split())
# A vice-president is not the president.
_BENEATH = frozenset("vice deputy".split())
_LEADERS = frozenset(("leader", "ruler", "strongman"))
# "The diplomat" may be the ambassador named before.
_NARROWER = {
    "diplomat": frozenset("ambassador envoy consul attaché attache emissary d'affaires".split()),
    "lawmaker": frozenset("senator congressman congresswoman representative legislator mp parliamentarian".split()),
    "cleric": frozenset("bishop archbishop cardinal patriarch imam ayatollah priest preacher pope".split()),
    "officer": frozenset("general colonel admiral major captain lieutenant sergeant brigadier".split()),
}
# "The suspect" may be the gunman named before.
_SUSPECTS = frozenset("attacker assailant suspect shooter gunman perpetrator killer bomber assassin culprit".split())
_HEAD_OF = re.compile(r"^head of (?:the )?(?:\w+ )?(?:government|state)\b")
_OTHERS = frozenset("other another different rival neighboring neighbouring".split())
_CROWDS = frozenset((ActorType.ARMED_GROUP, ActorType.GROUP, ActorType.MILITARY))
# "The fighters" may be the terrorists named before.
_ARMED = frozenset("fighter militant terrorist extremist insurgent jihadist gunman attacker".split())
_NAMES = (MentionKind.NAME, MentionKind.DEMONYM)
# The number of actors, by last mention, that a common noun may look back; it keeps the work linear.
_REACH = 40
# "The President of the Kyrgyz Republic"; longer ones are of a club or a company.
_LONGEST_OFFICE = 4


def gather(
    candidates: list[Candidate], brackets: dict[str, str], home: Home
) -> tuple[list[FoundActor], list[Candidate]]:
    """Return the actors of a text in the order of their first mentions, and the candidates that act nowhere.

    `brackets` maps acronyms introduced in brackets to the name before them; `home` is the country the text is
    about, to which "the police" and "the minister" belong by default.
    """
    named = [c for c in candidates if c.kind in _NAMES]
    clusters = gather_people(c for c in named if c.type is ActorType.PERSON)
    owners = Owners(clusters)
    clusters += gather_bodies([c for c in named if c.type is not ActorType.PERSON], brackets)
    common = _Common(clusters, owners, home)
    clusters += common.place([c for c in candidates if c.kind not in _NAMES])
    distinct = _distinct(clusters)
    aside = [cluster for cluster in distinct if not _acts(cluster)]
    distinct = [cluster for cluster in distinct if _acts(cluster)]
    actors = [cluster.actor(home.at(cluster.mentions[0].start), of_heads=not home.by_titles) for cluster in distinct]
    same_names = Counter((actor.type, actor.name) for actor in actors)
    # "Mr. Lund" and "Mrs. Lund" cannot be distinguished by name alone.
    actors = [
        replace(actor, name=f"{address} {actor.name}") if same_names[actor.type, actor.name] > 1 and address else actor
        for actor, address in zip(actors, map(_address, distinct), strict=True)
    ]
    actors.sort(key=lambda actor: (actor.mentions[0].start, actor.mentions[0].end))
    return actors, [mention for cluster in aside for mention in cluster.mentions]


def _acts(cluster: Cluster) -> bool:
    """Return whether an actor is one by its name, or acts somewhere."""
    named = cluster.type is ActorType.PERSON and bool(cluster.words)
    return named or any(mention.acts for mention in cluster.mentions)


def _address(cluster: Cluster) -> str:
    return next((m.clues.address for m in cluster.mentions if m.clues.address), "")


def _distinct(clusters: list[Cluster]) -> list[Cluster]:
    """Merge clusters of one type, name and country: a reader could not distinguish them."""
    kept: dict[object, Cluster] = {}
    for cluster in clusters:
        titles = tuple(sorted({m.clues.title for m in cluster.mentions} - {""}))
        first = kept.setdefault((cluster.type, cluster.fullest().name.lower(), cluster.country, titles), cluster)
        if first is not cluster:
            first.absorb(cluster)
    return list(kept.values())


class _Common:
    """The assignment of roles and common nouns to a named actor where one fits, else to new clusters."""

    def __init__(self, clusters: list[Cluster], owners: Owners, home: Home) -> None:
        self.owners = owners
        self.home, self.home_at, self.issuer = home.country, home.at, home.issuer
        self.named = sorted(((m.start, c) for c in clusters for m in c.mentions), key=lambda item: item[0])
        self.by_head = {m.head: c for c in clusters for m in c.mentions}
        # Only roles of at least two words; such a role may come before its name: "NATO's secretary general".
        roles = ((_content(role.text), c) for c in clusters for role in c.roles)
        self.by_role = {words: c for words, c in roles if len(words) > 1}
        people = (c for c in clusters if c.type is ActorType.PERSON and not any(map(_is_deputy, c.roles)))
        self.heads = [c for c in people if c.leads or not HEADS.isdisjoint(c.role_nouns)]
        self.home_state = next(
            (c for c in clusters if c.type is ActorType.STATE and c.country and c.country == home.country), None
        )
        self.recent: dict[Cluster, None] = {}  # in the order of their last mentions
        self.by_body: dict[tuple[ActorType, str, str | None], Cluster] = {}

    def place(self, candidates: list[Candidate]) -> list[Cluster]:
        """Assign each candidate, in text order, to a cluster; return the new clusters."""
        new: list[Cluster] = []
        cursor, here = 0, None
        for candidate in candidates:
            if (section := self.home_at(candidate.start)) != here:
                self.recent.clear()  # "the president" of one part of a digest is not that of another
                here = section
            while cursor < len(self.named) and self.named[cursor][0] < candidate.start:
                self._touch(self.named[cursor][1])
                cursor += 1
            candidate = self._with_country(candidate)
            cluster = self._introduced(candidate) or self._antecedent(candidate)
            if self.issuer and _is_own(candidate):
                if cluster is not None and not self._may_be_issuers(cluster):
                    if candidate.name.islower() and candidate.owner not in _OURS and _is_called(cluster, candidate):
                        continue  # "the army", after "the Danish army": of Denmark or of the issuer
                    cluster = self._of_issuer(candidate)
                candidate = replace(candidate, country=self.issuer)
            if cluster is None:
                cluster = Cluster(candidate.type)
                new.append(cluster)
            cluster.add(candidate)
            self._touch(cluster)
            self.by_body.setdefault((candidate.type, candidate.body, candidate.country), cluster)
        return list(_without_forerunners(new))

    def _with_country(self, candidate: Candidate) -> Candidate:
        """Return the candidate with the country of its owner: for "its army", that of the state named last."""
        country = candidate.country or self.owners.country(candidate)
        if not country and candidate.owner in _STATE_OWNERS:
            country = next((c.country for c in self._back(ActorType.STATE)), None)
            if self.issuer and not country:  # of the body named last, not of the issuer
                country = next((c.country for c in reversed(self.recent) if c.type is ActorType.GOVERNMENT), None)
        return candidate if country == candidate.country else replace(candidate, country=country)

    def _touch(self, cluster: Cluster) -> None:
        self.recent.pop(cluster, None)
        self.recent[cluster] = None

    def _back(self, actor_type: ActorType) -> list[Cluster]:
        """Return the last actors of a type, latest first; "the country" means one with a country, not Europe."""
        back = [c for c in islice(reversed(self.recent), _REACH) if c.type is actor_type]
        return [c for c in back if c.country or not c.words] if actor_type is ActorType.STATE else back

    def _introduced(self, candidate: Candidate) -> Cluster | None:
        return self.by_head.get(candidate.introduces) if candidate.introduces is not None else None

    def _antecedent(self, candidate: Candidate) -> Cluster | None:
        if candidate.kind is MentionKind.ROLE:
            if not candidate.definite:
                return None
            return (
                self._opposite(candidate)
                or self._person_with_role(candidate)
                or self.by_role.get(_content(candidate.name))
                or self._person_named_later(candidate)
            )
        if candidate.country:
            return self.by_body.get((candidate.type, candidate.body, candidate.country))
        if candidate.specified:
            return None
        single = candidate.body in _ANAPHORS and not candidate.plural
        plain = candidate.bare or (single and candidate.name.islower() and not candidate.owner)
        if candidate.definite and plain and (found := self._anaphor(candidate)):
            return found
        if found := self._same_body(candidate):
            return found
        if candidate.definite and candidate.bare and candidate.plural and candidate.body in _ARMED:
            armed = self._back(ActorType.ARMED_GROUP)
            if len(armed) == 1:
                return armed[0]
        if candidate.type in ORGANS and self.home and not modifiers(candidate):
            return self.by_body.get((candidate.type, candidate.body, self.home))
        return None

    def _anaphor(self, candidate: Candidate) -> Cluster | None:
        """Return the referent of "the ministry": the last body with the word in its name, or of such a kind or type."""
        word = names.words(candidate.name)[-1]
        for cluster in (c for c in islice(reversed(self.recent), _REACH) if c.type in (candidate.type, *_NAMED_SO)):
            if any(word in form for form in cluster.words):
                return cluster
        for cluster in self._back(candidate.type):
            if any(candidate.body == body or body.endswith(f" {word}") for body in cluster.bodies):
                return cluster
        wanted = _ANAPHORS.get(candidate.body)
        if wanted is ActorType.STATE and candidate.owner == "our" and self.home_state:
            return self.home_state
        last = next(iter(self._back(wanted)), None) if wanted else None
        return self.home_state if last is None and wanted is ActorType.STATE else last

    def _may_be_issuers(self, cluster: Cluster) -> bool:
        """Return whether a body can be one of the state that issues the document."""
        distinct = any(words for words in cluster.bodies.values())
        return cluster.country == self.issuer or (not cluster.country and (bool(cluster.words) or not distinct))

    def _of_issuer(self, candidate: Candidate) -> Cluster | None:
        """Return the body of the issuer's state that "the Ministry", "our forces" name; the last one of that noun."""
        word = names.words(candidate.name)[-1]
        named = (c for c in islice(reversed(self.recent), _REACH) if c.type is candidate.type)
        found = next((c for c in named if self._may_be_issuers(c) and any(word in form for form in c.words)), None)
        return found or self.by_body.get((candidate.type, candidate.body, self.issuer))

    def _same_body(self, candidate: Candidate) -> Cluster | None:
        """Return the last body of this kind that shares a modifier with the phrase, or any if it has none."""
        own = modifiers(candidate)
        if (
            not own
            and not (candidate.definite and candidate.type in ORGANS)
            and not (candidate.plural and candidate.bare)
        ):
            return None
        if own & _OTHERS:
            return None
        for cluster in self._back(candidate.type):
            theirs = cluster.bodies.get(candidate.body)
            if theirs is not None and (own & theirs or not own) and not theirs & _OTHERS:
                return cluster
        return None

    def _person_with_role(self, candidate: Candidate) -> Cluster | None:
        """Return the last person with the noun in the role, unless another country or name contradicts it."""
        nouns = candidate.role.nouns if candidate.role else frozenset()
        own = _capitals(candidate.name)
        abroad = gazetteer.is_international(candidate.name)
        wanted = nouns.union(*(_NARROWER.get(noun, ()) for noun in nouns)) if candidate.bare else nouns
        for cluster in self._back(ActorType.PERSON):
            if candidate.country and cluster.country and candidate.country != cluster.country:
                continue
            rank = _is_deputy(candidate.role)
            if not any(_is_deputy(role) is rank and wanted & role.nouns for role in cluster.roles):
                continue  # neither the vice-president nor the president-elect is the president
            theirs = {word for role in cluster.roles for word in _capitals(role.text)}
            if abroad and cluster.country and not own & theirs:
                continue  # the President of the European Commission is no country's
            said = own & theirs or not own or (not theirs and not nouns & _PARTISANS)
            if said:
                return cluster
        if nouns & _SUSPECTS:
            suspects = [c for c in self._back(ActorType.PERSON) if c.role_nouns & _SUSPECTS]
            return suspects[0] if len(suspects) == 1 else None
        if candidate.country and (nouns & _LEADERS or _HEAD_OF.search(candidate.name)):
            leaders = (c for c in self._back(ActorType.PERSON) if c.leads or not HEADS.isdisjoint(c.role_nouns))
            if found := next((c for c in leaders if c.country == candidate.country), None):
                return found
        if not HEADS.isdisjoint(nouns):
            # Readers know the office of a person that the text leaves without one.
            country = candidate.country or self.home
            known = [c for c in self._back(ActorType.PERSON) if c.leads and c.country == country and not c.role_nouns]
            return known[0] if len(known) == 1 else None
        return None

    def _opposite(self, candidate: Candidate) -> Cluster | None:
        """Return the other of the only two heads of a text, or the only one of the country: "his French colleague"."""
        nouns = candidate.role.nouns if candidate.role else frozenset()
        if nouns.isdisjoint(_OPPOSITES) or not candidate.owner:
            return None
        if candidate.country:
            found = [p for p in self.heads if p.country == candidate.country]
        else:
            owner = next((p for p in islice(reversed(self.recent), _REACH) if p.type is ActorType.PERSON), None)
            found = [p for p in self.heads if p is not owner] if len(self.heads) == 2 and owner in self.heads else []
        return found[0] if len(found) == 1 else None

    def _person_named_later(self, candidate: Candidate) -> Cluster | None:
        """Return the only person with the office of a head among all that the text names: "The Danish premier"."""
        nouns = candidate.role.nouns if candidate.role else frozenset()
        country = candidate.country or self.home
        if HEADS.isdisjoint(nouns) or not _is_of_head(candidate):
            return None
        same = [p for p in self.heads if _content(candidate.name) <= _words_of(p)]
        if not candidate.country and len(same) == 1 and "minister" in nouns:
            return same[0]
        found = [p for p in self.heads if p.country == country and (p.leads or nouns & p.role_nouns)]
        if not found and candidate.country:
            # "the Prime Minister of Italy", and later only "Prime Minister Bianchi"
            stateless = [p for p in self.heads if not p.country and nouns & p.role_nouns]
            office = _content(candidate.name) - _content(countries.name_of(candidate.country))
            found = [p for p in stateless if office <= _words_of(p)]
        return found[0] if len(found) == 1 else None


def _without_forerunners(clusters: list[Cluster]) -> Iterator[Cluster]:
    """Yield the clusters; "the militants" before the only "Chechen militants" of a text are those."""
    named: dict[tuple[ActorType, str], list[Cluster]] = {}
    for cluster in clusters:
        crowd = cluster.type in _CROWDS and all(m.plural for m in cluster.mentions)
        if len(cluster.bodies) == 1 and crowd and not _is_bare(cluster):
            named.setdefault((cluster.type, next(iter(cluster.bodies))), []).append(cluster)
    for cluster in clusters:
        later = named.get((cluster.type, next(iter(cluster.bodies), "")), [])
        if len(later) == 1 and _is_bare(cluster):
            later[0].absorb(cluster)
        else:
            yield cluster


def _is_own(candidate: Candidate) -> bool:
    """Return whether a phrase means a body of the state that issues the document: "the Government", "our forces"."""
    plain = candidate.definite and not candidate.country and not candidate.specified and not modifiers(candidate)
    return plain and candidate.type in ORGANS and candidate.owner in ("", *_OURS)


def _is_called(cluster: Cluster, candidate: Candidate) -> bool:
    """Return whether a mention of an actor ends with the noun of a phrase."""
    word = names.words(candidate.name)[-1]
    return any(names.words(mention.name)[-1:] == (word,) for mention in cluster.mentions)


def _is_bare(cluster: Cluster) -> bool:
    """Return whether all mentions are "the militants", without a word that says which."""
    return all(m.plural and m.bare and m.definite and not m.owner for m in cluster.mentions)


def _is_of_head(candidate: Candidate) -> bool:
    """Return whether a role is that of a head of state or government: "the Danish premier", "the President of Peru"."""
    words = set(names.words(candidate.name)) - EMPTY
    minister = "minister" in words and "prime" not in words
    owned = candidate.owner and not candidate.country
    return not (owned or minister or words & _BENEATH) and len(words) <= _LONGEST_OFFICE


def _content(role: str) -> frozenset[str]:
    return frozenset(word for part in role.split() for word in names.words(part)) - EMPTY


def _words_of(person: Cluster) -> frozenset[str]:
    return frozenset().union(*(_content(role.text) for role in person.roles))


def _is_deputy(role: Role | None) -> bool:
    """Return whether a role is a deputy's."""
    return role is not None and not _BENEATH.isdisjoint(names.words(role.text))


def _capitals(phrase: str) -> set[str]:
    return {word.rstrip(".,;") for word in phrase.split() if word[0].isupper()} - _RANKS
