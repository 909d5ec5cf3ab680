"""The topic of a position's issue in the position itself, so that a page of a large topic is read from an index."""

# ruff: noqa: S608 - all of the statements stands in this file

from alembic import op

revision = "0024"
down_revision = "0023"

TOPICS = (
    "sanctions", "peace", "nuclear", "military", "trade", "elections", "human_rights", "migration", "climate_energy",
    "territory", "terrorism", "membership", "justice", "health", "technology", "other",
)  # fmt: skip
TOPIC = "(SELECT topic FROM issues WHERE issues.pk = {row}.issue_pk)"
OF_ISSUE = "UPDATE positions SET topic = NEW.topic WHERE issue_pk = NEW.pk"
POSTGRES = (
    f"""CREATE FUNCTION position_topic() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
        NEW.topic := {TOPIC.format(row="NEW")};
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER position_topic BEFORE INSERT OR UPDATE OF issue_pk ON positions
    FOR EACH ROW EXECUTE FUNCTION position_topic()""",
    f"""CREATE FUNCTION issue_topic() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
        {OF_ISSUE};
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER issue_topic AFTER UPDATE OF topic ON issues FOR EACH ROW
    WHEN (OLD.topic <> NEW.topic) EXECUTE FUNCTION issue_topic()""",
)
SQLITE = (
    f"""CREATE TRIGGER position_topic_insert AFTER INSERT ON positions
    BEGIN UPDATE positions SET topic = {TOPIC.format(row="NEW")} WHERE pk = NEW.pk; END""",
    f"""CREATE TRIGGER position_topic_update AFTER UPDATE OF issue_pk ON positions
    BEGIN UPDATE positions SET topic = {TOPIC.format(row="NEW")} WHERE pk = NEW.pk; END""",
    f"CREATE TRIGGER issue_topic AFTER UPDATE OF topic ON issues WHEN OLD.topic <> NEW.topic BEGIN {OF_ISSUE}; END",
)


def upgrade() -> None:
    listed = ", ".join(f"'{topic}'" for topic in TOPICS)
    # In one statement with its check: SQLite adds no constraint to a column that is there.
    op.execute(
        f"ALTER TABLE positions ADD COLUMN topic VARCHAR(20) CONSTRAINT ck_positions_topic CHECK (topic IN ({listed}))"
    )
    op.execute(f"UPDATE positions SET topic = {TOPIC.format(row='positions')}")
    op.execute("CREATE INDEX ix_positions_topic ON positions (topic, article_pk DESC, pk)")
    for statement in POSTGRES if on_postgres() else SQLITE:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if on_postgres():
        op.execute("DROP TRIGGER issue_topic ON issues")
        op.execute("DROP TRIGGER position_topic ON positions")
        op.execute("DROP FUNCTION issue_topic()")
        op.execute("DROP FUNCTION position_topic()")
    else:
        for name in ("issue_topic", "position_topic_insert", "position_topic_update"):
            op.execute(f"DROP TRIGGER {name}")
    op.drop_index("ix_positions_topic", "positions")
    op.drop_column("positions", "topic")


def on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
