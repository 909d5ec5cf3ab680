"""Review: people confirm, correct, reject and add facts. A change and its revision are one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy.orm import Session

from extraction import model
from ontology.enums import ActorType, EventType, FactOrigin, FactStatus, Stance, Subject
from ontology.span import Span
from services import api_keys, articles, clock, contradictions, ids, links
from services.errors import Conflict, Invalid, NotFound, Problem
from services.judgements import actors as judged_actors
from services.links import Linker
from services.missing import missing
from services.review import history, values
from services.review.values import Value, Writer
from services.transaction import transactional
from store import queries
from store.models import Appearance, Article, Event, Position, Quote, Revision
from store.queries import Cause, FactEntity, Page, Paging

_JUDGEMENTS = (FactStatus.CONFIRMED, FactStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact by its id; an actor with the article that presents it."""

    subject: Subject
    id: str
    article_id: str | None = None


def _always() -> None:
    """The state of a fact in which any change is taken."""


@transactional
def correct(
    session: Session,
    ref: FactRef,
    given: Mapping[str, Any],
    *,
    key_id: str | None,
    check: Callable[[], None] = _always,
) -> None:
    """Change a fact by a patch, as `schemas.review` loads it; `key_id` is that of the reviewer.

    `check` raises an error when the fact is not the one that the reviewer has seen; no other reviewer can change it
    after that. Raises NotFound, Invalid or Conflict; then nothing has changed.
    """
    fact = _lock(session, ref)
    check()
    given = dict(given)
    note, status = given.pop("note", None), given.pop("status", None)
    before = history.state(fact)
    if status is FactStatus.MACHINE:
        if given:
            raise Invalid([Problem("status", "machine undoes all changes; send no other fields with it.")])
        after = _original(session, fact)
    else:
        after = values.merged(ref.subject, before, given, fact.article.text)
        if status is not None:
            after["status"] = status.value
        elif values.differ(before, after):
            after["status"] = FactStatus.CORRECTED.value
        elif note is not None:
            raise Invalid([Problem("note", "A note explains a change. Send it together with the change.")])
    _change(session, ref, fact, before, after, key_id=key_id, note=note, is_judged=status in _JUDGEMENTS)


@transactional
def restore(
    session: Session,
    ref: FactRef,
    number: int,
    *,
    note: str | None,
    key_id: str | None,
    check: Callable[[], None] = _always,
) -> None:
    """Give a fact the value and the status of one of its revisions; the arguments and errors are those of `correct`."""
    fact = _lock(session, ref)
    check()
    before = history.state(fact)
    revision = queries.get_revision(session, ref.subject, fact.pk, number)
    if revision is None and (number or queries.get_last_number(session, ref.subject, fact.pk) is not None):
        raise NotFound(f"revision of {ref.id} with the number", str(number))
    after = _restored(session, fact, revision.after) if revision else before
    try:
        _change(session, ref, fact, before, after, key_id=key_id, note=note, restores=number)
    except Invalid as error:
        raise Conflict(f"Revision {number} cannot be restored: {error}") from error


@transactional
def add(
    session: Session, subject: Subject, article_id: str, given: Mapping[str, Any], *, key_id: str | None
) -> FactRef:
    """Add a fact that the machine missed; `given` is complete, as `schemas.review` loads it.

    Raises NotFound, Invalid, or Conflict when the article has the fact already.
    """
    article = queries.get_article(session, article_id)
    if article is None:
        raise missing(session, "article", article_id)
    given = dict(given)
    note = given.pop("note", None)
    value = values.merged(subject, _DEFAULTS[subject], given, article.text)
    fact, fact_id = _NEW[subject](session, article, value)
    ref = FactRef(subject, fact_id, article_id if subject is Subject.ACTOR else None)
    now, by = clock.now(), api_keys.get_label(session, key_id)
    fact.article, fact.article_pk = article, article.pk
    fact.confidence, fact.status, fact.origin = 1.0, FactStatus.CONFIRMED, FactOrigin.PERSON
    fact.reviewed_by, fact.created_at, fact.updated_at = by, now, now
    session.add(fact)
    Writer(session, article, now, is_live=True).write(fact, value)
    fact = _lock(session, ref)
    _follow(session, fact)
    session.add(history.revision(fact, 0, before=None, after=history.state(fact), created_at=now, by=by, note=note))
    contradictions.renew(session, [article.pk])
    return ref


@transactional
def delete(session: Session, ref: FactRef, *, key_id: str | None, check: Callable[[], None] = _always) -> None:
    """Delete a fact that a person added, with its history; raises NotFound or Conflict."""
    fact = _lock(session, ref)
    check()
    if fact.origin is not FactOrigin.PERSON:
        raise Conflict(f"The machine found {ref.id}: reject it instead of deleting it.")
    if isinstance(fact, Appearance):
        _check_unused(session, fact, live=False)
    stands = queries.list_stands(session, [fact.article_pk])
    queries.delete_fact(session, ref.subject, fact, Cause(clock.now(), api_keys.get_label(session, key_id)))
    contradictions.renew(session, [], stands)
    if isinstance(fact, Appearance):
        _refresh(session, fact)


