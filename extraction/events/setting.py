"""Time and place of an event, from its clause."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta

from spacy.tokens import Doc, Token

from extraction import syntax
from extraction.actors.found import ActorTable
from extraction.document import Document
from extraction.events import sides
from extraction.events.model import Dated, Trigger
from extraction.homonyms import homonyms
from ontology import countries
from ontology.edtf import Edtf, Precision
from ontology.enums import ActorType, EventType

_AT = frozenset("in at near outside inside across around throughout within over off".split())
_PLACES = frozenset(("GPE", "LOC", "FAC"))
# Classes that take place at the recipient: countries are visited, invaded and withdrawn from.
_AT_RECIPIENT = frozenset(
    "visit invasion annexation withdrawal peacekeeping election coup interference hacking".split()
)
# Classes that take place in the doer's country, unless a place is named.
_AT_HOME = frozenset(
    "election legislation veto disclosure arrest imprisonment crackdown raid ban restriction surveillance protest riot"
    " walkout welcome weapons-test buildup charge investigation resignation ruling trial lawsuit".split()
)
# "The Syrian conflict", "the French election": the adjective names the place, not the doer.
THERE = ("fighting", "election")
_DEEPEST = 10
_INNERMOST = 3
_WITHIN = frozenset("in of on near at outside".split())
_LONGEST = 8
# Units of a time before, in days, and its usual numbers.
_UNITS = {"day": 1, "week": 7, "month": 30}
_VALUES = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)} | {"a": 1}
# Verbs whose date is that of the statement, not of the act to come.
_SPOKEN = frozenset(
    "promise pledge vow swear agree commit decide announce offer threaten warn propose ask urge demand order call "
    "appeal request".split()
)
# A reported clause begins after these.
_OPENING = frozenset(("that", ",", ":", '"', "“"))
# These bodies are in another country than their own.
_ABROAD = frozenset("embassy consulate".split())
_ON_OCCASION = ("at", "during")
_DEEPEST = 40  # steps from a word to the root of its sentence


class Calendar:
    """Dates of one text by the governors of their phrases, nearest first."""

    def __init__(self, document: Document, dates: Sequence[Dated], triggers: Sequence[Trigger]) -> None:
        self._named = {trigger.token.i for trigger in triggers if trigger.token.pos_ in ("NOUN", "PROPN")}
        self._at: dict[int, list[tuple[int, Dated]]] = {}
        doc, offsets = document.doc, document.starts
        for date in dates:
            if date.edtf is None:
                continue
            first = max(bisect_left(offsets, date.start + 1) - 1, 0)
            last = bisect_left(offsets, date.end)
            if first < last:
                self._hang(doc, first, last, date)

    def _hang(self, doc: Doc, first: int, last: int, date: Dated) -> None:
        token = next((doc[i] for i in range(first, last) if not first <= doc[i].head.i < last), doc[first])
        for distance in range(_DEEPEST):
            token = _reporting(token, first) or token
            self._at.setdefault(token.i, []).append((distance, date))
            # The clause of a date ends at its verb, except for an infinitive or participle without a time of its own.
            if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
                break
            # "Monday's pledge was welcomed", "denied a role in the 1974 attack": the date of the noun, not of the verb.
            if token.dep_ in ("nsubj", "nsubjpass"):
                break
            if token.i in self._named and date.start < token.idx and not _is_occasion(token):
                break
            token = token.head

    def of(self, trigger: Trigger) -> tuple[Edtf, tuple[int, int]] | None:
        """Return the date of a trigger: from its phrase, else from its clause."""
        for token in _clause(trigger):
            found = self._at.get(token.i, [])
            if token.i != trigger.anchor.i and token.lemma_ in _SPOKEN:  # "vowed in April to leave"
                found = [pair for pair in found if pair[1].start > trigger.token.idx]
            if found:
                date = min(found, key=lambda pair: (pair[0], abs(pair[1].start - trigger.token.idx)))[1]
                assert date.edtf is not None  # noqa: S101
                return date.edtf, (date.start, date.end)
        return self._counted_back(trigger.anchor)

    def _counted_back(self, verb: Token) -> tuple[Edtf, tuple[int, int]] | None:
        """Return the time of a verb so many days, weeks or months after which something happens on a day.

        "Six days after they left, talks began on Monday": days count exactly, weeks and months roughly. Without a day
        the count would be from the time of a story, which is not that of its publication.
        """
        unit = next((child for child in verb.lefts if child.dep_ == "npadvmod" and child.lemma_ in _UNITS), None)
        number = unit is not None and next((_VALUES.get(c.lower_) for c in unit.lefts if c.dep_ == "nummod"), None)
        if unit is None or not number or not any(child.lower_ == "after" for child in verb.lefts):
            return None
        around = [date.edtf for _, date in self._at.get(verb.head.i, []) if date.edtf is not None]
        dated = [date for date in around if date.precision is Precision.DAY]
        if not dated:
            return None
        days = number * _UNITS[unit.lemma_]
        loose = 0 if _UNITS[unit.lemma_] == 1 else max(days // 6, 2)
        first, last = (dated[0].earliest - timedelta(days=days + more) for more in (loose, -loose))
        value = f"{first.date()}" if first == last else f"{first.date()}/{last.date()}"
        return Edtf.parse(value), (unit.left_edge.idx, unit.idx + len(unit))


def _reporting(verb: Token, date: int) -> Token | None:
    """Return the verb of a date before a reported clause: "told reporters on Monday the army had left"."""
    if verb.dep_ != "ccomp" or verb.head.i >= date:
        return None
    subject = syntax.child(verb, *syntax.SUBJECTS)
    between = verb.doc[verb.head.i + 1 : date]
    if subject is None or subject.left_edge.i < date or any(token.text in _OPENING for token in between):
        return None
    return verb.head


def _is_occasion(noun: Token) -> bool:
    """Return whether a noun names the occasion of an act: "promised it at a Thursday rally"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in _ON_OCCASION and noun.head.head.pos_ == "VERB"


