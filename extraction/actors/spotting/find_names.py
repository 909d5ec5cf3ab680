"""The search for the proper names of a text: known ones, and those that the model recognises."""

from collections.abc import Iterator

from spacy.tokens import Doc

from extraction.actors import gazetteer, names, noun_phrases
from extraction.actors.candidates.clues import OFFICES
from extraction.actors.spotting.agreement import agreed, mended
from extraction.actors.spotting.known import find_known
from extraction.actors.spotting.name import LABELS, Name
from extraction.actors.spotting.outside import without_outside
from extraction.actors.spotting.people import after_place, find_again, find_unseen, whole_person
from extraction.actors.spotting.role_phrases import is_title
from extraction.document import Document
from extraction.homonyms import homonyms
from ontology import countries
from ontology.enums import ActorType

_ARTICLES = frozenset("the a an this that our its his her their".split())
# Words that the model includes by mistake at the end of a name.
_TRAILING = frozenset(["'s", "’s", "'", "’", ".", ",", "-", "–", "—", '"', "”", "“", "''", "``", "(", ")"])
# A name cannot end with one: "the Ministry of Foreign Affairs of".
_OPEN = frozenset("of for and the to by with from &".split())
_DASHES = frozenset(["-", "–", "—", "|"])
_LINKS = frozenset("of for and the on al in de bin to &".split())
# "Business Insider" is no insider.
_OFFICES = (OFFICES - {"general"}) | {"adviser", "advisor", "councillor", "councilor", "councilman", "ombudsman"}
_LONGEST_PERSON = 4  # words
# Of 13 names read as people's after these, named fewer than five times in their texts, none is a person's.
_WITHIN = frozenset("in near outside inside".split())
_REACHED = frozenset("enter reach retake recapture besiege shell bomb".split())
_NAMED = frozenset(("PERSON", "GPE", "LOC", "NORP"))
_SHIPS = frozenset(
    "MV M/V MT MS SS RV USS USNS USCGC HMS HMAS HMCS HMNZS HNLMS INS PNS KRI BRP ARA TCG ROKS RFA".split()
)
_VESSELS = frozenset(
    "ship warship vessel carrier frigate destroyer cruiser corvette submarine trawler tanker freighter ferry yacht"
    " icebreaker minesweeper tugboat flagship battleship bulker flotilla trimaran schooner".split()
)


def find_names(document: Document, speakers: frozenset[int] = frozenset()) -> list[Name]:
    """Return the proper names of the text in order, without overlaps; `speakers` are the heads of speakers."""
    doc = document.doc
    known = list(find_known(document))
    taken = {i: name for name in known for i in range(name.start, name.end)}
    dropped: set[Name] = set()
    found = list(_called_like_countries(document))
    taken |= {i: name for name in found for i in range(name.start, name.end)}
    covered = 0
    for ent in doc.ents:
        start, end = _trimmed(doc, ent.start, ent.end)
        if ent.label_ not in LABELS or start == end or not names.words(document.text_of(start, end)):
            continue
        if start < covered or not any(c.isupper() or c.isdigit() for c in document.text_of(start, end)):
            continue
        label = ent.label_
        if label == "ORG" and _is_role(doc, start, end):
            continue
        if label == "ORG" and (name := _after_title(doc, start, end)) is not None:
            start, label = name, "PERSON"
        if (name := after_place(doc, start, end)) > start:
            start, label = name, "PERSON"
        if label == "PERSON" and names.is_legal_form(doc[end - 1].text):
            label = "ORG"
        if label == "PERSON":
            start, end = whole_person(doc, start, end)
            if _is_no_person(doc, start, end):
                continue
            label = "GPE" if _is_where(doc, start, end) else label
        if _is_vessel(doc, start):
            continue
        if label == "ORG":
            end = _past_departments(doc, start, end)
        inside = {taken[i] for i in range(start, end) if i in taken}
        if inside:
            # "George Washington" includes more than "Washington"; "US" in "the US and Iraq" is enough.
            covered = any(name.start <= start and end <= name.end for name in inside)
            if covered or label not in ("PERSON", "ORG", "FAC") or not _is_one_name(doc, start, end):
                continue
            dropped |= inside
        covered = end
        found.append(Name(start, end, label, document.text_of(start, end), None))
    found += [name for name in known if name not in dropped]
    everywhere = sorted([*found, *find_unseen(document, found)], key=lambda name: name.start)
    found = without_outside(document, everywhere, speakers)
    found = agreed(doc, list(mended(document, found)))
    return sorted([*found, *find_again(document, found)], key=lambda name: name.start)


