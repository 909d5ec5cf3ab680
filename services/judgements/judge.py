"""Judgements: people merge, split, compare and correct the records of actors and issues, and revoke that."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ontology.enums import JudgementKind, Record
from services import api_keys, clock, ids
from services.errors import Conflict, Invalid, NotFound, Problem
from services.judgements import actors, issues, judged
from services.judgements.touched import Touched
from services.missing import missing
from services.transaction import judging
from store import queries
from store.models import Actor, Issue, Judgement, SplitPart
from store.queries import Cause

_SETTLE = {Record.ACTOR: actors.settle, Record.ISSUE: issues.settle}
_NAMED = 10
"""Articles that an error names."""


def _always() -> None:
    """The state of a record in which any change is taken."""


def record_of(record_id: str) -> Record:
    """Return the kind of a record, which its id says."""
    return Record.ACTOR if record_id.startswith("act_") else Record.ISSUE


@judging
def merge(session: Session, one: str, into: str, *, note: str | None, key_id: str | None) -> str:
    """Let a record stand for another one, which is merged into it; return the id of the judgement.

    Raises NotFound, Invalid, or Conflict where somebody has said that they differ.
    """
    _get(session, one)
    _check_other(session, one, into, "into")
    sides = [queries.get_connected(session, [each], splits=False) for each in (one, into)]
    for other in queries.list_apart(session, sides[0], [JudgementKind.DIFFERENT]):
        if other.one in sides[1] or other.other in sides[1]:
            raise Conflict(f"The judgement {other.id} says that they are different; revoke it first.")
    if record_of(one) is Record.ACTOR:
        _check_rejected(session, one, into)
    judgement = _new(session, JudgementKind.SAME, one, into, note=note, key_id=key_id)
    _settle(session, judgement)
    return judgement.id


@judging
def split(session: Session, one: str, articles: Sequence[str], *, note: str | None, key_id: str | None) -> str:
    """Split off what some articles have of a record as a new one; return the id of the judgement.

    Raises NotFound, and Invalid for articles that do not have it, or are all that do.
    """
    record = _get(session, one)
    linked = queries.list_actors_linked if isinstance(record, Actor) else queries.list_issues_linked
    parts = linked(session, record.pk, articles)
    here = {article_id for article_id, _ in parts}
    missing = [
        Problem(f"appearances.{i}", f"{each} does not have {one}.")
        for i, each in enumerate(articles)
        if each not in here
    ]
    if missing:
        raise Invalid(missing)
    others = queries.is_actor_elsewhere if isinstance(record, Actor) else queries.is_issue_elsewhere
    if not others(session, record.pk, articles):
        raise Invalid([Problem("appearances", f"These are all the articles with {one}; leave out at least one.")])
    other = ids.split_id(one, sorted(here))  # an article may be given twice
    judgement = _new(session, JudgementKind.DIFFERENT, one, other, note=note, key_id=key_id)
    judgement.parts = [
        SplitPart(article_id=article_id, record_id=record_id) for article_id, record_id in dict.fromkeys(parts)
    ]
    _settle(session, judgement)
    return judgement.id


@judging
def state(session: Session, kind: JudgementKind, one: str, other: str, *, note: str | None, key_id: str | None) -> str:
    """Keep that two records differ, or that nobody knows; return the id of the judgement.

    Raises Invalid, or Conflict where the same has been said.
    """
    problems = [Problem(name, f"There is no record {each}.") for name, each in (("one", one), ("other", other))
                if _find(session, each) is None]  # fmt: skip
    if problems:
        raise Invalid(problems)
    _check_other(session, one, other, "other")
    for known in queries.list_apart(session, [one], [kind]):
        if {known.one, known.other} == {one, other}:
            raise Conflict(f"The judgement {known.id} already says so.")
    return _new(session, kind, one, other, note=note, key_id=key_id).id


@judging
def correct(
    session: Session,
    record_id: str,
    given: Mapping[str, Any],
    *,
    key_id: str | None,
    check: Callable[[], None] = _always,
) -> None:
    """Correct the columns of a record across articles; raises NotFound or Invalid.

    `check` raises an error when the record is not the one that the reviewer has seen.
    """
    record = _get(session, record_id)
    check()
    given = dict(given)
    note = given.pop("note", None)
    changed = {name: value for name, value in given.items() if getattr(record, name) != value}
    if not changed:
        if note is not None and not given:
            raise Invalid([Problem("note", "A note explains a change. Send it together with the change.")])
        return
    judgement = _new(session, JudgementKind.CORRECTED, record_id, None, note=note, key_id=key_id)
    judgement.value = {name: None if value is None else str(value) for name, value in changed.items()}
    _correct(session, record)


@judging
def revoke(session: Session, judgement_id: str, *, key_id: str | None) -> None:
    """Take a judgement back: what it alone has changed is as it was. Raises NotFound or Conflict."""
    judgement = queries.get_judgement(session, judgement_id)
    if judgement is None:
        raise NotFound("judgement", judgement_id)
    if judgement.revoked_at is not None:
        raise Conflict(f"{judgement_id} has been revoked.")
    connected = queries.get_connected(session, [judgement.one], splits=True)
    cause = Cause(clock.now(), api_keys.get_label(session, key_id))
    judgement.revoked_at, judgement.revoked_by = cause.at, cause.by
    session.flush()
    if judgement.kind is JudgementKind.CORRECTED:
        record = _find(session, judgement.one)
        if record is not None:
            _correct(session, record)
    elif judgement.kind is JudgementKind.SAME or judgement.parts:
        _SETTLE[judgement.record](session, connected, cause)


def _new(
    session: Session, kind: JudgementKind, one: str, other: str | None, *, note: str | None, key_id: str | None
) -> Judgement:
    number = queries.count_judgements_of(session, one)
    judgement = Judgement(
        id=ids.judgement_id(number, one, kind, *([other] if other else [])),
        kind=kind,
        record=record_of(one),
        one=one,
        other=other,
        note=note,
        created_at=clock.now(),
        by=api_keys.get_label(session, key_id),
    )
    session.add(judgement)
    return judgement


def _settle(session: Session, judgement: Judgement) -> None:
    session.flush()
    connected = queries.get_connected(session, [judgement.one], splits=True)
    _SETTLE[judgement.record](session, connected, Cause(judgement.created_at, judgement.by))


def _correct(session: Session, record: Actor | Issue) -> None:
    session.flush()
    articles = queries.list_articles_of_actor if isinstance(record, Actor) else queries.list_articles_on
    touched = Touched()
    touched.add(session, articles(session, record.pk))
    judged.correct(record, judged.corrections(session, [record.id]).get(record.id, {}))
    if isinstance(record, Actor):
        record.updated_at = clock.now()
    touched.renew(session)


def _find(session: Session, record_id: str) -> Actor | Issue | None:
    """Find a record that stands for itself and that articles have."""
    if record_of(record_id) is Record.ACTOR:
        shown = queries.get_actor(session, record_id)
        return queries.get_actors(session, [record_id])[record_id] if shown else None
    if queries.list_merges(session, [record_id]):
        return None
    return next(iter(queries.list_issues_by_id_or_slug(session, [record_id], [])), None)


def _get(session: Session, record_id: str) -> Actor | Issue:
    record = _find(session, record_id)
    if record is None:
        raise missing(session, record_of(record_id).value, record_id)
    return record


def _check_other(session: Session, one: str, other: str, field: str) -> None:
    kind = record_of(one)
    if record_of(other) is not kind:
        raise Invalid([Problem(field, f"Must be the id of an {kind}, as {one} is.")])
    stands = queries.get_standing(session, [one, other])
    if stands.get(one, one) == stands.get(other, other):
        raise Invalid([Problem(field, f"{other} is {one} already.")])
    if other in stands:
        raise Invalid([Problem(field, f"{other} was merged into {stands[other]}; give that one.")])
    if _find(session, other) is None:
        raise Invalid([Problem(field, f"There is no {kind} {other}.")])


def _check_rejected(session: Session, one: str, into: str) -> None:
    """Raise Conflict for articles in which facts would refer to an actor that was rejected there."""
    articles = queries.list_articles_that_reject(session, into, one, limit=_NAMED)
    if articles:
        listed = ", ".join(articles)
        raise Conflict(f"{into} is rejected in articles with {one}: {listed}. Confirm or reject both there first.")
