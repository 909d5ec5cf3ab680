from datetime import UTC, datetime

import pytest

from extraction import matters, model
from ontology.date_expression import DateExpression
from ontology.enums import FactStatus, Stance
from ontology.explanation import Explanation, Finding, ReadWords
from ontology.span import Span
from services import briefs, ids
from services.links import Known
from services.submission import check
from tests.factories import (
    NOW,
    TEXT,
    create_actor,
    create_issue,
    make_actor,
    make_event,
    make_extraction,
    make_figure,
    make_position,
    make_quote,
    make_span,
)

SUBMISSION = check(TEXT, published_at="2021-07", title="Peace")
BEYOND = Span(30, 40, "id.", 30, 40)
SHIFTED = make_span("Iraq")._replace(start=1, end=5)
MISCOUNTED = make_span("Iraq")._replace(utf16_end=5)


def build(now=None, known=(), issues=(), **found):
    stored = Known(
        by_id={actor.id: actor for actor in known},
        issues={key: issue for issue in issues for key in (issue.id, issue.slug)},
    )
    return briefs.build(SUBMISSION, make_extraction(**found), stored, now)[0]


def test_article():
    article = build(warnings=("odd",))

    assert article.id == SUBMISSION.article_id
    assert (article.text, article.title, article.published_at) == (TEXT, "Peace", "2021-07")
    assert (article.published_from, article.published_to) == (
        datetime(2021, 7, 1, tzinfo=UTC),
        datetime(2021, 8, 1, tzinfo=UTC),
    )
    assert article.engine == "test"
    assert article.warnings == ("odd",)


def test_actors_with_their_mentions():
    state, minister = build().appearances

    assert (state.name, state.type, state.country, state.confidence) == ("Iraq", "state", "IQ", 0.9)
    assert [mention.span for mention in state.mentions] == [make_span("Iraq")]
    assert state.actor.id == ids.actor_id("state IQ")
    assert (minister.role, minister.actor.role, minister.country) == ("minister", "minister", None)


def test_names_are_folded_for_search():
    (appearance,) = build(
        actors=(make_actor(aliases=("ÉMIR", "Straße")),), quotes=(), events=(), positions=()
    ).appearances

    assert appearance.folded == "iraq\némir\nstrasse"


def test_quote():
    content = (make_span("Iraq"), make_span("peace"))
    article = build(quotes=(make_quote(content=content),))

    (quote,) = article.quotes
    assert quote.id == ids.quote_id(article.id, content)
    assert quote.speaker is article.appearances[1].actor
    assert quote.speaker_mention.exact == "the minister"
    assert (quote.cue.exact, quote.text, quote.start) == ("said", "Iraq … peace", 0)
    assert (quote.confidence, quote.status) == (0.8, FactStatus.MACHINE)
    assert quote.article_id == article.id


def test_quote_of_nobody_and_of_somebody_unknown():
    unknown = model.Speaker(actor=None, mention=make_span("the minister"))
    other = (make_span("peace"),)
    nobody, somebody = build(quotes=(make_quote(speaker=None), make_quote(speaker=unknown, content=other))).quotes

    assert (nobody.speaker, nobody.speaker_mention) == (None, None)
    assert (somebody.speaker, somebody.speaker_mention.exact) == (None, "the minister")


def test_event():
    when = model.When("2021-10", make_span("peace"))
    where = model.Where("IQ", None)
    figures = (make_figure(),)
    article = build(events=(make_event(when=when, where=where, figures=figures, recipients=(1, 1, 0)),))

    (event,) = article.events
    state, minister = (appearance.actor for appearance in article.appearances)
    assert event.actor_ids == [state.id]
    assert event.recipient_ids == [minister.id, state.id]
    assert (event.when_edtf, event.when_span) == ("2021-10", when.span)
    assert (event.when_from.month, event.when_to.month) == (10, 11)
    assert (event.country, event.place) == ("IQ", None)
    assert event.start == make_span("wants").start
    assert event.figures == figures


def test_event_without_time_and_place():
    (event,) = build().events

    assert (event.when_edtf, event.when_from, event.when_to, event.when_span) == (None,) * 4
    assert (event.country, event.place) == (None, None)


def test_position():
    article = build()

    (position,) = article.positions
    assert position.holder is article.appearances[0].actor
    assert (position.issue.slug, position.issue.label) == ("peace-in-iraq", "Peace in Iraq")
    assert position.quote is article.quotes[0]
    assert position.evidence == make_span("wants peace")


def test_positions_on_one_issue_share_it():
    one, two = build(positions=(make_position(), make_position(holder=1, issue="Iraqi peace"))).positions

    assert one.issue is two.issue
    assert one.issue.label == "Peace in Iraq"


def test_dates():
    span = make_span("peace")
    article = build(dates=(DateExpression("2021", None, span),))

    assert article.dates == (DateExpression("2021", None, span),)


def test_times_are_those_of_the_storing_or_none():
    stored = build(now=NOW)

    assert stored.created_at == stored.quotes[0].updated_at == stored.positions[0].issue.created_at == NOW
    assert build().created_at is None


