"""Articles and their briefs."""

from typing import Any

import orjson
from flask import Response, current_app, jsonify, url_for

from api.database import found, session
from api.http import openapi
from api.http.blueprint import Blueprint
from api.http.etags import set_tag
from api.http.formats import BIBTEX, CITATION_FORMATS, CSL_JSON, JSON, TEXT
from api.http.idempotency import once
from api.http.preferences import ACCEPTED_HEADERS, accepted, prefers_async
from api.middleware.request_log import request_info
from api.renditions import citations
from api.renditions.articles import ArticleRendition, PreviewRendition
from schemas.articles import ArticleFilter, ArticleOut, ArticlePaging, ArticleWithTextOut
from schemas.briefs.explained import ExtractionQuery
from schemas.jobs import JobOut
from services import api_keys, articles
from services.errors import AnswerGone
from services.external_ids import External
from services.idempotency import StoredAnswer
from services.jobs import queue
from services.jobs.jobs import submit
from store import queries
from store.models import Article, Job

blueprint = Blueprint("articles", __name__, url_prefix="/v1", description="Texts, and the briefs made of them")

_ARTICLE = ArticleWithTextOut()
_LOCATION = {
    "Location": {"description": "The article.", "schema": {"type": "string"}},
    "ETag": {"description": "With 201, the ETag of the article, for If-Match.", "schema": {"type": "string"}},
}
_CITED: dict[str, Any] = {
    "type": "array",
    "items": {"type": "object"},
    "description": "CSL-JSON, for reference managers.",
}
_DESCRIPTIONS = {201: "The article is stored; its brief", 200: "The text was already stored; its brief"}


@blueprint.route("/articles", methods=["POST"])
@blueprint.documents_brief(ArticleRendition, _DESCRIPTIONS, _LOCATION)
@blueprint.alt_response(202, schema=JobOut, description="A worker reads the text; the job", headers=ACCEPTED_HEADERS)
@blueprint.article(openapi.IDEMPOTENCY_KEY, openapi.PREFER, statuses=(409, 410))
def create_article(article_in: dict[str, Any], media_type: str) -> Response:
    """Post an article and get its brief

    The body is JSON, or text/plain or text/html with the other fields in the query. The same text is the same article:
    metadata that the stored article lacks is added, and `warnings` names the values that differ.
    """
    return once(lambda: _create(article_in, media_type), lambda answer: _repeat(answer, media_type))


def _create(article_in: dict[str, Any], media_type: str) -> tuple[str, Response]:
    external = External.taken_from(article_in, api_keys.get_label(session(), request_info().key))
    if prefers_async() and queue.exists(session()):
        what = submit(session(), external=external, **article_in)
        if isinstance(what, Job):
            return what.article_id, accepted(what)
        return what.id, _brief(what, 200, media_type)
    article, is_new = articles.ingest(session(), external=external, **article_in)
    if is_new:
        current_app.extensions["metrics"].stored(article)
    return article.id, _brief(article, 201 if is_new else 200, media_type)


def _repeat(answer: StoredAnswer, media_type: str) -> Response:
    if answer.status == 202:
        job = queries.get_job_of_article(session(), answer.article_id)
        if job is not None:
            return accepted(job)
    else:
        article = queries.get_brief(session(), answer.article_id)
        if article is not None:
            return _brief(article, answer.status, media_type)
    raise AnswerGone(answer.article_id)


def _brief(article: Article, status: int, media_type: str) -> Response:
    answer = ArticleRendition(article).response(media_type)
    answer.status_code = status
    answer.headers["Location"] = url_for("articles.get_article", article_id=article.id)
    if status == 201:  # the tag of the resource at Location (RFC 9110, 9.3.3)
        answer.headers["ETag"] = set_tag(jsonify(_ARTICLE.dump(article))).headers["ETag"]
    return answer


@blueprint.route("/extractions", methods=["POST"])
@blueprint.brief(PreviewRendition, "The brief; its times are null")
@blueprint.article(queries=(ExtractionQuery(),))
def create_extraction(article_in: dict[str, Any], query: dict[str, Any]) -> Article:
    """Get the brief of a text without storing anything

    The body is that of POST /v1/articles. Ids that contain `preview` lead nowhere, because nothing is stored. Actors
    and issues that are already stored keep their ids.
    """
    External.taken_from(article_in, None)
    return articles.preview(session(), explain=query["explain"], **article_in)


@blueprint.route("/articles")
@blueprint.page(ArticleOut, ArticleFilter(), ArticlePaging())
def list_articles(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List articles, the newest first"""
    return queries.list_articles_with_external_ids(session(), **filters, **page)


@blueprint.route("/articles/<id(art):article_id>")
@blueprint.response(200, ArticleWithTextOut)
def get_article(article_id: str) -> Article:
    """Get an article with its text"""
    return found(queries.get_article, "article", article_id)


@blueprint.route("/articles/<id(art):article_id>", methods=["DELETE"])
@blueprint.alt_response(204)
@blueprint.matching(get_article)
def delete_article(article_id: str) -> Response:
    """Delete an article with all of its facts

    If-Match is the ETag from GET, or * for any version.
    """
    articles.delete(session(), article_id, key_id=request_info().key)
    return Response(status=204)


@blueprint.route("/articles/<id(art):article_id>/brief")
@blueprint.brief(ArticleRendition)
def get_brief(article_id: str) -> Article:
    """Get an article's brief

    In any of its formats, by Accept or by a suffix of the path: .json, .md, .jsonld, .ndjson, .csv, .docx or .pdf.
    """
    return found(queries.get_brief, "article", article_id)


@blueprint.route("/articles/<id(art):article_id>/citation")
@blueprint.alt_response(200, content_type=TEXT, schema={"type": "string", "description": "A note in Chicago style."})
@blueprint.alt_response(200, content_type=BIBTEX, schema={"type": "string", "description": "An entry of BibTeX."})
@blueprint.alt_response(200, content_type=CSL_JSON, schema=_CITED)
@blueprint.alt_response(200, content_type=JSON, schema=_CITED, description="The citation")
@blueprint.formats(*CITATION_FORMATS)
def get_citation(article_id: str, media_type: str) -> Response:
    """Get an article's citation

    As CSL-JSON, BibTeX or a note in Chicago style, by Accept or by a suffix of the path: .json, .bib or .txt. Unknown
    fields are omitted.
    """
    article = _ARTICLE.dump(found(queries.get_article, "article", article_id))
    cited: str | bytes
    if media_type == BIBTEX:
        cited = citations.bibtex(article)
    elif media_type == TEXT:
        cited = f"{citations.chicago(article)}\n"
    else:
        cited = orjson.dumps(citations.csl(article), option=orjson.OPT_APPEND_NEWLINE)
    return Response(cited, headers={"Vary": "Accept"}, mimetype=media_type)
