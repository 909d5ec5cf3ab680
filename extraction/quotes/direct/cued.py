"""Direct speech: stretches inside quotation marks, the word that attributes them, and the speaker."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extraction.quotes import cues
from extraction.quotes.cues import Frame
from extraction.quotes.direct.introduced import apart, introduced
from extraction.quotes.direct.marks import Quoted
from extraction.quotes.direct.utterances import is_title, is_utterance
from extraction.quotes.reading import Attribution, Reading, Span
from extraction.quotes.unsaid import is_unsaid
from extraction.quotes.who import FINITE, Who, handed_on, who_does, who_is
from extraction.syntax import child

_REACH = 40
"""The distance, in tokens, from a quotation mark within which a cue is sought."""

_LONGEST_NAME = 6
_ENDS = frozenset([".", "!", "?", ";", "...", "…"])
_MARKS = frozenset(["“", "”", '"', "''", "``"])
_DASHES = frozenset(["-", "--", "—", "–", "―"])
_BETWEEN = _DASHES | {","}
_NAMERS = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM"})
_LINKING = frozenset({"ADV", "CCONJ", "INTJ"})
"""A single word before a comma that links two sentences and belongs to the author: "Similarly,"."""
_COMPLEMENTS = frozenset({"ccomp", "dobj", "xcomp"})


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue of a stretch: its tokens, the speaker, and the rest of the reported words in the sentence."""

    start: int
    end: int
    who: Who | None
    rule: str
    more: tuple[Span, ...] = ()


def cued(reading: Reading) -> tuple[dict[int, Attribution], dict[Quoted, Attribution], set[Quoted]]:
    """Return speech with a cue of its own: the attributions by the first token of the cue, and by the stretch.

    The last item holds the stretches that according to the text nobody said.
    """
    by_cue: dict[int, Attribution] = {}
    by_stretch: dict[Quoted, Attribution] = {}
    unsaid: set[Quoted] = set()
    for stretch in reading.stretches:
        cue = cue_apart(reading, stretch) or _cue_behind(reading, stretch) or _cue_before(reading, stretch)
        if cue is None:
            continue
        verb = reading.doc[cue.start]
        if verb.pos_ == "VERB" and is_unsaid(verb):
            unsaid.add(stretch)
            continue
        known = by_cue.get(cue.start)
        if known is None:
            known = reading.attribution(cue.rule, (cue.start, cue.end), cue.who)
            by_cue[cue.start] = known
        known.content += [*cue.more, (stretch.start, stretch.end)]
        by_stretch[stretch] = known
    return by_cue, by_stretch, unsaid


def cue_apart(reading: Reading, stretch: Quoted) -> _Cue | None:
    """Return the speaker in a line of its own, before or after a paragraph that is all quotation."""
    found = apart(reading, stretch)
    return None if found is None else _Cue(found[0], found[0] + 1, found[1], "direct:apart")


def _cue_behind(reading: Reading, stretch: Quoted) -> _Cue | None:
    """Find the cue after a stretch: "...", said X / "...", X said / "..." - X."""
    doc = reading.doc
    inside = reading.text[stretch.start : stretch.end].rstrip()
    end = reading.document.paragraphs[stretch.paragraph][1]
    first = reading.token_from(stretch.outer_end)
    mark = first
    while first < end and (doc[first].text in _BETWEEN or doc[first].is_space):
        first += 1
    if not inside or first == end:
        return None
    # "told "Morning Talk," reminding": a title inside a sentence.
    if reading.lead(stretch).isalnum() and is_title(inside.rstrip(",")):
        return None
    whole = is_utterance(reading, stretch)
    if not reading.lead(stretch) and doc[mark].text == ":":
        return _byline(reading, mark, end)
    if inside[-1] == ".":
        return _byline(reading, mark, end) if whole else None
    if not (whole or inside[-1] in ",?!…—–-" or first > mark):
        return None
    comma = whole and (inside[-1] == "," or first > mark)
    for i in range(first, min(end, first + _REACH)):
        token = doc[i]
        if token.text in _ENDS or token.text in _MARKS:
            return None
        if can_quote(token) or (comma and token.tag_ in ("VBD", "VBZ")):
            fits, who = _subject_behind(token, first)
            speaker = handed_on(token)
            who = who if speaker is None else who_is(speaker)
            if fits:
                more: tuple[Span, ...] = ()
                if not whole:
                    if _has_object(token):
                        return None
                    more = _fronted(reading, stretch)
                return _Cue(i, i + 1, who, "direct:behind", more)
    return None


