"""Reading an article again: the query, and what has changed."""

from typing import Any

from marshmallow import fields

from ontology.enums import Subject
from schemas.base import In, Out, doc, enum
from schemas.query.fields import switch
from schemas.review.revisions import state

_ENGINE = "communique-{} spacy-3.8.18 en_core_web_sm-3.8.0"


class RereadQuery(In):
    """The query of POST /v1/articles/{article_id}/extractions."""

    dry_run = switch("Whether the difference is only reported, and nothing is stored.")


class ChangeOut(Out):
    """What reading an article again does to a fact."""

    kind = enum(Subject, "What it is.")
    id = fields.String(**doc("The fact's id; of an actor, that of the actor.", "quo_w7q2m4n6tb2kh3x5"))
    before = state("The fields that can be corrected, as they were; null for a new fact.", nullable=True)
    after = state(
        "The same as the machine finds them now; null for a fact that is gone. A contested fact stays as it was.",
        nullable=True,
    )


def _changes(description: str) -> fields.List[Any]:
    return fields.List(fields.Nested(ChangeOut), metadata={"description": description})


class DifferenceOut(Out):
    """What reading an article again changes."""

    article_id = fields.String(**doc("The article.", "art_qm5zk2h7xw3n4tb6"))
    engine_before = fields.String(**doc("The engine that had read it before.", _ENGINE.format(7)))
    engine = fields.String(**doc("The engine that has read it now.", _ENGINE.format(8)))
    added = _changes("Facts that were not found before.")
    removed = _changes("Facts that nobody has judged and that are not found any more.")
    changed = _changes("Facts that nobody has judged and that are found otherwise; contested ones that are so no more.")
    contested = _changes(
        "Facts that people have confirmed or corrected and for which the machine now finds something else."
    )
