"""Keys of matters: headings with one key are one matter, whatever the order in which they come."""

from extraction.matters.frame import Frame, read
from extraction.matters.words import Mode, classes_of
from ontology.enums import MatterLink
from ontology.issues import issue_key


def key(heading: str) -> str:
    """Return the key of the matter that a heading names.

    It is empty for a heading that does not tell its matter from others: "Release of the hostages" is one matter in one
    article, and another in the next.
    """
    frame = read(heading)
    concept = frame.concept
    if concept is None:
        return f"{_row(frame.words)} {_row(frame.all_names)}".strip()
    if not frame.all_names:
        return ""
    if concept.mode in (Mode.DIRECTED, Mode.OBJECTS):
        goods = frame.words - {concept.key} if concept.mode is Mode.OBJECTS else frozenset()
        told: tuple[str, ...] = (f"by {_row(frame.doers)}", f"on {_row(frame.names)}", _row(goods))
    elif concept.mode is Mode.TARGET:
        told = (_row(frame.names or frame.doers),)
    else:
        told = (_row(frame.all_names),)
    return " ".join((concept.key, *told)).rstrip()


def _row(parts: frozenset[str]) -> str:
    return "|".join(sorted(parts))


def extends(frame: Frame, short: Frame) -> bool:
    """Return whether, inside one article, a frame names more of the matter that a short one names.

    The short one has fewer names, all among the frame's; without a concept of its own its words are a part of the
    frame's concept: "the shipment", after "shipment of arms to Peru".
    """
    if frame.concept is None or not short.all_names <= frame.all_names:
        return False
    if short.all_names == frame.all_names and not (short.size < 2 and short.words < frame.words):
        return False
    if short.concept is not None:
        return short.concept.key == frame.concept.key and not (short.doers and short.doers != frame.doers)
    return bool(short.words) and short.words <= classes_of(frame.concept.key)


def reason(heading: str, other: str) -> MatterLink | None:
    """Return why two headings name one matter; None when they do not, or when it is doubtful."""
    if not key(heading) or key(heading) != key(other):
        return None
    if heading.casefold() == other.casefold():
        return MatterLink.SAME_WORDS
    return MatterLink.FORM if issue_key(heading) == issue_key(other) else MatterLink.SYNONYM


def score(heading: str, other: str) -> float:
    """Return how likely two headings name one matter, from 0 to 1: 1 for those that are joined."""
    one, two = read(heading), read(other)
    if key(heading) == key(other):
        return 1.0
    names = _share(one.all_names, two.all_names)
    words_ = _share(one.words, two.words)
    return round(0.9 * (names + words_) / 2, 3)


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / len(one | two) if one | two else 0.0
