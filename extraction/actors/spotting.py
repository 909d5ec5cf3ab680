"""Finds the proper names of a text: those that are known, and those that the model sees."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, names
from extraction.actors.gazetteer import Known
from extraction.document import Document
from ontology.enums import ActorType

_LABELS = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"))
_ARTICLES = frozenset("the a an this that our its his her their".split())
# What the model takes into a name at its end by mistake.
_TRAILING = frozenset(["'s", "’s", "'", "’", ".", ",", "-", "–", "—", '"', "”", "“", "''", "``", "(", ")"])
_CREDIT = re.compile(r"\W*(?:additional |further )?(?:reporting|writing|editing|compiled|written|edited) by\b", re.I)
_DASHES = frozenset(["-", "–", "—", "|"])
_LINKS = frozenset("of for and the on al in de bin to &".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as token offsets [start, end); `label` is spaCy's, empty for a known name."""

    start: int
    end: int
    label: str
    text: str
    known: Known | None


def find_names(document: Document) -> list[Name]:
    """The proper names of the text, in order, none overlapping another."""
    doc = document.doc
    known = list(_known(document))
    taken = {i: name for name in known for i in range(name.start, name.end)}
    dropped: set[Name] = set()
    found: list[Name] = []
    covered = 0
    for ent in doc.ents:
        start, end = _trimmed(doc, ent.start, ent.end)
        if ent.label_ not in _LABELS or start == end or not names.words(document.text_of(start, end)):
            continue
        if start < covered or not any(c.isupper() or c.isdigit() for c in document.text_of(start, end)):
            continue
        if ent.label_ == "PERSON":
            start, end = _whole_person(doc, start, end)
        inside = {taken[i] for i in range(start, end) if i in taken}
        if inside:
            # "George Washington" is more than "Washington"; "US" in "the US and Iraq" is not less.
            covered = any(name.start <= start and end <= name.end for name in inside)
            if covered or ent.label_ not in ("PERSON", "ORG", "FAC") or not _is_one_name(doc, start, end):
                continue
            dropped |= inside
        covered = end
        found.append(Name(start, end, ent.label_, document.text_of(start, end), None))
    found += [name for name in known if name not in dropped]
    found = _elsewhere(document, sorted([*found, *_unseen(document, found)], key=lambda name: name.start))
    found = _agreed(doc, list(_mended(document, found)))
    return sorted([*found, *_again(document, found)], key=lambda name: name.start)


def _known(document: Document) -> Iterator[Name]:
    doc = document.doc
    lengths, table = gazetteer.longest_known(), gazetteer.known_names()
    i = 0
    while i < len(doc):
        step = 1
        # A word of a known name may be several tokens ("U.S.-China", "Da'esh").
        for length in range(min(2 * lengths.get(doc[i].text, 0), len(doc) - i), 0, -1):
            text = document.text_of(i, i + length)
            if text in table and not _is_shouted(doc, i, text):
                if table[text].article and not (i and doc[i - 1].lower_ == "the"):
                    continue
                yield Name(i, i + length, "", text, table[text])
                step = length
                break
        i += step


def _is_shouted(doc: Doc, i: int, text: str) -> bool:
    """Whether a short acronym stands among words in capitals, where "IS" and "WHO" are words."""
    around = [doc[j].text for j in (i - 1, i + 1) if 0 <= j < len(doc) and doc[j].is_alpha]
    return len(text) <= 3 and text.isupper() and any(len(word) > 3 and word.isupper() for word in around)


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].lower_ in _ARTICLES or doc[start].is_punct or doc[start].is_space):
        start += 1
    for i in range(end - 1, start, -1):
        if doc[i].text in _DASHES and doc[i - 1].whitespace_:
            start = i + 1
            break
    while end > start and (doc[end - 1].text in _TRAILING or doc[end - 1].is_space):
        end -= 1
    return start, end


