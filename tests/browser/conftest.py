"""The service with the seed, and a real browser that reads it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

SEED = "/articles/art_do47x2zxdsrhu5mg"


@pytest.fixture(scope="package")
def chromium() -> str:
    path = shutil.which("chromium")
    if path is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse("There is no chromium here; on Debian: apt-get install chromium.")
    return path


@pytest.fixture(scope="package")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - skip first
    """The URL of a service of its own, which is what `communique serve` makes of an empty folder."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/reader.sqlite3",
        "COMMUNIQUE_RATE_LIMIT": "",
        "COMMUNIQUE_WRITE_LIMIT": "",
    }
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=Path(__file__).parents[2], env=os.environ | settings, stdout=log, stderr=log
        )
    try:
        yield _ready(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    # Closed with the package: while it is there, other tests can run no event loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


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
        page.get_by_role("button", name="Show its brief").click()
        page.locator("#text").wait_for()
        return page

    return paste


def _ready(url: str, process: subprocess.Popen) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(f"{url}/readyz", timeout=5).close()  # noqa: S310
        except URLError:
            time.sleep(0.1)
        else:
            return url
    raise AssertionError("The service does not start.")