def _has_object(verb: Token) -> bool:
    told = cues.verbs().get(verb.lemma_.lower())
    if told is not None and told.name == "tell":
        return False
    return any(kid.dep_ in _COMPLEMENTS and kid.i > verb.i for kid in verb.children)


def _fronted(reading: Reading, stretch: Quoted) -> tuple[Span, ...]:
    """Return the words of the sentence before a stretch that continues it."""
    doc = reading.doc
    mark = reading.token_from(stretch.outer_start)
    start = _sentence_start(reading, stretch, mark)
    if start == mark or doc[start].i >= mark:
        return ()
    span = reading.content(start, mark)
    return (span,) if span is not None else ()


def _sentence_start(reading: Reading, stretch: Quoted, mark: int) -> int:
    first = reading.document.paragraphs[stretch.paragraph][0]
    start = mark
    while start > max(first, mark - _REACH):
        token = reading.doc[start - 1]
        if token.text in _ENDS or (token.text in _MARKS and reading.stretch_around(token.idx - 1) is not None):
            break
        start -= 1
    return start


def _byline(reading: Reading, mark: int, end: int) -> _Cue | None:
    """Find a dash or a colon and a name after a whole quotation, to the end of the paragraph."""
    doc = reading.doc
    if mark + 1 >= end or doc[mark].text not in (*_DASHES, ":") or doc[mark + 1].pos_ != "PROPN":
        return None
    stop = mark + 1
    while stop < end and doc[stop].text not in _ENDS and doc[stop].text not in _BETWEEN:
        stop += 1
    return _Cue(mark, mark + 1, Who((mark + 1, stop)), "direct:byline") if stop - mark < 8 else None


def _subject_behind(token: Token, first: int) -> tuple[bool, Who | None]:
    """Return whether a verb and its subject follow a closing mark directly, and the subject as speaker."""
    doc = token.doc
    between = doc[first : token.i]
    own = child(token, "nsubj")
    if all(t.pos_ in ("ADV", "AUX") for t in between):
        if own is not None and own.i > token.i:
            return True, who_is(own)
        noun = _noun_phrase_from(doc, token.i + 1)
        return noun is not None or token.tag_ == "VBG", who_is(noun) if noun is not None else who_does(token)
    skipped = 1 if doc[first].lower_ in ("and", "but", "as", "then") else 0
    if own is not None and own.i < token.i and own.left_edge.i == first + skipped:
        return True, who_is(own)
    if doc[first].pos_ in _NAMERS and all(t.pos_ not in ("VERB", "AUX", "SCONJ") for t in between):
        stop = next((t.i for t in between if t.text == ","), token.i)
        return stop - first <= 8, Who((first, stop))
    return False, None


def _noun_phrase_from(doc: Doc, start: int) -> Token | None:
    """Return the head noun of the phrase that starts at a token."""
    for i in range(start, min(start + 8, len(doc))):
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.left_edge.i == start:
            while token.head.pos_ in ("NOUN", "PROPN") and token.head.i != token.i and token.head.left_edge.i == start:
                token = token.head
            return token
    return None


def _cue_before(reading: Reading, stretch: Quoted) -> _Cue | None:
    """Find the cue before a stretch: X said, "..." / X said: "..." / X: "..."."""
    doc = reading.doc
    lead = reading.lead(stretch)
    mark = reading.token_from(stretch.outer_start)
    stop = max(reading.document.paragraphs[stretch.paragraph][0], mark - _REACH)
    if not lead or not (lead in ",:" or lead in _DASHES or lead.isalnum()):
        return None
    last = mark - 1
    while last >= stop and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    near = lead.isalnum()
    inside = reading.text[stretch.start : stretch.end].strip()
    if near and (is_title(inside) or not _closes_clause(reading, stretch)):
        return None
    for i in range(last, stop - 1, -1):
        token = doc[i]
        if token.text in _ENDS or token.text in _MARKS:
            return None
        if can_quote(token):
            if near and i < last:
                return None
            if any(kid.dep_ == "ccomp" and i < kid.i < mark for kid in token.children):
                break
            if _is_meanwhile(token):
                continue
            return _Cue(i, i + 1, reading.who_does(token), "direct:before", _around(reading, stretch, i))
    return _colon(reading, stretch, last + 1) if lead == ":" and is_utterance(reading, stretch) else None


