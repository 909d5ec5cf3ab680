"""Role phrases of named people: before the name, before a comma, in apposition, in brackets."""

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, names, noun_phrases
from extraction.actors.spotting.name import Name

Range = tuple[int, int]

_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_INSIDE = _POSSESSIVE | {"-", "–", "of", "and", "&"}
_ENDS_APPOSITION = frozenset(("VERB", "AUX", "PUNCT", "SCONJ", "PRON"))
_OF_ROLES = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ"))
_PAST_AND_FUTURE = frozenset("former ex deputy vice acting interim outgoing incumbent late honorary".split())
_LONGEST = 14
_LONGEST_AFTER = 20


class RolePhrases:
    """The role phrases of the people of a text; none runs into another person's name."""

    def __init__(self, doc: Doc, people: list[Name]) -> None:
        self._doc = doc
        self._ends = {name.end: name for name in people}
        self._starts = {name.start: name for name in people}

    def before(self, name: Name) -> Range | None:
        """Return the title before a name: "Prime Minister", "former Florida Sen.", "Minister of Trade and Industry"."""
        start = self._walk_left(name)
        while start < name.start and self._doc[start].text in _INSIDE:
            start += 1
        last = name.start - (2 if _is_bracketed(self._doc, name.start - 3) else 1)
        if start < name.start and is_title(self._doc[last]):
            return start, name.start
        return self._department(name) or _apposed(self._doc, name)

    def introduction(self, name: Name, start: int) -> Token | None:
        """Return the head of a role phrase before a comma and the name: "NATO's secretary general, Jens Stoltenberg".

        `start` is the start of the name or of the title before it.
        """
        doc = self._doc
        if start < 2 or doc[start - 1].text != "," or self._is_listed(name, start):
            return None
        head = None
        token = doc[start - 2]
        for _ in range(8):
            if is_role_head(token) and not _heads_on(token):
                head = token
            if token.head.i >= token.i or token.dep_ not in ("pobj", "prep", "poss", "conj"):
                break
            token = token.head
        head = head or self._loose_role(start - 2)
        if head is None or name.end == len(doc) or doc[name.end].is_punct or doc[name.end].is_space:
            return head
        return head if self._opens(head, doc[name.end - 1]) else None

    def _loose_role(self, last: int) -> Token | None:
        """Return the head of a role whose end the parser has attached to the verb: "its head for May"."""
        doc = self._doc
        for i in range(last, max(last - _LONGEST, 0), -1):
            token = doc[i]
            if token.pos_ not in _OF_ROLES and token.text not in _POSSESSIVE:
                return None
            if is_role_head(token) and not _heads_on(token) and i < last:
                determined = any(child.dep_ in ("det", "poss") for child in token.lefts)
                return token if determined and doc[i + 1].dep_ == "prep" else None
        return None

    def _opens(self, role: Token, name: Token) -> bool:
        """Return whether a role and a name that no comma closes are a subject: "Norway's premier, Ann Lee said"."""
        left = noun_phrases.left_edge(role)
        opening = left == 0 or self._doc[left - 1].text in (",", ";", "“", '"') or self._doc[left].is_sent_start
        says = self._doc[name.i + 1].pos_ in ("VERB", "AUX")
        return says and (bool(opening) or (name.dep_ == "appos" and name.head.i == role.i))

    def after(self, name: Name, *, introduced: bool) -> list[Range]:
        """Return the roles after a name: "X, a nuclear expert at Y", "X of the Washington Institute, its director".

        The role between two names is that of the second one where the first has been introduced.
        """
        doc = self._doc
        end = name.end
        found = []
        # "accused Ann Lee of lying"
        if end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end].dep_ == "prep" and doc[end + 1].tag_ != "VBG":
            end = min(doc[end].right_edge.i + 1, self._stop(end))
            while doc[end - 1].dep_ == "cc" or doc[end - 1].is_punct:
                end -= 1
            found.append((name.end, end))
        apposition = self._apposition(end) if end < len(doc) else None
        if apposition and introduced and doc[apposition[1] : apposition[1] + 1].text == ",":
            apposition = None if self._person_follows(apposition[1] + 1) else apposition
        return [*found, apposition] if apposition else found

    def _walk_left(self, name: Name) -> int:
        doc = self._doc
        start = name.start
        while start > 0 and name.start - start < _LONGEST:
            token = doc[start - 1]
            if _is_bracketed(doc, start - 3) and doc[start].text not in ("-", "–"):
                start -= 3
                continue
            if token.is_space or (token.is_sent_start and token.dep_ == "det"):
                break
            if token.text in ("and", "&") and not self._joins_roles(start - 1, name.start):
                break
            if start in self._ends and doc[start].text not in _POSSESSIVE:
                break
            lettered = any(c.isalpha() for c in token.text)
            inside = token.text in _INSIDE or (lettered and token.pos_ in ("NOUN", "PROPN", "ADJ"))
            # "met Col. Lang": the rank is the object, the name is in apposition to it.
            ruled = token.dep_ in ("nsubj", "dobj", "pobj", "ROOT") and token.head.i < token.i and not _is_inner(token)
            if not inside or (ruled and start < name.start):
                break
            start -= 1
        return start

    def _joins_roles(self, i: int, end: int) -> bool:
        """Return whether the "and" at a token joins two roles of one person, or the words of one.

        "Deputy Premier and Foreign Minister X", "Trade and Industry Minister X"; not "President X and Premier Y".
        """
        doc = self._doc
        if i == 0 or i in self._ends:
            return False
        left, right = doc[i - 1], doc[i + 1]
        if is_title(left):
            # "the president and Foreign Minister X" are two people.
            return left.text[0].isupper() == right.text[0].isupper()
        titles = [token for token in doc[i + 1 : end] if is_title(token)]
        starts_with_title = is_title(right) or right.lower_ in ("former", "acting", "deputy")
        in_department = any(token.lower_ == "of" for token in doc[max(i - 4, 0) : i])
        return not left.ent_type_ and bool(titles) and not starts_with_title and not in_department

    def _department(self, name: Name) -> Range | None:
        """Return a role and department before a name: "Minister of Trade and Industry X", "Director of the FSB X"."""
        doc = self._doc
        i = name.start - 1
        if doc[i].text == ",":  # "the Minister of Trade, X": an introduction
            return None
        plain = doc[i].pos_ == "NOUN"  # "vice president of family affairs X"
        while i > 0 and name.start - i < _LONGEST and (_is_of_department(doc[i]) or (plain and _is_of_affairs(doc[i]))):
            if i in self._ends or (doc[i].is_sent_start and doc[i].dep_ == "det"):
                return None
            if doc[i].lower_ in ("of", "for", "from") and is_title(doc[i - 1]):
                if plain:
                    left = noun_phrases.left_edge(doc[i - 1])
                    return noun_phrases.without_article(doc, left, i), name.start
                if not doc[i - 1].text[:1].isupper():
                    return None
                first = i - 1
                while first not in self._ends and not doc[first].is_sent_start and _is_of_title(doc[first - 1]):
                    first -= 1
                return first, name.start
            i -= 1
        return None

    def _is_listed(self, name: Name, start: int) -> bool:
        """Return whether a name continues a list: "the premier, Ann Lee, Bo Ek"."""
        before = start - 2
        return before + 1 in self._ends and self._doc[name.end - 1].dep_ == "conj"

    def _apposition(self, end: int) -> Range | None:
        doc = self._doc
        comma = _past_bracket(doc, end)
        if comma is None or doc[comma + 1].lower_ in ("and", "or", "but"):
            return None
        # The parser does not always see the apposition; a role after the comma is the evidence.
        for i in range(comma + 1, min(comma + 12, len(doc))):
            token = doc[i]
            if i in self._starts:
                return None
            mine = token.tag_ == "PRP$" and i == comma + 1
            if token.pos_ in _ENDS_APPOSITION and token.text not in ("-", *_POSSESSIVE) and not mine:
                return None
            if token.pos_ in ("NOUN", "PROPN") and is_role_head(token) and not _heads_on(token):
                start = noun_phrases.without_article(doc, comma + 1, i + 1)
                end = self._stop(start)
                names_next = any(j in self._starts for j in range(i, min(i + 3, len(doc))))
                return (start, end) if end > i and not names_next else None
        return None

    def _stop(self, start: int) -> int:
        """Return the end of an apposition: the next comma, dash, bracket, verb, person or end of sentence."""
        doc = self._doc
        last = min(start + _LONGEST_AFTER, len(doc))
        for i in range(start, last):
            token = doc[i]
            if (
                token.tag_ in ("WP", "WDT", "WP$")
                or token.text in (",", "—", "–", "(", ")", ";", ":", "“", '"', ".", "»", "«", "”")
                or token.is_space
            ):
                return i
            if i > start and token.is_sent_start:
                return i
            if i > start and token.dep_ in ("relcl", "ROOT") and token.pos_ in ("VERB", "AUX"):
                return i
            if i > start and token.lower_ == "and" and self._person_follows(i + 1):
                return i
        return last

    def _person_follows(self, i: int) -> bool:
        """Return whether a person is named at a token, or after the title that starts there."""
        return any(j in self._starts for j in range(i, min(i + 5, len(self._doc))))


