"""Keys of matters: headings with one key are one matter, whatever the order in which they come."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.matters import words
from extraction.matters.context import Context, context_of
from extraction.matters.frame import Frame, read
from extraction.matters.words import Concept, Kind, Mode, classes_of
from ontology.enums import IssueLink, Topic

_NO_CONTEXT = Context()
# Of names, words and the concept in the likeness of two headings.
_WEIGHTS = (0.4, 0.3, 0.3)
# Classes of acts that end or hinder what they are done to.
_ENDING = frozenset("ban close delist embargo end export_ban free leave pause phase_out postpone restriction".split())
_ROLES = {
    Mode.STATE: (Kind.STATE,),
    Mode.PAIR: (Kind.STATE, Kind.STATE),
    Mode.MEMBER: (Kind.STATE, Kind.ORGANISATION),
    Mode.LISTED: (Kind.GROUP, Kind.ORGANISATION),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A position as the joining sees it: its heading, the words that show it, the code of the holder's state."""

    heading: str
    evidence: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Joined:
    """The topic of the matter of a position, its key, and how it was found; these are None for one of its text only."""

    topic: Topic
    key: str | None = None
    link: IssueLink | None = None


def join(held: Sequence[Held], text: str) -> list[Joined]:
    """Return what the positions of a text are joined by, in their order.

    A heading that names only a part of a matter of the same text ("Camps shutting") has the key of that matter.
    """
    frames = [read(each.heading) for each in held]
    own = [_joined(*each, text) for each in zip(held, frames, strict=True)]
    wholes = {each.key: frame for each, frame in zip(own, frames, strict=True) if each.key and frame.concept}
    return [
        joined if frame.concept or _is_over(each.heading) else _with_whole(frame, wholes) or joined
        for each, joined, frame in zip(held, own, frames, strict=True)
    ]


def _joined(each: Held, frame: Frame, text: str) -> Joined:
    found = key(each.heading, context_of(text, each.evidence, each.holder))
    topic = frame.concept.topic if frame.concept else words.topic_of(frame.words)
    if not found:
        return Joined(topic)
    if frame.concept is None:
        return Joined(topic, found, IssueLink.WORDS)
    return Joined(topic, found, IssueLink.MEANING if found == key(each.heading) else IssueLink.TEXT)


def _is_over(heading: str) -> bool:
    """Return whether a heading names something about a matter, not the matter: "Restraint over the nuclear test"."""
    head, _, matter = heading.partition(" over ")
    return bool(matter) and read(head).concept is None


def _with_whole(part: Frame, wholes: dict[str, Frame]) -> Joined | None:
    """Return the one matter that a heading without a concept names a part of; None for none or several."""
    found = [(own, whole) for own, whole in wholes.items() if _is_part(part, own, whole)]
    if len(found) != 1 or found[0][1].concept is None:
        return None
    return Joined(found[0][1].concept.topic, found[0][0], IssueLink.PART)


def _is_part(part: Frame, own: str, whole: Frame) -> bool:
    if whole.concept is None or not part.words & classes_of(whole.concept.key) - words.COMMON:
        return False
    return all(words.power(name) in own for name in part.all_names)


def key(heading: str, context: Context = _NO_CONTEXT) -> str:
    """Return the key of the matter that a heading names in a text with this context.

    It is empty for a heading that does not tell its matter from others: "Release of the hostages" is one matter in one
    article, and another in the next.
    """
    frame = read(heading)
    concept = frame.concept
    if _is_over(heading):
        return ""
    if concept is None:
        return f"{_row(frame.words)} {_row(frame.all_names)}".strip()
    if concept.mode in (Mode.DIRECTED, Mode.OBJECTS):
        return _directed(frame, concept, context)
    if concept.mode is Mode.ALL:
        names = frame.all_names
    elif concept.mode is Mode.PLACE:
        names = frame.names or frame.doers
    else:
        names = _parties(frame, concept.mode, context)
    goods = frame.words & words.goods() if concept.mode is Mode.ALL else frozenset()
    return f"{concept.key} {_row(names)} {_row(goods)}".strip() if names else ""


