"""Briefs that are refused."""

import copy
import re

import pytest

from extraction import model
from ontology.date_expression import DateExpression
from ontology.enums import ActorType, FigureKind
from schemas.briefs.brief import BriefOut
from schemas.briefs.brief_in import BriefIn
from services import articles
from services.bulk import brief_in
from services.errors import Invalid
from services.submission import check
from tests.factories import TEXT, make_event, make_extraction, make_figure, make_span

pytestmark = pytest.mark.usefixtures("extracts")

FIGURES = (make_figure(most=None), make_figure(FigureKind.MONEY, 2.5, 3, "USD", approximate=True))
EVENT = make_event(when=model.When("2021-10", make_span("peace")), where=model.Where("IQ", None), figures=FIGURES)
ARTICLE = {"text": TEXT, "title": "Peace", "published_at": "2021-07"}


@pytest.fixture
def brief(extracts):
    extracts(make_extraction(events=(EVENT,), dates=(DateExpression("2021", None, make_span("peace")),)))
    return BriefOut().dump(articles.preview(None, **ARTICLE))


def read(brief):
    return brief_in.read(check(**ARTICLE), BriefIn().load(brief))


def test_brief_is_read_back_into_what_was_extracted(brief):
    found = read(brief).found

    assert found == make_extraction(events=(EVENT,), dates=(DateExpression("2021", None, make_span("peace")),))


MOVED = {"start": 1, "end": 5, "exact": "Iraq", "utf16_start": 1, "utf16_end": 5}
MISCOUNTED = {"start": 0, "end": 4, "exact": "Iraq", "utf16_start": 0, "utf16_end": 5}
BEYOND = {"start": 30, "end": 400, "exact": "said.", "utf16_start": 30, "utf16_end": 400}
SPANS = [
    "actors.0.mentions.0", "quotes.0.speaker.mention", "quotes.0.cue", "quotes.0.content.0", "events.0.triggers.0",
    "events.0.when.span", "events.0.figures.0.span", "positions.0.evidence", "dates.0.span",
]  # fmt: skip


def put(brief, path, value):
    """The brief with another value at a place."""
    changed = copy.deepcopy(brief)
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    inner = changed
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return changed


@pytest.mark.parametrize("path", SPANS)
@pytest.mark.parametrize("span", [MOVED, MISCOUNTED, BEYOND])
def test_span_that_does_not_ground_is_refused(brief, path, span):
    place = re.match(r"\w+\.\d", path)[0]
    with pytest.raises(Invalid, match=rf"^brief\.{place}: It does not ground: "):
        read(put(brief, path, span))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("article.text_sha256", "0" * 64, "brief.article.text_sha256: The brief belongs to another text."),
        ("article.id", "art_x", "brief.article.id: Must be 'art_"),
        ("article.title", "War", "brief.article.title: Must be 'Peace', as in the article next to it."),
        ("article.published_at", "2022", "brief.article.published_at: Must be '2021-07'"),
        ("actors.0.article_id", "art_x", "brief.actors.0: article_id must be 'art_"),
        ("quotes.0.id", "quo_x", "brief.quotes.0: The id 'quo_x' is not the id of these contents."),
        ("events.0.id", "evt_x", "brief.events.0: The id 'evt_x' is not the id of these contents."),
        ("events.0.type", "AID", "brief.events.0: The id 'evt_"),
        ("positions.0.id", "pos_x", "brief.positions.0: The id 'pos_x' is not the id of these contents."),
        ("positions.0.stance", "opposes", "brief.positions.0: The id 'pos_"),
        ("positions.0.label", "War", "brief.positions.0: The id 'pos_"),
        ("positions.0.published_at", None, "brief.positions.0: published_at must be '2021-07'"),
        ("positions.0.quote_id", "quo_x", "brief.positions.0: There is no quote 'quo_x' in the brief."),
        ("positions.0.holder", "act_x", "brief.positions.0: There is no actor 'act_x' in the brief."),
        ("quotes.0.speaker.actor_id", "act_x", "brief.quotes.0: There is no actor 'act_x' in the brief."),
        ("events.0.actors", ["act_x"], "brief.events.0: There is no actor 'act_x' in the brief."),
        ("events.0.recipients", ["act_x"], "brief.events.0: There is no actor 'act_x' in the brief."),
        ("events.0.figures.0.unit", "USD", "brief.events.0: 'USD' is not a unit of killed."),
        ("events.0.figures.0.unit", "people", "brief.events.0: 'people' is not a unit of killed."),
        ("events.0.figures.1.unit", "XYZ", "brief.events.0: 'XYZ' is not a unit of money."),
        ("events.0.figures.0.min", None, "brief.events.0: A figure needs min or max"),
        ("events.0.figures.1.max", 2, "brief.events.0: A figure needs min or max"),
        ("actors.1.keys", ["state US"], "brief.actors.1: The actor does not give the key 'state US'."),
    ],
)
def test_what_does_not_fit_is_refused(brief, path, value, message):
    with pytest.raises(Invalid) as error:
        read(put(brief, path, value))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("kind", ["actors", "quotes", "events", "positions"])
def test_fact_that_is_there_twice_is_refused(brief, kind):
    with pytest.raises(Invalid, match=f"brief.{kind}.{len(brief[kind])}: The id '.*' is also the id of another fact."):
        read(put(brief, kind, [*brief[kind], brief[kind][0]]))


def with_keys(brief, kind, *keys):
    """The brief with an actor that is put together of several, which had other roles and names."""
    told = {"type": kind, "name": "Maria Ortega", "country": "ES", "role": "senator", "aliases": ["MO"], "keys": keys}
    return put(brief, "actors.1", brief["actors"][1] | told)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (ActorType.PERSON, ("person mr ortg", "office ES president ortg")),
        (ActorType.ORGANIZATION, ("body maria ortega", "body mo")),
    ],
)
def test_actor_keeps_the_keys_of_all_that_it_was(brief, kind, keys):
    assert read(with_keys(brief, kind, *keys)).found.actors[1].keys == keys


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (ActorType.PERSON, "person brk bm"),
        (ActorType.PERSON, "office US president ortg"),
        (ActorType.PERSON, "body mo"),
        (ActorType.ORGANIZATION, "body un"),
        (ActorType.STATE, "state US"),
        (ActorType.GOVERNMENT, "organ government US government"),
    ],
)
def test_key_of_somebody_else_is_refused(brief, kind, key):
    with pytest.raises(Invalid, match="The actor does not give the key"):
        read(with_keys(brief, kind, key))
