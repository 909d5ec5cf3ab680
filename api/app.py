"""The Flask application."""

import os
from collections.abc import Callable, Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from api.database import init_database
from api.http.bodies import MAX_BODY_BYTES
from api.http.etags import answer_unchanged_lists, init_conditional
from api.http.feed import init_feed
from api.http.formats import Suffixes
from api.http.merged import init_merged
from api.http.openapi import Api
from api.http.refusals import Refusals
from api.json import OrjsonProvider
from api.metrics import Metrics
from api.middleware.browser import FrontPage
from api.middleware.headers import init_sharing
from api.middleware.request_log import RequestLog
from api.reader import blueprint as reader
from api.resources import (
    actors,
    articles,
    briefs,
    changes,
    contradictions,
    docs,
    events,
    imports,
    issues,
    jobs,
    judgements,
    meta,
    network,
    occurrences,
    positions,
    quotes,
    review_queue,
    reviews,
    search,
    webhooks,
)
from api.security.auth import Access, init_access
from api.security.budget import init_budget
from api.settings import Settings
from services.webhooks import addresses

_DESCRIPTION = """Turns news articles and official statements into structured geopolitical briefs: who acts,
who said what, what happened, who wants what. Every fact has its place in the text of the article.

If the service has keys, each request needs one as `Authorization: Bearer`; each operation names the scope that it
requires. The number of requests in a window of time is limited for each caller; see the RateLimit headers.

Lists come in pages: `next` in the body and the Link header lead to the next page. Errors are problem documents
(RFC 9457)."""


_PARTS = (
    meta, articles, imports, jobs, actors, quotes, events, occurrences, positions, issues, contradictions, judgements,
    reviews, review_queue, search, briefs, network, changes,
    webhooks,
)  # fmt: skip


class _Flask(Flask):
    json_provider_class = OrjsonProvider

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func  # nothing here is async, and checking each function takes time in every request


def create_app(config: Mapping[str, str] | None = None) -> Flask:
    """Make the application, with the settings of the environment or of a mapping that replaces it."""
    settings = Settings.load(os.environ if config is None else config)
    web = files("web")
    app = _Flask("api", static_folder=str(web / "static"), template_folder=str(web / "templates"))
    app.url_map.merge_slashes = False  # a redirect would name the host that the caller chose
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
        API_TITLE="Communiqué",
        API_VERSION=version("communique"),
        OPENAPI_VERSION="3.1.1",
        OPENAPI_URL_PREFIX="/",
        API_SPEC_OPTIONS={"info": {"description": _DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}}},
    )
    init_sharing(app, settings.cors_origins)
    init_database(app, settings.database_url)
    init_conditional(app)
    access = app.extensions["access"] = Access(settings)
    init_access(app, access)
    init_merged(app)
    init_budget(app)
    init_feed(app, settings.feed_retention)
    addresses.allow(settings.webhook_networks)
    metrics = app.extensions["metrics"] = Metrics(version("communique"))
    api = Api(app)
    for part in _PARTS:
        api.register_blueprint(part.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(reader)
    app.wsgi_app = _with_middleware(app, settings, access, metrics)  # type: ignore[method-assign]
    return app


def _with_middleware(app: Flask, settings: Settings, access: Access, metrics: Metrics) -> Callable[..., Any]:
    """The application inside its WSGI middleware, the outermost last."""
    vary = ", ".join(["Accept", "Cookie", "Accept-Encoding", *(["Origin"] if settings.cors_origins else [])])
    wsgi = answer_unchanged_lists(app, access, vary)
    if settings.proxies:
        wsgi = ProxyFix(wsgi, x_for=settings.proxies, x_proto=settings.proxies)
    return FrontPage(Suffixes(RequestLog(Refusals(wsgi), metrics)))