def list_revisions(session: Session, ref: FactRef, **page: Unpack[Paging]) -> Page[Revision]:
    """List the revisions of a fact, the newest first; raises NotFound.

    Revision 0 is stored with the first change: until then it is the fact as it is.
    """
    fact = get(session, ref)
    found = queries.list_revisions(session, subject=ref.subject, subject_pk=fact.pk, **page)
    if found.items or page.get("after"):
        return found
    first = history.revision(fact, 0, before=None, after=history.state(fact), created_at=fact.created_at)
    return Page([first], None, None if found.total is None else 1)


def _lock(session: Session, ref: FactRef) -> FactEntity:
    return get(session, ref, lock=True)


def get(session: Session, ref: FactRef, *, lock: bool = False) -> FactEntity:
    """Get a fact with all that it refers to; raises NotFound."""
    fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id, lock=lock)
    if fact is None:
        raise missing(session, ref.subject.value, ref.id, article_id=ref.article_id)
    return fact


def _original(session: Session, fact: FactEntity) -> Value:
    found, _ = _found(session, fact)
    if found is None:
        raise Invalid([Problem("status", "A person added the fact, so the machine has no value of it.")])
    return {"status": FactStatus.MACHINE.value, **found}


def _found(session: Session, fact: FactEntity) -> tuple[Value | None, Value]:
    """Return what the machine found last, if anything, and the value of revision 0, both as of now."""
    first = history.get_first(session, fact)
    found, original = history.machine_value(fact, first), history.first_value(fact, first)
    if first is None:
        return found, original
    return found and _as_of_now(session, fact, found), _as_of_now(session, fact, original)


def _as_of_now(session: Session, fact: FactEntity, value: Value) -> Value:
    """Return a value of before with the actors and the issue that judgements have put in the place of its own."""
    shown = queries.get_appearances_of(session, fact.article_pk, values.actor_ids(value))
    value = values.with_actors(value, {actor_id: each.actor.id for actor_id, each in shown.items()})
    if "issue" in value:
        value["issue"] = values.issue_as_of_now(session, fact.article.id, value["issue"])
    return value


def _restored(session: Session, fact: FactEntity, after: Value) -> Value:
    """Return a state that a revision has kept, as a person brings it back."""
    machine, first = _found(session, fact)
    kept = _as_of_now(session, fact, {name: each for name, each in after.items() if name != "found"})
    if kept["status"] == FactStatus.CONTESTED:  # the machine says so, and not a person
        kept["status"] = history.settled_status(kept, first).value
    elif kept["status"] == FactStatus.MACHINE and machine is not None and values.differ(kept, machine):
        kept["status"] = FactStatus.CORRECTED.value  # the machine now finds something else
    return kept


def _change(
    session: Session,
    ref: FactRef,
    fact: FactEntity,
    before: Value,
    after: Value,
    *,
    key_id: str | None,
    note: str | None,
    is_judged: bool = False,
    restores: int | None = None,
) -> None:
    """Set a fact to a state and keep the revision; a judgement is kept even when it changes nothing."""
    status = FactStatus(after["status"])
    is_live = status is not FactStatus.REJECTED
    if not is_live and isinstance(fact, Appearance):
        _check_unused(session, fact, live=True)
    now, by = clock.now(), api_keys.get_label(session, key_id)
    stands = queries.list_stands(session, [fact.article_pk])
    machine, first = _found(session, fact)
    if values.differ(before, after) or (is_live and fact.status is FactStatus.REJECTED):
        Writer(session, fact.article, now, is_live=is_live).write(fact, after)
    is_known = machine is None or not values.differ(machine, first)
    fact.found = None if is_known or status is FactStatus.MACHINE else machine
    fact.status = status
    session.flush()
    fact = _lock(session, ref)
    after = history.state(fact)
    if after == before and not is_judged:
        return
    fact.updated_at, fact.reviewed_by = now, by if status is not FactStatus.MACHINE else None
    history.add_revision(session, fact, before, after, now=now, by=by, note=note, restores=restores)
    _follow(session, fact)
    if isinstance(fact, Event):
        was, is_ = (history.is_joined(each, machine) for each in (before, after))
        history.join(session, fact, now, before=was, after=is_)
    contradictions.renew(session, [fact.article_pk], stands)


def _check_unused(session: Session, appearance: Appearance, *, live: bool) -> None:
    uses = queries.list_uses(session, appearance, live=live)
    if uses:
        listed = ", ".join(uses)
        raise Conflict(f"Facts of the article refer to {appearance.actor.id}: {listed}. Correct or reject them first.")


