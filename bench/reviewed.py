"""Reviews in bulk: people have confirmed, corrected or rejected every tenth fact, and merged two actors."""

from sqlalchemy import Connection, text

from ontology.enums import Subject
from store.engine import add_counts
from store.queries import MODELS

_REVIEWER = "reviewer7"
_STATUS = "CASE pk / 10 % 3 WHEN 0 THEN 'confirmed' WHEN 1 THEN 'corrected' ELSE 'rejected' END"


def review_a_tenth(connection: Connection) -> None:
    """Give every tenth fact of a store without reviews a verdict and a history of two revisions."""
    for subject in Subject:
        table = MODELS[subject].__tablename__
        review = f"UPDATE {table} SET status = {_STATUS}, reviewed_by = :by WHERE pk % 10 = 0"  # noqa: S608
        connection.execute(text(review), {"by": _REVIEWER})
        for number, status in enumerate(("'machine'", "status")):
            keep = f"""INSERT INTO revisions (article_pk, subject, subject_pk, number, created_at, "by", status, after)
                SELECT article_pk, :subject, pk, :number, updated_at, :by, {status}, '{{"status": "machine"}}'
                FROM {table} WHERE pk % 10 = 0"""  # noqa: S608 - tables and columns of here
            connection.execute(text(keep), {"subject": subject.value, "number": number, "by": _REVIEWER})
    connection.execute(
        text("""INSERT INTO judgements (id, kind, record, one, other, created_at)
            SELECT 'jdg_aaaaaaaaaaaaaaaa', 'same', 'actor', 'act_aaaaaaaaaaaaaaaa', id, created_at
            FROM actors ORDER BY pk LIMIT 1""")
    )
    add_counts(connection)
