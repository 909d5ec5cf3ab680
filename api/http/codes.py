"""The kinds of problems: the stable code of each, its status, and the text of its page in the documentation."""

from enum import Enum
from http import HTTPStatus
from typing import NamedTuple

PATH = "/docs/problems/"


class Kind(NamedTuple):
    """The status, the title, the meaning and the remedy of a kind of problem."""

    status: int
    title: str
    meaning: str
    remedy: str


class Code(Enum):
    """The code of a problem, with its kind. Codes are stable (docs/versioning.md): none is ever renamed."""

    BAD_REQUEST = Kind(
        400,
        "Bad Request",
        "The request is malformed, for example its Host header or its form.",
        "Correct the error that detail names.",
    )
    INVALID_QUERY = Kind(
        400,
        "Invalid query",
        "A parameter of the query is unknown, is given twice or has a value that is not allowed.",
        "The member errors names each wrong parameter and the reason. /docs lists the parameters of each path.",
    )
    INVALID_CURSOR = Kind(
        400,
        "Invalid cursor",
        "The cursor does not belong to this list with these filters and this order.",
        "Use the cursor in next of the previous page, or omit it to start from the first page.",
    )
    MALFORMED_BODY = Kind(
        400,
        "Malformed body",
        "The body is empty, truncated, not in UTF-8, not valid JSON, or not a valid compressed stream.",
        "Send the whole body, in the type and the encoding that its headers name.",
    )
    KEY_NEEDED = Kind(
        401,
        "Key needed",
        "The service requires a key, and the request has none.",
        "Send a key as Authorization: Bearer cmq_...; communique keys create makes one.",
    )
    INVALID_KEY = Kind(
        401,
        "Invalid key",
        "The key is unknown, mistyped, expired or revoked.",
        "Send a valid key; communique keys list shows all keys.",
    )
    SCOPE_MISSING = Kind(
        403,
        "Scope missing",
        "The key is valid but lacks the scope that this operation requires.",
        "Use a key with the scope that WWW-Authenticate names: read, write, review or admin.",
    )
    FOREIGN_SITE = Kind(
        403,
        "Foreign site",
        "The request comes from a page of another site, or uses a host name that the service does not accept.",
        "Use localhost, send a key, or add the site to COMMUNIQUE_CORS_ORIGINS or the host to COMMUNIQUE_HOSTS.",
    )
    NOT_FOUND = Kind(
        404,
        "Not Found",
        "The path or the id does not exist. Ids that contain preview come from POST /v1/extractions, which stores "
        "nothing.",
        "Check the path and the id; GET /v1 lists the paths.",
    )
    METHOD_NOT_ALLOWED = Kind(
        405, "Method Not Allowed", "The path does not support this method.", "Use a method that the header Allow lists."
    )
    NOT_ACCEPTABLE = Kind(
        406,
        "Not Acceptable",
        "Accept allows no media type that this path can return.",
        "Ask for a media type that detail lists, or omit Accept.",
    )
    BODY_LATE = Kind(
        408, "Request Timeout", "The body did not arrive in time.", "Send it again over a faster connection."
    )
    CONFLICT = Kind(
        409,
        "Conflict",
        "The state of the resource, or of one that it refers to, does not allow the change.",
        "Fetch the resource again; detail names the reason.",
    )
    EXTERNAL_ID_IN_USE = Kind(
        409,
        "External id in use",
        "Another text of the same source has this external_id.",
        "Use another external_id, or delete the article that has this one and post the new text.",
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
        "SQLite supports neither workers nor jobs.",
        "Post the article without Prefer, or use Postgres.",
    )
    GONE = Kind(
        410,
        "Gone",
        "The resource with this id was removed; detail has the time, and the author or the reason.",
        "Discard the id. It is never used again.",
    )
    CURSOR_EXPIRED = Kind(
        410,
        "Cursor expired",
        "The feed no longer has all changes after this cursor, or the store has been replaced since.",
        "Read the lists again as NDJSON, keep the Feed-Cursor of the first list, and send it as since.",
    )
    LENGTH_REQUIRED = Kind(
        411,
        "Length Required",
        "The request has no Content-Length; chunked bodies are not supported.",
        "Send the length of the body in Content-Length.",
    )
    CHANGED = Kind(
        412,
        "Precondition Failed",
        "The resource has changed since the ETag in If-Match was sent.",
        "Fetch it again, check whether the change still applies, and send the new ETag.",
    )
    TOO_LARGE = Kind(
        413,
        "Content Too Large",
        "The body or the text is too large, or has too many lines or values.",
        "Split the request into smaller ones.",
    )
    URL_TOO_LONG = Kind(414, "URI Too Long", "The URL is too long.", "Use fewer or shorter parameters.")
    UNSUPPORTED_TYPE = Kind(
        415,
        "Unsupported Media Type",
        "This path does not support the media type, the charset or the encoding of the body.",
        "Send a type that the header Accept of the answer lists.",
    )
    INVALID_BODY = Kind(
        422,
        "Invalid body",
        "A value in the body is missing, unknown or not allowed.",
        "The member errors points to each value and gives the reason.",
    )
    BLANK_TEXT = Kind(
        422, "Blank text", "The text of the article is blank or contains no letter.", "Post a text with words."
    )
    UNSUPPORTED_LANGUAGE = Kind(
        422,
        "Unsupported language",
        "The text is not in English, or its language member names another language.",
        "Post English texts only; omit language to have it detected.",
    )
    UNREADABLE = Kind(
        422,
        "Unreadable",
        "The web page has no recognizable main text, or parsing it takes too much time or memory.",
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
        "The member errors has the code and the reason for each line.",
    )
    PRECONDITION_REQUIRED = Kind(
        428,
        "Precondition Required",
        "A change requires If-Match, so that it cannot overwrite a change by somebody else.",
        "Send the ETag from GET, or * to change any version.",
    )
    RATE_LIMITED = Kind(
        429,
        "Too Many Requests",
        "The caller has used all its requests of this kind in the current window.",
        "Wait for the seconds in Retry-After; RateLimit has the number of requests left.",
    )
    INTERNAL_ERROR = Kind(
        500,
        "Internal Server Error",
        "An unexpected error occurred in the service.",
        "Report it with the request_id, which is also in the log.",
    )
    UNAVAILABLE = Kind(
        503,
        "Service Unavailable",
        "Too many requests are waiting, the answer takes too long, or the database is unavailable, locked, read-only "
        "or full.",
        "Nothing was partially stored. Send the request again after the seconds in Retry-After.",
    )

    @property
    def word(self) -> str:
        """The code as problem documents have it."""
        return self.name.lower()

    @property
    def path(self) -> str:
        """The path of its page, which is also its `type`."""
        return f"{PATH}{self.word}"


def code_of(status: int) -> Code:
    """Return the general code of a status."""
    return _GENERAL.get(status) or (
        Code.INTERNAL_ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Code.BAD_REQUEST
    )


_GENERAL = {code.value.status: code for code in reversed(Code)} | {
    401: Code.KEY_NEEDED,
    422: Code.INVALID_BODY,
}
