"""Debian's chromium, a real browser for the reader."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

SEED = "/articles/art_do47x2zxdsrhu5mg"
"""The page of the seed article."""

MISSING = "There is no chromium here; on Debian: apt-get install chromium."


@contextmanager
def running() -> Iterator[Browser]:
    """Run a headless browser for the block; exit the program when chromium is missing."""
    path = shutil.which("chromium")
    if path is None:
        sys.exit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])  # as root it has none
        yield browser
        browser.close()
