"""Reported speech and thought: a verb with a clause, an infinitive, a noun or a preposition."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extraction.quotes import cues
from extraction.quotes.cues import Cue, Frame
from extraction.quotes.documents import kind_of
from extraction.quotes.reading import Attribution, Reading
from extraction.quotes.reported.content import said
from extraction.quotes.reported.further import start_of
from extraction.quotes.unsaid import ends_in_question, is_unsaid
from extraction.quotes.who import FINITE, IN_DIALOGUE, Range, handed_on, is_clausal
from extraction.syntax import WITHHELD, child, is_infinitive

_BACKGROUND = frozenset({"relcl", "acl", "pcomp", "xcomp", "amod"})
"""Dependencies of a verb that mostly describes rather than attributes, unless a clause follows."""
_SHOWING = frozenset({"say", "announce", "think"})
_SHOWN = frozenset({Frame.SHOWN, Frame.ING})
"""The constructions of these verbs with a document as subject: "the poll shows a lead"."""
_SAYING = frozenset({"say", "announce", "tell"})
_BARE = frozenset({Frame.OBJECT, Frame.PREPOSITION})
"""After these a plain noun is not reported words: "condemned the attack", "called for calm"."""
_WITH_THINGS = frozenset({"deny", "promise", "warn", "accuse"})
"""With these classes a plain noun is: "denied any part in it", "warned of a war", "accused him of fraud"."""
_THINKING = frozenset({"think", "hope", "expect", "want", "prefer"})
_WHERE = frozenset({"in", "at", "on", "for", "during", "after", "following", "without"})
"""Prepositions of the place, time or manner of saying."""
_OBJECTS = ("dobj", "dative")
_ADDRESSING = frozenset({"urge", "ask", "warn", "call"})
"""With these classes the addressee is not part of the reported words: "urged Oslo to act"."""
_TOWARDS = frozenset({"on", "upon", "to"})
_AGAINST = frozenset({"although", "though", "while", "whereas"})
_CIRCUMSTANCES = frozenset({"prep", "npadvmod", "advmod", "prt", "agent"})

Reported = tuple[Frame, int, list[Range]]
"""One reading of a verb: the construction, the end of the cue, the reported words."""


def reported(reading: Reading, taken: set[int]) -> Iterator[Attribution]:
    """Yield attributions by verbs; `taken` are tokens in direct speech and cues in use."""
    table = cues.verbs()
    for token in reading.doc:
        if token.tag_[:2] == "VB" and token.i not in taken:
            verb = table.get(token.lemma_.lower())
            if verb is not None:
                found = _by_verb(reading, token, verb)
                if found is not None:
                    yield found


def _by_verb(reading: Reading, token: Token, verb: Cue) -> Attribution | None:
    who = reading.who_does(token)
    if who is not None and reading.doc[who.mention[0]].lower_ in IN_DIALOGUE:
        return None
    if verb.name != "ask" and ends_in_question(token):
        return None  # who asks does not say that it was said
    if handed_on(token) is not None or (is_unsaid(token) and verb.name not in _THINKING):
        return None
    if who is not None and verb.name in _SHOWING and kind_of(reading.doc[slice(*who.mention)].root):
        verb = replace(verb, takes=verb.takes | _SHOWN)
    further = reading.further.get(token.i)
    for frame, end, ranges in _frames(token, verb):
        if frame not in cues.CLAUSES and (who is None or token.dep_ in _BACKGROUND):
            return None
        if frame in _BARE and verb.name not in _WITH_THINGS and not _is_said(reading, ranges):
            continue
        if frame in _BARE and any(reading.doc[low:high].root.lemma_ in WITHHELD for low, high in ranges if low < high):
            continue  # "denied entry to the fishermen"
        last = start_of(further) if frame in cues.CLAUSES and further is not None else len(reading.doc)
        cut = [(_past_that(reading, low), min(high, last)) for low, high in ranges if low < last]
        pieces = [span for r in cut if (span := reading.content(*r)) is not None]
        if frame in _BARE and verb.name == "talk":
            pieces = [(s.start, s.end) for first, last in pieces for s in reading.stretches_in(first, last)] or pieces
        if pieces:
            found = reading.attribution(f"{verb.name}:{frame}", (token.i, end), who)
            found.content = [said(reading, span) for span in pieces]
            return found
    return None


def _past_that(reading: Reading, start: int) -> int:
    """Return the token after a "that" that only introduces a clause."""
    first = reading.doc[start]
    return start + 1 if first.lower_ == "that" and first.tag_ in ("IN", "WDT") else start


def _is_said(reading: Reading, ranges: list[Range]) -> bool:
    """Return whether a complement holds a clause, an infinitive or words in quotation marks."""
    return any(
        is_clausal(reading.doc[low:high].root) or reading.stretches_in(*reading.document.offsets(low, high))
        for low, high in ranges
        if low < high
    )


def _frames(token: Token, verb: Cue) -> Iterator[Reported]:
    """Yield the readings of a verb, best first."""
    after = list(token.rights)
    obj = next((kid for kid in after if kid.dep_ in _OBJECTS), None)
    for kid in after:
        if kid.dep_ in ("ccomp", "xcomp", "advcl"):
            yield from _clause(token, verb, kid, obj)
    if verb.name in _SAYING:
        yield from _behind_phrase(token, verb, after)
    if Frame.INSERTED in verb.takes:
        yield from _inserted(token)
    yield from _object(token, verb, after, obj)
    yield from _prepositions(verb, after, obj)


def _prepositions(verb: Cue, after: list[Token], obj: Token | None) -> Iterator[Reported]:
    """Yield readings with a preposition: "called for a truce", "called for the king to resign"."""
    asked = next((kid for kid in after if kid.dep_ in ("xcomp", "advcl") and is_infinitive(kid)), None)
    called = next((kid for kid in after if kid.dep_ == "prep" and kid.lower_ in _TOWARDS), None)
    if verb.name in _ADDRESSING and asked is not None and called is not None and called.i < asked.i:
        yield Frame.TO, called.i + 1, [(asked.left_edge.i, asked.right_edge.i + 1)]
    for kid in [*after, *obj.rights] if obj is not None and verb.name == "accuse" else after:
        mark = child(kid, "mark")
        if mark is not None and mark.lower_ in verb.prepositions and mark.i == kid.left_edge.i:
            yield Frame.TO, mark.i + 1, [(mark.i + 1, kid.right_edge.i + 1)]
        if kid.dep_ == "prep" and kid.lower_ in verb.prepositions:
            target = child(kid, "pobj", "pcomp")
            asked = next((k for k in target.rights if is_infinitive(k)), None) if target is not None else None
            if asked is not None and kid.lower_ in _TOWARDS:
                yield Frame.TO, kid.i + 1, [(asked.left_edge.i, asked.right_edge.i + 1)]
            elif target is not None and target.i > kid.i:
                end = kid.i + 1 if verb.name != "accuse" else _verb_of(kid).i + 1
                yield Frame.PREPOSITION, end, [(target.left_edge.i, _extended(target.right_edge.i + 1, after))]


def _verb_of(phrase: Token) -> Token:
    return phrase.head if phrase.head.pos_ == "VERB" else phrase.head.head


def _behind_phrase(token: Token, verb: Cue, after: list[Token]) -> Iterator[Reported]:
    """Yield a clause that the parser attaches to a phrase before it: "said in a statement that ..."."""
    for kid in after:
        where = kid.lower_ in _WHERE and kid.lower_ not in verb.prepositions
        noun = child(kid, "pobj") if where else None
        for clause in noun.rights if noun is not None else ():
            start = clause.left_edge
            subject = child(clause, "nsubj", "nsubjpass", "expl")
            if start.lower_ == "that" and subject is not None and subject.i > start.i:
                yield Frame.THAT, token.i + 1, [(start.i, clause.right_edge.i + 1)]


def _clause(token: Token, verb: Cue, clause: Token, obj: Token | None) -> Iterator[Reported]:
    """Yield a clause or an infinitive after the verb, with or without the addressee."""
    frame = _clause_kind(clause)
    if clause.dep_ == "advcl" and (frame is not Frame.WH or verb.name != "ask"):
        return
    start, end = clause.left_edge.i, _end_of(_last_of(token, clause))
    addressed = obj if obj is not None and obj.i < clause.i else None
    if frame is Frame.TO and (addressed is not None or child(clause, "nsubj") is not None):
        frame = Frame.OBJECT_TO
    if frame is Frame.OBJECT_TO and verb.name in _ADDRESSING:
        start = max(start, next((kid.i for kid in clause.lefts if kid.tag_ == "TO" or kid.dep_ == "neg"), start))
    elif frame is Frame.OBJECT_NAMED and clause.doc[start].pos_ == "PRON" and clause.doc[start].dep_ == "nsubj":
        start += 1
    elif frame in (Frame.OBJECT_TO, Frame.OBJECT_NAMED) and addressed is not None and addressed.pos_ != "PRON":
        start = min(start, addressed.left_edge.i)
    if frame in verb.takes and start > token.i:
        yield frame, token.i + 1, [(start, end)]
    elif frame in verb.takes:
        subj = child(token, "nsubj")
        low = min(subj.left_edge.i, token.i) if subj is not None else token.i
        yield frame, token.i + 1, [(start, low), (token.i + 1, end)]


def _last_of(verb: Token, clause: Token) -> Token:
    """Return the last of several clauses with "that": "said that it would stop and that it was late"."""
    for kid in verb.rights:
        if kid.dep_ == "ccomp" and kid.i > clause.i and _has_that(kid) and _has_that(clause):
            clause = kid
    return clause


def _has_that(clause: Token) -> bool:
    return any(kid.dep_ == "mark" and kid.lower_ == "that" for kid in clause.lefts)


def _end_of(clause: Token) -> int:
    """Return the end of a reported clause, before the author's contrast: ", although others disagree"."""
    for kid in clause.rights:
        mark = child(kid, "mark") if kid.dep_ == "advcl" else None
        start = kid.left_edge.i
        if mark is not None and mark.i == start and mark.lower_ in _AGAINST and clause.doc[start - 1].text == ",":
            return start - 1
    return clause.right_edge.i + 1


