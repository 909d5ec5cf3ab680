"""Front page, and the page about confidence."""

from flask import make_response, render_template
from werkzeug.wrappers import Response

from api.database import session
from api.http.parsing import refuse_query
from api.middleware import browser
from api.reader.pages import blueprint, briefs
from store import queries

_SHOWN = 6
_NEWEST = 100


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
    holders = {position.holder_id for position in facts["positions"]}
    actors = queries.list_leading_actors(session(), newest=_NEWEST, limit=2 * _SHOWN)
    return render_template(
        "reader/front.html",
        counts=queries.count_all(session()),
        most=queries.MAX_COUNT,
        articles=queries.list_articles(session(), limit=_SHOWN).items,
        actors=actors,
        issues=queries.list_issues(session(), limit=2 * _SHOWN).items,
        actors_by_id=queries.get_actors(session(), sorted(holders)),
        formats=briefs(actor=[actor.id for actor in actors]) if actors else [],
        **facts,
    )


@blueprint.route("/confidence")
def confidence() -> str:
    """Explain what the confidence of a fact means."""
    refuse_query()
    return render_template("reader/confidence.html")
