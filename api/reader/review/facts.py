"""Review of a fact: to confirm, reject, correct and undo it, and its history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from flask import Response, make_response, redirect, render_template, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response as Redirect

from api.database import found, session
from api.http.parsing import refuse_query
from api.http.problems import ProblemError
from api.middleware.request_log import request_info
from api.reader.highlights import highlights_of, paragraphs
from api.reader.pages import blueprint, local
from api.reader.review import history
from api.reader.review.forms import FORMS, FactForm, Fields, merged
from api.reader.review.posted import note_of, read_fields, status_of
from ontology.countries import COUNTRIES
from ontology.enums import FactStatus, Subject
from schemas.actors import AppearanceOut
from schemas.events import EventOut
from schemas.positions import PositionOut
from schemas.problems import flat
from schemas.quotes import QuoteOut
from services.errors import Conflict, Invalid, Problem, ServiceError, Stale
from services.review import review, values
from services.review.review import FactRef
from store import queries
from store.models import Revision

_MAX_ACTORS, _MAX_REVISIONS = 500, 200
_MAX_DIGITS = 9
_SUBJECTS = {"quo": Subject.QUOTE, "evt": Subject.EVENT, "pos": Subject.POSITION, "act": Subject.ACTOR}
_READ: dict[Subject, tuple[Any, Any]] = {
    Subject.QUOTE: (QuoteOut(), queries.get_quote),
    Subject.EVENT: (EventOut(), queries.get_event),
    Subject.POSITION: (PositionOut(), queries.get_position),
}
_APPEARANCE = AppearanceOut()
_DECISIONS = {"confirm": FactStatus.CONFIRMED, "reject": FactStatus.REJECTED, "machine": FactStatus.MACHINE}


@blueprint.route("/review/<id(quo):fact_id>", methods=["GET", "POST"])
@blueprint.route("/review/<id(evt):fact_id>", methods=["GET", "POST"])
@blueprint.route("/review/<id(pos):fact_id>", methods=["GET", "POST"])
@blueprint.route("/review/<id(art):article_id>/<id(act):fact_id>", methods=["GET", "POST"])
def review_fact(fact_id: str, article_id: str | None = None) -> Response | Redirect | str:
    """Show a fact to a reviewer, with the form that corrects it and its history, or take what the reviewer says."""
    refuse_query()
    ref = FactRef(_SUBJECTS[fact_id[:3]], fact_id, article_id)
    if request.method == "GET":
        return _page(ref)
    given = read_fields()
    try:
        _take(ref, given)
    except (ServiceError, ValidationError) as error:
        return make_response(_page(ref, given, error), status_of(error))
    return redirect(local(given["to"][0]) if given.get("to", [""])[0] else request.path, 303)


def _take(ref: FactRef, given: Fields) -> None:
    act, note = given.get("act", [""])[0], note_of(given)
    said: dict[str, Any] = {"key_id": request_info().key, "check": lambda: _check(ref, given)}
    notes = {"note": note} if note else {}
    if act in _DECISIONS:
        review.correct(session(), ref, {"status": _DECISIONS[act], **notes}, **said)
    elif act == "correct":
        review.correct(session(), ref, _patch(ref, given) | notes, **said)
    elif act in ("undo", "restore"):
        number = _number(ref, act, given)
        review.restore(session(), ref, number, note=note, **said)
    else:
        raise ProblemError(422, "act: Must be one of: confirm, reject, machine, correct, undo, restore.")


def _check(ref: FactRef, given: Fields) -> None:
    """Raise Stale when the fact is not the one that the form showed."""
    if review.get(session(), ref).updated_at != _seen_at(given):
        raise Stale(ref.id)


def _patch(ref: FactRef, given: Fields) -> dict[str, Any]:
    """Return the patch of the fields that the reviewer has changed; raises Stale, Invalid or ValidationError."""
    _check(ref, given)
    fact, form = review.get(session(), ref), FORMS[ref.subject]
    current = form.flat(values.read(fact))
    patch = form.patch({name: given.get(name, []) for name in current}, current, fact.article.text)
    if not patch:
        raise Invalid([Problem("fact", "Nothing is different. Change a field, or confirm the fact as it is.")])
    return patch


def _number(ref: FactRef, act: str, given: Fields) -> int:
    if act == "undo":
        number = history.previous(_revisions(ref))
        if number is None:
            raise Conflict("There is nothing to undo.")
        return number
    number_given = given.get("number", [""])[0]
    if not number_given.isdecimal() or len(number_given) > _MAX_DIGITS:
        raise ProblemError(422, "number: Must be the number of a revision.")
    return int(number_given)


def _revisions(ref: FactRef) -> Sequence[Revision]:
    return review.list_revisions(session(), ref, limit=_MAX_REVISIONS).items


def _page(ref: FactRef, given: Fields | None = None, error: ServiceError | ValidationError | None = None) -> str:
    session().rollback()  # what others have done since is read
    fact, form = review.get(session(), ref), FORMS[ref.subject]
    served = _serve(ref)
    current = shown = form.flat(values.read(fact))
    seen = _seen(given, current)
    if given is not None and given.get("act") == ["correct"]:
        shown = merged({name: given.get(name, []) for name in current}, seen, current)
    actors = {actor.id: actor.name for actor in queries.list_actors(session(), article=fact.article.id,
                                                                   limit=_MAX_ACTORS).items}  # fmt: skip
    changes = history.changes(_revisions(ref), ref.subject, actors)
    newer = [each for each in changes if (since := _seen_at(given)) and each.revision.created_at > since]
    lines = list(paragraphs(fact.article.text, highlights_of([(ref.subject.value, served)])))
    return render_template(
        "reader/review/fact.html",
        kind=ref.subject.value,
        fact=served,
        article=fact.article,
        actors=actors,
        names=actors,
        stored=True,
        form=form,
        shown=shown,
        current=current,
        found=history.found_now(fact.found, current, ref.subject, actors),
        note=(given or {}).get("note", [""])[0],
        to=(given or {}).get("to", [""])[0],
        changes=changes,
        newer=newer if isinstance(error, Stale) else [],
        problems=_problems(form, error),
        is_stale=isinstance(error, Stale),
        act=(given or {}).get("act", [""])[0],
        around=[line for line in lines if any(segment.facts for segment in line.segments)],
        countries=[(country.code, country.name) for country in sorted(COUNTRIES.values(), key=lambda each: each.name)],
    )


def _serve(ref: FactRef) -> dict[str, Any]:
    """Return the fact as the API serves it."""
    if ref.article_id:
        served: dict[str, Any] = _APPEARANCE.dump(queries.get_appearance(session(), ref.article_id, ref.id))
    else:
        schema, get = _READ[ref.subject]
        served = schema.dump(found(get, ref.subject.value, ref.id))
    return served


def _seen(given: Fields | None, current: Fields) -> Fields:
    """Return the fields as the form showed them first."""
    try:
        seen = orjson.loads((given or {}).get("was", [""])[0])
    except orjson.JSONDecodeError:
        return current
    return seen if isinstance(seen, dict) else current


def _seen_at(given: Fields | None) -> datetime | None:
    """Return when the fact that the form showed had last changed."""
    try:
        seen = datetime.fromisoformat((given or {}).get("seen", [""])[0])
    except ValueError:
        return None
    return seen if seen.tzinfo else None


def _problems(form: FactForm, error: ServiceError | ValidationError | None) -> list[tuple[str, str]]:
    """Return what is wrong: the label of a field, or nothing, and a sentence."""
    match error:
        case ValidationError():
            return [(form.label(".".join(map(str, path))), detail) for path, detail in flat(error.messages)]
        case Invalid():
            return [(form.label(problem.field), problem.detail) for problem in error.problems]
        case None | Stale():
            return []
    return [("", str(error))]
