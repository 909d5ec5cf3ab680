"""Names of people, gathered by person; a bare surname goes to the likeliest one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extraction.actors import gender, names
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.candidates.clues import KIN, OFFICES
from extraction.actors.gathering.cluster import Cluster
from ontology.enums import ActorType

# The factor by which the person meant by a bare surname must be named more often than a namesake.
_DOMINANT = 3
# The number of people with one name that a full name is compared with; a bare name of more means nobody. It keeps the
# work linear.
_MOST_NAMESAKES = 40


def gather_people(candidates: Iterable[Candidate]) -> list[Cluster]:
    """Return the people of a text: full names first, then single ones in the order of the text.

    An ambiguous single name goes to the person indicated by its sentence, else to nobody.
    """
    people = _People()
    single: list[tuple[tuple[str, ...], Candidate]] = []
    for candidate in candidates:
        form = names.words(candidate.name)
        if len(form) < 2:
            single.append((form, candidate))
        else:
            people.add_full(form, candidate)
    for form, candidate in single:
        people.add_single(form, candidate)
    return [person for person in people.all if _is_believed(person)]


class _People:
    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self._by_surname: defaultdict[str, list[Cluster]] = defaultdict(list)
        self._by_other: defaultdict[str, list[Cluster]] = defaultdict(list)

    def add_full(self, form: tuple[str, ...], candidate: Candidate) -> None:
        """Add a full name to its person."""
        namesakes = self._by_surname[names.spelling_key(form[-1])][-_MOST_NAMESAKES:]
        same = [person for person in namesakes if _is_same(form, candidate, person)]
        if not same:
            # "Ana Lopez" is short for "Ana Lopez Vega".
            others = self._by_other[names.spelling_key(form[-1])][-_MOST_NAMESAKES:]
            same = [person for person in others if any(_begins(form, words) for words in person.words)]
            same = same if len(same) == 1 else []
        person = same[-1] if same else self._new(form)
        person.add(candidate)

    def add_single(self, form: tuple[str, ...], candidate: Candidate) -> None:
        """Add a surname or a given name to its person; to nobody where it is ambiguous."""
        key = names.spelling_key(form[0]) if form else ""
        if max(len(self._by_surname[key]), len(self._by_other[key])) > _MOST_NAMESAKES:
            return
        namesakes = [p for p in self._by_surname[key] if any(names.same_word(form[0], w[-1]) for w in p.words)]
        namesakes = namesakes or self._by_other[key]
        fitting = [person for person in namesakes if _fits_title(candidate, person)]
        if not fitting:
            self._new(form).add(candidate)
        elif person := _meant(fitting, candidate):
            person.add(candidate)

    def _new(self, form: tuple[str, ...]) -> Cluster:
        person = Cluster(ActorType.PERSON)
        self.all.append(person)
        self._by_surname[names.spelling_key(form[-1]) if form else ""].append(person)
        for word in form[:-1]:
            self._by_other[names.spelling_key(word)].append(person)
        return person


def _is_same(form: tuple[str, ...], candidate: Candidate, person: Cluster) -> bool:
    """Return whether a full name fits a person; sons have their fathers' names, and wives their husbands'."""
    generation = names.generation(candidate.name)
    if generation and person.generations and generation not in person.generations:
        return False
    return _fits_title(candidate, person) and any(names.same_person(form, other) for other in person.words)


def _begins(form: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return len(form) < len(longer) and longer[: len(form)] == form


def _gender(person: Cluster) -> str:
    """Return the gender indicated by the titles, the roles or the names of a person."""
    return person.title or gender.of_words(person.role_nouns) or person.gender


def _fits_title(candidate: Candidate, person: Cluster) -> bool:
    title = candidate.clues.title
    return not title or _gender(person) in ("", title)


def _meant(people: Sequence[Cluster], candidate: Candidate) -> Cluster | None:
    """Return the person that a single name means; None where it is ambiguous."""
    if len(people) == 1:
        return people[0]
    titled = candidate.role.nouns if candidate.role else frozenset()
    people = _narrowed(people, [p for p in people if titled & p.role_nouns])
    if titled and candidate.role:
        people = _most_alike(people, candidate.role.text)
    named_before = [p for p in people if p.last_before(candidate.start) >= 0]
    people = _narrowed(people, named_before)
    clues = candidate.clues
    if clues.pronoun:
        people = _narrowed(people, [p for p in people if _gender(p) in ("", clues.pronoun)])
    people = _narrowed(people, [p for p in people if not clues.relatives & p.role_nouns])
    people = _narrowed(people, [p for p in people if clues.offices & p.role_nouns])
    if len(people) > 1:
        people = _by_custom(people, candidate.start)
    return people[0] if len(people) == 1 else None


def _narrowed(people: Sequence[Cluster], fewer: Sequence[Cluster]) -> Sequence[Cluster]:
    """Return the narrower choice, or all people if it is empty and the clue thus of no use."""
    return fewer or people


def _most_alike(people: Sequence[Cluster], role: str) -> Sequence[Cluster]:
    """Return the people whose roles share the most words with one: the foreign minister of two ministers."""
    words = set(role.lower().split())
    shared = [max((len(words & set(own.text.lower().split())) for own in p.roles), default=0) for p in people]
    return [p for p, count in zip(people, shared, strict=True) if count == max(shared)]


def _by_custom(people: Sequence[Cluster], position: int) -> Sequence[Cluster]:
    """Narrow the people to the one that newspapers call by surname alone: the office holder, not a relative.

    Return all where these two clues disagree; without either, the one that the text names far more often.
    """
    no_relatives = [p for p in people if not KIN & p.role_nouns]
    in_office = [p for p in people if OFFICES & p.role_nouns]
    choices = [found[0] for found in (no_relatives, in_office) if len(found) == 1]
    if choices:
        return choices[:1] if all(choice is choices[0] for choice in choices) else people
    counts = sorted(((p.count_before(position), i) for i, p in enumerate(people)), reverse=True)
    (most, first), (next_most, _) = counts[:2]
    return [people[first]] if most >= _DOMINANT * next_most else people


def _is_believed(person: Cluster) -> bool:
    """Return whether a person has a role, a longer name or acts: else 3 in 10 are people, 1 in 10 an actor."""
    return bool(person.roles) or any(len(m.name.split()) > 1 or m.acts for m in person.mentions)
