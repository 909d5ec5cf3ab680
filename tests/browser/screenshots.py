"""Takes the pictures of the README, of the seed: `make screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from bench import browser, server

_FOLDER = Path(__file__).parents[2] / "docs"


def main() -> None:
    """Take them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        browser.running() as chromium,
        server.running(f"sqlite:///{Path(folder) / 'reader.sqlite3'}") as there,
    ):
        for name, take in _PICTURES:
            page = chromium.new_page(base_url=f"http://127.0.0.1:{there.port}", viewport={"width": 1280, "height": 800})
            take(page)
            page.screenshot(path=_FOLDER / f"{name}.png")


def _article(page: Page) -> None:
    page.goto(browser.SEED)
    page.locator(".group .card summary").nth(1).click()
    page.mouse.move(0, 0)


def _review(page: Page) -> None:
    page.goto(browser.SEED)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator(".correct").wait_for()
    page.mouse.move(0, 0)


def _matrix(page: Page) -> None:
    page.goto("/matrix")
    page.locator(".cell.opposes").first.click()
    page.mouse.move(0, 0)


def _timeline(page: Page) -> None:
    page.goto("/timeline")
    page.mouse.move(0, 0)


def _map(page: Page) -> None:
    page.goto("/map")
    page.mouse.move(0, 0)


_PICTURES = (("article", _article), ("matrix", _matrix), ("timeline", _timeline), ("map", _map), ("review", _review))

if __name__ == "__main__":
    main()