def _is_meanwhile(verb: Token) -> bool:
    """Return whether a verb only describes the manner of a speaker: "she said, smiling"."""
    cue = cues.verbs().get(verb.lemma_.lower())
    manner = cue is not None and cue.name == "utter"
    return manner and verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.head.i and can_quote(verb.head)


def _colon(reading: Reading, stretch: Quoted, colon: int) -> _Cue | None:
    """Find the speaker before a colon that introduces the stretch without a verb of saying."""
    doc = reading.doc
    start = _sentence_start(reading, stretch, colon)
    if start == colon:
        return None
    dash = next((t.i for t in reversed(doc[start:colon]) if t.text in _DASHES), start - 1)
    name = doc[dash + 1 : colon]
    finite = [t for t in doc[start:colon] if t.tag_ in FINITE and t.pos_ in ("VERB", "AUX")]
    if 0 < len(name) <= _LONGEST_NAME and name[0].text[0].isupper() and not any(t in finite for t in name):
        who: Who | None = Who((name.start, name.end))
    else:
        who = introduced(doc[start:colon]) or (who_does(finite[-1]) if finite else None)
    return _Cue(colon, colon + 1, who, "direct:colon")


def _closes_clause(reading: Reading, stretch: Quoted) -> bool:
    """Return whether the stretch ends its clause: no words that belong to it follow in the sentence."""
    following = reading.token_from(stretch.outer_end)
    if following >= reading.document.paragraphs[stretch.paragraph][1]:
        return True
    token = reading.doc[following]
    return not token.text[0].isalnum() or token.pos_ == "CCONJ"


def _around(reading: Reading, stretch: Quoted, cue: int) -> tuple[Span, ...]:
    """Return the reported words around the marks: those before the cue's clause, and those after the closing mark."""
    inside = reading.text[stretch.start : stretch.end].strip()
    more = []
    mark = reading.token_from(stretch.outer_start)
    own = child(reading.doc[cue], "nsubj")
    link = next((t.i for t in reading.doc[cue + 1 : mark] if t.pos_ == "SCONJ"), None)
    if link is not None:
        span = reading.content(link, mark)
        if span is not None:
            more.append(span)
    elif inside[:1].islower() and own is not None and own.i < cue:
        clause = own.left_edge.i
        start = _sentence_start(reading, stretch, clause)
        fronted = clause - start > 2 or reading.doc[start].pos_ not in _LINKING
        if fronted and reading.doc[clause - 1].text == ",":
            span = reading.content(start, clause)
            if span is not None:
                more.append(span)
    if inside[-1:].isalnum() and not _closes_clause(reading, stretch):
        start = reading.token_from(stretch.outer_end)
        span = reading.content(start, _sentence_end(reading, stretch, start))
        if span is not None:
            more.append(span)
    return tuple(more)


def _sentence_end(reading: Reading, stretch: Quoted, start: int) -> int:
    last = min(reading.document.paragraphs[stretch.paragraph][1], start + _REACH)
    end = start
    while end < last and reading.doc[end].text not in _ENDS and reading.doc[end].text not in _MARKS:
        end += 1
    return end


def can_quote(token: Token) -> bool:
    """Return whether a token is a verb that takes words in quotation marks."""
    if token.tag_[:2] != "VB" or token.dep_ == "amod":
        return False
    if token.lemma_.lower() == "put":
        return token.i + 1 < len(token.doc) and token.nbor().lower_ == "it"
    verb = cues.verbs().get(token.lemma_.lower())
    return verb is not None and Frame.QUOTE in verb.takes
