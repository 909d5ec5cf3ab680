"""The compiled dump gives what marshmallow's own gives, for every schema and with every null there can be."""

from types import SimpleNamespace

import pytest
from marshmallow import Schema, fields

from ontology.enums import Stance
from schemas.actors import ActorOut, AppearanceOut
from schemas.articles import ArticleOut, ArticleWithTextOut
from schemas.base import Out
from schemas.briefs.brief import BriefOut
from schemas.contradictions import ContradictionOut
from schemas.events import EventOut
from schemas.fast_dump import compile_dump
from schemas.issues import IssueOut, IssueWithHoldersOut
from schemas.positions import PositionOut
from schemas.quotes import QuoteOut
from store import queries
from tests.factories import create_brief, create_event, create_position, create_quote, make_figure, make_span


@pytest.fixture
def stored(session, reader):
    """Rows of each schema: one with everything, one with as many nulls as there can be."""
    full = create_brief(session)
    create_quote(session, full, speaker_mention=make_span("the minister"), cue=make_span("said"))
    create_event(
        session,
        full,
        when_edtf="2021",
        when_span=make_span("peace"),
        country="IQ",
        place="Baghdad",
        figures=(make_figure(most=None),),
    )
    create_position(session)
    article = queries.get_brief(reader, full.id)
    facts = {
        schema: read(reader, limit=10).items
        for schema, read in (
            (QuoteOut, queries.list_quotes),
            (EventOut, queries.list_events),
            (PositionOut, queries.list_positions),
            (ActorOut, queries.list_actors),
            (IssueOut, queries.list_issues),
            (ContradictionOut, queries.list_contradictions),
        )
    }
    one = {
        ArticleOut: [article],
        ArticleWithTextOut: [article],
        BriefOut: [article],
        AppearanceOut: article.appearances,
        IssueWithHoldersOut: [queries.get_issue(reader, issue.id) for issue in facts[IssueOut]],
    }
    return facts | one


@pytest.mark.parametrize(
    "schema",
    [
        QuoteOut,
        EventOut,
        PositionOut,
        ActorOut,
        IssueOut,
        ContradictionOut,
        ArticleOut,
        ArticleWithTextOut,
        BriefOut,
        AppearanceOut,
        IssueWithHoldersOut,
    ],
)
def test_compiled_dump_is_that_of_marshmallow(schema, stored):
    rows = stored[schema]

    assert rows
    assert schema().dump(rows, many=True) == Schema.dump(schema(), rows, many=True)
    assert schema(many=True).dump(rows) == [schema().dump(row) for row in rows]


def test_keys_are_plain_text():
    class Counts(Out):
        counts = fields.Dict()

    (key,) = Counts().dump(SimpleNamespace(counts={Stance.MIXED: 1}))["counts"]
    assert type(key) is str


def test_missing_attribute_is_an_error():
    class Named(Out):
        name = fields.String()

    with pytest.raises(AttributeError):
        Named().dump(SimpleNamespace())


def test_field_without_a_rule_is_refused():
    with pytest.raises(TypeError, match=r"no rule for <fields\.Tuple"):
        compile_dump(Schema.from_dict({"pair": fields.Tuple((fields.Integer(),))})())
