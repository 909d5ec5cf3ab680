"""Issues: what positions are about."""

from marshmallow import fields

from schemas.base import Filter, Out, Timestamp, article_id, doc, ids
from schemas.positions import ISSUE_ID, ISSUE_LABEL


class IssueOut(Out):
    """An issue across articles."""

    id = fields.String(**doc("The issue's id.", ISSUE_ID))
    slug = fields.String(**doc("The label as it stands in a URL.", "us-military-presence-in-iraq"))
    label = fields.String(**doc("A short noun phrase, fit for a heading.", ISSUE_LABEL))
    stances = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        **doc("How many positions there are of each stance.", {"supports": 2, "opposes": 1, "mixed": 0}),
    )
    created_at = Timestamp(**doc("When the issue first came up.", "2026-11-24T07:39:29Z"))


class IssueFilter(Filter):
    """The query of GET /v1/issues."""

    article = article_id("Only issues of the article with this id.")
    holder = ids("Only issues on which this actor holds a position.", "act_h3x5w7q2m4n6tb2k")
    label = fields.String(**doc("Only issues with this in the label, upper or lower case.", "military"))
