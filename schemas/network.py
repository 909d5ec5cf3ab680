"""The query of a network."""

from enum import StrEnum

from schemas.base import date_doc, doc
from schemas.query.fields import Number, Since, Until, countries, enums, ids
from schemas.query.filters import PublishedFilter

MAX_TIES = 10_000


class Ties(StrEnum):
    """stances: from actors to the issues they have a stance on; events: from actors to those they act upon."""

    STANCES = "stances"
    EVENTS = "events"


class NetworkFilter(PublishedFilter):
    """The query of GET /v1/network."""

    ties = enums(Ties, "Only ties of this kind: stances on issues, or events between actors. The default is both.")
    actor = ids("Only ties of this actor.", "act_h3x5w7q2m4n6tb2k")
    country = countries("Only ties of actors of this country, ISO 3166-1 alpha-2.")
    published_from = Since(
        **date_doc(
            "Only ties from articles that may be published at or after this time, date, month or year.", "2021-07"
        )
    )
    published_to = Until(
        **date_doc(
            "Only ties from articles that may be published at or before this time, date, month or year.", "2021-12"
        )
    )
    limit = Number(
        1,
        MAX_TIES,
        load_default=1000,
        **doc("The maximum number of ties of each kind, the strongest first.", 1000),
    )