def _clause_kind(clause: Token) -> Frame:
    mark = next((kid.lower_ for kid in clause.lefts if kid.dep_ == "mark"), "")
    helpers = [kid.tag_ for kid in clause.children if kid.dep_ in ("aux", "auxpass")]
    if mark == "that":
        return Frame.THAT
    if mark in ("whether", "if") or clause.left_edge.tag_ in ("WDT", "WP", "WRB", "WP$"):
        return Frame.WH
    if "TO" in helpers:
        return Frame.TO
    if clause.tag_ in FINITE or not FINITE.isdisjoint(helpers):
        return Frame.THAT
    return Frame.ING if clause.tag_ == "VBG" else Frame.OBJECT_NAMED


def _inserted(token: Token) -> Iterator[Reported]:
    """Yield a sentence that encloses the verb and its subject or precedes them: "X, he said, Y", "as he said, X"."""
    subj = child(token, "nsubj")
    if subj is None or token.tag_ not in FINITE:
        return
    doc, sentence, own = token.doc, token.sent, token.i + 1
    low = min(subj.left_edge.i, token.i)
    high = max(subj.right_edge.i, token.i) + 1
    link = child(token, "mark", "advmod")
    if link is not None and link.lower_ == "as" and link.i < low:
        low = link.i
    clause = next((kid for kid in token.children if kid.dep_ == "ccomp" and kid.left_edge.i < low), None)
    first = low <= sentence.start
    if first and (link is None or low != link.i or high >= sentence.end or doc[high].text != ","):
        return
    if not first and doc[low - 1].text != "," and clause is None:
        return
    for kid in token.rights:
        if kid.left_edge.i == high and kid.dep_ in _CIRCUMSTANCES:
            high = kid.right_edge.i + 1
    pieces = [(sentence.start, low)]
    rest = doc[high + 1] if high + 1 < sentence.end and doc[high].text == "," else None
    if rest is not None and rest.tag_ not in ("VBG", "WP", "WDT"):
        pieces.append((high + 1, sentence.end))
    elif rest is None and high < sentence.end and not doc[high].is_punct:
        return
    if any(t.tag_ in FINITE for piece in pieces for t in doc[piece[0] : piece[1]]):
        yield Frame.INSERTED, own, pieces


