"""The brief across articles."""

from functools import partial
from typing import Any

from flask import request

from api.database import session
from api.http.blueprint import Blueprint
from api.http.expansion import expand, expansions
from api.renditions.cross import CrossRendition, Found
from schemas.base import Out
from schemas.briefs.crossbrief import CrossBriefFilter
from store import queries

blueprint = Blueprint("briefs", __name__, url_prefix="/v1", description="Facts about a subject from all articles")


@blueprint.route("/brief")
@blueprint.brief(CrossRendition)
@blueprint.query(CrossBriefFilter())
def get_cross_brief(filters: dict[str, Any]) -> Found:
    """Get one brief across articles, by actors, countries, issue and time

    From the facts that match all filters: the key actors, a timeline, the positions by issue and the quotes, each with
    its article. At least one filter must be given; the limit is none.

    In any of its formats, by Accept or by a suffix of the path: .json, .md, .jsonld, .ndjson, .csv, .docx or .pdf.
    """
    names = expansions(filters)
    filters.pop("expand", None)
    query = {name: values for name, values in request.args.to_dict(flat=False).items() if name != "expand"}
    brief, texts = queries.get_cross_brief(session(), **filters), partial(queries.list_texts, session())
    return Found(brief, query, texts, names, partial(expand, session(), dump=partial(Out.dump, many=True)))
