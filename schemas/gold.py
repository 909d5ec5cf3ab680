"""Gold: articles with what is right of them, as `communique evaluate` reads them."""

from collections.abc import Iterator
from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, validates_schema

from ontology.enums import ActorType, EventType, Modality, Stance
from schemas.base import In, enum
from schemas.review.facts_in import Whole


class _Part(In):
    class Meta:
        unknown = EXCLUDE  # gold may say more than is measured

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        field_obj.required = field_name != "exact"


class GoldSpanIn(_Part):
    """A span; `exact` is compared with the text where it is given."""

    start = Whole(0)
    end = Whole(0)
    exact = fields.String()


def _spans() -> fields.List[Any]:
    return fields.List(fields.Nested(GoldSpanIn))


class GoldActorIn(_Part):
    """An actor."""

    id = fields.String()
    type = enum(ActorType, "")
    country = fields.String(allow_none=True)
    mentions = _spans()


class GoldQuoteIn(_Part):
    """A quote."""

    speaker = fields.String(allow_none=True)
    content = _spans()


class GoldEventIn(_Part):
    """An event."""

    type = enum(EventType, "")
    triggers = _spans()
    actors = fields.List(fields.String())
    recipients = fields.List(fields.String())
    when = fields.String(allow_none=True)
    country = fields.String(allow_none=True)
    modality = enum(Modality, "")


class GoldPositionIn(_Part):
    """A position."""

    holder = fields.String()
    issue = fields.String()
    stance = enum(Stance, "")
    evidence = fields.Nested(GoldSpanIn)


class GoldIn(_Part):
    """An article with what is right of it."""

    id = fields.String()
    text = fields.String()
    published_at = fields.String(allow_none=True)
    actors = fields.List(fields.Nested(GoldActorIn))
    quotes = fields.List(fields.Nested(GoldQuoteIn))
    events = fields.List(fields.Nested(GoldEventIn))
    positions = fields.List(fields.Nested(GoldPositionIn))

    @validates_schema
    def check_references(self, values: dict[str, Any], **_kwargs: Any) -> None:
        """Validate that spans are in the text, and that facts refer to actors of the article."""
        actors = {actor["id"] for actor in values["actors"]}
        for path, span in _places(values):
            found = values["text"][span["start"] : span["end"]]
            if not found or span.get("exact", found) != found or span["end"] > len(values["text"]):
                raise ValidationError(f"The text has {found[:100]!r} at {span['start']}:{span['end']}.", path)
        for path, actor in _references(values):
            if actor is not None and actor not in actors:
                raise ValidationError(f"There is no actor {actor!r}.", path)


def _places(values: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, name in (("actors", "mentions"), ("quotes", "content"), ("events", "triggers")):
        for number, fact in enumerate(values[kind]):
            for span in fact[name]:
                yield f"{kind}.{number}.{name}", span
    for number, position in enumerate(values["positions"]):
        yield f"positions.{number}.evidence", position["evidence"]


def _references(values: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    for kind, name in (("quotes", "speaker"), ("positions", "holder")):
        for number, fact in enumerate(values[kind]):
            yield f"{kind}.{number}.{name}", fact[name]
    for number, event in enumerate(values["events"]):
        for role in ("actors", "recipients"):
            for actor in event[role]:
                yield f"events.{number}.{role}", actor
