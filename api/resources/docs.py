"""The documentation page: Swagger UI, every file of it served from here."""

from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, make_response, render_template, send_from_directory

blueprint = Blueprint("docs", __name__, url_prefix="/docs")

# Found without importing the package: it would bring a blueprint of its own.
_SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"


@blueprint.route("")
def page() -> Response:
    """The page itself."""
    answer = make_response(render_template("docs.html"))
    answer.vary.add("Cookie")  # its theme
    return answer


@blueprint.route("/swagger-ui/<path:name>")
def swagger_ui(name: str) -> Response:
    """A file of Swagger UI."""
    return send_from_directory(_SWAGGER_UI, name)
