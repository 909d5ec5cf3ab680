"""A brief that is imported with its article: as `POST /v1/extractions` answers it, and complete."""

from typing import Any

from marshmallow import ValidationError, fields, missing, validate

from ontology.edtf import Edtf
from ontology.enums import (
    ActorType,
    ArticleStatus,
    Basis,
    DateBasis,
    EventType,
    FactOrigin,
    FactStatus,
    FigureKind,
    IssueLink,
    LinkReason,
    Modality,
    QuoteKind,
    Stance,
    TitleBasis,
)
from ontology.span import Span
from schemas.articles import ArticleIn
from schemas.base import In, Pattern, enum
from schemas.briefs.previews import unmarked

# Characters. Some indexes of Postgres take no more; the longest text in the corpora has 134.
_LONGEST = 500
_NUL = validate.ContainsNoneOf("\0", error="Must not contain the character NUL.")
_SPAN = frozenset(Span._fields)


class SpanIn(fields.Field[Span]):
    """A span as `SpanOut` shows it. It is a field and not a schema, because a brief has a hundred of them."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> Span:
        if not isinstance(value, dict) or value.keys() != _SPAN:
            raise ValidationError(f"Must be an object with {', '.join(Span._fields)}.")
        span = Span(**value)
        if not all(type(n) is int for n in (span.start, span.end, span.utf16_start, span.utf16_end)):
            raise ValidationError("Offsets must be whole numbers.")
        return span


class BriefPartIn(In):
    """Part of an imported brief, in which all fields without a default are required."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:  # noqa: ARG002
        field_obj.required = field_obj.load_default is missing