def _clause(trigger: Trigger) -> list[Token]:
    """Return the words that share a trigger's time, nearest first: itself, its light verb, its controlling verb."""
    words = [*trigger.words, trigger.anchor]
    token = trigger.anchor
    if token.pos_ in ("NOUN", "PROPN"):
        # "the vote scheduled for May", "the attack took place in May", "ended in May with an attack"
        words += [child for child in token.rights if child.dep_ == "acl" and child.tag_ == "VBN"]
        verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("with", "at", "in") else token.head
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "pobj") and verb.pos_ == "VERB":
            words.append(verb)
        return words
    while len(words) < _LONGEST:
        # "speaking on Monday, she promised"
        words += [child for child in token.lefts if child.dep_ == "advcl" and child.tag_ == "VBG"]
        governor = _of_same_time(token)
        if governor is None:
            break
        token = governor
        words.append(token)
    return words


def _of_same_time(verb: Token) -> Token | None:
    """Return the governor of a verb that has the same time."""
    head = verb.head
    when = any(child.lower_ == "when" for child in verb.lefts)
    if verb.dep_ == "relcl":
        # "in 2014, when Oslo urged ...", "the raid of May 2, in which six were hurt"
        return head if when or any(map(_is_in_which, verb.lefts)) else None
    if verb.dep_ == "pcomp" and head.lower_ == "by":
        return head.head  # "made history on Monday by naming a woman"
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and head.dep_ == "dobj":
        return head.head  # "issued a report on Monday accusing ..."
    if head.pos_ not in ("VERB", "AUX"):
        return None
    if verb.dep_ == "advcl":
        return head if when or (verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.lefts)) else None
    alike = verb.dep_ == "xcomp" or (verb.dep_ == "conj" and not syntax.has_subject(verb))
    return head if alike else None


def _is_in_which(preposition: Token) -> bool:
    return preposition.lower_ == "in" and any(child.lower_ == "which" for child in preposition.children)


