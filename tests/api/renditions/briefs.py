"""Briefs as they are dumped, for what renders them."""

from typing import Any

from api.renditions.cross import told_by
from extraction import model
from ontology.date_expression import DateExpression
from schemas.briefs.brief import BriefOut
from schemas.briefs.crossbrief import CrossBriefOut
from services import briefs
from services.links import Known
from services.submission import check
from store.models import Article
from tests.factories import TEXT, make_event, make_extraction, make_span


def make_article(now=None, **metadata: Any) -> Article:
    """An article of TEXT with a fact of each kind, and nothing unknown that could be known."""
    submission = check(TEXT, language="en", **metadata)
    when, where = model.When("2021", make_span("peace")), model.Where("IQ", "Baghdad")
    found = make_extraction(
        events=(make_event(when=when, where=where),),
        dates=(
            DateExpression("2021", None, make_span("peace")),
            DateExpression(None, "P2D", make_span("wants")),
            DateExpression(None, None, make_span("said")),
        ),
        warnings=("odd",),
    )
    return briefs.build(submission, found, Known(), now=now)[0]


def make_brief(now=None, **metadata: Any) -> dict[str, Any]:
    """The brief of that article."""
    return BriefOut().dump(make_article(now, **metadata))


def make_cross_brief(now=None, **metadata: Any) -> dict[str, Any]:
    """The brief across articles, of that one alone."""
    return CrossBriefOut().dump(told_by(make_article(now, **metadata)))
