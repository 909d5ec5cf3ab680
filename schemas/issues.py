"""Issues: the subjects of positions."""

from marshmallow import fields

from ontology.enums import Stance, Topic, Turn
from schemas.base import Out, Timestamp, doc, enum
from schemas.contradictions import ContradictionOut, EvidenceOut
from schemas.positions import ISSUE_ID, ISSUE_LABEL
from schemas.query.fields import Number, article_id, countries, deprecated, enums, ids, text
from schemas.query.filters import CreatedFilter, Filter
from schemas.query.paging import MAX_PAGE, Paging, order
from schemas.search import words


class IssueOut(Out):
    """An issue across articles."""

    id = fields.String(**doc("The issue's id.", ISSUE_ID))
    slug = fields.String(**doc("The label in the form of a URL.", "us-military-presence-in-iraq"))
    label = fields.String(**doc("A short noun phrase, suitable for a heading.", ISSUE_LABEL))
    topic = enum(Topic, "The topic that it belongs to.")
    articles = fields.Integer(**doc("The number of articles with a position on it.", 2))
    positions = fields.Integer(**doc("The number of positions on it.", 3))
    stances = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        **doc("The number of positions of each stance.", {"supports": 2, "opposes": 1, "mixed": 0}),
    )
    created_at = Timestamp(**doc("When the first position on the issue was stored.", "2026-11-24T07:39:29Z"))


class HolderStanceOut(Out):
    """A stance that a holder has shown."""

    stance = enum(Stance, "The stance.")
    positions = fields.Integer(**doc("The number of positions that show it.", 2))
    since = fields.String(
        allow_none=True,
        **doc("The date of publication of the first article that shows it, EDTF; null if unknown.", "2021-07"),
    )
    latest = fields.String(
        allow_none=True,
        **doc("The date of publication of the last article that shows it, EDTF; null if unknown.", "2021-10"),
    )


class PhaseOut(HolderStanceOut):
    """A stance of a holder until another one follows. What it wants and what it believes are two separate runs."""

    turn = enum(
        Turn,
        "How it differs from the previous stance: contradiction, the opposite within 30 days; change, "
        "any other difference. Null for the first stance.",
        nullable=True,
    )
    evidence = fields.Nested(EvidenceOut, metadata={"description": "The first position that shows it."})
    before = fields.Nested(
        EvidenceOut,
        allow_none=True,
        metadata={"description": "The last position with the previous stance; null for the first stance."},
    )


class HolderOut(Out):
    """A holder of positions on an issue."""

    actor_id = fields.String(attribute="id", **doc("The actor's id.", "act_h3x5w7q2m4n6tb2k"))
    stances = fields.List(
        fields.Nested(HolderStanceOut),
        metadata={"description": "Its stances, the earliest first; more than one if it has changed its mind."},
    )
    run = fields.List(
        fields.Nested(PhaseOut),
        metadata={
            "description": "Its stances in order of time, without undated ones and opposite ones in one article."
        },
    )


class IssueWithHoldersOut(IssueOut):
    """An issue across articles, with the stances of its holders and since when."""

    holders = fields.List(
        fields.Nested(HolderOut),
        metadata={"description": "The holders of positions on it, those with the most positions first."},
    )
    contradictions = fields.List(
        fields.Nested(ContradictionOut),
        metadata={
            "description": "Holders who contradict themselves on it, the newest 500; /v1/contradictions has all."
        },
    )


class LikenessOut(Out):
    """What the labels of two issues have in common."""

    names = fields.List(fields.String(), **doc("Names in both labels; countries by their codes.", ["IQ", "US"]))
    words = fields.List(fields.String(), **doc("Other words in both labels, without their endings.", ["presence"]))
    concept = fields.String(
        allow_none=True, **doc("The concept that both labels name; null if they name none or two.", "troop_presence")
    )


class CandidateOut(Out):
    """An issue that may be the same."""

    issue = fields.Nested(IssueOut, attribute="record", metadata={"description": "The other issue."})
    score = fields.Float(attribute="likeness.score", **doc("The similarity, from 0.5 to 1.", 0.7))
    shared = fields.Nested(LikenessOut, attribute="likeness", metadata={"description": "What they have in common."})


class CandidatesOut(Out):
    """Issues that may be the same as one, the most similar first."""

    items = fields.List(fields.Nested(CandidateOut), metadata={"description": "The candidates."})


class CandidatesQuery(Filter):
    """The parameters of GET /v1/issues/{id}/candidates."""

    limit = Number(1, MAX_PAGE, load_default=20, **doc("The maximum number of candidates.", 20))


class IssueFilter(CreatedFilter):
    """The filters of GET /v1/issues."""

    id = ids("Only the issues with these ids.", "iss_m4n6tb2kh3x5w7q2")
    q = words("Only issues with this in their label")
    article = article_id("Only issues of the article with this id.")
    holder = ids("Only issues on which this actor holds a position.", "act_h3x5w7q2m4n6tb2k")
    topic = enums(Topic, "Only issues of this topic.")
    holder_country = countries("Only issues on which an actor of this country holds a position, ISO 3166-1 alpha-2.")
    name = text("Only issues with this part in the label, ignoring case.", "military")
    label = deprecated(text("As `name`.", "military"), since="2026-11-30", sunset="2027-12-31")


class IssuePaging(Paging):
    """The pages of GET /v1/issues."""

    sort = order("created_at", "label", "articles", "positions", searched=True)
