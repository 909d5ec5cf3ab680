"""The cookies of the reader: the API key and the theme."""

from typing import Any

from flask import current_app, redirect, render_template
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from api.database import session, version
from api.http.codes import Code
from api.http.parsing import refuse_query
from api.http.problems import ProblemError
from api.middleware import browser
from api.reader.pages import Form, blueprint, local, takes
from api.security.auth import INVALID_KEY

_MAX_FORM_BYTES = 16 * 1024  # enough for a key and the longest URL
_SYSTEM = "system"


class KeyForm(Form):
    """API key, and the page to return to."""

    key = fields.String(required=True, error_messages={"required": "Give a key."})
    to = fields.String(load_default="/")


class ThemeForm(Form):
    """Theme, and the page to return to."""

    theme = fields.String(required=True, validate=validate.OneOf((_SYSTEM, *browser.THEMES)))
    to = fields.String(load_default="/")


class ReturnForm(Form):
    """The page to return to."""

    to = fields.String(load_default="/")


@blueprint.route("/sign-in")
@takes(ReturnForm)
def sign_in_page(return_form: dict[str, Any]) -> str:
    """Show the form for another key."""
    return render_template("reader/sign_in.html", to=local(return_form["to"]))


@blueprint.route("/sign-in", methods=["POST"])
@takes(KeyForm, posted=_MAX_FORM_BYTES)
def sign_in(key_form: dict[str, Any]) -> Response:
    """Store a key in the browser, and return to the page."""
    key, to = key_form["key"].strip(), key_form["to"]
    if current_app.extensions["access"].identity.find_holder(key, version(), session) is None:
        challenge = {"WWW-Authenticate": 'Bearer realm="communique"'}
        raise ProblemError(401, INVALID_KEY, headers=challenge, code=Code.INVALID_KEY)
    answer = redirect(local(to), 303)
    browser.keep_key(answer, key)
    return answer


@blueprint.route("/sign-out", methods=["POST"])
def sign_out() -> Response:
    """Delete the key from the browser."""
    refuse_query()
    answer = redirect("/", 303)
    browser.forget_key(answer)
    return answer


@blueprint.route("/theme", methods=["POST"])
@takes(ThemeForm, posted=_MAX_FORM_BYTES)
def set_theme(theme_form: dict[str, Any]) -> Response:
    """Store a theme in the browser, or delete it to follow the system; then return to the page."""
    answer = redirect(local(theme_form["to"]), 303)
    browser.keep_theme(answer, theme_form["theme"] if theme_form["theme"] != _SYSTEM else None)
    return answer
