import random
from collections import Counter

import pytest
from click.testing import CliRunner
from flask import Flask, Response

from api.app import create_app
from tests.factories import create_article
from tests.hostile import hostile
from tests.hostile.attacks import INJECTED, Attack, Attacker

IDS = {
    f"{kind}_id": f"{kind[:3]}_qm5zk2h7xw3n4tb6" for kind in ("article", "actor", "quote", "event", "position", "issue")
}
PROBLEM = {"status": 422, "mimetype": "application/problem+json"}


@pytest.fixture(scope="module")
def document(sqlite):
    return create_app({"DATABASE_URL": f"sqlite:///{sqlite.template}"}).test_client().get("/openapi.json").json


@pytest.fixture
def fault(engine, session):
    """What is found when a service gives that answer, and stores an article or not."""

    def fault(answer, *, stores):
        service = Flask("service")
        service.config["PROPAGATE_EXCEPTIONS"] = True
        service.extensions["engine"] = engine

        @service.post("/")
        def respond():
            if stores:
                create_article(session)
            if isinstance(answer, Exception):
                raise answer
            return Response(**answer)

        return hostile.fault(service, Attack("test", "POST", "/"))[0]

    return fault


def test_same_seed_makes_the_same_requests(document):
    one, same, other = (list(Attacker(document, IDS, random.Random(seed)).attacks(50)) for seed in (1, 1, 2))
    assert one == same != other


def test_every_kind_is_made(document):
    attacks = list(Attacker(document, IDS, random.Random(1)).attacks(6000))
    assert set(Counter(attack.kind for attack in attacks).values()) == {600}
    names = {part.partition("=")[0] for attack in attacks for part in attack.query.split("&") if part}
    assert {"publisher", "speaker", "cursor", "limit", "country", "colour"} <= names
    assert not [attack for attack in attacks if attack.method == "DELETE" and IDS["article_id"] in attack.path]


@pytest.mark.parametrize(
    ("answer", "stores", "found"),
    [
        ({"status": 200}, True, None),
        (PROBLEM, False, None),
        (PROBLEM, True, "answered 422 and left a trace"),
        ({"status": 500, "mimetype": "application/problem+json"}, False, "answered 500"),
        ({"status": 404}, False, "answered 404 without a problem"),
        ({"status": 200, "headers": {INJECTED: "1"}}, False, "let a header in"),
        (ValueError("newline"), False, "raised ValueError('newline')"),
    ],
)
def test_faults_are_found(fault, answer, stores, found):
    assert fault(answer, stores=stores) == found


def test_service_has_no_fault():
    done = CliRunner().invoke(hostile.main, ["--requests", "10"])
    assert done.exit_code == 0, done.output
    assert "10 requests, 0 faults, " in done.output


def test_fault_ends_with_status_1(monkeypatch):
    monkeypatch.setattr(hostile, "fault", lambda *_: ("answered 500", 500))
    done = CliRunner().invoke(hostile.main, ["--requests", "1"])
    assert done.exit_code == 1
    assert "answered 500: Attack(kind='filter'" in done.output
