"""Reading an article again changes what nobody has judged, and nothing that people have said."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from extraction import model
from ontology.enums import ActorType, EventType, FactOrigin, FactStatus, Modality, QuoteKind, Scope, Stance, Subject
from ontology.span import SpanRef
from services import api_keys, articles, contradictions, metadata
from services.errors import NotFound
from services.judgements import judge
from services.review import history, review
from services.review.reread import reread
from store import queries
from store.models import Actor, ActorKey, Article, EventBlock, Issue, Revision
from tests.factories import (
    TEXT,
    make_actor,
    make_event,
    make_extraction,
    make_position,
    make_quote,
    make_span,
)

OTHER = "Iraq wants peace, the minister said. Nobody else did."
FIELDS = {
    Subject.QUOTE: {"kind": QuoteKind.MIXED},
    Subject.EVENT: {"modality": Modality.DENIED},
    Subject.POSITION: {"stance": Stance.OPPOSES},
    Subject.ACTOR: {"role": "envoy"},
}


@pytest.fixture
def article(session, extracts):  # noqa: ARG001 - what it finds
    """Two actors, Iraq and the minister, and a fact of each kind."""
    return articles.ingest(session, text=TEXT)[0]


@pytest.fixture
def correct(session):
    key = api_keys.create(session, label="Ada", scopes=[Scope.REVIEW])[0]
    return lambda ref, **given: review.correct(session, ref, given, key_id=key.id)


def found_otherwise(subject, fields):
    """What might be found in TEXT, with another value of one kind of fact."""
    found = make_extraction(engine="newer")
    facts = getattr(found, f"{subject}s")
    return replace(found, **{f"{subject}s": (*facts[:-1], replace(facts[-1], **fields))})


def state(session, ref):
    session.rollback()
    fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id)
    return history.state(fact) | {"found": fact.found}


def revisions(session, ref):
    session.rollback()
    return review.list_revisions(session, ref, limit=50).items


def rows(session):
    """All rows of all tables."""
    session.rollback()
    return {name: list(queries.list_rows(session, name)) for name in queries.TABLES}


def kinds(changes):
    return [change.kind for change in changes]


def nothing(difference):
    return not (difference.added or difference.removed or difference.changed or difference.contested)


def test_same_reading_changes_nothing_but_the_engine(session, article, extracts):
    before = rows(session)
    assert nothing(reread(session, article.id))
    assert rows(session) == before

    extracts(make_extraction(engine="newer"))
    difference = reread(session, article.id)
    assert (difference.engine_before, difference.engine) == ("test", "newer")
    assert nothing(difference)
    after = rows(session)
    assert after["articles"][0]["engine"] == "newer"
    assert {name for name in before if before[name] != after[name]} == {"articles", "changes"}


@pytest.mark.parametrize("subject", list(Subject))
def test_what_nobody_has_judged_changes_and_keeps_its_id(session, article, refs, extracts, subject):
    ref, first = refs[subject], state(session, refs[subject])
    extracts(found_otherwise(subject, FIELDS[subject]))
    difference = reread(session, article.id)

    assert kinds(difference.changed) == [subject]
    assert (difference.added, difference.removed, difference.contested) == ([], [], [])
    (name, value) = next(iter(FIELDS[subject].items()))
    assert state(session, ref) == first | {name: value}
    newest, oldest = revisions(session, ref)
    assert (newest.by, newest.note, newest.after[name]) == (None, "Read again by newer.", value)
    assert oldest.after | {"found": None} == first

    review.correct(session, ref, {"status": FactStatus.CONFIRMED}, key_id=None)
    review.correct(session, ref, {"status": FactStatus.MACHINE}, key_id=None)
    assert state(session, ref)[name] == value  # what the machine found last, and not first


def test_facts_come_and_go(session, article, extracts):
    war = make_quote(content=(make_span("the minister said"),), speaker=None, cue=None)
    iran = make_actor("peace", type=ActorType.GROUP, named=False, country=None)
    found = make_extraction()
    extracts(
        replace(
            found,
            actors=(*found.actors, iran),
            quotes=(war,),
            events=(make_event(actors=(2,), recipients=()),),
            positions=(make_position(holder=2, quote=None, issue="War", evidence=make_span("said")),),
        )
    )
    difference = reread(session, article.id)
    assert kinds(difference.added) == [Subject.ACTOR, Subject.QUOTE, Subject.POSITION]
    assert kinds(difference.removed) == [Subject.POSITION, Subject.QUOTE]
    assert kinds(difference.changed) == [Subject.EVENT]

    session.rollback()
    brief = queries.get_brief(session, article.id)
    assert [each.name for each in brief.appearances] == ["Iraq", "the minister", "peace"]
    assert [each.text for each in brief.quotes] == ["the minister said"]
    assert [each.actors[0].name for each in brief.events] == ["peace"]
    assert [(each.holder.name, each.issue.label) for each in brief.positions] == [("peace", "War")]
    assert session.scalars(select(Issue.label)).all() == ["War"]
    assert {change.id for change in difference.added} >= {brief.positions[0].id}

    extracts(make_extraction(actors=(make_actor(),), quotes=(), events=(), positions=()))
    reread(session, article.id)
    session.rollback()
    assert [actor.name for actor in session.scalars(select(Actor))] == ["Iraq"]
    assert session.scalars(select(ActorKey.key)).all() == ["state IQ"]
    assert queries.count_all(session) == {
        "articles": 1, "actors": 1, "quotes": 0, "events": 0, "positions": 0, "issues": 0,
    }  # fmt: skip
    assert session.query(EventBlock).count() == 0


@pytest.mark.parametrize("subject", list(Subject))
@pytest.mark.parametrize("status", [FactStatus.CONFIRMED, FactStatus.CORRECTED])
def test_what_a_person_has_said_stays_and_is_contested(session, article, refs, correct, extracts, subject, status):
    ref = refs[subject]
    if status is FactStatus.CONFIRMED:
        correct(ref, status=status)
    elif subject is Subject.QUOTE:
        correct(ref, kind=QuoteKind.DIRECT)
    elif subject is Subject.EVENT:
        correct(ref, modality=Modality.PLANNED)
    elif subject is Subject.POSITION:
        correct(ref, stance=Stance.DOUBTS)
    else:
        correct(ref, name="Fuad Hussein")
    said = state(session, ref)
    assert nothing(reread(session, article.id))  # the machine finds what it found
    assert state(session, ref) == said

    extracts(found_otherwise(subject, FIELDS[subject]))
    (name, value) = next(iter(FIELDS[subject].items()))
    for _ in range(2):
        difference = reread(session, article.id)
        now = state(session, ref)
        assert now["found"][name] == value
        assert now == said | {"status": "contested", "found": now["found"]}
    assert nothing(difference)  # the second time
    newest = revisions(session, ref)[0]
    assert (newest.number, newest.by, newest.after["found"]) == (2, None, now["found"])
    assert newest.before | {"found": None} == said
    fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id)
    assert fact.reviewed_by == "Ada"


@pytest.mark.parametrize("subject", [Subject.QUOTE, Subject.EVENT, Subject.POSITION])
def test_contested_fact_is_settled_by_a_person(session, article, refs, correct, extracts, subject):
    ref = refs[subject]
    (name, value) = next(iter(FIELDS[subject].items()))
    correct(ref, status=FactStatus.CONFIRMED)
    first = state(session, ref)[name]
    extracts(found_otherwise(subject, FIELDS[subject]))
    reread(session, article.id)
    assert ref.id in {each.id for each in queries.list_unreviewed(session, limit=9).items}

    correct(ref, status=FactStatus.CONFIRMED)
    settled = state(session, ref)
    assert (settled["status"], settled[name], settled["found"][name]) == ("confirmed", first, value)
    assert nothing(reread(session, article.id))  # that was said already
    assert state(session, ref) == settled

    correct(ref, status=FactStatus.MACHINE)
    assert state(session, ref)[name] == value
    review.restore(session, ref, 2, note=None, key_id=None)  # the contested state
    assert (state(session, ref)["status"], state(session, ref)[name]) == ("confirmed", first)
    review.restore(session, ref, 0, note=None, key_id=None)  # the machine now finds something else
    assert state(session, ref)["status"] == "corrected"


def test_machine_that_agrees_at_last_contests_no_more(session, article, refs, correct, extracts):
    ref = refs[Subject.QUOTE]
    correct(ref, kind=QuoteKind.DIRECT)
    extracts(found_otherwise(Subject.QUOTE, {"kind": QuoteKind.MIXED}))
    reread(session, article.id)
    assert state(session, ref)["status"] == "contested"

    extracts(found_otherwise(Subject.QUOTE, {"kind": QuoteKind.DIRECT}))
    assert kinds(reread(session, article.id).changed) == [Subject.QUOTE]
    assert (state(session, ref)["status"], state(session, ref)["kind"]) == ("corrected", "direct")


@pytest.mark.parametrize("subject", [Subject.QUOTE, Subject.EVENT, Subject.POSITION])
def test_what_a_person_has_rejected_does_not_come_back(session, article, refs, correct, extracts, subject):
    correct(refs[subject], status=FactStatus.REJECTED)
    extracts(found_otherwise(subject, FIELDS[subject]))

    assert nothing(reread(session, article.id))
    session.rollback()
    assert getattr(queries.get_brief(session, article.id), f"{subject}s") == []
    assert state(session, refs[subject])["status"] == "rejected"


def test_another_fact_at_the_place_of_a_rejected_one_is_new(session, article, refs, correct, extracts):
    correct(refs[Subject.POSITION], status=FactStatus.REJECTED)
    extracts(make_extraction(positions=(make_position(holder=1),)))

    (new,) = reread(session, article.id).added
    assert (new.kind, new.after["holder"]) == (Subject.POSITION, article.appearances[1].actor.id)


def test_rejected_actor_stays_out_with_what_it_says(session, article, refs, correct, extracts):
    for subject in (Subject.QUOTE, Subject.EVENT, Subject.ACTOR):
        correct(refs[subject], status=FactStatus.REJECTED)
    spoken = make_quote(content=(make_span("Iraq"),), speaker=model.Speaker(1, make_span("the minister")))
    done = make_event(type=EventType.AGREE, triggers=(make_span("peace"),), actors=(1,), recipients=())
    found = make_extraction()
    extracts(
        replace(
            found,
            quotes=(*found.quotes, spoken),
            events=(*found.events, done),
            positions=(*found.positions, make_position(holder=1, evidence=make_span("said"), quote=None)),
        )
    )
    assert kinds(reread(session, article.id).added) == [Subject.QUOTE, Subject.EVENT]
    session.rollback()
    brief = queries.get_brief(session, article.id)
    assert [each.name for each in brief.appearances] == ["Iraq"]
    (quote,), (event,) = brief.quotes, brief.events
    assert (quote.speaker, quote.speaker_mention.exact, event.participants) == (None, "the minister", [])
    assert nothing(reread(session, article.id))


def test_what_people_have_said_keeps_what_it_refers_to(session, article, refs, correct, extracts):
    correct(refs[Subject.POSITION], status=FactStatus.CONFIRMED)
    said = state(session, refs[Subject.POSITION])
    extracts(make_extraction(actors=(), quotes=(), events=(), positions=()))

    assert kinds(reread(session, article.id).removed) == [Subject.EVENT]  # the position is of a quote
    session.rollback()
    brief = queries.get_brief(session, article.id)
    assert [each.name for each in brief.appearances] == ["Iraq", "the minister"]
    assert state(session, refs[Subject.POSITION]) == said


def test_added_fact_that_the_machine_finds_at_last(session, article, extracts):
    given = {"kind": QuoteKind.DIRECT, "content": [SpanRef(exact="said")]}
    ref = review.add(session, Subject.QUOTE, article.id, given, key_id=None)
    added = make_quote(kind=QuoteKind.DIRECT, speaker=None, cue=None, content=(make_span("said"),))
    found = make_extraction()

    extracts(replace(found, quotes=(*found.quotes, added)))
    assert nothing(reread(session, article.id))
    extracts(replace(found, quotes=(*found.quotes, replace(added, kind=QuoteKind.MIXED))))
    assert [each.id for each in reread(session, article.id).contested] == [ref.id]
    assert state(session, ref)["status"] == "contested"
    review.correct(session, ref, {"status": FactStatus.MACHINE}, key_id=None)
    assert state(session, ref)["kind"] == "mixed"
    fact = queries.get_fact(session, ref.subject, ref.id)
    assert fact.origin is FactOrigin.PERSON


def test_ids_of_others_are_not_taken(session, article, refs, extracts):
    """A fact that changes keeps its id, also when another fact would get that id now."""
    agreement = make_event(type=EventType.AGREE)
    extracts(make_extraction(events=(agreement,)))
    assert kinds(reread(session, article.id).changed) == [Subject.EVENT]
    extracts(make_extraction(events=(agreement, make_event())))
    (new,) = reread(session, article.id).added
    assert new.id != refs[Subject.EVENT].id
    assert state(session, refs[Subject.EVENT])["type"] == EventType.AGREE
    assert nothing(reread(session, article.id))


def test_actor_is_not_taken_for_another_one(session, article, extracts):
    """A mention that is somebody else's now does not make one actor of the two."""
    iran = make_actor("Iran", country="IR", mentions=(make_span("the minister"), make_span("peace")))
    extracts(make_extraction(actors=(make_actor(), iran)))
    difference = reread(session, article.id)
    assert [(each.kind, each.after["name"]) for each in difference.added] == [(Subject.ACTOR, "Iran")]
    assert [(each.kind, each.before["name"]) for each in difference.removed] == [(Subject.ACTOR, "the minister")]


