"""Articles and their briefs."""

from typing import Any

from flask import Response, current_app, url_for

from api.database import found, session
from api.http.blueprint import Blueprint
from api.http.idempotency import Stored
from api.http.paging import Listing
from api.renditions.articles import ArticleRendition
from api.resources import jobs
from api.security import extraction_slots
from schemas.articles import ArticleFilter, ArticleOut, ArticleWithTextOut
from services import articles
from services.jobs.jobs import submit
from store import queries
from store.models import Article, Job

blueprint = Blueprint("articles", __name__, url_prefix="/v1", description="Texts, and the briefs made of them")

_LOCATION = {"Location": {"description": "The article.", "schema": {"type": "string"}}}


def _stored(what: Article | Job, status: int) -> Stored:
    if isinstance(what, Job):
        return jobs.accepted(what)
    return what, status, {"Location": url_for("articles.get_article", article_id=what.id)}


@blueprint.route("/articles", methods=["POST"])
@blueprint.brief(
    ArticleRendition, {201: "The article is stored; its brief", 200: "The text was there already; its brief"}, _LOCATION
)
@jobs.accepting(blueprint)
@blueprint.idempotent(_stored)
@blueprint.article()
def create_article(article_in: dict[str, Any]) -> Stored:
    """Post an article and get its brief

    As JSON, or as text/plain or text/html with the other fields in the query. The same text is the same article:
    it keeps the metadata that came with it first.
    """
    if jobs.wanted():
        return _stored(submit(session(), **article_in), 200)
    with extraction_slots.slot():
        article, created = articles.ingest(session(), **article_in)
    if created:
        current_app.extensions["metrics"].stored(article)
    return _stored(article, 201 if created else 200)


@blueprint.route("/extractions", methods=["POST"])
@blueprint.article()
@blueprint.brief(ArticleRendition, {200: "The brief; its times are null"})
def create_extraction(article_in: dict[str, Any]) -> Article:
    """Get the brief of a text without storing anything

    Takes what POST /v1/articles takes; the ids are those that the stored article would have.
    """
    with extraction_slots.slot():
        return articles.preview(session(), **article_in)


@blueprint.route("/articles")
@blueprint.query(ArticleFilter)
@blueprint.page(ArticleOut)
def list_articles(filters: dict[str, Any]) -> Listing:
    """List articles, the newest first"""
    return Listing(queries.list_articles, filters)


@blueprint.route("/articles/<id(art):article_id>")
@blueprint.response(200, ArticleWithTextOut)
def get_article(article_id: str) -> Article:
    """Get an article with its text"""
    return found(queries.get_article, "article", article_id)


@blueprint.route("/articles/<id(art):article_id>", methods=["DELETE"])
@blueprint.response(204)
@blueprint.matching(get_article)
def delete_article(article_id: str) -> Response:
    """Delete an article with all that was found in it

    If-Match is the ETag that GET gave, or * for whatever is there.
    """
    articles.delete(session(), article_id)
    return Response(status=204)


@blueprint.route("/articles/<id(art):article_id>/brief")
@blueprint.brief(ArticleRendition, {200: "The brief"})
def get_brief(article_id: str) -> Article:
    """Get an article's brief

    In any of its formats, by Accept or by a suffix: .json, .md, .jsonld, .ndjson or .csv behind the path.
    """
    return found(queries.get_brief, "article", article_id)