_DEPARTMENT_LINKS = frozenset("of for from the and & , -".split())


def _is_of_department(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in _DEPARTMENT_LINKS


def _is_of_title(token: Token) -> bool:
    """Return whether a word before a title belongs to it: "Deputy" before "Chairman of"."""
    return (token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ")) or token.lower_ in _PAST_AND_FUTURE


def _is_of_affairs(token: Token) -> bool:
    return token.pos_ in ("NOUN", "ADJ") and (token.tag_ == "NNS" or not is_title(token))


def _is_inner(token: Token) -> bool:
    """Return whether a noun stands inside a title: "Ministry of Defence spokesman", "Member of Parliament"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of" or token.head.i == 0:
        return False
    before = token.head.nbor(-1)
    return (token.text[:1].isupper() and before.tag_ == "NNP") or is_title(before)


def _is_bracketed(doc: Doc, i: int) -> bool:
    """Return whether an acronym in brackets is at a token: "Member of Parliament (MP) Ann Lee"."""
    return i > 0 and doc[i].text == "(" and doc[i + 2].text == ")" and doc[i + 1].text.isupper()


def is_title(token: Token) -> bool:
    """Return whether a token is a form of address, a rank or a person's role in the singular."""
    return names.is_title(token.text) or gazetteer.person_noun(token)


def is_role_head(token: Token) -> bool:
    """Return whether a token can head a phrase for the role of one person."""
    return token.tag_ in ("NN", "NNP") and gazetteer.person_noun(token)


def _apposed(doc: Doc, name: Name) -> Range | None:
    """Return the role before a name in apposition: "to his daughter Laura Finch"."""
    head = doc[name.end - 1].head
    between = doc[head.i + 1 : name.start]
    if doc[name.end - 1].dep_ != "appos" or head.i >= name.start or any(token.is_punct for token in between):
        return None
    start = noun_phrases.without_article(doc, noun_phrases.left_edge(head), head.i + 1)
    return (start, name.start) if is_role_head(head) else None


def _past_bracket(doc: Doc, i: int) -> int | None:
    """Return the comma after a name, or after the bracket that follows it: "Debbie Schultz (Fla.),"."""
    if doc[i].text == "(":
        i = next((j + 1 for j in range(i, min(i + 8, len(doc) - 1)) if doc[j].text == ")"), i)
    return i if i + 2 < len(doc) and doc[i].text == "," else None


def _heads_on(token: Token) -> bool:
    """Return whether the noun only modifies the next one, or names the next person."""
    return token.dep_ == "compound" and token.head.i > token.i
