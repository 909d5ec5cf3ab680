"""Find the positions of a text: apply the rules, add holders and headings, remove duplicates."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from spacy.tokens import Token

from extraction import matters
from extraction.actors.found import ActorTable
from extraction.confidence import chance
from extraction.document import Document
from extraction.encoder import Scores
from extraction.positions.attitudes import Reading, readings
from extraction.positions.confidence import TABLE, signs
from extraction.positions.evidence import evidence
from extraction.positions.found import FoundPosition
from extraction.positions.headings import Heading
from extraction.positions.holding.holders import Holders
from extraction.positions.holding.voices import OwnVoice
from extraction.positions.learned import RULE, joined
from extraction.positions.speech import statements
from extraction.positions.subjects import Subjects
from extraction.questions import Questions
from extraction.quotes.found import FoundQuote
from extraction.rule_words import RuleWords
from extraction.values import PARTS
from ontology.enums import Basis, Stance
from ontology.issues import issue_key

# Maximum length of a headline, which precedes the first longer paragraph.
_HEADLINE = 25
# How many headings before and after a short one may be the fuller one.
_NEAR = 40
_NOBODY = OwnVoice()


def find_positions(
    document: Document,
    actors: ActorTable,
    quotes: Sequence[FoundQuote],
    speakers: Sequence[int | None],
    own: OwnVoice = _NOBODY,
    scores: Scores | None = None,
) -> list[FoundPosition]:
    """Return the positions of a text in text order, one per holder, issue and stance.

    `speakers[i]` is the actor that speaks `quotes[i]`; `own` is the part in the issuers' own voice; `scores` is what
    the encoder says of the tokens, without which the rules decide alone.
    """
    holders = Holders(document, actors, quotes, speakers, own)
    subjects = Subjects(document, Heading(holders.name_of))
    found: list[FoundPosition] = []
    questions = Questions(document)
    words = [token for token in document.doc if (token.pos_ in PARTS or token.tag_ == "VBN") and token not in questions]
    read = list(chain.from_iterable((*readings(word, holders), *statements(word, holders)) for word in words))
    if scores is not None:
        read = joined(read, document, scores.stance, holders, questions)
    for reading in read:
        about = reading.judgement.about
        if reading.judgement.stance is Stance.SUPPORTS and _is_neither(about):
            continue
        issue = subjects.of(about, actors.actors[reading.holder].name)
        if issue and (" " in issue or reading.judgement.rule != RULE):
            for holder in holders.members(reading.holder):
                found.append(_position(document, holders, reading, holder, issue))
    return _distinct(_joined(found, subjects.loose), _headline_end(document))


def _is_neither(about: Token) -> bool:
    """Return whether a matter is one of "neither A nor B": who opposes neither need not support them."""
    before = about.left_edge.i - 1
    return any(c.lower_ == "neither" for c in about.lefts) or (before >= 0 and about.doc[before].lower_ == "neither")


def _position(document: Document, holders: Holders, reading: Reading, holder: int, issue: str) -> FoundPosition:
    voice = holders.voice_at(reading.word)
    is_own = voice is not None and holder in voice.speakers
    shown = tuple(signs(reading, issue, holders.actor(holder), voice, is_member=holder != reading.holder))
    word, clause = reading.word, document.offsets(*evidence(reading))
    return FoundPosition(
        holder=holder,
        issue=issue,
        stance=reading.judgement.stance,
        evidence=clause,
        basis=Basis.STATED if is_own or reading.is_said else Basis.REPORTED,
        quote=voice.quote if voice is not None and is_own else None,
        confidence=chance(TABLE, shown),
        signs=shown,
        rule=RuleWords(str(reading.judgement.rule), ((word.idx, word.idx + len(word)), clause)),
    )


def _joined(found: list[FoundPosition], loose: set[str]) -> list[FoundPosition]:
    """Return the positions, with short headings replaced by the fuller heading of the same matter.

    "US presence" becomes "US military presence in Iraq" when no other heading of the text has its words or concept and
    its names.
    """
    headings = list(dict.fromkeys(position.issue for position in found))
    fuller = {}
    for index, heading in enumerate(headings):
        near = [other for other in headings[max(0, index - _NEAR) : index + _NEAR] if other not in loose]
        fuller[heading] = {matters.key(other): other for other in near if _is_fuller(other, heading)}
    return [replace(p, issue=next(iter(fuller[p.issue].values()))) if len(fuller[p.issue]) == 1 else p for p in found]


def _is_fuller(heading: str, short: str) -> bool:
    one, other = matters.read(heading), matters.read(short)
    if matters.extends(one, other):
        return True
    more = (other.all_names, other.words) != (one.all_names, one.words)
    return (
        more and other.size + len(other.all_names) > 1 and other.all_names <= one.all_names and other.words <= one.words
    )


def _headline_end(document: Document) -> int:
    """Return the character offset at which the body of a text starts; 0 where it has no headline."""
    for start, end in document.paragraphs:
        if end - start >= _HEADLINE:
            return document.doc[start].idx
    return 0


def _distinct(found: list[FoundPosition], body: int) -> list[FoundPosition]:
    """Return one record per holder, issue and stance; of two on overlapping words of one holder, the more certain one.

    A position from the headline yields to one from the text that starts at `body`.
    """
    kept: list[FoundPosition] = []
    seen: dict[tuple[int, str], list[set[str]]] = {}
    taken: dict[int, list[tuple[int, int]]] = {}
    for position in sorted(found, key=lambda p: (p.evidence[0] < body, -p.confidence, p.evidence[0])):
        words = set(issue_key(position.issue).split())
        others = seen.setdefault((position.holder, position.stance.value), [])
        spans = taken.setdefault(position.holder, [])
        start, end = position.evidence
        if words in others or any(start < e and s < end for s, e in spans):
            continue
        if start < body and any(words & other for other in others):
            continue
        others.append(words)
        spans.append((start, end))
        kept.append(position)
    return sorted(kept, key=lambda p: (p.evidence, p.holder))
