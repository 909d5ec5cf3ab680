"""The roles of named people: what stands before the name or in apposition to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, names, noun_phrases
from extraction.actors.spotting.name import Name
from extraction.document import Document

_ABBREVIATED = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "maj": "major",
    "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "adm": "admiral", "prof": "professor", "dr": "doctor",
    "amb": "ambassador",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the text gives it, the nouns that head it, and the country it names.

    The text is empty where there is only a form of address: it shows a person, but tells no role.
    """

    text: str
    nouns: frozenset[str]
    country: str | None


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles by index of the name; role phrases that come before their name; tokens that are used up."""

    of: dict[int, Role]
    introducing: dict[int, int]
    consumed: frozenset[int]


def find_roles(document: Document, found: list[Name]) -> Roles:
    """The roles of the people among the names."""
    doc = document.doc
    of: dict[int, Role] = {}
    introducing: dict[int, int] = {}
    consumed: set[int] = set()
    ends = {name.end: i for i, name in enumerate(found)}
    for index, name in enumerate(found):
        if name.label != "PERSON":
            continue
        spans = []
        before = _before(doc, name)
        if before:
            spans.append(before)
            consumed.update(range(*before))
        intro = _introduction(doc, name, before[0] if before else name.start)
        if intro is not None:
            spans.append((noun_phrases.without_article(doc, *_phrase(intro)), _phrase(intro)[1]))
            introducing[intro.i] = index
        for after in _after(doc, name):
            spans.append(after)
            consumed.update(range(*after))
        spans = [span for span in spans if span[0] < span[1]]
        if spans:
            of[index] = _role(document, spans, found, ends)
    return Roles(of, introducing, frozenset(consumed))


def _role(document: Document, spans: list[tuple[int, int]], found: list[Name], ends: dict[int, int]) -> Role:
    nouns = set()
    country = None
    for start, end in spans:
        for token in document.doc[start:end]:
            if gazetteer.person_noun(token):
                nouns.add(token.lemma_.lower())
            if title := _ABBREVIATED.get(token.lower_.rstrip(".")):
                nouns.add(title)
            inside = ends.get(token.i + 1)
            known = found[inside].known if inside is not None else None
            country = country or (known.country if known else None)
        country = country or noun_phrases.country_in(document, start, end)
    text = "; ".join(document.text_of(start, end) for start, end in _without_courtesy(document.doc, spans))
    return Role(text, frozenset(nouns), country or gazetteer.country_of_title(text))


def _without_courtesy(doc: Doc, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without a form of address at the end; what then ends with no role was none: "votes Mrs."."""
    for start, end in spans:
        if not names.is_courtesy(doc[end - 1].text):
            yield start, end
        elif _has_person_noun(doc, start, end - 1):
            yield start, end - 1


def _before(doc: Doc, name: Name) -> tuple[int, int] | None:
    """The title before a name: "Prime Minister", "former Florida Sen.", "senior Iranian general"."""
    start = name.start
    while start > 0 and name.start - start < 12:
        token = doc[start - 1]
        if token.is_space or (token.is_sent_start and token.dep_ == "det"):
            break
        inside = token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text in ("-", "'s", "’s", "of", "and", "&")
        if not inside or (token.dep_ in ("nsubj", "dobj", "pobj", "ROOT") and token.head.i < token.i):
            break
        start -= 1
    while start < name.start and doc[start].text in ("-", "'s", "’s", "of", "and", "&"):
        start += 1
    return (start, name.start) if _has_person_noun(doc, start, name.start) else _apposed(doc, name)


def _apposed(doc: Doc, name: Name) -> tuple[int, int] | None:
    """The role to which a name is the apposition: "to his daughter Laura Finch"."""
    head = doc[name.end - 1].head
    between = doc[head.i + 1 : name.start]
    if doc[name.end - 1].dep_ != "appos" or head.i >= name.start or any(token.is_punct for token in between):
        return None
    start = noun_phrases.without_article(doc, noun_phrases.left_edge(head), head.i + 1)
    return (start, name.start) if _is_role_head(head) else None


def _has_person_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether the last word of a phrase, or the one before "of", is a person's role or title."""
    if start >= end:
        return False
    last = doc[end - 1]
    return names.is_title(last.text) or gazetteer.person_noun(last)


def _is_role_head(token: Token) -> bool:
    return token.tag_ in ("NN", "NNP") and gazetteer.person_noun(token)


def _phrase(head: Token) -> tuple[int, int]:
    return noun_phrases.left_edge(head), noun_phrases.right_edge(head)


def _introduction(doc: Doc, name: Name, start: int) -> Token | None:
    """The head of a role phrase before the name and a comma: "NATO's secretary general, Jens Stoltenberg"."""
    closed = name.end == len(doc) or doc[name.end].is_punct or doc[name.end].is_space
    if start < 2 or doc[start - 1].text != "," or not closed or doc[name.end - 1].dep_ == "conj":
        return None
    head = None
    token = doc[start - 2]
    for _ in range(8):
        if _is_role_head(token) and not _heads_on(token):
            head = token
        if token.head.i >= token.i or token.dep_ not in ("pobj", "prep", "poss", "conj"):
            break
        token = token.head
    return head


def _after(doc: Doc, name: Name) -> list[tuple[int, int]]:
    """What stands behind a name: "X, a nuclear expert at Y", "X of the Washington Institute, its director"."""
    end = name.end
    found = []
    if end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end].dep_ == "prep":
        end = min(doc[end].right_edge.i + 1, _stop(doc, end))
        found.append((name.end, end))
    apposition = _apposition(doc, end) if end < len(doc) else None
    return [*found, apposition] if apposition else found


def _apposition(doc: Doc, end: int) -> tuple[int, int] | None:
    comma = _past_bracket(doc, end)
    if comma is None:
        return None
    # The parser does not always see the apposition; that a role follows the comma tells it.
    for i in range(comma + 1, min(comma + 9, len(doc))):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON") and token.text not in ("-", "'s", "’s"):
            return None
        if token.pos_ in ("NOUN", "PROPN") and _is_role_head(token) and not _heads_on(token):
            start = noun_phrases.without_article(doc, comma + 1, i + 1)
            end = _stop(doc, start)
            return (start, end) if end > i else None
    return None


def _past_bracket(doc: Doc, i: int) -> int | None:
    """The comma behind a name, or behind the bracket behind it: "Debbie Schultz (Fla.),"."""
    if doc[i].text == "(":
        i = next((j + 1 for j in range(i, min(i + 8, len(doc) - 1)) if doc[j].text == ")"), i)
    return i if i + 2 < len(doc) and doc[i].text == "," else None


def _heads_on(token: Token) -> bool:
    """Whether the noun only modifies the next one, or names the next person."""
    return token.dep_ == "compound" and token.head.i > token.i


def _stop(doc: Doc, start: int) -> int:
    """The end of an apposition: the next comma, dash, bracket, verb or end of sentence, at most 20 tokens on."""
    for i in range(start, min(start + 20, len(doc))):
        token = doc[i]
        if (
            token.tag_ in ("WP", "WDT", "WP$")
            or token.text in (",", "—", "–", "(", ")", ";", ":", "“", '"', ".")
            or token.is_space
        ):
            return i
        if i > start and (token.is_sent_start or (token.dep_ in ("relcl", "ROOT") and token.pos_ in ("VERB", "AUX"))):
            return i
    return min(start + 20, len(doc))
