"""Judgements of actors and issues across articles: merge, split, compare, correct, revoke."""

from typing import Any

from flask import Response, jsonify, url_for

from api.database import found, session
from api.http import openapi
from api.http.blueprint import Blueprint
from api.http.etags import check_match, set_tag
from api.http.formats import JSON
from api.http.parsing import MERGE_PATCH
from api.middleware.request_log import request_info
from schemas.actors import ActorOut
from schemas.issues import CandidatesQuery, IssueWithHoldersOut
from schemas.review.judgements import (
    ActorCandidatesOut,
    ActorRecordPatchIn,
    IssuePatchIn,
    JudgementFilter,
    JudgementIn,
    JudgementOut,
    MergeIn,
    SplitIn,
)
from services.judgements import candidates, judge
from store import queries

blueprint = Blueprint(
    "judgements",
    __name__,
    url_prefix="/v1",
    description="Merges, splits and corrections of actors and issues by people",
)

_JUDGEMENT, _ACTOR, _ISSUE = JudgementOut(), ActorOut(), IssueWithHoldersOut()
_LOCATION = {"Location": {"description": "The judgement.", "schema": {"type": "string"}}}
_MADE = blueprint.alt_response(201, schema=JudgementOut, description="The judgement", headers=_LOCATION)


@blueprint.route("/judgements")
@blueprint.page(JudgementOut, JudgementFilter())
def list_judgements(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List judgements, the newest first

    The list includes revoked judgements.
    """
    return queries.list_judgements(session(), **filters, **page)


@blueprint.route("/judgements/<id(jdg):judgement_id>")
@blueprint.response(200, JudgementOut)
def get_judgement(judgement_id: str) -> Any:
    """Get a judgement"""
    return found(queries.get_judgement, "judgement", judgement_id)


@blueprint.route("/judgements", methods=["POST"])
@_MADE
@blueprint.body(JudgementIn, statuses=(409,))
def compare(given: dict[str, Any]) -> Response:
    """State that two actors or two issues differ, or that it is unknown whether they do

    They are no longer candidates for each other, and the engine never merges two that differ.
    """
    note = given.get("note")
    made = judge.state(session(), given["kind"], given["one"], given["other"], note=note, key_id=request_info().key)
    return _made(made)


@blueprint.route("/judgements/<id(jdg):judgement_id>/revoke", methods=["POST"])
@blueprint.response(200, JudgementOut, description="The judgement as it is now")
@blueprint.alt_response(409, "CONFLICT")
def revoke(judgement_id: str) -> Any:
    """Revoke a judgement

    This undoes its merge, its split or its correction.
    """
    judge.revoke(session(), judgement_id, key_id=request_info().key)
    return found(queries.get_judgement, "judgement", judgement_id)


@blueprint.route("/actors/<id(act):record_id>/merge", methods=["POST"])
@_MADE
@blueprint.body(MergeIn, statuses=(409,))
def merge_actor(given: dict[str, Any], record_id: str) -> Response:
    """Merge an actor into another one, which replaces both

    The id of the merged actor then answers 308. Articles added later are linked as if they were one.
    """
    return _merge(given, record_id)


@blueprint.route("/issues/<id(iss):record_id>/merge", methods=["POST"])
@_MADE
@blueprint.body(MergeIn, statuses=(409,))
def merge_issue(given: dict[str, Any], record_id: str) -> Response:
    """Merge an issue into another one, which replaces both

    The id of the merged issue then answers 308. Positions added later are joined as if they were one.
    """
    return _merge(given, record_id)


@blueprint.route("/actors/<id(act):record_id>/split", methods=["POST"])
@_MADE
@blueprint.body(SplitIn)
def split_actor(given: dict[str, Any], record_id: str) -> Response:
    """Split an actor: its appearances in some articles become a new actor

    `other` of the answer is its id. They are not joined again.
    """
    return _split(given, record_id)


@blueprint.route("/issues/<id(iss):record_id>/split", methods=["POST"])
@_MADE
@blueprint.body(SplitIn)
def split_issue(given: dict[str, Any], record_id: str) -> Response:
    """Split an issue: its positions in some articles move to a new issue

    `other` of the answer is its id. They are not joined again.
    """
    return _split(given, record_id)


@blueprint.route("/actors/<id(act):actor_id>", methods=["PATCH"])
@blueprint.alt_response(200, schema=ActorOut, description="The actor as it is now", headers=openapi.ETAG)
@blueprint.body(ActorRecordPatchIn, openapi.IF_MATCH, media_types=(JSON, MERGE_PATCH), statuses=(412, 428))
def correct_actor_record(given: dict[str, Any], actor_id: str) -> Response:
    """Correct an actor across articles

    The body is a JSON Merge Patch (RFC 7396). Later articles do not change these fields. If-Match is the ETag from GET,
    or * for any version. The change is a judgement and can be revoked.
    """
    key_id = request_info().key
    judge.correct(session(), actor_id, given, key_id=key_id, check=lambda: check_match(_actor(actor_id)))
    return _actor(actor_id)


@blueprint.route("/issues/<id(iss):issue_id>", methods=["PATCH"])
@blueprint.alt_response(200, schema=IssueWithHoldersOut, description="The issue as it is now", headers=openapi.ETAG)
@blueprint.body(IssuePatchIn, openapi.IF_MATCH, media_types=(JSON, MERGE_PATCH), statuses=(412, 428))
def correct_issue(given: dict[str, Any], issue_id: str) -> Response:
    """Correct the label or the topic of an issue

    As a JSON Merge Patch (RFC 7396). If-Match is the ETag from GET, or * for any version. The change is a
    judgement and can be revoked.
    """
    key_id = request_info().key
    judge.correct(session(), issue_id, given, key_id=key_id, check=lambda: check_match(_issue(issue_id)))
    return _issue(issue_id)


@blueprint.route("/actors/<id(act):actor_id>/candidates")
@blueprint.query(CandidatesQuery())
@blueprint.response(200, ActorCandidatesOut)
def list_actor_candidates(query: dict[str, Any], actor_id: str) -> candidates.ActorCandidates:
    """List actors that may be the same as one, with scores and reasons

    The engine links actors only if they are certainly the same; these are the doubtful ones. Pairs that people have
    judged are omitted.
    """
    return candidates.list_actor_candidates(session(), actor_id, **query)


def _merge(given: dict[str, Any], record_id: str) -> Response:
    note, key_id = given.get("note"), request_info().key
    return _made(judge.merge(session(), record_id, given["into"], note=note, key_id=key_id))


def _split(given: dict[str, Any], record_id: str) -> Response:
    note, key_id = given.get("note"), request_info().key
    return _made(judge.split(session(), record_id, given["appearances"], note=note, key_id=key_id))


def _made(judgement_id: str) -> Response:
    answer = jsonify(_JUDGEMENT.dump(found(queries.get_judgement, "judgement", judgement_id)))
    answer.status_code = 201
    answer.headers["Location"] = url_for("judgements.get_judgement", judgement_id=judgement_id)
    return set_tag(answer)


def _actor(actor_id: str) -> Response:
    return set_tag(jsonify(_ACTOR.dump(found(queries.get_actor, "actor", actor_id))))


def _issue(issue_id: str) -> Response:
    return set_tag(jsonify(_ISSUE.dump(found(queries.get_issue, "issue", issue_id))))
