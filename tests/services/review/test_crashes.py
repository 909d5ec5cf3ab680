"""A process is killed while it stores what a reviewer says: all of that is stored, or nothing."""

import os
import signal
import traceback
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import event, select

from ontology.enums import ActorType, FactStatus, Modality, QuoteKind, Stance, Subject
from ontology.span import SpanRef
from services import articles, ids
from services.judgements import judge
from services.review import history, queue, review
from services.review.reread import reread
from services.review.review import FactRef
from store import queries
from store.engine import make_engine, make_sessions
from store.models import Article
from tests.everything import everything
from tests.factories import NOW, TEXT, make_actor, make_event, make_extraction, make_position

pytestmark = pytest.mark.slow

TEXTS = (TEXT, f"{TEXT} Again.")
FIRST, SECOND = (articles.check(text).article_id for text in TEXTS)
MINISTER, OTHER = (ids.local_actor_id(each, ActorType.PERSON, "the minister") for each in (FIRST, SECOND))
IRAQ = ids.actor_id("state IQ")
FACTS = (Subject.QUOTE, Subject.EVENT, Subject.POSITION)
NOBODY = {"note": None, "key_id": None}


def facts(session, article_id):
    """A quote, an event and a position of an article, and Iraq as it presents it."""
    lists = (queries.list_quotes, queries.list_events, queries.list_positions)
    found = [each(session, article=[article_id], status=[*FactStatus], sort="created_at", limit=1) for each in lists]
    refs = [FactRef(subject, page.items[0].id) for subject, page in zip(FACTS, found, strict=True)]
    return [*refs, FactRef(Subject.ACTOR, IRAQ, article_id)]


def correct(session):
    quote, *_ = facts(session, FIRST)
    speaker = {"actor_id": IRAQ}
    review.correct(session, quote, {"speaker": speaker, "note": "Not the minister."}, key_id=None)


def decide(session):
    """As a client does that sends all of it again: what has been decided is refused the second time."""
    statuses = (FactStatus.CONFIRMED, FactStatus.CONFIRMED, FactStatus.REJECTED)
    decisions = [
        {"kind": ref.subject, "id": ref.id, "article_id": ref.article_id, "status": status, "updated_at": NOW}
        for ref, status in zip(facts(session, FIRST), statuses, strict=False)
    ]
    list(queue.decide(session, decisions, key_id=None))


def reject(session):
    quote, *_ = facts(session, FIRST)
    review.correct(session, quote, {"status": FactStatus.REJECTED}, key_id=None)


def restore(session):
    quote, *_ = facts(session, FIRST)
    review.restore(session, quote, 0, **NOBODY)


def add(session):
    given = {"kind": QuoteKind.DIRECT, "content": [SpanRef(exact="peace")]}
    review.add(session, Subject.QUOTE, FIRST, given, key_id=None)


def delete(session):
    (added,) = queries.list_quotes(session, origin=["person"], limit=2).items
    review.delete(session, FactRef(Subject.QUOTE, added.id), key_id=None)


def merge(session):
    judge.merge(session, MINISTER, OTHER, **NOBODY)


def merge_in_one_article(session):
    judge.merge(session, MINISTER, IRAQ, **NOBODY)


def split(session):
    judge.split(session, IRAQ, [SECOND], **NOBODY)


def revoke(session):
    (judgement,) = queries.list_judgements(session, limit=2).items
    judge.revoke(session, judgement.id, key_id=None)


def rename(session):
    judge.correct(session, IRAQ, {"name": "Republic of Iraq"}, key_id=None)


def read_again(session):
    reread(session, FIRST)


def judge_some(session):
    """Say what the machine will find otherwise, and what it will not find."""
    _, event, position, _ = facts(session, FIRST)
    review.correct(session, event, {"status": FactStatus.CONFIRMED}, key_id=None)
    review.correct(session, position, {"stance": Stance.OPPOSES}, key_id=None)


FOUND_AGAIN = make_extraction(
    engine="next",
    actors=(make_actor(), make_actor("peace", type=ActorType.GROUP, named=False, country=None)),
    quotes=(),
    events=(make_event(modality=Modality.PLANNED, recipients=()),),
    positions=(make_position(holder=0, stance=Stance.DOUBTS, quote=None),),
)
# What is killed, and what came before.
ACTS = {
    correct: None, decide: None, restore: reject, add: None, delete: add, merge: None, merge_in_one_article: None,
    split: None, revoke: merge_in_one_article, rename: None, read_again: judge_some,
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_killed_at_any_statement(session, engine, databases, extracts, set_clock, act):
    """The store is always as it is after one of the transactions of a process that nobody kills."""
    with databases.database(migrated=True) as url:
        undisturbed = make_engine(url)
        for each in (engine, undisturbed):
            with make_sessions(each)() as mine:
                prepare(mine, extracts, ACTS[act])
        extracts(FOUND_AGAIN)
        set_clock(NOW + timedelta(hours=1))
        states = committed(undisturbed, act)
        undisturbed.dispose()
    assert len(states) == (4 if act is decide else 2)  # each decision is a transaction
    seen, number = [0], 1
    while seen[-1] < len(states) - 1:
        kill_at(number, act, engine)
        seen.append(states.index(all_of(session)))
        session.close()
        number = 1 if seen[-1] > seen[-2] else number + 1
    assert seen == sorted(seen)
    assert set(seen) == set(range(len(states)))


def prepare(session, extracts, before):
    extracts(make_extraction())
    for text in TEXTS:
        articles.ingest(session, text=text)
    if before is not None:
        before(session)


def all_of(session):
    """The rows of all tables, and what they refer to."""
    rows = everything(session)
    pks = session.scalars(select(Article.pk).order_by(Article.pk)).all()
    facts = [
        [history.state(fact) for fact in queries.list_facts_of(session, subject, pk)]
        for pk in pks
        for subject in Subject
    ]
    shown = [tuple(row[1::2]) for pk in pks for row in queries.list_records_of_article(session, pk)]
    return rows, facts, shown


def committed(engine, act):
    """What the store holds at first, and after each commit."""
    sessions = make_sessions(engine)
    states = []

    def keep(_session=None):
        with sessions() as reader:
            states.append(all_of(reader))

    keep()
    with sessions() as session:
        event.listen(session, "after_commit", keep)
        act(session)
    return states


def kill_at(nth, act, engine):
    """Act in a process that is killed before its nth write or commit, or right after the commit."""
    engine.dispose()  # connections cannot be shared with the fork
    pid = os.fork()
    if pid == 0:
        steps = count(1)

        def step(*_):
            if next(steps) == nth:
                os.kill(os.getpid(), signal.SIGKILL)

        def step_before_write(_connection, _cursor, statement, *_):
            if not statement.startswith(("SELECT", "PRAGMA", "BEGIN")):
                step()

        try:
            with make_sessions(engine)() as session:
                event.listen(engine, "before_cursor_execute", step_before_write)
                event.listen(engine, "commit", step)
                event.listen(session, "after_commit", step)
                act(session)
        finally:  # it ends by the signal, or has failed
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status)
