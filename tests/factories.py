"""Test data. A `create_` function stores a row and commits, a `make_` function gives a value."""

from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import Any, TypeVar

import orjson
from sqlalchemy.orm import Session

from extraction import linking, model
from ontology.edtf import Edtf
from ontology.enums import (
    ActorType,
    ArticleStatus,
    Basis,
    ChangeKind,
    ContradictionKind,
    DeliveryStatus,
    EventType,
    FactStatus,
    FigureKind,
    JobStatus,
    Modality,
    Operation,
    QuoteKind,
    Stance,
    WebhookStatus,
)
from ontology.figure import PERSONS, Figure
from ontology.span import Grounder, Span
from store.engine import settle_counts
from store.models import (
    Actor,
    ActorKey,
    Appearance,
    Article,
    Base,
    Change,
    Contradiction,
    Delivery,
    Event,
    EventFigure,
    EventParticipant,
    Issue,
    Job,
    Mention,
    Occurrence,
    ParticipantRole,
    Position,
    Quote,
    Webhook,
)

T = TypeVar("T", bound=Base)

TEXT = "Iraq wants peace, the minister said."
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TIMES = {"created_at": NOW, "updated_at": NOW}
FACT = {"confidence": 0.5, "status": FactStatus.MACHINE, **TIMES}

_number = count(1)
_LETTERS = str.maketrans("0123456789", "abcdefghij")


def make_id(prefix: str, number: int) -> str:
    """An id that looks like those the services derive."""
    return f"{prefix}_{number:016}".translate(_LETTERS)


def make_span(exact: str, text: str = TEXT) -> Span:
    """The first place of some words in a text."""
    start = text.index(exact)
    return Grounder(text).span(start, start + len(exact))


def create_article(session: Session, **overrides: Any) -> Article:
    number = next(_number)
    values = {
        "id": make_id("art", number),
        "text": TEXT,
        "text_sha256": sha256(str(number).encode()).hexdigest(),
        "language": "en",
        "status": ArticleStatus.READY,
        "engine": "test",
        "dates": (),
        "warnings": (),
    }
    return _store(session, Article(**values | TIMES | overrides))


def make_publication(date: str) -> dict[str, Any]:
    """What an article that was published then has of it."""
    bounds = Edtf.parse(date)
    return {"published_at": date, "published_from": bounds.earliest, "published_to": bounds.latest}


def make_when(date: str) -> dict[str, Any]:
    """What an event of this date has of it."""
    bounds = Edtf.parse(date)
    when = {"when_edtf": date, "when_span": make_span("peace")}
    return when | {"when_from": bounds.earliest, "when_to": bounds.latest}


def create_job(session: Session, **overrides: Any) -> Job:
    number = next(_number)
    values = {
        "id": make_id("job", number),
        "article_id": make_id("art", number),
        "submission": orjson.dumps({"text": TEXT}).decode(),
        "status": JobStatus.QUEUED,
        "attempts": 0,
    }
    return _store(session, Job(**values | TIMES | overrides))


def create_change(session: Session, **overrides: Any) -> Change:
    values = {
        "kind": ChangeKind.QUOTE,
        "id": make_id("quo", 1),
        "operation": Operation.UPDATE,
        "at": NOW,
        "changed": (),
    }
    return _store(session, Change(**values | overrides))


def create_webhook(session: Session, **overrides: Any) -> Webhook:
    values = {
        "id": make_id("whk", next(_number)),
        "url": "https://hooks.example/",
        "kinds": (),
        "articles": (),
        "status": WebhookStatus.ACTIVE,
        "secret": "whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cyBvZiBob29rcw==",
        "after": 0,
        "failures": 0,
    }
    return _store(session, Webhook(**values | TIMES | overrides))


def create_delivery(session: Session, webhook: Webhook, **overrides: Any) -> Delivery:
    change = create_change(session)
    values = {"id": make_id("dlv", next(_number)), "object_id": change.id, "status": DeliveryStatus.WAITING}
    values |= {"webhook_pk": webhook.pk, "change_pk": change.pk, "attempts": 0, "next_at": NOW}
    return _store(session, Delivery(**values | overrides))


