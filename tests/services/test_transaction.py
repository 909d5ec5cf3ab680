from contextlib import suppress

import pytest
from sqlalchemy import make_url, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from services.transaction import transactional
from store.engine import make_engine, make_sessions
from store.models import Article
from tests.factories import create_article


class FromPostgres(Exception):  # noqa: N818
    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


UNIQUE = IntegrityError("INSERT", {}, Exception("not unique"))
SERIALIZATION = OperationalError("UPDATE", {}, FromPostgres("40001"))
DEADLOCK = OperationalError("INSERT", {}, FromPostgres("40P01"))
CONNECTION_GONE = OperationalError("INSERT", {}, Exception("read-only"), connection_invalidated=True)
LOCKED = OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
DISK_FULL = OperationalError("INSERT", {}, FromPostgres("53100"))


def failing(*errors):
    """Work that fails so often, and then succeeds; and the attempts at it."""
    attempts = []

    def work(_session):
        attempts.append(1)
        if len(attempts) <= len(errors):
            raise errors[len(attempts) - 1]
        return "done"

    return work, attempts


@pytest.mark.parametrize("clash", [UNIQUE, SERIALIZATION, DEADLOCK, CONNECTION_GONE])
def test_work_is_done_again_after_a_clash(session, clash):
    work, attempts = failing(clash, clash)

    assert transactional(work)(session) == "done"
    assert len(attempts) == 3


@pytest.mark.parametrize("error", [LOCKED, DISK_FULL])
def test_other_failures_are_not_tried_again(session, error):
    work, attempts = failing(error)

    with pytest.raises(OperationalError):
        transactional(work)(session)

    assert len(attempts) == 1
    assert not session.in_transaction()


def test_commit_of_which_nobody_knows_is_not_done_again(session, monkeypatch):
    work, attempts = failing()

    def commit():
        raise CONNECTION_GONE

    monkeypatch.setattr(session, "commit", commit)

    with pytest.raises(OperationalError):
        transactional(work)(session)

    assert len(attempts) == 1


def test_clash_that_does_not_end_is_raised(session):
    work, attempts = failing(*[UNIQUE] * 100)

    with pytest.raises(IntegrityError):
        transactional(work)(session)

    assert 1 < len(attempts) < 100
    assert not session.in_transaction()


@pytest.mark.database("postgres")
def test_work_that_clashes_each_time_is_done_alone_at_last(session, reader, database_url):
    create_article(session)
    url = make_url(database_url).update_query_dict({"options": "-c lock_timeout=100"})
    impatient = make_engine(url.render_as_string(hide_password=False))
    attempts = []

    def give_title(session, title):
        session.execute(update(Article).values(title=title))

    def work(session):
        attempts.append(1)
        session.query(Article).count()  # from now on it sees this state
        with make_sessions(impatient)() as other, suppress(OperationalError):
            transactional(give_title)(other, f"Another {len(attempts)}")
        give_title(session, "Mine")

    transactional(work)(session)
    impatient.dispose()

    assert reader.query(Article).one().title == "Mine"
    assert len(attempts) > 1


def test_failure_takes_everything_back(session, reader):
    create_article(session)

    def work(session):
        session.execute(text("DELETE FROM articles"))
        raise KeyError

    with pytest.raises(KeyError):
        transactional(work)(session)

    assert reader.query(Article).count() == 1


def test_state_that_was_read_before_is_left_behind(session, reader):
    session.query(Article).count()
    create_article(reader)

    transactional(create_article)(session)

    assert session.query(Article).count() == 2
