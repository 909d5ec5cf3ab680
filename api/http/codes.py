"""The kinds of problems: the stable code of each, its status, and what its page in the documentation says."""

from enum import Enum
from http import HTTPStatus
from typing import NamedTuple

PATH = "/docs/problems/"


class Kind(NamedTuple):
    """What is said of a kind of problem, whatever the request."""

    status: int
    title: str
    meaning: str
    remedy: str


class Code(Enum):
    """The code of a problem, and what it stands for. Codes are promised (docs/versioning.md): none is renamed."""

    BAD_REQUEST = Kind(
        400, "Bad Request", "The request is malformed, for example its Host or its form.", "Correct it as detail says."
    )
    INVALID_QUERY = Kind(
        400,
        "Invalid query",
        "A parameter of the query is unknown, is given twice or has a value that is not allowed.",
        "The members of errors name each parameter and say what is wrong. /docs lists the parameters of each path.",
    )
    INVALID_CURSOR = Kind(
        400,
        "Invalid cursor",
        "The cursor is not one of this list with these filters and this order.",
        "Take the cursor from next of the previous page, or leave it out to begin again.",
    )
    MALFORMED_BODY = Kind(
        400,
        "Malformed body",
        "The body is empty, cut short, not in UTF-8, or not valid JSON or not a valid compressed stream.",
        "Send all of the body in the type and the encoding that its headers name.",
    )
    KEY_NEEDED = Kind(
        401,
        "Key needed",
        "The service has keys, and the request shows none.",
        "Send the key as Authorization: Bearer cmq_...; communique keys create makes one.",
    )
    INVALID_KEY = Kind(
        401,
        "Invalid key",
        "The key is unknown, mistyped, expired or revoked.",
        "Send another key; communique keys list shows all keys.",
    )
    SCOPE_MISSING = Kind(
        403,
        "Scope missing",
        "The key is valid but lacks the scope that this operation needs.",
        "Use a key with the scope that WWW-Authenticate names: read, write, review or admin.",
    )
    FOREIGN_SITE = Kind(
        403,
        "Foreign site",
        "The request comes from a page of another site, or names the service by a host that it does not know.",
        "Use localhost, send a key, or name the site in COMMUNIQUE_CORS_ORIGINS or COMMUNIQUE_HOSTS.",
    )
    NOT_FOUND = Kind(
        404,
        "Not Found",
        "There is nothing at this path, or nothing with this id. Ids with preview in them come from "
        "POST /v1/extractions, which stores nothing.",
        "Check the path; GET /v1 lists what there is.",
    )
    METHOD_NOT_ALLOWED = Kind(
        405, "Method Not Allowed", "The path does not take this method.", "Use one of those that Allow lists."
    )
    NOT_ACCEPTABLE = Kind(
        406,
        "Not Acceptable",
        "Accept names no media type that is available here.",
        "Ask for one of those that detail lists, or leave Accept out.",
    )
    BODY_LATE = Kind(
        408, "Request Timeout", "The body did not come in time.", "Send it again over a connection that is fast enough."
    )
    CONFLICT = Kind(
        409,
        "Conflict",
        "The state of the resource, or of what it refers to, does not allow the change.",
        "Fetch it again; detail says what prevents the change.",
    )
    EXTERNAL_ID_IN_USE = Kind(
        409,
        "External id in use",
        "Another text has this external_id from the same source.",
        "Use another external_id for another text, or delete the article that has it and post the new text.",
    )
    IDEMPOTENCY_KEY_IN_USE = Kind(
        409,
        "Idempotency key in use",
        "The first request with this Idempotency-Key is still being processed.",
        "Send the same request again after a second.",
    )
    NO_QUEUE = Kind(
        409,
        "No queue",
        "There are no workers and no jobs on SQLite.",
        "Post the article without Prefer, or use Postgres.",
    )
    GONE = Kind(
        410,
        "Gone",
        "The resource with this id was removed; detail says when, and by whom or why.",
        "Forget the id. It is never used again.",
    )
    CURSOR_EXPIRED = Kind(
        410,
        "Cursor expired",
        "The changes after this cursor of the feed are no longer all kept, or the store is another one since.",
        "Start anew: read the lists as NDJSON, keep the Feed-Cursor of the first, and go on with since=that cursor.",
    )
    LENGTH_REQUIRED = Kind(
        411, "Length Required", "A body is not taken in chunks.", "Send its length in Content-Length."
    )
    CHANGED = Kind(
        412,
        "Precondition Failed",
        "The resource has changed since the ETag in If-Match was sent.",
        "Fetch it again, check whether you still want the change, and send its new ETag.",
    )
    TOO_LARGE = Kind(
        413,
        "Content Too Large",
        "The body or the text is too large, or has too many lines or values.",
        "Send less at once.",
    )
    URL_TOO_LONG = Kind(414, "URI Too Long", "The URL is too long.", "Use fewer or shorter parameters.")
    UNSUPPORTED_TYPE = Kind(
        415,
        "Unsupported Media Type",
        "The body is of a type, a charset or an encoding that is not read here.",
        "Send one of the types that Accept of the answer lists.",
    )
    INVALID_BODY = Kind(
        422,
        "Invalid body",
        "A value in the body is missing, unknown or not allowed.",
        "The members of errors point at each value and say what is wrong.",
    )
    BLANK_TEXT = Kind(
        422, "Blank text", "The text of the article is blank, or has no letter in it.", "Post a text with words."
    )
    UNSUPPORTED_LANGUAGE = Kind(
        422,
        "Unsupported language",
        "The text is not English, or the language given with it is another one.",
        "Post English texts only; leave language out to have it detected.",
    )
    UNREADABLE = Kind(
        422,
        "Unreadable",
        "The main text of the web page cannot be found, or reading it takes too much time or memory.",
        "Post the text itself as text/plain or JSON.",
    )
    IDEMPOTENCY_KEY_REUSED = Kind(
        422,
        "Idempotency key reused",
        "This Idempotency-Key was sent with another request.",
        "Use a new key for a new request.",
    )
    NOTHING_IMPORTED = Kind(
        422,
        "Nothing imported",
        "Every line of the import was refused.",
        "The members of errors have the code and the reason for each line.",
    )
    PRECONDITION_REQUIRED = Kind(
        428,
        "Precondition Required",
        "A change needs If-Match, so that nobody else's change is lost.",
        "Send the ETag from GET, or * for any state.",
    )
    RATE_LIMITED = Kind(
        429,
        "Too Many Requests",
        "The caller has used up its requests of this kind in the current window.",
        "Wait as many seconds as Retry-After says; RateLimit shows what is left.",
    )
    INTERNAL_ERROR = Kind(
        500,
        "Internal Server Error",
        "The service has a fault.",
        "Report it with the request_id, which is also in the log.",
    )
    UNAVAILABLE = Kind(
        503,
        "Service Unavailable",
        "Too many requests are waiting, the answer takes too long, or the database is away, locked, read-only or full.",
        "Nothing is half stored. Send the request again after as many seconds as Retry-After says.",
    )

    @property
    def word(self) -> str:
        """The code as it is sent."""
        return self.name.lower()

    @property
    def path(self) -> str:
        """The page about it, which is its type."""
        return f"{PATH}{self.word}"


def code_of(status: int) -> Code:
    """Return the code of a problem of which nothing but the status is known."""
    return _GENERAL.get(status) or (
        Code.INTERNAL_ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Code.BAD_REQUEST
    )


_GENERAL = {code.value.status: code for code in reversed(Code)} | {
    401: Code.KEY_NEEDED,
    422: Code.INVALID_BODY,
}
