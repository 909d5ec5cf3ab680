"""Forms that correct facts: a value as flat fields of a form, and the fields as the patch of the API."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from marshmallow import Schema

from ontology.enums import ActorType, Basis, EventType, Modality, QuoteKind, Stance, Subject
from schemas.review.facts_in import ActorPatchIn, EventPatchIn, PositionPatchIn, QuotePatchIn
from services.errors import Invalid, Problem

Fields = dict[str, list[str]]
"""The fields of a form by name; a span has two, `name` with its words and `name.at` with its start in the text."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is shown. `control`: choice, text, lines, span, spans, actor, actors or country."""

    name: str
    label: str
    control: str
    choices: type[StrEnum] | None = None
    hint: str = ""
    is_optional: bool = False


@dataclass(frozen=True)
class FactForm:
    """The form of a kind of fact: its fields, and the part of the patch that some of them make."""

    fields: tuple[Field, ...]
    parts: Mapping[str, tuple[str, ...]]
    """The fields of the form by the field of the patch that they make; a field that makes its own is left out."""
    schema: Schema
    flat: Callable[[Mapping[str, Any]], Fields]

    def patch(self, given: Fields, current: Fields, text: str) -> dict[str, Any]:
        """Return the patch with what differs from the current fields, as the API takes it.

        Raises ValidationError, and Invalid for words that the text does not have.
        """
        names = {name: part for part, names in self.parts.items() for name in names}
        changed = {name for name in given if given[name] != current.get(name)}
        wanted = dict.fromkeys(names.get(name, name) for name in (each.removesuffix(".at") for each in changed))
        reader = _Reader(given, text)
        found = {part: _PARTS[part](reader) if part in _PARTS else reader.plain(self._field(part)) for part in wanted}
        if reader.problems:
            raise Invalid(reader.problems)
        patch: dict[str, Any] = self.schema.load(found)
        return patch

    def label(self, path: str) -> str:
        """Return the label of the field that a pointer of the API means."""
        for step in (path, path.partition(".")[0]):
            names = self.parts.get(step, (step,))
            for field in self.fields:
                if field.name in names:
                    return field.label
        return path

    def _field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


class _Reader:
    """Reads fields of a form; words that the text does not have are problems."""

    def __init__(self, given: Fields, text: str) -> None:
        self._given, self._text = given, text
        self.problems: list[Problem] = []

    def one(self, name: str) -> str | None:
        """Return the field, null when it is blank."""
        return (self._given.get(name, [""])[0].strip()) or None

    def plain(self, field: Field) -> Any:
        match field.control:
            case "span":
                return self.span(field.name)
            case "spans":
                return self.spans(field.name)
            case "actors":
                return self._given.get(field.name, [])
            case "lines":
                return [line.strip() for line in (self.one(field.name) or "").splitlines() if line.strip()]
            case "text" if not field.is_optional:
                return self.one(field.name) or ""
        return self.one(field.name)

    def span(self, name: str) -> dict[str, int] | None:
        return next(iter(self.spans(name)), None)

    def spans(self, name: str) -> list[dict[str, int]]:
        places = [*self._given.get(f"{name}.at", [])]
        words = self._given.get(name, [])
        places += [""] * (len(words) - len(places))
        found = [self._place(name, each, at) for each, at in zip(words, places, strict=False) if each.strip()]
        return sorted((span for span in found if span), key=lambda span: span["start"])

    def _place(self, name: str, words: str, at: str) -> dict[str, int] | None:
        """Return the place of some words that is nearest to a character of the text."""
        near = int(at) if at.isdecimal() and len(at) < 10 else 0
        text, offsets = self._collapsed
        words = " ".join(words.split())
        if words not in text:
            self.problems.append(Problem(name, f"The text does not have these words: {words[:100]}"))
            return None
        middle = bisect_left(offsets, near)
        places = (text.rfind(words, 0, middle + len(words)), text.find(words, middle))
        first = min((place for place in places if place >= 0), key=lambda place: abs(offsets[place] - near))
        return {"start": offsets[first], "end": offsets[first + len(words) - 1] + 1}

    @cached_property
    def _collapsed(self) -> tuple[str, list[int]]:
        """The text with one space for all white space between words, and the offset of each of its characters.

        A regular expression would take time as the square of the text, which holds up all other requests.
        """
        text = self._text
        kept = [i for i, char in enumerate(text) if not char.isspace() or (i and not text[i - 1].isspace())]
        return "".join(" " if text[i].isspace() else text[i] for i in kept), kept


def _speaker(form: _Reader) -> dict[str, Any] | None:
    mention, actor_id = form.span("mention"), form.one("speaker")
    if actor_id and not form.one("mention"):
        form.problems.append(Problem("mention", "Give the words of the text that name the speaker."))
    return {"actor_id": actor_id, "mention": mention} if mention else None


def _when(form: _Reader) -> dict[str, Any] | None:
    edtf = form.one("date")
    return {"edtf": edtf, "span": form.span("date_words")} if edtf else None


