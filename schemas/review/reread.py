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
    """The effect of reading an article again on one fact."""

    kind = enum(Subject, "The kind.")
    id = fields.String(**doc("The id of the fact, or of the actor.", "quo_w7q2m4n6tb2kh3x5"))
    before = state("The previous values of the fields that can be corrected; null for a new fact.", nullable=True)
    after = state(
        "The values that the machine finds now; null for a removed fact. A contested fact itself stays unchanged.",
        nullable=True,
    )


def _changes(description: str) -> fields.List[Any]:
    return fields.List(fields.Nested(ChangeOut), metadata={"description": description})


class DifferenceOut(Out):
    """The effects of reading an article again."""

    article_id = fields.String(**doc("The article.", "art_qm5zk2h7xw3n4tb6"))
    engine_before = fields.String(**doc("The engine that read it before.", _ENGINE.format(7)))
    engine = fields.String(**doc("The engine that read it now.", _ENGINE.format(8)))
    added = _changes("Facts that were not found before.")
    removed = _changes("Facts that nobody has judged and that are no longer found.")
    changed = _changes(
        "Facts that nobody has judged and that have other values now, and facts that are no longer contested."
    )
    contested = _changes(
        "Facts that people have confirmed or corrected and for which the machine now finds something else."
    )
