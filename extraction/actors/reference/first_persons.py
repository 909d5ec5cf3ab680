"""First persons resolved to speakers: in a quote its speaker, in the answers of an interview the interviewee."""

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Span as Tokens

from extraction.actors.found import ActorMention, ActorTable
from extraction.actors.reference.pronouns import with_pronouns
from extraction.document import Document
from extraction.issuers import OwnVoice
from ontology.enums import ActorType

Said = tuple[int, int, int | None]
"""A token range of speech, and its speaker if known."""

_SINGULAR = frozenset("i me my mine myself".split())
_PLURAL = frozenset("we us our ours ourselves".split())
_PRONOUNS = frozenset(("PRP", "PRP$"))
# One question may be the author's. Of 605 news articles 5 with more than one mention an interview, and none before it.
_QUESTIONS = 2


def resolve_speech(
    document: Document, table: ActorTable, said: list[Said], own: OwnVoice | None, issuers: tuple[int, ...]
) -> ActorTable:
    """Return the actors with the first persons that stand for them added to their mentions.

    The other members of a speaker's "we" are seldom clear, so only a body is "we"; in a document in the voice of its
    `issuers`, "we" means each of them.
    """
    speaking: dict[int, int | None] = {}
    # The inner of two quotes comes later.
    for start, end, actor in chain(_answers(document, table), sorted(said, key=lambda piece: piece[:2])):
        speaking.update(dict.fromkeys(range(start, end), actor))
    found: dict[int, list[int]] = {}
    for i in (i for piece in (own.said if own is not None else ()) for i in range(*piece) if i not in speaking):
        token = document.doc[i]
        if token.tag_ in _PRONOUNS and token.lower_ in (_PLURAL | _SINGULAR if len(issuers) == 1 else _PLURAL):
            for actor in issuers:
                found.setdefault(actor, []).append(i)
    for i, actor in speaking.items():
        token = document.doc[i]
        if actor is not None and token.tag_ in _PRONOUNS:
            is_person = table.actors[actor].type is ActorType.PERSON
            if token.lower_ in (_SINGULAR if is_person else _PLURAL):
                found.setdefault(actor, []).append(i)
    acts = dict.fromkeys(own.acts, issuers) if own is not None else {}
    return ActorTable(with_pronouns(table.actors, found), issuing=acts)


def _answers(document: Document, table: ActorTable) -> Iterator[Said]:
    """Yield the answers of an interview with one person whose paragraphs do not name the speaker."""
    is_question = [document.text_of(*paragraph).rstrip().endswith("?") for paragraph in document.paragraphs]
    if sum(is_question) < _QUESTIONS:
        return
    first = is_question.index(True)
    asked = sorted(_asked(table, document.doc[: document.paragraphs[first][0]]))
    for (start, end), question in zip(document.paragraphs[first:], is_question[first:], strict=True):
        if len(asked) == 1 and not question:
            yield start, end, asked[0]


def _asked(table: ActorTable, opening: Tokens) -> set[int]:
    """Return the people interviewed according to the opening of a text, else all the people it names."""
    asked: set[int] = set()
    words = [token for token in opening if token.lemma_.lower() == "interview"]
    for word in words:
        behind = _people(table, word.i + 1, word.sent.end)[:1]
        joined = any(opening.doc[mention.end].lower_ == "and" for mention, _ in behind)
        if joined or any(child.dep_ == "dobj" and child.tag_ in ("NNS", "NNPS") for child in word.rights):
            return set()
        asked |= {actor for _, actor in behind}
    return asked or ({actor for _, actor in _people(table, 0, opening.end)} if words else set())


def _people(table: ActorTable, start: int, end: int) -> list[tuple[ActorMention, int]]:
    return [pair for pair in table.within(start, end) if table.actors[pair[1]].type is ActorType.PERSON]
