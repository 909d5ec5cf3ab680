"""Gold: reviewed articles as the evaluation reads them, so that people can measure the engine on their own texts."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ontology.span import Span
from store import queries
from store.models import Appearance, Article, Event, Position, Quote

Line = dict[str, Any]


def list_gold(session: Session) -> Iterator[Line]:
    """Yield the articles whose quotes, events and positions people have all judged, with what is right of them."""
    for article_id in queries.list_reviewed_ids(session):
        article = queries.get_brief(session, article_id)
        if article is not None:
            yield _line(article)
        session.expunge_all()


def _line(article: Article) -> Line:
    return {
        "id": article.id,
        "sha256": article.text_sha256,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "text": article.text,
        "actors": [_actor(appearance) for appearance in article.appearances],
        "quotes": [_quote(quote) for quote in article.quotes],
        "events": [_event(event) for event in article.events],
        "positions": [_position(position) for position in article.positions],
    }


def _actor(appearance: Appearance) -> Line:
    return {
        "id": appearance.actor.id,
        "name": appearance.name,
        "type": appearance.type,
        "country": appearance.country,
        "role": appearance.role,
        "mentions": _spans([mention.span for mention in appearance.mentions]),
    }


def _quote(quote: Quote) -> Line:
    return {
        "kind": quote.kind,
        "speaker": quote.speaker_id,
        "speaker_mention": _span(quote.speaker_mention) if quote.speaker_mention else None,
        "cue": _span(quote.cue) if quote.cue else None,
        "content": _spans(quote.content),
    }


def _event(event: Event) -> Line:
    return {
        "id": event.id,
        "type": event.type,
        "triggers": _spans(event.triggers),
        "actors": event.actor_ids,
        "recipients": event.recipient_ids,
        "when": event.when_edtf,
        "country": event.country,
        "modality": event.modality,
    }


def _position(position: Position) -> Line:
    return {
        "holder": position.holder_id,
        "issue": position.label,
        "stance": position.stance,
        "evidence": _span(position.evidence),
        "basis": position.basis,
    }


def _spans(spans: Sequence[Span]) -> list[Line]:
    return [_span(span) for span in spans]


def _span(span: Span) -> Line:
    return {"start": span.start, "end": span.end, "exact": span.exact}