def create_actor(session: Session, **overrides: Any) -> Actor:
    values = {"id": make_id("act", next(_number)), "type": ActorType.STATE, "name": "Iraq", "country": "IQ"}
    return _store(session, Actor(**values | TIMES | overrides))


def create_state(session: Session, **overrides: Any) -> Actor:
    """The state of a country, which is found by its code."""
    state = create_actor(session, **overrides)
    _store(session, ActorKey(key=f"state {state.country}", actor=state))
    return state


def create_official(session: Session, name: str, role: str, country: str = "IQ") -> Actor:
    """A person in an office that one person holds at a time."""
    official = create_actor(session, type=ActorType.PERSON, name=name, role=role, country=country)
    _store(session, ActorKey(key=f"office {country} {role} {name}", actor=official))
    return official


def create_appearance(
    session: Session, article: Article, actor: Actor, mentions: tuple[str, ...] = ("Iraq",), **overrides: Any
) -> Appearance:
    values = {
        "article": article,
        "actor": actor,
        "type": actor.type,
        "name": actor.name,
        "country": actor.country,
        "role": actor.role,
        "aliases": (),
        "keys": (),
        "link": None,
    } | overrides
    rows = [Mention(**make_span(mention, article.text)._asdict()) for mention in mentions]
    folded = "\n".join((values["name"], *values["aliases"])).casefold()
    appearance = _store(session, Appearance(mentions=rows, folded=folded, **FACT | values))
    for row in rows:
        row.article_pk, row.actor_pk = appearance.article_pk, appearance.actor_pk
        session.add(row)
    session.commit()
    return appearance


def create_quote(session: Session, article: Article | None = None, **overrides: Any) -> Quote:
    words = make_span("Iraq wants peace")
    values = {
        "id": make_id("quo", next(_number)),
        "article": article or create_article(session),
        "kind": QuoteKind.INDIRECT,
        "content": (words,),
        "start": words.start,
        "text": words.exact,
    }
    return _store(session, Quote(**FACT | values | overrides))


def create_event(
    session: Session,
    article: Article | None = None,
    *,
    actors: tuple[Actor, ...] = (),
    recipients: tuple[Actor, ...] = (),
    **overrides: Any,
) -> Event:
    trigger = make_span("wants")
    parts = [(actor, ParticipantRole.ACTOR) for actor in actors]
    parts += [(actor, ParticipantRole.RECIPIENT) for actor in recipients]
    values = {
        "id": make_id("evt", next(_number)),
        "article": article or create_article(session),
        "type": EventType.REQUEST,
        "title": "Iraq wants peace",
        "triggers": (trigger,),
        "start": trigger.start,
        "modality": Modality.OCCURRED,
        "figures": (),
        "participants": [EventParticipant(actor=actor, role=role) for actor, role in parts],
    }
    event = _store(session, Event(**FACT | values | overrides))
    session.add_all(EventFigure(event_pk=event.pk, **EventFigure.bounds(figure)) for figure in event.figures)
    session.commit()
    return event


def create_occurrence(session: Session, *events: Event, **overrides: Any) -> Occurrence:
    """An occurrence that these events report."""
    values = {"id": make_id("occ", next(_number)), "sources": len(events)}
    occurrence = _store(session, Occurrence(**values | TIMES | overrides))
    for event in events:
        event.occurrence = occurrence
    session.commit()
    return occurrence


def create_issue(session: Session, label: str = "Peace in Iraq", **overrides: Any) -> Issue:
    number = next(_number)
    values = {"id": make_id("iss", number), "slug": f"issue-{number}", "label": label, "folded": label.casefold()}
    return _store(session, Issue(**values | {"created_at": NOW} | overrides))


def create_position(session: Session, article: Article | None = None, **overrides: Any) -> Position:
    evidence = make_span("Iraq wants peace")
    values = {
        "id": make_id("pos", next(_number)),
        "article": article or create_article(session),
        "holder": overrides.get("holder") or create_actor(session),
        "issue": overrides.get("issue") or create_issue(session),
        "stance": Stance.SUPPORTS,
        "evidence": evidence,
        "start": evidence.start,
        "basis": Basis.REPORTED,
    }
    return _store(session, Position(**FACT | values | overrides))


