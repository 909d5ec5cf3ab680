"""Occurrences: one event as several articles report it."""

from marshmallow import fields

from ontology.enums import EventType, FigureKind, Modality
from schemas.articles import SourceOut
from schemas.base import Embedded, Out, Timestamp, doc, enum
from schemas.events import OCCURRENCE_ID, EventFilter, EventOut, WhereOut
from schemas.query.fields import Number, ids
from schemas.query.paging import Paging, order
from schemas.search import words

_EVENT_ID = "evt_q2m4n6tb2kh3x5w7"


class OccurrenceOut(Out):
    """An event across articles, as the report with the most precise date presents it."""

    id = fields.String(**doc("The id of the occurrence. Its earlier ids lead to it, too.", OCCURRENCE_ID))
    event_id = fields.String(**doc("The id of the report from which the fields below are taken.", _EVENT_ID))
    type = enum(EventType, "The PLOVER category, or OTHER.")
    title = fields.String(**doc("The event in a few words.", "killing of six soldiers"))
    when = fields.String(
        attribute="when_edtf",
        allow_none=True,
        **doc("The most precise date in its reports, EDTF level 1; null if none has a date.", "2021-07-26"),
    )
    where = Embedded(
        WhereOut,
        "country",
        "place",
        metadata={"description": "Where it takes place; null if the report does not say."},
    )
    modality = enum(Modality, "Whether it took place, as for events.")
    sources = fields.Integer(**doc("The number of articles that report it; copies of one text count once.", 3))
    created_at = Timestamp(**doc("When a second article reported it.", "2026-11-24T07:39:29Z"))
    updated_at = Timestamp(**doc("When its articles last changed.", "2026-11-24T07:39:29Z"))


class ReportingArticleOut(SourceOut):
    """An article that reports an event."""

    copy_of = fields.String(
        allow_none=True,
        **doc(
            "The id of the first published article with nearly the same text, with which it counts as one source.",
            "art_qm5zk2h7xw3n4tb6",
        ),
    )


class VersionOut(Out):
    """One version of a matter in some reports."""

    value = fields.String(**doc("The version.", "6 persons"))
    events = fields.List(fields.String(), **doc("The ids of these reports.", [_EVENT_ID]))


class DisagreementOut(Out):
    """A matter in which reports of one event differ; a report that does not mention it differs from none."""

    about = fields.String(
        **doc(f"date, modality, actors, or a kind of figure: {', '.join(FigureKind)}.", "killed"),
    )
    versions = fields.List(
        fields.Nested(VersionOut), metadata={"description": "The versions, starting with that of the first report."}
    )


class OccurrenceWithReportsOut(OccurrenceOut):
    """An event across articles, with its reports and where they differ."""

    articles = fields.List(
        fields.Nested(ReportingArticleOut),
        metadata={"description": "The articles that report it, the first published first."},
    )
    events = fields.List(
        fields.Nested(EventOut),
        metadata={"description": "Its first 500 reports, in the order of the articles; /v1/events has all."},
    )
    disagreements = fields.List(
        fields.Nested(DisagreementOut),
        metadata={"description": "The matters in which the reports differ; empty if they agree."},
    )


class OccurrenceFilter(EventFilter):
    """The filters of GET /v1/occurrences: one report matches all of them, though a figure may be in another."""

    class Meta:
        exclude = ("occurrence", "status", "min_confidence")

    id = ids("Only the occurrences with these ids.", OCCURRENCE_ID)
    q = words("Only occurrences of which a report has this in its title or place")
    sources_min = Number(1, 10**6, **doc("Only occurrences that at least this many articles report.", 3))


class OccurrencePaging(Paging):
    """The pages of GET /v1/occurrences."""

    sort = order("created_at", "updated_at", "sources")
