import re
import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config, main
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from ontology.enums import ActorType, FactStatus, Modality
from services import migrate
from store.engine import is_modelled, make_engine
from store.models import ActorCount, Base, IssueCount, Quote
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_occurrence,
    create_official,
    create_position,
    create_quote,
    create_state,
)
from tests.kept_counts import wrong_counts
from tests.kept_keys import wrong_keys

ROOT = Path(__file__).parents[2]
INI = str(ROOT / "alembic.ini")
SCRIPTS = ScriptDirectory.from_config(Config(INI))

INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}

COPIES_ARTICLES = """
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("articles", recreate="always") as batch:
        batch.alter_column("title", nullable=True)
"""


@pytest.fixture
def cli(monkeypatch, blank_url):
    """The alembic command on a database without a schema; gives the engine."""
    monkeypatch.setenv("DATABASE_URL", blank_url)
    engine = make_engine(blank_url)
    yield lambda *arguments: main(["-c", INI, *arguments]) or engine
    engine.dispose()


def tables(engine):
    names = inspect(engine).get_table_names()
    return {name for name in names if is_modelled(name, "table", {})} - {"alembic_version"}


def migrate_again(engine, before):
    """Go back to a version, and from there to the newest."""
    with engine.connect() as connection:
        config = Config(INI, attributes={"connection": connection})
        command.downgrade(config, before)
        command.upgrade(config, "head")


def test_there_is_one_head():
    assert len(SCRIPTS.get_heads()) == 1


def test_migrations_are_numbered_without_a_gap_and_named():
    revisions = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
    names = [Path(script.path).name for script in SCRIPTS.walk_revisions()][::-1]

    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    for revision, name in zip(revisions, names, strict=True):
        assert re.fullmatch(rf"{revision}_[a-z0-9_]+\.py", name)


def test_walk_up_and_down(cli):
    for script in [*SCRIPTS.walk_revisions()][::-1]:
        cli("upgrade", script.revision)
        cli("downgrade", "-1")
        cli("upgrade", script.revision)
    engine = cli("current")
    assert tables(engine) == set(Base.metadata.tables)

    cli("downgrade", "base")

    assert tables(engine) == set()


def test_models_and_migrations_agree(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True, "include_name": is_modelled}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_models_and_migrations_agree_on_checks_keys_and_indexes(engine, blank_url):
    """What compare_metadata does not look at."""
    from_models = make_engine(blank_url)
    Base.metadata.create_all(from_models)

    assert details(engine) == details(from_models)


_OTHERS = re.compile("alembic|procrastinate")


def details(engine):
    inspector = inspect(engine)
    with engine.connect() as connection:
        indexes = connection.execute(text(INDEXES[connection.dialect.name]))
        return (
            {name: sql for name, sql in indexes if sql and is_modelled(name, "index", {}) and not _OTHERS.search(name)},
            {
                table: (
                    sorted((check["name"], check["sqltext"]) for check in inspector.get_check_constraints(table)),
                    sorted(str(sorted(key.items())) for key in inspector.get_foreign_keys(table)),
                    sorted(str(key) for key in inspector.get_unique_constraints(table)),
                    inspector.get_pk_constraint(table),
                )
                for table in Base.metadata.tables
            },
        )


def test_both_ways_to_migrate_lead_to_the_same_database(cli, engine):
    by_command = cli("upgrade", "head")

    assert migrate.is_current(by_command)
    assert details(by_command) == details(engine)


def test_failure_leaves_the_schema_as_it_was(blank_url):
    engine = make_engine(blank_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE positions (x INTEGER)"))  # in the way of the last table

    with pytest.raises(Exception, match="positions"):
        migrate.upgrade(engine)

    assert tables(engine) == {"positions"}


@pytest.mark.database("sqlite")
def test_migration_that_copies_a_table_keeps_the_rows_that_refer_to_it(engine, session, tmp_path):
    create_brief(session)
    session.close()
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder)
    (folder / "versions" / "9999_copy.py").write_text(COPIES_ARTICLES.format(head=SCRIPTS.get_current_head()))

    with engine.connect() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(folder))
        command.upgrade(config, "9999")

    assert session.query(Quote).count() == 1


def test_older_database_knows_a_denied_event_as_hypothetical(engine, session):
    create_event(session, modality=Modality.DENIED)
    session.close()

    with engine.connect() as connection:
        config = Config(INI, attributes={"connection": connection})
        command.downgrade(config, "0011")
        assert connection.scalars(text("SELECT modality FROM events")).all() == ["hypothetical"]
        with pytest.raises(IntegrityError):
            connection.execute(text("UPDATE events SET modality = 'denied'"))


def test_facts_that_are_stored_get_their_state_and_participants_their_article(engine, session):
    state, official = create_state(session), create_official(session, "Sabri", "foreign minister")
    force = create_actor(session, type=ActorType.MILITARY, name="Iraqi army")
    citizen = create_actor(session, type=ActorType.PERSON, name="Ali")
    for actor in (state, official, force, citizen):
        create_quote(session, speaker=actor)
        create_position(session, holder=actor)
    create_occurrence(session, create_event(session, actors=(state,), recipients=(citizen,)))
    create_event(session, actors=(official,))
    session.close()

    migrate_again(engine, "0025")

    assert wrong_keys(session) == []
    assert session.scalars(select(Quote.acts_for).order_by(Quote.pk)).all() == ["IQ", "IQ", "IQ", None]


def test_articles_and_positions_that_are_stored_are_counted(engine, session):
    article, issue, actor = create_article(session), create_issue(session), create_actor(session)
    create_appearance(session, article, actor, ())
    create_appearance(session, create_article(session), actor, (), status=FactStatus.REJECTED)
    for status in (FactStatus.MACHINE, FactStatus.CONFIRMED, FactStatus.REJECTED):
        create_position(session, article, issue=issue, holder=actor, status=status)
    create_position(session, issue=issue, holder=actor)
    session.close()

    migrate_again(engine, "0030")

    assert wrong_counts(session) == []
    assert session.scalars(select(ActorCount.positions).order_by(ActorCount.positions.desc())).first() == 3
    assert session.execute(select(IssueCount.articles, IssueCount.positions)).all() == [(2, 3)]


def test_new_migration_of_unchanged_models_is_empty(cli):
    cli("upgrade", "head")

    command.check(Config(INI))
