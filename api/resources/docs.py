"""The pages of the documentation: Swagger UI with its files, and the kinds of problems."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, render_template, send_from_directory

from api.http.codes import Code
from api.http.problems import ProblemError

blueprint = Blueprint("docs", __name__, url_prefix="/docs")

# Found without importing the package: it would bring a blueprint of its own.
_SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"


@blueprint.route("")
def page() -> Response:
    """The page itself."""
    return _page("docs.html")


@blueprint.route("/problems")
def list_problems() -> Response:
    """Show all kinds of problems."""
    return _page("problems.html", codes=list(Code))


@blueprint.route("/problems/<code>")
def problem(code: str) -> Response:
    """Show one kind of problem, at the path that is its `type`."""
    try:
        return _page("problems.html", codes=[Code[code.upper()]], one=True)
    except KeyError:
        raise ProblemError(404, f"No kind of problem has the code {code!r}.") from None


def _page(template: str, **values: Any) -> Response:
    answer = make_response(render_template(template, **values))
    answer.vary.add("Cookie")  # its theme
    return answer


@blueprint.route("/swagger-ui/<path:name>")
def swagger_ui(name: str) -> Response:
    """A file of Swagger UI."""
    return send_from_directory(_SWAGGER_UI, name)