def create_contradiction(
    session: Session, earlier: Position, later: Position | Event, **overrides: Any
) -> Contradiction:
    """What a position and a later fact of its holder are."""
    is_act = isinstance(later, Event)
    values = {
        "id": make_id("con", next(_number)),
        "kind": ContradictionKind.ACT if is_act else ContradictionKind.STANCE,
        "holder_pk": earlier.holder_pk,
        "issue_pk": earlier.issue_pk,
        "earlier_pk": earlier.pk,
        "earlier_article_pk": earlier.article_pk,
        "later_pk": None if is_act else later.pk,
        "event_pk": later.pk if is_act else None,
        "later_article_pk": later.article_pk,
        "confidence": 0.25,
        "created_at": NOW,
    }
    return _store(session, Contradiction(**values | overrides))


def create_brief(session: Session, size: int = 1, **overrides: Any) -> Article:
    """An article with `size` of everything, all tied together."""
    article = create_article(session, **overrides)
    for _ in range(size):
        actor = create_actor(session)
        create_appearance(session, article, actor)
        quote = create_quote(session, article, speaker=actor, speaker_mention=make_span("the minister"))
        create_occurrence(session, create_event(session, article, actors=(actor,), recipients=(actor,)))
        position = create_position(session, article, holder=actor, quote=quote)
        create_contradiction(session, position, position)
    return article


def make_actor(name: str = "Iraq", text: str = TEXT, *, named: bool = True, **overrides: Any) -> model.Actor:
    values = {
        "type": ActorType.STATE,
        "name": name,
        "country": "IQ",
        "role": None,
        "aliases": (),
        "mentions": overrides.get("mentions") or (make_span(name, text),),
        "confidence": 0.9,
    }
    values |= overrides
    identity = linking.Identity(*(values[field] for field in ("type", "name", "country", "role")))
    return model.Actor(**{"keys": linking.keys(identity, values["aliases"], named=named)} | values)


def make_quote(**overrides: Any) -> model.Quote:
    values = {
        "kind": QuoteKind.INDIRECT,
        "speaker": model.Speaker(actor=1, mention=make_span("the minister")),
        "cue": make_span("said"),
        "content": (make_span("Iraq wants peace"),),
        "confidence": 0.8,
    }
    return model.Quote(**values | overrides)


def make_figure(
    kind: FigureKind = FigureKind.KILLED,
    least: float | None = 12,
    most: float | None = 12,
    unit: str = PERSONS,
    **overrides: Any,
) -> Figure:
    values = {"kind": kind, "min": least, "max": most, "approximate": False, "unit": unit, "span": make_span("peace")}
    return Figure(**values | overrides)


def make_event(**overrides: Any) -> model.Event:
    values = {
        "type": EventType.REQUEST,
        "title": "Iraq wants peace",
        "triggers": (make_span("wants"),),
        "actors": (0,),
        "recipients": (1,),
        "when": None,
        "where": None,
        "modality": Modality.OCCURRED,
        "figures": (),
        "confidence": 0.7,
    }
    return model.Event(**values | overrides)


def make_position(**overrides: Any) -> model.Position:
    values = {
        "holder": 0,
        "issue": "Peace in Iraq",
        "stance": Stance.SUPPORTS,
        "evidence": make_span("wants peace"),
        "basis": Basis.STATED,
        "quote": 0,
        "confidence": 0.6,
    }
    return model.Position(**values | overrides)


def make_extraction(**overrides: Any) -> model.Extraction:
    """What might be found in TEXT: one fact of each kind, and two actors."""
    minister = make_actor("the minister", type=ActorType.PERSON, named=False, country=None, role="minister")
    values = {
        "engine": "test",
        "actors": (make_actor(), minister),
        "quotes": (make_quote(),),
        "events": (make_event(),),
        "positions": (make_position(),),
        "dates": (),
        "warnings": (),
    }
    return model.Extraction(**values | overrides)


def _store(session: Session, row: T) -> T:
    session.add(row)
    session.commit()
    settle_counts(session)
    return row
