"""The brief across articles."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ontology.enums import ActorType, Stance, Topic
from schemas.articles import SourceOut
from schemas.base import Out, date_doc, doc, enum
from schemas.events import EventOut
from schemas.facts import SpanOut
from schemas.positions import ISSUE_ID, ISSUE_LABEL
from schemas.query.fields import Number, Since, Until, check_window, countries, enums, ids
from schemas.query.paging import MAX_PAGE, expansion
from schemas.quotes import QuoteOut

_ACTOR_ID = "act_h3x5w7q2m4n6tb2k"
_FILTERS = ("actor", "country", "issue", "topic", "since", "until")


def _source(attribute: str) -> fields.Nested:
    return fields.Nested(SourceOut, attribute=attribute, metadata={"description": "Its article."})


class KeyActorOut(Out):
    """An actor with the numbers of its facts by kind."""

    id = fields.String(**doc("The actor's id.", _ACTOR_ID))
    name = fields.String(**doc("The actor's name.", "Mustafa al-Kazemi"))
    type = enum(ActorType, "The type of the actor.")
    country = fields.String(allow_none=True, **doc("The country that it belongs to, ISO 3166-1 alpha-2.", "IQ"))
    role = fields.String(allow_none=True, **doc("The role in the words of the texts.", "Prime Minister"))
    quotes = fields.Integer(**doc("The number of quotes of which it is the speaker.", 4))
    events = fields.Integer(**doc("The number of events in which it takes part.", 3))
    positions = fields.Integer(**doc("The number of positions that it holds.", 2))
    articles = fields.Integer(**doc("The number of articles with these facts.", 2))


class TimelineEventOut(EventOut):
    """An event with its source."""

    source = _source("article")


class SourcedQuoteOut(QuoteOut):
    """A quote with its source."""

    source = _source("article")


class IssueNameOut(Out):
    """An issue, named."""

    id = fields.String(**doc("The issue's id.", ISSUE_ID))
    slug = fields.String(**doc("The label in the form of a URL.", "us-military-presence-in-iraq"))
    label = fields.String(**doc("A short noun phrase, suitable for a heading.", ISSUE_LABEL))


class ShownStanceOut(Out):
    """A stance of a holder, with the first position that shows it."""

    holder = fields.String(attribute="first.holder_id", **doc("The id of the actor that holds the stance.", _ACTOR_ID))
    stance = fields.Enum(
        Stance,
        by_value=fields.String,
        attribute="first.stance",
        **doc(
            "supports, opposes or mixed: what the holder wants; expects or doubts: what the holder believes.", "opposes"
        ),
    )
    positions = fields.Integer(**doc("The number of positions that show it.", 2))
    since = fields.String(
        attribute="first.article.published_at",
        allow_none=True,
        **doc("The date of publication of the first article that shows it, EDTF; null if unknown.", "2021-07"),
    )
    latest = fields.String(
        allow_none=True,
        **doc("The date of publication of the last article that shows it, EDTF; null if unknown.", "2021-10"),
    )
    position_id = fields.String(attribute="first.id", **doc("The first position.", "pos_5w7q2m4n6tb2kh3x"))
    evidence = fields.Nested(
        SpanOut, attribute="first.evidence", metadata={"description": "The clause that shows it in the first article."}
    )
    source = _source("first.article")


class IssueStancesOut(Out):
    """The stances of holders on an issue."""

    issue = fields.Nested(IssueNameOut, metadata={"description": "The issue that they are about."})
    stances = fields.List(
        fields.Nested(ShownStanceOut),
        metadata={
            "description": "The stances: those of the holder with the most positions first, and for each holder the "
            "oldest first."
        },
    )


def _part_of(item: type[Schema], total: str, items: str) -> fields.Nested:
    part = {
        "__doc__": "Some of the facts of one kind.",
        "total": fields.Integer(**doc(f"The total number of {total}.", 12)),
        "items": fields.List(fields.Nested(item), metadata={"description": items}),
    }
    name = item.__name__.replace("Out", "Part")
    return fields.Nested(type(name, (Out,), part), metadata={"description": items})


class CrossBriefOut(Out):
    """The facts of articles about a subject."""

    actors = _part_of(KeyActorOut, "actors", "The key actors, those with the most facts first.")
    timeline = _part_of(
        TimelineEventOut,
        "events",
        "The latest events in order of time: by the first bound of their date, then by the last. "
        "Events without a date come last, and are the first to be omitted. An event that several "
        "articles report appears once, as the report with the most precise date presents it.",
    )
    positions = _part_of(
        IssueStancesOut,
        "stances of holders, which the limit counts",
        "The stances by issue, the issue with the most positions first.",
    )
    quotes = _part_of(SourcedQuoteOut, "quotes", "The quotes, those of the latest article first.")


class TotalsOut(Out):
    """The number of facts of each kind, regardless of the limit."""

    actors = fields.Integer(**doc("Actors.", 12))
    events = fields.Integer(**doc("Events.", 9))
    stances = fields.Integer(**doc("Stances of holders on issues.", 4))
    quotes = fields.Integer(**doc("Quotes.", 7))


CrossRecordOut = Out.from_dict(
    {
        "record": fields.String(**doc("The kind of the row: totals, actor, event, stance or quote.", "quote")),
        **KeyActorOut._declared_fields,
        **TimelineEventOut._declared_fields,
        **SourcedQuoteOut._declared_fields,
        "issue": fields.Nested(IssueNameOut),
        **ShownStanceOut._declared_fields,
        "totals": fields.Nested(TotalsOut),
    },
    name="CrossRecordOut",
)
"""Anything of the brief across articles as a row of a table: it has the fields of all kinds."""


class CrossBriefFilter(Schema):
    """The query of GET /v1/brief."""

    class Meta:
        include = {  # noqa: RUF012 (no name of Python's can be `from`)
            "from": Since(
                attribute="since",
                **date_doc(
                    "Only facts of articles that may be published, and dated events that may happen, at or after this "
                    "time, date, month or year.",
                    "2021-07",
                ),
            ),
            "to": Until(
                attribute="until",
                **date_doc(
                    "Only facts of articles that may be published, and dated events that may happen, at or before this "
                    "time, date, month or year.",
                    "2021-12-31",
                ),
            ),
        }

    error_messages = {"unknown": "Unknown name."}  # noqa: RUF012

    actor = ids("Only quotes and positions of this actor, and events in which it takes part.", _ACTOR_ID)
    country = countries(
        "Only quotes and positions of actors of this country, and events in it or with them, ISO 3166-1 alpha-2."
    )
    issue = fields.String(
        validate=validate.Length(1, error="Must be an id or a slug."),
        **doc(
            "Only positions on this issue, by its id or its slug, quotes that state one, and events of "
            "the articles with these positions.",
            ISSUE_ID,
        ),
    )
    topic = enums(Topic, "Only positions on issues of this topic, quotes that state one, and events of their articles.")
    limit = Number(
        1,
        MAX_PAGE,
        load_default=20,
        **doc("The maximum number of actors, events, stances and quotes each.", 20),
    )
    expand = expansion("article", "actors", "recipients", "holder", "speaker", of="Each event, stance and quote")

    @validates_schema
    def check_subject(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not any(data.get(name) for name in _FILTERS):
            raise ValidationError("At least one of actor, country, issue, topic, from and to must be given.", "actor")
        check_window(data, "from", "to", attributes=("since", "until"))
