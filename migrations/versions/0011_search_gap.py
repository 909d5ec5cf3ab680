"""On Postgres no phrase matches from a title into the text, or from the label of an issue into the evidence.

In FTS5 none does. The positions of a vector that is appended to another one continue after those of the first. Now a
word is inserted between them while positions are assigned, and removed afterwards.
"""

from importlib import import_module

from alembic import op

revision = "0011"
down_revision = "0010"

_search = import_module("migrations.versions.0008_search_postgres")

VECTOR = """CREATE OR REPLACE FUNCTION search_vector(name text, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
BEGIN
    RETURN ts_delete(
        setweight(to_tsvector('simple', coalesce(search_words(name) || ' xbetweennameandbodyx', '')), 'A')
        || to_tsvector('simple', coalesce(search_words(body), '')), 'xbetweennameandbodyx'
    );
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN to_tsvector('simple', left(search_words(concat_ws(' ', name, body)), 100000));
END $$"""


def upgrade() -> None:
    _replace(VECTOR)


def downgrade() -> None:
    _replace(_search.VECTOR.replace("CREATE", "CREATE OR REPLACE", 1))


def _replace(function: str) -> None:
    if not _search.on_postgres():
        return
    _search.execute(function)
    # Generated columns are rebuilt when their sources are set. A quote has no name, so that nothing changes.
    for table in ("articles", "events"):
        op.execute(f"UPDATE {table} SET title = title")  # noqa: S608 - all of it stands in this file
    for table, vector in _search.SET.items():
        op.execute(f"UPDATE {table} SET search = {vector}")  # noqa: S608 - all of it stands there
