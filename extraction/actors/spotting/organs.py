"""Names of organs and parties that many states have: "the Senate" of a text about Peru."""

from collections import Counter
from dataclasses import replace

from extraction.actors import gazetteer, names
from extraction.actors.spotting.name import Name
from ontology import countries

_IN_MANY_STATES = frozenset((
    "Congress", "Senate", "House of Representatives", "Defense Department", "Justice Department", "Supreme Court",
    "Treasury Department", "National Security Council", "Democratic Party", "Labour Party", "Conservative Party",
    "House of Commons", "House of Lords", "Liberal Democrats", "Foreign Office", "National Front", "KGB",
))  # fmt: skip


def at_home(found: list[Name]) -> list[Name]:
    """Return the names; the Senate of a text that names nothing of the US is that of the country it names most.

    It is of no country where no other has half of the names.
    """
    shown = Counter(code for name in found if (code := _country(name)))
    if not shown:
        return found
    code, count = shown.most_common(1)[0]
    meant = code if 2 * count >= shown.total() else None
    return [
        replace(name, known=replace(name.known, country=meant))
        if name.known and name.known.name in _IN_MANY_STATES and not shown[name.known.country or ""]
        else name
        for name in found
    ]


def _country(name: Name) -> str | None:
    """Return the country that a name shows, none for what many have."""
    if name.label == "PERSON":
        return gazetteer.leader_country(names.words(name.text), titled=True)
    if name.known is None:
        return countries.demonym(name.text)
    return None if name.known.name in _IN_MANY_STATES else name.known.country
