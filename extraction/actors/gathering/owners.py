"""The country of an actor whose own words name none: by office, by owner, by the subject of the text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from extraction.actors import gazetteer, names
from extraction.actors.candidates.candidate import Candidate
from extraction.actors.gathering.cluster import HEADS, Cluster
from extraction.actors.spotting.name import Name
from ontology import countries
from ontology.enums import ActorType

_HOME_SHARE = 0.35
_EXECUTIVES = frozenset(("government", "cabinet", "presidency"))

# The most common surnames in English, which many have who lead no country.
_COMMON = frozenset(
    "smith johnson brown williams jones miller davis wilson moore taylor anderson thomas jackson white harris martin"
    " thompson garcia martinez robinson clark lewis lee walker hall allen young king wright scott green baker adams"
    " nelson carter mitchell roberts turner phillips campbell parker evans edwards collins stewart morris rogers reed"
    " cook morgan bell murphy bailey cooper howard ward gray james watson brooks kelly price bennett wood ross"
    " henderson major ford harper gordon marshall park key english".split()
)


class Home(NamedTuple):
    """The country a text is about; with `by_titles` only its offices and organs show it.

    Of a digest, `sections` are the first tokens of its parts with the countries of their datelines. `issuer` is the
    country of the national body that issues the document.
    """

    country: str | None = None
    by_titles: bool = False
    sections: tuple[tuple[int, str], ...] = ()
    issuer: str | None = None

    def at(self, token: int) -> str | None:
        """Return the country that the text is about at a token."""
        section = bisect_right(self.sections, token, key=lambda each: each[0]) - 1
        return self.sections[section][1] if section >= 0 else self.country


def home(found: list[Name], candidates: Iterable[Candidate]) -> Home:
    """Return the country of "the police" and "the minister" by default.

    It is the country whose organs and offices the text names without a country ("Congress", "Sen."), else the one
    with the most names of countries, nations and places.
    """
    organs = {(name.known.name, name.known.country) for name in found if name.known and _is_organ(name)}
    titles = {c.role.text: gazetteer.country_of_title(c.role.text) for c in candidates if c.role}
    domestic = Counter(code for _, code in (*organs, *titles.items()) if code)
    ranked = [*domestic.most_common(2), (None, 0), (None, 0)]
    if ranked[0][1] >= 2 and ranked[0][1] >= 2 * ranked[1][1]:
        return Home(ranked[0][0], by_titles=True)
    codes = (name.known.country if name.known else countries.demonym(name.text) for name in found)
    named = Counter(code for code in codes if code)
    if not named:
        return Home()
    code, count = named.most_common(1)[0]
    return Home(code) if count >= 3 and count >= _HOME_SHARE * named.total() else Home()


def _is_organ(name: Name) -> bool:
    return name.known is not None and name.known.type in (ActorType.GOVERNMENT, ActorType.PARTY, ActorType.MILITARY)


class Owners:
    """The countries of the people of a text, by their names: "Putin's spokesman", "the Obama administration"."""

    def __init__(self, people: Iterable[Cluster]) -> None:
        self._countries: dict[str, str] = {}
        others = [person for person in people if not self._learn(person)]
        for person in others:
            if code := next(filter(None, (self._named_in(role.text) for role in person.roles)), None):
                person.countries[code] += 1

    def country(self, candidate: Candidate) -> str | None:
        """Return the country of the person named by a role or a common noun's phrase."""
        if candidate.role:
            return self._named_in(candidate.role.text)
        return self._named_in(candidate.name, executive=candidate.body in _EXECUTIVES)

    def _learn(self, person: Cluster) -> bool:
        """Record the country of a person; a leader belongs to the country he or she leads."""
        if not person.country and not any(gazetteer.is_international(role.text) for role in person.roles):
            # Readers know a person whom the text never names in full; "Mr. Brown" may be anybody.
            famous = all(
                len(form) == 1 and form[0] not in _COMMON and not gazetteer.starts_known(form[0])
                for form in person.words
            )
            titled = famous or not HEADS.isdisjoint(person.role_nouns)
            forms = [form for form in sorted(person.words) if famous or len(form) > 1]
            found = (gazetteer.leader_country(form, titled=titled) for form in forms)
            if code := next(filter(None, found), None):
                person.countries[code] += 1
                person.leads = True
        if person.country:
            for form in person.words:
                self._countries.setdefault(form[-1], person.country)
        return person.country is not None

    def _named_in(self, phrase: str, *, executive: bool = False) -> str | None:
        for form in (names.words(word) for word in phrase.split() if word[0].isupper()):
            if form and (code := self._countries.get(form[-1])):
                return code
            if executive and (code := gazetteer.leader_country(form, titled=True)):
                return code
        return None