def _where(form: _Reader) -> dict[str, Any] | None:
    country, place = form.one("country"), form.one("place")
    return {"country": country, "place": place} if country or place else None


def _issue(form: _Reader) -> dict[str, Any]:
    return {"label": form.one("issue") or ""}


_PARTS: dict[str, Callable[[_Reader], Any]] = {
    "speaker": _speaker, "when": _when, "where": _where, "issue": _issue
}  # fmt: skip


def _spans(name: str, spans: Sequence[Mapping[str, Any] | None]) -> Fields:
    shown = [span for span in spans if span]
    return {
        name: [span["exact"] for span in shown] or [""],
        f"{name}.at": [str(span["start"]) for span in shown] or [""],
    }


def _of_quote(value: Mapping[str, Any]) -> Fields:
    speaker = value["speaker"] or {"actor_id": None, "mention": None}
    return {
        "kind": [value["kind"]],
        "speaker": [speaker["actor_id"] or ""],
        **_spans("mention", [speaker["mention"]]),
        **_spans("cue", [value["cue"]]),
        **_spans("content", value["content"]),
    }


def _of_event(value: Mapping[str, Any]) -> Fields:
    when, where = value["when"] or {"edtf": "", "span": None}, value["where"] or {}
    return {
        "type": [value["type"]],
        "title": [value["title"]],
        "modality": [value["modality"]],
        "actors": list(value["actors"]),
        "recipients": list(value["recipients"]),
        "date": [when["edtf"]],
        **_spans("date_words", [when["span"]]),
        "country": [where.get("country") or ""],
        "place": [where.get("place") or ""],
        **_spans("triggers", value["triggers"]),
    }


def _of_position(value: Mapping[str, Any]) -> Fields:
    return {
        "holder": [value["holder"]],
        "stance": [value["stance"]],
        "issue": [value["issue"]["label"]],
        "basis": [value["basis"]],
        **_spans("evidence", [value["evidence"]]),
    }


def _of_actor(value: Mapping[str, Any]) -> Fields:
    return {
        "name": [value["name"]],
        "type": [value["type"]],
        "country": [value["country"] or ""],
        "role": [value["role"] or ""],
        "aliases": ["\n".join(value["aliases"])],
    }


FORMS: dict[Subject, FactForm] = {
    Subject.QUOTE: FactForm(
        (
            Field("content", "Words", "spans", hint="Without quotation marks, verb and speaker."),
            Field("speaker", "Speaker", "actor", hint="An actor of the article."),
            Field("mention", "Speaker in the text", "span", is_optional=True, hint="Empty if nobody is named."),
            Field("cue", "Verb", "span", is_optional=True, hint="Such as: said."),
            Field("kind", "Kind", "choice", QuoteKind),
        ),
        {"speaker": ("speaker", "mention")},
        QuotePatchIn(),
        _of_quote,
    ),
    Subject.EVENT: FactForm(
        (
            Field("title", "What", "text"),
            Field("type", "Type", "choice", EventType),
            Field("modality", "Did it happen?", "choice", Modality),
            Field("actors", "Who does it", "actors"),
            Field("recipients", "To or with whom", "actors"),
            Field("date", "When", "text", hint="2021-07-26, 2021-07, 2021 or ../2021-12-31", is_optional=True),
            Field("date_words", "Words for the date", "span", is_optional=True),
            Field("place", "Where", "text", is_optional=True),
            Field("country", "Country", "country", is_optional=True),
            Field("triggers", "Words for the event", "spans"),
        ),
        {"when": ("date", "date_words"), "where": ("country", "place")},
        EventPatchIn(),
        _of_event,
    ),
    Subject.POSITION: FactForm(
        (
            Field("holder", "Holder", "actor"),
            Field("stance", "Stance", "choice", Stance),
            Field("issue", "Issue", "text", hint="A short noun phrase; an issue of this name is used, or added."),
            Field("evidence", "Evidence", "span", hint="The shortest clause that shows it."),
            Field("basis", "Basis", "choice", Basis),
        ),
        {},
        PositionPatchIn(),
        _of_position,
    ),
    Subject.ACTOR: FactForm(
        (
            Field("name", "Name", "text"),
            Field("type", "Type", "choice", ActorType),
            Field("country", "Country", "country", is_optional=True),
            Field("role", "Role", "text", is_optional=True),
            Field("aliases", "Other names", "lines", is_optional=True, hint="One on each line."),
        ),
        {},
        ActorPatchIn(),
        _of_actor,
    ),
}  # fmt: skip


def merged(given: Fields, seen: Fields, current: Fields) -> Fields:
    """Return the fields that a person has changed since they saw them, and the others as they are now."""
    changed = {name for name in given if given[name] != seen.get(name)}
    whole = {name.removesuffix(".at") for name in changed}
    return {name: given[name] if name.removesuffix(".at") in whole and name in given else each
            for name, each in current.items()}  # fmt: skip
