"""The service with the seed, and a real browser that reads it."""

import json
import os
import shutil
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bench import browser as browsers
from bench import server as servers
from tests.browser import wire


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Closed with the package: while it is there, other tests can run no event loop.
    if shutil.which("chromium") is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(browsers.MISSING)
    with browsers.running() as browser:
        yield browser


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - skip first
    """The URL of a service of its own, with the seed."""
    database = tmp_path_factory.mktemp("server") / "reader.sqlite3"
    with servers.running(f"sqlite:///{database}") as there:
        yield f"http://127.0.0.1:{there.port}"


@pytest.fixture(scope="package")
def story(server):
    """The path of a wire story that the service has stored."""
    sent = {"text": wire.TEXT, "title": wire.TITLE, "publisher": "Newswire", "published_at": "2024-03-14"}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    request = urllib.request.Request(f"{server}/v1/articles", json.dumps(sent).encode(), headers)  # noqa: S310 - ours
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return f"/articles/{json.load(answer)['article']['id']}"


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A browser at a desk; nothing on its pages may go wrong, and nothing may be fetched from elsewhere."""
    context = browser.new_context(base_url=server, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    wrong: list[str] = []
    context.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    context.on("request", lambda request: None if request.url.startswith(server) else wrong.append(request.url))
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def paste(page: Page):
    """Pastes a text into the front page and shows its brief."""

    def paste(text: str) -> Page:
        page.goto("/")
        page.get_by_label("An article or a statement").fill(text)
        page.get_by_role("button", name="Show the brief").click()
        page.locator("#text").wait_for()
        return page

    return paste
