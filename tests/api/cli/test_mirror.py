"""A mirror equals its source, even after interruptions."""

import io
import urllib.error
from email.message import Message
from random import Random

import orjson
import pytest
from click import ClickException
from click.testing import CliRunner
from sqlalchemy import delete, event, func, select

import extraction
from api.cli import main
from api.cli.mirror import OBJECTS, follow, patiently
from ontology.enums import ChangeKind
from services.relink import relink
from store.engine import make_engine
from store.models import Change
from tests.factories import NOW, make_extraction
from tests.services.changes.copying import own, served
from tests.services.review.world import World

ACTS = ("ingest", "drop", "correct", "judge", "take_back", "restore", "add", "delete", "merge", "split", "revoke")


class Killed(BaseException):
    """Raised to stop the mirror in the middle of its work."""


@pytest.fixture
def world(session, monkeypatch, set_clock):
    set_clock(NOW)

    def extracts(found):
        monkeypatch.setattr(extraction, "extract", lambda _text, _published_at: found)

    extracts(make_extraction())
    return World(session, extracts)


@pytest.fixture
def target(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    yield engine
    engine.dispose()


@pytest.fixture
def get(app):
    """A function that gets the JSON of a path of the application, as over HTTP."""

    def get(path, *, lines=False):
        accept = "application/x-ndjson" if lines else "application/json"
        answer = app.test_client().get(path, headers={"Accept": accept})
        if answer.status_code != 200:
            raise urllib.error.HTTPError(path, answer.status_code, "", Message(), io.BytesIO(answer.data))
        return (orjson.loads(line) for line in answer.data.splitlines()) if lines else answer.json

    return get


def act(world, random):
    name = random.choice((*ACTS, "ingest", "reread", "relink"))
    if name == "relink":
        world.session.rollback()
        relink(world.session)
    else:
        getattr(world, name)(random.randrange(100), random.randrange(100))


def copied(target):
    """Return the objects of the copy without their derived fields."""
    with target.connect() as connection:
        rows = connection.execute(select(OBJECTS.c.kind, OBJECTS.c.id, OBJECTS.c.object)).all()
    return {(ChangeKind(kind), each): own(ChangeKind(kind), orjson.loads(item)) for kind, each, item in rows}


def run(target, get):
    return sum(follow(target, "http://source", get, once=True))


@pytest.mark.parametrize("seed", range(2))
def test_mirror_that_is_killed_repeatedly_equals_its_source(world, target, get, reader, seed):
    random, deaths = Random(seed), 0

    def die(*_):
        if random.random() < 0.3:
            raise Killed

    event.listen(target, "commit", die)
    for _ in range(25):
        for _ in range(random.randrange(4)):
            act(world, random)
        try:
            run(target, get)
        except Killed:
            deaths += 1
    event.remove(target, "commit", die)
    run(target, get)

    assert copied(target) == served(reader)
    assert deaths


def test_mirror_reads_all_lists_again_when_its_cursor_has_expired(world, target, get, reader):
    random = Random(1)
    for _ in range(10):
        act(world, random)
    run(target, get)
    for _ in range(10):
        act(world, random)
    world.session.execute(delete(Change).where(Change.pk < select(func.max(Change.pk)).scalar_subquery()))
    world.session.commit()

    run(target, get)

    assert copied(target) == served(reader)


def test_mirror_at_the_end_changes_nothing(world, target, get):
    world.ingest(0, 0)
    run(target, get)
    before = copied(target)

    assert run(target, get) == 0
    assert copied(target) == before


@pytest.mark.parametrize(
    "arguments",
    [
        *((url, "sqlite:///a", "http://") for url in ("ftp://x", "x:80", "http://", "http://x:99999", "http://x:y")),
        *((url, "sqlite:///a", "http://") for url in ("http://x/?a", "http://x/#a", "http://x y", "http://☃")),
        ("http://x", "mysql://a", "mysql"),
        ("http://x", "copy", "no URL"),
        ("http://x", "sqlite:///a", "--key", "cmq_a\nb", "cmq_..."),
    ],
)
def test_mirror_refuses_unusable_arguments(arguments):
    *given, wrong = arguments
    result = CliRunner().invoke(main, ["mirror", *given])

    assert result.exit_code == 2
    assert wrong in result.output


def test_mirror_refuses_a_database_with_a_copy_of_another_service(world, target, get):
    world.ingest(0, 0)
    run(target, get)
    before = copied(target)

    with pytest.raises(ClickException, match=r"holds a copy of http://source\."):
        list(follow(target, "http://other", get, once=True))
    assert copied(target) == before


def test_mirror_reports_a_database_error(tmp_path):
    result = CliRunner().invoke(main, ["mirror", "http://x", f"sqlite:///{tmp_path / 'none' / 'copy.sqlite3'}"])

    assert result.exit_code == 1
    assert "Error: sqlite:///" in result.output
    assert "unable to open database file" in result.output


def test_mirror_reports_that_it_retries(capsys, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    answers = iter([ConnectionRefusedError("refused"), "answer"])

    def get(_path):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert patiently(get)("/v1") == "answer"
    assert capsys.readouterr().err == "No answer, retrying: refused\n"