def _whole_person(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A person's name without a role before it, with the words the model leaves outside: "Leyen" after "von der"."""
    while end - start > 1 and (names.is_title(doc[start].text) or gazetteer.person_noun(doc[start])):
        start += 1
    if end - start == 1:
        while start > 0 and _is_given_name(doc[start - 1], start, end):
            start -= 1
    if names.is_particle(doc[end - 1].lower_) and end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    return start, end


def _is_given_name(token: Token, start: int, end: int) -> bool:
    named = token.pos_ == "PROPN" and token.dep_ == "compound" and start <= token.head.i < end
    return (
        named
        and token.text.istitle()
        and not names.is_title(token.text)
        and not token.ent_type_
        and not gazetteer.person_noun(token)
    )


def _unseen(document: Document, found: list[Name]) -> Iterator[Name]:
    """The people named in full whom the model does not see, but who speak or have a role."""
    doc = document.doc
    taken = {i for name in found for i in range(name.start, name.end)}
    for may_name, tokens in groupby(doc, lambda token: _may_name(token) and token.i not in taken):
        if may_name:
            run = list(tokens)
            start, end = _whole_person(doc, run[0].i, run[-1].i + 1)
            name = Name(start, end, "PERSON", document.text_of(start, end), None)
            is_full = end - start > 1 and not gazetteer.person_noun(run[-1])
            if is_full and (_looks_like_person(doc, name) or _is_told_role(run[-1])):
                yield name


def _is_told_role(head: Token) -> bool:
    """Whether a name is told to be somebody: "X, a diplomat", "X is a diplomat"."""
    told = head.head.children if head.dep_ == "nsubj" and head.head.lemma_ == "be" else head.children
    return any(child.dep_ in ("attr", "appos") and gazetteer.person_noun(child) for child in told)


def _may_name(token: Token) -> bool:
    return token.tag_ == "NNP" and token.text.istitle() and token.ent_type_ not in (*_LABELS, "DATE")


def _again(document: Document, found: list[Name]) -> Iterator[Name]:
    """The people whom the model sees in one sentence and not in the next, by their surnames."""
    doc = document.doc
    people = {name.text.split()[-1] for name in found if name.label == "PERSON" and name.text[0].isupper()}
    labels = {surname.upper() for surname in people}
    taken = {i for name in found for i in range(name.start, name.end)}
    for token in doc:
        # "LINDQVIST:" in a transcript
        is_label = token.text in labels and token.i + 1 < len(doc) and token.nbor().text == ":"
        if token.i not in taken and (is_label or (token.text in people and _is_whole(token))):
            start, end = _whole_person(doc, token.i, token.i + 1)
            yield Name(start, end, "PERSON", document.text_of(start, end), None)


def _is_whole(token: Token) -> bool:
    """Whether a surname is no part of another name or word and no month, whatever else the model takes it for."""
    if token.ent_type_ in (*_LABELS, "DATE") or (token.pos_ in ("AUX", "ADP") and token.is_sent_start):
        return False
    hyphened = token.i and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    # "Cabin" of "the Log Cabin Republicans" is no Ms. Cabin.
    modifies = token.dep_ == "compound" and (token.head.pos_ != "NOUN" or token.pos_ != "PROPN")
    return not hyphened and not modifies


def _is_one_name(doc: Doc, start: int, end: int) -> bool:
    words = [token.text for token in doc[start:end] if token.is_alpha]
    return all(word[0].isupper() or word in _LINKS for word in words)


def _is_headline(doc: Doc, start: int, end: int) -> bool:
    """Whether a paragraph is a headline in title case, where the model sees names everywhere."""
    words = [token for token in doc[start:end] if token.is_alpha and len(token) > 3]
    if doc[start:end].text.isupper():
        return True
    capital = sum(token.text[0].isupper() for token in words)
    return 3 <= len(words) <= 20 and capital >= 0.8 * len(words) and doc[end - 1].text not in (".", "!", "”", '"')


def _is_credit(document: Document, start: int, end: int) -> bool:
    """Whether a paragraph says who wrote the article: "(Reporting by ...; Editing by ...)"."""
    return bool(_CREDIT.match(document.text_of(start, end)))


def _elsewhere(document: Document, found: list[Name]) -> list[Name]:
    """Without the names in credits, and without those in headlines that the article itself does not have."""
    doc = document.doc
    headlines = [range(*p) for p in document.paragraphs if _is_headline(doc, *p)]
    credited = [range(*p) for p in document.paragraphs if _is_credit(document, *p)]
    body = {word for n in found if not any(n.start in h for h in headlines) for word in n.text.split()}
    return [
        name
        for name in found
        if not any(name.start in paragraph for paragraph in credited)
        and (
            name.known
            or set(name.text.split()) <= body
            or not any(name.start in h for h in headlines)
            or _has_role_before(doc, name)
        )
    ]


def _has_role_before(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1] if name.start else None
    titled = before is not None and (names.is_title(before.text) or gazetteer.person_noun(before))
    return titled and name.label == "PERSON"


def _mended(document: Document, found: list[Name]) -> Iterator[Name]:
    """The names, less a word that the model takes into one ("Without Cruz"); people it takes for one body apart."""
    doc = document.doc
    full: dict[str, set[str]] = defaultdict(set)
    for name in found:
        if name.label == "PERSON" and " " in name.text:
            full[name.text.split()[-1]].add(name.text)
    for name in found:
        parts = _joined(doc, name.start, name.end) if name.label == "ORG" else []
        if len(parts) > 1 and all(doc[end - 1].text in full for _, end in parts):
            yield from (Name(*part, "PERSON", document.text_of(*part), None) for part in parts)
            continue
        if name.label == "PERSON" and name.end - name.start > 1 and not doc[name.start].tag_.startswith("NNP"):
            rest = document.text_of(name.start + 1, name.end)
            others = full.get(rest.split()[-1], set()) - {name.text}
            if rest in others or (others and " " not in rest):
                name = replace(name, start=name.start + 1, text=rest)
        yield name


def _joined(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a name that "and" or a comma joins."""
    cuts = [i for i in range(start, end) if doc[i].text in ("and", ",")]
    edges = zip([start, *(i + 1 for i in cuts)], [*cuts, end], strict=True)
    return [(first, last) for first, last in edges if first < last]


def _looks_like_person(doc: Doc, name: Name) -> bool:
    """Whether a name that the model calls a body stands behind a person's role: "preacher Ali Farouk"."""
    words = name.text.split()
    if not 2 <= len(words) <= 3 or not all(word.isalpha() and word[0].isupper() for word in words):
        return False
    if any(word.lower() in gazetteer.name_nouns() for word in words):
        return False
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.pos_ in ("NOUN", "PROPN") and gazetteer.person_noun(before):
        return True
    head = doc[name.end - 1].head
    return head.lemma_ in ("say", "tell", "add") and doc[name.end - 1].dep_ == "nsubj"


def _agreed(doc: Doc, found: list[Name]) -> list[Name]:
    """Give each name the label it has most often in the text, and surnames that of the full names."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    full = [name.text for name in found if name.label == "PERSON" and " " in name.text]
    surnames = {names.words(text)[-1] for text in full}
    firsts = {text.split()[0] for text in full}
    acronyms = {names.acronym(name.text) for name in found if name.label == "ORG"} - {""}
    for name in found:
        if name.known is None:
            if name.text in acronyms:
                votes[name.text]["ORG"] += len(found)
            if name.label == "ORG" and _looks_like_person(doc, name):
                votes[name.text]["PERSON"] += len(found)
                surnames.add(names.words(name.text)[-1])
            votes[name.text][name.label] += 1
    agreed = []
    for name in found:
        form = names.words(name.text)
        dateline = name.text.isupper() and (name.label == "GPE" or name.known)
        is_surname = len(form) == 1 and form[0] in surnames and not dateline
        if name.known and name.known.type is ActorType.STATE and is_surname:
            name = replace(name, label="PERSON", known=None)
        elif name.known is None:
            is_person = is_surname or name.text in firsts
            name = replace(name, label="PERSON" if is_person else votes[name.text].most_common(1)[0][0])
        agreed.append(name)
    return agreed
