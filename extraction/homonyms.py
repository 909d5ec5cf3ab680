"""Names of countries and capitals that mean something else: towns and states of the US, and people.

"Paris, Texas" is not in France, a senator of Georgia may sit in Atlanta, and Chad Johnson is not a state.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer
from extraction.actors.names import is_legal_form
from ontology import countries

_STORED = "homonyms"
_WITHIN: Mapping[str, str] = {
    name: code
    for code, names in {
        "US": "Alabama|Ala.|Alaska|Arizona|Ariz.|Arkansas|Ark.|California|Calif.|Colorado|Colo.|Connecticut|Conn."
        "|Delaware|Del.|Florida|Fla.|Georgia|Ga.|Hawaii|Idaho|Illinois|Ill.|Indiana|Ind.|Iowa|Kansas|Kan."
        "|Kentucky|Ky.|Louisiana|La.|Maine|Maryland|Md.|Massachusetts|Mass.|Michigan|Mich.|Minnesota|Minn."
        "|Mississippi|Miss.|Missouri|Mo.|Montana|Mont.|Nebraska|Neb.|Nevada|Nev.|New Hampshire|N.H.|New Jersey"
        "|N.J.|New Mexico|N.M.|New York|N.Y.|North Carolina|N.C.|North Dakota|N.D.|Ohio|Oklahoma|Okla.|Oregon"
        "|Ore.|Pennsylvania|Pa.|Rhode Island|R.I.|South Carolina|S.C.|South Dakota|S.D.|Tennessee|Tenn.|Texas"
        "|Tex.|Utah|Vermont|Vt.|Virginia|Va.|Washington|Wash.|West Virginia|W.Va.|Wisconsin|Wis.|Wyoming|Wyo."
        "|AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|IA|ID|IL|KS|KY|MD|MA|MI|MN|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|PA|RI|SC"
        "|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY",
        "CA": "Ontario|Ont.|Quebec|Québec|Manitoba|Saskatchewan|Alberta|British Columbia|B.C.|Nova Scotia|New Brunswick"
        "|Newfoundland|Prince Edward Island|Yukon",
        "AU": "New South Wales|Queensland|Tasmania|South Australia|Western Australia",
    }.items()
    for name in names.split("|")
}
# Words for institutions that US states have, and countries of the same name hardly ever.
_OF_A_STATE = frozenset(
    "senator sen sen. senators governor gov gov. lieutenant representative rep rep. reps. congressman"
    " congresswoman congressmen legislature assemblyman republican republicans democrat democrats democratic gop"
    " delegate primary runoff caucus county sheriff statehouse capitol guard lawmaker lawmakers voters house"
    " senate state tech power district appellate attorney peach pines bulldogs".split()
)
_OF_A_COUNTRY = frozenset(
    "premier prime president foreign ambassador embassy parliament army military government defense defence"
    " ministry minister troops border independence currency king queen navy".split()
)
_IN_THE_US = frozenset(
    "Atlanta Savannah Macon Augusta Columbus Athens Marietta Republican Republicans Democrat Democrats Democratic"
    " GOP Trump Biden Obama Congress Kemp Ossoff Warnock Abrams Raffensperger Isakson Perdue Loeffler Raphael".split()
)
_IN_GEORGIA = frozenset(
    "Tbilisi Batumi Kutaisi Gori Georgian Georgians Abkhazia Ossetia Ajaria Adjara Caucasus Russia Russian Moscow"
    " Armenia Azerbaijan Saakashvili Kobakhidze Zourabichvili Ivanishvili Garibashvili Shevardnadze NATO EU"
    " Ukraine Kremlin Turkey Putin European Europe".split()
)
_AREAS = frozenset("County Township Parish Borough".split())
_SITES = frozenset(
    "Street Avenue Road Boulevard Lane Drive Hotel Square Bridge Heights Beach Falls Springs High Middle"
    " Elementary University College Park Plaza Stadium".split()
)
_NATURE = frozenset("lake mount mt. mt river fort cape camp bay port uss hms".split())
_TEXTS = frozenset("treaty convention protocol accord accords battle siege fall peace congress treaties".split())
# Names of states, capitals and other places that are also given names.
_GIVEN = frozenset(
    "Jordan Chad Israel Georgia Paris Kenya India China Chelsea Sydney London Austin Milan Santiago Salvador"
    " America Ireland Florence Vienna Holland Victoria Cuba Dakota Carolina Virginia Asia Sofia Roma Lourdes Cairo"
    " Berlin Dallas Phoenix Houston Lincoln Jackson Madison Brooklyn Kingston Aden Alexandria Savannah Memphis"
    " Denver Trinidad Malta Valencia Adelaide Geneva Havana Bristol Camden Tyrone Devon Persia Odessa Lisbon"
    " Rhodes".split()
)
_ADDRESS = frozenset("Mr. Mrs. Ms. Miss Mr Mrs Ms Dr. Sir Lady Lord Sen. Rep. Gov. Judge Justice Senator".split())
_LISTS = frozenset(("and", "or", "&"))
_TABLES = (countries.NAMES, countries.CAPITALS, countries.PLACES)
# So many characters are enough to know most words that open no name.
_OPENING = 5


@dataclass(frozen=True, slots=True)
class Homonym:
    """Tokens [start, end) named like a country or capital; `country` is where the place lies, None for a person."""

    start: int
    end: int
    country: str | None
    is_person: bool = False


def homonyms(doc: Doc) -> Mapping[int, Homonym]:
    """Return the names that look like countries or capitals but are not, by each of their tokens."""
    if _STORED not in doc.user_data:
        found = {i: homonym for homonym in _find(doc) for i in range(homonym.start, homonym.end)}
        doc.user_data[_STORED] = found
    stored: Mapping[int, Homonym] = doc.user_data[_STORED]
    return stored


def _find(doc: Doc) -> Iterator[Homonym]:
    towns: dict[str, str] = {}
    names = list(_names(doc))
    # Few texts name it, and the question is put to every word.
    georgia_is_a_state = any(doc[start].text == "Georgia" for start, _ in names) and _is_us_georgia(doc)
    for start, end in names:
        text = doc[start:end].text
        if person := _person(doc, start, end):
            yield person
        elif end < len(doc) and doc[end].text in _AREAS:
            yield Homonym(start, end + 1, "US")
        elif end < len(doc) and doc[end].text in _SITES and text not in countries.DEMONYMS.entries:
            yield Homonym(start, end + 1, None)
        elif _is_in_a_name(doc, start):
            yield Homonym(start, end, None)
        elif within := _within(doc, start, end):
            yield from within
            towns[text] = within[0].country or ""
        elif (text == "Georgia" and georgia_is_a_state) or (text == "Washington" and _is_of_a_state(doc, start, end)):
            yield Homonym(start, end, "US")
    # "Paris" of a text about Paris, Texas.
    said = {token.text for token in doc} if towns else set()
    for start, end in names if towns else ():
        text = doc[start:end].text
        code = countries.capital(text) or countries.lookup(text)
        if text in towns and code and not said & _nation(code) and not _within(doc, start, end):
            yield Homonym(start, end, towns[text] or None)


def _names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names of countries, capitals and other places; the longest one where several start."""
    words = [token.text for token in doc]
    i = 0
    while i < len(words):
        step = 1
        first = words[i][:_OPENING]
        if first[:1].isupper() and first in _openings():
            for length in range(min(4, len(doc) - i), 0, -1):
                text = doc[i : i + length].text
                if any(text in table.entries for table in _TABLES):
                    yield i, i + length
                    step = length
                    break
        i += step


