"""Errors of the use cases. They know nothing of HTTP."""

# ruff: noqa: N818 (the words of the domain say more than a suffix)

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """An error in one field."""

    field: str
    detail: str


class ServiceError(Exception):
    """The base of the errors that services raise; str() of one is a sentence for users."""


class Invalid(ServiceError):
    """The input is wrong; `problems` has the errors of its fields."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{problem.field}: {problem.detail}" for problem in problems))


class BlankText(Invalid):
    """The text contains no letter."""


class TooLarge(ServiceError):
    """The text is too long for an article."""

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(f"The text has {size} bytes in UTF-8; an article may have at most {limit}.")


class UnsupportedLanguage(ServiceError):
    """The text is not English. `language` is its BCP 47 code, `field` its source: "text" or "language"."""

    def __init__(self, language: str, field: str) -> None:
        self.language, self.field = language, field
        super().__init__(f"The language is {language}; only English (en) can be read.")


class NotFound(ServiceError):
    """Nothing has this id. `kind` is a word such as "article"."""

    def __init__(self, kind: str, public_id: str) -> None:
        self.kind, self.id = kind, public_id
        super().__init__(f"There is no {kind} {public_id}.")


class Gone(NotFound):
    """What had this id was removed: at a time, by the holder of a key or for the reason in `note`."""

    def __init__(self, kind: str, public_id: str, at: datetime, by: str | None, note: str | None) -> None:
        super().__init__(kind, public_id)
        by_whom = f" by {by}" if by else ""
        why = f" {note}" if note else ""
        self.args = (f"{public_id} was removed at {at:%Y-%m-%dT%H:%M:%SZ}{by_whom}.{why}",)


class Conflict(ServiceError):
    """The state of a fact, or of what it refers to, does not allow the change."""


class ExternalIdInUse(ServiceError):
    """Another article has this external id."""

    def __init__(self, external_id: str, source: str, article_id: str) -> None:
        self.article_id = article_id
        of_source = f" of the source {source!r}" if source else ""
        super().__init__(f"The external_id {external_id!r}{of_source} belongs to {article_id}, which has another text.")


class Stale(ServiceError):
    """A fact has changed since a reviewer has seen it."""

    def __init__(self, fact_id: str) -> None:
        super().__init__(f"{fact_id} has changed. Fetch it and decide again.")


class Unreadable(ServiceError):
    """A web page without a readable text, or a text that takes too much time or memory."""


class DamagedExport(ServiceError):
    """An export that is incomplete, changed or of another version."""


class NotEmpty(ServiceError):
    """A database that must be empty has rows."""

    def __init__(self, tables: Sequence[str]) -> None:
        super().__init__(
            f"The database is not empty: {', '.join(tables)}. Import into a database that is migrated and empty."
        )


class UnknownSchema(ServiceError):
    """The database has unknown migrations."""

    def __init__(self, revisions: Iterable[str]) -> None:
        super().__init__(
            f"The database has migrations that this version does not know: {', '.join(sorted(revisions))}. They "
            "come from a newer version or another program."
        )


class NoQueue(ServiceError):
    """The database has no queue of jobs."""

    def __init__(self) -> None:
        super().__init__(
            "Only Postgres has a queue of jobs. With the database of DATABASE_URL, each article is read and stored in "
            "the request that posts it."
        )


class NotFailed(ServiceError):
    """A job that is to be retried has not failed."""

    def __init__(self, job_id: str, status: str) -> None:
        super().__init__(f"{job_id} has not failed: it is {status}.")


class KeyInUse(ServiceError):
    """A request with the same idempotency key is being done."""

    def __init__(self) -> None:
        super().__init__(
            "The first request with this Idempotency-Key is still being processed; send this one again later."
        )


class KeyReused(ServiceError):
    """Another request had the idempotency key."""

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was sent with another request; a new request needs a new key.")


class AnswerGone(ServiceError):
    """The article that the idempotency key stored has been deleted."""

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        super().__init__(
            f"The article that this Idempotency-Key stored, {article_id}, has been deleted; a new key stores it again."
        )
