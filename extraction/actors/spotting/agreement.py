"""One consistent reading of each name throughout a text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from dataclasses import replace

from spacy.tokens import Doc

from extraction.actors import gazetteer, gender, names
from extraction.actors.spotting.name import Name
from extraction.actors.spotting.people import looks_like_person
from extraction.document import Document
from ontology.enums import ActorType

# Shorter words inside a name are seldom surnames.
_INITIAL = 3
_LONGEST = 4  # words of a person's name


def mended(document: Document, found: list[Name]) -> Iterator[Name]:
    """Yield the names without a wrongly included word ("Without Cruz"); people read as one body are separated."""
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


def _is_full_name(name: Name, surnames: Set[str]) -> bool:
    """Return whether a name read as a body's is that of a person by its surname or given name: "Rosa Lund"."""
    words = name.text.split()
    if not 2 <= len(words) <= _LONGEST or not all(word[0].isupper() or names.is_particle(word) for word in words):
        return False
    if any(word.lower() in gazetteer.name_nouns() for word in words):
        return False
    return words[-1] in surnames or bool(gender.of_name(name.text))


def _joined(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a name joined by "and" or a comma."""
    cuts = [i for i in range(start, end) if doc[i].text in ("and", ",")]
    edges = zip([start, *(i + 1 for i in cuts)], [*cuts, end], strict=True)
    return [(first, last) for first, last in edges if first < last]


def agreed(doc: Doc, found: list[Name]) -> list[Name]:
    """Give each name its most frequent label in the text, and each surname that of the full name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    full = [name.text for name in found if name.label == "PERSON" and " " in name.text]
    # "Vázquez" of "Wanda Vázquez Garced" is a surname, too.
    inner = {word for text in full for word in names.words(text)[1:-1] if len(word) > _INITIAL}
    surnames = {names.words(text)[-1] for text in full} | inner
    firsts = {text.split()[0] for text in full}
    singles = {name.text for name in found if name.label == "PERSON" and " " not in name.text}
    acronyms = {names.acronym(name.text) for name in found if name.label == "ORG"} - {""}
    for name in found:
        if name.known is None:
            if name.text in acronyms:
                votes[name.text]["ORG"] += len(found)
            if name.label == "ORG" and (looks_like_person(doc, name) or _is_full_name(name, singles)):
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
