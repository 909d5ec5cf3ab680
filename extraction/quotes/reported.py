"""Reported speech and thought: a verb with a clause, an infinitive, a noun or a preposition."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.quotes import cues
from extraction.quotes.attribution import Attribution, Reading
from extraction.quotes.cues import Verb
from extraction.quotes.syntax import FINITE, Range, child, is_passive, who_does

_OBJECTS = ("dobj", "dative")
_CIRCUMSTANCES = frozenset({"prep", "npadvmod", "advmod", "prt", "agent"})
_NAMING = frozenset({cues.OBJECT_NAMED, cues.OBJECT_AS})
_IN_DIALOGUE = frozenset({"i", "we", "you"})
"""Outside quotation marks these are the author and the reader: nobody is quoted."""


def reported(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """Attributions by verbs; `taken` are tokens in direct speech and cues in use."""
    table = cues.verbs()
    for token in reading.doc:
        if token.tag_[:2] == "VB" and token.i not in taken:
            verb = table.get(token.lemma_.lower())
            if verb is not None:
                found = _by_verb(reading, token, verb)
                if found is not None:
                    yield found


def _by_verb(reading: Reading, token: Token, verb: Verb) -> Attribution | None:
    who = who_does(token)
    if who is None and verb.takes & _NAMING and is_passive(token):
        return None
    if who is not None and token.doc[who.mention[0]].lower_ in _IN_DIALOGUE:
        return None
    for rule, cue_end, ranges in _frames(token, verb):
        pieces = [span for r in ranges if (span := reading.content(*r)) is not None]
        if pieces:
            found = reading.attribution(f"{verb.name}:{rule}", (token.i, cue_end), who)
            found.content = pieces
            return found
    return None


def _frames(token: Token, verb: Verb) -> Iterator[tuple[str, int, list[Range]]]:
    """The readings of a verb, best first: name, end of the cue, ranges of the content."""
    after = [kid for kid in token.children if kid.i > token.i]
    obj = next((kid for kid in after if kid.dep_ in _OBJECTS), None)
    yield from _clauses(token, verb, after, obj)
    own = token.i + 1
    for kid in after:
        if kid.dep_ == "oprd" and cues.OBJECT_NAMED in verb.takes:
            start = obj.left_edge.i if obj is not None and obj.i < kid.i else kid.left_edge.i
            yield "named", own, [(start, kid.right_edge.i + 1)]
    for kid in after:
        if kid.dep_ == "prep" and kid.lower_ == "as" and cues.OBJECT_AS in verb.takes:
            start = obj.left_edge.i if obj is not None and obj.i < kid.i else kid.left_edge.i
            yield "as", own, [(start, kid.right_edge.i + 1)]
    if obj is not None and cues.OBJECT in verb.takes and obj.dep_ == "dobj":
        yield "object", own, [(obj.left_edge.i, _object_end(obj, after))]
    for kid in after:
        if kid.dep_ == "prep" and kid.lower_ in verb.prepositions:
            target = child(kid, "pobj", "pcomp")
            if target is not None and target.i > kid.i:
                yield "prep", kid.i + 1, [(target.left_edge.i, _extended(target.right_edge.i + 1, after))]


def _extended(end: int, after: list[Token]) -> int:
    """The end of a complement, with the phrases that follow it directly."""
    for kid in after:
        if kid.dep_ in ("prep", "xcomp") and kid.left_edge.i == end:
            end = kid.right_edge.i + 1
    return end


def _object_end(obj: Token, after: list[Token]) -> int:
    end = obj.right_edge.i + 1
    for kid in after:
        if kid.dep_ == "prep" and kid.lower_ in ("for", "of", "as", "over", "with") and kid.i == end:
            end = kid.right_edge.i + 1
    return end


def _clauses(token: Token, verb: Verb, after: list[Token], obj: Token | None) -> Iterator[tuple[str, int, list[Range]]]:
    own = token.i + 1
    for kid in after:
        name = _clause_kind(kid) if kid.dep_ in ("ccomp", "xcomp", "advcl") else ""
        if not name or (kid.dep_ == "advcl" and (name != cues.WH or verb.name != "ask")):
            continue
        whole = (kid.left_edge.i, kid.right_edge.i + 1)
        told = obj is not None and obj.i < kid.i
        if name == cues.TO:
            own_subject = child(kid, "nsubj")
            if told and obj is not None and cues.OBJECT_TO in verb.takes:
                yield "object_to", own, [(obj.left_edge.i, whole[1])]
            elif own_subject is not None and cues.OBJECT_TO in verb.takes:
                yield "object_to", own, [whole]
            elif cues.TO in verb.takes and not told:
                yield "to", own, [whole]
        elif name == cues.WH and cues.WH in verb.takes:
            yield "wh", own, [whole]
        elif name == cues.ING and cues.ING in verb.takes:
            yield "ing", own, [whole]
        elif name == cues.THAT and (cues.THAT in verb.takes or cues.OBJECT_THAT in verb.takes):
            yield "that", own, [whole]
        elif name == "small" and cues.OBJECT_NAMED in verb.takes:
            yield (
                "named",
                own,
                [(min(whole[0], obj.left_edge.i) if told and obj is not None else whole[0], whole[1])],
            )
    if cues.INSERTED in verb.takes:
        yield from _inserted(token)


def _inserted(token: Token) -> Iterator[tuple[str, int, list[Range]]]:
    """The clause stands before the verb and its subject, or around them: "X, he said, Y"."""
    own = token.i + 1
    subj = child(token, "nsubj")
    if subj is None or token.tag_ not in FINITE:
        return
    doc = token.doc
    sentence = token.sent
    low = min(subj.left_edge.i, token.i)
    high = max(subj.right_edge.i, token.i) + 1
    link = child(token, "mark", "advmod")
    if link is not None and link.lower_ == "as" and link.i < low:
        low = link.i
        if low == sentence.start:
            if high < sentence.end and doc[high].text == ",":
                yield "inserted", own, [(high + 1, sentence.end)]
            return
    clause = next((kid for kid in token.children if kid.dep_ == "ccomp" and kid.left_edge.i < low), None)
    if low <= sentence.start or (doc[low - 1].text != "," and clause is None):
        return
    for kid in token.rights:
        if kid.left_edge.i == high and kid.dep_ in _CIRCUMSTANCES:
            high = kid.right_edge.i + 1
    if clause is not None and clause.i > token.i:
        yield "around", own, [(clause.left_edge.i, low), (high, clause.right_edge.i + 1)]
        return
    pieces = [(sentence.start, low)]
    rest = doc[high + 1] if high + 1 < sentence.end and doc[high].text == "," else None
    if rest is not None and rest.tag_ not in ("VBG", "WP", "WDT"):
        pieces.append((high + 1, sentence.end))
    elif rest is None and high < sentence.end and not doc[high].is_punct:
        return
    if any(t.tag_ in FINITE for piece in pieces for t in doc[piece[0] : piece[1]]):
        yield "inserted", own, pieces


def _clause_kind(clause: Token) -> str:
    mark = next((kid.lower_ for kid in clause.children if kid.dep_ == "mark"), "")
    helpers = [kid for kid in clause.children if kid.dep_ in ("aux", "auxpass")]
    if mark == "that":
        return cues.THAT
    if mark in ("whether", "if") or clause.left_edge.tag_ in ("WDT", "WP", "WRB", "WP$"):
        return cues.WH
    if any(kid.tag_ == "TO" for kid in helpers):
        return cues.TO
    if clause.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(k.tag_ in ("MD", "VBD", "VBZ", "VBP") for k in helpers):
        return cues.THAT
    if clause.tag_ == "VBG":
        return cues.ING
    return "small"
