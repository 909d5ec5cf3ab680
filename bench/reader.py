"""Size and first paint of the reader's pages. Run by hand: python -m bench.reader"""

import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from statistics import median

import click
import orjson
from playwright.sync_api import Browser

from bench import browser, machine, server
from bench.extraction import lengthened

_WORDS = 16_000
_ROUNDS = 7
_MEASURED = """async () => {
    await new Promise(seen => new PerformanceObserver(seen).observe({ type: "paint", buffered: true }));
    const [page] = performance.getEntriesByType("navigation");
    const parts = [page, ...performance.getEntriesByType("resource")];
    return {
        "first paint, ms": Math.round(performance.getEntriesByType("paint")[0].startTime),
        "all loaded, ms": Math.round(page.loadEventEnd),
        "transferred, KiB": Math.round(parts.reduce((sum, part) => sum + part.transferSize, 0) / 1024),
    };
}"""


def main() -> None:
    """Print medians for each page of the seed, and for an article of 16,000 words, in a browser with an empty cache."""
    click.echo(machine.describe())
    with (
        tempfile.TemporaryDirectory() as folder,
        browser.running() as chromium,
        server.running(f"sqlite:///{Path(folder) / 'bench.sqlite3'}") as there,
    ):
        url = f"http://127.0.0.1:{there.port}"
        for name, path in _pages(chromium, url):
            click.echo(f"{name:22} {_measure(chromium, url + path)}")
        click.echo(f"{_WORDS:,} words".ljust(22) + f" {_measure(chromium, url + _long(there))}")


def _pages(chromium: Browser, url: str) -> Iterator[tuple[str, str]]:
    page = chromium.new_page(base_url=url)
    page.goto("/")
    actors, issues = (
        page.locator(f"main a[href^='/{kind}/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        for kind in ("actors", "issues")
    )
    page.close()
    a, b = (link.rpartition("/")[2] for link in list(dict.fromkeys(actors))[:2])
    yield from {
        "front page": "/",
        "article": browser.SEED,
        "actor": actors[0],
        "issue": issues[0],
        "matrix": "/matrix",
        "timeline": "/timeline",
        "map": "/map",
        "compare": f"/compare?a={a}&b={b}",
    }.items()


def _long(there: server.Server) -> str:
    seed = (files("seeds") / "iraq-us-2021.txt").read_text(encoding="utf-8")
    body = orjson.dumps({"text": lengthened(seed, _WORDS)})
    _, answer = server.request(there.connect(), "POST", "/v1/articles", body, Content_Type="application/json")
    return f"/articles/{orjson.loads(answer)['article']['id']}"


def _measure(chromium: Browser, url: str) -> dict[str, float]:
    found = []
    for _ in range(_ROUNDS):
        page = chromium.new_page()
        page.goto(url)
        found.append(page.evaluate(_MEASURED))
        page.close()
    return {name: median(each[name] for each in found) for name in found[0]}


if __name__ == "__main__":
    main()
