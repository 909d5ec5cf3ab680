"""The roles of named people: before the name or in apposition to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, names, noun_phrases
from extraction.actors.spotting.name import Name
from extraction.actors.spotting.role_phrases import Range, RolePhrases, is_title
from extraction.document import Document
from ontology.enums import ActorType

_ABBREVIATED = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "maj": "major",
    "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "adm": "admiral", "prof": "professor", "dr": "doctor",
    "amb": "ambassador", "pm": "premier", "dpm": "minister", "fm": "minister", "eam": "minister",
    "vp": "vice-president",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the text gives it, the nouns that head it, and the country it names.

    The text is empty for a mere form of address: it marks a person, but gives no role.
    """

    text: str
    nouns: frozenset[str]
    country: str | None


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of the people of a text, by the index of the name."""

    of: dict[int, Role]
    titled: dict[int, int]
    """The start of the title before a name."""
    introducing: dict[int, tuple[int, int]]
    """The name that a role phrase before it introduces, and the end of the phrase, by the head of the phrase."""
    consumed: frozenset[int]
    """The tokens of roles, which are not separate actors."""
    in_brackets: frozenset[int]
    """The starts of the states in brackets after a name."""


def find_roles(document: Document, found: list[Name]) -> Roles:
    """Return the roles of the people among the names."""
    doc = document.doc
    roles = Roles({}, {}, {}, frozenset(), frozenset())
    consumed: set[int] = set()
    in_brackets: set[int] = set()
    at_end = {name.end: name for name in found}
    at_start = {name.start: name for name in found}
    phrases = RolePhrases(doc, [name for name in found if name.label == "PERSON"])
    for index, name in enumerate(found):
        if name.label != "PERSON":
            continue
        spans: list[Range] = []
        before = phrases.before(name)
        if before:
            spans.append(before)
            consumed.update(range(*before))
            roles.titled[index] = before[0]
        first = before[0] if before else name.start
        intro = phrases.introduction(name, first)
        if intro is not None:
            start = noun_phrases.left_edge(intro)
            end = max(first - 1, intro.i + 1)
            spans.append((noun_phrases.without_article(doc, start, end), end))
            roles.introducing[intro.i] = index, end
        for after in phrases.after(name, introduced=intro is not None):
            spans.append(after)
            consumed.update(range(*after))
        spans = [span for span in spans if span[0] < span[1]]
        of_state = _state_beside(doc, name, before, at_start, at_end)
        in_brackets.update(of_state.in_brackets)
        if spans or of_state.country:
            roles.of[index] = _role(document, spans, at_end, of_state.country)
    return Roles(roles.of, roles.titled, roles.introducing, frozenset(consumed), frozenset(in_brackets))


@dataclass(frozen=True, slots=True)
class _Beside:
    country: str | None = None
    in_brackets: tuple[int, ...] = ()


def _state_beside(
    doc: Doc, name: Name, before: Range | None, at_start: dict[int, Name], at_end: dict[int, Name]
) -> _Beside:
    """Return the state in brackets after a name, or its possessor: "Ek (Norway)", "Norway's Ek"."""
    behind = at_start.get(name.end + 1)
    if doc[name.end : name.end + 1].text == "(" and behind and doc[behind.end : behind.end + 1].text[:1] == ")":
        return _Beside(_state(behind), (behind.start,) if _state(behind) else ())
    owner = at_end.get((before[0] if before else name.start) - 1)
    if owner and doc[owner.end].text in ("'s", "’s"):
        return _Beside(_state(owner))
    return _Beside()


def _state(name: Name) -> str | None:
    """Return the country that a name denotes; None for a city or region."""
    known = name.known
    return known.country if known and known.type is ActorType.STATE and not known.place else None


def _role(document: Document, spans: list[Range], at_end: dict[int, Name], country: str | None) -> Role:
    doc = document.doc
    nouns = set()
    for start, end in spans:
        for token in doc[start:end]:
            if gazetteer.person_noun(token) and not _is_of_another(token, start):
                nouns.add(token.lemma_.lower())
            if title := _ABBREVIATED.get(token.lower_.rstrip(".")):
                nouns.add(title)
            inside = at_end.get(token.i + 1)
            if inside and inside.known and inside.known.type is not ActorType.STATE:
                country = country or inside.known.country
        country = country or noun_phrases.country_in(document, start, end)
    text = "; ".join(document.text_of(start, end) for start, end in _without_courtesy(doc, spans))
    return Role(text, frozenset(nouns), country or gazetteer.country_of_title(text))


def _is_of_another(token: Token, start: int) -> bool:
    """Return whether a noun in a role means somebody else: "aide to the president", "the boy's aunt"; or not yet."""
    if token.dep_ == "poss" or gazetteer.is_pending(token):
        return True
    return token.dep_ == "pobj" and token.head.head.i >= start and gazetteer.person_noun(token.head.head)


def _without_courtesy(doc: Doc, spans: list[Range]) -> Iterator[Range]:
    """Yield the spans without a final form of address; a span left without a final role is dropped: "votes Mrs."."""
    for start, end in spans:
        if not names.is_courtesy(doc[end - 1].text):
            yield start, end
        elif end - 1 > start and is_title(doc[end - 2]):
            yield start, end - 1