class _Id(fields.String):
    """An id, without the mark of a preview."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return unmarked(super()._deserialize(value, *args, **kwargs))


def _id(*, nullable: bool = False) -> fields.String:
    return _Id(allow_none=nullable, validate=validate.Length(max=100))


def _text(*, nullable: bool = False) -> fields.String:
    return fields.String(allow_none=nullable, validate=(validate.Length(1, _LONGEST), _NUL))


def _null(why: str) -> fields.Raw:
    return fields.Raw(allow_none=True, validate=validate.Equal(None, error=f"Must be null: {why}."))


def _time() -> fields.Raw:
    return _null("an imported brief is not stored yet")


def _country() -> fields.String:
    code = Pattern(r"^[A-Z]{2}$", error="Must be two capital letters, ISO 3166-1 alpha-2.")
    return fields.String(allow_none=True, validate=code)


def _spans() -> fields.List[Any]:
    return fields.List(SpanIn(), validate=validate.Length(min=1, error="Must have a span."))


def _is_date(value: str) -> None:
    try:
        Edtf.parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class FactIn(BriefPartIn):
    """The fields of every fact of an imported brief."""

    id = _id()
    article_id = _id()
    confidence = fields.Float(validate=validate.Range(0, 1))
    status = fields.Enum(
        FactStatus,
        by_value=fields.String,
        validate=validate.Equal(FactStatus.MACHINE, error="Must be machine: what people say of facts moves by export."),
    )
    origin = fields.Enum(
        FactOrigin,
        by_value=fields.String,
        load_default=FactOrigin.MACHINE,  # older briefs do not say
        validate=validate.Equal(FactOrigin.MACHINE, error="Must be machine: what people add moves by export."),
    )
    reviewed_by = fields.Raw(
        load_default=None,
        allow_none=True,
        validate=validate.Equal(None, error="Must be null: what people say of facts moves by export."),
    )
    found = fields.Raw(
        load_default=None,  # older briefs do not have it
        allow_none=True,
        validate=validate.Equal(None, error="Must be null: what was found again moves by export."),
    )
    created_at = _time()
    updated_at = _time()


class ActorIn(FactIn):
    """An actor of an imported brief."""

    type = enum(ActorType, "")
    name = _text()
    country = _country()
    role = _text(nullable=True)
    aliases = fields.List(_text())
    link = enum(LinkReason, "", nullable=True)
    keys = fields.List(_text())
    mentions = _spans()


class SpeakerIn(BriefPartIn):
    """The speaker of a quote."""

    actor_id = _id(nullable=True)
    mention = SpanIn()


class QuoteIn(FactIn):
    """A quote of an imported brief."""

    kind = enum(QuoteKind, "")
    speaker = fields.Nested(SpeakerIn, allow_none=True)
    cue = SpanIn(allow_none=True)
    content = _spans()


class WhenIn(BriefPartIn):
    """The date of an event."""

    edtf = fields.String(validate=_is_date)
    span = SpanIn()


class WhereIn(BriefPartIn):
    """The place of an event."""

    country = _country()
    place = _text(nullable=True)


class AmountIn(fields.Float):
    """A number that is not negative; one without decimals stays a whole number."""

    def __init__(self) -> None:
        super().__init__(allow_none=True, validate=validate.Range(0))

    def _validated(self, value: Any) -> Any:
        if type(value) not in (int, float):
            raise self.make_error("invalid", input=value)
        number = super()._validated(value)
        return int(number) if number.is_integer() else number


class FigureIn(BriefPartIn):
    """A figure of an event."""

    kind = enum(FigureKind, "")
    min = AmountIn()
    max = AmountIn()
    approximate = fields.Boolean(truthy={True}, falsy={False})
    unit = _text()
    span = SpanIn()


class EventIn(FactIn):
    """An event of an imported brief."""

    occurrence_id = _id(nullable=True)
    sources = fields.Integer()
    type = enum(EventType, "")
    title = _text()
    triggers = _spans()
    actors = fields.List(_id())
    recipients = fields.List(_id())
    when = fields.Nested(WhenIn, allow_none=True)
    where = fields.Nested(WhereIn, allow_none=True)
    modality = enum(Modality, "")
    figures = fields.List(fields.Nested(FigureIn))


class IssueIn(BriefPartIn):
    """The issue of a position."""

    id = _id()
    label = _text()


class PositionIn(FactIn):
    """A position of an imported brief."""

    holder = _id()
    issue = fields.Nested(IssueIn)
    label = _text()
    link = enum(IssueLink, "", nullable=True)
    stance = enum(Stance, "")
    published_at = fields.String(allow_none=True)
    evidence = SpanIn()
    basis = enum(Basis, "")
    quote_id = _id(nullable=True)


class DateIn(BriefPartIn):
    """A time expression of an imported brief."""

    edtf = fields.String(allow_none=True, validate=_is_date)
    duration = _text(nullable=True)
    span = SpanIn()


class BriefArticleIn(BriefPartIn):
    """The article of an imported brief."""

    id = _id()
    title = fields.String(allow_none=True)
    title_basis = enum(TitleBasis, "", nullable=True)
    url = fields.String(allow_none=True)
    publisher = fields.String(allow_none=True)
    language = fields.String(allow_none=True)
    published_at = fields.String(allow_none=True)
    published_at_basis = enum(DateBasis, "", nullable=True)
    text_sha256 = fields.String()
    status = enum(ArticleStatus, "")
    engine = _text()
    copy_of = _id(nullable=True)
    copies = fields.Integer()
    external_ids = fields.Raw(load_default=())  # they belong to another store
    created_at = _time()
    updated_at = _time()


class BriefIn(BriefPartIn):
    """A complete brief."""

    article = fields.Nested(BriefArticleIn)
    actors = fields.List(fields.Nested(ActorIn))
    quotes = fields.List(fields.Nested(QuoteIn))
    events = fields.List(fields.Nested(EventIn))
    positions = fields.List(fields.Nested(PositionIn))
    dates = fields.List(fields.Nested(DateIn))
    warnings = fields.List(fields.String(validate=_NUL))


class ArticleWithBriefIn(BriefPartIn):
    """A line of an import that has an article with its brief."""

    article = fields.Nested(ArticleIn)
    brief = fields.Nested(BriefIn)
