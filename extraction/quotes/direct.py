"""Direct speech: stretches inside quotation marks, the word that attributes them, and who speaks."""

from spacy.tokens import Doc, Token

from extraction.quotes import cues
from extraction.quotes.attribution import Attribution, Reading
from extraction.quotes.marks import Quoted
from extraction.quotes.syntax import Who, child, who_does, who_is

_REACH = 40
"""How many tokens from a quotation mark a cue is looked for."""

_ENDS = frozenset(".!?;")
_MARKS = frozenset(["“", "”", '"', "''", "``"])
_BETWEEN = frozenset([",", "-", "--", "—", "–", "―"])
_NAME_PARTS = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM"})


def cued(reading: Reading) -> tuple[dict[int, Attribution], dict[Quoted, Attribution]]:
    """Speech with a cue of its own: the attributions by the token of the cue, and by the stretch."""
    by_cue: dict[int, Attribution] = {}
    by_stretch: dict[Quoted, Attribution] = {}
    for stretch in reading.stretches:
        hit = _cue_behind(reading, stretch) or _cue_before(reading, stretch)
        if hit is None:
            continue
        cue, who = hit
        known = by_cue.get(cue)
        if known is None:
            known = reading.attribution("direct:cue", (cue, cue + 1), who)
            by_cue[cue] = known
        known.content.append((stretch.start, stretch.end))
        by_stretch[stretch] = known
    return by_cue, by_stretch


def is_utterance(reading: Reading, stretch: Quoted) -> bool:
    """Whether a stretch begins a sentence and reads like one."""
    inside = reading.text[stretch.start : stretch.end].strip()
    first = next((c for c in inside if c.isalnum()), "")
    if not first or first.islower() or _is_title(inside):
        return False
    lead = _lead(reading, stretch)
    return (not lead or lead in ".!?:…”\"'’)—–-") and inside[-1] in ".,!?…—–-:'’]) "


def _is_title(inside: str) -> bool:
    words = inside.split()
    return len(words) <= 6 and inside[-1] not in "?!" and all(w[:1].isupper() or len(w) < 4 for w in words)


def _lead(reading: Reading, stretch: Quoted) -> str:
    """The last character before a stretch in its paragraph that is not white space."""
    first = reading.document.offsets(*reading.document.paragraphs[stretch.paragraph])[0]
    i = stretch.outer_start - 1
    while i >= first and reading.text[i].isspace():
        i -= 1
    return reading.text[i] if i >= first else ""


def _cue_behind(reading: Reading, stretch: Quoted) -> tuple[int, Who | None] | None:
    """ "...", said X / "...", X said."""
    doc = reading.doc
    inside = reading.text[stretch.start : stretch.end].rstrip()
    if not inside or inside[-1] == ".":
        return None
    first = reading.token_from(stretch.outer_end)
    end = min(len(doc), first + _REACH, reading.document.paragraphs[stretch.paragraph][1])
    while first < end and (doc[first].text in _BETWEEN or doc[first].is_space):
        first += 1
    for i in range(first, end):
        token = doc[i]
        if token.text in _ENDS or token.text in _MARKS:
            return None
        if _can_quote(token):
            fits, who = _subject_behind(token, first)
            if fits:
                return i, who
    return None


def _subject_behind(token: Token, first: int) -> tuple[bool, Who | None]:
    """Whether a verb and its subject follow a closing mark directly, and who the subject is."""
    doc = token.doc
    between = doc[first : token.i]
    own = child(token, "nsubj")
    if all(t.pos_ in ("ADV", "AUX") for t in between):
        if own is not None and own.i > token.i:
            return True, who_is(own)
        noun = _noun_phrase_from(doc, token.i + 1)
        return True, who_is(noun) if noun is not None else who_does(token)
    if own is not None and own.i < token.i and own.left_edge.i - first in (0, 1):
        return True, who_is(own)
    if len(between) <= 4 and all(t.pos_ in _NAME_PARTS for t in between):
        return True, Who((first, token.i))
    return False, None


def _noun_phrase_from(doc: Doc, start: int) -> Token | None:
    for i in range(start, min(start + 8, len(doc))):
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.left_edge.i == start:
            while token.head.left_edge.i == start and token.head.pos_ in ("NOUN", "PROPN"):
                token = token.head
                if token.head.i == token.i:
                    break
            return token
    return None


def _cue_before(reading: Reading, stretch: Quoted) -> tuple[int, Who | None] | None:
    """X said, "..." / X said: "..."."""
    doc = reading.doc
    lead = _lead(reading, stretch)
    mark = reading.token_from(stretch.outer_start)
    last = mark - 1
    stop = max(reading.document.paragraphs[stretch.paragraph][0], mark - _REACH)
    if not lead or not (lead in ",:—–-" or lead.isalnum()):
        return None
    while last >= stop and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    near = lead.isalnum()
    for i in range(last, stop - 1, -1):
        token = doc[i]
        if token.text in _ENDS or token.text in _MARKS:
            return None
        if _can_quote(token):
            if near and i < last:
                return None
            if lead != ":" and any(kid.dep_ == "ccomp" and i < kid.i < mark for kid in token.children):
                return None
            return i, who_does(token)
    return None


def _can_quote(token: Token) -> bool:
    if token.tag_[:2] != "VB":
        return False
    verb = cues.verbs().get(token.lemma_.lower())
    return verb is not None and cues.QUOTE in verb.takes
