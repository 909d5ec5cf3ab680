"""Public ids, derived from contents: the same text gets the same ids, and facts that do not change keep theirs."""

import hashlib
import re
import unicodedata
from base64 import b32encode
from collections.abc import Sequence
from datetime import datetime

from extraction import matters
from ontology.enums import ActorType, EventType, Stance
from ontology.issues import issue_key
from ontology.span import Span

# Ten bytes are sixteen letters; a clash is to be expected only among 2**40 ids.
_ID_BYTES = 10
_MAX_SLUG_LENGTH = 200
_NON_WORD = re.compile(r"[\W_]+")


def article_id(text_sha256: str) -> str:
    """Return the id of the article with this text."""
    return _derive("art", text_sha256)


def job_id(article: str) -> str:
    """Return the id of the job that stores an article: the same text is the same job."""
    return _derive("job", article)


def actor_id(key: str) -> str:
    """Return the id of the actor that a key of `extraction.linking` identifies, the same in all articles."""
    return _derive("act", *key.split(" "))


def local_actor_id(article: str, type: ActorType, name: str) -> str:  # noqa: A002
    """Return the id of an actor that is identified within its article only."""
    return _derive("act", article, type, name)


def quote_id(article: str, content: tuple[Span, ...]) -> str:
    """Return the id of the quote that has these pieces."""
    return _derive("quo", article, *_offsets(content))


def event_id(article: str, type: EventType, triggers: tuple[Span, ...]) -> str:  # noqa: A002
    """Return the id of the event of this type that has these triggers."""
    return _derive("evt", article, type, *_offsets(triggers))


def next_id(fact: str) -> str:
    """Return an id for a fact of which another one, which was corrected since, has the id that its contents give."""
    return _derive(fact.partition("_")[0], fact)


def occurrence_id(event: str) -> str:
    """Return the id of the occurrence whose first report is an event."""
    return f"occ_{event.removeprefix('evt_')}"


def position_id(article: str, holder: str, issue: str, stance: Stance, evidence: Span) -> str:
    """Return the id of a position; `holder` is the local id of the holder in the article."""
    return _derive("pos", article, holder, issue, stance, *_offsets((evidence,)))


def contradiction_id(earlier: str, later: str) -> str:
    """Return the id of the contradiction between a position and a later fact."""
    return _derive("con", earlier, later)


def issue_id(label: str, article: str, key: str | None) -> str:
    """Return the id of the issue of a matter: by its key, the same in all articles, or of one article."""
    return _derive("iss", key) if key else _derive("iss", article, slug(label))


def words_id(label: str) -> str:
    """Return what the ids of positions know of an issue, the same for its content words in any order and form."""
    return _derive("iss", issue_key(label) or slug(label))


def issue_slug(label: str, article: str, key: str | None) -> str:
    """Return the slug of an issue: its label, with letters of its id where the label alone does not tell it apart."""
    is_told = key is not None and matters.key(label) == key
    return slug(label) if is_told else slug_of_part(label, issue_id(label, article, key))


def slug_of_part(label: str, issue: str) -> str:
    """Return the slug of an issue that judgements have made: another issue may have its label."""
    return f"{slug(label)}-{issue.removeprefix('iss_')}"


def split_id(record: str, articles: Sequence[str]) -> str:
    """Return the id of the record that is split off another one with what some articles have of it."""
    return _derive(record[:3], record, *sorted(articles))


def judgement_id(number: int, one: str, *about: str) -> str:
    """Return the id of a judgement of a record, on which there are so many others."""
    return _derive("jdg", one, str(number), *about)


def delivery_id(webhook: str, number: int, at: datetime) -> str:
    """Return the id of the delivery of a change, by its number and its time, to a webhook."""
    return _derive("dlv", webhook, str(number), at.isoformat())


def slug(label: str) -> str:
    """Return the words of a label in lower case, joined by hyphens; empty for a label without words."""
    words = _NON_WORD.sub("-", unicodedata.normalize("NFKC", label).casefold())
    return words.strip("-")[:_MAX_SLUG_LENGTH]


def _offsets(spans: tuple[Span, ...]) -> list[str]:
    return [f"{span.start}:{span.end}" for span in spans]


def _derive(prefix: str, *parts: str) -> str:
    # No text holds a NUL, so no two lists of parts join to the same bytes.
    digest = hashlib.sha256("\0".join((prefix, *parts)).encode()).digest()
    return f"{prefix}_{b32encode(digest[:_ID_BYTES]).decode().lower()}"
