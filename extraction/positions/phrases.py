"""Phrases of a parse: shared subjects, coordinated members, and the limits of a clause."""

from spacy.tokens import Token

from extraction.syntax import SUBJECTS, antecedent, child, conjuncts, counted, prepositional

# Parts that may be dropped at the end of a clause: they do not belong to the wish.
_LOOSE = frozenset({"advcl", "relcl", "parataxis", "punct", "cc", "conj", "appos", "discourse", "npadvmod"})
_CLIMB = 12
# Prepositions before the one who is to act: "called on Peru to leave".
_ASKED = {"call": ("on", "upon"), "appeal": ("to",), "count": ("on",), "rely": ("on",), "wait": ("for",)}
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_LIGHT = frozenset("sign process course act way brink effort hope aim part".split())
# A word shares the subject of its governor through these: "is showing signs of growing".
_SHARING = frozenset("conj xcomp advcl acomp attr pcomp prep oprd ccomp dobj pobj".split())


def subject(verb: Token) -> Token | None:
    """Return the subject of a verb or predicate, even if implicit; relative pronouns are resolved."""
    node = verb
    for _ in range(_CLIMB):
        own = child(node, *SUBJECTS)
        if own is not None:
            return antecedent(own)
        if node.dep_ in ("acl", "relcl"):
            return node.head
        if node.dep_ == "xcomp":
            asked = prepositional(node.head, _ASKED.get(node.head.lemma_, ()))
            governed = child(node.head, "dobj") or next(asked, None)
            if governed is not None and governed.i < node.i and node.pos_ in ("VERB", "AUX"):
                return governed
        if node.dep_ not in _SHARING or (node.dep_ == "ccomp" and node.tag_ in _FINITE):
            return None
        if node.dep_ in ("dobj", "pobj") and (node.i == verb.i or node.lemma_.lower() not in _LIGHT):
            return None
        node = node.head
    return None


def members(token: Token) -> list[Token]:
    """Return the tokens that can stand for the actors of a phrase: its coordinated heads and the examples beside them.

    "a number of X" is read as X, and "Y, particularly X" as both.
    """
    found = []
    for one in conjuncts(token):
        found.append(counted(one))
        if found[-1] is not one:
            found.append(one)
        found += [inner for c in one.children if c.dep_ == "appos" for inner in conjuncts(c)]
        found += [inner for c in one.children if _is_such_as(c) for x in c.children for inner in conjuncts(x)]
    return found


def whole(token: Token) -> Token:
    """Return the last part of a word parsed in parts: "re-emergence" as three objects of one verb."""
    doc = token.doc
    while token.i + 2 < len(doc) and _is_hyphen(doc[token.i + 1]) and token.whitespace_ == "":
        after = doc[token.i + 2]
        if after.head.i != token.head.i or after.dep_ != token.dep_:
            break
        token = after
    return token


def word_start(token: Token) -> int:
    """Return the start of a word joined by hyphens to the words before it."""
    doc, i = token.doc, token.i
    while i >= 2 and _is_hyphen(doc[i - 1]) and doc[i - 2].whitespace_ == "":
        i -= 2
    return i


def left(token: Token, depth: int = _CLIMB) -> int:
    """Return the start of a phrase without loose parts; hyphenated words stay whole."""
    start = word_start(token)
    if not depth:
        return start
    for c in reversed(list(token.lefts)):
        if c.i >= start or _is_hyphen(c):
            continue
        if c.dep_ in _LOOSE or c.dep_ == "mark":
            break
        start = left(c, depth - 1)
    return start


def right(token: Token, depth: int = _CLIMB) -> int:
    """Return the end (exclusive) of a phrase without the loose parts after it."""
    end = token.i + 1
    if not depth:
        return end
    for c in token.rights:
        if c.dep_ == "conj":
            if c.pos_ == token.pos_ and token.pos_ not in ("VERB", "AUX") and c.i - end < 6:
                end = right(c, depth - 1)
            continue
        if c.dep_ in ("punct", "cc"):
            continue
        if c.dep_ in _LOOSE or left(c) > end + 2:
            break
        end = max(end, right(c, depth - 1))
    doc = token.doc
    while end + 1 < len(doc) and _is_hyphen(doc[end]) and doc[end - 1].whitespace_ == "":
        end += 2
    return end


def _is_such_as(prep: Token) -> bool:
    return prep.lower_ == "as" and any(c.lower_ == "such" for c in prep.children)


def _is_hyphen(token: Token) -> bool:
    return token.text == "-" and token.whitespace_ == ""
