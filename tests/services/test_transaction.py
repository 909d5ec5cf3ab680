import pytest
from sqlalchemy.exc import IntegrityError

from services import transaction
from store.models import Article
from tests.factories import create_article


def clash(*_):
    raise IntegrityError("INSERT", {}, Exception("not unique"))


def test_work_is_done_again_after_a_clash(session):
    attempts = []

    def work():
        attempts.append(1)
        return "done" if len(attempts) == 3 else clash()

    assert transaction.commit(session, work) == "done"


def test_clash_that_does_not_end_is_raised(session):
    with pytest.raises(IntegrityError):
        transaction.commit(session, clash)
    assert not session.in_transaction()


def test_failure_is_not_tried_again(session, reader):
    attempts = []

    def work():
        attempts.append(1)
        session.add(Article(id="art_1"))
        raise KeyError

    with pytest.raises(KeyError):
        transaction.commit(session, work)

    assert len(attempts) == 1
    assert not session.in_transaction()
    assert reader.query(Article).count() == 0


def test_state_that_was_read_before_is_left_behind(session, reader):
    session.query(Article).count()
    create_article(reader)

    transaction.commit(session, lambda: create_article(session))

    assert session.query(Article).count() == 2
