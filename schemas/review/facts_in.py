"""Facts as people give them: corrections of what was found, and what the machine missed."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from ontology.edtf import Edtf
from ontology.enums import ActorType, Basis, EventType, FactStatus, FigureKind, Modality, QuoteKind, Stance
from ontology.figure import DAYS
from ontology.span import SpanRef
from schemas.base import In, Value, doc, enum
from schemas.positions import ISSUE_ID, ISSUE_LABEL
from schemas.query.fields import check_country

_ACTOR_ID = "act_h3x5w7q2m4n6tb2k"
_QUOTE_ID = "quo_w7q2m4n6tb2kh3x5"
_EDTF = "EDTF level 1: 2021-07-26, 2021-07, ../2021-12-31."
# Characters. Some indexes of Postgres take no more.
_LONGEST = 500
_MOST_SPANS = 1000
_HIGHEST = 10**15


def is_text(value: str) -> None:
    """Validate that both databases take a string, and that it is not blank."""
    if not value.strip():
        raise ValidationError("Must not be blank.")
    if "\0" in value:
        raise ValidationError("Must not contain the character NUL.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValidationError("Must not contain an unpaired surrogate.") from error


def _is_date(value: str) -> None:
    try:
        Edtf.parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def short_text(description: str, example: str, *, nullable: bool = False) -> fields.String:
    """A string that indexes take, not blank."""
    return fields.String(
        allow_none=nullable, validate=(validate.Length(1, _LONGEST), is_text), **doc(description, example)
    )


def _country(description: str) -> fields.String:
    return fields.String(allow_none=True, validate=check_country, **doc(description, "IQ"))


def _actors(description: str) -> fields.List[Any]:
    return fields.List(
        fields.String(validate=is_text), validate=validate.Length(max=_MOST_SPANS), **doc(description, [_ACTOR_ID])
    )


class Whole(fields.Integer):
    """A whole number of JSON; marshmallow's own takes strings and booleans, too."""

    def __init__(self, low: int, **options: Any) -> None:
        super().__init__(validate=validate.Range(low, _HIGHEST), **options)

    def _validated(self, value: Any) -> Any:
        if type(value) is not int and not (isinstance(value, float) and value.is_integer()):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Amount(fields.Float):
    """A number of JSON; one without decimals stays a whole number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_none=True, validate=validate.Range(0, _HIGHEST), **options)

    def _validated(self, value: Any) -> Any:
        if type(value) not in (int, float):
            raise self.make_error("invalid", input=value)
        number = super()._validated(value)
        return int(number) if number.is_integer() else number


class Flag(fields.Boolean):
    """A boolean of JSON."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class SpanIn(In):
    """Characters of the text: `start` and `end`, which other fields must match; or `exact` and its `occurrence`."""

    start = Whole(0, **doc("Offset of the first character, in Unicode code points.", 122))
    end = Whole(1, **doc("Offset after the last character, in Unicode code points.", 139))
    exact = fields.String(validate=validate.Length(1), **doc("The characters themselves.", "Mustafa al-Kazemi"))
    occurrence = Whole(1, **doc("The number of the place among those with these characters, counted from 1.", 1))
    utf16_start = Whole(0, **doc("`start` in UTF-16 code units.", 122))
    utf16_end = Whole(0, **doc("`end` in UTF-16 code units.", 139))

    @validates_schema
    def check_form(self, values: Mapping[str, Any], **_kwargs: Any) -> None:
        offsets = values.keys() & {"start", "end", "utf16_start", "utf16_end"}
        if {"start", "end"} <= offsets and "occurrence" not in values:
            return
        if offsets or "exact" not in values:
            raise ValidationError("Must have start and end, or exact with an optional occurrence.")

    @post_load
    def to_ref(self, values: dict[str, Any], **_kwargs: Any) -> SpanRef:
        return SpanRef(**values)


def _span(description: str, *, nullable: bool = False) -> fields.Nested:
    return fields.Nested(SpanIn, allow_none=nullable, metadata={"description": description})


