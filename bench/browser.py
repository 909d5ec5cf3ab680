"""A real browser, Debian's chromium, for what is seen of the reader."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

SEED = "/articles/art_do47x2zxdsrhu5mg"
"""The page of the article that every new service has."""

MISSING = "There is no chromium here; on Debian: apt-get install chromium."


@contextmanager
def running() -> Iterator[Browser]:
    """A browser without a window, closed at the end of the block; ends the program where there is none."""
    path = shutil.which("chromium")
    if path is None:
        sys.exit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])  # as root it has none
        yield browser
        browser.close()
