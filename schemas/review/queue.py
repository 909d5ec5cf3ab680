"""What to review next, decisions on many facts at once, and how often the machine was right."""

from typing import Any

from marshmallow import fields, validate

from ontology.enums import FactStatus, Subject
from schemas.base import In, Out, Value, doc, enum
from schemas.facts import span
from schemas.query.fields import Fraction, enums, ids, several
from schemas.query.filters import Filter
from schemas.review.facts_in import Needing, is_text, note, status

MAX_DECISIONS = 500


class QueuedFactOut(Out):
    """A fact to review."""

    kind = enum(Subject, "The kind: quote, event or position.")
    id = fields.String(**doc("The fact's id.", "quo_w7q2m4n6tb2kh3x5"))
    article_id = fields.String(**doc("The id of its article.", "art_qm5zk2h7xw3n4tb6"))
    confidence = fields.Float(**doc("The confidence of the engine, from 0 to 1.", 0.4))


class QueueItemOut(Out):
    """A fact to review, with the other facts of its sentence to review."""

    kind = Value(
        Subject,
        by_value=fields.String,
        attribute="fact.kind",
        **doc("The kind: quote, event or position.", "quote"),
    )
    id = fields.String(attribute="fact.id", **doc("The fact's id.", "quo_w7q2m4n6tb2kh3x5"))
    article_id = fields.String(attribute="fact.article_id", **doc("The article.", "art_qm5zk2h7xw3n4tb6"))
    confidence = fields.Float(attribute="fact.confidence", **doc("The confidence of the engine, from 0 to 1.", 0.4))
    sentence = span("The sentence in which it begins.")
    together = fields.List(
        fields.Nested(QueuedFactOut), metadata={"description": "The other facts of the sentence to review."}
    )


class QueueFilter(Filter):
    """The filters of GET /v1/reviews."""

    kind = enums(Subject, "Only facts of this kind: quote, event or position.")
    article = ids("Only facts of the article with this id.", "art_qm5zk2h7xw3n4tb6")
    publisher = several("Only facts from this publisher.", "Example News")
    min_confidence = Fraction(**doc("Only facts with at least this confidence, from 0 to 1.", 0.2))
    max_confidence = Fraction(**doc("Only facts with at most this confidence, from 0 to 1.", 0.5))


class DecisionIn(Needing):
    """A decision on a fact."""

    needs = ("kind", "id", "status")

    kind = enum(Subject, "The kind.")
    id = fields.String(validate=(validate.Length(1, 100), is_text), **doc("The fact's id.", "quo_w7q2m4n6tb2kh3x5"))
    article_id = fields.String(
        allow_none=True,
        validate=(validate.Length(1, 100), is_text),
        **doc("The id of the article that presents it; required for an actor.", "art_qm5zk2h7xw3n4tb6"),
    )
    status = status()
    note = note()
    updated_at = fields.AwareDateTime(
        allow_none=True,
        **doc(
            "The `updated_at` of the fact as the reviewer saw it; if the fact has changed since, the outcome is 412.",
            "2026-11-24T07:39:29Z",
        ),
    )


class DecisionsIn(In):
    """Decisions on many facts."""

    decisions = fields.List(
        fields.Nested(DecisionIn),
        required=True,
        validate=validate.Length(1, MAX_DECISIONS),
        metadata={"description": f"At most {MAX_DECISIONS} decisions; each is accepted or refused by itself."},
    )


class OutcomeOut(Out):
    """The outcome of a decision."""

    kind = Value(Subject, by_value=fields.String, attribute="ref.subject", **doc("The kind.", "quote"))
    id = fields.String(attribute="ref.id", **doc("The fact's id.", "quo_w7q2m4n6tb2kh3x5"))
    article_id = fields.String(attribute="ref.article_id", allow_none=True, **doc("As it was sent.", None))
    status = fields.Integer(**doc("200, or the HTTP status of the refusal: 404, 409, 410, 412, 422.", 200))
    fact_status = enum(FactStatus, "The new status of the fact; null for a refusal.", nullable=True)
    code = fields.String(
        allow_none=True,
        **doc("The code of the refusal, as in problem documents; null if the decision was accepted.", None),
    )
    detail = fields.String(allow_none=True, **doc("The reason for a refusal; null if the decision was accepted.", None))


class OutcomesOut(Out):
    """The outcomes of decisions."""

    items = fields.List(
        fields.Nested(OutcomeOut), metadata={"description": "One for each decision, in the same order."}
    )


class TallyOut(Out):
    """Verdicts on the machine's facts of one group."""

    of = fields.String(allow_none=True, **doc("The group; null for no publisher, or no key.", "quote"))
    confirmed = fields.Integer(**doc("The number of confirmed facts.", 90))
    corrected = fields.Integer(
        **doc("The number of corrected facts, including those that were confirmed after the correction.", 6)
    )
    rejected = fields.Integer(**doc("The number of rejected facts.", 4))
    right = fields.Float(**doc("The share of confirmed facts.", 0.9))
    low = fields.Float(**doc("The lower end of its 95 % Wilson interval.", 0.8256))
    high = fields.Float(**doc("The upper end of this interval.", 0.9448))


def _tallies(description: str) -> fields.List[Any]:
    return fields.List(fields.Nested(TallyOut), metadata={"description": description})


class ReviewSummaryOut(Out):
    """How often the machine was right on the texts of this store, according to the people who have reviewed them."""

    kinds = _tallies("By kind: quote, event, position.")
    confidences = _tallies("By tenth of confidence, from 0.0-0.1 to 0.9-1.0.")
    publishers = _tallies("By publisher, those with the most reviewed facts first.")
    reviewers = _tallies("By the label of the key of the last reviewer.")
    judged_by_several = fields.Integer(**doc("The number of facts that several reviewers have judged.", 12))
    agreed = fields.Integer(**doc("The number of those on which all reviewers finally agree.", 11))