def _spans(description: str) -> fields.List[Any]:
    return fields.List(
        fields.Nested(SpanIn),
        validate=validate.Length(1, _MOST_SPANS),
        metadata={"description": f"{description} The list replaces the whole previous list."},
    )


class IssueRef(fields.Field[dict[str, str]]):
    """An issue: its id or its label, alone or in an object, as it is served."""

    default_error_messages = {"invalid": "Must be the id of an issue, its label, or an object with one of them."}  # noqa: RUF012

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> dict[str, str]:
        if isinstance(value, dict) and value.keys() <= {"id", "label"} and value:
            name = "id" if "id" in value else "label"
            given = value[name]
        else:
            name, given = "", value
        if not isinstance(given, str):
            raise self.make_error("invalid")
        is_text(given)
        if len(given) > _LONGEST:
            raise ValidationError(f"Longer than maximum length {_LONGEST}.")
        return {name or ("id" if given.startswith("iss_") else "label"): given}


_ISSUE_SCHEMA: dict[str, Any] = {
    "description": "The issue: the id of a stored one, or a label; as a string, or as an object as it is served, "
    "of which the id counts.",
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": _LONGEST, "pattern": "[a-z]"},
        {
            "type": "object",
            "properties": {"id": {"type": "string"}, "label": {"type": "string"}},
            "minProperties": 1,
            "additionalProperties": False,
        },
    ],
    "examples": [ISSUE_LABEL, {"id": ISSUE_ID}],
}


def note() -> fields.String:
    """Why a person says something."""
    return short_text("The reason for the change; the history keeps it.", "The text says it on page 2.", nullable=True)


def status() -> Value:
    """A judgement of a person."""
    return Value(
        FactStatus,
        by_value=fields.String,
        validate=validate.OneOf(
            (FactStatus.CONFIRMED, FactStatus.REJECTED, FactStatus.MACHINE),
            error="Must be one of: confirmed, rejected, machine.",
        ),
        metadata={
            "description": "confirmed: the fact is right; rejected: it is wrong, and lists and briefs omit it; "
            "machine: all changes are undone. If it is omitted, a changed fact becomes corrected.",
            "enum": ["confirmed", "rejected", "machine"],
            "examples": ["confirmed"],
        },
    )


class Needing(In):
    """An object of which a subclass names the fields that it `needs`."""

    needs: tuple[str, ...] = ()

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        field_obj.required = field_name in self.needs


class FactIn(Needing):
    """A fact as a person gives it."""

    note = note()


class PatchIn(FactIn):
    """A change of a fact, as a JSON Merge Patch (RFC 7396): what is left out stays."""

    status = status()


class SpeakerIn(In):
    """The speaker of a quote."""

    actor_id = fields.String(
        allow_none=True,
        validate=is_text,
        **doc("The id of an actor of the article; null if the text does not identify the speaker.", _ACTOR_ID),
    )
    mention = _span("The words of the text that name the speaker.")
    name = fields.String(allow_none=True, **doc("Served with the speaker; ignored in a request.", "Al-Kazemi"))

    @post_load
    def leave_name(self, values: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name != "name"}


class QuoteFields(FactIn):
    """What a person can say of a quote."""

    kind = enum(QuoteKind, "direct: in quotation marks; indirect: reported; mixed: reported, with quoted fragments.")
    speaker = fields.Nested(
        SpeakerIn, allow_none=True, metadata={"description": "The speaker; null if the text names none."}
    )
    cue = _span("The verb or phrase that attributes the words.", nullable=True)
    content = _spans("The words, in pieces, without quotation marks, cue and speaker.")


class QuotePatchIn(QuoteFields, PatchIn):
    """A change of a quote, as a JSON Merge Patch (RFC 7396); a span is replaced as a whole."""


class NewQuoteIn(QuoteFields):
    """A quote that the machine missed."""

    needs = ("kind", "content")


class WhenIn(In):
    """A date and the words that give it."""

    edtf = fields.String(validate=_is_date, **doc(_EDTF, "2021-07-26"))
    span = _span("The words that give the date.")


