"""What the service says about itself: where things are, and whether it works."""

from dataclasses import dataclass

from flask import Response, current_app, url_for
from sqlalchemy.exc import SQLAlchemyError

from api import metrics
from api.database import engine
from api.http.blueprint import Blueprint
from api.http.problems import LATER, ProblemError
from schemas.service import HealthOut, IndexOut
from services import migrate

blueprint = Blueprint("service", __name__, description="The service itself")

_LISTS = ("articles", "actors", "quotes", "events", "positions", "issues", "jobs")


@dataclass(frozen=True, slots=True)
class Health:
    status: str = "ok"


@dataclass(frozen=True, slots=True)
class Index:
    name: str
    version: str
    links: dict[str, str]


@blueprint.route("/")
@blueprint.response(200, IndexOut)
def index() -> tuple[Index, int, dict[str, str]]:
    """See where things are

    A client that likes HTML better than JSON, such as a browser, is shown the front page of the reader.
    """
    links = {name: url_for(f"{name}.list_{name}") for name in _LISTS}
    links |= {"openapi": url_for("api-docs.openapi_json"), "docs": url_for("docs.page")}
    found = Index(current_app.config["API_TITLE"], current_app.config["API_VERSION"], links)
    return found, 200, {"Vary": "Accept"}


@blueprint.route("/healthz")
@blueprint.response(200, HealthOut)
def health() -> Health:
    """Tell whether the process is alive"""
    return Health()


@blueprint.route("/readyz")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
@blueprint.response(200, HealthOut)
def ready() -> Health:
    """Tell whether requests can be served

    That is: the database answers and has the newest migration. The language model is loaded at the start.
    """
    try:
        current = migrate.is_current(engine())
    except SQLAlchemyError as error:
        raise ProblemError(503, "The database does not answer.", headers=LATER) from error
    if not current:
        raise ProblemError(503, "The database lacks migrations; run: communique migrate.")
    return Health()


@blueprint.route("/metrics")
@blueprint.response(200, {"type": "string"}, content_type="text/plain", description="Prometheus' text format")
def get_metrics() -> Response:
    """Get figures for Prometheus

    Requests by route and status, the time they and extractions took, how many extractions wait, and the facts
    stored since the start.
    """
    found: metrics.Metrics = current_app.extensions["metrics"]
    return Response(found.render(), content_type=metrics.CONTENT_TYPE)
