"""Review: people confirm, correct, reject and add facts; the history of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, request, url_for

from api.database import found, session
from api.http import openapi
from api.http.blueprint import Blueprint, View
from api.http.etags import check_match, set_tag
from api.http.formats import JSON
from api.http.parsing import MERGE_PATCH
from api.http.preferences import ACCEPTED_HEADERS, accepted, prefers_async
from api.middleware.request_log import request_info
from ontology.enums import Subject
from schemas.actors import AppearanceOut
from schemas.articles import ArticlePatchIn, ArticleWithTextOut
from schemas.base import Out
from schemas.events import EventOut
from schemas.jobs import JobOut
from schemas.positions import PositionOut
from schemas.query.filters import Filter
from schemas.quotes import QuoteOut
from schemas.review.facts_in import (
    ActorPatchIn,
    EventPatchIn,
    NewActorIn,
    NewEventIn,
    NewPositionIn,
    NewQuoteIn,
    PositionPatchIn,
    QuotePatchIn,
    RestoreIn,
)
from schemas.review.reread import DifferenceOut, RereadQuery
from schemas.review.revisions import RevisionOut
from services import metadata
from services.jobs import queue
from services.jobs.jobs import submit_rereads
from services.missing import missing
from services.review import review
from services.review.reread import reread
from services.review.review import FactRef
from store import queries
from store.queries import Page

blueprint = Blueprint(
    "reviews", __name__, url_prefix="/v1", description="Corrections of facts by people, and their history"
)

_ARTICLE = ArticleWithTextOut()
_DIFFERENCE = DifferenceOut()
_LAST_NUMBER = 2**31 - 1
_LOCATION = {"Location": {"description": "The fact.", "schema": {"type": "string"}}}
_PREFER = openapi.PREFER | {
    "description": "With respond-async (RFC 7240), a worker reads the article: the answer is 202 at once, with "
    "the job in Location. It is not applied on SQLite, which has no workers, nor to a dry run."
}
_OPTIONAL_MATCH = openapi.IF_MATCH | {"required": False}


@dataclass(frozen=True)
class _Kind:
    """A kind of fact: its path, its schemas, the endpoint that serves one, and the query that reads it."""

    subject: Subject
    path: str
    out: type[Out]
    patch: type[Any]
    new: type[Any]
    endpoint: str
    get: Callable[..., Any]

    @property
    def noun(self) -> str:
        noun = "actor of an article" if self.subject is Subject.ACTOR else self.subject.value
        return f"an {noun}" if noun[0] in "ae" else f"a {noun}"

    def ref(self, path: dict[str, str]) -> FactRef:
        return FactRef(self.subject, path[f"{self.subject}_id"], path.get("article_id"))

    def path_of(self, ref: FactRef) -> dict[str, str]:
        return {f"{self.subject}_id": ref.id} | ({"article_id": ref.article_id} if ref.article_id else {})

    def answer(self, path: dict[str, str], status: int = 200) -> Response:
        """Return the fact as GET answers it."""
        answer = jsonify(self.out().dump(self.get(**path)))
        answer.status_code = status
        return set_tag(answer)


def _get(get: Callable[..., Any], subject: Subject, **path: str) -> Any:
    return found(get, subject.value, path[f"{subject}_id"])


def _get_actor(article_id: str, actor_id: str) -> Any:
    appearance = queries.get_appearance(session(), article_id, actor_id)
    if appearance is None:
        raise missing(session(), "actor", actor_id, article_id=article_id)
    return appearance


_KINDS = (
    _Kind(
        Subject.QUOTE, "/quotes/<id(quo):quote_id>", QuoteOut, QuotePatchIn, NewQuoteIn, "quotes.get_quote",
        partial(_get, queries.get_quote, Subject.QUOTE),
    ),
    _Kind(
        Subject.EVENT, "/events/<id(evt):event_id>", EventOut, EventPatchIn, NewEventIn, "events.get_event",
        partial(_get, queries.get_event, Subject.EVENT),
    ),
    _Kind(
        Subject.POSITION, "/positions/<id(pos):position_id>", PositionOut, PositionPatchIn, NewPositionIn,
        "positions.get_position", partial(_get, queries.get_position, Subject.POSITION),
    ),
    _Kind(
        Subject.ACTOR, "/articles/<id(art):article_id>/actors/<id(act):actor_id>", AppearanceOut, ActorPatchIn,
        NewActorIn, "reviews.get_article_actor", _get_actor,
    ),
)  # fmt: skip


@blueprint.route("/articles/<id(art):article_id>/actors/<id(act):actor_id>")
@blueprint.response(200, AppearanceOut)
def get_article_actor(article_id: str, actor_id: str) -> Any:
    """Get an actor as an article presents it"""
    return _get_actor(article_id, actor_id)


@blueprint.route("/articles/<id(art):article_id>", methods=["PATCH"])
@blueprint.alt_response(200, schema=ArticleWithTextOut, description="The article as it is now", headers=openapi.ETAG)
@blueprint.body(ArticlePatchIn, openapi.IF_MATCH, media_types=(JSON, MERGE_PATCH), statuses=(412, 428))
def correct_article(given: dict[str, Any], article_id: str) -> Response:
    """Correct the metadata of an article

    The body is a JSON Merge Patch (RFC 7396): omitted fields stay, and null means unknown. A new date of publication
    changes the dates of the text and of the events that nobody has judged. The text never changes. If-Match is the ETag
    from GET, or * for any version.
    """
    metadata.change(session(), article_id, given, check_state=lambda: check_match(_article(article_id)))
    return _article(article_id)


@blueprint.route("/articles/<id(art):article_id>/extractions", methods=["POST"])
@blueprint.doc(parameters=[_PREFER])
@blueprint.alt_response(422, HTTPStatus(422).name)
@blueprint.alt_response(202, schema=JobOut, description="A worker reads the article; the job", headers=ACCEPTED_HEADERS)
@blueprint.alt_response(200, schema=DifferenceOut, description="The changes made, or the changes that would be made")
@blueprint.query(RereadQuery())
def reread_article(query: dict[str, Any], article_id: str) -> Response:
    """Read an article again

    Its facts become those that the current engine finds. Unchanged facts keep their ids and their history. Facts that
    people have judged stay, and are contested if the machine now finds something else. Rejected facts do not come back.
    """
    if prefers_async() and queue.exists(session()) and not query["dry_run"]:
        (job,) = submit_rereads(session(), [article_id])
        return accepted(job)
    return jsonify(_DIFFERENCE.dump(reread(session(), article_id, dry_run=query["dry_run"])))


def _article(article_id: str) -> Response:
    return set_tag(jsonify(_ARTICLE.dump(found(queries.get_article, "article", article_id))))


def _views(kind: _Kind) -> Iterator[tuple[str, str, str, str, View]]:
    """Yield the views of a kind of fact: method, path, name, documentation, view."""

    def check(path: dict[str, str]) -> Callable[[], None]:
        return lambda: check_match(kind.answer(path))

    @blueprint.alt_response(200, schema=kind.out, description="The fact as it is now", headers=openapi.ETAG)
    @blueprint.body(kind.patch, openapi.IF_MATCH, media_types=(JSON, MERGE_PATCH), statuses=(409, 412, 428))
    def correct(given: dict[str, Any], **path: str) -> Response:
        review.correct(session(), kind.ref(path), given, key_id=request_info().key, check=check(path))
        return kind.answer(path)

    about = """
    If-Match is the ETag from GET, or * for any version. The change is grounded in the text and kept as a revision. The
    body is a JSON Merge Patch (RFC 7396), in which a span is replaced as a whole.
    """
    yield "PATCH", kind.path, f"correct_{kind.subject}", f"Confirm, correct or reject {kind.noun}\n{about}", correct

    @blueprint.page(RevisionOut, Filter())
    def list_revisions(_filters: dict[str, Any], page: dict[str, Any], **path: str) -> Page[Any]:
        return review.list_revisions(session(), kind.ref(path), **page)

    about = """
    The newest revision comes first. Revision 0 is the fact as first stored.
    """
    name = f"list_{kind.subject}_revisions"
    yield "GET", f"{kind.path}/revisions", name, f"List the revisions of {kind.noun}\n{about}", list_revisions

    @blueprint.alt_response(200, schema=kind.out, description="The fact as it is now", headers=openapi.ETAG)
    @blueprint.body(RestoreIn, _OPTIONAL_MATCH, optional=True, statuses=(409, 412))
    def restore(given: dict[str, Any], number: int, **path: str) -> Response:
        checked = {"check": check(path)} if request.if_match else {}
        note = given.get("note")
        review.restore(session(), kind.ref(path), number, note=note, key_id=request_info().key, **checked)
        return kind.answer(path)

    about = """
    The fact gets the value and the status of that revision, as a new revision. The body may have the reason.
    """
    path = f"{kind.path}/revisions/<int(max={_LAST_NUMBER}):number>/restore"
    yield "POST", path, f"restore_{kind.subject}", f"Restore a revision of {kind.noun}\n{about}", restore

    @blueprint.alt_response(201, schema=kind.out, description="The fact", headers=openapi.ETAG | _LOCATION)
    @blueprint.body(kind.new, statuses=(409,))
    def add(given: dict[str, Any], article_id: str) -> Response:
        ref = review.add(session(), kind.subject, article_id, given, key_id=request_info().key)
        path = kind.path_of(ref)
        answer = kind.answer(path, 201)
        values: dict[str, Any] = path
        answer.headers["Location"] = url_for(kind.endpoint, **values)
        return answer

    about = """
    The machine missed this fact. Its origin is person, and it is confirmed.
    """
    path = f"/articles/<id(art):article_id>/{kind.subject}s"
    yield "POST", path, f"add_{kind.subject}", f"Add {kind.noun}\n{about}", add

    @blueprint.alt_response(204)
    @blueprint.alt_response(409, HTTPStatus.CONFLICT.name)
    @blueprint.matching(lambda **path: kind.answer(path))
    def delete(**path: str) -> Response:
        review.delete(session(), kind.ref(path), key_id=request_info().key, check=check(path))
        return Response(status=204)

    about = """
    Its history is deleted with it. Facts that the machine found can only be rejected. If-Match is as for a correction.
    """
    yield "DELETE", kind.path, f"delete_{kind.subject}", f"Delete {kind.noun} that a person added\n{about}", delete


for _kind in _KINDS:
    for _method, _path, _name, _documentation, _view in _views(_kind):
        _view.__name__, _view.__doc__ = _name, _documentation
        blueprint.route(_path, methods=[_method])(_view)