def _called_like_countries(document: Document) -> Iterator[Name]:
    """Yield the people whose names are those of countries and capitals in the tables."""
    for person in dict.fromkeys(homonym for homonym in homonyms(document.doc).values() if homonym.is_person):
        start, end = whole_person(document.doc, person.start, person.end)
        yield Name(start, end, "PERSON", document.text_of(start, end), None, "homonym")


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].lower_ in _ARTICLES or doc[start].is_punct or doc[start].is_space):
        start += 1
    for i in range(end - 1, start, -1):
        if doc[i].text in _DASHES and doc[i - 1].whitespace_:
            start = i + 1
            break
    while end > start and (doc[end - 1].text in _TRAILING or doc[end - 1].is_space or doc[end - 1].lower_ in _OPEN):
        end -= 1
    return start, end


def _past_departments(doc: Doc, start: int, end: int) -> int:
    """Return the end of a body's name with a list the model cuts: "Department of Trade, Education and Research"."""
    nouns, known = gazetteer.name_nouns(), gazetteer.known_names()
    heads = [doc[i - 1].lower_ for i in range(start + 1, end) if doc[i].lower_ in ("of", "for")]
    if not heads or nouns.get(heads[0]) is not ActorType.GOVERNMENT:
        return end
    listed, i = False, end
    while i + 1 < len(doc) and doc[i].text in (",", "and"):
        link, i = doc[i].text, i + 1
        first = i
        while i < len(doc) and doc[i].text[:1].isupper() and doc[i].is_alpha and doc[i].lower_ not in nouns:
            i += 1
        if i == first or doc[first:i].text in known or any(token.ent_type_ in _NAMED for token in doc[first:i]):
            return end
        if link == "and":
            return i if listed else end
        listed = True
    return end


def _is_no_person(doc: Doc, start: int, end: int) -> bool:
    """Return whether a name read as a person's is a title ("Prime Minister"), an adjective ("Tajik") or a number."""
    words = [token for token in doc[start:end] if token.is_alpha]
    if any(token.like_num or any(c.isdigit() for c in token.text) for token in doc[start:end]):
        return True
    titles = bool(words) and all(names.is_title(token.text) or gazetteer.person_noun(token) for token in words)
    return titles or (len(words) == 1 and countries.demonym(words[0].text) is not None)


def _is_where(doc: Doc, start: int, end: int) -> bool:
    """Return whether a name read as a person's says where something is: "in Maidan Shahr", "entered Tell Tamer"."""
    if start == 0 or names.is_title(doc[start - 1].text):
        return False
    first = doc[start:end].root
    for _ in range(3):  # "entered Tell Tamer and Ain Issa"
        if first.head.pos_ == "PROPN" and first.head.i < first.i and first.dep_ != "appos":
            first = first.head
    inside = first.dep_ == "pobj" and first.head.lower_ in _WITHIN
    return inside or (first.dep_ == "dobj" and first.head.lemma_ in _REACHED)


def _is_vessel(doc: Doc, start: int) -> bool:
    """Return whether a name is that of a ship: "MV Alan Kurdi", "the aircraft carrier Abraham Lincoln"."""
    while start and doc[start - 1].text.istitle() and is_title(doc[start - 1]):  # "the frigate Admiral Kuznetsov"
        start -= 1
    return start > 0 and (doc[start - 1].text in _SHIPS or doc[start - 1].lower_ in _VESSELS)


def _is_role(doc: Doc, start: int, end: int) -> bool:
    """Return whether a name read as a body's is the role of a person: "the General", "Minister of Trade"."""
    if end - start > 1:
        of = next((i for i in range(start + 1, end) if doc[i].lower_ in ("of", "for")), end)
        return doc[start:end].text == "Heads of State" or (doc[of - 1].tag_ == "NNP" and doc[of - 1].lower_ in _OFFICES)
    pointed = start > 0 and doc[start - 1].lower_ in noun_phrases.DEFINITE
    return pointed and gazetteer.person_noun(doc[start])


def _after_title(doc: Doc, start: int, end: int) -> int | None:
    """Return where the name of a person starts in what the model reads as a body's: "Dr Lund", "Councillor Ann Lee"."""
    for i in range(end - 2, start - 1, -1):
        word = doc[i].lower_
        rest = [token.lower_ for token in doc[i + 1 : end] if token.is_alpha]
        addressed = i == start and (names.is_courtesy(word) or word.rstrip(".") in ("dr", "prof"))
        addressed = addressed or doc[i].text in names.INITIALS
        in_office = word in _OFFICES and len(rest) > 1 and doc[i].tag_ == "NNP"
        if (addressed or in_office) and 0 < len(rest) <= _LONGEST_PERSON:
            capital = all(token.text.istitle() or not token.is_alpha for token in doc[i + 1 : end])
            return i + 1 if capital and gazetteer.name_nouns().keys().isdisjoint(rest) else None
    return None


def _is_one_name(doc: Doc, start: int, end: int) -> bool:
    words = [token.text for token in doc[start:end] if token.is_alpha]
    return all(word[0].isupper() or word in _LINKS for word in words)
