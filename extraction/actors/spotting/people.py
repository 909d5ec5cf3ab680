"""People whom the model misses, or recognises with a word too many or too few."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, gender, names
from extraction.actors.spotting.name import LABELS, Name
from extraction.actors.spotting.role_phrases import is_title
from extraction.document import Document
from ontology.enums import ActorType

_SYLLABLE = 5
_QUOTES = frozenset(('"', "“", "”", "'", "‘", "’"))
# "the Minister of Trade and Industry Ann Lee"
_DEPARTMENT_LINKS = frozenset("and of for &".split())
_LONGEST_OFFICE = 10  # tokens: "Secretary of the Supreme National Security Council of"


def whole_person(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Extend a person's name to words that the model leaves out ("Leyen" after "von der"); drop a role before it."""
    initials = [i + 1 for i in range(start, end - 1) if doc[i].text in names.INITIALS]  # "Russian FM Lavrov"
    start = initials[-1] if initials else start
    while end - start > 1 and is_title(doc[start]):
        start += 1
    single = end - start == 1
    while start > 0 and _is_given_name(doc[start - 1], start, end) and (single or _is_first(doc[start - 1])):
        start -= 1
    if end + 1 < len(doc) and doc[end].text == "-" and _is_second_syllable(doc[end + 1]):
        end += 2
    if end + 1 < len(doc) and doc[end].text == "-" and _is_second_surname(doc[end + 1]):
        end += 2
    if names.is_particle(doc[end - 1].lower_) and end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    if end < len(doc) and end - start > 1 and _is_last(doc[end]):
        end = doc[end - 1].head.i + 1
    return start, _past_nickname(doc, start, end)


def _past_nickname(doc: Doc, start: int, end: int) -> int:
    """Return the end of a name with a nickname in quotation marks inside: "Matiu "Matt" Ratana"."""
    opening = next((i for i in range(start + 1, end + 1) if doc[i : i + 1].text in _QUOTES), None)
    if opening is None or doc[opening + 2 : opening + 3].text not in _QUOTES:
        return end
    last = opening + 4
    surname = last <= len(doc) and doc[last - 1].tag_ == "NNP" and doc[opening + 1].tag_ == "NNP"
    return max(end, last) if surname else end


def _is_first(token: Token) -> bool:
    """Return whether no other name but a role stands before a word: "Yolanda" in "Superintendent Yolanda Yu"."""
    before = token.nbor(-1) if token.i else None
    if before is None or is_title(before):
        return True
    return not before.text.istitle() and before.lower_ not in _DEPARTMENT_LINKS


def _is_last(token: Token) -> bool:
    """Return whether a word starts the second surname of the name before it: "Quispe" after "Gonzalo de la Riva"."""
    before = token.nbor(-1)
    last = before.head
    joined = before.dep_ == "compound" and last.i in (token.i, token.i + 2) and before.tag_ == "NNP"
    if not joined or (last.i > token.i and token.nbor().text != "-"):
        return False
    if last.i + 1 < len(token.doc) and last.nbor().text.istitle():
        return False  # "Jonas Berg Wins Vote" in a headline
    alone = not token.ent_type_ and token.tag_ == last.tag_ == "NNP" and token.text.istitle()
    return (
        alone and last.dep_ != "compound" and token.lower_ not in gazetteer.name_nouns() and not gazetteer.noun_of(last)
    )


def _is_second_syllable(token: Token) -> bool:
    """Return whether a word ends a given name of which the model sees the first half: "Moon Jae-in"."""
    hyphen = token.nbor(-1)
    glued = not hyphen.whitespace_ and not hyphen.nbor(-1).whitespace_
    return glued and token.is_alpha and token.is_lower and len(token) <= _SYLLABLE and hyphen.nbor(-1).text.istitle()


def _is_second_surname(token: Token) -> bool:
    """Return whether a word is the second half of a double surname: "Persaud-King"."""
    hyphen = token.nbor(-1)
    glued = not hyphen.whitespace_ and not hyphen.nbor(-1).whitespace_
    return glued and token.tag_ == "NNP" and token.text.istitle() and hyphen.nbor(-1).text.istitle()


def after_place(doc: Doc, start: int, end: int) -> int:
    """Return where the name starts in one that the model joined to a place or body: "President of Ukraine Ann Lee"."""
    if not _is_office(doc, start):
        return start
    for i in range(end - 1, start, -1):
        place = gazetteer.known_names().get(doc[start:i].text)
        person = all(token.tag_ == "NNP" and token.text[0].isupper() for token in doc[i:end])
        if place is not None and person:
            return i
    return start


def _is_office(doc: Doc, place: int) -> bool:
    """Return whether a place ends the title of an office: "Governor of the Bank of" before "Kenya"."""
    if place and doc[place - 1].lower_ == "the":
        place -= 1
    if place < 2 or doc[place - 1].lower_ not in ("of", "from"):
        return False
    for i in range(place - 2, max(place - _LONGEST_OFFICE, -1), -1):
        if doc[i].tag_ == "NNP" and doc[i + 1].lower_ in ("of", "from") and gazetteer.person_noun(doc[i]):
            return True
        if not doc[i].text[:1].isupper() and doc[i].text not in (*_DEPARTMENT_LINKS, "the"):
            return False
    return False


