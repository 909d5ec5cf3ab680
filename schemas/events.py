"""Events: what happened, happens or is planned."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from ontology.enums import EventType, FactStatus, FigureKind, Modality
from ontology.figure import CURRENCIES, DAYS
from schemas.base import Embedded, Out, date_doc, doc, enum
from schemas.facts import FactOut, GroundedList, span, spans
from schemas.query.fields import Number, Since, Until, check_window, countries, enums, ids, several, under
from schemas.query.filters import FactFilter
from schemas.query.paging import Paging, expansion, order
from schemas.search import words

OCCURRENCE_ID = "occ_q2m4n6tb2kh3x5w7"
_ACTOR_ID = "act_h3x5w7q2m4n6tb2k"
_HIGHEST = 10**15


class WhenOut(Out):
    """A date and the words that give it."""

    edtf = fields.String(attribute="when_edtf", **doc("EDTF level 1.", "2021-07-26", "../2021-12-31"))
    span = span("The words that give the date.", attribute="when_span")


class WhereOut(Out):
    """A place."""

    country = fields.String(allow_none=True, **doc("ISO 3166-1 alpha-2.", "US"))
    place = fields.String(allow_none=True, **doc("The place in the words of the text.", "Washington"))


class FigureOut(Out):
    """A number that the text gives for an event: a range with both ends included."""

    kind = enum(
        FigureKind,
        "The kind of the figure. killed, injured, detained, displaced, sent: persons; votes_for, "
        "votes_against, abstentions: votes on a proposal; money; duration.",
    )
    min = fields.Float(
        allow_none=True,
        **doc('The lower bound that the words name, 12 for "at least 12"; null if this end is open.', 12),
    )
    max = fields.Float(
        allow_none=True,
        **doc('The upper bound that the words name, 300 for "up to 300"; null if this end is open.', 12),
    )
    approximate = fields.Boolean(**doc('Whether the words are approximate: "about 50", "nearly 300".', False))
    unit = fields.String(
        **doc(f"persons, votes, a currency of ISO 4217 or a unit of time: {', '.join(DAYS)}.", "persons")
    )
    span = span('The number, with its qualifier ("about"), its currency and its unit of time.')


class EventOut(FactOut):
    """An event; one record, however often the article mentions it."""

    id = fields.String(**doc("The event's id.", "evt_q2m4n6tb2kh3x5w7"))
    occurrence_id = fields.String(
        allow_none=True,
        **doc(
            "The id of the event across articles; null if no other stored article reports it, and in a "
            "brief that is not stored.",
            OCCURRENCE_ID,
        ),
    )
    sources = fields.Integer(**doc("The number of stored articles that report it; copies of one text count once.", 1))
    type = enum(EventType, "The PLOVER category, or OTHER.")
    title = fields.String(**doc("The event in a few words of the text.", "Mustafa al-Kazemi will travel to the US"))
    triggers = spans("The words that name the event.")
    actors = fields.List(fields.String(), attribute="actor_ids", **doc("The ids of the actors who do it.", [_ACTOR_ID]))
    recipients = fields.List(
        fields.String(),
        attribute="recipient_ids",
        **doc("The ids of the actors to whom or with whom it is done.", [_ACTOR_ID]),
    )
    when = Embedded(
        WhenOut,
        "when_edtf",
        metadata={"description": "When it takes place; null if the text does not say."},
    )
    where = Embedded(
        WhereOut,
        "country",
        "place",
        metadata={"description": "Where it takes place; null if the text does not say."},
    )
    modality = enum(
        Modality,
        "occurred: done or under way; planned: announced, scheduled or promised; hypothetical: called "
        "for, feared, conditional or asked about; denied: said not to have happened or not to be "
        "going to happen, refused or ruled out.",
    )
    figures = GroundedList(
        fields.Nested(FigureOut),
        metadata={
            "description": "Numbers, amounts and durations, in text order. A denied or merely possible event has none. "
            "Several of one kind are parts of a total, or differ because the text does."
        },
    )


def _bounds(kind: FigureKind) -> dict[str, Number]:
    of = {FigureKind.MONEY: ", in the currency of the figure", FigureKind.DURATION: ", in days"}.get(kind, "")
    least = f"Only events with a figure `{kind}` that is certainly at least this{of}."
    most = f"Only events with a figure `{kind}` that is certainly at most this{of}."
    return {
        f"{kind}_min": Number(0, _HIGHEST, **doc(least, 10)),
        f"{kind}_max": Number(0, _HIGHEST, **doc(most, 1000)),
    }


def _check_currency(value: str) -> None:
    if value not in CURRENCIES:
        raise ValidationError("Must be the code of a currency, ISO 4217, in capital letters, such as USD.")


class EventFilter(FactFilter):
    """The filters of GET /v1/events."""

    class Meta:
        include = {name: field for kind in FigureKind for name, field in _bounds(kind).items()}  # noqa: RUF012

    id = ids("Only the events with these ids.", "evt_q2m4n6tb2kh3x5w7")
    q = words("Only events with this in their title or place")
    type = enums(EventType, "Only events of this type.")
    actor = ids("Only events done by this actor.", _ACTOR_ID)
    recipient = ids("Only events done to or with this actor.", _ACTOR_ID)
    participant = ids("Only events in which this actor takes part, on either side.", _ACTOR_ID)
    under = under("Only events in which this state takes part, or one of its organs, forces and officials.")
    actor_country = countries("Only events done by an actor of this country, ISO 3166-1 alpha-2.")
    recipient_country = countries("Only events done to or with an actor of this country, ISO 3166-1 alpha-2.")
    country = countries("Only events in this country; the same as `place_country`.")
    place_country = countries("Only events that take place in this country, ISO 3166-1 alpha-2.")
    place = several("Only events at this place, as the text names it.", "Baghdad")
    modality = enums(Modality, "Only events of this modality.")
    occurrence = ids("Only the reports of the occurrence with this id.", OCCURRENCE_ID)
    date_from = Since(
        **date_doc("Only dated events that may happen at or after this time, date, month or year.", "2021-07")
    )
    date_to = Until(
        **date_doc("Only dated events that may happen at or before this time, date, month or year.", "2021-12-31")
    )
    status = enums(FactStatus, "Only events with this status.")
    currency = several(
        "Only events with money in this currency, ISO 4217; with `money_min` and `money_max`, of the same figure.",
        "USD",
        _check_currency,
    )

    @validates_schema
    def check_dates(self, values: dict[str, Any], **_kwargs: Any) -> None:
        check_window(values, "date_from", "date_to")

    @validates_schema
    def check_figures(self, values: dict[str, Any], **_kwargs: Any) -> None:
        for kind in FigureKind:
            least, most = values.get(f"{kind}_min"), values.get(f"{kind}_max")
            if least is not None and most is not None and least > most:
                raise ValidationError(f"Must not be less than {kind}_min.", f"{kind}_max")


class EventPaging(Paging):
    """The pages of GET /v1/events."""

    sort = order("created_at", "updated_at", "published_at", "confidence", "date", searched=True)
    expand = expansion("article", "actors", "recipients")
