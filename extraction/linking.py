"""Links between actors of different articles: evidence that two are the same, and evidence against it.

Evidence comes as keys: two actors are compared only when they share one, so that a store finds candidates by an
index. Doubtful pairs stay apart, because a wrong link attributes words to the wrong actor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extraction.actors import gazetteer, names
from extraction.lexicon import rows
from ontology import countries
from ontology.enums import ActorType, LinkReason

# A state has one of each of these; it has many ministries, committees and officials.
_SOLE_BODIES = frozenset(
    "government cabinet presidency monarchy parliament congress senate judiciary treasury forces navy police"
    " gendarmerie coastguard".split()
) | {"foreign ministry", "defense ministry", "interior ministry", "supreme court", "air force"}
# Offices that one person holds at a time; ministers and secretaries are distinguished by their department.
_SOLE_OFFICES = frozenset("president premier chancellor king queen emir sultan pope".split())
_DEPARTMENT_OFFICES = frozenset("minister secretary".split())
# Their meaning changes from text to text: "the new government", "two US soldiers".
_UNSURE = frozenset(
    "new next previous former current last first second then incoming outgoing old other own one two three four five"
    " six seven eight nine ten some several many more most dozens hundreds thousands senior top".split()
)
_EMPTY = frozenset("the a an of for in on and mr mrs ms miss dr".split())
_ORGANS = frozenset((ActorType.GOVERNMENT, ActorType.MILITARY, ActorType.PARTY))


@dataclass(frozen=True, slots=True)
class Identity:
    """The known properties of an actor, from one article or many; `name` is the fullest."""

    type: ActorType
    name: str
    country: str | None
    role: str | None


def keys(actor: Identity, aliases: Sequence[str], *, named: bool) -> tuple[str, ...]:
    """Return the keys of an actor, the strongest first; none when only its own article can identify it.

    `named`: its name is a proper name, not a description ("pro-Iranian factions").
    """
    if actor.type is ActorType.STATE and actor.country and countries.lookup(actor.name) == actor.country:
        return (f"state {actor.country}",)
    if actor.type in _ORGANS:
        return tuple(_organ_keys(actor, named=named))
    if not named:
        return ()
    found = _person_keys(actor) if actor.type is ActorType.PERSON else _body_keys(actor, aliases)
    return tuple(dict.fromkeys(found))


def fits(key: str, actor: Identity, aliases: Sequence[str]) -> bool:
    """Return whether a key can belong to an actor, which may be merged from several with other roles and names."""
    kind, _, rest = key.partition(" ")
    if kind == "office":
        return actor.type is ActorType.PERSON and rest.startswith(f"{actor.country} ")
    if kind in ("body", "group"):
        forms = (" ".join(names.words(name)) for name in (actor.name, *aliases))
        return actor.type is not ActorType.PERSON and rest in forms
    return key in keys(actor, aliases, named=True)


def reason(key: str, one: Identity, other: Identity) -> LinkReason | None:
    """Return why two actors that share the key are the same; None when it is doubtful."""
    kind = key.partition(" ")[0]
    if kind == "state":
        return LinkReason.ISO_CODE
    if one.country and other.country and one.country != other.country:
        return None
    if kind == "organ":
        return LinkReason.ORGAN
    form, known = names.words(one.name), names.words(other.name)
    if kind == "office":
        return LinkReason.OFFICE if _can_be(form, known) else None
    if kind == "person":
        return _same_person(one, other)
    if form == known:
        return LinkReason.NAME
    return LinkReason.ACRONYM if one.type is other.type and 1 in (len(form), len(known)) else None


def _person_keys(actor: Identity) -> list[str]:
    form = names.words(actor.name)
    found = []
    if len(form) > 1 and len(form[0]) > 1:
        found.append(f"person {names.spelling_key(_given(form[0]))} {names.spelling_key(form[-1])}")
    office = _office(actor.role) if form and actor.role and actor.country else ""
    if office:
        # Newspapers use the last name alone, and the first one where the family name comes first.
        found += [f"office {actor.country} {office} {names.spelling_key(end)}" for end in (form[-1], form[0])]
    return found


def _same_person(one: Identity, other: Identity) -> LinkReason | None:
    """Return whether two full names belong to one person.

    Over many articles consonants alone match strangers ("Stone", "Sutton"), so another spelling needs the same state
    and a shared word of the role; and sons have the names of their fathers.
    """
    form, known = names.words(one.name), names.words(other.name)
    if names.generation(one.name) != names.generation(other.name) or not _agree(form[1:-1], known[1:-1]):
        return None
    if form == known:
        return LinkReason.NAME
    given = _given(form[0]) == _given(known[0])
    if given and form[-1] == known[-1]:
        return LinkReason.SPELLING
    roles = [frozenset(word.lower() for word in _words(each.role or "")) for each in (one, other)]
    alike = names.same_word(_given(form[0]), _given(known[0])) and names.same_word(form[-1], known[-1])
    return LinkReason.SPELLING if alike and one.country and other.country and roles[0] & roles[1] else None


def _agree(middle: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the middle names can belong to one person; an initial matches a name."""
    if not middle or not other:
        return True
    pairs = zip(middle, other, strict=False)
    return len(middle) == len(other) and all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)


