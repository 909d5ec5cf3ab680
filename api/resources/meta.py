"""The service itself: its index, its health and its metrics."""

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, jsonify, url_for
from sqlalchemy.exc import SQLAlchemyError

from api import metrics
from api.database import engine
from api.http.blueprint import Blueprint
from api.http.problems import RETRY_DATABASE, ProblemError
from schemas.service import HealthOut, IndexOut
from services import migrate
from store.engine import has_full_disk

blueprint = Blueprint("service", __name__, description="The service itself")

_OUT = IndexOut()
_LISTS = ("articles", "actors", "quotes", "events", "positions", "issues", "jobs")
_V1 = "/v1/"


@dataclass(frozen=True, slots=True)
class Health:
    status: str = "ok"


@dataclass(frozen=True, slots=True)
class Index:
    name: str
    version: str
    links: dict[str, str]


@blueprint.route("/")
@blueprint.alt_response(200, schema=IndexOut)
def index() -> Response:
    """Get an index of the service

    A client that prefers HTML to JSON, such as a browser, gets the front page of the reader.
    """
    answer = jsonify(_index({name: url_for(f"{name}.list_{name}") for name in _LISTS}))
    answer.vary.add("Accept")
    return answer


@blueprint.route("/v1")
@blueprint.alt_response(200, schema=IndexOut)
def index_v1() -> Response:
    """Get all paths of version 1 of the API that need no id, by their part after /v1/"""
    rules = sorted(rule.rule for rule in current_app.url_map.iter_rules() if not rule.arguments)
    return jsonify(_index({rule.removeprefix(_V1): rule for rule in rules if rule.startswith(_V1)}))


def _index(links: dict[str, str]) -> dict[str, Any]:
    links = links | {"openapi": url_for("api-docs.openapi_json"), "docs": url_for("docs.page")}
    found: dict[str, Any] = _OUT.dump(Index(current_app.config["API_TITLE"], current_app.config["API_VERSION"], links))
    return found


@blueprint.route("/healthz")
@blueprint.response(200, HealthOut)
def health() -> Health:
    """Check that the process is alive"""
    return Health()


@blueprint.route("/readyz")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
@blueprint.response(200, HealthOut)
def ready() -> Health:
    """Check that requests can be served

    The database answers, has the newest migration and, on SQLite, room on its disk; the language model is loaded at
    the start.
    """
    try:
        current = migrate.is_current(engine())
    except SQLAlchemyError as error:
        raise ProblemError(503, "The database does not answer.", headers=RETRY_DATABASE) from error
    if not current:
        raise ProblemError(503, "The database lacks migrations; run: communique migrate.")
    if has_full_disk(engine()):
        raise ProblemError(503, "The disk of the database is full.", headers=RETRY_DATABASE)
    return Health()


@blueprint.route("/metrics")
@blueprint.alt_response(
    200, schema={"type": "string"}, content_type="text/plain", description="Prometheus' text format"
)
def get_metrics() -> Response:
    """Get metrics for Prometheus

    Requests by route and status, the time they and extractions took, how many extractions wait, and the facts
    stored since the start.
    """
    found: metrics.Metrics = current_app.extensions["metrics"]
    return Response(found.render(), content_type=metrics.CONTENT_TYPE)
