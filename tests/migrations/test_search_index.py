"""The indexes of the search migrations, and their triggers. `words` asserts that they are those of the rows."""

from importlib.resources import files
from random import Random

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import delete, text

from ontology.enums import ActorType
from store.engine import make_sessions, schema_change
from store.models import Actor, Appearance, Article, Event, Issue, Position, Quote
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_position,
    create_quote,
    make_span,
)
from tests.index import words

BEFORE = "0002"

LEFT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE name LIKE 'search%'",
    "postgresql": """
        SELECT proname FROM pg_proc WHERE proname LIKE 'search%' UNION ALL
        SELECT tgname FROM pg_trigger WHERE tgname LIKE 'search%' UNION ALL
        SELECT relname FROM pg_class WHERE relname LIKE 'search%' UNION ALL
        SELECT attname FROM pg_attribute WHERE attname = 'search' AND NOT attisdropped
    """,
}


@pytest.fixture
def migrate(engine):
    """Takes the test's database to a revision."""

    def run(revision, to=command.upgrade):
        with engine.connect() as connection:
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(files("migrations")))
            to(config, revision)

    return run


def test_what_is_stored_already_is_indexed(migrate, session):
    create_appearance(session, create_brief(session), create_actor(session), aliases=("Mesopotamia",))
    session.close()
    migrate(BEFORE, command.downgrade)

    migrate("head")

    assert {"iraq", "minister", "mesopotamia"} <= words(session)


def test_nothing_is_left_when_it_is_taken_back(migrate, session):
    create_brief(session)
    session.rollback()

    migrate(BEFORE, command.downgrade)

    assert session.scalars(text(LEFT[session.get_bind().dialect.name])).all() == []


@pytest.mark.database("sqlite")
def test_every_table_has_its_triggers(session):
    """A migration that copies a table, as Alembic does on SQLite, drops them."""
    triggers = session.execute(
        text("SELECT tbl_name, count(*) FROM sqlite_master WHERE name LIKE 'search%' AND type = 'trigger' GROUP BY 1")
    )
    kinds = dict.fromkeys(("articles", "actors", "quotes", "events", "positions"), 4)
    assert dict(triggers.all()) == kinds | {"appearances": 6, "issues": 6}


@pytest.mark.database("sqlite")
def test_table_can_be_copied(engine, session):
    create_brief(session)
    session.close()
    with engine.connect() as connection, schema_change(connection), connection.begin():
        connection.execute(text("CREATE TABLE copy AS SELECT * FROM quotes"))
        connection.execute(text("DROP TABLE quotes"))
        connection.execute(text("ALTER TABLE copy RENAME TO quotes"))

    with make_sessions(engine)() as after:
        assert "iraq" in words(after)


@pytest.mark.parametrize(
    ("create", "change"),
    [
        (lambda s: create_article(s, title="Old", text="…"), {"title": "New"}),
        (lambda s: create_article(s, title="Old", text="old"), {"title": None, "text": "new"}),
        (lambda s: create_actor(s, name="Old"), {"name": "New"}),
        (lambda s: create_quote(s, create_article(s), text="old"), {"text": "new"}),
        (lambda s: create_event(s, create_article(s), title="Old", place="Old"), {"title": "New", "place": None}),
        (lambda s: create_position(s, evidence=make_span("old", "old")), {"evidence": make_span("new", "new")}),
        (lambda s: create_issue(s, "Old"), {"label": "New"}),
    ],
)
def test_changes_are_indexed(session, create, change):
    row = create(session)
    if isinstance(row, Issue):
        create_position(session, issue=row)
    assert "old" in words(session)

    for name, value in change.items():
        setattr(row, name, value)
    session.commit()

    if value:
        assert "new" in words(session)
    assert "old" not in words(session)


def test_position_moves_to_another_issue(session):
    old = create_issue(session, "Old")
    position = create_position(session, issue=old)
    position.issue = create_issue(session, "New")
    session.commit()
    session.delete(old)
    session.commit()

    assert {"new"} <= words(session)
    assert "old" not in words(session)


@pytest.mark.parametrize("kind", [Quote, Event, Position])
def test_fact_that_is_deleted_is_gone(session, kind):
    create_brief(session)
    session.execute(delete(kind))
    session.commit()

    assert session.query(kind).count() == 0
    assert "iraq" in words(session)


def test_nothing_of_a_deleted_article_is_left(session):
    create_article(session, text="Remains")
    article = create_brief(session, 3)
    session.execute(delete(Article).where(Article.pk == article.pk))
    session.execute(delete(Actor))
    session.execute(delete(Issue))
    session.commit()

    assert words(session) == {"remains"}


def test_names_of_an_actor_are_those_of_its_articles(session):
    actor = create_actor(session, name="Iraq")
    one, two, three = (create_article(session, text="…") for _ in range(3))
    create_appearance(session, one, actor, (), aliases=("Baghdad",))
    create_appearance(session, two, actor, (), aliases=("Baghdad",))
    create_appearance(session, three, actor, (), name="IRAQ", aliases=("Mesopotamia", "naïve “Iraq”"))
    assert words(session) == {"iraq", "baghdad", "mesopotamia", "naive"}

    for article, left in ((one, {"baghdad", "mesopotamia", "naive"}), (two, {"mesopotamia", "naive"}), (three, set())):
        session.execute(delete(Article).where(Article.pk == article.pk))
        session.commit()
        assert words(session) == {"iraq"} | left


def test_appearance_that_moves_takes_its_names_along(session):
    one, two = create_actor(session, name="One"), create_actor(session, name="Two", type=ActorType.PERSON)
    article = create_article(session, text="…")
    create_appearance(session, article, one, (), aliases=("Alias",))
    appearance = session.query(Appearance).one()

    appearance.actor = two
    session.commit()
    words(session)
    appearance.aliases = ("Other",)
    session.commit()

    assert words(session) == {"one", "two", "other"}


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_changes_leaves_the_index_right(session, seed):
    chosen = Random(seed)
    actors = [create_actor(session, name=name) for name in ("Iraq", "Iran")]
    names = ["Iraq", "iraq", "Persia", "Mesopotamia", "the State"]
    for _ in range(40):
        some = chosen.sample(names, 3)
        appearances = session.query(Appearance).all()
        match chosen.randrange(4):
            case 0 if appearances:
                session.execute(delete(Article).where(Article.pk == chosen.choice(appearances).article_pk))
            case 1 if appearances:
                changed = chosen.choice(appearances)
                changed.name, changed.aliases, changed.actor = some[0], tuple(some[1:]), chosen.choice(actors)
            case 2:
                chosen.choice(actors).name = some[0]
            case _:
                article, actor = create_article(session, text="…"), chosen.choice(actors)
                create_appearance(session, article, actor, (), name=some[0], aliases=tuple(some[1:]))
        session.commit()
        session.expunge_all()
        actors = session.query(Actor).all()
        words(session)
