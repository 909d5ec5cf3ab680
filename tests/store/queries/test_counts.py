"""The kept numbers of articles and positions, and the lists that are sorted by them."""

import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ontology.enums import Basis, FactStatus, Stance
from services.transaction import transactional
from store import queries
from store.engine import settle_counts
from store.models import Appearance, Article, Issue, Position
from tests.factories import (
    FACT,
    create_actor,
    create_appearance,
    create_article,
    create_issue,
    create_position,
    make_id,
    make_span,
)
from tests.kept_counts import wrong_counts

READS = {"actor": queries.list_actors, "issue": queries.list_issues}


@pytest.fixture
def filled(session):
    """A store in which some actors and issues have the same numbers, and some have none."""
    random = Random(1)
    actors = [create_actor(session) for _ in range(6)]
    issues = [create_issue(session, f"Issue {number}") for number in range(6)]
    for _ in range(6):
        article = create_article(session)
        for actor in random.sample(actors[:5], 3):
            create_appearance(session, article, actor, ())
        for _ in range(3):
            create_position(session, article, issue=random.choice(issues[:5]), holder=random.choice(actors[:5]))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("kind", READS)
@pytest.mark.parametrize("name", ["articles", "positions"])
def test_pages_are_sorted_by_the_numbers_that_they_show(reader, kind, name):
    def pages(sort):
        items, after = [], None
        while True:
            page = READS[kind](reader, sort=sort, limit=2, after=after)
            items += page.items
            if (after := page.next) is None:
                return items

    found = pages(name)

    numbers = [getattr(item, name) for item in found]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 1
    assert len({item.id for item in found}) == len(found) == READS[kind](reader, limit=1, count=True).total
    assert pages(f"-{name}") == found[::-1]


@pytest.mark.usefixtures("filled")
def test_numbers_are_right_after_any_statement(session):
    random = Random(1)
    for _ in range(60):
        positions, appearances = (session.scalars(select(kind.pk)).all() for kind in (Position, Appearance))
        issues, articles = (session.scalars(select(kind.pk)).all() for kind in (Issue, Article))
        some = random.sample(positions, min(len(positions), 4))
        status = random.choice([FactStatus.REJECTED, FactStatus.CONFIRMED])
        match random.randrange(6):
            case 0:
                changed = update(Position).where(Position.pk.in_(some)).values(status=status)
            case 1:
                changed = update(Position).where(Position.pk.in_(some)).values(issue_pk=random.choice(issues))
            case 2:
                changed = delete(Position).where(Position.pk.in_(some[:1]))
            case 3:
                few = random.sample(appearances, min(len(appearances), 4))
                changed = update(Appearance).where(Appearance.pk.in_(few)).values(status=status)
            case 4 if len(articles) > 3:
                changed = delete(Article).where(Article.pk == random.choice(articles))
            case _:
                create_position(session, issue=session.get(Issue, random.choice(issues)))
                continue
        session.execute(changed, execution_options={"synchronize_session": False})
        session.commit()
        settle_counts(session)
        assert wrong_counts(session) == []


def test_writers_that_share_an_actor_and_an_issue_do_not_clash(engine, session):
    actor, issue = create_actor(session), create_issue(session)
    articles = [create_article(session) for _ in range(20)]
    tries = []

    @transactional
    def hold(session: Session, article: int) -> None:
        tries.append(article)
        evidence = make_span("Iraq wants peace")
        row = {"id": make_id("pos", article), "holder_pk": actor.pk, "issue_pk": issue.pk, "article_pk": article}
        values = {"stance": Stance.SUPPORTS, "evidence": evidence, "start": evidence.start, "basis": Basis.REPORTED}
        session.add(Position(article=session.get_one(Article, article), **row, **values, **FACT))
        session.flush()
        time.sleep(0.01)  # while others do the same

    def write(article):
        with Session(engine) as own:
            hold(own, article)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, [article.pk for article in articles]))

    assert sorted(tries) == [article.pk for article in articles]
    assert wrong_counts(session) == []
