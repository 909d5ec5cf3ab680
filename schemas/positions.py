"""Positions: what an actor wants, values or expects, on an issue."""

from marshmallow import fields

from ontology.enums import Basis, FactStatus, IssueLink, Stance, Topic
from schemas.base import Embedded, Out, doc, enum
from schemas.facts import FactOut, span
from schemas.query.fields import countries, enums, ids, several, under
from schemas.query.filters import FactFilter
from schemas.query.paging import Paging, expansion, order
from schemas.search import words

ISSUE_ID = "iss_2kh3x5w7q2m4n6tb"
ISSUE_LABEL = "US military presence in Iraq"


class PositionIssueOut(Out):
    """The issue of a position."""

    id = fields.String(attribute="issue_id", **doc("The issue's id.", ISSUE_ID))
    label = fields.String(attribute="issue_label", **doc("A short noun phrase, suitable for a heading.", ISSUE_LABEL))


class PositionOut(FactOut):
    """One holder's stance on one issue."""

    id = fields.String(**doc("The position's id.", "pos_5w7q2m4n6tb2kh3x"))
    holder = fields.String(attribute="holder_id", **doc("The id of the actor who holds it.", "act_h3x5w7q2m4n6tb2k"))
    issue = Embedded(PositionIssueOut, metadata={"description": "The issue that it is about."})
    label = fields.String(
        **doc("The label that the article gives the issue, suitable for a heading.", "American troops in Iraq")
    )
    link = enum(
        IssueLink,
        "The reason why it is on this issue, which other articles share. words: the same names and "
        "words; meaning: the same names and the same concept in other words; text: the same, with a "
        "name that the text completes; part: the label is a part of the matter of another position of "
        "the article. Null: the issue belongs to this article only.",
        nullable=True,
    )
    stance = enum(
        Stance,
        "supports, opposes or mixed: what the holder wants; expects or doubts: what the holder believes.",
    )
    published_at = fields.String(
        allow_none=True,
        **doc("The date of publication of the article that shows it, EDTF; null if unknown.", "2021-07"),
    )
    evidence = span("The shortest clause that shows it.")
    basis = enum(Basis, "stated: in the holder's own words; reported: in the words of somebody else.")
    quote_id = fields.String(
        allow_none=True,
        **doc("The id of the quote that states it; null if none does.", "quo_w7q2m4n6tb2kh3x5"),
    )


class PositionFilter(FactFilter):
    """The filters of GET /v1/positions."""

    id = ids("Only the positions with these ids.", "pos_5w7q2m4n6tb2kh3x")
    q = words("Only positions with this in their evidence or issue")
    holder = ids("Only positions of this actor.", "act_h3x5w7q2m4n6tb2k")
    under = under("Only positions of this state, and of its organs, forces and officials.")
    holder_country = countries("Only positions of actors of this country, ISO 3166-1 alpha-2.")
    issue = several("Only positions on this issue, by its id or its slug.", ISSUE_ID)
    topic = enums(Topic, "Only positions on issues of this topic.")
    stance = enums(Stance, "Only positions of this stance.")
    basis = enums(Basis, "Only positions with this basis.")
    status = enums(FactStatus, "Only positions with this status.")


class PositionPaging(Paging):
    """The pages of GET /v1/positions."""

    sort = order("created_at", "updated_at", "published_at", "confidence", searched=True)
    expand = expansion("article", "holder", "issue", "quote")