def test_actors_are_linked_as_storing_does(session, article, extracts):
    extracts(make_extraction(actors=(make_actor(text=OTHER), make_actor("the minister", OTHER, named=False))))
    other, _ = articles.ingest(session, text=OTHER)
    person = {"type": ActorType.PERSON, "country": None, "mentions": (make_span("Nobody", OTHER),)}
    hussein = make_actor("Fuad Hussein", **person)
    found = make_extraction()
    extracts(replace(found, actors=(*found.actors, hussein)))
    reread(session, other.id)
    here = replace(hussein, mentions=(make_span("peace"),))
    extracts(replace(found, actors=(*found.actors, here)))
    (new,) = reread(session, article.id).added

    session.rollback()
    brief = queries.get_brief(session, other.id)
    assert new.id == brief.appearances[2].actor.id
    assert queries.get_actor(session, new.id).articles == 2


def test_judgements_of_records_hold(session, article, refs, correct, extracts):
    """Two actors of one article are merged: what is read again is found, compared and shown as before."""
    iraq, minister = (each.actor.id for each in article.appearances)
    judgement = judge.merge(session, minister, iraq, note=None, key_id=None)
    correct(refs[Subject.QUOTE], status=FactStatus.CONFIRMED)
    before = state(session, refs[Subject.QUOTE])
    assert before["speaker"]["actor_id"] == iraq
    extracts(replace(make_extraction(engine="newer"), positions=(make_position(holder=1, stance=Stance.DOUBTS),)))

    difference = reread(session, article.id)
    assert (kinds(difference.changed), difference.contested, difference.added) == ([Subject.POSITION], [], [])
    assert difference.changed[0].after["holder"] == iraq
    session.rollback()
    brief = queries.get_brief(session, article.id)
    assert [each.actor.id for each in brief.appearances] == [iraq]
    assert state(session, refs[Subject.QUOTE]) == before
    assert nothing(reread(session, article.id))

    judge.revoke(session, judgement, key_id=None)
    session.rollback()
    brief = queries.get_brief(session, article.id)
    assert [each.actor.id for each in brief.appearances] == [iraq, minister]
    assert (brief.quotes[0].speaker.id, brief.positions[0].holder.id) == (minister, minister)
    assert nothing(reread(session, article.id))


