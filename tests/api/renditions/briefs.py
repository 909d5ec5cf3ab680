"""Briefs as they are dumped, for what renders them."""

from typing import Any

from extraction import model
from ontology.date_expression import DateExpression
from ontology.enums import FigureKind
from schemas.briefs.brief import BriefOut
from schemas.briefs.crossbrief import CrossBriefOut
from services import briefs
from services.links import Known
from services.submission import check
from store.models import Appearance, Article, Issue
from store.queries.crossbrief import CrossBrief, IssueStances, KeyActor, Section, ShownStance
from tests.factories import TEXT, make_event, make_extraction, make_figure, make_span

FIGURES = (
    make_figure(most=None, span=make_span("wants")),
    make_figure(FigureKind.MONEY, 2500000, 2500000, "EUR", approximate=True, span=make_span("peace")),
)


def make_article(now=None, **metadata: Any) -> Article:
    """An article of TEXT with a fact of each kind, and nothing unknown that could be known."""
    submission = check(TEXT, language="en", **metadata)
    when, where = model.When("2021", make_span("peace")), model.Where("IQ", "Baghdad")
    found = make_extraction(
        events=(make_event(when=when, where=where, figures=FIGURES),),
        dates=(
            DateExpression("2021", None, make_span("peace")),
            DateExpression(None, "P2D", make_span("wants")),
            DateExpression(None, None, make_span("said")),
        ),
        warnings=("odd",),
    )
    return briefs.build(submission, found, Known(), now)[0]


def make_brief(now=None, **metadata: Any) -> dict[str, Any]:
    """The brief of that article."""
    return BriefOut().dump(make_article(now, **metadata))


def make_cross_brief(now=None, **metadata: Any) -> dict[str, Any]:
    """The brief across articles, of that one alone."""
    return CrossBriefOut().dump(cross_brief_of(make_article(now, **metadata)))


def actors_of(brief: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the key actors of a brief across articles, by id; the brief refers to no others."""
    return {actor["id"]: actor for actor in brief["actors"]["items"]}


def cross_brief_of(article: Article) -> CrossBrief:
    """The brief of one article's facts, as the store gives that of many."""
    actors = [_key_actor(appearance) for appearance in article.appearances]
    stances: dict[Issue, list[ShownStance]] = {}
    for position in article.positions:
        stances.setdefault(position.issue, []).append(ShownStance(position, 1, article.published_at))
    return CrossBrief(
        actors=Section(len(actors), actors),
        timeline=Section(len(article.events), article.events),
        positions=Section(len(article.positions), [IssueStances(*each) for each in stances.items()]),
        quotes=Section(len(article.quotes), article.quotes),
    )


def _key_actor(found: Appearance) -> KeyActor:
    article, actor = found.article, found.actor
    return KeyActor(
        *(actor.id, found.type, found.name, found.country, found.role),
        quotes=sum(quote.speaker is actor for quote in article.quotes),
        events=sum(actor in (*event.actors, *event.recipients) for event in article.events),
        positions=sum(position.holder is actor for position in article.positions),
        articles=1,
    )
