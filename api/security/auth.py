"""Access: a key in `Authorization: Bearer` with its scopes, and the limit of its holder.

A service whose store has never had a key requires none; it listens on loopback only (`api.server`). A browser cannot
send that header by itself, so it keeps its key in a cookie. The cookie is valid for reading and for the reader's forms
that store and review.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, request
from sqlalchemy.orm import Session

from api.database import session, version
from api.http.codes import Code
from api.http.problems import ProblemError
from api.middleware.browser import kept_key
from api.middleware.request_log import request_info_of
from api.security.callers import address_of
from api.security.identity import Identity
from api.security.rate_limit import READS, UNLIMITED, Limits
from api.security.sites import Sites, check_own
from api.security.targets import check_target
from api.settings import Settings
from ontology.enums import Scope
from services.api_keys import Holder
from services.changes.feed import BY

_OPEN = frozenset(
    (
        "static",
        "docs.page",
        "docs.list_problems",
        "docs.problem",
        "docs.swagger_ui",
        "api-docs.openapi_json",
        "service.index",
        "service.index_v1",
        "service.health",
        "service.ready",
        "reader.sign_in",
        "reader.sign_in_page",
        "reader.sign_out",
        "reader.set_theme",
    )
)
# Forms that no other site may send: they sign a browser in or out, set its theme, store a text, or review with its key.
_OWN = ("reader.sign_", "reader.set_", "reader.keep", "reader.review_")
# Where the method does not decide it.
_SCOPES = {
    "articles.create_extraction": Scope.READ,
    "reader.read": Scope.READ,
    "review_queue.decide": Scope.REVIEW,
    "service.get_metrics": Scope.ADMIN,
}

# Whatever these change, people have judged it.
_REVIEWS = ("reviews.", "judgements.")
# They send what is read to other servers.
_ADMINISTERS = "webhooks."
# Pages of which all, also those that are only read, are for reviewers.
_REVIEW_PAGES = "reader.review_"
_FORMS = ("reader.keep", _REVIEW_PAGES)

INVALID_KEY = "The key is not valid: unknown, mistyped, expired or revoked."
_ADVICE = "Send it as Authorization: Bearer cmq_..."


class Access:
    """Admits the requests of an application."""

    def __init__(self, settings: Settings) -> None:
        self.identity = Identity()
        self._limits, self._sites = Limits(settings), Sites(settings)

    def admit(
        self,
        environ: Mapping[str, Any],
        endpoint: str | None,
        *,
        version: Callable[[], str],
        session: Callable[[], Session],
    ) -> None:
        """Count the request against its caller's limit and check its key, and its sender where a browser may be used.

        Raises a 429, 401 or 403, and a 400, 404 or 414 for a target that is none.

        `version` is the version of the store that `session` reads. An unknown path, which has no endpoint, is
        counted only.
        """
        check_target(environ)
        this, method = request_info_of(environ), environ["REQUEST_METHOD"]
        scope = scope_of(endpoint, method) if endpoint else None
        shown = _shown(environ, endpoint or "", scope) if scope else None
        holder = None if shown is None else self.identity.find_holder(shown, version(), session)
        this.key, this.label = (holder.id, holder.label) if holder else (None, None)
        this.caller = this.key or address_of(environ)
        if endpoint not in UNLIMITED:
            reads = method in READS or scope is Scope.READ
            self._limits.count(this.caller, "reads" if reads else "writes", this)
        if scope and holder:
            _check_scope(holder, scope)
            this.may_review, this.may_write = Scope.REVIEW in holder.scopes, Scope.WRITE in holder.scopes
        elif scope and not self.identity.is_open(version(), session):
            if shown is not None:
                raise _refusal(Code.INVALID_KEY, f"{INVALID_KEY} {_ADVICE}", scope, "invalid_token")
            raise _refusal(Code.KEY_NEEDED, f"A key is needed. {_ADVICE}", scope)
        elif scope:
            self._sites.check_host(environ)
            this.may_review = this.may_write = True
        if endpoint and endpoint.startswith(_OWN) and method not in READS:
            check_own(environ)
        elif scope and method not in READS and not (holder and "HTTP_AUTHORIZATION" in environ):
            self._sites.check_sender(environ)  # a browser adds the cookie and, to an open service, nothing


def init_access(app: Flask, access: Access) -> None:
    """Admit each request before its view, and let caches keep apart what a key in a cookie opens."""

    @app.before_request
    def admit() -> None:
        access.admit(request.environ, request.endpoint, version=version, session=session)
        if request.method not in READS:
            session().info[BY] = request_info_of(request.environ).label

    @app.after_request
    def vary(response: Response) -> Response:
        if request.endpoint and _counts_in_cookie(request.endpoint, scope_of(request.endpoint, request.method)):
            given = response.headers.get("Vary")  # by hand, because lists do it, too
            response.headers["Vary"] = f"{given}, Cookie" if given else "Cookie"
        return response


def scope_of(endpoint: str, method: str) -> Scope | None:
    """Return the scope that a route needs; None where no key is needed. A new route is not open."""
    if endpoint in _OPEN or method == "OPTIONS":  # a browser asks what it may do before it sends a key
        return None
    if endpoint.startswith(_REVIEW_PAGES):
        return Scope.REVIEW
    if endpoint.startswith(_ADMINISTERS):
        return Scope.ADMIN
    writes = Scope.REVIEW if endpoint.startswith(_REVIEWS) else Scope.WRITE
    return _SCOPES.get(endpoint) or (Scope.READ if method in READS else writes)


def _counts_in_cookie(endpoint: str, scope: Scope | None) -> bool:
    return scope is Scope.READ or endpoint.startswith(_FORMS)


def _shown(environ: Mapping[str, Any], endpoint: str, scope: Scope) -> str | None:
    """The string that the request shows as its key; None when it shows nothing."""
    header = environ.get("HTTP_AUTHORIZATION")
    if header is None:
        return kept_key(environ) if _counts_in_cookie(endpoint, scope) else None
    scheme, _, key = header.partition(" ")
    return key.strip(" ") if scheme.lower() == "bearer" else ""


def _check_scope(holder: Holder, scope: Scope) -> None:
    if scope not in holder.scopes:
        raise _refusal(Code.SCOPE_MISSING, f"The key {holder.id} lacks the scope {scope}.", scope, "insufficient_scope")


def _refusal(code: Code, detail: str, scope: Scope, error: str | None = None) -> ProblemError:
    challenge = f'Bearer realm="communique", scope="{scope}"'
    if error:
        challenge += f', error="{error}"'
    return ProblemError(code.value.status, detail, headers={"WWW-Authenticate": challenge}, code=code)
