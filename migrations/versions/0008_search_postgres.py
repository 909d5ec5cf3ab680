"""Full-text search on Postgres, as SQLite has it since the migration `search`, and names by their trigrams.

Each row that is searched has a text vector. Postgres generates the vectors of articles, quotes and events; those of
actors and positions have words of other tables, so triggers set them. Words are those of FTS5: letters and digits,
without case and without the accents of Latin letters; there are no stop words and no stemming.

The migration `search` does nothing on Postgres, and this one does nothing on SQLite.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

GENERATED = {
    "articles": "search_vector(title, text)",
    "quotes": "search_vector(NULL, text)",
    "events": "search_vector(title, place)",
}
SET = {
    "actors": "search_vector(actors.name, search_other_names(actors.pk, actors.name))",
    "positions": "search_vector((SELECT label FROM issues WHERE pk = positions.issue_pk), evidence ->> 'exact')",
}
NAMES = ("appearances", "issues")

# Which letters there are and what is upper case depend on a collation, which must not be that of the database: it may
# be C. The first is there wherever Postgres is built with ICU, as its packages are.
COLLATIONS = ("und-x-icu", "pg_c_utf8", "C.utf8")

# A word beyond 255 characters is cut: Postgres leaves out those beyond 2046 bytes, and looks for others instead.
FOLDED = """CREATE FUNCTION search_folded(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN regexp_replace(
    normalize(regexp_replace(
        normalize(translate(lower(value COLLATE "{collation}"), 'ςſ', 'σs'), NFD), '([a-z])[\u0300-\u0331]+', '\\1', 'g'
    ), NFC),
    '([[:alnum:]]{{255}})[[:alnum:]]+', '\\1', 'g'
)"""

# Of a text: the marks that could tell Postgres of addresses, signs or compound words are taken away before it looks.
WORDS = """CREATE FUNCTION search_words(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
regexp_replace(search_folded(value) COLLATE "{collation}", '[^[:alnum:]]+', ' ', 'g')"""

# A vector has one megabyte at most. A text that has more than that in different words is no article; what is left of it
# are the words at its beginning.
VECTOR = """CREATE FUNCTION search_vector(name text, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
BEGIN
    RETURN setweight(to_tsvector('simple', coalesce(search_words(name), '')), 'A')
        || to_tsvector('simple', coalesce(search_words(body), ''));
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN to_tsvector('simple', left(search_words(concat_ws(' ', name, body)), 100000));
END $$"""

# Of a query: quotation marks and minus stay.
QUERY = """CREATE FUNCTION search_query(value text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN websearch_to_tsquery(
    'simple', regexp_replace(search_folded(value) COLLATE "{collation}", '[^[:alnum:]"-]+', ' ', 'g')
)"""

OTHER_NAMES = """CREATE FUNCTION search_other_names(actor bigint, shown text) RETURNS text
LANGUAGE sql STABLE RETURN (
    SELECT string_agg(other, E'\\n' ORDER BY other) FROM (
        SELECT name AS other FROM appearances WHERE actor_pk = actor
        UNION SELECT jsonb_array_elements_text(aliases) FROM appearances WHERE actor_pk = actor
    ) AS told WHERE other <> shown
)"""

# Whether an appearance is the only one that gives its actor some name. Most are not, and only then are all of its
# actor's appearances read.
APPEARANCE = """CREATE FUNCTION search_appearance() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    changed appearances := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    IF TG_OP = 'UPDATE' OR EXISTS (
        SELECT FROM (
            SELECT changed.name AS name UNION ALL SELECT jsonb_array_elements_text(changed.aliases)
        ) AS told WHERE NOT EXISTS (
            SELECT FROM appearances AS another WHERE another.actor_pk = changed.actor_pk AND another.pk <> changed.pk
            AND (another.name = told.name OR another.aliases ? told.name)
        )
    ) THEN
        UPDATE actors SET search = {actors} WHERE pk IN (changed.actor_pk, coalesce(OLD.actor_pk, changed.actor_pk));
    END IF;
    RETURN NULL;
END $$"""

ACTOR = """CREATE FUNCTION search_actor() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    NEW.search := search_vector(NEW.name, search_other_names(NEW.pk, NEW.name));
    RETURN NEW;
END $$"""

POSITION = """CREATE FUNCTION search_position() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    NEW.search := search_vector((SELECT label FROM issues WHERE pk = NEW.issue_pk), NEW.evidence ->> 'exact');
    RETURN NEW;
END $$"""

ISSUE = """CREATE FUNCTION search_issue() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE positions SET search = {positions} WHERE issue_pk = NEW.pk;
    RETURN NULL;
END $$"""

TRIGGERS = {
    "actors": "BEFORE INSERT OR UPDATE OF name ON actors FOR EACH ROW EXECUTE FUNCTION search_actor()",
    "positions": (
        "BEFORE INSERT OR UPDATE OF issue_pk, evidence ON positions FOR EACH ROW EXECUTE FUNCTION search_position()"
    ),
    "appearances": (
        "AFTER INSERT OR DELETE OR UPDATE OF actor_pk, name, aliases ON appearances "
        "FOR EACH ROW EXECUTE FUNCTION search_appearance()"
    ),
    "issues": "AFTER UPDATE OF label ON issues FOR EACH ROW EXECUTE FUNCTION search_issue()",
}
FUNCTIONS = (
    "search_issue()",
    "search_position()",
    "search_actor()",
    "search_appearance()",
    "search_other_names(bigint, text)",
    "search_query(text)",
    "search_vector(text, text)",
    "search_words(text)",
    "search_folded(text)",
)


def upgrade() -> None:
    if not on_postgres():
        return
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for function in (FOLDED, WORDS, VECTOR, QUERY):
        execute(function.format(collation=collation()) if "{collation}" in function else function)
    for function in (OTHER_NAMES, ACTOR, POSITION):
        execute(function)
    for table, vector in GENERATED.items():
        op.execute(f"ALTER TABLE {table} ADD search tsvector GENERATED ALWAYS AS ({vector}) STORED")
    for table, vector in SET.items():
        op.execute(f"ALTER TABLE {table} ADD search tsvector")
        op.execute(f"UPDATE {table} SET search = {vector}")  # noqa: S608 - all of it stands in this file
    execute(APPEARANCE.format(**SET))
    execute(ISSUE.format(**SET))
    for table, trigger in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER search_{table} {trigger}")
    for table in (*GENERATED, *SET):
        op.execute(f"CREATE INDEX search_{table} ON {table} USING gin (search)")
    for table in NAMES:
        op.execute(f"CREATE INDEX search_{table}_folded ON {table} USING gin (folded gin_trgm_ops)")


def downgrade() -> None:
    """The extension stays: others may use it."""
    if not on_postgres():
        return
    for table in NAMES:
        op.execute(f"DROP INDEX search_{table}_folded")
    for table in TRIGGERS:
        op.execute(f"DROP TRIGGER search_{table} ON {table}")
    for table in (*GENERATED, *SET):
        op.execute(f"ALTER TABLE {table} DROP search")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")


def on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def execute(statement: str) -> None:
    """As it is: a colon or a percent sign is no parameter."""
    op.get_bind().exec_driver_sql(statement)


def collation() -> str:
    there = op.get_bind().scalars(
        sa.text("SELECT collname FROM pg_collation WHERE collname = ANY(:names)"), {"names": list(COLLATIONS)}
    )
    return min(there, key=COLLATIONS.index)
