"""Merging and splitting actors: who may be the same, what a judgement will move, and revoking it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, render_template, url_for
from marshmallow import fields
from werkzeug.wrappers import Response

from api.database import found, session
from api.http.parsing import refuse_query
from api.middleware.request_log import request_info
from api.reader.pages import Form, blueprint, takes
from api.reader.review.forms import Fields
from api.reader.review.posted import note_of, read_fields, status_of
from ontology.enums import JudgementKind
from services.errors import Invalid, Problem, ServiceError
from services.judgements import candidates, judge
from store import queries
from store.models import Appearance
from store.queries.conditions import Several

_CANDIDATES, _FOUND, _APPEARANCES, _JUDGEMENTS, _NAMES = 12, 12, 200, 50, 20

_NONE_CHOSEN = "Choose the articles that speak of somebody else."


class NameForm(Form):
    """A name by which another actor is searched for."""

    name = fields.String()


class MergeForm(Form):
    """The actor that is to stand for both."""

    into = fields.String(required=True)


class SplitForm(Form):
    """The articles that are to be split off."""

    appearances = fields.List(fields.String())


@dataclass(frozen=True, slots=True)
class Share:
    """What articles have of an actor: how many of each, and by which names."""

    articles: Sequence[Any]
    quotes: int
    events: int
    positions: int
    names: Sequence[str]


@blueprint.route("/review/actors/<id(act):actor_id>")
@takes(NameForm)
def review_actor(name_form: dict[str, Any], actor_id: str) -> str:
    """Show which actors may be the same as one, the articles that can be split off, and what people have judged."""
    return _page(actor_id, name_form.get("name"))


@blueprint.route("/review/actors/<id(act):actor_id>/merge")
@takes(MergeForm)
def review_merge(merge_form: dict[str, Any], actor_id: str) -> str:
    """Show what merging an actor into another one will move."""
    one, other = (found(queries.get_actor, "actor", each) for each in (actor_id, merge_form["into"]))
    moved, kept = _share(one.id), _share(other.id)
    there = {article.id for article in kept.articles}
    both = [article for article in moved.articles if article.id in there]
    return render_template(
        "reader/review/merge.html", one=one, other=other, moved=moved, kept=kept, both=both, most=_APPEARANCES
    )


@blueprint.route("/review/actors/<id(act):actor_id>/split")
@takes(SplitForm)
def review_split(split_form: dict[str, Any], actor_id: str) -> str | Response:
    """Show what splitting articles off an actor will move."""
    actor, chosen = found(queries.get_actor, "actor", actor_id), split_form.get("appearances", [])
    if not chosen:
        return make_response(_page(actor_id, wrong=_NONE_CHOSEN), 422)
    moved = _share(actor_id, chosen)
    stay = [each for each in _share(actor_id).articles if each.id not in set(chosen)]
    return render_template("reader/review/split.html", actor=actor, chosen=chosen, moved=moved, stay=stay)


@blueprint.route("/review/actors/<id(act):actor_id>", methods=["POST"])
def review_judge(actor_id: str) -> Response | str:
    """Merge or split an actor, keep that it is not another one, or revoke a judgement of it."""
    refuse_query()
    given = read_fields()
    try:
        to = _judge(actor_id, given)
    except ServiceError as error:
        details = [problem.detail for problem in error.problems] if isinstance(error, Invalid) else [str(error)]
        return make_response(_page(actor_id, wrong=" ".join(details)), status_of(error))
    return redirect(url_for("reader.review_actor", actor_id=to), 303)


def _judge(actor_id: str, given: Fields) -> str:
    """Do what the form says and return the actor whose page is shown next; raises Invalid for anything else."""
    act, other = given.get("act", [""])[0], given.get("other", [""])[0]
    said = {"key_id": request_info().key, "note": note_of(given)}
    match act:
        case "merge":
            judge.merge(session(), actor_id, other, **said)
            return other
        case "split":
            chosen = given.get("appearances", [])
            if not chosen:
                raise Invalid([Problem("appearances", _NONE_CHOSEN)])
            judge.split(session(), actor_id, chosen, **said)
        case "different" | "unsure":
            judge.state(session(), JudgementKind(act), actor_id, other, **said)
        case "revoke":
            judge.revoke(session(), given.get("judgement", [""])[0], key_id=said["key_id"])
        case _:
            raise Invalid([Problem("act", "Must be one of: merge, split, different, unsure, revoke.")])
    return actor_id


def _page(actor_id: str, name: str | None = None, wrong: str | None = None) -> str:
    session().rollback()
    actor = found(queries.get_actor, "actor", actor_id)
    appearances = queries.list_appearances(session(), actor=[actor_id], limit=_APPEARANCES).items
    judgements = queries.list_judgements(session(), actor=[actor_id], limit=_JUDGEMENTS).items
    by_name = queries.list_actors(session(), name=name, limit=_FOUND + 1).items if name else []
    sides = {each for judgement in judgements for each in (judgement.one, judgement.other) if each}
    return render_template(
        "reader/review/actor.html",
        actor=actor,
        candidates=candidates.list_actor_candidates(session(), actor_id, _CANDIDATES).items,
        name=name,
        by_name=[each for each in by_name if each.id != actor_id][:_FOUND],
        appearances=appearances,
        articles=_articles([each.article.id for each in appearances]),
        judgements=judgements,
        actors=queries.get_actors(session(), sorted(sides)),
        wrong=wrong,
    )


def _share(actor_id: str, articles: Several[str] = ()) -> Share:
    appearances = queries.list_appearances(session(), actor=[actor_id], article=articles, limit=_APPEARANCES).items
    asked: dict[str, Any] = {"article": articles, "limit": 1, "count": True}
    return Share(
        list(_articles([each.article.id for each in appearances]).values()),
        queries.list_quotes(session(), speaker=[actor_id], **asked).total or 0,
        queries.list_events(session(), participant=[actor_id], **asked).total or 0,
        queries.list_positions(session(), holder=[actor_id], **asked).total or 0,
        _names(appearances),
    )


def _names(appearances: Sequence[Appearance]) -> list[str]:
    return list(dict.fromkeys(name for each in appearances for name in (each.name, *each.aliases)))[:_NAMES]


def _articles(ids: Several[str]) -> dict[str, Any]:
    """Return articles by id, the newest first."""
    rows = queries.list_articles(session(), id=ids, limit=len(ids)).items if ids else []
    return {row.id: row for row in rows}
