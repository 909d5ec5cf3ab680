"""Signing in, where the service has keys."""

import pytest

from bench import server as servers
from ontology.enums import Scope
from services import api_keys, migrate
from store.engine import make_engine, make_sessions


@pytest.fixture
def key(tmp_path):
    """A key of the database in that folder."""
    engine = make_engine(f"sqlite:///{tmp_path}/keys.sqlite3")
    migrate.upgrade(engine)
    with make_sessions(engine)() as session:
        _, key = api_keys.create(session, label="me", scopes=[Scope.READ])
    engine.dispose()
    return key


def test_key_opens_the_page_that_was_asked_for(browser, tmp_path, key):
    with servers.running(f"sqlite:///{tmp_path}/keys.sqlite3") as there:
        page = browser.new_page(base_url=f"http://127.0.0.1:{there.port}")
        page.goto("/matrix?country=US")
        for given, told in (("cmq_wrong", "The key is not valid"), (key, "Who stands where")):
            page.get_by_label("A key with the scope read").fill(given)
            page.keyboard.press("Enter")
            page.get_by_text(told).wait_for()
        assert page.url.endswith("/matrix?country=US")
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("heading", name="A key is needed").wait_for()
        page.close()