class WhereIn(In):
    """A place."""

    country = _country("ISO 3166-1 alpha-2.")
    place = short_text("The place in the words of the text.", "Washington", nullable=True)


class FigureIn(Needing):
    """A number that the text gives for an event: a range with both ends included."""

    needs = ("kind", "unit", "span")

    kind = enum(FigureKind, "The kind of the figure.")
    min = Amount(**doc("The lower bound; null if this end is open.", 12))
    max = Amount(**doc("The upper bound; null if this end is open.", 12))
    approximate = Flag(load_default=False, **doc("Whether the words are approximate.", False))
    unit = short_text(f"persons, votes, a currency of ISO 4217 or a unit of time: {', '.join(DAYS)}.", "persons")
    span = _span('The number, with its qualifier ("about"), its currency and its unit of time.')


class EventFields(FactIn):
    """What a person can say of an event."""

    type = enum(EventType, "The PLOVER category, or OTHER.")
    title = short_text("The event in a few words of the text.", "Mustafa al-Kazemi will travel to the US")
    triggers = _spans("The words that name the event.")
    actors = _actors("The ids of the actors who do it; each is an actor of the article.")
    recipients = _actors("The ids of the actors to whom or with whom it is done; each is an actor of the article.")
    when = fields.Nested(
        WhenIn, allow_none=True, metadata={"description": "When it takes place; null if the text does not say."}
    )
    where = fields.Nested(
        WhereIn, allow_none=True, metadata={"description": "Where it takes place; null if the text does not say."}
    )
    modality = enum(Modality, "Whether it took place.")
    figures = fields.List(
        fields.Nested(FigureIn),
        validate=validate.Length(max=_MOST_SPANS),
        metadata={"description": "Numbers, amounts and durations. The list replaces the whole previous list."},
    )


class EventPatchIn(EventFields, PatchIn):
    """A change of an event, as a JSON Merge Patch (RFC 7396); a span is replaced as a whole."""


class NewEventIn(EventFields):
    """An event that the machine missed. The default title consists of its triggers."""

    needs = ("type", "triggers", "modality")


class PositionFields(FactIn):
    """What a person can say of a position."""

    holder = fields.String(
        validate=is_text, **doc("The id of the actor who holds it, an actor of the article.", _ACTOR_ID)
    )
    issue = IssueRef(metadata=_ISSUE_SCHEMA)
    stance = enum(
        Stance, "supports, opposes or mixed: what the holder wants; expects or doubts: what the holder believes."
    )
    evidence = _span("The shortest clause that shows it.")
    basis = enum(Basis, "stated: in the holder's own words; reported: in the words of somebody else.")
    quote_id = fields.String(
        allow_none=True,
        validate=is_text,
        **doc("The id of the quote of the article that states it; null if none does.", _QUOTE_ID),
    )


class PositionPatchIn(PositionFields, PatchIn):
    """A change of a position, as a JSON Merge Patch (RFC 7396); a span is replaced as a whole."""


class NewPositionIn(PositionFields):
    """A position that the machine missed."""

    needs = ("holder", "issue", "stance", "evidence", "basis")


class ActorFields(FactIn):
    """What a person can say of an actor of an article."""

    type = enum(ActorType, "The type of the actor.")
    name = short_text("The fullest form of the name.", "Mustafa al-Kazemi")
    country = _country("The country that it belongs to, ISO 3166-1 alpha-2.")
    role = short_text("The role in the words of the text.", "Prime Minister", nullable=True)
    aliases = fields.List(
        short_text("A name.", "Al-Kazemi"),
        validate=validate.Length(max=_MOST_SPANS),
        **doc("Its other names.", ["Al-Kazemi"]),
    )
    mentions = _spans("Where the text mentions the actor.")


class ActorPatchIn(ActorFields, PatchIn):
    """A change of an actor of an article, as a JSON Merge Patch (RFC 7396)."""


class NewActorIn(ActorFields):
    """An actor that the machine missed."""

    needs = ("type", "name", "mentions")


class RestoreIn(In):
    """The reason for restoring a revision."""

    note = note()
