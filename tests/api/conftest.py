"""The application on the test's own database. It is made once: its routes and documentation never change."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

import extraction
from api.app import create_app
from api.http.merged import Merges
from api.security.identity import Identity
from services import extracting
from tests.conftest import QueryRecorder, extract_once
from tests.databases import Sqlite


@pytest.fixture(scope="session")
def shared_app(sqlite: Sqlite) -> Flask:
    no_limits = {"COMMUNIQUE_RATE_LIMIT": "", "COMMUNIQUE_WRITE_LIMIT": ""}
    app = create_app({"DATABASE_URL": f"sqlite:///{sqlite.template}"} | no_limits)
    app.testing = True
    return app


@pytest.fixture
def app(shared_app: Flask, engine: Engine, sessions: sessionmaker[Session]) -> Flask:
    return on_database(shared_app, engine, sessions)


def on_database(app: Flask, engine: Engine, sessions: sessionmaker[Session]) -> Flask:
    """Move an application to a test's database."""
    app.extensions.update(engine=engine, sessions=sessions)
    # Versions tell states of one database apart.
    app.extensions["access"].identity = Identity()
    app.extensions["merges"] = Merges()
    app.extensions["feed_cursor"] = ("", "")
    return app


@pytest.fixture
def queries_sent(engine: Engine) -> QueryRecorder:
    """Count no queries for keys, merges and the last change, which are sent once for each version of the store."""
    once = ("SELECT EXISTS (SELECT api_keys.pk", "SELECT judgements.one \nFROM judgements", "SELECT changes.pk")
    return QueryRecorder(engine, *once)


@pytest.fixture(scope="session")
def seed_text() -> str:
    return (Path(__file__).parents[2] / "seeds" / "iraq-us-2021.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def extracts_here(monkeypatch):
    """Extract each text once; commands let other processes extract, which would go on in the tests after theirs."""
    monkeypatch.setattr(extraction, "extract", extract_once)
    yield
    extracting.work_here()