def test_dry_run_writes_nothing(session, article, refs, correct, extracts):
    correct(refs[Subject.QUOTE], status=FactStatus.CONFIRMED)
    before = rows(session)
    found = found_otherwise(Subject.QUOTE, FIELDS[Subject.QUOTE])
    extracts(replace(found, events=(), actors=(*found.actors, make_actor("peace", named=False, country=None))))
    planned = reread(session, article.id, dry_run=True)
    assert rows(session) == before

    assert reread(session, article.id) == planned
    assert (kinds(planned.added), kinds(planned.removed), kinds(planned.contested)) == (
        [Subject.ACTOR],
        [Subject.EVENT],
        [Subject.QUOTE],
    )


def test_metadata_that_changes_meanwhile_is_heeded(session, reader, article, monkeypatch):
    asked = []

    def extract(_text, published_at):
        asked.append(published_at)
        if len(asked) == 1:
            metadata.change(reader, article.id, {"publisher": "News", "published_at": "2021-07"})
        return make_extraction()

    monkeypatch.setattr("extraction.extract", extract)
    reread(session, article.id)
    assert asked == [None, "2021-07", "2021-07"]
    session.rollback()
    assert queries.get_article(session, article.id).publisher == "News"


def test_failure_changes_nothing(session, article, refs, correct, extracts, monkeypatch):
    correct(refs[Subject.QUOTE], status=FactStatus.CONFIRMED)
    before = rows(session)
    extracts(make_extraction(quotes=(make_quote(kind=QuoteKind.MIXED),), events=(), positions=()))

    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(contradictions, "renew", fail)
    with pytest.raises(RuntimeError):
        reread(session, article.id)
    assert rows(session) == before


def test_unknown_article(session):
    with pytest.raises(NotFound):
        reread(session, "art_aaaaaaaaaaaaaaaa")
    assert session.query(Article).count() == session.query(Revision).count() == 0
