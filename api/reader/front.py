"""Front page, and the API key stored in a browser."""

from typing import Any

from flask import current_app, make_response, redirect, render_template
from marshmallow import fields
from werkzeug.wrappers import Response

from api.database import session, version
from api.http.parsing import refuse_query
from api.http.problems import ProblemError
from api.middleware import browser
from api.reader.pages import Form, blueprint, briefs, local, takes
from api.security.auth import INVALID_KEY
from store import queries

_SHOWN = 6
_NEWEST = 100
_MAX_KEY_FORM_BYTES = 16 * 1024  # a key, and the longest URL


class KeyForm(Form):
    """API key, and the page that asked for it."""

    key = fields.String(required=True, error_messages={"required": "Give a key."})
    to = fields.String(load_default="/")


@blueprint.route(browser.FRONT)
def front() -> Response:
    """Show the newest facts of the store."""
    refuse_query()
    answer = make_response(_newest())
    answer.vary.add("Accept")
    return answer


def _newest() -> str:
    facts = {
        "quotes": queries.list_quotes(session(), limit=_SHOWN).items,
        "events": queries.list_events(session(), limit=_SHOWN).items,
        "positions": queries.list_positions(session(), limit=_SHOWN).items,
    }
    ids = {id for event in facts["events"] for id in (*event.actor_ids, *event.recipient_ids)}  # noqa: A001
    ids |= {position.holder_id for position in facts["positions"]}
    actors = queries.list_leading_actors(session(), newest=_NEWEST, limit=2 * _SHOWN)
    return render_template(
        "reader/front.html",
        counts=queries.count_all(session()),
        most=queries.MAX_COUNT,
        articles=queries.list_articles(session(), limit=_SHOWN).items,
        actors=actors,
        issues=queries.list_issues(session(), limit=2 * _SHOWN).items,
        actors_by_id=queries.get_actors(session(), sorted(ids)),
        formats=briefs(actor=[actor.id for actor in actors]) if actors else [],
        **facts,
    )


@blueprint.route("/confidence")
def confidence() -> str:
    """Explain what the confidence of a fact means."""
    refuse_query()
    return render_template("reader/confidence.html")


@blueprint.route("/sign-in", methods=["POST"])
@takes(KeyForm, posted=_MAX_KEY_FORM_BYTES)
def sign_in(key_form: dict[str, Any]) -> Response:
    """Store a key in the browser, and return to the page that asked for it."""
    key, to = key_form["key"].strip(), key_form["to"]
    if current_app.extensions["access"].identity.find_holder(key, version(), session) is None:
        raise ProblemError(401, INVALID_KEY, headers={"WWW-Authenticate": 'Bearer realm="communique"'})
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