def _object(token: Token, verb: Cue, after: list[Token], obj: Token | None) -> Iterator[Reported]:
    """Yield the verb's object, alone or with its complement."""
    own = token.i + 1
    passive = child(token, "nsubjpass")
    if passive is not None and child(token, "agent") is not None and Frame.OBJECT in verb.takes:
        yield Frame.OBJECT, own, [(passive.left_edge.i, _own_end(passive))]
    for kid in [*after, *(obj.rights if obj is not None else ())]:
        named = kid.dep_ == "oprd" and Frame.OBJECT_NAMED in verb.takes
        shown = kid.dep_ == "prep" and kid.lower_ == "as" and Frame.OBJECT_AS in verb.takes
        if named or shown:
            start = obj.left_edge.i if obj is not None and obj.i < kid.i else kid.left_edge.i
            yield Frame.OBJECT_NAMED if named else Frame.OBJECT_AS, own, [(start, kid.right_edge.i + 1)]
    if obj is not None and verb.name == "call" and any(t.is_quote for t in obj.subtree):
        yield Frame.OBJECT_NAMED, own, [(obj.left_edge.i, obj.right_edge.i + 1)]
    if obj is not None and obj.dep_ == "dobj" and Frame.SHOWN in verb.takes:
        yield Frame.SHOWN, own, [(obj.left_edge.i, _shown_end(obj, after))]
    if obj is not None and obj.dep_ == "dobj" and Frame.OBJECT in verb.takes:
        yield Frame.OBJECT, own, [(obj.left_edge.i, _extended(_own_end(obj), after, "prep"))]


def _shown_end(obj: Token, after: list[Token]) -> int:
    """Return the end of a document's finding: "a party in the lead", "the party up by two points"."""
    end = obj.right_edge.i + 1
    for kid in after:
        if kid.left_edge.i == end and kid.dep_ not in ("punct", "cc"):
            end = kid.right_edge.i + 1
    return end


def _own_end(noun: Token) -> int:
    """Return the end of a noun phrase, without a clause of mere comment."""
    for kid in noun.rights:
        if kid.dep_ == "relcl" and noun.doc[kid.left_edge.i - 1].text == ",":
            return kid.left_edge.i - 1
    return noun.right_edge.i + 1


_PART_OF_OBJECT = frozenset({"for", "of", "as", "over", "with"})


def _extended(end: int, after: list[Token], *only: str) -> int:
    """Return the end of a complement with the phrases that follow it directly."""
    for kid in after:
        if kid.left_edge.i == end and kid.dep_ in ("prep", "xcomp"):
            if only and (kid.dep_ not in only or kid.lower_ not in _PART_OF_OBJECT):
                continue
            end = kid.right_edge.i + 1
    return end
