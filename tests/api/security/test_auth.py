"""Every route against every kind of caller."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from api.security import auth, identity
from ontology.enums import Scope
from services import api_keys as service
from services.api_keys import Holder
from tests.factories import create_brief

# Every endpoint that is served, and what its methods need. A new route has to be entered here.
READ, WRITE, ADMIN = {"GET": "read"}, {"POST": "write"}, {"GET": "admin"}
CHANGES = {"correct": "PATCH", "restore": "POST", "add": "POST", "delete": "DELETE"}
FACTS = ("actor", "quote", "event", "position")
RECORDS = ("actor", "issue")
JUDGEMENTS = ("compare", "revoke", "merge_actor", "merge_issue", "split_actor", "split_issue")
LISTED = ("articles", "actors", "quotes", "events", "occurrences", "positions", "issues", "topics")
DECISIONS = {
    "static": {"GET": None},
    "docs.page": {"GET": None},
    "docs.swagger_ui": {"GET": None},
    "api-docs.openapi_json": {"GET": None},
    "service.index": {"GET": None},
    "service.index_v1": {"GET": None},
    "docs.list_problems": {"GET": None},
    "docs.problem": {"GET": None},
    "service.health": {"GET": None},
    "service.ready": {"GET": None},
    "service.get_metrics": ADMIN,
    "articles.create_article": WRITE,
    "imports.create_import": WRITE,
    "articles.create_extraction": {"POST": "read"},
    "articles.list_articles": READ,
    "articles.get_article": READ,
    "articles.delete_article": {"DELETE": "write"},
    "articles.get_brief": READ,
    "articles.get_citation": READ,
    "actors.list_actors": READ,
    "actors.get_actor": READ,
    "actors.list_actor_appearances": READ,
    "quotes.list_quotes": READ,
    "quotes.get_quote": READ,
    "quotes.list_actor_quotes": READ,
    "events.list_events": READ,
    "events.get_event": READ,
    "events.list_actor_events": READ,
    "positions.list_positions": READ,
    "positions.get_position": READ,
    "positions.list_actor_positions": READ,
    "occurrences.list_occurrences": READ,
    "occurrences.get_occurrence": READ,
    "changes.list_changes": READ,
    "contradictions.list_contradictions": READ,
    "contradictions.get_contradiction": READ,
    "issues.list_issues": READ,
    "issues.get_issue": READ,
    **{f"reviews.{change}_{kind}": {method: "review"} for change, method in CHANGES.items() for kind in FACTS},
    **{f"reviews.list_{kind}_revisions": READ for kind in FACTS},
    "reviews.get_article_actor": READ,
    "review_queue.list_reviews": READ,
    "review_queue.get_review_summary": READ,
    "review_queue.decide": {"POST": "review"},
    "reviews.correct_article": {"PATCH": "review"},
    "reviews.reread_article": {"POST": "review"},
    "issues.list_candidates": READ,
    "judgements.list_judgements": READ,
    "judgements.get_judgement": READ,
    "judgements.list_actor_candidates": READ,
    **{f"judgements.{name}": {"POST": "review"} for name in JUDGEMENTS},
    "judgements.correct_actor_record": {"PATCH": "review"},
    "judgements.correct_issue": {"PATCH": "review"},
    "search.search": READ,
    "search.suggest": READ,
    "network.get_network": READ,
    "jobs.list_jobs": READ,
    "jobs.get_job": READ,
    "reader.front": READ,
    "reader.actor": READ,
    "reader.issue": READ,
    "reader.matrix": READ,
    "reader.timeline": READ,
    "reader.world": READ,
    "reader.actor_feed": READ,
    "reader.actor_network": READ,
    "reader.issue_stances": READ,
    "reader.issue_feed": READ,
    "reader.search_feed": READ,
    "reader.compare": READ,
    "reader.article": READ,
    "reader.cite": READ,
    "reader.paste": READ,
    "reader.read": {"POST": "read"},
    "reader.keep": WRITE,
    **{f"reader.list_{name}": READ for name in LISTED},
    "reader.search": READ,
    "reader.confidence": READ,
    "reader.review_fact": {"GET": "review", "POST": "review"},
    "reader.review_queue": {"GET": "review"},
    **{f"reader.review_{kind}{page}": {"GET": "review"} for kind in RECORDS for page in ("", "_merge", "_split")},
    **{f"reader.review_{kind}_judge": {"POST": "review"} for kind in RECORDS},
    "reader.sign_in_page": {"GET": None},
    "reader.sign_in": {"POST": None},
    "reader.sign_out": {"POST": None},
    "reader.set_theme": {"POST": None},
    "briefs.get_cross_brief": READ,
    **{f"webhooks.{name}": {"GET": "admin"} for name in ("list_webhooks", "get_webhook")},
    **{f"webhooks.{name}": {"GET": "admin"} for name in ("list_deliveries", "get_delivery")},
    **{f"webhooks.{name}": {"POST": "admin"} for name in ("create_webhook", "rotate_secret", "send_test", "redeliver")},
    "webhooks.change_webhook": {"PATCH": "admin"},
    "webhooks.delete_webhook": {"DELETE": "admin"},
}


@pytest.fixture
def make_key(session):
    """Makes a key with some scopes; the service is not open any more."""

    def make(*scopes, **options):
        return service.create(session, label="Test", scopes=map(Scope, scopes), **options)

    return make


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def requests(app):
    """Every route and method with a path that leads there, its decision, and its ids filled in."""
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<path:name>", "x").replace("<path:filename>", "docs.js")
        path = path.replace("<any(svg, png):suffix>", "svg")
        for name, converter in rule._converters.items():
            path = re.sub(r"<int\(.*\):number>", "0", path)
            path = path.replace(f"<id({getattr(converter, 'prefix', '')}):{name}>", f"{converter.regex[:3]}_{'a' * 16}")
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            yield method, path, DECISIONS[rule.endpoint][method]


def test_there_is_a_decision_for_every_route(app):
    routes = {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods}
    decided = {(endpoint, method) for endpoint, methods in DECISIONS.items() for method in methods}
    assert {route for route in routes if route[1] not in ("HEAD", "OPTIONS")} == decided
    for endpoint, method in decided:
        assert auth.scope_of(endpoint, method) == DECISIONS[endpoint][method]


def test_what_is_not_known_needs_a_key():
    assert auth.scope_of("new.list_things", "GET") == auth.scope_of("new.list_things", "HEAD") == "read"
    assert auth.scope_of("new.change_thing", "PATCH") == auth.scope_of("new.change_thing", "BREW") == "write"


def test_without_any_key_everything_is_open(app, client):
    for method, path, _ in requests(app):
        assert client.open(path, method=method).status_code not in (401, 403), (method, path)


def test_without_the_key_only_what_is_open_answers(app, client, make_key):
    make_key("read")
    for method, path, scope in requests(app):
        response = client.open(path, method=method)
        assert (response.status_code == 401) == (scope is not None), (method, path)
        if scope:
            assert response.content_type == "application/problem+json"
            assert response.headers["WWW-Authenticate"] == f'Bearer realm="communique", scope="{scope}"'


@pytest.mark.parametrize("held", list(Scope))
def test_a_key_opens_what_its_scope_says(app, client, make_key, held):
    row, key = make_key(held)
    for method, path, scope in requests(app):
        response = client.open(path, method=method, headers=bearer(key))
        assert response.status_code != 401, (method, path)
        assert (response.status_code == 403) == (scope not in (None, held)), (method, path)
        if response.status_code == 403:
            assert response.json["detail"] == f"The key {row.id} lacks the scope {scope}."
            assert 'error="insufficient_scope"' in response.headers["WWW-Authenticate"]


def test_key_with_several_scopes(client, make_key, session):
    _, key = make_key("read", "write")
    article = create_brief(session)
    assert client.get(f"/v1/articles/{article.id}", headers=bearer(key)).status_code == 200
    assert client.delete(f"/v1/articles/{article.id}", headers=bearer(key) | {"If-Match": "*"}).status_code == 204


def test_refused_write_changes_nothing(client, make_key, session):
    _, key = make_key("read")
    article = create_brief(session)
    assert client.delete(f"/v1/articles/{article.id}", headers=bearer(key) | {"If-Match": "*"}).status_code == 403
    assert client.get(f"/v1/articles/{article.id}", headers=bearer(key)).status_code == 200


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer cmq_",
        "Bearer x" * 1000,
        "Bearer " + "x" * 100_000,
        "Basic dXNlcjpwYXNz",
        "Basic \xff\xfe",
        "Digest username=x",
        "Bearer clé-\xe9\xff",
        "Bearer cmq_aaaaaaaaaaaaaaaa_" + "é" * 43,
        "Bearer cmq_aaaaaaaaaaaaaaaa_" + "a" * 43,
        "Bearer ' OR 1=1 --",
        "Bearer \t\x01",
        "\x00",
    ],
)
def test_hostile_authorization_is_a_401(client, make_key, authorization):
    make_key("read")
    response = client.get("/v1/quotes", environ_overrides={"HTTP_AUTHORIZATION": authorization})
    assert response.status_code == 401
    assert response.content_type == "application/problem+json"
    assert len(response.data) < 500  # it is not echoed


@pytest.mark.parametrize(
    "change", [str.upper, lambda key: key[:-1], lambda key: key + "a", lambda key: key.encode().hex()]
)
def test_mistyped_key_is_refused(client, make_key, change):
    _, key = make_key("read")
    response = client.get("/v1/quotes", headers=bearer(change(key)))
    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]


def test_scheme_is_read_in_any_case(client, make_key):
    _, key = make_key("read")
    assert client.get("/v1/quotes", headers={"Authorization": f"bEARER  {key}"}).status_code == 200


def test_key_in_the_query_is_no_key(client, make_key):
    _, key = make_key("read")
    assert client.get(f"/v1/quotes?access_token={key}").status_code == 401


def test_revocation_holds_at_once(client, make_key, session):
    row, key = make_key("read")
    assert client.get("/v1/quotes", headers=bearer(key)).status_code == 200
    service.revoke(session, row.id)
    assert client.get("/v1/quotes", headers=bearer(key)).status_code == 401


def test_service_stays_closed_when_the_last_key_is_revoked(client, make_key, session):
    row, _ = make_key("read")
    service.revoke(session, row.id)
    assert client.get("/v1/quotes").status_code == 401


def test_expired_key_is_refused(client, make_key, set_clock):
    _, key = make_key("read", days=1)
    set_clock(datetime.now(UTC) + timedelta(days=1))
    assert client.get("/v1/quotes", headers=bearer(key)).status_code == 401


def test_first_key_closes_a_service_that_was_open_at_once(client, session):
    assert client.get("/v1/quotes").status_code == 200
    service.create(session, label="Test", scopes=[Scope.READ])
    assert client.get("/v1/quotes").status_code == 401


def test_first_key_made_while_a_request_is_checked_closes_the_service(client, sessions, monkeypatch):
    recognise = service.recognise

    def recognise_late(session, key):
        holder = recognise(session, key)
        with sessions() as other:
            service.create(other, label="Test", scopes=[Scope.READ])
        return holder

    monkeypatch.setattr(service, "recognise", recognise_late)
    client.get("/v1/quotes", headers=bearer(f"cmq_{'a' * 16}_{'a' * 43}"))

    assert client.get("/v1/quotes").status_code == 401


def test_key_is_looked_up_once(client, make_key, queries_sent):
    _, key = make_key("read")
    with queries_sent:
        client.get("/v1/quotes", headers=bearer(key))
    assert len(queries_sent) == 2  # the other one is the list's
    with queries_sent:
        client.get("/v1/quotes", headers=bearer(key))
    assert len(queries_sent) == 1


def test_key_that_expires_while_it_is_remembered_is_refused(client, make_key, monkeypatch):
    _, key = make_key("read", days=1)
    assert client.get("/v1/quotes", headers=bearer(key)).status_code == 200
    monkeypatch.setattr(Holder, "is_valid", lambda _: False)
    assert client.get("/v1/quotes", headers=bearer(key)).status_code == 401


def test_made_up_keys_are_not_remembered(app, client):
    for number in range(20):
        client.get("/v1/quotes", headers=bearer(f"cmq_{'a' * 16}_{number:043}"))
        client.get("/v1/quotes", headers={"Authorization": f"Basic {number}"})
    assert app.extensions["access"].identity.size == 0


def test_few_keys_are_remembered(app, client, make_key, monkeypatch):
    monkeypatch.setattr(identity, "MAX_HOLDERS", 2)
    made = [make_key("read")[1] for _ in range(3)]
    for key in made * 2:
        assert client.get("/v1/quotes", headers=bearer(key)).status_code == 200
        assert app.extensions["access"].identity.size <= 2


def test_unknown_path_is_told_to_everybody(client, make_key):
    make_key("read")
    assert client.get("/v1/nothing").status_code == 404
    assert client.put("/v1/articles").status_code == 405