def _is_given_name(token: Token, start: int, end: int) -> bool:
    named = token.pos_ == "PROPN" and token.dep_ == "compound" and start <= token.head.i < end
    return (
        named
        and token.text.istitle()
        and not names.is_title(token.text)
        and not token.ent_type_
        and not gazetteer.person_noun(token)
    )


def find_unseen(document: Document, found: list[Name]) -> Iterator[Name]:
    """Yield the people named in full whom the model misses, but who speak or have a role."""
    doc = document.doc
    taken = {i for name in found for i in range(name.start, name.end)}
    starts = {name.start for name in found}
    ends = {name.end: name for name in found if name.known and name.known.type is ActorType.STATE}
    for may_name, tokens in groupby(doc, lambda token: _may_name(token) and token.i not in taken):
        if may_name:
            run = list(tokens)
            titles = [token.i + 1 for token in run[:-1] if is_title(token)]
            start, end = whole_person(doc, titles[-1] if titles else run[0].i, run[-1].i + 1)
            name = Name(start, end, "PERSON", document.text_of(start, end), None, "title")
            is_full = end - start > 1 and not gazetteer.person_noun(run[-1])
            # "H.E. Ambassador Ann Lee", "Mr Prime Minister"
            office = end in starts or (len(run) > 1 and not gender.of_name(name.text))
            rank = names.is_title(name.text) or (office and is_title(run[-1]))
            addressed = start > 0 and not rank and _is_address(doc[start - 1])
            place = ends.get(start)
            in_office = place is not None and _is_office(doc, place.start)
            if (
                addressed
                or _acts_in_office(run, name)
                or (is_full and (in_office or looks_like_person(doc, name) or _is_told_role(run[-1])))
            ):
                yield name


def _acts_in_office(run: Sequence[Token], name: Name) -> bool:
    """Return whether a single name after a title does something: "Princess Ubolratana said"."""
    title, *rest = run
    single = len(rest) == 1 and is_title(title) and name.start == rest[0].i
    is_thing = name.text.lower() in gazetteer.name_nouns() or gazetteer.person_noun(run[-1])
    return single and not is_thing and run[-1].dep_ == "nsubj" and run[-1].head.pos_ == "VERB"


def _is_address(token: Token) -> bool:
    """Return whether a token is a form of address or an abbreviated rank, which only people have."""
    is_rank = token.text.endswith(".") and names.is_title(token.text) and token.lower_ != "st."
    return is_rank or names.is_courtesy(token.text) or token.text in names.INITIALS


def _is_told_role(head: Token) -> bool:
    """Return whether a name has a role in apposition or as predicate: "X, a diplomat", "X is a diplomat"."""
    told = head.head.children if head.dep_ == "nsubj" and head.head.lemma_ == "be" else head.children
    return any(child.dep_ in ("attr", "appos") and gazetteer.person_noun(child) for child in told)


def _may_name(token: Token) -> bool:
    return token.tag_ == "NNP" and token.text.istitle() and token.ent_type_ not in (*LABELS, "DATE")


def find_again(document: Document, found: list[Name]) -> Iterator[Name]:
    """Yield the surnames of people whom the model recognises in one sentence and misses in another."""
    doc = document.doc
    people = {
        word for name in found if name.label == "PERSON" and name.text[0].isupper() for word in _family_names(name)
    }
    labels = {surname.upper() for surname in people}
    taken = {i for name in found for i in range(name.start, name.end)}
    for token in doc:
        # "LINDQVIST:" in a transcript
        is_label = token.text in labels and token.i + 1 < len(doc) and token.nbor().text == ":"
        if token.i not in taken and (is_label or (token.text in people and _is_whole(token))):
            start, end = whole_person(doc, token.i, token.i + 1)
            yield Name(start, end, "PERSON", document.text_of(start, end), None, "again")


def _family_names(name: Name) -> list[str]:
    """Return the words of a name that can stand alone: the last one, and of three or more also the inner ones."""
    first, *rest = name.text.split()
    inside = [word for word in rest[:-1] if len(word) > 3 and word[0].isupper() and "." not in word]
    return [*inside, rest[-1] if rest else first]


def _is_whole(token: Token) -> bool:
    """Return whether a surname is not part of another name or word and not a month, whatever the model makes of it."""
    if token.ent_type_ in (*LABELS, "DATE") or (token.pos_ in ("AUX", "ADP") and token.is_sent_start):
        return False
    hyphened = token.i and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    # "Cabin" in "the Log Cabin Republicans" is not a Ms. Cabin.
    modifies = token.dep_ == "compound" and (token.head.pos_ != "NOUN" or token.pos_ != "PROPN")
    return not hyphened and not modifies


def looks_like_person(doc: Doc, name: Name) -> bool:
    """Return whether a name read as a body by the model follows a person's role or speaks.

    "preacher Ali Farouk", "the President of Peru, Ali Farouk".
    """
    words = name.text.split()
    if not 2 <= len(words) <= 3 or not all(word.replace("-", "").isalpha() and word[0].isupper() for word in words):
        return False
    if any(word.lower() in gazetteer.name_nouns() for word in words):
        return False
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.pos_ in ("NOUN", "PROPN") and gazetteer.person_noun(before):
        return True
    last = doc[name.end - 1]
    if last.dep_ == "appos" and last.head.tag_ in ("NN", "NNP") and last.head.i < last.i:
        return gazetteer.person_noun(last.head)
    return last.head.lemma_ in ("say", "tell", "add") and last.dep_ == "nsubj"
