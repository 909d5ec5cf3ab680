"""Contradictions: opposite stances, and acts against a stated position."""

from marshmallow import fields

from ontology.enums import ContradictionKind, EventType, FactStatus, Stance, Topic
from schemas.base import Embedded, Out, Timestamp, date_doc, doc, enum
from schemas.facts import spans
from schemas.positions import ISSUE_ID, PositionIssueOut
from schemas.query.fields import Fraction, Since, Until, countries, enums, ids, several, under
from schemas.query.filters import CreatedFilter, PublishedFilter
from schemas.query.paging import Paging, expansion, order

_ID = "con_n6tb2kh3x5w7q2m4"
_ACTOR_ID = "act_h3x5w7q2m4n6tb2k"


class EvidenceOut(Out):
    """A position or an event, with the words that show it."""

    id = fields.String(**doc("The id of the position or of the event.", "pos_5w7q2m4n6tb2kh3x"))
    article_id = fields.String(**doc("The id of its article.", "art_qm5zk2h7xw3n4tb6"))
    published_at = fields.String(allow_none=True, **doc("The date of publication of this article, EDTF.", "2021-07-26"))
    date = fields.String(
        allow_none=True,
        **doc(
            "The date of an event, null if the text gives none; for a position, the date of its article.", "2021-07-26"
        ),
    )
    stance = enum(Stance, "The stance of a position; null for an event.", nullable=True)
    type = enum(EventType, "The type of an event; null for a position.", nullable=True)
    spans = spans("The clause that shows a position, or the words that name an event.")
    confidence = fields.Float(**doc("The confidence of the engine in it, from 0 to 1.", 0.8))
    status = enum(FactStatus, "The judgement of a person; machine: nobody has judged it.")


class ContradictionOut(Out):
    """Two facts of one holder that contradict each other on one issue."""

    id = fields.String(**doc("The contradiction's id.", _ID))
    kind = enum(ContradictionKind, "stance: opposite stances; act: an act against a stated position.")
    holder = fields.String(
        attribute="holder_id",
        **doc("The id of the actor that holds the positions; its forces may have done the act.", _ACTOR_ID),
    )
    issue = Embedded(PositionIssueOut, metadata={"description": "The issue."})
    topic = enum(Topic, "The topic of the issue.")
    earlier = fields.Nested(EvidenceOut, metadata={"description": "The earlier position."})
    later = fields.Nested(EvidenceOut, metadata={"description": "The position or the act that contradicts it."})
    confidence = fields.Float(**doc("The probability that both facts are right, from 0 to 1.", 0.5))
    created_at = Timestamp(**doc("When it was found.", "2026-11-24T07:39:29Z"))


class ContradictionFilter(PublishedFilter, CreatedFilter):
    """The filters of GET /v1/contradictions."""

    id = ids("Only the contradictions with these ids.", _ID)
    kind = enums(ContradictionKind, "Only contradictions of this kind.")
    holder = ids("Only contradictions of this actor.", _ACTOR_ID)
    under = under("Only contradictions of this state, and of its organs, forces and officials.")
    country = countries("Only contradictions of actors of this country; the same as `holder_country`.")
    holder_country = countries("Only contradictions of actors of this country, ISO 3166-1 alpha-2.")
    issue = several("Only contradictions on this issue, by its id or its slug.", ISSUE_ID)
    topic = enums(Topic, "Only contradictions on issues of this topic.")
    article = ids("Only contradictions with a fact from this article.", "art_qm5zk2h7xw3n4tb6")
    publisher = several("Only contradictions with a fact from this publisher.", "Example News")
    published_from = Since(
        **date_doc(
            "Only contradictions with an article that may be published at or after this time, date, month or year.",
            "2021-07",
        )
    )
    published_to = Until(
        **date_doc(
            "Only contradictions with an article that may be published at or before this time, date, month or year.",
            "2021-12",
        )
    )
    min_confidence = Fraction(**doc("Only contradictions with at least this confidence, from 0 to 1.", 0.5))


class ContradictionPaging(Paging):
    """The pages of GET /v1/contradictions."""

    sort = order("created_at", "confidence")
    expand = expansion("holder", "issue")
