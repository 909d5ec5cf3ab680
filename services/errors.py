"""What can go wrong in a use case. None of it knows of HTTP."""

# ruff: noqa: N818 (the words of the domain say more than a suffix)

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field."""

    field: str
    detail: str


class ServiceError(Exception):
    """Base of everything the services raise on purpose; str() of it is a sentence for users."""


class Invalid(ServiceError):
    """What was handed in is wrong, field by field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{problem.field}: {problem.detail}" for problem in problems))


class TooLarge(ServiceError):
    """The text has more bytes than an article may have."""

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(f"The text has {size} bytes in UTF-8; the most an article may have is {limit}.")


class UnsupportedLanguage(ServiceError):
    """The text is not English. `language` is a BCP 47 code, `field` what tells it: "text" or "language"."""

    def __init__(self, language: str, field: str) -> None:
        self.language, self.field = language, field
        super().__init__(f"The language is {language}; only English (en) can be read.")


class NotFound(ServiceError):
    """There is no such thing. `kind` is a word such as "article"."""

    def __init__(self, kind: str, public_id: str) -> None:
        self.kind, self.id = kind, public_id
        super().__init__(f"There is no {kind} {public_id}.")


class Unreadable(ServiceError):
    """A web page from which no text can be taken."""


class DamagedExport(ServiceError):
    """An export that is incomplete, changed or of another version."""


class NotEmpty(ServiceError):
    """A store that must be empty has rows."""

    def __init__(self, tables: Sequence[str]) -> None:
        super().__init__(f"The database is not empty: {', '.join(tables)}. Import into one that is only migrated.")


class UnknownSchema(ServiceError):
    """The database has migrations that this version does not have."""

    def __init__(self, revisions: Iterable[str]) -> None:
        super().__init__(
            f"The database has migrations that this version does not know: {', '.join(sorted(revisions))}. They are a "
            "newer version's, or another program's."
        )


class NoQueue(ServiceError):
    """The database has no queue of jobs."""

    def __init__(self) -> None:
        super().__init__(
            "Only Postgres has a queue of jobs, and DATABASE_URL names another database: there each article is read "
            "and stored in the request that posts it."
        )


class NotFailed(ServiceError):
    """A job that is to be tried anew has not failed."""

    def __init__(self, job_id: str, status: str) -> None:
        super().__init__(f"{job_id} has not failed: it is {status}.")


class KeyInUse(ServiceError):
    """A request with the same idempotency key is under way."""

    def __init__(self) -> None:
        super().__init__("The first request with this Idempotency-Key is not done yet; send this one again later.")


class KeyReused(ServiceError):
    """The idempotency key came with another request before."""

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key came with another request before; a new request needs a new key.")


class AnswerGone(ServiceError):
    """What the first request with the idempotency key stored has been deleted since."""

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        super().__init__(
            f"What this Idempotency-Key stored, {article_id}, has been deleted; to store it again, use a new key."
        )
