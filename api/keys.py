"""Who may ask what: a key in `Authorization: Bearer`, and its scopes.

A service whose store has never had a key asks for none; it listens on loopback only (`api.server`).
"""

import time

from flask import Flask, current_app, request

from api.database import connection, session
from api.limits import READS, UNLIMITED, Limits, check_url
from api.observation import observed
from api.problems import ProblemError
from api.unchanged import Admitted
from ontology.enums import Scope
from services import keys
from store import queries
from store.engine import version_of

_OPEN = frozenset(
    (
        "static",
        "docs.page",
        "docs.swagger_ui",
        "api-docs.openapi_json",
        "service.index",
        "service.health",
        "service.ready",
    )
)
# Where the method does not tell it.
_SCOPES = {"articles.create_extraction": Scope.READ, "service.get_metrics": Scope.ADMIN}
# Seconds in which a service that was open is taken to be open still. A key, once there, is looked up each time.
_OPEN_FOR = 1.0

_ADVICE = "Send it as Authorization: Bearer cmq_..."


def init_keys(app: Flask, limits: Limits, admitted: Admitted) -> None:
    """Have each request looked at before its view."""
    app.extensions["open_until"] = 0.0

    @app.before_request
    def admit() -> None:
        check_url(request.full_path)
        # Where there is no route there is nothing to guard, only a 404 or 405.
        scope = scope_of(request.endpoint, request.method) if request.endpoint else None
        holder = _holder() if scope else None
        if request.endpoint not in UNLIMITED:
            caller = holder.id if holder else request.remote_addr or "unknown"
            limits.count(caller, "reads" if request.method in READS else "writes", observed())
        if scope:
            _check(scope, holder)
        if scope is Scope.READ and request.method == "GET":
            admitted.add(request.headers.get("Authorization", ""), version_of(connection()), holder)


def scope_of(endpoint: str, method: str) -> Scope | None:
    """What a key needs for a route; None where no key is needed. What is not known to be open is not."""
    if endpoint in _OPEN or method == "OPTIONS":  # a browser asks what it may do before it sends a key
        return None
    return _SCOPES.get(endpoint) or (Scope.READ if method in READS else Scope.WRITE)


def _holder() -> keys.Holder | None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    holder = keys.recognise(session(), key.strip(" "))
    if holder:
        observed().key = holder.id
    return holder


def _check(scope: Scope, holder: keys.Holder | None) -> None:
    if holder:
        if scope not in holder.scopes:
            raise _refusal(403, f"The key {holder.id} lacks the scope {scope}.", scope, "insufficient_scope")
    elif not _is_open():
        if "Authorization" in request.headers:
            detail = f"The key is not valid: unknown, mistyped, expired or revoked. {_ADVICE}"
            raise _refusal(401, detail, scope, "invalid_token")
        raise _refusal(401, f"A key is needed. {_ADVICE}", scope)


def _is_open() -> bool:
    now = time.monotonic()
    if now < current_app.extensions["open_until"]:
        return True
    if queries.has_keys(session()):
        return False
    current_app.extensions["open_until"] = now + _OPEN_FOR
    return True


def _refusal(status: int, detail: str, scope: Scope, error: str | None = None) -> ProblemError:
    challenge = f'Bearer realm="communique", scope="{scope}"'
    if error:
        challenge += f', error="{error}"'
    return ProblemError(status, detail, headers={"WWW-Authenticate": challenge})