def _follow(session: Session, fact: FactEntity) -> None:
    session.flush()
    if isinstance(fact, Appearance):
        _refresh(session, fact)


def _refresh(session: Session, appearance: Appearance) -> None:
    """Give the actor of an appearance, and the one to which it was linked, what all their appearances say."""
    pks = (appearance.actor_pk, appearance.linked_pk)
    links.refresh_actors(session, [pk for pk in pks if pk is not None], clock.now())


# --- new facts --------------------------------------------------------------------------------------------------------

_DEFAULTS: dict[Subject, Value] = {
    Subject.QUOTE: {"speaker": None, "cue": None},
    Subject.EVENT: {"actors": [], "recipients": [], "when": None, "where": None, "figures": []},
    Subject.POSITION: {"quote_id": None},
    Subject.ACTOR: {"country": None, "role": None, "aliases": []},
}


def _new_quote(session: Session, article: Article, value: Value) -> tuple[FactEntity, str]:
    content = tuple(Span(**span) for span in value["content"])
    _check_new(session, Subject.QUOTE, article, content[0].start, {"content": value["content"]})
    quote_id = _free_id(session, Subject.QUOTE, ids.quote_id(article.id, content))
    return Quote(id=quote_id), quote_id


def _new_event(session: Session, article: Article, value: Value) -> tuple[FactEntity, str]:
    kind, triggers = EventType(value["type"]), tuple(Span(**span) for span in value["triggers"])
    value.setdefault("title", " … ".join(span.exact for span in triggers))
    same = {"type": value["type"], "triggers": value["triggers"]}
    _check_new(session, Subject.EVENT, article, triggers[0].start, same)
    event_id = _free_id(session, Subject.EVENT, ids.event_id(article.id, kind, triggers))
    return Event(id=event_id), event_id


def _new_position(session: Session, article: Article, value: Value) -> tuple[FactEntity, str]:
    stance, evidence = Stance(value["stance"]), Span(**value["evidence"])
    holder, issue = value["holder"], value["issue"]
    same = {name: value[name] for name in ("holder", "issue", "stance", "evidence")}
    _check_new(session, Subject.POSITION, article, evidence.start, same)
    about = issue.get("id") or ids.words_id(issue["label"])
    natural_id = ids.position_id(article.id, holder, about, stance, evidence)
    position_id = _free_id(session, Subject.POSITION, natural_id)
    return Position(id=position_id), position_id


def _check_new(session: Session, subject: Subject, article: Article, start: int, same: Value) -> None:
    """Raise Conflict when the article has a fact with the same fields."""
    for fact in queries.list_facts_at(session, subject, article.pk, start):
        value = values.read(fact)
        has_issue = "issue" not in same or same["issue"].items() <= value["issue"].items()  # by its id or its label
        if has_issue and all(value[name] == each for name, each in same.items() if name != "issue"):
            raise _there_already(fact)


def _there_already(fact: FactEntity) -> Conflict:
    fact_id = fact.actor.id if isinstance(fact, Appearance) else fact.id
    return Conflict(f"The article already has this fact: {fact_id}, which is {fact.status.value}.")


def _free_id(session: Session, subject: Subject, fact_id: str) -> str:
    """Return the id that the machine would give, or another one where a fact that was corrected since has it."""
    while queries.get_fact(session, subject, fact_id) is not None:
        fact_id = ids.next_id(fact_id)
    return fact_id


def _new_actor(session: Session, article: Article, value: Value) -> tuple[FactEntity, str]:
    """Link the actor to those of other articles, as the machine does."""
    actor = model.Actor(
        type=ActorType(value["type"]),
        name=value["name"],
        country=value["country"],
        role=value["role"],
        aliases=tuple(value["aliases"]),
        keys=tuple(value["keys"]),
        mentions=(),
        confidence=1.0,
    )
    known = articles.get_known_actors(session, {article.id: [actor]})
    linker = Linker(article.id, known, clock.now())
    link = linker.link(actor)
    shown_id = known.judged.place(article.id, link.actor.id)
    there = queries.get_appearances_of(session, article.pk, [link.actor.id, shown_id])
    for appearance in there.values():
        raise _there_already(appearance)
    session.add(link.actor)
    session.add_all(linker.new_keys)
    session.flush()
    if shown_id == link.actor.id:
        return Appearance(actor=link.actor, link=link.reason), shown_id
    shown = judged_actors.get_or_add(session, {}, link.actor, shown_id, known.judged, clock.now())
    return Appearance(actor=shown, linked_pk=link.actor.pk, link=link.reason), shown_id


_NEW: dict[Subject, Callable[[Session, Article, Value], tuple[FactEntity, str]]] = {
    Subject.QUOTE: _new_quote,
    Subject.EVENT: _new_event,
    Subject.POSITION: _new_position,
    Subject.ACTOR: _new_actor,
}
