"""Pages that merge and split actors and issues: candidates, previews, and judgements that can be revoked."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import make_response, redirect, render_template, url_for
from marshmallow import fields
from werkzeug.wrappers import Response

from api.database import found, session
from api.http.parsing import read_query, refuse_query
from api.middleware.request_log import request_info
from api.reader.pages import Form, blueprint
from api.reader.review.forms import Fields
from api.reader.review.kinds import KINDS, Kind
from api.reader.review.posted import note_of, read_fields, status_of
from ontology.enums import JudgementKind
from services.errors import Invalid, Problem, ServiceError
from services.judgements import judge
from store import queries

_JUDGEMENTS = 50


class NameForm(Form):
    """A name to search for other records."""

    name = fields.String()


class MergeForm(Form):
    """The record that the other one is merged into."""

    into = fields.String(required=True)


class SplitForm(Form):
    """The articles that are to be split off."""

    appearances = fields.List(fields.String())


_NAME, _MERGE, _SPLIT = NameForm(), MergeForm(), SplitForm()


def _show(kind: Kind, record_id: str) -> str:
    """Show the candidates for a merge with a record, the articles that can be split off, and the judgements."""
    (name_form,) = read_query(_NAME)
    return _page(kind, record_id, name_form.get("name"))


def _merge(kind: Kind, record_id: str) -> str:
    """Show a preview of the merge of a record into another one."""
    (merge_form,) = read_query(_MERGE)
    one, other = (_get(kind, each) for each in (record_id, merge_form["into"]))
    moved, kept = kind.share(one.id, ()), kind.share(other.id, ())
    there = {article.id for article in kept.articles}
    both = [article for article in moved.articles if article.id in there]
    return _rendered("merge", kind, one=one, other=other, moved=moved, kept=kept, both=both)


def _split(kind: Kind, record_id: str) -> str | Response:
    """Show a preview of the split of articles from a record."""
    (split_form,) = read_query(_SPLIT)
    record, chosen = _get(kind, record_id), split_form.get("appearances", [])
    if not chosen:
        return make_response(_page(kind, record_id, wrong=_none_chosen(kind)), 422)
    moved = kind.share(record_id, chosen)
    stay = [each for each in kind.share(record_id, ()).articles if each.id not in set(chosen)]
    return _rendered("split", kind, record=record, chosen=chosen, moved=moved, stay=stay)


def _post(kind: Kind, record_id: str) -> Response | str:
    """Merge or split a record, mark it as different from another one, or revoke a judgement of it."""
    refuse_query()
    given = read_fields()
    try:
        to = _judge(kind, record_id, given)
    except ServiceError as error:
        details = [problem.detail for problem in error.problems] if isinstance(error, Invalid) else [str(error)]
        return make_response(_page(kind, record_id, wrong=" ".join(details)), status_of(error))
    return redirect(url_for(f"reader.review_{kind.record}", record_id=to), 303)


def _judge(kind: Kind, record_id: str, given: Fields) -> str:
    """Apply the form, and return the record whose page is shown next; raises Invalid for an unknown action."""
    act, other = given.get("act", [""])[0], given.get("other", [""])[0]
    said = {"key_id": request_info().key, "note": note_of(given)}
    match act:
        case "merge":
            judge.merge(session(), record_id, other, **said)
            return other
        case "split":
            chosen = given.get("appearances", [])
            if not chosen:
                raise Invalid([Problem("appearances", _none_chosen(kind))])
            judge.split(session(), record_id, chosen, **said)
        case "different" | "unsure":
            judge.state(session(), JudgementKind(act), record_id, other, **said)
        case "revoke":
            judge.revoke(session(), given.get("judgement", [""])[0], key_id=said["key_id"])
        case _:
            raise Invalid([Problem("act", "Must be one of: merge, split, different, unsure, revoke.")])
    return record_id


def _page(kind: Kind, record_id: str, name: str | None = None, wrong: str | None = None) -> str:
    session().rollback()
    record = _get(kind, record_id)
    asked: dict[str, Any] = {kind.record.value: [record_id]}
    judgements = queries.list_judgements(session(), **asked, limit=_JUDGEMENTS).items
    by_name = [each for each in kind.find(name) if each.id != record_id] if name else []
    sides = {each for judgement in judgements for each in (judgement.one, judgement.other) if each}
    return _rendered(
        "record",
        kind,
        record=record,
        candidates=kind.candidates(record_id),
        name=name,
        by_name=by_name,
        uses=kind.uses(record_id),
        judgements=judgements,
        known=kind.several(sorted(sides)),
        wrong=wrong,
    )


def _get(kind: Kind, record_id: str) -> Any:
    return found(lambda _session, each: kind.get(each), kind.record.value, record_id)


def _rendered(page: str, kind: Kind, /, **shown: Any) -> str:
    return render_template(f"reader/review/{page}.html", kind=kind.record.value, name_of=kind.name_of, **shown)


def _none_chosen(kind: Kind) -> str:
    return f"Choose the articles about {'somebody' if kind.prefix == 'act' else 'something'} else."


def _add(kind: Kind, path: str, name: str, view: Callable[..., Any], method: str = "GET") -> None:
    rule = f"/review/{kind.record}s/<id({kind.prefix}):record_id>{path}"
    blueprint.add_url_rule(rule, f"review_{kind.record}{name}", partial(view, kind), methods=[method])


for _kind in KINDS:
    _add(_kind, "", "", _show)
    _add(_kind, "/merge", "_merge", _merge)
    _add(_kind, "/split", "_split", _split)
    _add(_kind, "", "_judge", _post, "POST")