def _can_be(form: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Return whether one name can be short for the other, when the office is the same."""
    short, long = sorted((form, known), key=len)
    if len(short) == 1:
        return names.same_word(short[0], long[-1]) or short[0] == long[0]
    return names.same_person((_given(short[0]), *short[1:]), (_given(long[0]), *long[1:]))


def _office(role: str) -> str:
    """Return the words of an office that one person holds at a time, sorted; empty for any other role."""
    found = sorted(word.lower() for word in _words(role))
    department = len(found) > 1 and not _DEPARTMENT_OFFICES.isdisjoint(found)
    sole = department or not _SOLE_OFFICES.isdisjoint(found)
    return " ".join(found) if sole and _UNSURE.isdisjoint(found) else ""


def _organ_keys(actor: Identity, *, named: bool) -> list[str]:
    """Return the keys for the name of a state's body, without the state itself."""
    written = _words(actor.name)
    found = [word.lower() for word in written]
    if not actor.country or not found or not _UNSURE.isdisjoint(found):
        return []
    nouns = gazetteer.nouns()
    for length in (2, 1):
        noun = nouns.get(_singular(" ".join(found[-length:])))
        if noun and noun.type in _ORGANS and noun.body in _SOLE_BODIES:
            # "The Smith administration" is unique; "ground forces" or "state legislatures" may be any.
            if not named and any(word.islower() for word in written[:-length]):
                return []
            found[-length:] = noun.body.split()
            break
    else:
        if not named or (len(found) == 1 and _singular(found[0]) in nouns):
            return []
    return [f"organ {actor.type} {actor.country} {' '.join(sorted(found))}"]


def _body_keys(actor: Identity, aliases: Sequence[str]) -> list[str]:
    """Return the keys for the name of a body and its acronym; none for peoples and movements, which share names."""
    kind = "group" if actor.type is ActorType.GROUP else "body"
    acronym = names.acronym(actor.name)
    found = []
    for name in (actor.name, *aliases):
        form = names.words(name)
        generic = len(form) == 1 and _singular(form[0]) in gazetteer.nouns()
        if form and not generic and (name == actor.name or names.undotted(name) == acronym):
            found.append(f"{kind} {' '.join(form)}")
    return found


def _words(text: str) -> list[str]:
    """Return the content words of a role or of a body's name, without the names of states."""
    words = [word.strip("().,;'’\"").removesuffix("'s").removesuffix("’s") for word in text.replace("-", " ").split()]
    kept = []
    position = 0
    while position < len(words):
        length, code = countries.named_at(words, position)
        word = words[position]
        if code is None and word and word.lower() not in _EMPTY:
            kept.append(word)
        position += length
    return kept


def _singular(noun: str) -> str:
    return noun if noun in gazetteer.nouns() else noun.removesuffix("s")


@cache
def _short_names() -> dict[str, str]:
    return {short.lower(): full.lower() for full, forms in rows("actors/short_names.tsv") for short in forms.split("|")}


def _given(word: str) -> str:
    """Return a given name in full: "joseph" for "joe"."""
    return _short_names().get(word, word)
