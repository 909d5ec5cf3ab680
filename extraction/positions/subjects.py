"""What positions are on: the heading of each matter, with pronouns and short names resolved to what was said before."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from spacy.tokens import Token

from extraction import matters, syntax
from extraction.actors import gazetteer
from extraction.document import Document
from extraction.matters import Frame
from extraction.positions import phrases
from extraction.positions.completing import MEASURED, completed
from extraction.positions.headings import Heading, possessive
from extraction.positions.words import Shift, shift

# Maximum distance in tokens from a word back to what it stands for.
_REACH = 60
# How many tokens around a short heading, and how many matters before it, may hold the fuller one.
_CONTEXT = 300
_MATTERS = 40
# Words that stand for a matter without naming it.
_VAGUE = frozenset(
    "deal move decision proposal measure step agreement idea matter issue offer request demand effort"
    " action case claim accusation allegation suggestion statement remark comment point question plan scheme initiative"
    " project accord policy draft bill law ruling change development act arrangement programme program approach"
    " extension vote ban operation announcement reform motion resolution cut removal mistake error"
    " tragedy".split()
)
# These stand for what somebody has been charged with or has claimed, not for the matter named last.
_CHARGES = frozenset("accusation allegation charge claim criticism".split())
_CHARGING = frozenset(
    "accuse blame charge criticise criticize fault allege claim assert insist say condemn denounce accusation claim"
    " allegation".split()
)
# How things are is no matter: "the situation is catastrophic".
_STATES = frozenset("situation circumstance condition thing outcome result".split())
_LEGISLATING = frozenset("veto ratify repeal rescind override enact".split())
_LAWS = frozenset(
    "bill law act legislation resolution treaty agreement accord deal pact convention budget amendment measure decree"
    " order draft text proposal motion decision".split()
)
# Nouns for ties between two sides; a following "with Peru" belongs to them.
_PACTS = frozenset("deal agreement accord pact treaty alliance talk negotiation ceasefire truce".split())
_TARGETING = frozenset({"on", "against", "with"})
_SAYING = frozenset("say tell add note state remark explain reply answer think believe feel know".split())
# What is done to people is not done to the things named before "they".
_TO_PEOPLE = frozenset("free release arrest detain jail deport pardon kill murder evacuate rescue expel".split())
# Without an object they name no act: "what is to be done about it".
_LIGHT = frozenset("do have get make take".split())
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "acomp", "oprd", "xcomp", "ccomp"})
_TAKEN = frozenset({Shift.LIFTS, Shift.SETS, Shift.ENDS})
# What somebody holds is no matter: "do you share his view of it".
_VIEWS = frozenset("view opinion position stance belief attitude".split())
# Nor do "this" and "it" stand for what somebody feels: "we express our sympathy. This was a crime".
_FEELINGS = frozenset("solidarity sympathy condolences gratitude thanks sorrow congratulations".split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
_POINTERS = frozenset({"this", "that", "it", "these", "those", "they", "them", "which", "one"})
_PEOPLE = frozenset("who whom i we you me us everyone everybody anyone anybody someone somebody nobody".split())
_NOBODY = frozenset({"none", "nothing", "neither", "nobody"})
_PLURAL = frozenset({"these", "those", "they", "them"})
# Parts of a sentence that a pronoun refers to, and how many tokens before its sentence.
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_NEAR = 30
_CLIMB = 4
_OWN_CONTENT = frozenset({"amod", "compound", "nmod", "poss", "prep", "acl", "relcl"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A matter that a text has named at a token."""

    at: int
    heading: str
    frame: Frame