@cache
def _openings() -> frozenset[str]:
    """How names can begin: most words in capitals open none, and are left out at once by this."""
    return frozenset(name[:n] for table in _TABLES for name in table.entries for n in range(1, _OPENING + 1))


def _nation(code: str) -> set[str]:
    """Return the names and adjectives of a country."""
    return {name for table in (countries.NAMES, countries.DEMONYMS) for name, of in table.entries.items() if of == code}


def _is_in_a_name(doc: Doc, start: int) -> bool:
    """Return whether a name is part of one of a lake, a mountain or a text: "Lake Victoria", "the Treaty of Lisbon"."""
    before = doc[start - 1] if start else None
    if before is None or (before.text[:1].isupper() and before.lower_ in _NATURE):
        return before is not None
    return before.lower_ == "of" and start > 1 and doc[start - 2].lower_ in _TEXTS


def _within(doc: Doc, start: int, end: int) -> list[Homonym]:
    """Find a town followed by the state it lies in: "Paris, Texas"; a list of states is none."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return []
    length = next((n for n in (3, 2, 1) if doc[end + 1 : end + 1 + n].text in _WITHIN), 0)
    if not length:
        return []
    state = doc[end + 1 : end + 1 + length].text
    after = end + 1 + length
    town = doc[start:end].text
    if state in ("Georgia", "Washington") and (town in countries.NAMES.entries or countries.capital(town) == "GE"):
        return []
    # "Georgia, Texas and Ohio", "Jordan, Virginia and Ann"
    rest = [token.text for token in doc[after : after + 3]]
    if rest[:1] == [","]:
        rest = rest[1:]
    if rest and rest[0] in _LISTS and not _starts_address(doc, after):
        return []
    code = _WITHIN[state]
    return [Homonym(start, end, code), Homonym(end + 1, after, code)]


def _starts_address(doc: Doc, i: int) -> bool:
    """Return whether another town with its state follows after an "and": "... and Moscow, Idaho"."""
    near = [token.text for token in doc[i : i + 8]]
    return any(
        word == "," and near[at + 1 : at + 2] and near[at + 1] in _WITHIN for at, word in enumerate(near) if at > 1
    )


def _is_of_a_state(doc: Doc, start: int, end: int) -> bool:
    """Return whether the words beside a name are those of a state of the US."""
    after = end + 1 if end < len(doc) and doc[end].text in ("'s", "’s") else end
    following = doc[after].lower_ if after < len(doc) else ""
    if following in _OF_A_STATE:
        return True
    before = doc[start - 1].lower_ if start else ""
    owner = doc[start - 2].lower_ if start > 1 else ""
    return before in ("of", "from") and owner in _OF_A_STATE


def _is_us_georgia(doc: Doc) -> bool:
    """Return whether Georgia means the US state throughout a text."""
    score: Counter[bool] = Counter()
    for token in doc:
        if token.text == "Georgia":
            score[True] += 3 * _is_of_a_state(doc, token.i, token.i + 1)
            i = token.i + 2 if token.i + 1 < len(doc) and doc[token.i + 1].text in ("'s", "’s") else token.i + 1
            following = doc[i].lower_ if i < len(doc) else ""
            owner = doc[token.i - 2].lower_ if token.i > 1 and doc[token.i - 1].lower_ == "of" else ""
            score[False] += 3 * (following in _OF_A_COUNTRY or owner in _OF_A_COUNTRY)
        elif token.text in _IN_THE_US or token.text in _WITHIN:
            score[True] += 1
        elif token.text in _IN_GEORGIA:
            score[False] += 1
    return score[True] > score[False]


def _person(doc: Doc, start: int, end: int) -> Homonym | None:
    """Find the person with this first or last name: "Chad Johnson", "Mr. Jordan", "Kathy Ireland"."""
    if end - start != 1:
        return None
    name, before = doc[start], doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    surname = after is not None and _is_surname(after) and not (before and before.lower_ == "the")
    if surname and before and before.lower_ == "of" and start > 1 and doc[start - 2].tag_ == "NNP":
        # "the Bank of Kenya John Otieno"
        surname = not (end + 1 < len(doc) and _is_surname(doc[end + 1]))
    seen = after is not None and after.ent_type_ == name.ent_type_ == "PERSON"
    if surname and (seen or name.text in _GIVEN):
        last = end + 1
        while last < len(doc) and _is_surname(doc[last]) and doc[last].ent_type_ == "PERSON":
            last += 1
        if last < len(doc) and doc[last].tag_ == "NNP" and doc[last].text.istitle() and not seen:
            return None
        return Homonym(start, last, None, is_person=True)
    if before is not None and before.text in _ADDRESS and not surname:
        return Homonym(start, end, None, is_person=True)
    if before is not None and before.ent_type_ == name.ent_type_ == "PERSON" and before.pos_ == "PROPN":
        first = start - 1
        while first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].text[:1].isupper():
            first -= 1
        return Homonym(first, end, None, is_person=True)
    return None


def _is_surname(token: Token) -> bool:
    """Return whether a token may be a surname: it is not a role, a demonym or a kind of place or body."""
    if token.tag_ != "NNP" or not token.text.istitle() or not token.text.replace("'", "").isalpha():
        return False
    if countries.demonym(token.text) or token.text in countries.NAMES.entries or token.text in _SITES | _AREAS:
        return False
    word = token.lower_
    if word in gazetteer.nouns() or word in gazetteer.name_nouns() or is_legal_form(token.text):
        return False
    return word not in _OF_A_STATE and word not in _OF_A_COUNTRY and word not in _THINGS


_THINGS = frozenset(
    "river valley basin lake sea strait gulf bay island islands bank agreement accord accords treaty club"
    " conference declaration convention summit airport city province region republic times post today news radio"
    " tv airlines air airways telecom council commission authority agency police force forces office department"
    " chamber federation union association party front movement committee institute center centre museum group"
    " company corp inc ltd station port zoo opera philharmonic orchestra stock exchange marathon games open cup"
    " war wars crisis spring general secretary chancellor monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december mission process"
    " protocol pact plan project initiative hilltop square embassy consulate week court supreme high assembly"
    " congress national international first new".split()
)
