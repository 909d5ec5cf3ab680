"""Who may ask what: a key in `Authorization: Bearer`, and its scopes.

A service whose store has never had a key asks for none; it listens on loopback only (`api.server`). A browser cannot
send that header by itself: it keeps its key in a cookie, which counts for reading and for nothing else.
"""

from flask import Flask, current_app, request

from api.database import session, version
from api.http.problems import ProblemError
from api.http.unchanged import Admitted
from api.middleware.browser import kept_key
from api.middleware.request_log import observed
from api.security.rate_limit import READS, UNLIMITED, Limits, check_url
from ontology.enums import Scope
from services import keys
from store import queries

_OPEN = frozenset(
    (
        "static",
        "docs.page",
        "docs.swagger_ui",
        "api-docs.openapi_json",
        "service.index",
        "service.health",
        "service.ready",
        "reader.sign_in",
        "reader.sign_out",
    )
)
# Where the method does not tell it.
_SCOPES = {
    "articles.create_extraction": Scope.READ,
    "reader.read": Scope.READ,
    "service.get_metrics": Scope.ADMIN,
}

INVALID = "The key is not valid: unknown, mistyped, expired or revoked."
_ADVICE = "Send it as Authorization: Bearer cmq_..."


def init_keys(app: Flask, limits: Limits, admitted: Admitted) -> None:
    """Have each request looked at before its view."""
    app.extensions["open_in"] = None  # the state of the store in which there was no key

    @app.before_request
    def admit() -> None:
        check_url(request.full_path)
        # Where there is no route there is nothing to guard, only a 404 or 405.
        scope = scope_of(request.endpoint, request.method) if request.endpoint else None
        shown = _shown(scope) if scope else None
        holder = _holder(shown) if shown is not None else None
        if request.endpoint not in UNLIMITED:
            caller = holder.id if holder else request.remote_addr or "unknown"
            limits.count(caller, "reads" if request.method in READS else "writes", observed())
        if scope:
            _check(scope, holder, shown)
        # A key that a browser keeps is not remembered: what counts there is that it is shown each time.
        if scope is Scope.READ and request.method == "GET" and (holder is None or "Authorization" in request.headers):
            admitted.add(request.headers.get("Authorization", ""), version(), holder)


def scope_of(endpoint: str, method: str) -> Scope | None:
    """What a key needs for a route; None where no key is needed. What is not known to be open is not."""
    if endpoint in _OPEN or method == "OPTIONS":  # a browser asks what it may do before it sends a key
        return None
    return _SCOPES.get(endpoint) or (Scope.READ if method in READS else Scope.WRITE)


def _shown(scope: Scope) -> str | None:
    """What the request shows as its key; None when it shows nothing."""
    header = request.headers.get("Authorization")
    if header is None:
        return kept_key() if scope == Scope.READ else None
    scheme, _, key = header.partition(" ")
    return key.strip(" ") if scheme.lower() == "bearer" else ""


def _holder(key: str) -> keys.Holder | None:
    holder = keys.recognise(session(), key)
    if holder:
        observed().key = holder.id
    return holder


def _check(scope: Scope, holder: keys.Holder | None, shown: str | None) -> None:
    if holder:
        if scope not in holder.scopes:
            raise _refusal(403, f"The key {holder.id} lacks the scope {scope}.", scope, "insufficient_scope")
    elif not _is_open():
        if shown is not None:
            raise _refusal(401, f"{INVALID} {_ADVICE}", scope, "invalid_token")
        raise _refusal(401, f"A key is needed. {_ADVICE}", scope)


def _is_open() -> bool:
    if version() != current_app.extensions["open_in"]:
        if queries.has_keys(session()):
            return False
        current_app.extensions["open_in"] = version()
    return True


def _refusal(status: int, detail: str, scope: Scope, error: str | None = None) -> ProblemError:
    challenge = f'Bearer realm="communique", scope="{scope}"'
    if error:
        challenge += f', error="{error}"'
    return ProblemError(status, detail, headers={"WWW-Authenticate": challenge})