def test_rows_that_are_stored_already_are_used(session):
    state = create_actor(session, id=ids.actor_id("state IQ"), name="Irak")
    issue = create_issue(session, id=ids.issue_id("Peace in Iraq", "", matters.key("Peace in Iraq")))

    article = build(known=[state], issues=[issue])

    assert article.appearances[0].actor is state
    assert (article.appearances[0].name, state.name) == ("Iraq", "Irak")
    assert article.positions[0].issue is issue


def test_issue_stored_under_another_id_is_found_by_its_slug(session):
    issue = create_issue(session, slug="peace-in-iraq")

    assert build(issues=[issue]).positions[0].issue is issue


def test_issues_to_look_for_are_named_by_id_and_slug():
    found = make_extraction(positions=(make_position(), make_position(stance=Stance.OPPOSES)))

    id_ = ids.issue_id("Peace in Iraq", "", matters.key("Peace in Iraq"))
    assert briefs.issue_ids_and_slugs([(SUBMISSION, found)]) == ([id_], ["peace-in-iraq"])


def test_position_keeps_its_id_whatever_the_store_knows_of_holder_and_issue(session):
    (alone,) = build().positions
    holder = create_actor(session, id=ids.actor_id("state IQ"))
    (joined,) = build(known=[holder], issues=[create_issue(session, slug="peace-in-iraq")]).positions

    assert joined.id == alone.id


@pytest.mark.parametrize("bad", [BEYOND, SHIFTED, MISCOUNTED])
@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("quotes", lambda bad: {"quotes": (make_quote(content=(make_span("Iraq"), bad)),)}),
        ("quotes", lambda bad: {"quotes": (make_quote(cue=bad),)}),
        ("quotes", lambda bad: {"quotes": (make_quote(speaker=model.Speaker(None, bad)),)}),
        ("events", lambda bad: {"events": (make_event(triggers=(bad,)),)}),
        ("events", lambda bad: {"events": (make_event(when=model.When("2021", bad)),)}),
        ("positions", lambda bad: {"positions": (make_position(evidence=bad),)}),
        ("dates", lambda bad: {"dates": (DateExpression("2021", None, bad),)}),
    ],
)
def test_fact_that_does_not_ground_is_left_out_with_a_warning(kind, found, bad):
    article = build(**found(bad))

    assert list(getattr(article, kind)) == []
    assert len(article.appearances) == 2
    (warning,) = article.warnings
    assert f"{kind.removesuffix('s')} at {bad.start}:{bad.end}" in warning


def test_figure_that_does_not_ground_is_left_out_and_its_event_stays():
    right = make_figure()
    article = build(events=(make_event(figures=(make_figure(span=SHIFTED), right)),))

    (event,) = article.events
    assert event.figures == (right,)
    assert article.warnings == (
        f"Left out: figure at {SHIFTED.start}:{SHIFTED.end}: its characters are not those of the text.",
    )


@pytest.mark.parametrize(
    ("kind", "found"),
    [("quotes", {"quotes": (make_quote(content=()),)}), ("events", {"events": (make_event(triggers=()),)})],
)
def test_fact_that_nothing_shows_is_left_out(kind, found):
    article = build(**found)

    assert list(getattr(article, kind)) == []
    assert len(article.warnings) == 1


def test_actor_without_a_mention_in_the_text_is_left_out_of_all_facts():
    article = build(actors=(make_actor(mentions=(SHIFTED,)), make_actor("the minister", country=None)))

    assert [appearance.name for appearance in article.appearances] == ["the minister"]
    assert article.events[0].actor_ids == []
    assert article.positions == []
    assert len(article.warnings) == 3


def test_mention_that_does_not_ground_is_left_out():
    (appearance,) = build(
        actors=(make_actor(mentions=(SHIFTED, make_span("Iraq"))),), quotes=(), events=(), positions=()
    ).appearances

    assert [mention.span for mention in appearance.mentions] == [make_span("Iraq")]


def test_second_record_of_an_actor_adds_its_mentions():
    again = make_actor("Iraq", mentions=(make_span("peace"),))
    article = build(actors=(make_actor(), again), quotes=(make_quote(),))

    (appearance,) = article.appearances
    assert [mention.exact for mention in appearance.mentions] == ["Iraq", "peace"]
    assert article.quotes[0].speaker is appearance.actor
    assert len(article.warnings) == 1


def test_second_record_of_an_actor_adds_its_explanation():
    first, again = (
        make_actor("Iraq", mentions=(span,), explanation=Explanation((Finding("name", (ReadWords(span, {}),)),), {}))
        for span in (make_span("Iraq"), make_span("peace"))
    )
    (appearance,) = build(actors=(first, again)).appearances

    assert [each.words[0].span.exact for each in appearance.explanation.findings] == ["Iraq", "peace"]


def test_second_fact_with_the_same_id_is_left_out():
    article = build(
        quotes=(make_quote(), make_quote(confidence=0.1)),
        events=(make_event(), make_event(title="Again")),
        positions=(make_position(), make_position(confidence=0.1)),
    )

    assert [quote.confidence for quote in article.quotes] == [0.8]
    assert [event.title for event in article.events] == ["Iraq wants peace"]
    assert [position.confidence for position in article.positions] == [0.6]
    assert len(article.warnings) == 3


def test_position_outlives_its_quote():
    article = build(quotes=(make_quote(cue=SHIFTED),))

    assert article.quotes == []
    assert article.positions[0].quote is None
