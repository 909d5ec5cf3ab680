"""Queue of reviewers: the facts that nobody has judged, the least certain first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import render_template

from api.database import session
from api.http.paging import next_path, page_values, read_or_refuse
from api.http.parsing import read_query
from api.reader.highlights import Paragraph, highlights_of, paragraphs
from api.reader.pages import Form, articles_by_id, blueprint
from ontology.enums import Subject
from ontology.span import Span
from schemas.events import EventOut
from schemas.positions import PositionOut
from schemas.query.fields import Number
from schemas.query.paging import Paging
from schemas.quotes import QuoteOut
from schemas.review.queue import QueueFilter
from services.review import queue
from services.review.queue import QueueItem
from store import queries

_SHOWN, _MAX_SHOWN = 5, 100  # sentences; of six, a page on a phone may have 8,200 pixels
_FACTS: Mapping[Subject, tuple[Any, Any]] = {
    Subject.QUOTE: (QuoteOut(), queries.list_quotes),
    Subject.EVENT: (EventOut(), queries.list_events),
    Subject.POSITION: (PositionOut(), queries.list_positions),
}


class QueueForm(Form, QueueFilter):
    """The filters of the queue, as a form sends them."""


class QueuePaging(Paging):
    """The page of the queue."""

    limit = Number(1, _MAX_SHOWN, load_default=_SHOWN)


_FORM, _PAGING = QueueForm(), QueuePaging()


@blueprint.route("/review")
def review_queue() -> str:
    """Show what to review next: sentences, each with its facts that nobody has judged."""
    filters, paging = read_query(_FORM, _PAGING)
    asked = page_values(paging | {"count": True})
    page = read_or_refuse(partial(_read, filters), asked)
    facts = _facts(page.items)
    ids = {actor_id for kind, fact in facts.values() for actor_id in _actors(kind, fact)}
    return render_template(
        "reader/review/queue.html",
        sentences=_once(page.items, facts),
        facts=facts,
        stored=True,
        names={actor.id: actor.name for actor in queries.get_actors(session(), sorted(ids)).values()},
        articles=articles_by_id([item.fact.article_id for item in page.items]),
        total=page.total,
        next=next_path(page.next) if page.next else None,
        kinds=list(_FACTS),
        summary=queue.summarise(session()),
    )


def _read(filters: Mapping[str, Any], page: Mapping[str, Any]) -> Any:
    return queue.list_queue(session(), **filters, **page)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, in lines with the marks of its facts, and these by their ids."""

    item: QueueItem
    ids: list[str]
    lines: list[Paragraph]


def _once(items: Iterable[QueueItem], facts: Mapping[str, tuple[str, dict[str, Any]]]) -> list[Sentence]:
    """Return the sentences; a fact that an earlier sentence shows is left out."""
    shown: set[str] = set()
    found = []
    for item in items:
        ids = [fact.id for fact in (item.fact, *item.together) if fact.id not in shown]
        if item.fact.id in ids:
            found.append(Sentence(item, ids, _lines(item.sentence, [facts[each] for each in ids])))
            shown.update(ids)
    return found


def _lines(sentence: Span, facts: list[tuple[str, dict[str, Any]]]) -> list[Paragraph]:
    """Return a sentence in lines with the marks of facts, as far as they are in it."""
    first, length = sentence.start, len(sentence.exact)
    inside = [
        each._replace(start=max(each.start - first, 0), end=min(each.end - first, length))
        for each in highlights_of(facts)
        if first < each.end and each.start < sentence.end
    ]
    return list(paragraphs(sentence.exact, inside))


def _facts(items: Iterable[QueueItem]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return the facts of the queue by id, each with its kind, as the API serves them."""
    ids: defaultdict[Subject, list[str]] = defaultdict(list)
    for item in items:
        for fact in (item.fact, *item.together):
            ids[fact.kind].append(fact.id)
    return {
        served["id"]: (kind.value, served)
        for kind, some in ids.items()
        for served in _FACTS[kind][0].dump(_FACTS[kind][1](session(), id=some, limit=len(some)).items, many=True)
    }


def _actors(kind: str, fact: Mapping[str, Any]) -> list[str]:
    """Return the ids of the actors that a fact names."""
    if kind == "quote":
        speaker = fact["speaker"] or {}
        return [speaker["actor_id"]] if speaker.get("actor_id") else []
    return [*fact["actors"], *fact["recipients"]] if kind == "event" else [fact["holder"]]