class Atlas:
    """Finder of the places of triggers, from their clauses and the countries of their recipients."""

    def __init__(self, actors: ActorTable) -> None:
        self._actors = actors

    def of(self, trigger: Trigger, actors: Sequence[int], recipients: Sequence[int]) -> tuple[str | None, str | None]:
        """Return the country code and the place as named in the text."""
        for place in (*_modifying(trigger), *self._of_clause(trigger)):
            found = self._read(place)
            if found is not None:
                return found
        home: Sequence[int] = ()
        if trigger.kind.name in _AT_RECIPIENT or trigger.kind.type is EventType.ASSAULT:
            home = recipients
        elif trigger.kind.name in _AT_HOME:
            home = actors
        parties = [self._actors.actors[index] for index in home]
        if places := _places_named(trigger):  # "two Italian tourists were abducted by bandits near Agadez"
            people = (ActorType.PERSON, ActorType.GROUP)
            parties = [actor for actor in parties if actor.type not in people or actor.country in places]
        codes = [actor.country for actor in parties if _ABROAD.isdisjoint(actor.name.lower().split())]
        return next(filter(None, codes), None) or self._shared(actors, recipients), None

    def _read(self, place: Token) -> tuple[str | None, str | None] | None:
        """Return country and name of a place, else None; an unknown country is taken from a place around it."""
        code = country_of(place)
        if (code is None and place.ent_type_ not in _PLACES) or not self._is_place(place):
            return None
        name = None if place.tag_ in ("JJ", "NNS") else _name(place)
        outer = (country_of(inner) for inner in _nested(place)[1:] if self._is_place(inner))
        return code or next(filter(None, outer), None), name

    def _of_clause(self, trigger: Trigger) -> Iterator[Token]:
        for token in dict.fromkeys(_clause(trigger)):
            yield from _places(token, _AT | {"from"} if trigger.kind.type is EventType.RETREAT else _AT)
            if trigger.token.pos_ in ("NOUN", "PROPN") and token.i == trigger.token.i:
                for noun in (
                    n for phrase in token.rights if phrase.dep_ == "prep" for n in sides.prepositional(phrase)
                ):
                    yield from _places(noun, _AT)  # "the killing of four drivers in Lima"
        opening = _opening(trigger.anchor)
        if opening is not None:
            yield from _places(opening, _AT)

    def _shared(self, actors: Sequence[int], recipients: Sequence[int]) -> str | None:
        """Return the country that both sides share: an event between two sides of one country takes place there."""
        codes = {self._actors.actors[index].country for index in (*actors, *recipients)}
        return codes.pop() if actors and recipients and len(codes) == 1 else None

    def _is_place(self, token: Token) -> bool:
        """Return whether a name is a place and not a body, which the model often takes for a place."""
        index = self._actors.headed_by(token.i)
        return index is None or self._actors.actors[index].type in (ActorType.STATE, ActorType.GOVERNMENT)


def _places_named(trigger: Trigger) -> set[str | None]:
    """Return the countries of the places in a trigger's sentence, None for those of an unknown country."""
    named = (word for word in trigger.token.sent if word.ent_type_ in _PLACES and word.dep_ == "pobj")
    return {country_of(word) for word in named if word.head.lower_ in _AT}


def _opening(word: Token) -> Token | None:
    """Return the verb of a sentence that opens with a place, valid for all its clauses: "In Lima, ..."."""
    root = word
    for _ in range(_DEEPEST):
        if root.head.i == root.i:
            break
        root = root.head
    first = next((child for child in root.lefts if not child.is_punct), None)
    return root if first is not None and first.dep_ == "prep" and first.lower_ in _AT else None


def _modifying(trigger: Trigger) -> list[Token]:
    """Return the places before a noun: "the Munich attack", "the Italian election"."""
    noun = trigger.token
    if noun.pos_ not in ("NOUN", "PROPN"):
        return []
    if trigger.kind.name in THERE:
        return [child for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod", "poss")]
    return [c for c in noun.lefts if c.dep_ in ("compound", "nmod") and c.ent_type_ in _PLACES and not _is_state(c)]


def _is_state(token: Token) -> bool:
    """Return whether a name is a state, which before a noun may be the doer: "the Iraq invasion", "US strikes"."""
    name = _name(token)
    return name is None or countries.lookup(name) is not None


def _places(token: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the nouns of the places in the phrases of a word, nearest first, with the places nested in them."""
    found: list[Token] = []
    for phrase in token.children:
        if phrase.dep_ == "prep" and phrase.lower_ in prepositions:
            for noun in sides.prepositional(phrase):
                found += _nested(noun)
    return found


def _nested(noun: Token, depth: int = 0) -> list[Token]:
    """Return a place and those around it: "the market of Belém, in northern Brazil"."""
    found = [noun, *(inner for inner in noun.children if inner.dep_ in ("poss", "amod", "compound"))]
    for inner in noun.rights if depth < _INNERMOST else ():
        if inner.dep_ == "appos":
            found += _nested(inner, depth + 1)
        elif inner.dep_ == "prep" and inner.lower_ in _WITHIN:
            for place in sides.prepositional(inner):
                found += _nested(place, depth + 1)
    return found


def country_of(token: Token) -> str | None:
    """Return the country of the name that contains a word: of a country, a nationality, a capital or another place."""
    name = _name(token)
    if name is None:
        return None
    if other := homonyms(token.doc).get(token.i):
        return other.country
    return countries.lookup(name) or countries.demonym(name) or countries.capital(name) or countries.place_country(name)


def _name(token: Token) -> str | None:
    """Return the proper name that contains a word."""
    if not token.ent_type_:
        return None
    doc = token.doc
    start = token.i
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    end = token.i + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    if start < end and doc[end - 1].lower_ in ("'s", "’s"):
        end -= 1
    if start < end - 1 and doc[start].lower_ == "the":
        start += 1
    name: str = doc[start:end].text
    return name
