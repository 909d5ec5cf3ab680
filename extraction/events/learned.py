"""Triggers that the encoder sees, which no lexicon has, and those of the rules that it rules out.

The limits were chosen on 30 annotated texts and 80 invented documents that were held back when it learnt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extraction.document import Document
from extraction.encoder import Chances
from extraction.encoder.heads import HEADS
from extraction.events.lexicon import Needs, classes
from extraction.events.model import Trigger
from extraction.questions import Questions
from ontology.enums import COOPERATION, EventType

# A word is an event when its chance of being none is below the first, and that of its type above the second.
_NONE, _TYPED = 0.3, 0.6
# Of 29 triggers of the rules above this chance of being none, 6 were right.
_RULED_OUT = 0.9
# Below this chance of being none, an event need not have its participants.
_SURE = 0.1
_CONTENT = frozenset("VERB NOUN PROPN ADJ".split())
_NOUNS = ("NOUN", "PROPN")
# An event whose word may as well help as harm is left out.
_CONTRARY = 0.25
_FRIENDLY = [i for i, label in enumerate(HEADS["trigger"]) if label in COOPERATION]
_HOSTILE = [i for i, label in enumerate(HEADS["trigger"]) if label not in {"O", "REQUEST", "OTHER", *COOPERATION}]
# The recipient of a verb that is in no lexicon, the likeliest place first.
_SLOTS = tuple("obj to on against with from at of".split())
CLASSES = {
    EventType.AGREE: "agree",
    EventType.CONSULT: "talks",
    EventType.SUPPORT: "support",
    EventType.CONCEDE: "concession",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "retreat",
    EventType.REQUEST: "request",
    EventType.ACCUSE: "criticism",
    EventType.REJECT: "rejection",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "measures",
    EventType.MOBILIZE: "mobilization",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "attack",
    EventType.OTHER: "action",
}
"""The class of events that is as general as its type."""


def weighed(found: Sequence[Trigger], document: Document, chances: Chances, questions: Questions) -> list[Trigger]:
    """Return the triggers of the rules that the encoder does not rule out and those that it alone sees, in text order.

    Tokens in `questions` are left out.
    """
    none = chances[:, 0]
    kept = [trigger for trigger in found if min(none[word.i] for word in trigger.words) <= _RULED_OUT]
    taken = {word.i for trigger in found for word in (*trigger.words, trigger.token, trigger.anchor)}
    seen = (t for t in _seen(document, chances) if t.token.i not in taken and t.token not in questions)
    return sorted((_eased(trigger, chances) for trigger in (*kept, *seen)), key=lambda trigger: trigger.token.i)


def _seen(document: Document, chances: Chances) -> Iterator[Trigger]:
    for i in np.flatnonzero(chances[:, 0] < _NONE):
        token, best = document.doc[int(i)], int(chances[i, 1:].argmax()) + 1
        type_ = EventType(HEADS["trigger"][best])
        if token.pos_ in _CONTENT and chances[i, best] > _TYPED and not _is_contrary(chances[i], type_):
            kind = classes()[CLASSES[type_]]
            slots = () if token.pos_ in _NOUNS else _SLOTS
            yield Trigger(token, (token,), kind, slots, Needs.ONE, "", learned=True)


def _eased(trigger: Trigger, chances: Chances) -> Trigger:
    """Return the trigger as one that needs no participants where the encoder is sure of the event and of its type."""
    number = HEADS["trigger"].index(trigger.kind.type)
    sure = any(chances[word.i, 0] < _SURE and chances[word.i, number] > _TYPED for word in trigger.words)
    return replace(trigger, needs=Needs.NONE) if sure else trigger


def _is_contrary(chances: Chances, type_: EventType) -> bool:
    """Return whether a word may be of a type on the other side of PLOVER: an act against somebody, not for."""
    number = HEADS["trigger"].index(type_)
    other = _HOSTILE if number in _FRIENDLY else _FRIENDLY if number in _HOSTILE else []
    return bool(chances[other].sum() > _CONTRARY)
