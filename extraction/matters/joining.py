"""Keys of matters: headings with one key are one matter, whatever the order in which they come."""

from extraction.matters.frame import Frame, read
from extraction.matters.words import Mode, classes_of


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
