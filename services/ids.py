"""Public ids, derived: the same text gives the same brief, and facts that do not change keep their ids."""

import hashlib
import re
import unicodedata
from base64 import b32encode

from ontology.enums import ActorType, EventType, Stance
from ontology.issues import issue_key
from ontology.span import Span

# Ten bytes are sixteen letters; a clash is to be expected among 2**40 ids, not before.
_BYTES = 10
_LONGEST_SLUG = 200
_NO_WORD = re.compile(r"[\W_]+")


def article_id(text_sha256: str) -> str:
    """The id of the article with this text."""
    return _derive("art", text_sha256)


def job_id(article: str) -> str:
    """The id of the job that stores an article: the same text is the same job."""
    return _derive("job", article)


def actor_id(key: str) -> str:
    """The id of the actor that a key of `extraction.linking` tells, the same in all articles."""
    return _derive("act", *key.split(" "))


def local_actor_id(article: str, type: ActorType, name: str) -> str:  # noqa: A002
    """The id of an actor that only its article tells."""
    return _derive("act", article, type, name)


def quote_id(article: str, content: tuple[Span, ...]) -> str:
    """The id of the quote of these pieces."""
    return _derive("quo", article, *_offsets(content))


def event_id(article: str, type: EventType, triggers: tuple[Span, ...]) -> str:  # noqa: A002
    """The id of the event of this type that these words name."""
    return _derive("evt", article, type, *_offsets(triggers))


def position_id(article: str, holder: str, issue: str, stance: Stance, evidence: Span) -> str:
    """The id of a holder's stance on an issue, where the article shows it; holder is its id in this article alone."""
    return _derive("pos", article, holder, issue, stance, *_offsets((evidence,)))


def issue_id(label: str) -> str:
    """The id of an issue: that of its content words, in any order and form, so the same in all articles."""
    return _derive("iss", issue_key(label) or slug(label))


def slug(label: str) -> str:
    """The words of a label in lower case, joined by hyphens; empty for a label without words."""
    words = _NO_WORD.sub("-", unicodedata.normalize("NFKC", label).casefold())
    return words.strip("-")[:_LONGEST_SLUG]


def _offsets(spans: tuple[Span, ...]) -> list[str]:
    return [f"{span.start}:{span.end}" for span in spans]


def _derive(prefix: str, *parts: str) -> str:
    # No text holds a NUL, so no two lists of parts join to the same bytes.
    digest = hashlib.sha256("\0".join((prefix, *parts)).encode()).digest()
    return f"{prefix}_{b32encode(digest[:_BYTES]).decode().lower()}"