class Subjects:
    """Headings of the matters of one text, asked for in text order."""

    def __init__(self, document: Document, heading: Heading) -> None:
        self._document = document
        self._heading = heading
        self._said: list[_Said] = []
        self._by_token: dict[int, _Said] = {}
        self._classed = [t.i for t in document.doc if t.pos_ in ("NOUN", "VERB") and matters.has_class(t.text)]
        self.loose: set[str] = set()
        """Headings of a noun with a matter near it, which do not name that matter."""

    def of(self, about: Token, holder: str) -> str:
        """Return the heading of a matter given by its head; "" when neither it nor what was said before names it."""
        if about.lower_ in _POINTERS:
            if any(c.dep_ in ("amod", "relcl", "acl", "prep") for c in about.rights):
                return ""  # "those responsible"
            return self._keep(about, self._last(about))
        if about.lower_ in _PEOPLE:
            return ""
        if about.lemma_ in _LIGHT and about.pos_ == "VERB" and not any(_is_object(c) for c in about.children):
            return self._keep(about, self._done(about))
        parts = [c for c in about.children if c.dep_ in _PARTS]
        if any(c.lower_ in _NOBODY or (c.lower_ == "same" and c.dep_ == "dobj") for c in parts):
            return ""
        if about.lemma_ in _SAYING and syntax.child(about, "ccomp") is not None:
            return ""
        heading = self._made(about, self._heading.of(about, holder))
        frame = matters.read(heading)
        if not frame.all_names and about.pos_ in ("VERB", "AUX"):
            heading = self._heading.of(about)  # who does it tells the matter from others
            frame = matters.read(heading)
        found = self._resolved(about, frame)
        if not (found or frame.is_full or about.pos_ == "PROPN"):
            found = completed(about, heading, holder, self._heading)
            if not found and (found := self._from_context(about, heading, holder)):
                self.loose.add(found)
                return found
        heading = found or ("" if found == "" else heading)
        is_name = about.pos_ == "PROPN" and matters.read(heading).size > 0  # not a month
        return self._keep(about, heading) if is_name or matters.is_heading(heading) else ""

    def _done(self, verb: Token) -> str:
        """Return the heading of "what to do about the status of the lake", of "what Peru is doing"; "" for others."""
        if not any(c.dep_ == "dobj" for c in verb.children):
            return ""
        thing = next(syntax.prepositional(verb, ("about", "with")), None)
        if thing is not None:
            return self._heading.of(thing) if matters.is_heading(self._heading.of(thing)) else ""
        doer = syntax.child(verb, "nsubj")
        return f"Conduct of {self._heading.inside(doer)}" if doer is not None and doer.pos_ == "PROPN" else ""

    def _from_context(self, about: Token, heading: str, holder: str) -> str:
        """Return a short heading with the matter it belongs to in the sentences before; "" when none is near."""
        if about.pos_ == "VERB":
            parts = [c for c in about.children if c.dep_ in _OBJECTS | _PARTS]
            pronoun = parts[0] if len(parts) == 1 and parts[0].lower_ in _POINTERS else None
            thing = next(self._things(pronoun), None) if pronoun is not None else None
            if about.lemma_ in _TO_PEOPLE:
                thing = None
            is_act = thing is not None and heading and " " not in heading
            return f"{heading} of {self._heading.inside(thing)}" if is_act and thing else ""
        if about.pos_ != "NOUN" or not heading:
            return ""
        if about.ent_type_ or about.lemma_ in MEASURED or about.lemma_ in _STATES or gazetteer.noun_of(about):
            return ""
        for token in reversed(about.doc[max(0, about.sent.start - _NEAR) : about.i]):
            named = "" if token.is_ancestor(about) else self._named_thing(token, holder)
            if named and heading.lower() in named.lower().split():
                return f"{named[:1].upper()}{named[1:]}"
            if named:
                return f"{heading} over {named}"
        return ""

    def _named_thing(self, token: Token, holder: str) -> str:
        """Return the heading of a thing with a name that is not the holder's; "" for all else."""
        if token.pos_ != "NOUN" or token.dep_ in ("compound", "nmod") or token.ent_type_ or gazetteer.noun_of(token):
            return ""
        if token.lemma_ in _VIEWS:
            return ""
        heading = self._heading.inside(token)
        names = matters.read(heading).all_names
        return heading if names and not names <= matters.read(holder).all_names else ""

    def _made(self, about: Token, heading: str) -> str:
        """Return the heading of a measure with who takes it: "Peru must lift the tariffs" is on "Peru's tariffs"."""
        verb = about.head
        is_measure = matters.is_measure(about.text)
        if about.dep_ == "dobj" and (is_measure or about.lemma_ in _PACTS):
            heading = self._with_target(about, heading)
        if about.dep_ != "dobj" or not is_measure or shift(verb) not in _TAKEN:
            return heading
        maker = phrases.subject(verb)
        if maker is None or maker.pos_ != "PROPN" or matters.read(heading).doers:
            return heading
        name = " ".join(possessive([c.text for c in (*maker.lefts, maker) if c.dep_ == "compound" or c.i == maker.i]))
        return f"{name} {heading[:1].lower()}{heading[1:]}"

    def _with_target(self, thing: Token, heading: str) -> str:
        """Return a heading with the following name, which the parser gives to the verb: "impose sanctions on Peru"."""
        if any(c.dep_ == "prep" for c in thing.children):
            return heading
        for prep in thing.head.children:
            is_next = prep.dep_ == "prep" and prep.i == thing.right_edge.i + 1 and prep.lower_ in _TARGETING
            if is_next and any(c.dep_ == "pobj" and c.pos_ == "PROPN" for c in prep.children):
                phrase = self._heading.phrase(prep)
                return f"{heading} {phrase}" if phrase else heading
        return heading

    def _keep(self, about: Token, heading: str | None) -> str:
        if not heading:
            return ""
        self._said.append(_Said(about.i, heading, matters.read(heading)))
        return heading

    def _resolved(self, about: Token, frame: Frame) -> str | None:
        """Return the fuller heading of what a short one stands for; None where it stands for itself."""
        same = self._same(about, frame)
        if same is not None or frame.is_full:
            return same
        if about.pos_ != "NOUN":
            return None
        is_bare = not any(
            c.dep_ in _OWN_CONTENT and c.pos_ != "PRON" and not (c.dep_ == "amod" and matters.is_weak(c.text))
            for c in about.children
        )
        if is_bare and _is_definite(about):
            found = self._same_noun(about)
            return found or (self._last(about) if about.lemma_ in _VAGUE else None) or ""
        return None

    def _last(self, about: Token) -> str | None:
        """Return the matter named last before a token, by a position or in the sentences near it."""
        # "It" goes back to the sentence before at most: what it stands for may have been named since, with no position.
        nearest = about.doc[max(about.sent.start - 1, 0)].sent.start if about.lower_ == "it" else 0
        for said in reversed(self._said):
            if about.i - said.at >= _REACH or said.at < nearest:
                break
            thing = about.doc[said.at]
            if thing.is_ancestor(about) or (about.lower_ in _PLURAL and not _is_plural(thing)):
                continue
            if about.lemma_ in _CHARGES and not _is_charged(thing):
                continue
            if about.lower_ in _POINTERS and not _FEELINGS.isdisjoint(said.heading.lower().split()):
                continue
            if said.at < about.i and not self._turn_starts(said.at, about.i):
                return said.heading
        if about.lemma_ in _CHARGES:
            return None
        before = (s for s in self._before(about, _REACH) if not self._turn_starts(s.at, about.i))
        named = (s.heading for s in before if s.frame.concept and s.frame.all_names)
        found = next(named, None)
        things = (thing for thing in self._things(about) if not self._turn_starts(thing.i, about.i))
        other = next(things, None) if not found and about.lower_ in _POINTERS else None
        return self._heading.of(other) if other is not None else found

    def _things(self, about: Token) -> Iterator[Token]:
        """Yield the nouns of the things that a pronoun can stand for, the nearest first."""
        is_plural = about.lower_ in _PLURAL or about.tag_ == "NNS"
        for token in reversed(about.doc[max(0, about.sent.start - _NEAR) : about.i]):
            is_thing = token.pos_ == "NOUN" and token.dep_ in _PARTS and (token.tag_ == "NNS") == is_plural
            is_other = is_thing and token.i != about.head.i and not gazetteer.noun_of(token)
            if token.lemma_ in _VIEWS:
                continue
            if about.head.lemma_ in _LEGISLATING and token.lemma_ not in _LAWS:
                continue  # "will veto it": the bill
            if is_other and matters.read(self._heading.of(token)).is_full:
                yield token
            elif is_other and token.dep_ == "dobj" and token.sent.start == about.sent.start:
                return  # "ended the contract, and it will not be renewed" is about no thing before it
            elif token.dep_ == "attr" and not is_plural and token.sent.start == about.sent.start:
                return  # "this was an attempt to delay them, and it will fail"

    def _same(self, about: Token, frame: Frame) -> str | None:
        """Return the nearest heading that names more of the same concept."""
        if frame.concept is None and not frame.words:
            return None
        said_before = reversed(self._said[-_MATTERS:])
        for said in chain(said_before, self._before(about, _CONTEXT), self._after(about)):
            if matters.extends(said.frame, frame):
                return said.heading
        return None

    def _same_noun(self, about: Token) -> str | None:
        """Return the nearest heading before a token that has the same noun and names more."""
        for said in reversed(self._said[-_MATTERS:]):
            if said.at < about.i and about.lemma_ in said.heading.lower().split():
                return said.heading
        for token in reversed(about.doc[max(0, about.i - _CONTEXT) : about.i]):
            if token.lemma_ == about.lemma_ and token.pos_ in ("NOUN", "PROPN"):
                heading = self._heading.of(token)
                if not matters.read(heading).is_full:
                    heading = completed(token, heading, "", self._heading)
                if heading:
                    return heading
        return None

    def _before(self, about: Token, reach: int) -> Iterator[_Said]:
        return self._named(reversed(self._classed_in(about.i - reach, about.i)))

    def _after(self, about: Token) -> Iterator[_Said]:
        return self._named(self._classed_in(about.i + 1, about.i + _CONTEXT))

    def _classed_in(self, start: int, end: int) -> list[int]:
        """Return the nouns and verbs of the token range [start, end) whose words belong to a class of matters."""
        return self._classed[bisect_left(self._classed, start) : bisect_left(self._classed, end)]

    def _named(self, places: Iterable[int]) -> Iterator[_Said]:
        """Yield the matters that nouns and verbs name, given by their positions."""
        for i in places:
            if i not in self._by_token:
                heading = self._heading.of(self._document.doc[i])
                self._by_token[i] = _Said(i, heading, matters.read(heading))
            yield self._by_token[i]

    def _turn_starts(self, start: int, end: int) -> bool:
        """Return whether another turn of a transcript starts between two tokens: "that" may then be what was asked."""
        doc = self._document.doc
        first, last = doc[start].idx, doc[end].idx
        return any(first < low <= last for turn in self._document.turns for low, _ in turn.content[:1])


def _is_object(token: Token) -> bool:
    return token.dep_ in _OBJECTS and token.tag_ not in ("WP", "WDT")


def _is_plural(thing: Token) -> bool:
    return thing.tag_ in ("NNS", "NNPS") or any(thing.conjuncts)


def _is_charged(matter: Token) -> bool:
    """Return whether somebody is charged with a matter, or claims it."""
    return any(governor.lemma_ in _CHARGING for governor, _ in zip(matter.ancestors, range(_CLIMB), strict=False))


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.lefts)
