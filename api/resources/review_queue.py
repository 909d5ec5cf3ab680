"""What to review next, decisions on many facts at once, and how often the machine was right."""

from dataclasses import dataclass
from typing import Any

from api.database import session
from api.http.blueprint import Blueprint
from api.http.problems import CODES
from api.middleware.request_log import request_info
from schemas.review.queue import DecisionsIn, OutcomesOut, QueueFilter, QueueItemOut, ReviewSummaryOut
from services.review import queue
from store.queries import Page

blueprint = Blueprint(
    "review_queue", __name__, url_prefix="/v1", description="What to review next, and how often the machine was right"
)


class _Outcome:
    """An outcome as it is served."""

    def __init__(self, outcome: queue.Outcome) -> None:
        self.ref, self.fact_status = outcome.ref, outcome.fact_status
        code = None if outcome.error is None else CODES[type(outcome.error)]
        self.status = code.value.status if code else 200
        self.code = code.word if code else None
        self.detail = None if outcome.error is None else str(outcome.error)


@dataclass(frozen=True, slots=True)
class _Outcomes:
    items: list[_Outcome]


@blueprint.route("/reviews")
@blueprint.page(QueueItemOut, QueueFilter())
def list_reviews(filters: dict[str, Any], page: dict[str, Any]) -> Page[Any]:
    """List quotes, events and positions to review, the least certain first

    The list has facts that nobody has reviewed or that are contested, each with its sentence and the other facts of
    that sentence to review.
    """
    return queue.list_queue(session(), **filters, **page)


@blueprint.route("/reviews", methods=["POST"])
@blueprint.response(200, OutcomesOut, description="The outcome of each decision")
@blueprint.body(DecisionsIn)
def decide(given: dict[str, Any]) -> _Outcomes:
    """Confirm or reject many facts at once

    Each decision is accepted or refused on its own, as PATCH of its fact would be. It counts as one write.
    """
    outcomes = queue.decide(session(), given["decisions"], key_id=request_info().key)
    return _Outcomes([_Outcome(each) for each in outcomes])


@blueprint.route("/reviews/summary")
@blueprint.response(200, ReviewSummaryOut)
def get_review_summary() -> queue.Summary:
    """Get how often the machine was right, by kind, confidence, publisher and reviewer

    The shares are of the facts that people have reviewed in this store, with 95 % Wilson intervals.
    """
    return queue.summarise(session())
