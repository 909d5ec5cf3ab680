"""Search in articles and in all that is found in them, and suggestions of names."""

from dataclasses import dataclass
from typing import Any

import orjson

from api.database import session
from api.http.blueprint import Blueprint
from api.http.openapi import read_example
from ontology.enums import SuggestionKind
from schemas.search import HitOut, SearchFilter, SuggestionFilter, SuggestionsOut
from store import queries
from store.queries.search.search import Hit

blueprint = Blueprint("search", __name__, url_prefix="/v1", description="Finding articles, actors and facts")


@blueprint.route("/search")
@blueprint.page(HitOut, SearchFilter())
def search(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Hit]:
    """Search articles, quotes, events, positions, actors, issues and occurrences, the best hits first

    Articles are searched by title and text, events by title and place, positions by evidence and issue, actors by
    their names in all articles, issues by label, occurrences by the titles and places of their reports. Of each kind,
    the newest 1,000 matches are ranked; `capped` has the kinds of which more match.
    """
    return queries.list_hits(session(), **filters, **page)


@dataclass(frozen=True, slots=True)
class Suggestions:
    items: list[queries.Suggestion]


@blueprint.route("/suggest")
@blueprint.query(SuggestionFilter())
@blueprint.response(200, SuggestionsOut, example=orjson.loads(read_example("suggestions.json")))
def suggest(asked: dict[str, Any]) -> Suggestions:
    """Suggest actors and issues for autocompletion

    `q` can be any part of an actor's names and spellings, or of an issue's label. Suggestions with a word that begins
    with `q` come first; within both groups, those in the most articles come first.
    """
    kinds = asked.get("kind") or tuple(SuggestionKind)
    return Suggestions(queries.list_suggestions(session(), asked["q"], kinds=kinds, limit=asked["limit"]))