def _parties(frame: Frame, mode: Mode, context: Context) -> frozenset[str]:
    """Return the names of the parts that a matter has, completed from the context where the heading leaves one out."""
    found: set[str] = set()
    for kind in dict.fromkeys(_ROLES[mode]):
        number = _ROLES[mode].count(kind)
        names = _of_kind(frame, kind, number)
        while len(names) < number:
            more = context.first(kind, names)
            if more is None:
                break
            names.append(more)
        found.update(names)
    return frozenset(found or frame.all_names)


def _of_kind(frame: Frame, kind: Kind, number: int) -> list[str]:
    """Return the names of a kind in a frame; those to which it is done count before those who do it."""
    if kind is Kind.STATE:
        homes = {home for name in frame.all_names if (home := words.home(name))}
        if homes and number == 1:
            return sorted(homes)
        parts = [{words.power(n) for n in names if words.kind(n) is kind} for names in (frame.names, frame.doers)]
        return sorted(parts[0] | parts[1] if number > 1 else parts[0] or parts[1])
    return sorted(name for name in frame.all_names if words.kind(name) is kind)


def _directed(frame: Frame, concept: Concept, context: Context) -> str:
    """Return the key of what one does to another."""
    doers, targets = (_powers(names) for names in (frame.doers, frame.names))
    if not doers | targets:
        return ""
    if not doers or (targets and _are_unknown(doers)):
        doers = _completed(context, targets)
    if not targets:
        targets = _completed(context, doers)
    goods = frame.words & words.goods() if concept.mode is Mode.OBJECTS else frozenset()
    return f"{concept.key} by {_row(doers)} on {_row(targets)} {_row(goods)}".strip()


def _powers(names: frozenset[str]) -> frozenset[str]:
    """Return the states, organisations and groups among names; all names where none is known."""
    known = frozenset(words.power(name) for name in names if words.kind(name) is not Kind.OTHER)
    return known or names


def _are_unknown(names: frozenset[str]) -> bool:
    return all(words.kind(name) is Kind.OTHER for name in names)


def _completed(context: Context, others: frozenset[str]) -> frozenset[str]:
    """Return the other side of an act: who holds a position on it only where the text names nobody else."""
    apart = others | {context.holder} if context.holder else others
    sides = ((Kind.STATE, apart), (Kind.ORGANISATION, apart), (Kind.STATE, others))
    found = next((name for kind, without in sides if (name := context.first(kind, without))), None)
    return frozenset({found}) if found else frozenset()


def _row(parts: frozenset[str]) -> str:
    return "|".join(sorted(parts))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two headings have in common, from 0 to 1: names, other words, and the concept that these name."""

    score: float
    names: tuple[str, ...]
    words: tuple[str, ...]
    concept: str | None


def likeness(one: str, other: str) -> Likeness:
    """Compare two headings that have not been joined; names and the concept count most."""
    a, b = read(one), read(other)
    names = [frozenset(map(words.power, frame.all_names)) for frame in (a, b)]
    concept = a.concept.key if a.concept and b.concept and a.concept.key == b.concept.key else None
    parts = (_share(*names), _share(a.words, b.words), concept is not None)
    score = sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
    return Likeness(round(score, 2), tuple(sorted(names[0] & names[1])), tuple(sorted(a.words & b.words)), concept)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common members in the smaller of two sets, 0 where one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0


def extends(frame: Frame, short: Frame) -> bool:
    """Return whether, inside one article, a frame names more of the matter that a short one names.

    The short one has fewer names, all among the frame's; without a concept of its own its words are a part of the
    frame's concept: "the shipment", after "shipment of arms to Peru". What an act ends is not the act: "the troops" are
    not the "withdrawal of the troops", of which its opponents are in favour.
    """
    if frame.concept is None or not short.all_names <= frame.all_names:
        return False
    if short.all_names == frame.all_names and not (short.size < 2 and short.words < frame.words):
        return False
    if short.concept is not None:
        return short.concept.key == frame.concept.key and not (short.doers and short.doers != frame.doers)
    classes = classes_of(frame.concept.key)
    if not classes.isdisjoint(_ENDING) and short.words.isdisjoint(_ENDING):
        return False
    return bool(short.words) and short.words <= classes
