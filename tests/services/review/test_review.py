"""What people say of facts holds everywhere, and nothing of it is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event

from ontology import searching
from ontology.enums import ActorType, FactStatus, Modality, QuoteKind, Scope, Stance, Subject
from ontology.figure import PERSONS
from ontology.span import SpanRef
from services import api_keys, articles
from services.errors import Conflict, Invalid, NotFound, Stale
from services.review import history, review
from services.review.review import FactRef
from store import queries
from store.models import Article, Revision
from store.queries import MODELS
from tests.factories import NOW, TEXT, make_actor, make_extraction, make_span


@pytest.fixture
def article(session, extracts):
    """Two actors, Iraq and the minister, and a fact of each kind."""
    extracts(make_extraction())
    return articles.ingest(session, text=TEXT)[0]


@pytest.fixture
def key(session):
    return api_keys.create(session, label="Ada", scopes=[Scope.REVIEW])[0]


@pytest.fixture
def correct(session, key):
    def patch(ref, **given):
        review.correct(session, ref, given, key_id=key.id)
        return state(session, ref)

    return patch


def state(session, ref):
    session.rollback()
    fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id)
    return history.state(fact) | {"reviewed_by": fact.reviewed_by}


def revisions(session, ref):
    session.rollback()
    return review.list_revisions(session, ref, limit=50).items


def free_actor(article, correct):
    """The minister, to whom no fact refers any more."""
    for subject, found in ((Subject.QUOTE, article.quotes), (Subject.EVENT, article.events)):
        correct(FactRef(subject, found[0].id), status=FactStatus.REJECTED)


FIGURE = {"kind": "killed", "min": 12, "approximate": False, "unit": PERSONS, "span": SpanRef(exact="peace")}
CORRECTIONS = {
    Subject.QUOTE: {"kind": QuoteKind.DIRECT, "speaker": None, "cue": None, "content": [SpanRef(exact="wants peace")]},
    Subject.EVENT: {
        "title": "Peace",
        "triggers": [SpanRef(exact="peace"), SpanRef(start=5, end=10)],
        "actors": [],
        "when": {"edtf": "2021-07", "span": SpanRef(exact="peace")},
        "where": {"country": "IQ"},
        "modality": Modality.DENIED,
        "figures": [FIGURE],
    },
    Subject.POSITION: {
        "issue": {"label": "War in Iraq"},
        "stance": Stance.OPPOSES,
        "evidence": SpanRef(exact="peace"),
        "quote_id": None,
    },
    Subject.ACTOR: {
        "name": "Fuad Hussein",
        "country": "IQ",
        "role": None,
        "aliases": ["Hussein"],
        "mentions": [SpanRef(exact="minister")],
    },
}


@pytest.mark.parametrize("subject", list(Subject))
def test_correction_holds_and_can_be_undone(session, refs, correct, subject):
    ref = refs[subject]
    first = state(session, ref)
    corrected = correct(ref, note="Look again.", **CORRECTIONS[subject])

    assert (first["status"], first["reviewed_by"]) == ("machine", None)
    assert (corrected["status"], corrected["reviewed_by"]) == ("corrected", "Ada")
    assert all(corrected[name] != first[name] for name in CORRECTIONS[subject])
    newest, oldest = revisions(session, ref)
    assert (newest.number, newest.by, newest.note, newest.created_at) == (1, "Ada", "Look again.", NOW)
    assert newest.before | {"reviewed_by": None} == oldest.after | {"reviewed_by": None} == first
    assert newest.after | {"reviewed_by": "Ada"} == corrected
    assert (oldest.number, oldest.by, oldest.before) == (0, None, None)

    assert correct(ref, status=FactStatus.MACHINE) == first
    review.restore(session, ref, 1, note="After all.", key_id=None)
    assert state(session, ref) == corrected | {"reviewed_by": None}
    assert [each.number for each in revisions(session, ref)] == [3, 2, 1, 0]
    assert revisions(session, ref)[0].restores == 1


@pytest.mark.parametrize("subject", list(Subject))
@pytest.mark.parametrize("status", [FactStatus.CONFIRMED, FactStatus.REJECTED])
def test_judgement_changes_nothing_but_the_status(session, refs, article, correct, subject, status):
    ref = refs[subject]
    if subject is Subject.ACTOR:
        free_actor(article, correct)
    first = state(session, ref)

    assert correct(ref, status=status) == first | {"status": status, "reviewed_by": "Ada"}
    correct(ref, status=status)  # another reviewer agrees
    assert [each.after["status"] for each in revisions(session, ref)] == [status, status, "machine"]


def test_unchanged_fact_has_its_first_revision(session, refs):
    for ref in refs.values():
        (first,) = revisions(session, ref)
        assert (first.number, first.created_at, first.after["status"]) == (0, NOW, "machine")
    assert session.query(Revision).count() == 0


def test_patch_that_changes_nothing_is_no_revision(session, refs, correct):
    quote = refs[Subject.QUOTE]
    assert correct(quote, kind=QuoteKind.INDIRECT)["status"] == "machine"
    assert correct(quote)["status"] == "machine"
    assert session.query(Revision).count() == 0


def test_rejected_fact_is_left_out_everywhere(reader, refs, article, correct):
    free_actor(article, correct)
    for ref in refs.values():
        correct(ref, status=FactStatus.REJECTED)

    brief = queries.get_brief(reader, article.id)
    assert [appearance.name for appearance in brief.appearances] == ["Iraq"]
    assert (brief.quotes, brief.events, brief.positions) == ([], [], [])
    for read in (queries.list_quotes, queries.list_events, queries.list_positions):
        assert read(reader, limit=10, count=True).total == 0
        assert len(read(reader, limit=10, status=[FactStatus.REJECTED]).items) == 1
    assert queries.list_issues(reader, limit=10).items == []
    assert [actor.name for actor in queries.list_actors(reader, limit=10).items] == ["Iraq"]
    assert queries.get_matrix(reader, issues=9, holders=9).cells == []
    assert queries.list_stance_ties(reader, limit=9) == queries.list_event_ties(reader, limit=9) == []
    crossing = queries.get_cross_brief(reader, country=["IQ"], limit=9)
    assert (crossing.quotes.total, crossing.timeline.total, crossing.positions.total) == (0, 0, 0)
    hits = queries.list_hits(reader, q=searching.parse("peace OR minister"), limit=10, count=True)
    assert ([hit.id for hit in hits.items], hits.total) == ([article.id], 1)
    counts = queries.count_all(reader)
    assert (counts["quotes"], counts["events"], counts["positions"], counts["articles"]) == (0, 0, 0, 1)
    for subject, ref in refs.items():
        assert queries.get_fact(reader, subject, ref.id, ref.article_id) is not None


def test_corrected_fact_is_found_by_what_it_is_now(reader, refs, article, correct):
    iraq, minister = (appearance.actor.id for appearance in article.appearances)
    for subject in (Subject.QUOTE, Subject.EVENT, Subject.POSITION):
        correct(refs[subject], **CORRECTIONS[subject])
    correct(refs[Subject.QUOTE], speaker={"actor_id": iraq, "mention": SpanRef(exact="Iraq")})
    correct(refs[Subject.POSITION], holder=minister)
    correct(refs[Subject.ACTOR], name="Fuad Hussein")

    def found(read, **filters):
        return [row.id for row in read(reader, limit=10, **filters).items]

    quote, event, position = (refs[subject].id for subject in list(Subject)[1:])
    assert found(queries.list_quotes, speaker=[iraq], kind=[QuoteKind.DIRECT]) == [quote]
    assert found(queries.list_quotes, speaker=[minister]) == []
    assert found(queries.list_events, participant=[iraq]) == []
    assert found(queries.list_events, recipient=[minister], country=["IQ"], killed_min=12) == [event]
    assert found(queries.list_positions, holder=[minister], issue=["war-in-iraq"]) == [position]
    assert found(queries.list_positions, reviewed_by=["Ada"], status=["corrected"], origin=["machine"]) == [position]
    for query, expected in {"war": position, "fuad": minister, "title:peace": None}.items():
        hits = queries.list_hits(reader, q=searching.parse(query), limit=10).items
        assert [hit.id for hit in hits if hit.kind != "issue"] == ([expected] if expected else [])
    assert queries.get_actor(reader, minister).name == "Fuad Hussein"
    assert found(queries.list_actors, name="hussein") == [minister]


@pytest.mark.parametrize(
    ("subject", "given", "field"),
    [
        (Subject.QUOTE, {"content": [SpanRef(exact="war")]}, "content.0"),
        (Subject.QUOTE, {"content": [SpanRef(exact="Iraq"), SpanRef(start=0, end=9)]}, "content"),
        (Subject.QUOTE, {"speaker": {"actor_id": "act_x", "mention": SpanRef(exact="Iraq")}}, "speaker.actor_id"),
        (Subject.EVENT, {"triggers": [SpanRef(exact="peace"), SpanRef(start=0, end=99)]}, "triggers.1"),
        (Subject.EVENT, {"recipients": ["act_x"]}, "recipients.0"),
        (Subject.EVENT, {"when": {"edtf": "2021"}}, "when.span"),
        (Subject.EVENT, {"figures": [FIGURE | {"min": None}]}, "figures.0"),
        (Subject.POSITION, {"holder": "act_x"}, "holder"),
        (Subject.POSITION, {"issue": {"id": "iss_x"}}, "issue"),
        (Subject.POSITION, {"quote_id": "quo_x"}, "quote_id"),
        (Subject.ACTOR, {"mentions": [SpanRef(exact="a minister")]}, "mentions.0"),
        (Subject.QUOTE, {"status": FactStatus.MACHINE, "kind": QuoteKind.DIRECT}, "status"),
        (Subject.QUOTE, {"note": "Why not?"}, "note"),
    ],
)
def test_what_the_article_does_not_have_changes_nothing(session, refs, correct, subject, given, field):
    first = state(session, refs[subject])
    with pytest.raises(Invalid) as caught:
        correct(refs[subject], **given)
    assert caught.value.problems[0].field == field
    assert state(session, refs[subject]) == first
    assert session.query(Revision).count() == 0


def test_actor_that_facts_refer_to_is_not_rejected(session, refs, article, correct):
    with pytest.raises(Conflict, match=refs[Subject.QUOTE].id):
        correct(refs[Subject.ACTOR], status=FactStatus.REJECTED)

    free_actor(article, correct)
    correct(refs[Subject.ACTOR], status=FactStatus.REJECTED)
    with pytest.raises(Invalid, match="is rejected in the article"):
        correct(refs[Subject.QUOTE], status=FactStatus.CONFIRMED)
    with pytest.raises(Conflict, match="Revision 0 cannot be restored"):
        review.restore(session, refs[Subject.QUOTE], 0, note=None, key_id=None)


def test_revision_that_is_not_there(session, refs):
    with pytest.raises(NotFound):
        review.restore(session, refs[Subject.QUOTE], 1, note=None, key_id=None)


def test_one_of_two_at_once_is_refused(session, sessions, refs):
    """The check is made when nobody else can change the fact any more."""
    ref = refs[Subject.QUOTE]
    seen = state(session, ref)
    both = Barrier(2)

    def attempt(status):
        with sessions() as own:

            def check():
                if state_in(own, ref) != seen:
                    raise Stale(ref.id)

            both.wait()
            try:
                review.correct(own, ref, {"status": status}, key_id=None, check=check)
            except Stale:
                return None
            return status

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(attempt, (FactStatus.CONFIRMED, FactStatus.REJECTED)))
    (taken,) = filter(None, done)
    assert state(session, ref)["status"] == taken
    assert len(revisions(session, ref)) == 2


def state_in(session, ref):
    fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id)
    return history.state(fact) | {"reviewed_by": None}


def test_failure_leaves_fact_and_revision_as_they_were(engine, session, refs, correct):
    first = state(session, refs[Subject.EVENT])

    def fail(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT INTO revisions "):
            raise RuntimeError("power cut")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        correct(refs[Subject.EVENT], **CORRECTIONS[Subject.EVENT])
    event.remove(engine, "before_cursor_execute", fail)
    assert state(session, refs[Subject.EVENT]) == first
    assert session.query(Revision).count() == 0


NEW = {
    Subject.QUOTE: {"kind": QuoteKind.DIRECT, "content": [SpanRef(exact="peace")]},
    Subject.EVENT: {"type": "AGREE", "triggers": [SpanRef(exact="peace")], "modality": Modality.PLANNED},
    Subject.POSITION: {
        "issue": {"label": "War in Iraq"},
        "stance": Stance.OPPOSES,
        "evidence": SpanRef(exact="peace"),
        "basis": "stated",
    },
    Subject.ACTOR: {"type": "person", "name": "Fuad Hussein", "country": "IQ", "mentions": [SpanRef(exact="minister")]},
}


@pytest.mark.parametrize("subject", list(Subject))
def test_what_the_machine_missed_is_added_and_deleted(session, article, key, subject):
    given = dict(NEW[subject])
    if subject is Subject.POSITION:
        given["holder"] = article.appearances[0].actor.id
    before = {model: session.query(model).count() for model in MODELS.values()}
    ref = review.add(session, subject, article.id, given | {"note": "Missed."}, key_id=key.id)

    added = state(session, ref)
    assert (added["status"], added["reviewed_by"]) == ("confirmed", "Ada")
    fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id)
    assert (fact.origin, fact.confidence) == ("person", 1.0)
    (first,) = revisions(session, ref)
    assert (first.number, first.by, first.note) == (0, "Ada", "Missed.")
    with pytest.raises(Conflict, match=f"already has this fact: {ref.id}"):
        review.add(session, subject, article.id, given, key_id=key.id)
    with pytest.raises(Invalid, match="A person added the fact"):
        review.correct(session, ref, {"status": FactStatus.MACHINE}, key_id=None)

    review.delete(session, ref, key_id=None)
    assert {model: session.query(model).count() for model in MODELS.values()} == before
    assert session.query(Revision).count() == 0
    with pytest.raises(NotFound):
        review.delete(session, ref, key_id=None)
    assert review.add(session, subject, article.id, given, key_id=key.id) == ref


def test_fact_of_the_machine_is_not_deleted_and_not_added_again(session, refs, article):
    for ref in refs.values():
        with pytest.raises(Conflict, match="reject it instead"):
            review.delete(session, ref, key_id=None)
    quote = {"kind": QuoteKind.DIRECT, "content": [SpanRef(exact="Iraq wants peace")]}
    with pytest.raises(Conflict, match=f"{refs[Subject.QUOTE].id}, which is machine"):
        review.add(session, Subject.QUOTE, article.id, quote, key_id=None)


def test_fact_that_was_corrected_to_something_else_leaves_room(session, refs, article, correct):
    correct(refs[Subject.QUOTE], content=[SpanRef(exact="peace")])
    again = {"kind": QuoteKind.INDIRECT, "content": [SpanRef(exact="Iraq wants peace")]}
    ref = review.add(session, Subject.QUOTE, article.id, again, key_id=None)
    assert ref.id != refs[Subject.QUOTE].id


def test_added_actor_can_be_referred_to_and_then_is_not_deleted(session, refs, article, correct):
    ref = review.add(session, Subject.ACTOR, article.id, dict(NEW[Subject.ACTOR]), key_id=None)
    correct(refs[Subject.POSITION], holder=ref.id)
    with pytest.raises(Conflict, match=refs[Subject.POSITION].id):
        review.delete(session, ref, key_id=None)


def test_added_actor_is_that_of_other_articles(session, extracts, article):
    hussein = make_actor("Fuad Hussein", type=ActorType.PERSON, role="minister", mentions=(make_span("the minister"),))
    extracts(make_extraction(actors=(hussein,), quotes=(), events=(), positions=()))
    other, _ = articles.ingest(session, text=TEXT + " Again.")

    ref = review.add(session, Subject.ACTOR, article.id, dict(NEW[Subject.ACTOR]), key_id=None)
    assert ref.id == other.appearances[0].actor.id
    review.delete(session, ref, key_id=None)
    assert queries.get_actor(session, ref.id).articles == 1


def test_deleted_article_takes_its_history_along(session, refs, article, correct):
    for subject in (Subject.QUOTE, Subject.POSITION):
        correct(refs[subject], **CORRECTIONS[subject])
    articles.delete(session, article.id)
    assert session.query(Revision).count() == session.query(Article).count() == 0
    assert queries.count_all(session)["issues"] == 0
